"""The portal as a Django application."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages, and what is written on them that is no event: practices, exchanges, cases of promotion."""

    name = "parkledger.portal"
    label = "portal"
    verbose_name = "Cổng thông tin"
