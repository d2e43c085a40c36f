"""The package as a Django application."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Practices and exchanges."""

    name = "parkledger.practices"
    label = "exchange"
    verbose_name = "Trao đổi kinh nghiệm"

    def ready(self) -> None:
        """Let events name only practices and exchanges that there are."""
        from parkledger.ledger.events.kept_codes import keep_codes
        from parkledger.practices.lists import exchange_slugs, practice_slugs

        keep_codes("practice", practice_slugs)
        keep_codes("exchange", exchange_slugs)
