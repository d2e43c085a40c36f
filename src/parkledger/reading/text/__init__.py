"""Text: what stands in a text, before anything is known about its sense: quantities, times, places and zones."""
