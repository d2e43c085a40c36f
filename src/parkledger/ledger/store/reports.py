"""Period reports in force, read from the database: those that a new report might count again."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from parkledger.ledger.book.postings import Key
from parkledger.ledger.events.reports import PeriodReport
from parkledger.ledger.models import row_id
from parkledger.ledger.store.statements import fetch
from parkledger.places import get, territory

Reported = tuple[int, Key, date, str]
"""The number of a report, what one of its postings is about, the day that it stands on, and its status."""

_COLUMNS = (
    "e.seq, p.effective_on, p.measure, p.scenario, p.zone_id, p.project_id, p.place, p.kind, p.origin, p.currency, "
    "p.detail, p.period_start, p.period_end, p.status"
)
_REVERSED = "LEFT JOIN ledger_event r ON r.book_id = e.book_id AND r.reverses = e.seq"
_IN_FORCE = f"e.id = p.event_id AND e.book_id = %s AND e.type = '{PeriodReport.code}' AND p.role IN ('flow', 'level') AND r.id IS NULL"
_FROM_EVENTS = f"SELECT {_COLUMNS} FROM ledger_event e CROSS JOIN ledger_posting p {_REVERSED} WHERE {_IN_FORCE}"
"""On SQLite, which has no statistics here, CROSS JOIN keeps the order in which tables are gone through."""
_FROM_POSTINGS = (
    f"SELECT p.event_id & 4294967295{_COLUMNS.removeprefix('e.seq')} FROM ledger_posting p "
    "WHERE p.event_id + 0 >= %s AND p.event_id + 0 < %s AND p.role IN ('flow', 'level')"
)


class SoughtReports(NamedTuple):
    """Which reports are sought: of these measures, ended from `first` to `last`, of periods begun by `begun`."""

    measures: Sequence[str]
    first: date
    last: date
    begun: date


def reports_about(book_id: int, zone: int | None, province: str, window: SoughtReports) -> Iterator[Reported]:
    """The reports in a window of a zone, and those of no zone in its province, or in what was merged into it; for no
    zone, those of every zone.

    Of a zone's, it is left open whether they are reports in force: few of them matter, and `stands` tells of those.
    """
    measures, first, last, begun = window
    within = (
        f"p.measure IN ({', '.join(['%s'] * len(measures))}) AND p.effective_on >= %s AND p.effective_on <= %s "
        "AND (p.period_start IS NULL OR p.period_start <= %s)"
    )
    merged = sorted(territory(get(province)))
    inside = " OR ".join(
        ["p.place = %s OR substr(p.place, 1, %s) = %s"] * len(merged)
    )  # LIKE would be planned anew each time on SQLite
    in_province = f"({inside})"
    given = [*measures, first, last, begun]
    places = [each for code in merged for each in (code, len(code) + 1, f"{code}.")]
    if zone is None:
        sql = f"{_FROM_EVENTS} AND {within} AND {in_province} AND e.effective_on >= %s AND e.effective_on <= %s"
        return map(_reported, fetch(sql, [book_id, *given, *places, first, last]))
    sql = (
        f"{_FROM_POSTINGS} AND {within} AND p.zone_id = %s UNION ALL "
        f"{_FROM_POSTINGS} AND {within} AND p.zone_id IS NULL AND p.project_id IS NULL AND {in_province}"
    )
    book = [row_id(book_id, 0), row_id(book_id + 1, 0)]
    return map(_reported, fetch(sql, [*book, *given, zone, *book, *given, *places]))


def stands(book_id: int, seq: int) -> bool:
    """Whether an event is a report in force."""
    sql = (
        f"SELECT 1 FROM ledger_event e WHERE e.id = %s AND e.type = '{PeriodReport.code}' "
        "AND NOT EXISTS (SELECT 1 FROM ledger_event r WHERE r.book_id = e.book_id AND r.reverses = e.seq)"
    )
    return bool(fetch(sql, [row_id(book_id, seq)]))


def all_reports(book_id: int) -> Iterator[Reported]:
    """Every report in force of a book."""
    return map(_reported, fetch(_FROM_EVENTS, [book_id]))


def _reported(row: tuple[Any, ...]) -> Reported:
    return row[0], Key(*row[2:-1]), row[1], row[-1]
