"""The package as a Django application."""

from django.apps import AppConfig


class PromotionConfig(AppConfig):
    """Cases of investment promotion."""

    name = "parkledger.promotion"
    label = "promotion"
    verbose_name = "Xúc tiến đầu tư"
