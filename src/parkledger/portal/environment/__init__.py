"""The environment of all zones: permits, works, monitoring stations, results outside their limits, incidents."""
