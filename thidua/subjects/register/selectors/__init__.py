"""Questions to the register."""
