"""The ledger as a Django application."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Books, events, postings and what they declare."""

    name = "parkledger.ledger"
    label = "ledger"
    verbose_name = "Sổ"
