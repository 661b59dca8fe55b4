"""Screens of the register for life."""
