"""The dashboards: their figures are those of the books for the page's two dates; charts, replay, and nothing that fails."""

import gzip
import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from parkledger.briefing.dashboard import projects
from parkledger.briefing.dashboard.projects import _groups
from parkledger.briefing.dashboard.questions import month_ends, subject, together, year_before
from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures import ProjectGroup, Question, current
from parkledger.language import Lang, Text, day_end, format_number, plain_number
from parkledger.ledger.book.recording import build, record, withdraw
from parkledger.ledger.store.statements import fetch
from parkledger.records.project_groups import UNKNOWN, Parts
from parkledger.submissions.collections.due import DueState, board
from parkledger.submissions.models import Collecting
from tests.portal.conftest import DAY

PLACE = "/dia-ban/viet-nam.bac-giang/chi-tiet/"
BOTH = f"{PLACE}?on={DAY}&known={DAY}"
NEWS_ROWS = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)


def text_of(answer) -> str:
    """The page as a reader sees it: without tags, one space between words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def section(answer, anchor: str) -> str:
    """One section of a page, as it was sent."""
    page: str = answer.content.decode()
    start = page.index(f'<section aria-labelledby="{anchor}"')
    return page[start : page.index("</section>", start)]


def value_of(question: Question) -> Fraction:
    """A figure that is known, as the engine answers it."""
    found = current.current_figures().one(question).value
    assert found is not None
    return found


def first(pattern: str, text: str) -> str:
    """What a pattern's group finds."""
    found = re.search(pattern, text)
    assert found, pattern
    return found[1]


def values(part: str, column: int) -> Iterator[Fraction]:
    """The numbers that scripts read from a column of a table, from 1."""
    for row in NEWS_ROWS.findall(part):
        cells = re.findall(r"<td([^>]*)>", row)
        if len(cells) >= column and (found := re.search(r'data-value="([^"]+)"', cells[column - 1])):
            yield Fraction(found[1])


# -- figures ---------------------------------------------------------------------------------------------------------


def test_slow_projects_are_counted_by_class_and_lead_to_the_list_of_them(client) -> None:
    part = section(client.get(f"{PLACE}?on=2026-11-29"), "cham")
    late = ("under_12", "under_24")
    found = {slow: re.search(rf'href="([^"]*slow={slow}[^"]*)"[^>]*>([\d.]+)<', part) for slow in late}
    assert all(found.values())
    for link in found.values():
        assert link is not None
        listed = text_of(client.get(html.unescape(link[1])))
        assert f" {link[2]} dự án; bấm vào tiêu đề cột" in listed
    assert "place=viet-nam.bac-giang" in part
    assert "slow=over_24" in section(client.get(f"{PLACE}?on=2027-11-29"), "cham")
    before = section(client.get(f"{PLACE}?on=2010-01-01"), "cham")
    assert "Sổ chưa ghi tiến độ của dự án nào ở đây" in html.unescape(before)


def test_the_seed_pages_headline_is_on_the_dashboard(client) -> None:
    page = client.get(BOTH).content.decode()
    assert "75,6%" in page
    assert "1.967,11 ha" in page


def test_a_card_names_the_target_and_what_was_reached_of_it(client) -> None:
    cards = section(client.get(BOTH), "tong-quan")
    assert "148,22%" in cards
    assert "1,00 tỷ USD" in cards
    assert "ước 258" in cards, "what was known on 22/8/2023 of August was an estimate"
    assert "ước" not in section(client.get(f"{PLACE}?on={DAY}"), "tong-quan"), "the final report is known by now"


def test_months_add_up_to_what_came_together_since_january(client) -> None:
    part = section(client.get(f"{PLACE}?on={DAY}"), "san-xuat").split("</table>")[0]
    months, so_far = list(values(part, 1)), list(values(part, 2))
    assert len(months) == 8
    assert abs(sum(months) - so_far[-1]) < Fraction(8, 100)
    (total,) = fetch(
        "SELECT SUM(vnd) FROM ledger_posting WHERE measure = 'output.production' AND scenario = 'actual' "
        "AND place LIKE 'viet-nam.bac-giang%%' AND period_start >= '2023-01-01' AND period_end <= '2023-08-31'"
    )[0]
    assert so_far[-1] == total
    assert set(values(part, 4)) == {Fraction(323 * 10**12)}


