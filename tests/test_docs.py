"""The references of events and indicators: written from the definitions, complete, and up to date."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from tools import write_event_reference, write_indicator_reference

from parkledger.catalogue import INDICATORS, MEASURES
from parkledger.language import Lang, Text
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.recording import build
from parkledger.ledger.book.typed_fields import typed_fields
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import EventRefused, FieldsRefused
from parkledger.ledger.events import EVENT_TYPES, Event, EventGroup
from parkledger.ledger.events.base import changed, labelled, unregister
from parkledger.ledger.events.reference import describe, described, find_type
from parkledger.ledger.events.zone_events import ZoneEvent
from parkledger.ledger.store.registry import book_ref
from tests.figures.books import Scribe, value

TOOLS = (write_event_reference, write_indicator_reference)


def sections(text: str, level: str) -> dict[str, str]:
    """The sections of a page by the code in their headings."""
    parts = re.split(rf"^{level} `([^`]+)`$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def codes_in(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


EVENTS = sections(write_event_reference.TARGET.read_text(encoding="utf-8"), "##")
FIGURES = sections(write_indicator_reference.TARGET.read_text(encoding="utf-8"), "###")


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.TARGET.name)
def test_the_page_is_what_is_written_now(tool):
    assert tool.main(["--check"]) == 0


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.TARGET.name)
def test_a_page_that_differs_or_is_missing_is_named(tool, tmp_path, capsys):
    page = tmp_path / tool.TARGET.name
    assert tool.main(["--check"], page) == 1
    assert tool.main([], page) == 0
    assert tool.main(["--check"], page) == 0
    page.write_text(page.read_text(encoding="utf-8").replace("`", "'", 1), encoding="utf-8")
    assert tool.main(["--check"], page) == 1
    assert page.name in capsys.readouterr().err


def test_every_event_type_has_its_section_in_order():
    assert list(EVENTS) == list(EVENT_TYPES)


@pytest.mark.parametrize("code", EVENT_TYPES)
def test_every_event_type_is_documented_with_its_fields(code):
    kind, section = EVENT_TYPES[code], EVENTS[code]
    own = set(kind.model_fields) - set(Event.model_fields)
    assert not own - codes_in(section), f"docs/events.md, {code}: fields missing"
    assert kind.label.vi in section
    assert kind.label.en in section
    assert kind.basis in section
    for name in own:
        assert re.search(rf"^\| `{name}` \| [^|]*\S[^|]* \| [^|]*\S[^|]* \| [^|]*\S", section, flags=re.MULTILINE), name


def test_the_common_fields_stand_once():
    page = write_event_reference.TARGET.read_text(encoding="utf-8")
    for name in Event.model_fields:
        assert len(re.findall(rf"^\| `{name}` \|", page, flags=re.MULTILINE)) == 1


@pytest.mark.parametrize(
    ("code", "measures"),
    [
        (
            "zone_established",
            {
                "zones.established",
                "land.established",
                "land.industrial",
                "land.service",
                "land.infrastructure",
                "land.green",
            },
        ),
        (
            "land_leased",
            {"land.leased_industrial", "land.leased_service", "land.approved"}
            | {"plots.offered", "plots.reserved", "plots.let"},
        ),
        ("procedures_counted", {"procedures.received", "procedures.on_time", "procedures.late"}),
        ("tariff_set", {code for code in MEASURES if code.startswith("fee.")}),
        ("area_changed", {"land.established", "land.industrial", "land.service", "land.infrastructure", "land.green"}),
        ("exchange_rate_set", set()),
    ],
)
def test_the_measures_that_an_event_may_post(code, measures):
    assert set(write_event_reference.measures_of(EVENT_TYPES[code])) == measures


def test_every_indicator_and_measure_is_documented():
    assert list(FIGURES) == list(INDICATORS)
    page = write_indicator_reference.TARGET.read_text(encoding="utf-8")
    for code in MEASURES:
        assert f"\n| `{code}` |" in page


@pytest.mark.parametrize("code", INDICATORS)
def test_every_indicator_is_documented_with_its_formulas(code):
    indicator, section = INDICATORS[code], FIGURES[code]
    assert indicator.name.vi in section
    assert indicator.name.en in section
    assert {term.measure for term in indicator.terms()} <= codes_in(section)
    for formula in indicator.formulas:
        assert {formula.code, formula.verified.value} <= codes_in(section)
        assert formula.basis in section
        assert formula.since is None or formula.since.isoformat() in section


WRITTEN = {
    "occupancy.cluster": "(`land.leased_industrial` + `land.approved`) / `land.industrial` × 100",
    "capital.net": "kỳ `capital.new` + kỳ `capital.added` − kỳ `capital.reduced` − kỳ `capital.ended`",
    "capital.implemented_share": (
        "lũy kế `capital.implemented` [dự án thứ cấp còn hiệu lực / tenants' projects in force] / `capital.in_force` × 100"
    ),
    "zones.planned_not_established": "số khu, cụm [`zones.planned`; không / not `zones.established`]",
    "land.operating": "`land.established` [`zones.operating`]",
    "labour.income": "`labour.payroll` / `labour.workers`",
}


@pytest.mark.parametrize("code", WRITTEN)
def test_a_formula_is_written_in_signs(code):
    assert write_indicator_reference.written(INDICATORS[code].formulas[0].expression) == WRITTEN[code]


@pytest.fixture
def trees_planted() -> Iterator[type[Event]]:
    """An event type that the register does not have: one class, and nothing else."""

    class TreesPlanted(ZoneEvent):
        """Trees are planted along the zone's roads; the strip counts as green land."""

        label = Text("Trồng cây xanh", "Trees planted")
        group = EventGroup.STAGES
        basis = "giả định"

        area_m2: int = labelled("diện tích trồng", "area planted", unit="m2", gt=0)

        def claims(self, view: View) -> Iterator[Claim]:
            """So much more green land."""
            yield changed(view.zone_key("land.green", self.at(view)), self.area_m2, self.effective_on)

    yield TreesPlanted
    unregister(TreesPlanted)


