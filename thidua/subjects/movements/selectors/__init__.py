"""Answers about movements, duties and readings."""
