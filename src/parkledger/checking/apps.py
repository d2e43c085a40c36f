"""The kept pages as a Django application."""

from django.apps import AppConfig


class CheckingConfig(AppConfig):
    """Pages that were read, and what they state."""

    name = "parkledger.checking"
    label = "checking"
    verbose_name = "Trang đã đọc"
