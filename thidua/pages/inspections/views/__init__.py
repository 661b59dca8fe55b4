"""Screens of inspections, one module for each place."""