def test_projects_by_country_add_up_to_the_figures_in_force(client) -> None:
    part = section(client.get(BOTH), "du-an").split("</table>")[0]
    known = day_end(date.fromisoformat(DAY))
    count = value_of(Question("projects.in_force", "viet-nam.bac-giang", date(2023, 8, 22), known_at=known))
    capital = value_of(
        Question("capital.in_force", "viet-nam.bac-giang", date(2023, 8, 22), known_at=known, currency="USD")
    )
    assert sum(values(part, 1)) == count
    assert abs(sum(values(part, 2)) - capital) < 1


def test_only_projects_registered_by_the_day_and_not_ended_by_it_count(client) -> None:
    page = text_of(client.get(f"{PLACE}?on=2015-06-30"))
    (expected,) = fetch(
        "SELECT COUNT(*) FROM ledger_project WHERE place LIKE 'viet-nam.bac-giang%%' AND role = 'secondary' "
        "AND registered_on <= '2015-06-30' AND (ended_on IS NULL OR ended_on > '2015-06-30')"
    )[0]
    assert f"{expected} dự án thứ cấp còn hiệu lực, vốn đăng ký" in page


def test_what_is_full_adds_up_to_the_occupancy_of_all_parks(client) -> None:
    part = section(client.get(BOTH), "lap-day").split("</table>")[0]
    leased, of = (sum(values(part, column), Fraction(0)) for column in (2, 3))
    assert plain_number(leased / of * 100, 1) == "75.6"


def test_the_land_balance_names_what_its_shares_are_of(client) -> None:
    part = html.unescape(re.sub(r"<[^>]+>", " ", section(client.get(BOTH), "dat")))
    assert re.search(r"75,6% đất công nghiệp, dịch vụ có thể cho thuê", part)
    assert not re.search(r"\d% *(<|$|\n)", part), "no percentage without its base"


@pytest.mark.parametrize(
    ("path", "tables"),
    [
        ("/chi-tiet/", ("land-balance", "then-and-now")),
        (f"{PLACE}?on={DAY}", ("land-balance", "then-and-now")),
        ("/khu-cum/bg-parks/kcn-quang-chau/", ("land",)),
        ("/khu-cum/bg-clusters/ccn-lang-cao/", ("land",)),
    ],
)
def test_what_is_derived_from_demonstration_data_is_marked_as_they_are(client, path, tables) -> None:
    tree = LexborHTMLParser(client.get(path).content.decode())
    for name in tables:
        rows = [row for row in tree.css(f"table#{name} tbody tr") if row.css_first("span.demo")]
        assert rows
        cells = [cell for row in rows for cell in row.css("td") if re.search(r"\d", cell.text().replace("100%", ""))]
        assert [cell.text() for cell in cells if cell.css_first("span.demo") is None] == []


def test_a_change_on_the_year_is_marked_where_demonstration_data_are_in_it(client) -> None:
    cards = [
        " ".join(each.text().split())
        for each in LexborHTMLParser(client.get("/chi-tiet/").content.decode()).css(".cards li")
    ]
    changes = [card for card in cards if re.search(r"(?:tăng|giảm|không đổi)", card)]
    assert changes
    assert [card for card in changes if not re.search(r"(?:(?:tăng|giảm) [\d.,]+[^*]*|không đổi)\* so với", card)] == []


def test_the_marks_of_figures_are_explained_where_they_stand_and_only_there(visit) -> None:
    page = visit("/chi-tiet/").page
    assert page.locator("main .coverage").count()
    assert page.locator(".dates .of-coverage").is_visible()
    assert page.locator(".dates .of-demo").is_visible()
    page.goto(page.url.replace("/chi-tiet/", "/tro-giup/"))
    assert page.locator(".of-coverage:visible").count() == 0


