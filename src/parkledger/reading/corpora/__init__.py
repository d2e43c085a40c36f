"""Corpora: many pages read at once, from folders and web archives or on a Spark cluster."""
