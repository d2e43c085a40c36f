"""Questions in words, answered with figures."""
