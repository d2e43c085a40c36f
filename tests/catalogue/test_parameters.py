"""The legal parameters: what holds on which day, what a wrong file is told, and the page made from them."""

import re
import unicodedata
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tools.write_parameter_reference import TARGET, main, render, written_number

from parkledger.catalogue import Verified
from parkledger.catalogue.parameters import (
    AppliesTo,
    DatedValue,
    Parameter,
    ParameterUnit,
    UnknownParameterError,
    load_parameters,
    parameter,
    read_parameter,
    read_parameters,
)
from parkledger.catalogue.yaml_files import REFUSALS, DefinitionFileError, MonthDay
from parkledger.language import Text
from tests.catalogue.test_collections import REFUSED

ALL = load_parameters()
CHANGES = [(each.code, index) for each in ALL.values() for index in range(len(each.values))]

# What holds from a date: written out here so that an edited file has to be edited here too.
HOLDS = [
    ("procedure.time_limit.investment_certificate", "2021-03-26", 15, "memory"),
    ("procedure.time_limit.investment_certificate", "2026-03-31", None, "memory"),
    ("procedure.time_limit.foreign_work_permit", "2025-08-07", 10, "memory"),
    ("park.occupancy.minimum_for_new_park", "2018-07-10", 60, "memory"),
    ("park.occupancy.minimum_for_new_park", "2022-07-15", 60, "memory"),
    ("park.occupancy.minimum_for_expansion", "2022-07-15", 60, "memory"),
    ("park.occupancy.waiver_maximum_total_area", "2022-07-15", 1000, "memory"),
    ("park.occupancy.definition", "2018-07-10", "industrial_land", "secondary"),
    ("park.occupancy.definition", "2022-07-15", "industrial_and_service_land", "memory"),
    ("park.phase.maximum_area", "2022-07-15", 500, "secondary"),
    ("park.phase.maximum_rice_land.deltas", "2022-07-15", 200, "secondary"),
    ("park.phase.maximum_rice_land.central_coast_and_southeast", "2022-07-15", 150, "secondary"),
    ("park.phase.maximum_rice_land.elsewhere", "2022-07-15", 100, "secondary"),
    ("park.worker_land.minimum_share", "2022-07-15", 2, "secondary"),
    ("park.type.specialised.minimum_share", "2022-07-15", 60, "secondary"),
    ("park.type.supporting.minimum_share", "2022-07-15", 60, "memory"),
    ("park.type.high_tech.minimum_share", "2022-07-15", 30, "secondary"),
    ("park.urban_conversion.minimum_operation", "2022-07-15", 15, "secondary"),
    ("park.urban_conversion.minimum_term_share", "2022-07-15", Fraction(1, 2), "secondary"),
    ("park.urban_conversion.consent_share", "2022-07-15", Fraction(2, 3), "secondary"),
    ("park.infrastructure.approval_authority", "2021-01-01", "prime_minister", "memory"),
    ("park.infrastructure.approval_authority", "2025-01-15", "provincial_peoples_committee", "secondary"),
    ("park.infrastructure.approval_authority", "2026-03-01", "chairman_of_provincial_peoples_committee", "memory"),
    ("park.ministry", "2025-03-01", "finance", "memory"),
    ("park.ministry", "2026-09-15", "industry_and_trade", "secondary"),
    ("park.ministry", "2027-03-01", None, "secondary"),
    ("cluster.area.minimum", "2024-05-01", 10, "read"),
    ("cluster.area.minimum", "2026-09-15", 5, "secondary"),
    ("cluster.area.minimum_mountain_or_craft", "2024-05-01", 5, "read"),
    ("cluster.area.maximum", "2024-05-01", 75, "read"),
    ("cluster.area.maximum", "2026-09-15", 75, "secondary"),
    ("cluster.type.craft_village.minimum_share", "2024-05-01", 75, "read"),
    ("cluster.type.craft_village.minimum_share", "2026-09-15", 60, "secondary"),
    ("cluster.type.specialised.minimum_share", "2024-10-01", 60, "read"),
    ("cluster.type.specialised.minimum_share", "2026-09-15", 60, "secondary"),
    ("cluster.type.supporting.minimum_share", "2026-09-15", 60, "secondary"),
    ("cluster.type.high_tech.minimum_share", "2026-09-15", 30, "secondary"),
    ("cluster.occupancy.definition", "2024-05-01", "leased_approved_or_certified", "read"),
    ("cluster.establishment.minimum_occupancy", "2024-05-01", 50, "read"),
    ("cluster.establishment.minimum_occupancy", "2026-09-15", 50, "secondary"),
    ("cluster.establishment.maximum_unleased_land", "2017-07-15", 50, "memory"),
    ("cluster.establishment.maximum_unleased_land", "2020-08-01", 100, "memory"),
    ("cluster.establishment.maximum_unleased_land", "2024-05-01", 100, "read"),
    ("cluster.establishment.maximum_unleased_land", "2026-09-15", 50, "secondary"),
    ("cluster.establishment.test_territory", "2024-05-01", "district", "read"),
    ("cluster.establishment.test_territory", "2025-07-01", "decided_by_province", "secondary"),
    ("cluster.establishment.test_territory", "2026-09-15", "commune", "secondary"),
    ("cluster.establishment.waived_types", "2026-09-15", "high_tech_and_eco", "secondary"),
    ("cluster.establishment.maximum_plan_deviation", "2024-05-01", 5, "read"),
    ("cluster.establishment.time_limit.notice", "2024-05-01", 5, "read"),
    ("cluster.establishment.time_limit.notice", "2026-09-15", 2, "secondary"),
    ("cluster.establishment.time_limit.after_notice", "2024-05-01", 15, "read"),
    ("cluster.establishment.time_limit.after_notice", "2026-09-15", None, "secondary"),
    ("cluster.establishment.time_limit.after_notice_second_step", "2026-09-15", 5, "secondary"),
    ("cluster.establishment.time_limit.after_notice_third_step", "2026-09-15", 5, "secondary"),
    ("cluster.establishment.time_limit.department", "2024-05-01", 25, "read"),
    ("cluster.establishment.time_limit.department", "2026-09-15", 20, "secondary"),
    ("cluster.establishment.time_limit.provincial_committee", "2024-05-01", 7, "read"),
    ("cluster.establishment.time_limit.provincial_committee", "2026-09-15", 5, "secondary"),
    ("cluster.expansion.minimum_occupancy", "2024-05-01", 60, "read"),
    ("cluster.expansion.minimum_occupancy", "2026-09-15", 50, "secondary"),
    ("cluster.developer_selection.pass_mark", "2024-05-01", 50, "read"),
    ("cluster.developer_selection.scale", "2024-05-01", 100, "read"),
    ("cluster.pre2009.regularisation_deadline", "2024-05-01", date(2026, 12, 31), "read"),
    *(
        (f"cluster.report.{name}", "2024-10-01", MonthDay(month, day), "read")
        for name, month, day in (
            ("half_year.first_day", 12, 15),
            ("half_year.last_day", 6, 14),
            ("year.first_day", 12, 15),
            ("year.last_day", 12, 14),
            ("due.project.half_year", 6, 20),
            ("due.project.year", 12, 20),
            ("due.developer.half_year", 6, 20),
            ("due.developer.year", 12, 20),
            ("due.local_committee.half_year", 6, 25),
            ("due.local_committee.year", 12, 25),
            ("due.department.half_year", 6, 30),
            ("due.department.year", 12, 31),
        )
    ),
    ("waste_water.automatic_monitoring.lower_threshold", "2022-01-10", 200, "secondary"),
    ("waste_water.automatic_monitoring.upper_threshold", "2022-01-10", 500, "secondary"),
    ("waste_water.automatic_monitoring.existing_sites_deadline", "2022-01-10", date(2024, 12, 31), "secondary"),
]


