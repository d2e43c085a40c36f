"""Where zones lie: boundaries with their source and area, and the distances that investors ask for."""
