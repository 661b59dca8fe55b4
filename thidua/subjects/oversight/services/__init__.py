"""Verbs of opinions, consultations, questions on law, remarks and contacts."""
