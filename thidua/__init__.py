"""Thi Đua: emulation movements and commendations of a Vietnamese province."""
