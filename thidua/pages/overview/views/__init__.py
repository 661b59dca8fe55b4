"""Pages of the leader's boards."""
