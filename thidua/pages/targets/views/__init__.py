"""Screens of targets."""
