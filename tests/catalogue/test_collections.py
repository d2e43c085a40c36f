"""Collection rules: windows are dates, due days are the law's where it sets them, wrong files are refused by name."""

from datetime import date
from pathlib import Path

import pytest

from parkledger.catalogue.collections import (
    ReportWindow,
    UnknownCollectionError,
    collection,
    load_collections,
    read_collection,
)
from parkledger.catalogue.yaml_files import DefinitionFileError

DEVELOPER = "cluster.developer"


def windows(code: str, first: str, last: str) -> list[tuple[str, str]]:
    found = collection(code).windows(date.fromisoformat(first), date.fromisoformat(last))
    return [(each.first.isoformat(), each.last.isoformat()) for each in found]


def test_a_clusters_half_year_runs_from_15_12_to_14_6():
    assert windows(DEVELOPER, "2024-12-01", "2025-12-31") == [
        ("2024-06-15", "2024-12-14"), ("2024-12-15", "2025-06-14"), ("2025-06-15", "2025-12-14"),
    ]  # fmt: skip


def test_months_and_quarters_are_of_the_calendar():
    assert windows("park.month", "2024-01-31", "2024-03-30") == [
        ("2024-01-01", "2024-01-31"),
        ("2024-02-01", "2024-02-29"),
    ]
    assert windows("park.quarter", "2023-12-31", "2024-03-31") == [
        ("2023-10-01", "2023-12-31"), ("2024-01-01", "2024-03-31"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "last", "due"),
    [
        (DEVELOPER, "2025-06-14", "2025-06-20"), (DEVELOPER, "2025-12-14", "2025-12-20"), (DEVELOPER, "2024-06-14", None),
        ("cluster.project", "2024-12-14", "2024-12-20"), ("park.month", "2023-12-31", "2024-01-12"),
    ],
)  # fmt: skip
def test_due_days(code: str, last: str, due: str | None):
    rule, day = collection(code), date.fromisoformat(last)
    assert rule.due_on(rule.window_of(day)) == (None if due is None else date.fromisoformat(due))


def test_a_books_own_term_takes_the_place_of_the_rules():
    rule = collection("park.month")
    assert rule.due_on(ReportWindow(date(2024, 1, 31), date(2024, 1, 1)), 3) == date(2024, 2, 3)


@pytest.mark.parametrize("day", ["2024-06-14", "2024-06-15", "2024-12-14", "2024-12-15", "2025-01-01"])
def test_the_window_of_a_day_holds_it(day: str):
    window = collection(DEVELOPER).window_of(date.fromisoformat(day))
    assert window.first <= date.fromisoformat(day) <= window.last


def test_every_rule_says_where_it_is_from():
    assert len(load_collections()) >= 5
    for code, rule in load_collections().items():
        assert rule.basis, code
        assert len(list(rule.windows(date(2023, 1, 1), date(2024, 12, 31)))) == 24 // rule.frequency.months, code


REFUSED = [
    # what replaces what, the key named, a word of the message, the reason
    ("reporter: zone", "reporter: anybody", "reporter", "enterprise", "one_of"),
    (
        "due_days: 12",
        "due_days: 12\ndue_parameters: [cluster.report.due.developer.year]",
        "due_days",
        "due_parameters",
        "exactly_one",
    ),
    ("due_days: 12", "", "due_days", "due_parameters", "exactly_one"),
    ("output.revenue", "land.leased", "measures.1", "land.leased", "one_of"),
    (
        "measures: [output.production, output.revenue, trade.export, trade.import, budget.paid]",
        "measures: []",
        "measures",
        "table",
        "table",
    ),
    ("stage: zones.operating", "stage: zones.liked", "stage", "zones.liked", "one_of"),
    ("due_days: 12", "due_days: 1.5", "due_days", "1.5", "whole"),
    ("due_days: 12", "due_days: -1", "due_days", "-1", "whole"),
    ("due_days: 12", "due_days: 367", "due_days", "366", "range"),
    ('first_day: "01-01"', "first_day_parameter: nothing.here", "first_day_parameter", "nothing.here", "one_of"),
    ('first_day: "01-01"', 'first_day: "02-30"', "first_day", "02-30", "month_day"),
    ("code: park.month", "code: park.year", "code", "park.year", "code"),
    ("basis:", "bases:", "basis", "missing", "missing"),
    ("code: park.month", "code: [", "", "YAML", "unreadable"),
]


@pytest.mark.parametrize(("old", "new", "key", "word", "reason"), REFUSED)
def test_a_wrong_file_is_refused_by_name_key_and_remedy(
    tmp_path: Path, old: str, new: str, key: str, word: str, reason: str
):
    text = (Path(__file__).parents[2] / "src/parkledger/catalogue/collections/park.month.yaml").read_text(
        encoding="utf-8"
    )
    assert old in text
    file = tmp_path / "park.month.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DefinitionFileError) as refused:
        read_collection(file)
    assert (refused.value.file, refused.value.key, refused.value.reason) == ("park.month.yaml", key, reason)
    assert word in refused.value.en


def test_an_unknown_rule_names_those_there_are():
    with pytest.raises(UnknownCollectionError) as refused:
        collection("park.week")
    assert "park.month" in refused.value.known
