"""The HTTP API: events, submissions, zones, projects, places, figures, statements, documents."""
