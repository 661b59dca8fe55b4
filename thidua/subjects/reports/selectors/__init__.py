"""Questions about reports that several callers ask."""
