"""The package as a Django application."""

from django.apps import AppConfig


class GeographyConfig(AppConfig):
    """Boundaries of zones and landmarks."""

    name = "parkledger.geography"
    label = "geography"
    verbose_name = "Ranh giới khu, cụm"
