"""What approving a submission would change."""
