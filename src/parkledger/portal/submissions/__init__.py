"""Recording forms, submissions and attached files."""
