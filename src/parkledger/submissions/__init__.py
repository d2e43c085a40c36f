"""Reports and changes on their way into a book: drafted, submitted, approved or returned; only approval records."""
