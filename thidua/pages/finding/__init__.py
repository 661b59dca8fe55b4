"""The one search: people, collectives, units, decisions, and everything else by its own words."""
