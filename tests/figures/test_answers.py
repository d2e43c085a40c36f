"""Whatever happened in whatever order: the engine answers as the oracle does, however and whenever it is asked."""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from parkledger.catalogue import INDICATORS, MEASURES, Origin, TargetSetter, ZoneKind
from parkledger.catalogue.expressions import Term
from parkledger.figures import Figure, Figures, Form, Question
from parkledger.figures.mirror.compaction import compacted
from parkledger.figures.mirror.files import Mirror
from parkledger.figures.mirror.filling import refresh
from parkledger.home import sqlite
from parkledger.ledger.models import Book
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.registry import book_ref
from parkledger.ledger.store.statements import fetch
from tests import histories
from tests.conftest import use
from tests.figures import indicator_oracle
from tests.figures.indicator_oracle import ASKED, FLOWED, FLOWS, HELD, SETTERS
from tests.histories import PLACE, PROLOGUE, Chronicle, Step, steps

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
PLACES = (
    PLACE, PLACE, PLACE, "viet-nam.bac-giang.viet-yen", "viet-nam.bac-giang.lang-giang", "viet-nam.bac-kan", "viet-nam",
    "viet-nam", "viet-nam.bac-ninh-2025", "viet-nam.thai-nguyen-2025", "viet-nam.bac-ninh",
)  # fmt: skip
DAYS = tuple(map(date.fromisoformat, (
    "2019-03-01", "2019-12-31", "2020-02-29", "2020-06-01", "2021-02-28", "2021-03-31", "2021-12-31", "2022-07-14",
    "2022-07-15", "2022-12-31", "2025-06-30", "2025-07-01",
)))  # fmt: skip
FORMS = (Form.VALUE,) * 5 + (Form.GROWTH, Form.SHARE, Form.RANK, Form.PLAN_RATIO)


class OtherProvince(Chronicle):
    """A book of another province, with the same codes for its zones and projects."""

    def __post_init__(self) -> None:
        Book.objects.create(code=self.code, name="Sổ khác", place="viet-nam.bac-kan")


def somewhere(fields: Any) -> Any:
    """Zones lie in districts, or in the province without saying where."""
    districts = ("viet-nam.bac-giang.viet-yen", "viet-nam.bac-giang.lang-giang", None, "viet-nam.bac-giang.viet-yen")

    def with_place(step: Step) -> dict[str, Any]:
        district = districts[step.zone] if DISTRICTS["known"] else None
        return {**fields(step), **({"place": district} if district else {})}

    return with_place


DISTRICTS = {"known": True}
SEVERAL: Mapping[str, tuple[str, Any]] = {
    "plan": ("zone_planned", somewhere(histories.planned)),
    "establish": ("zone_established", somewhere(histories.established)),
    "aim": ("target_set", lambda step: {**histories.target(step), "set_by": SETTERS[step.size % 6]}),
    "aim anew": ("target_amended", lambda step: {**histories.target(step), "set_by": SETTERS[step.size % 6]}),
}
"""The acts of histories, but with districts and with several setters of targets."""
AIMED = (
    *(Step("report", month, 0, 0, month) for month in (14, 15, 26)),
    *(Step("report", month, 1, 1, month) for month in (16, 28)),
    Step("aim", 12, 0, 1, 5), Step("aim", 13, 0, 1, 8), Step("aim", 24, 0, 1, 7), Step("aim", 12, 1, 0, 6),
    Step("aim anew", 15, 0, 1, 8),
)  # fmt: skip
"""Reports and targets that meet, which random steps seldom do."""


