"""Figures by country and sector: a member is its projects by their shares, and all members and the rest are the whole."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from parkledger.briefing.dashboard.projects import projects
from parkledger.briefing.splits import By, split
from parkledger.figures import Dimension, Figures, Form, NotSplitByProjects
from parkledger.figures.current import close, current_figures
from parkledger.ledger.errors import InvestorsIncomplete
from parkledger.ledger.store.source import aware
from parkledger.ledger.store.statements import fetch
from parkledger.records.dates import Dates
from parkledger.records.project_groups import GroupUnknown, member_named, members_of
from tests.figures.books import BAC_GIANG, COUNTRY, VIET_YEN, Scribe, question, usd, vnd

ON = "2024-06-30"
WRITTEN = {
    "Nhật Bản": {"JP": Fraction(1)},
    "Hàn": {"KR": Fraction(1)},
    "Nhật Bản 60%, Hàn Quốc 40%": {"JP": Fraction(3, 5), "KR": Fraction(2, 5)},
    "Mỹ (37,5%) - Singapore 62.5%": {"US": Fraction(3, 8), "SG": Fraction(5, 8)},
    "Nhật Bản - Đài Loan": {"JP+TW": Fraction(1)},
    "": {"?": Fraction(1)},
}
SECTORS = {"C26": "26", "Dệt": "13", "2220: bao bì nhựa": "22", "sản xuất bao bì": "~san xuat bao bi", "": "?"}


class Deal(NamedTuple):
    """A project as it was written down: of what country and sector, when, how much, on how much land."""

    country: str
    sector: str
    on: date
    dollars: int
    hectares: int
    place: str


def _dealt(dice: Random, scribe: Scribe, count: int) -> list[Deal]:
    """Projects of all countries and sectors in two zones, with land; and land that is let to nobody in particular."""
    zones = [
        (scribe.zone("Một", industrial_m2=9_000), BAC_GIANG),
        (scribe.zone("Hai", industrial_m2=9_000, place=VIET_YEN), VIET_YEN),
    ]
    scribe.zone("Ba", on=ON, industrial_m2=1)
    scribe("land_leased", effective_on="2020-01-01", zone=zones[0][0], area_m2=70_000)
    found = []
    for number in range(count):
        zone, place = dice.choice(zones)
        on = date(dice.randint(2021, 2024), dice.randint(1, 6), dice.randint(1, 28))
        country = list(WRITTEN)[number % len(WRITTEN)]
        deal = Deal(country, dice.choice(list(SECTORS)), on, dice.randint(1, 10**9), dice.randint(1, 40), place)
        given = {"country": deal.country, "sector": deal.sector, "enterprise": "Doanh nghiệp giả định"}
        scribe("project_registered", effective_on=on.isoformat(), project=f"P{number}", name=f"Dự án {number}", zone=zone,
               origin="fdi", capital=usd(deal.dollars), **given)  # fmt: skip
        scribe(
            "land_leased", effective_on=on.isoformat(), zone=zone, project=f"P{number}", area_m2=deal.hectares * 10_000
        )
        found.append(deal)
    return found


def _opened() -> Figures:
    """The figures of this home's books, in which projects are looked up too."""
    close()
    return current_figures()


def _by(books: Figures, by: By, indicator: str, place: str = BAC_GIANG, **more: object) -> dict[str, Fraction]:
    base = question(indicator, ON, place, **more)
    found = books.answer(split(base, by, books))
    return {figure.question.member.code: figure.value or Fraction(0) for figure in found if figure.question.member}


def _whole(books: Figures, indicator: str, place: str = BAC_GIANG, **more: object) -> Fraction:
    return books.answer([question(indicator, ON, place, **more)])[0].value or Fraction(0)


def test_countries_and_sectors_are_what_was_written_and_come_to_the_whole(database: str, home: Path) -> None:
    deals = _dealt(Random(database), Scribe(), 24)
    books = _opened()
    capital, land, counted = (defaultdict[str, Fraction](Fraction) for _ in range(3))
    sectors = defaultdict[str, Fraction](Fraction)
    for deal in deals:
        shares = WRITTEN[deal.country]
        for code, share in shares.items():
            capital[code] += share * deal.dollars
            land[code] += share * deal.hectares
        counted[max(shares, key=lambda code: shares[code])] += 1
        sectors[SECTORS[deal.sector]] += deal.dollars
    assert _by(books, By.COUNTRY, "capital.in_force") == capital
    assert _by(books, By.COUNTRY, "projects.in_force") == counted
    assert _by(books, By.COUNTRY, "land.leased") == {**land, "": 7}
    assert _by(books, By.SECTOR, "capital.in_force") == sectors
    for indicator in (
        "capital.in_force",
        "projects.in_force",
        "land.leased",
        "capital.attracted",
        "projects.registered",
    ):
        for by in (By.COUNTRY, By.SECTOR):
            assert sum(_by(books, by, indicator).values()) == _whole(books, indicator), (indicator, by)
    new = sum(deal.dollars for deal in deals if deal.on.year == 2024)
    assert sum(_by(books, By.COUNTRY, "capital.attracted").values()) == new


