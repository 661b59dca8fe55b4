"""Judging people and collectives of the register against the law of a day, with reasons kept."""
