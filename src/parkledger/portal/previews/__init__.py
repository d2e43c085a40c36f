"""Pictures of pages, for those who show a page that is shared."""
