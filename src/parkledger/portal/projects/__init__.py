"""Projects and enterprises."""
