"""Labour: who works in the zones, work permits, accidents, stoppages."""