def test_a_percentage_is_not_compared_with_one_of_another_definition(client) -> None:
    assert "cách tính khác với 30/6/2022" in text_of(client.get(f"{PLACE}?on=2023-06-30"))
    assert "điểm phần trăm so với 22/8/2022" in text_of(client.get(f"{PLACE}?on={DAY}"))


# -- late ------------------------------------------------------------------------------------------------------------


def test_land_to_clear_for_years_is_late_and_what_is_cleared_is_not(client) -> None:
    part = section(client.get(f"{PLACE}?on={DAY}"), "cham")
    rows = fetch(
        "SELECT z.name, SUM(CASE WHEN p.measure = 'land.to_clear' AND p.effective_on <= '2021-08-22' THEN p.amount "
        "WHEN p.measure = 'land.cleared' THEN -p.amount ELSE 0 END) AS late FROM ledger_posting p "
        "JOIN ledger_zone z ON z.id = p.zone_id WHERE p.measure IN ('land.to_clear', 'land.cleared') "
        "AND p.scenario = 'actual' AND p.effective_on <= '2023-08-22' GROUP BY z.name ORDER BY late DESC"
    )
    late = [(name, Fraction(area, 10_000)) for name, area in rows if area > 0]
    assert late
    assert list(values(part.split("</table>")[0], 3)) == [area for _, area in late]
    assert all(name in part for name, _ in late)


def test_a_report_withdrawn_is_missed_by_name_but_not_before_it_was_withdrawn(client) -> None:
    assert "đủ 6/6 đơn vị đã có báo cáo" in text_of(client.get(f"{PLACE}?on={DAY}"))
    for (seq,) in fetch(
        "SELECT e.seq FROM ledger_event e JOIN ledger_book b ON b.id = e.book_id LEFT JOIN ledger_event r "
        "ON r.book_id = e.book_id AND r.reverses = e.seq WHERE b.code = 'bg-parks' AND e.type = 'period_report' "
        "AND e.effective_on = '2023-07-31' AND e.payload LIKE '%%kcn-quang-chau\"%%' AND r.id IS NULL"
    ):
        withdraw("bg-parks", seq, reason="ghi nhầm", by="thu")
    current.expire()
    late = text_of(client.get(f"{PLACE}?on={DAY}"))
    assert "1/6 đơn vị phải báo cáo chưa có báo cáo: KCN Quang Châu ." in late
    assert "đủ 6/6 đơn vị đã có báo cáo" in text_of(client.get(f"{PLACE}?on={DAY}&known=2023-12-31"))


def test_a_project_without_anything_done_a_year_on_is_idle_until_it_is_withdrawn(client) -> None:
    fields = {
        "project": "MOI-1", "name": "Dự án chưa làm gì", "enterprise": "Công ty Thử", "origin": "fdi", "country": "Lào",
        "zone": "kcn-quang-chau", "capital": "5 triệu USD", "effective_on": "1/3/2022", "sector": "may mặc",
    }  # fmt: skip
    recorded = record("bg-parks", build("project_registered", fields), by="thu")
    current.expire()
    late = section(client.get(f"{PLACE}?on={DAY}"), "cham")
    assert "Dự án chưa làm gì" in late
    assert "Lào" in section(client.get(f"{PLACE}?on={DAY}"), "du-an")
    assert "Dự án chưa làm gì" not in text_of(client.get(f"{PLACE}?on=2023-02-28")), "not yet a year"
    assert "Dự án chưa làm gì" not in text_of(client.get(BOTH)), "not yet known"
    moment = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "+00:00"
    withdraw("bg-parks", recorded.seq, reason="ghi nhầm", by="thu")
    current.expire()
    assert "Dự án chưa làm gì" not in text_of(client.get(f"{PLACE}?on={DAY}"))
    before = client.get(PLACE, {"on": DAY, "known": moment})
    assert "Dự án chưa làm gì" in text_of(before), "it was known then"
    assert "Lào" in section(before, "du-an")


