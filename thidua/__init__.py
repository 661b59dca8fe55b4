"""Thi Đua: emulation movements and commendations of a Vietnamese province."""

__version__ = "0.3.0"
