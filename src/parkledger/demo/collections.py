"""The reports that the demonstration books collect: those that their reports were made up for."""

from datetime import date

from parkledger.demo.reports import LAST_RECORDING
from parkledger.ledger.store import registry
from parkledger.submissions.models import Collecting

BOOK, MAKER = "bg-parks", "minh-hoa"
RULES = {"park.month": date(2019, 1, 1), "park.quarter": date(2019, 1, 1)}
"""Rules by their code, with the day from which windows that end are collected."""


def collect_reports() -> None:
    """Let the book of the parks collect, up to the last day for which reports were made up; what is there is left as it is."""
    book = registry.books().filter(code=BOOK, demo=True).first()
    if book is None:
        return
    for rule, since in RULES.items():
        given = {"since": since, "until": LAST_RECORDING, "by": MAKER}
        Collecting.objects.get_or_create(book=book, rule=rule, defaults=given)
