"""Verbs on targets, their values and the indices."""