@pytest.mark.parametrize(("code", "since", "value", "tag"), HOLDS)
def test_holds_from_its_day_and_not_the_day_before(code, since, value, tag):
    day = date.fromisoformat(since)
    dated, before = parameter(code).on(day), parameter(code).on(day - timedelta(days=1))
    assert dated is not None
    assert (dated.since, dated.value, dated.verified) == (day, value, Verified(tag))
    assert before is None or before.since < day


@pytest.mark.parametrize(("code", "index"), CHANGES)
def test_each_change_takes_effect_on_its_day(code, index):
    each = ALL[code]
    since = each.values[index].since
    assert each.on(since) == each.values[index]
    assert each.on(since - timedelta(days=1)) == (each.values[index - 1] if index else None)


def test_absent_is_none_and_never_zero():
    before = date(2018, 7, 9)
    assert parameter("park.occupancy.minimum_for_new_park").on(before) is None
    assert parameter("park.occupancy.minimum_for_new_park").number_on(before) is None


def test_a_null_is_a_value_with_its_basis():
    replaced = parameter("cluster.establishment.time_limit.after_notice")
    dated = replaced.on(date(2026, 9, 15))
    assert dated is not None
    assert (dated.value, dated.basis) == (None, "Nghị định 303/2026/NĐ-CP")
    assert replaced.number_on(date(2026, 9, 15)) is None
    assert replaced.number_on(date(2026, 9, 14)) == 15


