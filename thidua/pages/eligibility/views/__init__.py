"""Views of eligibility."""
