"""Kept pages: once each, with what a new version changes; their statements in the books, each once."""

import hashlib
from fractions import Fraction

import pytest

from parkledger.catalogue import ZoneKind
from parkledger.checking.acceptance import accept, bind, in_force, says_itself
from parkledger.checking.archive import DOCX, keep, media_type, page_numbered, pages, statements_of
from parkledger.checking.errors import AlreadyAccepted, EventNotLinkable, NotQuotable, PageUnknown, StatementUnknown
from parkledger.checking.models import KeptPage, KeptStatement
from parkledger.checking.versions import bounds, side_by_side
from parkledger.language import Lang, ParkError, Text
from parkledger.ledger.book.recording import load_event, withdraw
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.errors import BookUnknown, ZoneUnknown
from parkledger.ledger.store.registry import book_ref
from parkledger.reading import read
from tests.checking.saying import PUBLISHED, page_of, said
from tests.figures.books import Scribe, figures_of, question

URL = "https://bacgiang.example/kcn"
OCCUPANCY = said("occupancy", "1511/20", "1513/20", unit="percent", kind="park", quote="75,6%", value=Fraction("75.6"))
PARKS = said("zones.established", "17/2", "19/2", kind="park", value=Fraction(9), quote="9 KCN")
RANK = said("grdp.growth", "3/2", "5/2", form="rank", unit="rank", value=Fraction(2), quote="thứ 2/63",
            period_start="2022-01-01", period_end="2022-12-31")  # fmt: skip


def kept(data: bytes, *statements, url: str = URL) -> KeptPage:
    return keep(data, page_of(*statements), url=url).page


def test_a_page_is_kept_with_its_bytes_and_its_statements(database):
    found = keep(b"m\xe1\xbb\x99t", page_of(OCCUPANCY, RANK), url=URL, name="a.txt")
    stored = KeptPage.objects.get()
    assert found.added
    assert (bytes(stored.content), stored.sha256) == (b"m\xe1\xbb\x99t", hashlib.sha256(b"m\xe1\xbb\x99t").hexdigest())
    assert (stored.title, stored.url, stored.media_type, stored.version_of) == ("Trang thử", URL, "text/plain", None)
    first, second = statements_of(stored)
    assert (first.ordinal, first.quote, first.fields["exact"], first.accepted, first.bound) == (
        1,
        "75,6%",
        "378/5",
        None,
        False,
    )
    assert bounds(first) == (Fraction(1511, 20), Fraction(1513, 20))
    assert second.fields["period_start"] == "2022-01-01"


def test_reading_the_same_page_twice_adds_nothing(database):
    first = keep(b"x", page_of(OCCUPANCY), url=URL)
    again = keep(b"x", page_of(OCCUPANCY, PARKS), url="https://elsewhere.example")
    assert (again.added, again.page.pk, again.changes) == (False, first.page.pk, None)
    assert (KeptPage.objects.count(), KeptStatement.objects.count()) == (1, 1)


def test_a_new_version_shows_what_was_added_dropped_and_changed(database):
    before = kept(b"1", OCCUPANCY, PARKS)
    more = said("zones.established", "19/2", "21/2", kind="park", value=Fraction(10), quote="10 KCN")
    found = keep(b"2", page_of(more, RANK), url=URL)
    assert found.page.version_of == before
    assert found.changes is not None
    assert [row.quote for row in found.changes.added] == ["thứ 2/63"]
    assert [row.quote for row in found.changes.gone] == ["75,6%"]
    assert [(old.quote, new.quote) for old, new in found.changes.changed] == [("9 KCN", "10 KCN")]
    same = keep(b"3", page_of(RANK, more), url=URL)
    assert same.page.version_of == found.page
    assert same.changes is not None
    assert not same.changes


def test_another_address_is_no_version(database):
    kept(b"1", PARKS)
    assert kept(b"2", PARKS, url="https://other.example").version_of is None
    assert kept(b"3", PARKS, url="").version_of is None
    assert kept(b"4", PARKS, url="").version_of is None
    assert len(pages()) == 4


def test_a_character_no_database_takes_is_kept_as_unreadable(database):
    page = page_of(said("zones.established", "1", "2", quote="9\0KCN"))
    stored = keep(b"\0", page).page
    assert statements_of(stored)[0].quote == "9\ufffdKCN"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7", "a", "application/pdf"),
        (b"PK\x03\x04...", "a.docx", DOCX),
        (b"<!DOCTYPE html><p>", "a.txt", "text/html"),
        (b"# A", "a.md", "text/markdown"),
        (b"A", "-", "text/plain"),
    ],
)
def test_what_a_file_is(data, name, expected):
    assert media_type(data, name) == expected


def test_what_is_not_there_is_named(database):
    page = kept(b"1", PARKS)
    with pytest.raises(PageUnknown):
        page_numbered(page.pk + 1)
    with pytest.raises(StatementUnknown):
        statements_of(page, [1, 2])


