"""What was recorded lately, as feeds that programs follow."""