@pytest.mark.parametrize("on", [date(2023, 9, day) for day in (10, 11, 12, 13, 14)])
def test_a_report_is_late_here_on_the_day_on_which_its_collection_calls_it_missing(client, on) -> None:
    seqs = fetch(
        "SELECT e.seq FROM ledger_event e JOIN ledger_book b ON b.id = e.book_id LEFT JOIN ledger_event r "
        "ON r.book_id = e.book_id AND r.reverses = e.seq WHERE b.code = 'bg-parks' AND e.type = 'period_report' "
        "AND e.effective_on = '2023-08-31' AND e.payload LIKE '%%kcn-quang-chau\"%%' AND r.id IS NULL"
    )
    assert seqs
    for (seq,) in seqs:
        withdraw("bg-parks", seq, reason="ghi nhầm", by="thu")
    current.expire()
    shown = board(Collecting.objects.get(book__code="bg-parks", rule="park.month"), on)
    (cell,) = [
        each for each in shown.cells() if each.unit.code == "kcn-quang-chau" and each.window.last == date(2023, 8, 31)
    ]
    assert cell.state is (DueState.MISSING if on > date(2023, 9, 12) else DueState.WAITING)
    page = text_of(client.get(f"{PLACE}?on={on.isoformat()}"))
    assert ("kỳ 1/8/2023 – 31/8/2023, hạn 12/9/2023: 1/6" in page) == (cell.state is DueState.MISSING)
    assert ("kỳ 1/7/2023 – 31/7/2023, hạn 12/8/2023: đủ 6/6" in page) == (cell.state is DueState.WAITING)


# -- changes ---------------------------------------------------------------------------------------------------------


def test_events_since_a_chosen_day_are_counted_and_the_day_stays_in_the_address(client) -> None:
    answer = client.get(f"{PLACE}?on={DAY}&known={DAY}&since=2023-06-30")
    (expected,) = fetch(
        "SELECT COUNT(*) FROM ledger_event e JOIN ledger_book b ON b.id = e.book_id "
        "WHERE b.place = 'viet-nam.bac-giang' AND e.type = 'project_registered' AND e.effective_on > '2023-06-30' "
        "AND e.effective_on <= '2023-08-22' AND e.recorded_at <= '2023-08-22 16:59:59.999999+00:00'"
    )[0]
    part = section(answer, "thay-doi")
    assert expected > 0
    assert re.search(
        rf'Cấp mới dự án</th><td class="number" data-value="{expected}">{expected}<span class="demo"[^>]*>\*</span></td>',
        part,
    )
    assert 'value="2023-06-30"' in part
    assert "30/6/2023" in part
    assert "since=2023-06-30" in answer.content.decode().split("Trích dẫn trang này")[1]


def test_a_day_to_compare_with_that_cannot_be_read_is_refused_in_words(client) -> None:
    answer = client.get(f"{PLACE}?since=hom-kia")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


# -- pages of other kinds --------------------------------------------------------------------------------------------


def test_the_country_lists_its_provinces_with_the_figures_of_their_own_pages(client) -> None:
    part = section(client.get(f"/?on={DAY}&known={DAY}"), "dia-phuong")
    assert "/dia-ban/viet-nam.bac-giang/" in part
    assert "/dia-ban/viet-nam.bac-kan/" in part
    known = day_end(date.fromisoformat(DAY))
    asked = Question("occupancy", "viet-nam.bac-giang", date(2023, 8, 22), kind=ZoneKind.PARK, known_at=known)
    assert plain_number(value_of(asked), 1) in {plain_number(value, 1) for value in values(part, 3)}


