"""Numbers of reports as claims: whoever verifies them by the published rules finds each true, and each that was changed unverified."""

import json
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from importlib import import_module
from importlib.util import find_spec
from random import Random
from typing import Any

import pytest

from parkledger.briefing.reports import Report, ReportRequest, built_in, compose
from parkledger.briefing.reports.files import report_file
from parkledger.briefing.reports.model import DerivedRun, FigureRun, Paragraph, ReportTable
from parkledger.briefing.reports.records import ReportRecord, reissued
from parkledger.figures import Figures
from parkledger.language import Lang, Period, day_end

HALF_YEAR = Period(date(2023, 1, 1), date(2023, 6, 30))
Verifier = Callable[[str, dict[str, Any]], bool]


def by_the_published_rule(text: str, claim: dict[str, Any]) -> bool:
    """The exact policy as its description has it: the digits, without spaces, thousands' commas and signs of per cent, are the claim's."""
    given, wanted = (re.sub(r"[\s,%]", "", words) for words in (text, claim["value"]))
    return given == wanted


def by_pcn_core(text: str, claim: dict[str, Any]) -> bool:
    """The verifier of Proof-Carrying Numbers itself."""
    pcn = import_module("pcn_core")
    known = pcn.Claim(value=claim["value"], country=claim["country"], date=claim["date"])
    verified: bool = pcn.compare_by_policy(text, known, claim["policy"])
    return verified


FOREIGN = pytest.param(
    by_pcn_core, marks=pytest.mark.skipif(find_spec("pcn_core") is None, reason="pcn-core is not installed")
)
every_verifier = pytest.mark.parametrize("verifies", [by_the_published_rule, FOREIGN])


class Tokens(HTMLParser):
    """The claims that a page makes: their ids and the texts within."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "claim":
            self._open = dict(attrs)["id"] or ""
            self.found.append((self._open, ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == "claim" else self._open

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1] = (self._open, self.found[-1][1] + data)


def report(books: Figures, name: str = "period", lang: Lang = Lang.VI) -> Report:
    """A report of Bắc Giang for the first half of 2023."""
    return compose(ReportRequest(built_in(name, lang), "viet-nam.bac-giang", HALF_YEAR, lang), books)


def page_and_claims(books: Figures, made: Report) -> tuple[str, dict[str, Any]]:
    """A report as a page, and the claims that its record leads to in the books."""
    page = report_file(made, books, "html")
    again, _ = reissued(ReportRecord.read(page, "x.html"), books)
    return page.decode(), json.loads(report_file(again, books, "json"))["claims"]


def unverified(page: str, claims: dict[str, Any], verifies: Verifier) -> list[str]:
    """The texts of a page's claims that are not verified."""
    return [text for name, text in Tokens(page).found if name not in claims or not verifies(text, claims[name])]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", ["period", "situation", "leader", "steering"])
@every_verifier
def test_every_number_of_a_page_is_verified_from_the_books(
    books: Figures, name: str, lang: Lang, verifies: Verifier
) -> None:
    made = report(books, name, lang)
    page, claims = page_and_claims(books, made)
    tokens = Tokens(page).found
    assert len({name for name, _ in tokens}) == len(tokens), "an id stands once in a page"
    numbers = [
        run
        for part in made.parts
        for run in (
            part.runs
            if isinstance(part, Paragraph)
            else [run for row in part.rows for run in row]
            if isinstance(part, ReportTable)
            else ()
        )
        if (isinstance(run, FigureRun) and run.figure.value is not None) or isinstance(run, DerivedRun)
    ]
    assert len({name.rpartition("-")[0] for name, _ in tokens}) == len(numbers) > 10
    assert unverified(page, claims, verifies) == []


@every_verifier
def test_one_digit_or_comma_changed_is_found(books: Figures, verifies: Verifier) -> None:
    page, claims = page_and_claims(books, report(books))
    dice, tokens = Random(1129), re.findall(r'<claim id="([^"]+)" policy="exact">([^<]+)</claim>', page)
    changed = 0
    for name, text in tokens:
        digits = [at for at, letter in enumerate(text) if letter.isdigit()]
        if not digits:
            continue
        at = dice.choice(digits)
        other = text[:at] + str((int(text[at]) + dice.randint(1, 9)) % 10) + text[at + 1 :]
        forged = page.replace(f'id="{name}" policy="exact">{text}<', f'id="{name}" policy="exact">{other}<')
        assert unverified(forged, claims, verifies) == [other]
        changed += 1
    assert changed > 300
    decimal = re.search(r'(<claim id="[^"]+-1" policy="exact">)([^<]*\d)(</claim>,<claim[^>]+>)(\d)([^<]*)', page)
    assert decimal, "a number with decimals"
    moved = page.replace(decimal[0], f"{decimal[1]}{decimal[2]}{decimal[4]}{decimal[3]}{decimal[5]}", 1)
    assert len(unverified(moved, claims, verifies)) == 2
    joined = page.replace(decimal[0], f"{decimal[1]}{decimal[2]}{decimal[4]}{decimal[5]}", 1)
    assert len(unverified(joined, claims, verifies)) == 1


@every_verifier
def test_what_the_books_no_longer_say_has_no_claim(books: Figures, verifies: Verifier) -> None:
    made = report(books)
    page = report_file(made, books, "html")
    then, differences = reissued(ReportRecord.read(page, "x.html"), books, day_end(date(2023, 7, 1)))
    assert differences
    claims = json.loads(report_file(then, books, "json"))["claims"]
    tokens = Tokens(page.decode()).found
    gone = [text for name, text in tokens if name not in claims]
    assert len(gone) >= len(differences) / 2
    assert unverified(page.decode(), claims, verifies) == gone, "what is as it was is still verified"


def test_a_claim_says_what_it_is_of(books: Figures) -> None:
    claims = page_and_claims(books, report(books, "leader"))[1]
    occupancy = [one for one in claims.values() if one["title"].startswith("Tỷ lệ lấp đầy (KCN)")]
    assert {(one["country"], one["date"], one["demo"]) for one in occupancy} == {
        ("viet-nam.bac-giang", "2023-06-30", True)
    }
    assert all("/" in one["exact"] for one in occupancy)
