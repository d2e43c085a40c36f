"""A book: recording in it, correcting, loading, verifying, and the register of what its events add up to."""
