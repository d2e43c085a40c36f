"""An event type is one class: defined here in a module of its own, it is found everywhere, and nothing else is changed."""

import importlib
import io
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client
from tools import write_event_reference

import parkledger
from parkledger.api import tokens
from parkledger.figures import current
from parkledger.language import Text
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.events import EVENT_TYPES, Event, EventGroup
from parkledger.ledger.events.base import labelled, unregister
from parkledger.ledger.events.reference import described
from parkledger.ledger.events.zone_events import ZoneEvent
from parkledger.ledger.models import Book
from parkledger.ledger.models import Event as StoredEvent
from parkledger.ledger.store.registry import add_book, book_ref
from parkledger.records.timelines import zone_types
from parkledger.submissions.forms.choices import kinds_of
from parkledger.workbooks.map.proposals import propose_sheet
from parkledger.workbooks.read.grids import read_grids
from parkledger.workbooks.write import templates
from tests.portal.persons import browser_of, person
from tests.workbooks.conftest import BOOK, PLACE, filled, imported, run, sheet_file, total

EXAMPLE = "tests.examples.trees_planted"
GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"
ZONE = f"{BOOK}/kcn-mot"
PLANTED = {"zone": "kcn-mot", "area_m2": "2,5", "area_m2.unit": "ha", "strip": "buffer", "effective_on": "2023-05-06"}


@pytest.fixture
def trees() -> Iterator[type[Event]]:
    """The example's event type, registered for one test."""
    kind: type[Event] = importlib.import_module(EXAMPLE).TreesPlanted
    yield kind
    unregister(kind)
    del sys.modules[EXAMPLE]


@pytest.fixture
def people(trees: type[Event], sqlite_database: str, statics: Path) -> Iterator[dict[str, User]]:
    """A book with an established park, its officer, its approver, an auditor and the park's operator."""
    add_book(BOOK, "Ban Quản lý các KCN", PLACE)
    zone = {"zone": "kcn-mot", "name": "Một", "kind": "park", "area_m2": "200 ha", "green_m2": "20 ha"}
    record(BOOK, build("zone_established", {**zone, "effective_on": "1/1/2020"}), by="test")
    current.close()
    yield {
        "lan": person("lan", ("officer", {"book": BOOK})),
        "duyet": person("duyet", ("approver", {"book": BOOK})),
        "ha-tang": person("ha-tang", ("operator", {"zone": ZONE})),
        "quan-tri": person("quan-tri", ("administrator", {})),
    }
    current.close()


