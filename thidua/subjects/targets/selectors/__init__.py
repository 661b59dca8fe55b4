"""Questions about targets, their values and the indices."""