def test_a_province_that_is_no_more_says_what_it_became(client) -> None:
    page = text_of(client.get(f"{PLACE}?on=2025-10-01"))
    assert "Đơn vị này nay thuộc tỉnh Bắc Ninh" in page
    assert "nay thuộc" not in text_of(client.get(f"{PLACE}?on={DAY}"))
    heir = client.get("/dia-ban/viet-nam.bac-ninh-2025/chi-tiet/?on=2025-10-01").content.decode()
    former = client.get(f"{PLACE}?on=2025-10-01").content.decode()
    number = r"KCN đã thành lập</span>\s*<span class=\"number\"><a[^>]*>(\d+) KCN"
    assert first(number, heir) == first(number, former)


@pytest.mark.parametrize(
    "path", ["/dia-ban/viet-nam.bac-giang.viet-yen/", "/dia-ban/vung.trung-du-va-mien-nui-phia-bac/", PLACE, "/"]
)
@pytest.mark.parametrize("on", [DAY, "1995-01-01"])
def test_districts_regions_and_days_before_any_record_have_their_page(client, path, on) -> None:
    answer = client.get(f"{path}?on={on}")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.count("<h1") == 1
    for anchor in re.findall(r'<a href="#([a-z-]+)">', page):
        assert anchor == "main" or f'id="{anchor}"' in page, anchor
    assert ('class="empty"' in page) or on == DAY


def test_a_place_that_nobody_knows_is_not_there(client) -> None:
    assert client.get("/dia-ban/viet-nam.khong-co/").status_code == 404


def test_a_book_shows_its_tip_and_its_last_events_as_they_were_known(client) -> None:
    page = client.get(f"/so/bg-parks/?on={DAY}&known={DAY}").content.decode()
    rows = fetch(
        "SELECT e.seq, e.hash FROM ledger_event e JOIN ledger_book b ON b.id = e.book_id WHERE b.code = 'bg-parks' "
        "AND e.recorded_at <= '2023-08-22 16:59:59.999999+00:00' ORDER BY e.seq DESC LIMIT 1"
    )
    assert rows[0][1] in page
    assert f"<dd>{format_number(rows[0][0], Lang.VI)}</dd>" in page
    assert "Sổ minh họa" in page
    assert "75,6%" in page
    later = client.get("/so/bg-parks/").content.decode()
    assert rows[0][1] not in later


def test_a_book_counts_its_own_projects_only(client) -> None:
    whole = value_of(Question("projects.in_force", "viet-nam.bac-giang", date(2023, 8, 22)))
    own = [
        int(first(r"([\d.]+) dự án thứ cấp", text_of(client.get(f"/so/{code}/?on={DAY}"))).replace(".", ""))
        for code in ("bg-parks", "bg-clusters", "bg-province")
    ]
    assert all(own)
    assert sum(own) == whole


def test_a_book_that_is_not_there_is_not_found(client) -> None:
    answer = client.get("/so/khong-co/")
    assert answer.status_code == 404
    assert "bg-parks" in answer.content.decode()


# -- how pages are kept, dated and told ------------------------------------------------------------------------------


def test_a_page_with_both_dates_may_be_kept_by_browsers_and_one_without_is_asked_again(client) -> None:
    assert "max-age" in client.get(f"/?on={DAY}&known={DAY}")["Cache-Control"]
    assert client.get("/")["Cache-Control"] == "no-cache"


def test_an_unchanged_page_is_not_sent_again(client) -> None:
    tag = client.get(f"/?on={DAY}")["ETag"]
    assert client.get(f"/?on={DAY}", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("query", ["on=hom-qua", "on=31/2/2023", "known=2023-13-01", "on=0001-01-01"])
def test_a_date_that_cannot_be_read_is_refused_in_words(client, query) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_the_english_page_is_english(client) -> None:
    page = client.get(f"/en{PLACE}?on={DAY}").content.decode()
    assert 'lang="en"' in page
    assert "Bac Giang province" in page
    assert not re.search(
        r"(đất|dự án|Số liệu|tăng|giảm) ",
        re.sub(r"<(td|th)[^>]*>[^<]*<", "<", section(client.get(f"/en{PLACE}?on={DAY}"), "tong-quan")),
    )


def test_a_dashboard_is_a_light_page(client) -> None:
    assert len(gzip.compress(client.get(BOTH).content)) < 60_000


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (1234567, 0, "1234567"),
    ],
)
def test_numbers_for_scripts_are_rounded_half_up(value, decimals, expected) -> None:
    assert plain_number(value, decimals) == expected


