"""What a dashboard holds: the figures of a place or a book on two dates."""
