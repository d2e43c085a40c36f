"""Statements against figures: what agrees, what differs and by how much, and what has no figure to compare with."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkledger.catalogue import ZoneKind
from parkledger.checking.amounts import lies_within
from parkledger.checking.archive import keep
from parkledger.checking.page_scope import place_named
from parkledger.checking.published import published_of
from parkledger.checking.statements import StatementOutcome, check
from parkledger.figures import Figures
from parkledger.language import day_end
from parkledger.reading import Page, Statement
from parkledger.records.dates import Dates
from tests.checking.saying import PUBLISHED, SEED, page_of, page_reading, said
from tests.figures.books import Scribe, figures_of, question, usd, vnd, zone_id

OWN_PAGE = """Tình hình phát triển khu, cụm công nghiệp tỉnh Bắc Giang

Đến nay, tỉnh Bắc Giang có 9 KCN được thành lập với tổng diện tích hơn 1.967 ha, tỷ lệ lấp đầy đạt 75,6%.
Trên địa bàn tỉnh có 54 CCN được thành lập, tỷ lệ lấp đầy khoảng 54%, thu hút 248 dự án đầu tư còn hiệu lực.
"""


def outcomes(page: Page, figures: Figures) -> list[tuple[str, StatementOutcome]]:
    return [(each.statement.quote, each.outcome) for each in check(page, figures)]


@pytest.mark.skipif(not SEED.exists(), reason="the published page is not beside this checkout")
def test_every_figure_of_the_published_page_agrees(demo_figures: Figures) -> None:
    found = outcomes(page_reading(SEED.read_text(encoding="utf-8")), demo_figures)
    assert len(found) >= 30
    assert [each for each in found if each[1] is not StatementOutcome.AGREES] == []


def test_a_page_in_other_words_agrees(demo_figures: Figures) -> None:
    found = outcomes(page_reading(OWN_PAGE), demo_figures)
    assert [quote for quote, _ in found][:3] == ["9 KCN", "hơn 1.967 ha", "75,6%"]
    assert {outcome for _, outcome in found} == {StatementOutcome.AGREES}


def test_a_province_is_told_from_the_one_that_it_became() -> None:
    day = date(2025, 10, 7)
    codes = [place_named(name, day).code for name in ("Bắc Ninh (cũ)", "Bắc Ninh (mới)", "Bắc Ninh")]
    assert codes == ["viet-nam.bac-ninh", "viet-nam.bac-ninh-2025", "viet-nam.bac-ninh-2025"]
    assert place_named("Bắc Giang (cũ)", day).code == "viet-nam.bac-giang"
    assert place_named("Hưng Yên (mới)", date(2025, 6, 1)).code == "viet-nam.hung-yen-2025"


@pytest.fixture
def bg(sqlite_database: str) -> Scribe:
    """A book with a park whose definitions of occupancy all differ, two clusters, projects and a quoted rank."""
    book = Scribe()
    book.zone("Mot", industrial_m2=100, service_m2=20, green_m2=30, place="viet-nam.bac-giang.viet-yen")
    book("zone_operating", zone="kcn-mot", effective_on="2012-01-01")
    book("land_leased", zone="kcn-mot", area_m2=800_000, use="industrial", effective_on="2015-01-01")
    book.zone("Hai", kind="cluster", industrial_m2=50)
    book("land_allocated", zone="ccn-hai", area_m2=200_000, effective_on="2016-01-01")
    about = {"origin": "fdi", "zone": "kcn-mot", "country": "Hàn Quốc", "effective_on": "2023-03-01"}
    book(
        "project_registered",
        project="p1",
        name="P1",
        enterprise="C1",
        role="secondary",
        capital=usd(1_000_000),
        **about,
    )
    book(
        "project_registered",
        project="p2",
        name="P2",
        enterprise="C2",
        role="infrastructure",
        capital=usd(500_000),
        **about,
    )
    book("statistic_quoted", indicator="pci.rank", form="value", value="4", unit="rank", period_end="2022-12-31",
         effective_on="2023-04-01")  # fmt: skip
    book(
        "tariff_set",
        zone="kcn-mot",
        tariff="land_rent",
        price="120",
        currency="USD",
        per="m2/term",
        effective_on="2020-01-01",
    )
    return book


@pytest.fixture
def figures(bg: Scribe, home) -> Iterator[Figures]:
    opened = figures_of(home)
    yield opened
    opened.close()


PERCENT = "percent"
PARK, CLUSTER, FDI = {"kind": "park"}, {"kind": "cluster"}, {"origin": "fdi"}
CASES = [
    ("in the interval", said("zones.established", "1", "3/2", **PARK), "agrees", 1, None),
    ("at its lower end", said("land.leased", "80", "81", unit="ha", **PARK), "agrees", 80, None),
    ("at its upper end, which is excluded", said("land.leased", "79", "80", unit="ha", **PARK), "differs", 80, None),
    ("of a zone", said("land.leased", "80", "81", unit="ha", zone="KCN Mot", **PARK), "agrees", 80, None),
    ("of a zone in full words", said("land.leased", "80", "81", unit="ha", zone="khu công nghiệp Mốt"), "agrees", 80, None),
    ("of no zone on record", said("land.leased", "80", "81", unit="ha", zone="Ba", **PARK), "not_in_ledger", None, "Ba"),
    ("of two kinds together", said("zones.established", "2", "5/2", kind="park+cluster"), "agrees", 2, None),
    ("a ratio of two kinds together", said("occupancy", "60", "61", unit=PERCENT, kind="park+cluster"), "not_comparable",
     None, "nhiều loại"),
    ("occupancy of no kind", said("occupancy", "10", "11", unit=PERCENT), "differs", Fraction(200, 3), "diện tích tự nhiên: 40%"),
    ("the law's definition", said("occupancy", "66", "67", unit=PERCENT, **PARK), "agrees", Fraction(200, 3), None),
    ("the earlier definition", said("occupancy", "80", "81", unit=PERCENT, **PARK), "agrees", 80, "đất công nghiệp đã cho thuê"),
    ("on natural area", said("occupancy", "53", "54", unit=PERCENT, **PARK), "agrees", Fraction(160, 3), "diện tích tự nhiên"),
    ("by no definition", said("occupancy", "90", "91", unit=PERCENT, **PARK), "differs", Fraction(200, 3),
     "đất công nghiệp đã cho thuê / đất công nghiệp: 80%"),
    ("approved land counts in clusters", said("occupancy", "40", "41", unit=PERCENT, **CLUSTER), "agrees", 40, None),
    ("without infrastructure projects", said("projects.in_force", "1", "3/2", unit="project", **FDI), "agrees", 1, None),
    ("with infrastructure projects", said("projects.in_force", "2", "5/2", unit="project", **FDI), "agrees", 2, "hạ tầng"),
    ("capital in the page's currency", said("capital.in_force", "1000000", "1000001", unit="USD", **FDI), "agrees", 1_000_000, None),
    ("capital in đồng", said("capital.in_force", "20000000000", "20000000001", unit="VND", **FDI), "agrees", 20_000_000_000, None),
    ("a flow from 1 January", said("projects.registered", "1", "3/2", unit="project", period_end="2023-08-20"), "agrees", 1, None),
    ("a flow of another period", said("projects.registered", "1", "3/2", unit="project", period_start="2023-04-01",
                                      period_end="2023-08-20"), "differs", 0, None),
    ("never recorded", said("labour.workers", "46000", "47000", unit="person", **CLUSTER), "not_in_ledger", None, "chưa có số liệu"),
    ("a quoted rank of the year", said("pci.rank", "4", "9/2", unit="rank", period_end="2022-12-31"), "agrees", 4, None),
    ("a quoted rank of another year", said("pci.rank", "4", "9/2", unit="rank", period_end="2023-08-22"), "not_comparable", None,
     "31/12/2022"),
    ("a tariff that a zone has", said("fee.land_rent", "120", "121", unit="USD", **PARK), "agrees", 120, "Mot"),
    ("a tariff that none has", said("fee.land_rent", "3", "4", unit="USD", **PARK), "not_comparable", None, "120 USD/m²/cả thời hạn"),
    ("of a place without books", said("zones.established", "7", "8", place="Hà Nội"), "not_in_ledger", None, "Hà Nội"),
    ("of the country", said("zones.established", "416", "417", place="Việt Nam"), "not_comparable", None, "thiếu 62"),
    ("of a region's part", said("zones.established", "9", "10", place="phía Bắc"), "not_comparable", None, "phía Bắc"),
    ("of no place", said("zones.established", "1", "2", place=None), "not_comparable", None, "hãy cho biết địa bàn"),
    ("in another unit", said("zones.established", "1", "2", unit="person", **PARK), "not_comparable", None,
     "trang ghi theo người, sổ theo khu, cụm"),
    ("of a period, or of all in force", said("projects.registered", "1", "3/2", unit="project", period_start="2023-04-01",
     quote="1 dự án", sentence="Các KCN thu hút 1 dự án"), "agrees", 1, "dự án thứ cấp còn hiệu lực; còn"),
    ("newly licensed, as it says", said("projects.registered", "1", "3/2", unit="project", period_start="2023-04-01",
     quote="1 dự án", sentence="Các KCN cấp mới 1 dự án, thu hút nhiều lao động"), "differs", 0, None),
    ("of all zones, or of those that operate", said("zones.established", "1", "3/2", quote="1 khu",
     sentence="Tỉnh có 1 khu; đã thành lập thêm một cụm"), "agrees", 1, "khu, cụm đang hoạt động; còn"),
    ("established, as it says", said("zones.established", "1", "3/2", quote="1 khu", sentence="Tỉnh đã thành lập 1 khu"),
     "differs", 2, None),
    ("the area of all zones, or of those that operate", said("land.established", "150", "151", unit="ha", quote="150 ha",
     sentence="Đã thành lập 2 khu, tổng diện tích 150 ha"), "agrees", 150, "đang hoạt động"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "outcome", "value", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_statement_against_a_small_book(
    figures: Figures, statement: Statement, outcome: str, value: int | None, words: str | None
) -> None:
    (found,) = check(page_of(statement), figures)
    assert (found.outcome.value, found.value) == (outcome, value), found.note
    if words is not None:
        assert found.note is not None
        assert words in found.note.vi
    elif found.outcome is StatementOutcome.AGREES:
        assert found.note is None


def test_a_difference_is_the_figure_less_the_published_value(figures: Figures) -> None:
    (found,) = check(page_of(said("land.leased", "75", "76", unit="ha", kind="park")), figures)
    assert (found.outcome, found.formula, found.denominator) == (
        StatementOutcome.DIFFERS,
        "land.leased",
        None,
    )
    assert found.difference == 5


def test_a_ratio_names_its_denominator(figures: Figures) -> None:
    (found,) = check(page_of(said("occupancy", "66", "67", unit=PERCENT, kind="park")), figures)
    assert found.denominator is not None
    assert (found.formula, found.denominator.vi) == ("occupancy.park_since_decree_35", "đất công nghiệp và dịch vụ")


def test_without_a_date_nothing_is_guessed(figures: Figures) -> None:
    (found,) = check(page_of(said("zones.established", "1", "2", kind="park"), published=None), figures)
    assert found.outcome is StatementOutcome.NOT_COMPARABLE
    assert found.note is not None
    assert found.note.vi.endswith("hãy cho biết ngày đăng")


def test_the_place_given_serves_only_statements_without_one(figures: Figures) -> None:
    page = page_of(
        said("zones.established", "1", "3/2", kind="park", place=None),
        said("zones.established", "1", "3/2", place="Hà Nội"),
    )
    assert [each.outcome.value for each in check(page, figures, place="Bắc Giang")] == ["agrees", "not_in_ledger"]


def test_the_books_of_one_half_do_not_speak_for_a_merged_province(figures: Figures) -> None:
    (found,) = check(
        page_of(said("zones.established", "1", "2", place="Bắc Ninh", period_end="2026-01-01"), published=None), figures
    )
    assert found.outcome is StatementOutcome.NOT_COMPARABLE
    assert found.note is not None
    assert "Bắc Ninh" in found.note.vi


def test_an_estimate_replaced_since_agrees_as_known_on_the_day(bg: Scribe, home) -> None:
    about = {"kind": "park", "place": "viet-nam.bac-giang"}
    bg.report(
        "2023-01-01", "2023-08-31", at="2023-08-20", values={"output.production": vnd(100)}, status="estimate", **about
    )
    bg.report("2023-01-01", "2023-08-31", at="2023-10-01", values={"output.production": vnd(120)}, **about)
    statement = said(
        "output.production", "95", "105", unit="VND", kind="park", period_start="2023-01-01", period_end="2023-08-31"
    )
    opened = figures_of(home)
    (found,) = check(page_of(statement), opened)
    assert found.outcome is StatementOutcome.AGREES
    assert found.value == 100
    assert found.note is not None
    assert "120" in found.note.vi
    assert "ước" in found.note.vi
    (late,) = check(page_of(statement), opened, known_at=day_end(PUBLISHED.replace(month=12)))
    assert late.outcome is StatementOutcome.DIFFERS
    assert late.value == 120
    opened.close()


@given(st.fractions(), st.fractions(), st.fractions())
def test_an_interval_includes_its_low_end_and_not_its_high_one(low: Fraction, high: Fraction, value: Fraction) -> None:
    low, high = min(low, high), max(low, high)
    statement = said("zones.established", str(low), str(high))
    expected = value == low if low == high else low <= value < high
    assert lies_within(value, statement) is expected


def test_what_is_of_no_period_is_tried_as_of_those_before_and_accuses_nobody(bg: Scribe, home) -> None:
    """On 5 January "thu hút" speaks of the year before as likely as of five days."""
    about: dict[str, Any] = {
        "origin": "fdi",
        "zone": "kcn-mot",
        "country": "Hàn Quốc",
        "enterprise": "C",
        "capital": usd(10),
    }
    for number, on in enumerate(("2023-12-20", "2024-01-02"), start=3):
        bg("project_registered", project=f"p{number}", name=f"P{number}", effective_on=on, **about)
    opened, published = figures_of(home), date(2024, 1, 5)
    months, five_days, none = check(
        page_of(
            said("projects.registered", "2", "5/2", unit="project"),
            said("projects.registered", "1", "3/2", unit="project"),
            said("projects.registered", "7", "15/2", unit="project"),
            published=published,
        ),
        opened,
    )
    opened.close()
    assert (months.outcome, five_days.outcome) == (StatementOutcome.AGREES, StatementOutcome.AGREES)
    assert months.note is not None
    assert "kỳ 1/1/2023–31/12/2023" in months.note.vi
    assert five_days.note is None
    assert none.outcome is StatementOutcome.NOT_COMPARABLE, "which period the page means is not known"
    assert none.note is not None
    assert none.note.vi.startswith("trang không ghi số này của kỳ nào")
    assert "kỳ 1/1/2024–5/1/2024: 1 dự án" in none.note.vi


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Ngày 20/8/2023, CCN Xưa tỉnh Bắc Giang có diện tích 12,00 ha.", "agrees"),
        ("Ngày 20/8/2023, CCN Xưa tỉnh Bắc Giang có diện tích 13,00 ha.", "differs"),
        ("Ngày 20/8/2023, CCN Xưa tỉnh Bắc Giang được thành lập với diện tích 12,00 ha.", "not_in_ledger"),
        ("As of August 20, 2023, Xua Industrial Cluster in Bac Giang province covers an area of 12.00 ha.", "agrees"),
    ],
)
def test_the_area_of_a_zone_is_held_against_what_it_has_at_any_stage(
    bg: Scribe, home: Path, text: str, outcome: str
) -> None:
    """A cluster that operates without an establishing decision, as those of before 2009: it has an area, none established."""
    bg("zone_opened", zone="ccn-xua", name="Xưa", kind="cluster", operating=True, established=False, planned=False,
       area_m2=120_000, place="viet-nam.bac-giang", effective_on="2012-01-01")  # fmt: skip
    opened = figures_of(home)
    (found,) = check(page_reading(text), opened)
    opened.close()
    assert (found.statement.zone is not None, found.outcome.value) == (True, outcome), found.note
    assert outcome != "agrees" or found.note is None, "as it is told, and in no other way of counting"


def test_what_pages_say_of_the_area_of_a_zone_stands_beside_its_figure(bg: Scribe, home: Path) -> None:
    bg("zone_opened", zone="ccn-xua", name="Xưa", kind="cluster", operating=True, established=False, planned=False,
       area_m2=120_000, place="viet-nam.bac-giang", effective_on="2012-01-01")  # fmt: skip
    text = "Ngày 20/8/2023, CCN Xưa tỉnh Bắc Giang có diện tích 12,00 ha."
    keep(text.encode(), page_reading(text))
    opened = figures_of(home)
    figure = opened.one(question("land.natural", "2023-08-20", zone=zone_id(home, "ccn-xua"), kind=ZoneKind.CLUSTER))
    (found,) = published_of(figure, opened, Dates(figure.period_end, None))
    opened.close()
    assert (found.same, found.checked.outcome) == (True, StatementOutcome.AGREES)
    assert found.checked.value == 12