def test_parts_are_answered_together_in_their_own_order() -> None:
    about = subject("viet-nam.bac-giang", date(2023, 8, 22), None, None)

    def part(codes):
        figures = yield [about.ask(code) for code in codes]
        return figures

    calls = []

    def answer(questions):
        calls.append(len(questions))
        return [question.indicator for question in questions]

    shown = together(answer, {"one": part(["a", "b"]), "two": part([]), "three": part(["c"])})
    assert shown == {"one": ["a", "b"], "two": [], "three": ["c"]}
    assert calls == [3]


def test_days_of_a_trend() -> None:
    about = subject("viet-nam", date(2023, 8, 22), None, None)
    assert about.quarters[-3:] == [date(2023, 3, 31), date(2023, 6, 30), date(2023, 8, 22)]
    assert about.since == date(2022, 8, 22) == year_before(date(2023, 8, 22))
    assert month_ends(2024, date(2024, 2, 10)) == [date(2024, 1, 31), date(2024, 2, 29)]
    assert about.ask("capital.in_force", origin=Origin.FDI).origin is Origin.FDI


# -- in a browser ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("/", "light"),
        ("/en/", "dark"),
        (f"{PLACE}?on={DAY}", "dark"),
        (f"/en{PLACE}?on={DAY}", "light"),
        ("/so/bg-parks/", "light"),
    ],
)
def test_in_a_browser_nothing_fails_and_axe_finds_nothing(visit, path, scheme) -> None:
    page = visit(path, scheme=scheme)
    assert page.violations() == []
    page.assert_clean()


OPTION = """box => {
  const { series, yAxis, color } = box.chart.getOption();
  return {
    names: series.map((one) => one.name), data: series[0].data, unit: yAxis[0].name, color,
    tick: yAxis[0].axisLabel.formatter(1234.5), ends: series.map((one) => one.endLabel?.formatter?.()),
  };
}"""
"""What a chart was told to draw."""


def test_charts_are_drawn_from_their_tables_which_are_folded_away(visit) -> None:
    page = visit(f"{PLACE}?on={DAY}").page
    charts = page.locator("figure[data-chart]").count()
    assert charts >= 7
    page.locator("figure[data-chart]").first.scroll_into_view_if_needed()
    expect(page.locator("figure .chart svg")).to_have_count(charts)
    assert page.locator("figure details[open]").count() == 0
    figure = page.locator("section[aria-labelledby=san-xuat] figure").first
    chart = figure.locator(".chart")
    drawn = chart.evaluate(OPTION)
    assert drawn["names"] == ["Lũy kế 2023", "Cùng kỳ năm trước", "Chỉ tiêu năm"] == drawn["ends"]
    assert (drawn["unit"], drawn["tick"]) == ("nghìn tỷ đồng", "1.234,5")
    rows = figure.locator("tbody tr td:nth-child(3)")
    assert [str(value) for value in drawn["data"]] == [
        cell.removesuffix("0") for cell in rows.evaluate_all("cells => cells.map((cell) => cell.dataset.drawn)")
    ]
    page.click("[data-theme-switch]")
    assert chart.evaluate(OPTION)["color"] != drawn["color"]
    assert "Giá trị sản xuất công nghiệp" in (chart.get_attribute("aria-label") or "")


def test_charts_follow_the_width_of_the_screen(visit) -> None:
    page = visit(f"{PLACE}?on={DAY}").page
    page.locator("figure[data-chart]").first.scroll_into_view_if_needed()
    canvas = page.locator("figure .chart svg").first
    page.set_viewport_size({"width": 400, "height": 900})
    page.wait_for_timeout(600)
    assert canvas.bounding_box()["width"] <= 400
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_without_scripts_the_tables_stand_open(visit) -> None:
    page = visit(f"{PLACE}?on={DAY}", scripts=False).page
    assert page.locator("figure details[open] table").count() == page.locator("figure[data-chart]").count() >= 7
    assert page.locator("[data-replay]").is_hidden()


