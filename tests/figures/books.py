"""Small books written by hand, and questions asked of them in few words."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from parkledger.catalogue import Origin, TargetSetter, ZoneKind
from parkledger.figures import Figure, Figures, Form, Question
from parkledger.figures.mirror.filling import refresh
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.models import Book, row_id
from parkledger.ledger.store.registry import book_ref

BAC_GIANG, BAC_KAN, BAC_NINH = "viet-nam.bac-giang", "viet-nam.bac-kan", "viet-nam.bac-ninh"
VIET_YEN = "viet-nam.bac-giang.viet-yen"
BAC_NINH_TODAY = "viet-nam.bac-ninh-2025"
COUNTRY = "viet-nam"
PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
FDI, DDI = Origin.FDI, Origin.DDI
RATE = 20_000
"""Đồng for a US dollar in every book here: conversions can be done in the head."""


class Scribe:
    """Records events in one book, each a minute after the one before unless a day is given."""

    def __init__(self, code: str = "bg", place: str = BAC_GIANG) -> None:
        Book.objects.create(code=code, name=f"Sổ {code}", place=place)
        self.book = book_ref(code)
        self.moment = datetime(2023, 1, 1, tzinfo=UTC)
        self("exchange_rate_set", effective_on="2000-01-01", vnd_per_usd=str(RATE), source="giả định")

    def __call__(self, what: str, *, at: str | None = None, **fields: Any) -> int:
        """Record an event; returns its number."""
        with writing(self.book.code, "lan") as writer:
            return writer.record(build(what, fields), at=self._next(at)).seq

    def correct(self, seq: int, what: str, *, at: str | None = None, **fields: Any) -> int:
        """Record an event in the place of another."""
        with writing(self.book.code, "lan") as writer:
            return writer.correct(seq, build(what, fields), reason="số đúng", at=self._next(at)).seq

    def withdraw(self, seq: int, *, at: str | None = None) -> int:
        """Take an event back."""
        with writing(self.book.code, "lan") as writer:
            return writer.reverse(seq, reason="ghi nhầm", at=self._next(at)).seq

    def zone(self, name: str, kind: str = "park", on: str = "2010-01-01", **land: Any) -> str:
        """Establish a zone; returns its code. Areas are given in hectares; the whole is their sum where not given."""
        parts = [value for key, value in land.items() if key.endswith("_m2")]
        land = {"area_m2": sum(parts), **land} if parts else land
        given = {key: value * 10_000 if key.endswith("_m2") else value for key, value in land.items()}
        code = f"{ZoneKind(kind).short.lower()}-{name.lower()}"
        self("zone_established", effective_on=on, zone=code, name=name, kind=kind, **given)
        return code

    def report(self, start: str, end: str, *, at: str | None = None, **about: Any) -> int:
        """Report a period; `values` are whole numbers, or texts such as "12 USD"."""
        return self("period_report", at=at, period_start=start, period_end=end, **about)

    def id(self, seq: int) -> int:
        """The id of an event."""
        return row_id(self.book.id, seq)

    def _next(self, at: str | None) -> datetime:
        later = self.moment + timedelta(minutes=1)
        self.moment = later if at is None else datetime.fromisoformat(at).replace(tzinfo=UTC)
        return self.moment


def usd(dollars: int) -> dict[str, Any]:
    """An amount in US dollars."""
    return {"currency": "USD", "amount": dollars * 100}


def vnd(dong: int) -> dict[str, Any]:
    """An amount in đồng."""
    return {"currency": "VND", "amount": dong}


def figures_of(home: Path) -> Figures:
    """The engine over a home's mirror, brought up to the ledger."""
    return Figures(home / "mirror", refresh(home / "mirror"))


def question(indicator: str, on: str, place: str = BAC_GIANG, **more: Any) -> Question:
    """A question with its dates as texts."""
    start, form = more.pop("start", None), more.pop("form", "value")
    known_at = more.pop("known_at", None)
    return Question(
        indicator, place, date.fromisoformat(on), date.fromisoformat(start) if start else None, Form(form),
        known_at=datetime.fromisoformat(known_at).replace(tzinfo=UTC) if known_at else None, **more,
    )  # fmt: skip


def ask(home: Path, indicator: str, on: str, place: str = BAC_GIANG, **more: Any) -> Figure:
    """One figure."""
    figures = figures_of(home)
    try:
        return figures.answer([question(indicator, on, place, **more)])[0]
    finally:
        figures.close()


def value(home: Path, indicator: str, on: str, place: str = BAC_GIANG, **more: Any) -> Fraction | None:
    """One figure's value."""
    return ask(home, indicator, on, place, **more).value


def zone_id(home: Path, code: str) -> int:
    """A zone's id by its code."""
    figures = figures_of(home)
    try:
        return next(int(number) for number, zone in figures.zones.items() if zone["code"] == code)
    finally:
        figures.close()


__all__ = [
    "BAC_GIANG", "BAC_KAN", "BAC_NINH", "BAC_NINH_TODAY",
    "CLUSTER", "COUNTRY", "DDI", "FDI", "PARK", "RATE", "VIET_YEN",
    "Scribe", "TargetSetter", "ask", "figures_of", "question", "usd", "value", "vnd", "zone_id",
]  # fmt: skip
