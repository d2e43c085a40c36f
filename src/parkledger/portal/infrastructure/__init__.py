"""What is behind in infrastructure: lots late, utilities nearly full."""
