"""The board as slides: 16:9 pages of real text and vector drawings, fonts embedded."""