def questions(dice: Random, zones: tuple[int, ...], moments: tuple[datetime, ...]) -> Iterator[Question]:
    """Questions of all indicators, in random forms and scopes."""
    for end in (*DAYS[2:7], *DAYS[2:7]):
        zone = dice.choice((None, None, *zones[:2]))
        setter = dice.choice((None, TargetSetter.BOARD, TargetSetter.PARTY_COMMITTEE))
        yield Question("output.production", PLACE, end, None, Form.PLAN_RATIO, zone, ZoneKind.PARK, setter=setter)
    for end in DAYS:
        kind, zone = dice.choice((None, ZoneKind.PARK)), dice.choice((None, *zones[:2]))
        known_at = dice.choice((None, *moments))
        yield Question("labour.workers", dice.choice((PLACE, "viet-nam")), end, zone=zone, kind=kind, known_at=known_at)
    for code in dice.sample(ASKED, len(ASKED)):
        end = dice.choice(DAYS)
        starts = (None, None, date(end.year, end.month, 1), date(end.year - 1, 1, 1))
        kinds = (ZoneKind.PARK, ZoneKind.CLUSTER, *(() if INDICATORS[code].kinds else (None,) * 3))
        form = dice.choice(FORMS)
        yield Question(
            code, dice.choice(PLACES), end, dice.choice(starts) if code in FLOWS else None, form,
            kind=dice.choice(kinds),
            zone=None if form is Form.RANK else dice.choice((None,) * 5 + zones[:2]),
            origin=dice.choice((None, None, None, *Origin)),
            known_at=dice.choice((None, None, *moments)),
            setter=dice.choice((None, None, None, *TargetSetter)),
            currency=dice.choice((None, None, "USD", "VND")),
        )  # fmt: skip


@contextmanager
def ledger(template: Path, folder: Path) -> Iterator[None]:
    """A new ledger for one example, without waiting for the disk."""
    path = folder / "ledger.sqlite3"
    shutil.copy(template, path)
    use(sqlite(path))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        with patch.dict(histories.ACTS, SEVERAL):
            yield
    finally:
        connection.close()
        shutil.rmtree(folder)


def play(folder: Path, history: list[Step], elsewhere: list[Step]) -> list[Chronicle]:
    """Two books, mirrored as they grow."""
    books: list[Chronicle] = []
    for code, kind, plot in (("bg", Chronicle, history), ("bk", OtherProvince, elsewhere)):
        DISTRICTS["known"] = kind is Chronicle
        book = kind(code)
        for number, step in enumerate((*PROLOGUE, *AIMED, *plot)):
            book.play(step)
            if number % 5 == 0:
                refresh(folder / "mirror")
            if number % 40 == 25:
                compact(folder / "mirror")
        books.append(book)
    return books


def journals(books: list[Chronicle]) -> list[indicator_oracle.Book]:
    refs = [book_ref(book.code) for book in books]
    return [indicator_oracle.Book(ref.code, ref.place, tuple(entries(ref.id))) for ref in refs]


def known_zones(books: list[Chronicle]) -> dict[int, tuple[str, str]]:
    """The zones by id: those whose code never stood for another zone, as one declared anew after a withdrawal would."""
    found: dict[int, tuple[str, str]] = {}
    for ref in (book_ref(book.code) for book in books):
        first: dict[str, int] = {}
        told: Counter[str] = Counter()
        for entry in entries(ref.id):
            if entry["type"] in {"zone_planned", "zone_established", "zone_opened"}:
                first.setdefault(entry["payload"]["zone"], ref.id << 32 | entry["seq"])
                told[entry["payload"]["zone"]] += 1
        standing = {row[0] for row in fetch("SELECT id FROM ledger_zone WHERE book_id = %s", [ref.id])}
        found |= {row: (ref.code, code) for code, row in first.items() if row in standing}
    return found


def answers(folder: Path, asked: list[Question], *, rebuild: bool = False) -> list[Figure]:
    figures = Figures(folder, refresh(folder, rebuild=rebuild), threads=1)
    try:
        return figures.answer(asked)
    finally:
        figures.close()


def compact(folder: Path) -> None:
    mirror = Mirror(folder)
    manifest = mirror.manifest()
    assert manifest is not None
    manifest.number += 1
    mirror.publish(compacted(mirror, manifest))


def opened(figures: Figures, figure: Figure) -> None:
    """The postings of a figure's events, taken under the same condition, add up to the figure."""
    asked, formulas = figure.question, figure.indicator.formulas
    term = formulas[0].expression
    if asked.form is not Form.VALUE or len(formulas) != 1 or not isinstance(term, Term) or term.zones:
        return
    ids = figures.events(figure)[::-1]
    measure = MEASURES[term.measure]
    column = "amount" if measure.unit != "money" else "usd" if figure.unit == "USD" else "vnd"
    if not ids:
        assert figure.value in {None, 0}
        return
    marks = ", ".join(map(str, ids))
    sql = (
        f"SELECT place, zone_id, kind, origin, period_start, {column} FROM ledger_posting WHERE event_id IN ({marks}) "
    )
    rows = fetch(f"{sql} AND measure = %s AND scenario = 'actual' AND effective_on <= %s", [term.measure, asked.end])
    places = indicator_oracle.MERGED.get(asked.place, (asked.place,))
    total = 0
    for place, zone, kind, origin, start, amount in rows:
        inside = any(place == code or place.startswith(f"{code}.") for code in places) and asked.zone in {None, zone}
        inside = inside and asked.kind in {None, kind} and asked.origin in {None, origin}
        if inside and not (
            figure.period_start and measure.is_flow and term.timing.value == "in_period" and start < figure.period_start
        ):
            total += amount
    scale = {"m2": 10_000, "money": 100 if figure.unit == "USD" else 1}.get(measure.unit, 1)
    assert total == (figure.value or 0) * scale, f"{len(ids)} events of {asked}"


