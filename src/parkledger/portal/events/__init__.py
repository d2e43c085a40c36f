"""An event: what it says, what it posts, what corrected it."""