def test_parts_of_a_place_come_to_the_place_country_by_country(database: str, home: Path) -> None:
    deals = _dealt(Random(f"{database}2"), Scribe(), 18)
    books = _opened()
    inside = _by(books, By.COUNTRY, "capital.in_force", VIET_YEN)
    for code, value in _by(books, By.COUNTRY, "capital.in_force").items():
        own = sum(WRITTEN[deal.country].get(code, 0) * deal.dollars for deal in deals if deal.place == BAC_GIANG)
        assert inside.get(code, 0) + own == value
    assert _by(books, By.COUNTRY, "capital.in_force", COUNTRY) == _by(books, By.COUNTRY, "capital.in_force")
    member = member_named(Dimension.COUNTRY, "JP", Dates(date.fromisoformat(ON)))
    japan = question("capital.in_force", ON, member=member)
    (figure, whole) = books.answer([japan, question("capital.in_force", ON)])
    assert 0 < len(books.events(figure)) < len(books.events(whole))
    (share,) = books.answer([question("capital.in_force", ON, member=member, form=Form.SHARE)])
    assert figure.value
    assert whole.value
    assert share.value == figure.value / whole.value * 100
    (grown,) = books.answer([question("capital.in_force", ON, member=member, form=Form.GROWTH)])
    (before,) = books.answer([question("capital.in_force", "2023-06-30", member=member)])
    assert before.value
    assert grown.value == (figure.value / before.value - 1) * 100


def test_a_domestic_project_without_a_country_is_vietnams_and_what_is_asked_must_be_there(
    sqlite_database: str, home: Path
) -> None:
    scribe = Scribe()
    zone = scribe.zone("Một", industrial_m2=90)
    scribe("project_registered", effective_on="2021-01-01", project="P", name="Dự án", zone=zone, origin="ddi",
           capital=vnd(20_000), enterprise="Doanh nghiệp giả định")  # fmt: skip
    books = _opened()
    assert _by(books, By.COUNTRY, "capital.in_force", currency="VND") == {"VN": 20_000}
    dates = Dates(date.fromisoformat(ON))
    assert [member.code for member in members_of(Dimension.COUNTRY, dates)] == ["VN", ""]
    with pytest.raises(GroupUnknown):
        member_named(Dimension.COUNTRY, "JP", dates)
    member = member_named(Dimension.COUNTRY, "VN", dates)
    for asked in (
        question("zones.established", ON, member=member),
        question("capital.in_force", ON, member=member, form=Form.RANK),
        question("grdp.size", ON, member=member),
    ):
        with pytest.raises(NotSplitByProjects):
            books.answer([asked])


def test_a_change_of_shares_counts_from_its_day_on_and_not_before(database: str, home: Path) -> None:
    """A Japanese project of 100 million, 50 more in May and 30 in September; a Korean partner takes 40 % on 1 July, all in 2024."""
    scribe = Scribe()
    zone = scribe.zone("Một", industrial_m2=90_000)
    about = {"project": "P", "name": "Dự án", "zone": zone, "origin": "fdi", "enterprise": "Doanh nghiệp giả định"}
    scribe("project_registered", effective_on="2023-02-01", country="Nhật Bản", capital=usd(100), **about)
    for on, more in (("2023-05-01", 50), ("2023-09-01", 30)):
        scribe("capital_adjusted", effective_on=on, project="P", capital=usd(more))
    held = {"2023-07-01": "Công ty A (Nhật) 60%; Công ty B (Hàn Quốc) 40%", "2024-01-01": "Công ty B (KR) 100%"}
    for on, investors in held.items():
        with pytest.raises(InvestorsIncomplete):
            scribe("investors_set", effective_on=on, project="P", investors="Công ty A (Nhật) 60%")
        scribe("investors_set", effective_on=on, project="P", investors=investors.replace("KR", "Hàn"))

    scribe("land_leased", effective_on="2024-07-02", zone=zone, area_m2=10_000)

    def by_country(indicator: str, on: str, **more: Any) -> dict[str, Fraction]:
        base = question(indicator, on, **more)
        figures = books.answer(split(base, By.COUNTRY, books))
        return {each.question.member.code: each.value for each in figures if each.question.member and each.value}

    def on_dashboard(on: date) -> list[tuple[str, int, Fraction]]:
        found = projects(books, frozenset({BAC_GIANG}), on, None).by_country
        return [(each.name.vi if each.name else "", each.count, each.usd) for each in found]

    books = _opened()
    third, two = Fraction(2, 5), Fraction(3, 5)
    assert by_country("capital.in_force", "2023-06-30") == {"JP": 150}
    assert by_country("capital.in_force", "2023-07-01") == {"JP": 150 * two, "KR": 150 * third}
    assert by_country("capital.in_force", "2024-06-30") == {"KR": 180}
    assert by_country("projects.in_force", "2023-12-31") == {"JP": 1}
    assert by_country("projects.in_force", "2024-01-01") == {"KR": 1}
    of_year = by_country("capital.attracted", "2023-12-31", start="2023-01-01")
    assert of_year == {"JP": 150 + 30 * two, "KR": 30 * third}
    halves = [
        by_country("capital.attracted", "2023-06-30", start="2023-01-01"),
        by_country("capital.attracted", "2023-12-31", start="2023-07-01"),
    ]
    assert {code: sum(half.get(code, 0) for half in halves) for code in ("JP", "KR")} == of_year
    korea = member_named(Dimension.COUNTRY, "KR", Dates(date(2024, 7, 1)))
    grown = books.one(question("capital.in_force", "2024-07-01", member=korea, form=Form.GROWTH))
    assert grown.value == (180 / (150 * third) - 1) * 100
    assert on_dashboard(date(2023, 6, 30)) == [("Nhật Bản", 1, Fraction(150))]
    assert on_dashboard(date(2023, 8, 1)) == [("Nhật Bản", 1, Fraction(90)), ("Hàn Quốc", 0, Fraction(60))]
    before = fetch("SELECT recorded_at FROM ledger_event WHERE type = 'investors_set' ORDER BY seq")[0][0]
    known = aware(before) - timedelta(microseconds=1)
    asked = replace(question("capital.in_force", "2023-08-01"), known_at=known)
    told = {each.question.member: each.value for each in books.answer(split(asked, By.COUNTRY, books)) if each.value}
    assert {member.code: value for member, value in told.items() if member} == {"JP": 150}
