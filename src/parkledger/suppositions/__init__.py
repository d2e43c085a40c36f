"""What if: sets of events that are only supposed, kept beside the books, and the figures that they would come to."""
