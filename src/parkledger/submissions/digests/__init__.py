"""Digests by e-mail of what became known of the things that people follow."""
