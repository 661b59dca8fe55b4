"""Screens for taking over old registers of awards, step by step."""
