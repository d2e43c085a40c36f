"""What projects and developers owe to the State."""
