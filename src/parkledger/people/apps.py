"""The package as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Roles, invitations, audit trail."""

    name = "parkledger.people"
    label = "people"
    verbose_name = "Người dùng"

    def ready(self) -> None:
        """Listen to who signs in."""
        from parkledger.people import signals

        signals.begin()
