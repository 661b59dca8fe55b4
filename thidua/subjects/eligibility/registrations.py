"""What eligibility answers to questions of other layers."""
