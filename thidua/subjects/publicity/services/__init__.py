"""Verbs of good examples, of press work and of congresses."""