def test_the_number_of_a_code_is_refused():
    with pytest.raises(TypeError, match=r"park\.ministry"):
        parameter("park.ministry").number_on(date(2026, 9, 15))


@pytest.mark.parametrize("each", ALL.values(), ids=lambda each: each.code)
def test_texts_are_nfc_and_every_choice_is_used(each):
    names = [each.name, *(choice.name for choice in each.choices)]
    notes = [note for note in (each.note, *(dated.note for dated in each.values)) if note is not None]
    for name in (*names, *notes):
        assert unicodedata.is_normalized("NFC", name.vi + name.en)
        assert name.vi != name.en
    assert {choice.code for choice in each.choices} <= {dated.value for dated in each.values}
    assert {dated.verified for dated in each.values} <= set(Verified)


@pytest.mark.parametrize("each", ALL.values(), ids=lambda each: each.code)
def test_notes_name_parameters_that_exist(each):
    notes = [note.vi + note.en for note in (each.note, *(d.note for d in each.values)) if note is not None]
    named = {code for note in notes for code in re.findall(r"\b(?:park|cluster)\.[a-z0-9_.]*[a-z0-9_]", note)}
    assert named <= set(ALL)


def test_a_day_of_every_year():
    assert MonthDay(12, 15).in_year(2023) == date(2023, 12, 15)
    with pytest.raises(ValueError):
        MonthDay(2, 29)


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31))
NUMBERS = st.none() | st.fractions(min_value=0)


@st.composite
def parameters(draw):
    days = sorted(draw(st.sets(DAYS, min_size=1, max_size=6)))
    return Parameter(
        code="a.b",
        name=Text("a", "b"),
        unit=ParameterUnit.HA,
        applies_to=AppliesTo.PARK,
        values=tuple(DatedValue(since=day, value=draw(NUMBERS), basis="Luật", verified=Verified.READ) for day in days),
    )


def last_not_after(each: Parameter, day: date) -> DatedValue | None:
    """The naive answer: of all the values that have begun, the last."""
    begun = [dated for dated in each.values if dated.since <= day]
    return begun[-1] if begun else None


@given(parameters(), DAYS)
def test_on_is_the_last_value_not_after_the_day(each, day):
    assert each.on(day) == last_not_after(each, day)
    for dated in each.values:
        for near in (dated.since - timedelta(days=1), dated.since, dated.since + timedelta(days=1)):
            assert each.on(near) == last_not_after(each, near)


@given(st.sampled_from(list(ALL.values())), DAYS)
def test_on_agrees_with_the_naive_answer_for_the_catalogue(each, day):
    assert each.on(day) == last_not_after(each, day)


@pytest.mark.parametrize("value", [0.5, 60, True])
def test_a_value_is_never_coerced(value):
    with pytest.raises(ValidationError):
        DatedValue(since=date(2022, 7, 15), value=value, basis="Luật", verified=Verified.READ)


def test_everything_loaded_is_read_only():
    with pytest.raises(TypeError):
        ALL["new"] = ALL["park.ministry"]  # type: ignore[index]
    with pytest.raises(ValidationError):
        ALL["park.ministry"].values[0].value = "finance"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        ALL["park.ministry"].code = "other"  # type: ignore[misc]
    assert load_parameters() is ALL
    assert hash(ALL["park.ministry"]) == hash(ALL["park.ministry"])


def test_meaning_of_a_code():
    assert parameter("park.ministry").meaning("finance") == Text("Bộ Tài chính", "Ministry of Finance")
    with pytest.raises(KeyError):
        parameter("park.ministry").meaning("health")


def test_an_unknown_code_is_told_its_neighbours():
    with pytest.raises(UnknownParameterError) as refused:
        parameter("park.minstry")
    assert isinstance(refused.value, KeyError)
    assert refused.value.matches[0] == "park.ministry"
    assert "park.ministry" in refused.value.vi
    assert str(refused.value) == f"{refused.value.vi} / {refused.value.en}"
    with pytest.raises(UnknownParameterError, match=r"docs/parameters\.md"):
        parameter("?")


GOOD = """\
code: a.b
name: {vi: "Tỷ lệ", en: "Rate"}
unit: percent
applies_to: park
note: {vi: "Ghi chú", en: "Note"}
values:
  2018-07-10: {value: 60, basis: "Nghị định 82/2018/NĐ-CP", verified: memory}
  2022-07-15: {value: "7.5", basis: "Nghị định 35/2022/NĐ-CP", verified: read, note: {vi: "x", en: "y"}}
"""


