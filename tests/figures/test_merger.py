"""Merged provinces reconciled: sums of parts, rates computed anew, what is recorded of the successor itself; random books."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from parkledger.briefing.comparison import merger
from parkledger.briefing.comparison.merger import (
    AGREES,
    BEFORE,
    Combination,
    MergerLine,
    MergerRequest,
    ProvinceNotMerged,
    reconciled,
)
from parkledger.figures import Figures
from parkledger.figures.current import open_figures
from parkledger.figures.wording import coverage_note
from parkledger.language import Lang, Text
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.registry import book_ref
from parkledger.places import TWO_TIERS, former_provinces, get, official_code, provinces
from tests.figures import indicator_oracle
from tests.figures.books import BAC_GIANG, BAC_KAN, BAC_NINH, BAC_NINH_TODAY, PARK, Scribe, figures_of, question, usd

HELD = ("land.leased", "land.leasable", "capital.in_force:fdi", "projects.in_force:fdi", "zones.established")
ASKED = (*(f"{code}:park" for code in HELD), "occupancy:park", "capital.attracted:park", "grdp.size")
PLACES = {"bg": BAC_GIANG, "bn": BAC_NINH, "moi": BAC_NINH_TODAY, "bk": BAC_KAN}
DAYS = (date(2024, 3, 1), BEFORE, TWO_TIERS, date(2026, 9, 1))


def _written(dice: Random, code: str, place: str, since: date) -> Scribe:
    """A book of a province with zones, leases and projects of random days and sizes."""
    scribe = Scribe(code, place)
    day = since
    for number in range(dice.randint(1, 4)):
        day += timedelta(days=dice.randint(1, 90))
        area = dice.randint(50, 300)
        zone = scribe.zone(f"{code}{number}", on=day.isoformat(), industrial_m2=area, service_m2=area // 10)
        day += timedelta(days=dice.randint(1, 60))
        scribe("land_leased", effective_on=day.isoformat(), zone=zone, area_m2=dice.randint(1, area) * 10_000)
        project = f"{code}-{number}"
        scribe(
            "project_registered", effective_on=day.isoformat(), project=project, name=project, origin="fdi", zone=zone,
            country="Nhật Bản", capital=usd(dice.randint(1, 9_000)), enterprise=f"Doanh nghiệp giả định {project}",
        )  # fmt: skip
    return scribe


@pytest.fixture
def books(database: str, home: Path) -> Figures:
    """Books of two provinces that became one, of that one, and of a province whose partner has no book."""
    dice = Random(f"{database}-merger")
    for code, place in PLACES.items():
        _written(dice, code, place, max(date(2022, 1, 1), get(place).exists_from))
    return figures_of(home)


def _lines(books: Figures, on: date, *places: str) -> list[MergerLine]:
    return reconciled(MergerRequest(on, places=places, indicators=ASKED), books)


def _agree_with_the_oracle(books: Figures, journals: list[indicator_oracle.Book], on: date) -> None:
    compared = 0
    for line in _lines(books, on):
        question = line.own.question
        if line.combination is Combination.NONE:
            assert (line.combined, line.difference) == (None, None)
            continue
        codes = {part.place.code for part in line.parts}
        of_parts = [book for book in journals if book.place in codes]
        assert line.combined == indicator_oracle.figure(of_parts, question), question
        if line.own.value is not None:
            assert line.own.value == indicator_oracle.figure(journals, question), question
        compared += line.combined is not None
    assert compared > 8


def test_sums_and_rates_are_an_independent_calculation_and_what_differs_is_the_successors_own(books: Figures) -> None:
    journals = [indicator_oracle.Book(code, place, tuple(entries(book_ref(code).id))) for code, place in PLACES.items()]
    for on in DAYS:
        _agree_with_the_oracle(books, journals, on)
        for line in _lines(books, on, BAC_NINH_TODAY):
            if line.combination is Combination.SUM and line.combined is not None:
                mine = [event for event in books.events(line.own) if event >> 32 == books.heads["moi"].id]
                assert (line.difference == 0) == (not mine)
                assert line.since == len(mine)
                assert (line.why() == AGREES) == (not mine)


def test_what_is_told_of_rates_of_missing_provinces_and_of_the_new_one(books: Figures) -> None:
    before = _lines(books, BEFORE, BAC_NINH_TODAY)
    (rate,) = [one for one in before if one.asked.definition.code == "occupancy"]
    rates = [part.figure.value or Fraction(0) for part in rate.parts]
    assert (rate.combination, rate.combined) == (Combination.RATE, rate.own.value)
    assert all(rates)
    assert rate.combined != sum(rates, Fraction(0)) / len(rates), "an average of rates"
    assert all(line.lacks() is None for line in before if line.combined is not None)
    partial = next(one for one in _lines(books, BEFORE) if one.successor.name == "Thái Nguyên" and one.combined)
    assert [place.name for place in partial.unrecorded] == ["Thái Nguyên"]
    assert partial.lacks() == Text(
        "chưa gồm tỉnh Thái Nguyên (cũ): chưa có số liệu", "without the former Thai Nguyen province: not recorded"
    )
    line = next(one for one in _lines(books, DAYS[-1], BAC_NINH_TODAY) if one.asked.key == "zones.established:park")
    assert line.difference
    assert line.why().vi.startswith(f"{line.since} sự kiện ghi cho chính tỉnh mới từ ngày 1/7/2025")
    assert all(name.startswith("moi/") for name in line.named)
    with pytest.raises(ProvinceNotMerged):
        _lines(books, BEFORE, BAC_GIANG)


@pytest.mark.parametrize(
    ("own", "parts", "alone"),
    [([1], ([1], [1]), []), ([3, 1], ([1], [1]), [3]), ([1], ([2, 1], [4, 3]), []), ([2, 1], ([], []), [2, 1])],
)
def test_an_event_may_be_of_several_parts_and_parts_have_events_of_their_own(
    books: Figures, monkeypatch: pytest.MonkeyPatch, own: list[int], parts: tuple[list[int], ...], alone: list[int]
) -> None:
    line = next(each for each in _lines(books, DAYS[-1], BAC_NINH_TODAY) if len(each.parts) == len(parts))
    made = {id(part.figure): list(events) for part, events in zip(line.parts, parts, strict=True)}
    monkeypatch.setattr(Figures, "events", lambda _, figure: made.get(id(figure), own))
    monkeypatch.setattr(merger, "event_ref", lambda _, event: f"moi/{event}")
    told = merger._explained(line, books)
    assert (told.since, told.named) == (len(alone), tuple(f"moi/{event}" for event in alone))
    assert "-" not in str(merger._recorded_since(told))


def test_the_sixty_three_are_each_in_one_of_the_thirty_four() -> None:
    before, after = provinces(BEFORE), provinces(TWO_TIERS)
    assert (len(before), len(after)) == (63, 34)
    found = [part.code for province in after for part in former_provinces(province, BEFORE)]
    assert sorted(found) == sorted(place.code for place in before)
    assert sum(len(former_provinces(province, BEFORE)) == 1 for province in after) == 11


def test_a_number_is_of_an_edition_and_of_days() -> None:
    old, new, other = (get(code) for code in (BAC_GIANG, BAC_NINH_TODAY, BAC_NINH))
    was, now = official_code(old, date(2026, 1, 1)), official_code(new, date(2023, 1, 1))
    assert was is not None
    assert now is not None
    assert (was.number, was.edition.decision, was.valid_until) == ("24", "Quyết định 124/2004/QĐ-TTg", BEFORE)
    assert (now.number, now.edition.decision, now.valid_from) == ("24", "Quyết định 19/2025/QĐ-TTg", TWO_TIERS)
    assert now.valid_until is None
    gone = official_code(other, BEFORE)
    assert gone is not None
    assert (gone.number, gone.valid_until) == ("27", BEFORE)
    kept = get("viet-nam.cao-bang")
    found = [official_code(kept, on) for on in (BEFORE, TWO_TIERS)]
    assert [one.number for one in found if one] == ["04", "04"]
    assert [one.valid_until for one in found if one] == [BEFORE, None]


def test_a_report_of_the_whole_of_a_merged_province_is_of_the_half_without_a_book(
    home: Path, sqlite_database: str
) -> None:
    """Đà Nẵng and Quảng Nam are one province since July 2025; the book of the one reports of both together."""
    merged = "viet-nam.da-nang-2025"
    book = Scribe("dn", "viet-nam.da-nang")
    zone = book.zone("Mot", industrial_m2=50)
    book("zone_operating", effective_on="2011-01-01", zone=zone)
    reported = {"labour.workers": 900, "trade.export": "50 USD"}
    book.report("2025-07-01", "2025-09-30", place=merged, kind="park", values=reported)

    def said(indicator: str, on: str, **about: Any) -> tuple[str, bool]:
        figures = open_figures(home / "mirror")
        try:
            found = figures.one(question(indicator, on, merged, **{"kind": PARK, **about}))
        finally:
            figures.close()
        return coverage_note(found, Lang.VI), found.coverage.is_comparable

    for indicator in ("labour.workers", "trade.export"):
        assert said(indicator, "2025-09-30", start="2025-07-01") == ("", True)
        without = said(indicator, "2025-09-30", start="2025-07-01", kind=None)
        assert "chưa gồm tỉnh Quảng Nam" in without[0], "the report is of parks alone"
    assert "chưa gồm tỉnh Quảng Nam" in said("land.established", "2025-09-30")[0]
    book.report("2025-10-01", "2025-12-31", zone=zone, values=reported)
    for indicator in ("labour.workers", "trade.export"):
        assert "chưa gồm tỉnh Quảng Nam" in said(indicator, "2025-12-31", start="2025-07-01")[0]