def text_of(client: Client, address: str) -> str:
    """The words of a page, in lower case."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).casefold().split())


def approved(people: dict[str, User]) -> StoredEvent:
    """The event, written in the form by the officer and approved by another."""
    answer = browser_of(people["lan"]).post("/ghi-so/trees_planted/", {"book": BOOK, "act": "submit", **PLANTED})
    assert answer.status_code == 302, answer.content.decode()
    address = answer["Location"]
    shown = text_of(browser_of(people["duyet"]), address)
    assert "diện tích trồng" in shown
    assert "dải cách ly" in shown
    assert browser_of(people["duyet"]).post(address, {"act": "approve", "version": "2"}).status_code == 302
    return StoredEvent.objects.get(book__code=BOOK, type="trees_planted")


def test_it_is_offered_in_the_chooser_and_its_form(people) -> None:
    chooser = text_of(browser_of(people["lan"]), "/ghi-so/")
    stages = chooser.partition("các bước của khu, cụm")[2].partition("ngành nghề thu hút đầu tư")[0]
    assert "trồng cây xanh" in stages
    form = text_of(browser_of(people["lan"]), f"/ghi-so/trees_planted/?book={BOOK}")
    assert "diện tích trồng" in form
    assert "ven đường dải cách ly" in form
    assert "trees_planted" in kinds_of(people["ha-tang"], Book.objects.get(code=BOOK))


def test_recorded_it_is_told_on_pages_and_by_the_api_and_audited(people) -> None:
    event = approved(people)
    zone = text_of(Client(), f"/khu-cum/{ZONE}/?on=2023-12-31")
    assert "trồng cây xanh" in zone
    assert "vị trí: dải cách ly" in zone
    page = text_of(Client(), f"/su-kien/{BOOK}/{event.seq}/")
    assert "trồng cây xanh" in page
    assert "dải cách ly" in page
    secret = tokens.make(people["lan"], "thử", ("read",), 7).secret
    answer = Client().get(f"/api/v1/events/{BOOK}/{event.seq}", headers={"Authorization": f"Bearer {secret}"}).json()
    assert (answer["type"], answer["payload"]["strip"]) == ("trees_planted", "buffer")
    trail = text_of(browser_of(people["quan-tri"]), "/nhat-ky/")
    assert f"loại: trồng cây xanh; sổ: ban quản lý các kcn; sự kiện số {event.seq}" in trail
    assert total("land.green") == 225_000
    assert verify(book_ref(BOOK)).problems == []


def test_the_api_describes_it_and_takes_it(people) -> None:
    answer = Client().get("/api/v1/types/trees_planted")
    described_there = answer.json()
    assert described_there["label"] == {"vi": "Trồng cây xanh", "en": "Trees planted"}
    assert described_there["payload_schema"]["properties"]["strip"]["enum"] == ["road", "buffer"]
    caller = tokens.make(people["lan"], "thử", ("submit", "read"), 7)
    fields = {"zone": "kcn-mot", "area_m2": 25_000, "effective_on": "2019-05-06"}
    answer = Client().post(
        "/api/v1/events",
        json.dumps({"book": BOOK, "type": "trees_planted", "fields": {**fields, "strip": "river"}}),
        "application/json",
        headers={"Authorization": f"Bearer {caller.secret}"},
    )
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "fields_refused")


def test_a_workbook_of_it_is_made_filled_in_and_imported(people) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(templates.write(["trees_planted"], BOOK)))
    assert templates.sheet_name("trees_planted") in workbook.sheetnames
    row = {"zone": "KCN Một", "area_m2:ha": 1.5, "strip": "dải cách ly", "effective_on": date(2023, 5, 6)}
    outcome = imported(filled({"trees_planted": [row, {**row, "effective_on": date(2019, 5, 6)}]}))
    assert (outcome.recorded, [each.code for each in outcome.errors]) == (1, ["cell_refused"])
    assert total("land.green") == 215_000


def test_an_offices_own_sheet_is_recognised_by_its_words(people) -> None:
    rows: list[list[object]] = [
        ["Kết quả trồng cây xanh năm 2023"],
        ["Tên KCN", "Diện tích trồng cây (ha)", "Ngày"],
        ["KCN Một", 2.5, "6/5/2023"],
    ]
    (grid,) = read_grids("cay.xlsx", sheet_file(rows))
    found = propose_sheet(grid)
    assert found is not None
    assert found.sheet.type == "trees_planted"
    assert [column.field for column in found.sheet.columns] == ["zone", "area_m2:ha", "effective_on"]


def test_the_command_line_lists_and_records_it(people, capsys) -> None:
    assert run(["types", "trees_planted"]) == 0
    assert "diện tích trồng" in capsys.readouterr().out
    fields = [
        f"--field={name}={value}"
        for name, value in {"zone": "kcn-mot", "area_m2": "1,5 ha", "effective_on": "6/5/2023"}.items()
    ]
    assert run(["record", "trees_planted", "--book", BOOK, *fields]) == 0
    assert total("land.green") == 215_000


def test_the_references_and_the_timelines_have_it(trees) -> None:
    page = write_event_reference.render(described())
    section = page.partition("## `trees_planted`")[2].partition("\n## ")[0]
    assert "| `strip` | vị trí | strip | road, buffer |" in section
    assert "`land.green`" in section
    assert "trees_planted" in zone_types()
    order = list(EVENT_TYPES)
    assert order.index("zone_operating") < order.index("trees_planted") < order.index("sector_policy_set")


def test_no_module_beside_those_of_the_event_types_names_one_by_its_code() -> None:
    """But for the demonstration books, which are data, and the client's example; the catalogue has a stage of that name."""
    named = re.compile(rf"""["']({"|".join(EVENT_TYPES)})(\.[a-z_]+)?["']""")
    source = Path(parkledger.__file__).parent
    files = (path for path in source.rglob("*") if path.suffix in {".py", ".html", ".js", ".yaml"})
    found = {
        (name, match[1])
        for path in files
        if not (name := path.relative_to(source).as_posix()).startswith(("demo/", "ledger/events/"))
        for match in named.finditer(path.read_text(encoding="utf-8"))
    }
    assert {code for _, code in found} <= {"land_leased", "zoning_approved"}, found
    assert {path.partition("/")[0] for path, _ in found} <= {"client", "catalogue"}, found


def test_the_guide_shows_the_very_code() -> None:
    written = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert (Path(__file__).parent / "trees_planted.py").read_text(encoding="utf-8") in written


@pytest.mark.parametrize(
    ("attributes", "annotations", "missing"),
    [
        ({"group": EventGroup.LAND}, {}, "label"),
        ({"label": Text("Thử", "Trial")}, {}, "group"),
        (
            {"label": Text("Thử", "Trial"), "group": EventGroup.LAND, "use": labelled("a", "a")},
            {"use": Literal["x"]},
            "Choices",
        ),
    ],
)
def test_a_class_that_leaves_out_what_must_be_said_is_refused(attributes, annotations, missing) -> None:
    namespace = {"__module__": __name__, "__annotations__": annotations, **attributes}
    with pytest.raises(TypeError, match=missing):
        type("Trial", (ZoneEvent,), namespace)
    assert "trial" not in EVENT_TYPES


def test_a_second_class_of_a_name_is_refused() -> None:
    same = {"__module__": __name__, "label": Text("Thuê", "Lease"), "group": EventGroup.LAND, "__annotations__": {}}
    known = EVENT_TYPES["land_leased"]
    with pytest.raises(TypeError, match="event type of that name"):
        type("LandLeased", (ZoneEvent,), same)
    assert EVENT_TYPES["land_leased"] is known
