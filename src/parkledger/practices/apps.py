"""The package as a Django application."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Practices and exchanges."""

    name = "parkledger.practices"
    label = "exchange"
    verbose_name = "Trao đổi kinh nghiệm"
