"""Verbs of reporting: ask, answer, receive, consolidate."""