@pytest.mark.parametrize("path", ["/", f"{PLACE}?on={DAY}", "/so/bg-parks/"])
def test_a_narrow_screen_is_never_scrolled_sideways(visit, path) -> None:
    page = visit(path, width=360).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_replay_goes_through_the_years_and_stops(visit) -> None:
    going = visit(f"{PLACE}?on=2021-08-22&known=2023-08-22")
    page = going.page
    button = page.locator("[data-play]")
    button.click()
    assert button.inner_text() == "Dừng"
    expect(page.locator("[data-replay] [role=status]")).to_have_text("Đang xem năm 2022", timeout=20_000)
    assert "on=2022-08-22" in page.url
    assert "known=2023-08-22" in page.url
    button.click()
    assert button.inner_text() == "Xem diễn biến qua các năm"
    page.wait_for_timeout(2000)
    assert "on=2022-08-22" in page.url, "it was stopped"
    charts = page.locator("figure[data-chart]").count()
    assert charts > 0
    expect(page.locator("figure .chart svg")).to_have_count(charts)
    assert "22/8/2022" in page.locator("main .lead").inner_text()
    assert "on=2022-08-22" in page.locator("nav.menu a").first.get_attribute("href")
    assert "on=2022-08-22" in page.locator("a.cited").get_attribute("href")
    assert page.locator("input[name=on]").first.input_value() == "2022-08-22"
    page.locator("[data-replay] input").fill("2019")
    expect(page.locator("[data-replay] [role=status]")).to_have_text("Đang xem năm 2019", timeout=20_000)
    assert "on=2019-08-22" in page.url
    going.assert_clean()


def test_a_leap_day_is_replayed_as_the_last_of_february(visit) -> None:
    page = visit("/?on=2024-02-29").page
    page.locator("[data-replay] input").fill("2021")
    expect(page.locator("[data-replay] [role=status]")).to_have_text("Đang xem năm 2021", timeout=20_000)
    assert "on=2021-02-28" in page.url


def test_what_comes_after_the_first_dozen_is_taken_together_and_nothing_is_lost() -> None:
    named = [ProjectGroup(f"Ngành {n:02d}", 20 - n, 100 * n, n % 2, n == 14) for n in range(1, 15)]
    groups = _groups([*named, ProjectGroup("", 3, 700, 1, False)], alone)
    assert [group.name for group in groups] == [*(Text(f"Ngành {n:02d}", f"Ngành {n:02d}") for n in range(1, 13)), None]
    rest = groups[-1]
    assert (rest.count, rest.usd, rest.fdi, rest.demo) == (7 + 6 + 3, Fraction(13 + 14 + 7), 1 + 0 + 1, True)
    assert len(_groups(named[:12], alone)) == 12, "no empty rest"


def alone(written: str) -> Parts:
    """Each in the one group that it names."""
    return [(written or UNKNOWN, Text(written, written) if written else None, Fraction(1))]


def test_a_page_without_a_day_opens_at_the_latest_figures_and_says_so(client) -> None:
    page = text_of(client.get("/"))
    assert "Số liệu mới nhất đến ngày 31/12/2025" in page
    assert 'value="2025-12-31"' in client.get("/").content.decode()
    assert "Số liệu mới nhất" not in text_of(client.get("/?on=2025-12-31"))


def test_the_projects_of_former_states_of_the_books_are_not_remembered(client) -> None:
    """Every recorded event makes another state, and each holds all projects."""
    first = projects._today("a", 1)
    assert projects._today("a", 1) is first
    for tip in ("b", "c"):
        projects._today(tip, 1)
    assert projects._today("a", 1) is not first