@pytest.fixture
def bg(database) -> Scribe:
    return Scribe()


def test_accepted_statements_become_statistics_quoted(bg, home):
    page = kept(b"1", OCCUPANCY, RANK)
    first, second = accept(page, [1, 2], "bg", by="lan")
    event = load_event(book_ref("bg").id, second.seq)
    assert event.payload() == {
        "indicator": "grdp.growth", "form": "rank", "value": "2", "unit": "rank", "of": 63, "period_start": "2022-01-01",
        "period_end": "2022-12-31", "place": "viet-nam.bac-giang",
    }  # fmt: skip
    assert event.document is not None
    assert (event.document.sha256, event.document.url, str(event.document.issued_on)) == (
        page.sha256,
        URL,
        "2023-08-22",
    )
    assert [row.accepted for row in statements_of(page)] == [first.ref, second.ref] == ["bg/2", "bg/3"]
    figures = figures_of(home)
    (figure,) = figures.answer([question("grdp.growth", "2023-08-22", form="rank")])
    assert figure.value == 2
    assert figure.note == Text("trên 63", "of 63")
    figures.close()
    assert verify(book_ref("bg")).problems == []


STATED = """Phát triển các khu kinh tế, khu công nghiệp tỉnh Bắc Giang

Trạm xử lý nước thải KCN Mot có công suất 2.000 m3/ngày đêm.
KKT Hai có 200 dự án với tổng vốn đăng ký 230.000 tỷ đồng.
"""


def test_waste_water_and_economic_zones_that_a_page_states_become_statistics_and_agree(bg, home):
    bg.zone("Mot", industrial_m2=10)
    bg.zone("Hai", kind="economic_zone", industrial_m2=10)
    page = keep(STATED.encode(), read(STATED, published=PUBLISHED), url=URL).page
    rows = {row.indicator: row.ordinal for row in statements_of(page)}
    wanted = [rows[code] for code in ("wastewater.capacity", "projects.in_force", "capital.in_force")]
    found = [each.event.payload() for each in accept(page, wanted, "bg", by="lan")]
    told = [(each["value"], each["unit"], each["kind"], each["zone"]) for each in found]
    assert told == [
        ("2000", "m3/day", "park", "kcn-mot"), ("200", "project", "economic_zone", "kkt-hai"),
        ("230000000000000", "VND", "economic_zone", "kkt-hai"),
    ]  # fmt: skip
    assert verify(book_ref("bg")).problems == []


def test_a_rank_among_economic_zones_is_kept_and_answers_the_question_for_it(bg, home):
    rank = said(
        "capital.in_force",
        "5/2",
        "7/2",
        form="rank",
        unit="rank",
        kind="economic_zone",
        value=Fraction(3),
        quote="thứ 3/18",
    )
    flow = said(
        "wastewater.flow",
        "12000",
        "12500",
        unit="m3/day",
        kind="park",
        value=Fraction("12345.5"),
        quote="12.345,5 m3/ngày đêm",
    )
    first, second = accept(kept(b"1", rank, flow), [1, 2], "bg", by="lan")
    assert (first.event.payload()["kind"], second.event.payload()["value"]) == ("economic_zone", "12345.5")
    figures = figures_of(home)
    asked = [
        question("capital.in_force", "2023-08-22", form="rank", kind=kind)
        for kind in (ZoneKind.ECONOMIC_ZONE, ZoneKind.CLUSTER)
    ]
    found = figures.answer(asked)
    figures.close()
    assert (found[0].value, found[0].note, found[0].formula) == (
        Fraction(3),
        Text("trên 18", "of 18"),
        "capital.in_force.quoted",
    )
    assert found[1].formula != "capital.in_force.quoted"


def test_a_zone_is_meant_by_its_kind_too(bg):
    bg.zone("Mot", industrial_m2=10)
    bg.zone("Mot", kind="cluster", industrial_m2=10)
    page = kept(b"1", said("land.leased", "3", "4", unit="ha", kind="cluster", zone="Mot"))
    (recorded,) = accept(page, [1], "bg", by="lan")
    assert recorded.event.payload()["zone"] == "ccn-mot"


def test_a_statement_is_accepted_once_until_its_event_is_withdrawn(bg):
    page = kept(b"1", OCCUPANCY)
    (recorded,) = accept(page, [1], "bg", by="lan")
    for again in (lambda: accept(page, [1], "bg", by="lan"), lambda: bind(page, [1], "bg/1")):
        with pytest.raises(AlreadyAccepted, match="bg/2"):
            again()
    assert in_force(recorded.ref)
    withdraw("bg", recorded.seq, reason="nhầm", by="lan")
    assert not in_force(recorded.ref)
    assert [each.ref for each in accept(page, [1], "bg", by="lan")] == ["bg/4"]