def write(folder: Path, text: str, name: str = "a.b.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_good_file_is_read_exactly(tmp_path):
    read = read_parameter(write(tmp_path, GOOD))
    assert [dated.value for dated in read.values] == [Fraction(60), Fraction(15, 2)]
    assert all(type(dated.value) is Fraction for dated in read.values)
    assert (read.unit, read.applies_to, read.note) == (ParameterUnit.PERCENT, AppliesTo.PARK, Text("Ghi chú", "Note"))
    assert read.values[1].note == Text("x", "y")


BROKEN = [
    # what replaces what, the key named, the reason, a word of the message
    ("verified: memory", "verified: hearsay", "values.2018-07-10.verified", "one_of", "secondary"),
    ("verified: memory", "verified: null", "values.2018-07-10.verified", "one_of", "secondary"),
    (", verified: memory", "", "values.2018-07-10.verified", "missing", "add it"),
    ('vi: "Tỷ lệ", ', "", "name.vi", "missing", "add it"),
    (', en: "Rate"', "", "name.en", "missing", "add it"),
    ('"Rate"', '" "', "name.en", "text", "quotes"),
    ('"Rate"', "5", "name.en", "text", "quotes"),
    ('"Tỷ lệ"', f'"{unicodedata.normalize("NFD", "Tỷ lệ")}"', "name.vi", "nfc", "NFC"),
    ('{vi: "Tỷ lệ", en: "Rate"}', '"Rate"', "name", "table", "vi, en"),
    ("2022-07-15", "2018-07-09", "values.2018-07-09", "order", "2018-07-10"),
    ("2022-07-15", "2018-07-10", "2018-07-10", "duplicate", "line 8"),
    ("2022-07-15", '"2022-07-15"', "values.2022-07-15", "day", "without quotes"),
    ("2022-07-15", "2022-07-15 10:00:00", "values.2022-07-15 10:00:00", "day", "without quotes"),
    ("2022-07-15", "2022-02-30", "", "unreadable", "correct the syntax"),
    ('"7.5"', "7.5", "values.2022-07-15.value", "float", '"7.5"'),
    ('"7.5"', ".nan", "values.2022-07-15.value", "float", "nan"),
    ('"7.5"', '"7,5"', "values.2022-07-15.value", "number", '"7.5"'),
    ('"7.5"', '"-7"', "values.2022-07-15.value", "number", '"7.5"'),
    ('"7.5"', "yes", "values.2022-07-15.value", "number", "True"),
    ('"7.5"', "017", "values.2022-07-15.value", "number", "017"),
    ('"7.5"', "1_0", "values.2022-07-15.value", "number", "1_0"),
    ('"7.5"', '"2/3"', "values.2022-07-15.value", "number", "share"),
    ('"7.5"', "[1]", "values.2022-07-15.value", "number", "[1]"),
    ('"7.5"', '"100.5"', "values.2022-07-15.value", "range", "100"),
    ("unit: percent", "unit: share", "values.2018-07-10.value", "range", "60"),
    ("unit: percent", "unit: days", "values.2022-07-15.value", "whole", "7.5"),
    ("unit: percent", "unit: month_day", "values.2018-07-10.value", "month_day", "06-14"),
    ("unit: percent", "unit: date", "values.2018-07-10.value", "day", "60"),
    ("unit: percent", "unit: text", "choices", "choices", "add or remove"),
    ("unit: percent", "unit: percent\nchoices: {x: {vi: a, en: b}}", "choices", "choices", "add or remove"),
    ("unit: percent", "unit: acres", "unit", "one_of", "m3_per_day"),
    ("unit: percent\n", "", "unit", "missing", "add it"),
    ("applies_to: park", "applies_to: farm", "applies_to", "one_of", "park+cluster"),
    ("applies_to: park", "applies_to: park\nowner: x", "owner", "unexpected", "applies_to"),
    ("code: a.b", "code: a.c", "code", "code", "a.b"),
    ("code: a.b", "code: [", "", "unreadable", "line"),
    ("code: a.b", "code: a.b\ncode: a.b", "code", "duplicate", "line 2"),
    ('basis: "Nghị định 82/2018/NĐ-CP"', "basis: null", "values.2018-07-10.basis", "text", "quotes"),
    ("{value: 60, ", "{", "values.2018-07-10.value", "missing", "add it"),
    (GOOD[GOOD.index("values:") :], "values: {}\n", "values", "table", "not empty"),
    (GOOD, "", "", "table", "not empty"),
    (GOOD, "- a\n", "", "table", "not empty"),
]


@pytest.mark.parametrize(("old", "new", "key", "reason", "word"), BROKEN)
def test_a_wrong_file_is_refused_by_name_key_and_remedy(tmp_path, old, new, key, reason, word):
    assert old in GOOD
    with pytest.raises(ValueError) as refused:
        read_parameter(write(tmp_path, GOOD.replace(old, new, 1)))
    error = refused.value
    assert isinstance(error, DefinitionFileError)
    assert (error.file, error.key, error.reason) == ("a.b.yaml", key, reason)
    assert word in error.en
    assert str(error) == f"a.b.yaml: {key or '-'}: {error.vi} / {error.en}"


@pytest.mark.parametrize("value", ['"13-01"', '"02-30"', '"6-14"', '"W01-1"', "614", '"06-14 "'])
def test_a_day_that_is_not_of_every_year_is_refused(tmp_path, value):
    text = GOOD.replace("unit: percent", "unit: month_day").replace("60", value).replace('"7.5"', '"12-15"')
    with pytest.raises(DefinitionFileError) as refused:
        read_parameter(write(tmp_path, text))
    assert (refused.value.key, refused.value.reason) == ("values.2018-07-10.value", "month_day")


def test_a_code_outside_the_choices_is_refused(tmp_path):
    text = GOOD.replace("unit: percent", "unit: text\nchoices: {x: {vi: a, en: b}}").replace("60", "x")
    with pytest.raises(DefinitionFileError) as refused:
        read_parameter(write(tmp_path, text))
    assert (refused.value.key, refused.value.reason) == ("values.2022-07-15.value", "one_of")


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "a.b.yaml").write_bytes(GOOD.encode("utf-16"))
    with pytest.raises(DefinitionFileError, match=r"a\.b\.yaml"):
        read_parameter(tmp_path / "a.b.yaml")


