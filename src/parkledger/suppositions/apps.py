"""The package as a Django application."""

from django.apps import AppConfig


class SuppositionsConfig(AppConfig):
    """Suppositions: events that are not in any book."""

    name = "parkledger.suppositions"
    label = "suppositions"
    verbose_name = "Phương án giả định"
