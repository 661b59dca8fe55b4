"""Questions about inspections that several callers ask."""
