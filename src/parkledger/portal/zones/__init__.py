"""Zones and places."""
