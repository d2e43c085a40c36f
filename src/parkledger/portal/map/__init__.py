"""The map of zones."""
