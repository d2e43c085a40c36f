"""The first screen of the country and of a province answers at a glance, and its chapters say what their charts show."""

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parkledger.briefing.dashboard.overview import chapters, chapters_request, occupancy_of, overview, zone_ranking
from parkledger.briefing.dashboard.questions import subject
from parkledger.briefing.dashboard.tables import below
from parkledger.briefing.reports.model import shown
from parkledger.catalogue import ZoneKind
from parkledger.checking.statements import StatementOutcome, check
from parkledger.figures import Figure, Question
from parkledger.figures.current import close, current_figures
from parkledger.figures.engine.engine import Engine
from parkledger.language import Lang, format_number
from parkledger.ledger.store import registry
from parkledger.places import get
from parkledger.reading import read
from parkledger.records.dates import Dates
from parkledger.records.zone_lists import NUMBERS, ZoneFilter, listed
from tests.portal.conftest import DAY
from tests.portal.persons import browser_of, person
from tests.statutory_forms.conftest import recorded

PROVINCE = "/dia-ban/viet-nam.bac-giang/"
SCREENS = [(1440, 900), (390, 844)]
ANSWERS = (
    "main h1",
    "main .lead",
    ".full .number",
    ".full .more",
    "table.answers td.change",
    ".ranking li:first-child",
    ".ranking .sides > div:last-child li:first-child",
    ".news h2",
    ".news ul",
)
"""What must be seen without scrolling: where and when, how full, better or worse, best and worst, what is new."""


def the(page: str, selector: str) -> LexborNode:
    """The first node of a page that a selector finds."""
    found = LexborHTMLParser(page).css_first(selector)
    assert found is not None, selector
    return found


SEEN = """(selectors) => selectors.filter((each) => [...document.querySelectorAll(each)].some((node) => {
  const box = node.getBoundingClientRect();
  return !box.height || box.top < 0 || box.bottom > innerHeight || box.right > innerWidth;
}) || !document.querySelector(each))"""


@pytest.mark.parametrize("path", ["/", PROVINCE, f"{PROVINCE}?on={DAY}", "/en/"])
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_first_screen_answers_without_scrolling(visit, path, width, height) -> None:
    page = visit(path, width=width).page
    page.set_viewport_size({"width": width, "height": height})
    assert page.evaluate(SEEN, list(ANSWERS)) == []


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_home_has_at_most_three_screens(visit, path) -> None:
    page = visit(path, width=1440).page
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("figure[data-chart]").first.scroll_into_view_if_needed()
    expect(page.locator(".chart svg")).to_have_count(page.locator("figure[data-chart]").count())
    assert page.evaluate("document.documentElement.scrollHeight") <= 3 * 900


def test_the_answers_are_those_of_the_books(client) -> None:
    page = client.get(f"{PROVINCE}?on={DAY}").content.decode()
    asked = Question("occupancy", "viet-nam.bac-giang", date(2023, 8, 22), kind=ZoneKind.PARK)
    value = current_figures().one(asked).value
    before = current_figures().one(asked.a_year_before()).value
    assert value is not None
    assert before is not None
    shown = the(page, ".full .number a").attributes["data-value"] or ""
    assert abs(Fraction(shown) - value) < Fraction(1, 10**6)
    change = format_number(abs(value - before), Lang.VI, decimals=1)
    assert f"{change} điểm phần trăm" in the(page, ".full .more").text()
    plans = " ".join(the(page, "table.answers").text().split())
    assert "đạt 148,22% kế hoạch" in plans


def test_the_ranking_is_of_operating_parks_and_none_is_best_and_worst(client) -> None:
    dates = Dates(date(2023, 8, 22))
    found = zone_ranking(subject("viet-nam.bac-giang", dates.on, None, None), dates)
    every = listed(ZoneFilter(ZoneKind.PARK, "viet-nam.bac-giang", "zones.operating"), dates)
    at = NUMBERS.index("occupancy")
    rates = sorted((rate for row in every if (rate := row.numbers[at].value) is not None), reverse=True)
    assert [occupancy_of(row) for row in found.fullest] == rates[: len(found.fullest)]
    assert [occupancy_of(row) for row in found.emptiest] == rates[::-1][: len(found.emptiest)]
    assert not {row.zone.id for row in found.fullest} & {row.zone.id for row in found.emptiest}
    assert (found.count, found.unknown) == (len(every), len(every) - len(rates))


