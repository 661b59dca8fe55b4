"""Verbs that change movements, duties and readings."""
