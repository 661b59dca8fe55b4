"""Questions about courses, the people in them, and who was never trained."""