def holds(template, folder: Path, history, elsewhere, dice) -> None:
    """Whether the engine and the oracle agree on questions of a history, asked together, alone, rebuilt and compacted."""
    with ledger(template, folder):
        books = play(folder, history, elsewhere[0] if elsewhere else [])
        zones = known_zones(books)
        dice = Random(dice.getrandbits(64))
        moments = tuple(dice.choice(book.moments) for book in books)
        asked = list(questions(dice, tuple(dice.sample(sorted(zones), len(zones))), moments))
        told = journals(books)
        figures = Figures(folder / "mirror", refresh(folder / "mirror"), threads=1)
        together = figures.answer(asked)
        for question, found in zip(asked, together, strict=True):
            expected = indicator_oracle.figure(told, question, zones.get(question.zone or 0))
            event(f"{question.form.value}: {'unknown' if expected is None else 'known'}")
            assert found.value == expected, question
            if question.form is Form.VALUE and question.indicator in (*HELD, *FLOWED):
                marked = indicator_oracle.is_estimate(told, question, zones.get(question.zone or 0))
                event(f"estimate: {marked}")
                assert found.estimate == marked, question
            if question.known_at is None:
                opened(figures, found)
        figures.close()
        few = dice.sample(range(len(asked)), 8)
        alone = [answers(folder / "mirror", [asked[number]])[0] for number in few]
        assert alone == [together[number] for number in few], "one at a time"
        assert answers(folder / "rebuilt", asked, rebuild=True) == together, "rebuilt"
        compact(folder / "mirror")
        assert answers(folder / "mirror", asked) == together, "compacted"


ANY = {
    "history": steps,
    "elsewhere": st.lists(steps, max_size=1),
    "dice": st.randoms(use_true_random=False, note_method_calls=False),
}


@given(**ANY)
@settings(max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=QUIET, derandomize=True)
def test_any_question_of_any_history(sqlite_template, history, elsewhere, dice):
    with TemporaryDirectory() as folder:
        holds(sqlite_template, Path(folder), history, elsewhere, dice)


@pytest.mark.long
@given(**ANY)
@settings(max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=QUIET, derandomize=True)
def test_many_questions_of_many_histories(sqlite_template, history, elsewhere, dice):
    with TemporaryDirectory() as folder:
        holds(sqlite_template, Path(folder), history, elsewhere, dice)


BY_HAND = {
    *("fee", "wastewater", "procedures", "inquiries", "grdp", "pci"),
    *("plots", "clearance", "inspections", "findings", "fines", "stations", "monitoring", "emissions", "incidents"),
    *("permits", "accidents", "strikes", "school", "foundings", "legacy"),
    *("promotion", "memoranda", "dues", "works", "power", "water", "waste", "telecom", "fire", "assets"),
}
"""Families of indicators whose values stand in the tests of their events, most of them against calculations of their own."""


def test_every_plain_indicator_is_asked_or_has_its_own_test():
    """The oracle works out what random histories can make; the rest stands in the tests of values by hand."""
    by_hand = {code for code in INDICATORS if code.split(".")[0] in BY_HAND}
    assert set(ASKED) <= set(INDICATORS)
    assert len(set(INDICATORS) - set(ASKED) - by_hand) <= 45


@pytest.mark.parametrize("code", ASKED)
def test_the_oracle_and_the_catalogue_agree_on_what_is_a_flow(code):
    question = Question(code, PLACE, date(2023, 1, 1))
    assert question.is_flow == (code in FLOWS)
    assert replace(question, form=Form.GROWTH).a_year_before().end == date(2022, 1, 1)