CLUSTERS_ALONE = "viet-nam.ha-tinh"


@pytest.fixture
def clusters(client) -> None:
    """A province whose book has clusters and no park: three established, of one of which the lettings are not on record."""
    registry.add_book("ht-so", name="Sở Công Thương Hà Tĩnh (thử)", place=CLUSTERS_ALONE)
    recorded("ht-so", "exchange_rate_set", vnd_per_usd=24000, source="Ngân hàng Nhà nước", effective_on="2020-01-01")
    for name, leased in (("Một", "9 ha"), ("Hai", "3 ha"), ("Ba", None)):
        recorded(
            "ht-so", "zone_opened", name=name, kind="cluster", established=True, area_m2="20 ha", industrial_m2="10 ha",
            leased_industrial_m2=leased, effective_on="2022-01-01",
        )  # fmt: skip
    recorded(
        "ht-so", "project_registered", project="P1", name="Nhà máy", enterprise="Công ty", origin="ddi", zone="CCN Một",
        capital="48 tỷ đồng", effective_on="2024-02-01",
    )  # fmt: skip
    recorded(
        "ht-so", "period_report", period_start="2024-01-01", period_end="2024-06-30", place=CLUSTERS_ALONE, kind="cluster",
        values={"output.production": "120 tỷ đồng"},
    )  # fmt: skip
    recorded(
        "ht-so", "target_set", measure="output.production", value="300 tỷ đồng", kind="cluster", effective_on="2024-01-01",
        period_start="2024-01-01", period_end="2024-12-31",
    )  # fmt: skip


def test_a_province_with_clusters_alone_is_shown_by_them(client, clusters) -> None:
    page = client.get(f"/dia-ban/{CLUSTERS_ALONE}/?on=2024-06-30").content.decode()
    main = " ".join(the(page, "main").text().split())
    assert "Chưa gồm" not in main
    assert [label.text().strip() for label in LexborHTMLParser(page).css(".full .label")] == ["CCN"]
    answers = " ".join(the(page, "table.answers").text().split())
    assert "Chỉ tiêu của các CCN" in answers
    assert "2,00 triệu USD" in answers
    assert "đạt 40,00% kế hoạch" in answers
    assert "chưa có số liệu" not in answers
    ranking = " ".join(the(page, ".ranking").text().split())
    assert "CCN đã thành lập lấp đầy cao nhất, thấp nhất" in ranking
    assert re.search(r"Cao nhất CCN Một 90,0% Thấp nhất CCN Hai 30,0%", ranking)
    assert "1/3 CCN trong số này chưa có số liệu." in ranking
    assert "6 tháng đầu năm 2024, các CCN thu hút 2,00 triệu USD" in main
    assert "KCN" not in main


def test_the_details_of_such_a_province_are_of_clusters(client, clusters) -> None:
    page = client.get(f"/dia-ban/{CLUSTERS_ALONE}/chi-tiet/?on=2024-06-30").content.decode()
    cards = " ".join(the(page, "#tong-quan ~ *").text().split()) if "tong-quan" in page else page
    assert "(KCN)" not in cards
    assert "Vốn thu hút trong kỳ (CCN)" in " ".join(the(page, "main").text().split())


def test_clusters_are_no_longer_alone_where_a_park_is_on_record(client, clusters) -> None:
    """Be it by a report of the parks of the province as a whole."""
    recorded(
        "ht-so", "period_report", period_start="2024-01-01", period_end="2024-06-30", place=CLUSTERS_ALONE, kind="park",
        values={"labour.workers": 700},
    )  # fmt: skip
    page = client.get(f"/dia-ban/{CLUSTERS_ALONE}/?on=2024-06-30").content.decode()
    assert [label.text().strip() for label in LexborHTMLParser(page).css(".full .label")] == ["KCN", "CCN"]
    assert "Chỉ tiêu của các KCN" in the(page, "table.answers").text()


