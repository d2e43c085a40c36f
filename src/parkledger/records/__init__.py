"""What is on record of zones, projects, enterprises, documents and events, as they stood on two dates."""