def test_to_add_an_event_type_one_class_is_enough(trees_planted, sqlite_database, home):
    assert describe(trees_planted) == find_type("trees_planted")
    section = sections(write_event_reference.render(described()), "##")["trees_planted"]
    assert {"area_m2", "zone", "land.green"} <= codes_in(section)
    assert "Trồng cây xanh  \nTrees planted\n\nTrees are planted along" in section
    assert "- Căn cứ / Basis: giả định" in section
    bg = Scribe()
    zone = bg.zone("Mot", area_m2=100, green_m2=10)
    seq = bg("trees_planted", effective_on="2020-05-01", zone="KCN Mot", area_m2=25_000)
    assert value(home, "land.green", "2020-04-30") == 10
    assert value(home, "land.green", "2020-05-01") == Fraction(125, 10)
    bg.correct(seq, "trees_planted", effective_on="2020-06-01", zone=zone, area_m2=5_000)
    assert value(home, "land.green", "2023-01-01") == Fraction(105, 10)
    assert verify(book_ref("bg")).problems == []


def test_an_event_type_without_names_is_refused():
    with pytest.raises(TypeError, match="label"):
        type("Nameless", (ZoneEvent,), {"__module__": __name__, "__annotations__": {}})
    assert "nameless" not in EVENT_TYPES


def test_lines_of_files_are_documented_by_examples_that_are_events() -> None:
    page = write_event_reference.TARGET.read_text(encoding="utf-8")
    lines = page.partition("```json\n")[2].partition("\n```")[0].splitlines()
    assert len(lines) == len(write_event_reference.EXAMPLES)
    for line in lines:
        fields = json.loads(line)
        code = fields.pop("type")
        event = build(code, typed_fields(code, fields))
        assert event.code == code
    assert "| `Money` | `amount` | int | có / yes |" in page


@pytest.mark.parametrize(
    ("fields", "name", "said"),
    [
        ({"output.revenue": 1}, "output.revenue", "gần nhất: values.output.revenue"),
        ({"revenue": 1}, "revenue", "gần nhất: values.output.revenue"),
        ({"perod_start": 1}, "perod_start", "gần nhất: period_start"),
        ({"document": {"numbr": "1"}}, "document.numbr", "gần nhất: document.number"),
        ({"document": {"xyz": "1"}}, "document.xyz", "các trường có: document.number, document.title"),
        ({"hectares": 1}, "hectares", "các trường có: effective_on, "),
        (
            {"values": {"output.revenue": {"amont": 1, "currency": "VND"}}},
            "values.output.revenue.amont",
            "gần nhất: values.output.revenue.amount",
        ),
    ],
)
def test_a_field_that_is_not_there_is_refused_with_the_nearest_that_is(
    fields: dict[str, Any], name: str, said: str
) -> None:
    whole = {"zone": "x", "period_start": "2024-01-01", "period_end": "2024-03-31", "values": {"labour.workers": 1}}
    with pytest.raises(FieldsRefused) as refused:
        build("period_report", whole | fields)
    assert name in refused.value.facts["field"]
    problem = refused.value.message(Lang.VI)
    assert said in problem
    assert not re.search(r"Money|constrained|số nguyên", problem), "what is no field is not named"


def test_a_measure_that_is_not_reported_is_refused_with_the_nearest_that_is() -> None:
    report = {"period_start": "2024-01-01", "period_end": "2024-03-31", "values": {"output.revenu": 1}}
    with pytest.raises(EventRefused) as refused:
        build("period_report", report)
    assert "gần nhất: output.revenue" in refused.value.message(Lang.VI)
    assert "nearest: output.revenue" in refused.value.message(Lang.EN)
