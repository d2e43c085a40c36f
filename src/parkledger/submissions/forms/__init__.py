"""Forms made from event types."""
