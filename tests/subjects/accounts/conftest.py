from tests.support.offices import admin, clerk, head, health, other_head, school

__all__ = ["admin", "clerk", "head", "health", "other_head", "school"]
