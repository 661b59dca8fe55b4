"""Screens of movements."""
