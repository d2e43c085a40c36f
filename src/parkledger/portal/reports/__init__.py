"""Reports written from the books: chosen, looked at, and taken as files."""
