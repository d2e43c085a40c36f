"""The package as a Django application."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Tokens, and the answers kept for requests that are sent again."""

    name = "parkledger.api"
    label = "api"
    verbose_name = "Giao diện lập trình"