def test_a_folder_refuses_a_file_that_would_be_passed_over(tmp_path):
    write(tmp_path, GOOD)
    write(tmp_path, "", ".hidden")
    assert list(read_parameters(tmp_path)) == ["a.b"]
    write(tmp_path, GOOD, "a.c.yml")
    with pytest.raises(DefinitionFileError, match=r"a\.c\.yml"):
        read_parameters(tmp_path)


def test_every_refusal_is_tested():
    of_collections = {reason for *_, reason in REFUSED}
    assert {reason for *_, reason, _ in BROKEN} | {"suffix"} | of_collections == set(REFUSALS)


@pytest.mark.parametrize("reason", REFUSALS)
def test_both_languages_name_the_same_facts(reason):
    slots = [set(re.findall(r"\{(\w+)\}", text)) for text in (REFUSALS[reason].vi, REFUSALS[reason].en)]
    assert slots[0] == slots[1]


def test_the_page_is_what_the_files_say(capsys, tmp_path):
    assert TARGET.read_text(encoding="utf-8") == render(ALL.values())
    assert main(["--check"]) == 0
    stale = tmp_path / "parameters.md"
    assert main(["--check"], target=stale) == 1
    assert main([], target=stale) == 0
    assert main(["--check"], target=stale) == 0
    stale.write_text("old", encoding="utf-8")
    assert main(["--check"], target=stale) == 1
    assert stale.read_text(encoding="utf-8") == "old"
    assert "run tools/write_parameter_reference.py" in capsys.readouterr().err


def test_the_page_has_a_row_for_every_value():
    page = render(ALL.values())
    for each in ALL.values():
        part = page.split(f"### `{each.code}`\n", 1)[1].split("\n### ", 1)[0]
        assert each.name.vi in part
        assert each.name.en in part
        rows = [line for line in part.splitlines() if re.match(r"\| \d{4}-", line)]
        assert len(rows) == len(each.values)
        for row, dated in zip(rows, each.values, strict=True):
            assert row.count("|") == 6
            assert f"| {dated.since} |" in row
            assert f"| {dated.basis} | {dated.verified} |" in row


@pytest.mark.parametrize(
    ("number", "unit", "written"),
    [
        (Fraction(1000), ParameterUnit.HA, "1000"),
        (Fraction(15, 2), ParameterUnit.PERCENT, "7,5"),
        (Fraction(2, 3), ParameterUnit.SHARE, "2/3"),
    ],
)
def test_numbers_on_the_page(number, unit, written):
    assert written_number(number, unit) == written
