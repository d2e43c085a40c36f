"""What Lighthouse reports of a page is held against the limits of `make lighthouse`."""

from typing import Any

import pytest
from tools.measure_pages import PAGES, Measured, median, read


def report(performance: float = 1.0, shift: float = 0.0, weight: int = 100_000) -> dict[str, Any]:
    """A report with what is read of one."""
    return {
        "categories": {"performance": {"score": performance, "auditRefs": [{"id": "hreflang", "weight": 1}]}},
        "audits": {
            "total-byte-weight": {"id": "total-byte-weight", "score": 1, "numericValue": weight},
            "cumulative-layout-shift": {"id": "cumulative-layout-shift", "score": 1, "numericValue": shift},
            "hreflang": {"id": "hreflang", "score": 0, "displayValue": "1 link"},
        },
    }


@pytest.mark.parametrize(
    ("name", "found", "short"),
    [
        ("home", report(), []),
        ("home", report(performance=0.94), ["performance 94 < 95"]),
        ("home", report(performance=0.95, shift=0.05, weight=300_000), []),
        ("home", report(shift=0.051), ["layout shift 0.051 > 0.05"]),
        ("home", report(weight=301_000), ["301 kB > 300 kB"]),
        ("map", report(weight=600_000), []),
        ("map", report(weight=601_000), ["601 kB > 600 kB"]),
    ],
)
def test_what_falls_short_is_named(name: str, found: dict[str, Any], short: list[str]) -> None:
    measured: Measured = read(name, found)
    assert measured.shortfalls == short
    assert measured.remarks == ("hreflang 1 link",)


def test_of_three_measurements_the_median_counts() -> None:
    found = [read("home", report(performance=each)) for each in (0.99, 0.8, 0.96)]
    assert median(found).points["performance"] == 96
    assert median(found[:1]) is found[0]


def test_every_kind_of_page_that_people_come_to_is_measured() -> None:
    kinds = {
        "home", "province", "zone", "project", "figure", "map", "land", "comparison", "question", "report", "forms", "glossary",
    }  # fmt: skip
    assert kinds <= PAGES.keys()