def test_a_statement_is_bound_to_an_event_that_is_there(bg):
    page = kept(b"1", OCCUPANCY, PARKS)
    bind(page, [2], "bg/1")
    assert [(row.accepted, row.bound) for row in statements_of(page)] == [(None, False), ("bg/1", True)]


def test_a_statement_is_bound_to_a_statistic_that_says_the_same(bg):
    (recorded,) = accept(kept(b"1", OCCUPANCY), [1], "bg", by="lan")
    assert says_itself(recorded.ref)
    assert not says_itself("bg/1")
    near = said("occupancy", "75", "77", unit="percent", kind="park", quote="khoảng 76%", value=Fraction(76))
    page = kept(b"2", near, url=f"{URL}/2")
    bind(page, [1], recorded.ref)
    assert [row.accepted for row in statements_of(page)] == [recorded.ref]


@pytest.mark.parametrize(
    "other",
    [
        said("occupancy", "1551/20", "1553/20", unit="percent", kind="park", quote="77,6%", value=Fraction("77.6")),
        said("occupancy", "1489/20", "1491/20", unit="percent", kind="park", quote="74,5%", value=Fraction("74.5")),
        said("land.leased", "1511/20", "1513/20", unit="percent", quote="75,6%", value=Fraction("75.6")),
        said("occupancy", "1511/20", "1513/20", unit="percent", form="growth", quote="75,6%", value=Fraction("75.6")),
        said("occupancy", "1511/20", "1513/20", unit="ha", quote="75,6 ha", value=Fraction("75.6")),
    ],
    ids=["more", "less", "indicator", "form", "unit"],
)
def test_a_statement_is_not_bound_to_a_statistic_that_says_something_else(bg, other):
    (recorded,) = accept(kept(b"1", OCCUPANCY), [1], "bg", by="lan")
    page = kept(b"2", OCCUPANCY, other, url=f"{URL}/2")
    with pytest.raises(EventNotLinkable) as refused:
        bind(page, [1, 2], recorded.ref)
    assert "sự kiện ghi Tỷ lệ lấp đầy: 75,6%, khác với" in refused.value.message(Lang.VI)
    assert "it says Occupancy rate: 75.6%, not" in refused.value.message(Lang.EN)
    assert [row.accepted for row in statements_of(page)] == [None, None]


@pytest.mark.parametrize(
    ("event", "error"),
    [("bg/2", EventNotLinkable), ("bg/x", EventNotLinkable), ("1", EventNotLinkable), ("bg/²", EventNotLinkable),
     ("bg/99999999999999999999", EventNotLinkable), ("bk/1", BookUnknown)],
)  # fmt: skip
def test_nothing_is_bound_to_an_event_that_is_not_there(bg, event, error):
    with pytest.raises(error):
        bind(kept(b"1", PARKS), [1], event)
    assert KeptStatement.objects.get().accepted is None


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        (said("wastewater.capacity", "1", "2", unit="m3"), NotQuotable),
        (said("zones.established", "1", "2", kind="park+cluster"), NotQuotable),
        (said("zones.established", "1/3", "2"), NotQuotable),
        (said("zones.established", "1", "2", place="Đâu đó"), NotQuotable),
        (said("land.leased", "1", "2", unit="ha", zone="Không Có"), ZoneUnknown),
    ],
)
def test_what_a_statistic_cannot_say_is_refused_and_nothing_beside_it_recorded(bg, statement, error):
    page = kept(b"1", PARKS, statement)
    with pytest.raises(error) as refused:
        accept(page, [1, 2], "bg", by="lan")
    assert isinstance(refused.value, ParkError)
    assert [row.accepted for row in statements_of(page)] == [None, None]
    assert verify(book_ref("bg")).last == 1


def test_sources_that_disagree_stand_side_by_side(database):
    kept(b"1", PARKS, OCCUPANCY)
    kept(
        b"2",
        said("zones.established", "19/2", "21/2", kind="park", place="tỉnh Bắc Giang", value=Fraction(10)),
        url="b",
    )
    kept(b"3", said("zones.established", "53", "54", kind="cluster", value=Fraction(54)), url="c")
    kept(b"4", said("zones.established", "5", "6", kind="park", place="Bắc Kạn"), url="d")
    parks, clusters = side_by_side("zones.established", "Bắc Giang")
    assert (parks.disagree, [row.page.url for row in parks.statements]) == (True, [URL, "b"])
    assert (clusters.disagree, len(clusters.statements)) == (False, 1)
    assert len(side_by_side("zones.established")) == 3
    assert [each.scope["kind"] for each in side_by_side("zones.established", kind="cluster")] == ["cluster"]
    assert side_by_side("land.leased") == []


def test_intervals_that_overlap_do_not_contradict(database):
    kept(b"1", said("land.leased", "80", "82", unit="ha"))
    kept(b"2", said("land.leased", "81", "83", unit="ha"), url="b")
    (found,) = side_by_side("land.leased", "Bắc Giang")
    assert not found.disagree
