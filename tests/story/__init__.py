"""A quarter of an office's work, told from its calendar and played through."""
