"""What became known since a moment, of a place or a zone."""