@pytest.mark.parametrize("place", ["viet-nam.bac-giang", "viet-nam.bac-kan"])
@pytest.mark.parametrize("on", [date(2023, 8, 22), date(2025, 12, 31)])
def test_what_a_chapter_says_is_read_back_and_found_in_the_books(client, place: str, on: date) -> None:
    books = current_figures()
    found = chapters(books, chapters_request(subject(place, on, None, None), Lang.VI))
    assert found
    text = "\n\n".join(" ".join("".join(shown(run) for run in runs) for runs in chapter.sentences) for chapter in found)
    figures = sum(not isinstance(run, str) for chapter in found for runs in chapter.sentences for run in runs)
    page = read(f"Ngày {on.day}/{on.month}/{on.year}\n\n{text}", published=on)
    outcomes = [checked.outcome for checked in check(page, books)]
    assert outcomes.count(StatementOutcome.DIFFERS) == 0
    assert outcomes.count(StatementOutcome.AGREES) >= figures * 2 // 3, text


@pytest.mark.parametrize("place", ["viet-nam", "viet-nam.bac-giang", "viet-nam.bac-kan"])
@pytest.mark.parametrize("on", [date(2023, 8, 31), date(2023, 8, 22)])
def test_all_that_a_page_tells_is_asked_in_one_pass(client, monkeypatch, place: str, on: date) -> None:
    close()
    books, dates = current_figures(), Dates(on)
    asked: list[str] = []
    answer = Engine.answer

    def counted(engine: Engine, questions: Sequence[Question], *others: Any) -> list[Figure]:
        asked.append(f"{len(questions)}: {questions[0].indicator}")
        return answer(engine, questions, *others)

    monkeypatch.setattr(Engine, "answer", counted)
    found = overview(books, subject(place, on, None, None), dates, Lang.VI)
    assert found.chapters
    assert len(asked) == 1, asked


def test_of_places_too_many_to_list_nothing_is_asked(client, monkeypatch) -> None:
    parts = [get(f"viet-nam.{name}") for name in ("bac-giang", "bac-kan", "bac-ninh")]
    for most, count in ((2, 0), (3, 3)):
        monkeypatch.setattr("parkledger.briefing.dashboard.tables.recorded_parts", lambda *_: parts)
        part = below(subject("viet-nam", date(2023, 8, 31), None, None), set(), most=most)
        assert len({question.place for question in next(part)}) == count


def test_what_is_unknown_is_left_out_and_never_nought(client) -> None:
    page = client.get("/dia-ban/viet-nam.ha-giang/").content.decode()
    words = " ".join(the(page, "main").text().split())
    assert not re.search(r"(?<![\d,.])0(,0+)?( %|%| ha| USD| KCN)", words)
    assert "chưa có số liệu" in words or "Chưa" in words


def test_partial_coverage_is_told_in_the_first_lines(client) -> None:
    lead = the(client.get("/").content.decode(), "main .lead").text()
    assert "31/12/2025" in lead
    assert "2/34 tỉnh, thành phố" in lead


def test_staff_are_told_what_waits_for_them_and_visitors_what_is_new(client) -> None:
    assert "Mới trong 30 ngày gần nhất" in client.get("/").content.decode()
    page = (
        browser_of(person("duyet", ("promotion", {"book": "bg-parks"}), second_factor=False)).get("/").content.decode()
    )
    assert "Cần xử lý hôm nay" in page
    assert "Mới trong 30 ngày" not in page


def test_demonstration_data_have_one_banner(visit) -> None:
    page = visit("/").page
    assert page.locator(".banner:visible").count() == 1
    page.goto(page.url.rstrip("/") + "/thuat-ngu/")
    assert page.locator(".banner:visible").count() == 0


def test_the_country_which_sets_no_plan_tells_those_of_its_provinces(client) -> None:
    tree = LexborHTMLParser(client.get(f"/?on={DAY}").content.decode())
    plans = [cell.text(separator=" ").strip() for cell in tree.css("table#answers td.of-plan")]
    assert any("Bắc Giang đạt 148,22%*" in plan for plan in plans)
    assert not any("chưa có chỉ tiêu" in plan for plan in plans[:3])
