"""Verbs of the province's own rows: written by one person, taken over by a second."""
