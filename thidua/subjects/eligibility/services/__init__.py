"""Verbs of eligibility: ask, decide otherwise, judge a list."""
