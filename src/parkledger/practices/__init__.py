"""Experience between provinces: practices, and exchanges of a host with a guest."""
