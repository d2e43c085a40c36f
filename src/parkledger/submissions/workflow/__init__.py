"""From draft to the book: steps, lists, letters."""
