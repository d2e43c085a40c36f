"""Statements and pages made by hand, for the tests of checking."""

import os
import subprocess
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from parkledger.reading import Page, Statement, read
from tests import prepared_process

PUBLISHED = date(2023, 8, 22)
SEED = Path(__file__).parents[3] / "shared" / "seeds" / "bac-giang-bac-kan-2023-08-22.txt"


def said(indicator: str, low: str, high: str, **about: Any) -> Statement:
    """A statement of Bắc Giang on the day of publication, with its interval as texts."""
    given = {
        "quote": f"{indicator} {low}", "start": 0, "end": 1, "form": "value", "kind": None, "origin": None,
        "place": "Bắc Giang", "zone": None, "value": Fraction(low), "unit": "zone", "hedge": None, "period_start": None,
        "period_end": None, "sentence": "", "rule": (), **about,
    }  # fmt: skip
    days = {key: date.fromisoformat(given[key]) for key in ("period_start", "period_end") if given[key]}
    return Statement(indicator=indicator, low=Fraction(low), high=Fraction(high), **{**given, **days})


def page_of(*statements: Statement, published: date | None = PUBLISHED) -> Page:
    """A page that states these."""
    return Page("", "Trang thử", published, None, None, (), (), statements, ())


def page_reading(text: str) -> Page:
    """A text that was read, published on the day."""
    return read(text, published=PUBLISHED)


def run(folder: Path, *words: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """A parkledger command run on the books in a folder."""
    environment = {k: v for k, v in os.environ.items() if k != "PARKLEDGER_DATABASE_URL"}
    environment |= {"PARKLEDGER_HOME": str(folder), "PARKLEDGER_USER": "lan", "COLUMNS": "240"}
    done = prepared_process.run(words, environment, given=given)
    assert "Traceback" not in done.stderr, done.stderr
    return done
