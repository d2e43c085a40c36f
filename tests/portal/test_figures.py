"""Any number opens: what its page says is what the engine, the tables and other pages of the portal say."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.http import QueryDict
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from parkledger.briefing import written
from parkledger.briefing.figure.pages import answered, asked_for
from parkledger.briefing.figure.parts import breakdown, terms_shown
from parkledger.catalogue import INDICATORS, Origin, ZoneKind
from parkledger.catalogue.indicators import ADDED_UP
from parkledger.checking.archive import keep
from parkledger.checking.models import KeptStatement
from parkledger.checking.published import marked_text
from parkledger.figures import Form, Question
from parkledger.figures.current import current_figures
from parkledger.language import Lang, day_end
from parkledger.ledger.models import SEQ_BITS, Event
from parkledger.ledger.store.statements import fetch
from parkledger.portal.figures.views import PARTS
from parkledger.reading import read
from parkledger.records.dates import Dates, dates_of
from parkledger.records.figure_queries import question_from
from parkledger.records.links import figure_address
from tests.portal.conftest import DAY, SCHEMES

BAC_GIANG = "viet-nam.bac-giang"
OCCUPANCY = f"/so-lieu/?indicator=occupancy&place={BAC_GIANG}&kind=park&on={DAY}"
ON = date(2023, 8, 22)
ARTICLE = "Bắc Giang, 22/8/2023\n\nĐến nay, tỷ lệ lấp đầy các KCN tỉnh Bắc Giang đạt {}%.\n"


def text_of(answer) -> str:
    """A page as its reader has it: without tags, spaces as one."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def matched(pattern: str, text: str) -> str:
    """The first group of a pattern that must be there."""
    found = re.search(pattern, text, re.DOTALL)
    assert found, pattern
    return found[1]


def headline(page: str) -> str:
    """The figure at the head of a figure's page, without its mark."""
    return matched(r'<p class="headline">([^<]*)', page).strip()


def date_bar(page: str) -> str:
    """The form of a page's two dates, on one line."""
    return " ".join(matched(r"(<form[^>]* data-dates>.*?</form>)", page).split())


def link_of(page: str, shown: str) -> str:
    """Where the first link with that text leads."""
    return unescape(matched(rf'<a class="figure" href="([^"]+)"[^>]*>{re.escape(shown)}</a>', page))


def test_a_percentage_stands_with_its_named_base_its_formula_and_how_well_its_basis_was_verified(client) -> None:
    page = client.get(f"{OCCUPANCY}&known={DAY}")
    assert headline(page.content.decode()) == "75,6%"
    said = text_of(page)
    assert "Mẫu số: đất công nghiệp và dịch vụ" in said
    assert "occupancy.park_since_decree_35" in said
    assert "Áp dụng từ ngày 15/7/2022" in said
    assert "chưa đọc chính văn bản" in said


def test_a_term_opens_as_the_same_number(client) -> None:
    page = client.get(f"{OCCUPANCY}&known={DAY}").content.decode()
    assert headline(client.get(link_of(page, "951,30 ha")).content.decode()) == "951,30 ha"


def test_other_definitions_stand_beside_it_each_once(client) -> None:
    books = current_figures()
    gross = books.one(Question("occupancy.gross", BAC_GIANG, ON, kind=ZoneKind.PARK))
    page = client.get(OCCUPANCY)
    said = text_of(page)
    assert written(gross, Lang.VI) in said
    assert page.content.decode().count('<span class="tag">số này</span>') == 1


@pytest.mark.parametrize("code", ["projects.in_force", "capital.in_force", "land.leased", "labour.workers"])
def test_parts_with_what_belongs_to_none_come_to_the_whole(books, code) -> None:
    found = current_figures()
    figure, parts = answered(asked_for(Question(code, BAC_GIANG, ON), found), found)
    shown = [breakdown(name, figure, parts.get(name, []), Dates(ON)) for name in PARTS]
    known = [part for part in shown if part is not None]
    assert {"place", "zone"} <= {part.code for part in known}
    assert code.startswith(("land.", "labour.")) != ({"country", "sector"} <= {part.code for part in known})
    for part in known:
        assert part.total is not None
        assert part.rest is not None
        assert part.total + part.rest == figure.value


def test_a_part_by_country_opens_its_own_page_which_leads_to_its_projects(client) -> None:
    page = LexborHTMLParser(
        client.get(f"/so-lieu/?indicator=capital.in_force&place={BAC_GIANG}&on={DAY}").content.decode()
    )
    row = next(row for row in page.css("table#parts-country tbody tr") if "Nhật Bản" in row.text())
    projects, figure = (link.attributes["href"] for link in row.css("a"))
    assert "Nhật Bản" in client.get(projects).content.decode()
    own = client.get(figure).content.decode()
    value = row.css("td")[0].attributes["data-value"]
    assert f'data-value="{value}"' in own
    assert "Tổng vốn đăng ký còn hiệu lực, Nhật Bản" in own


def test_what_no_kind_of_zone_has_is_what_lies_outside_them(books) -> None:
    found = current_figures()
    figure, parts = answered(asked_for(Question("projects.in_force", BAC_GIANG, ON), found), found)
    sql = (
        "SELECT SUM(amount) FROM ledger_posting WHERE measure = 'projects.in_force' AND effective_on <= %s "
        "AND place LIKE 'viet-nam.bac-giang%%' AND kind IS NULL"
    )
    by_kind = breakdown("kind", figure, parts["kind"], Dates(ON))
    assert by_kind is not None
    assert by_kind.rest == fetch(sql, [ON])[0][0] > 0


def test_a_new_province_is_broken_down_by_those_it_was_made_of(client) -> None:
    page = client.get("/so-lieu/?indicator=projects.in_force&place=viet-nam.bac-ninh-2025&on=2025-12-31")
    whole = current_figures().one(Question("projects.in_force", "viet-nam.bac-ninh-2025", date(2025, 12, 31)))
    part = current_figures().one(Question("projects.in_force", BAC_GIANG, date(2025, 12, 31)))
    assert headline(page.content.decode()) == f"{whole.value:,} dự án".replace(",", ".")
    assert re.search(rf"tỉnh Bắc Giang +{part.value:,} dự án".replace(",", "."), text_of(page))


def test_projects_by_origin_are_those_of_the_postings(client) -> None:
    sql = (
        "SELECT origin, SUM(amount) FROM ledger_posting WHERE measure = 'projects.in_force' AND effective_on <= %s "
        "AND place LIKE 'viet-nam.bac-giang%%' GROUP BY origin"
    )
    by_origin = {Origin(origin): int(amount) for origin, amount in fetch(sql, [ON])}
    page = client.get(f"/so-lieu/?indicator=projects.in_force&place={BAC_GIANG}&on={DAY}").content.decode()
    assert headline(page) == f"{sum(by_origin.values())} dự án"
    for amount in by_origin.values():
        assert f'data-value="{amount}.0000"' in page or f'data-value="{amount}"' in page


def test_the_months_of_a_flow_add_up_to_it_where_all_were_reported(books) -> None:
    found = current_figures()
    question = Question("output.production", BAC_GIANG, date(2022, 12, 31), kind=ZoneKind.PARK)
    figure, parts = answered(asked_for(question, found), found)
    months = [month.value for month in parts["months"] if month.value is not None]
    assert len(months) == 12
    assert sum(months) == figure.value


def test_the_series_is_of_the_same_day_of_ten_years(books) -> None:
    found = current_figures()
    _, parts = answered(asked_for(Question("occupancy", BAC_GIANG, ON, kind=ZoneKind.PARK), found), found)
    days = [year.period_end for year in parts["years"]]
    assert days == [date(year, 8, 22) for year in range(2014, 2024)]


@pytest.mark.parametrize(
    "asked",
    [
        Question("output.production", BAC_GIANG, date(2023, 6, 30), date(2023, 4, 1), kind=ZoneKind.PARK),
        Question("capital.attracted", BAC_GIANG, ON, date(2023, 1, 1), Form.GROWTH, origin=Origin.FDI, currency="VND"),
        Question("occupancy", "viet-nam", date(2022, 12, 31), kind=ZoneKind.CLUSTER, known_at=day_end(ON)),
    ],
)
def test_the_address_of_a_figure_asks_for_that_figure(books, asked) -> None:
    known = (("known", DAY),) if asked.known_at else ()
    dates = Dates(ON, asked.known_at, (("on", DAY), *known))
    address = figure_address(asked, current_figures(), dates)
    given = QueryDict(address.partition("?")[2])
    assert question_from(given, dates_of(given), current_figures()) == asked


PRODUCTION = f"/so-lieu/?indicator=output.production&place={BAC_GIANG}&kind=park"


@pytest.mark.parametrize(
    ("asked", "moved", "shown"),
    [
        ("from=2023-01-01&to=2023-08-31&on=2023-12-31", "2021-08-31", "from=2021-01-01&on=2021-08-31"),
        ("from=2023-01-01&to=2023-08-31", "2023-06-30", "from=2023-01-01&on=2023-06-30"),
        (
            "from=2022-07-01&to=2023-06-30&known=2023-12-31",
            "2020-06-30",
            "from=2019-07-01&known=2023-12-31&on=2020-06-30",
        ),
        ("from=2023-08-01&to=2023-08-31", "2023-05-31", "from=2023-05-01&on=2023-05-31"),
        ("from=2024-02-29&on=2024-12-31", "2023-12-31", "from=2023-02-28&on=2023-12-31"),
        ("from=1990-01-01&to=2023-12-31", "2021-12-31", "from=1990-01-01&on=2021-12-31"),
        ("to=2023-08-31&on=2023-12-31", "2021-08-31", "on=2021-08-31"),
    ],
)
def test_the_date_bar_moves_the_period_of_a_figure(client, asked, moved, shown) -> None:
    page = client.get(f"{PRODUCTION}&{asked}").content.decode()
    bar = date_bar(page)
    assert 'name="on"' not in bar
    to = dict(part.split("=") for part in asked.split("&"))
    assert f'name="move" value="{to.get("to", to.get("on"))}"' in bar
    sent = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', bar)) | {"move": moved}
    answer = client.get("/so-lieu/", sent)
    assert answer.status_code == 302
    given = dict(part.split("=") for part in answer["Location"].partition("?")[2].split("&"))
    del given["indicator"], given["place"], given["kind"]
    assert given == dict(part.split("=") for part in shown.split("&"))
    start = date.fromisoformat(given["from"]) if "from" in given else None
    figure = current_figures().one(
        Question("output.production", BAC_GIANG, date.fromisoformat(given["on"]), start, kind=ZoneKind.PARK)
    )
    assert headline(client.get(answer["Location"]).content.decode()) == written(figure, Lang.VI)


def test_a_figure_without_a_period_of_its_own_keeps_the_bar_of_every_page(client) -> None:
    bar = date_bar(client.get(OCCUPANCY).content.decode())
    assert f'name="on" value="{DAY}"' in bar
    assert client.get(f"{PRODUCTION}&from=2023-01-01&move=1885-01-01").status_code == 400
    assert client.get(f"{PRODUCTION}&from=2023-01-01&to=9999-01-01&move=2023-01-01").status_code == 400


def test_a_period_is_replayed_year_by_year_at_addresses_that_can_be_cited(visit) -> None:
    going = visit(f"{PRODUCTION}&from=2022-01-01&to=2022-08-31&on=2023-12-31&known=2023-12-31")
    going.page.locator("[data-replay] input").fill("2021")
    expect(going.page.locator("[data-replay] [role=status]")).to_have_text("Đang xem năm 2021", timeout=20_000)
    address = going.page.url
    assert "from=2021-01-01" in address
    assert "on=2021-08-31" in address
    assert "move=" not in address
    assert "to=" not in address
    shown = going.page.locator(".headline").inner_text()
    assert "31/8/2021" in going.page.locator("main .lead").inner_text()
    going.page.goto(address)
    assert going.page.locator(".headline").inner_text() == shown != "chưa có số liệu"
    going.assert_clean()


def test_a_change_of_formula_within_the_series_is_said(client) -> None:
    assert "Từ ngày 15/7/2022 tính theo công thức khác" in text_of(client.get(OCCUPANCY))
    assert "tính theo công thức khác" not in text_of(client.get(OCCUPANCY.replace("2023-08-22", "2021-08-22")))


def test_the_events_listed_are_those_of_the_engine_a_page_at_a_time(client) -> None:
    figure = current_figures().one(Question("occupancy", BAC_GIANG, ON, kind=ZoneKind.PARK, known_at=day_end(ON)))
    count = len(current_figures().events(figure))
    rows = 0
    for number in range(1, -(-count // 50) + 1):
        page = client.get(f"{OCCUPANCY}&known={DAY}&page={number}").content.decode()
        rows += len(re.findall(r'<th scope="row"><a href="/su-kien/', page))
    assert rows == count > 50


def test_an_event_recorded_after_the_moment_is_not_behind_the_figure(client) -> None:
    # the KCN occupancy of 22/8/2023 rests on leases, the last of which was recorded on 17/8/2023
    before = client.get(f"{OCCUPANCY}&known=2023-08-16").content.decode()
    after = client.get(f"{OCCUPANCY}&known=2023-08-17").content.decode()
    newest = matched(r'<th scope="row"><a href="(/su-kien/[^?]+)', after)
    assert newest in after
    assert newest not in before


@pytest.mark.parametrize("code", sorted(INDICATORS))
def test_every_indicator_opens(client, code) -> None:
    kind = "&kind=park" if INDICATORS[code].kinds else ""
    answer = client.get(f"/so-lieu/?indicator={code}&place={BAC_GIANG}&on={DAY}{kind}")
    assert answer.status_code == 200
    figure = current_figures().one(Question(code, BAC_GIANG, ON, kind=ZoneKind.PARK if kind else None))
    assert (headline(answer.content.decode()) == "chưa có số liệu") == (figure.value is None and figure.low is None)


@pytest.mark.parametrize("form", list(Form))
def test_every_form_opens_with_what_it_is_taken_against(client, form) -> None:
    address = f"/so-lieu/?indicator=capital.attracted&place={BAC_GIANG}&kind=park&form={form}&on={DAY}"
    said = text_of(client.get(address))
    assert {
        Form.VALUE: "so với cùng kỳ năm trước (",
        Form.GROWTH: "Cùng kỳ năm trước",
        Form.PLAN_RATIO: "Mẫu số: chỉ tiêu kế hoạch",
        Form.SHARE: "Mẫu số: tổng",
        Form.RANK: "thứ hạng trong",
    }[form] in said


def test_a_term_never_opens_into_another_number(books) -> None:
    found = current_figures()
    for code in INDICATORS:
        kind = ZoneKind.PARK if INDICATORS[code].kinds else None
        figure, parts = answered(asked_for(Question(code, BAC_GIANG, ON, kind=kind), found), found)
        answers = {each.question: each for part in parts.values() for each in part}
        for term in terms_shown(figure, answers):
            assert term.figure is None or term.figure.value == term.value
    assert "ha" in ADDED_UP


def test_an_indicator_that_needs_a_kind_shows_each(client) -> None:
    said = text_of(client.get(f"/so-lieu/?indicator=occupancy&place={BAC_GIANG}&on={DAY}"))
    assert "75,6%" in said
    assert "54,0%" in said


def test_a_figure_of_no_indicator_leads_to_their_list(client) -> None:
    assert client.get(f"/so-lieu/?on={DAY}").headers["Location"] == f"/chi-tieu/?on={DAY}"
    assert client.get("/so-lieu/?indicator=khong-co").status_code == 404


def test_a_former_province_says_so_only_once_it_has_ended(client) -> None:
    assert "Số của địa giới cũ (nay thuộc Bắc Ninh)" in text_of(client.get(OCCUPANCY.replace(DAY, "2025-08-22")))
    assert "địa giới cũ" not in text_of(client.get(OCCUPANCY))


def test_what_a_page_published_agrees_or_differs_and_is_found_in_its_text(client) -> None:
    assert "Các trang đã công bố" not in text_of(client.get(OCCUPANCY))
    for published in ("75,6", "70,1"):
        text = ARTICLE.format(published)
        keep(text.encode(), read(text, published=ON), url=f"https://bao.example/{published}")
    page = client.get(OCCUPANCY)
    said = text_of(page)
    assert "“75,6%” từ 75,55% đến dưới 75,65%" in said
    rows = re.findall(r"“(\d\d,\d)%” .*?(khớp|khác nhau)", said)
    assert ("75,6", "khớp") in rows
    assert ("70,1", "khác nhau") in rows
    address = unescape(matched(r'href="(/trang/[^"]+)">“75,6%”', page.content.decode()))
    path, anchor = address.split("#")
    shown = client.get(path).content.decode()
    assert re.search(rf'<mark><a class="here" id="{anchor}" href="#row-1">1</a>75,6%</mark>', shown)


def test_a_page_published_after_the_moment_was_not_known(client) -> None:
    text = ARTICLE.format("75,6")
    keep(text.encode(), read(text, published=ON), url="https://bao.example/1")
    moment = (datetime.now(UTC) + timedelta(seconds=1)).replace(tzinfo=None).isoformat(timespec="seconds") + "%2B00:00"
    assert "bao.example" in client.get(f"{OCCUPANCY}&known={moment}").content.decode()
    assert "bao.example" not in client.get(f"{OCCUPANCY}&known={DAY}").content.decode(), "it was read later"
    assert "bao.example" not in client.get(f"{OCCUPANCY}&known=2023-08-21").content.decode()
    assert (client.get("/trang/1/").status_code, client.get(f"/trang/1/?known={DAY}").status_code) == (200, 404)


def test_statements_within_each_other_are_all_marked_and_nothing_is_lost() -> None:
    text = "a <b> 12 ha, 3 ha & c"
    edges = ((1, 6, 11), (2, 6, 11), (3, 8, 17))
    marked = marked_text(text, [KeptStatement(ordinal=each, start=start, end=end) for each, start, end in edges])
    assert unescape(re.sub(r"<a[^>]*>\d+</a>|</?mark>", "", marked)) == text
    assert [int(found) for found in re.findall(r'id="s-(\d+)"', marked)] == [1, 2, 3]


def test_the_english_page_names_its_terms_in_english(client) -> None:
    said = text_of(client.get(f"/en{OCCUPANCY}"))
    assert "Industrial land leased" in said
    assert "Divided by: industrial and service land" in said


PAGES = (
    OCCUPANCY,
    f"/so-lieu/?indicator=output.production&place={BAC_GIANG}&kind=park&from=2023-01-01&to=2023-08-31&on={DAY}",
    f"/en/so-lieu/?indicator=capital.in_force&place={BAC_GIANG}&origin=fdi&on={DAY}",
)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", PAGES)
def test_in_a_browser_nothing_fails_and_axe_finds_nothing(visit, path, scheme) -> None:
    page = visit(path, scheme=scheme)
    assert page.violations() == []
    page.assert_clean()


@pytest.mark.parametrize("path", PAGES)
def test_it_fits_a_narrow_telephone(visit, path) -> None:
    page = visit(path, width=360).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_number_of_a_chart_opens_from_its_table_without_scripts(visit) -> None:
    seen = visit(OCCUPANCY, scripts=False)
    link = seen.page.locator("#years ~ figure table a.figure").last
    shown = link.inner_text()
    seen.follow(link)
    assert seen.page.locator(".headline").inner_text().strip("*") == shown


def test_the_slider_of_the_years_stands_at_the_pages_year(client) -> None:
    page = client.get(f"/so-lieu/?indicator=occupancy&place=viet-nam.bac-giang&kind=park&on={DAY}").content.decode()
    assert 'type="range" min="2003"' in date_bar(page)


def test_the_events_behind_a_figure_of_several_books_stand_by_when_they_were_recorded(books: Path) -> None:
    figures = current_figures()
    found = figures.answer([Question("land.leased", "viet-nam", date(2023, 8, 22))])[0]
    ids = list(figures.events(found))
    recorded = dict(Event.objects.filter(pk__in=ids).values_list("pk", "recorded_at"))
    assert len({each >> SEQ_BITS for each in ids}) > 1
    assert [recorded[each] for each in ids] == sorted(recorded.values(), reverse=True)


ZONES_OVER_YEARS = f"/so-lieu/?indicator=occupancy&place={BAC_GIANG}&kind=park&on=2025-12-28"


def test_the_zones_of_a_figure_stand_over_the_years_where_that_is_asked(client) -> None:
    page = LexborHTMLParser(client.get(ZONES_OVER_YEARS).content.decode())
    assert not page.css("figure[data-chart=multiples]")
    (link,) = (each for each in page.css("a") if each.text().strip() == "Xem từng khu, cụm qua các năm")
    shown = LexborHTMLParser(client.get(str(link.attributes["href"]).partition("#")[0]).content.decode())
    (figure,) = shown.css("figure[data-chart=multiples]")
    named = [each.text().strip() for each in figure.css("thead th")][1:]
    assert 6 < len(named) <= 12
    assert {"KCN Quang Châu", "KCN Yên Lư"} <= set(named)
    last = figure.css("tbody tr")[-1].css("td")
    assert last[named.index("KCN Yên Lư")].text().strip().startswith("14,5%")


def test_a_figure_of_few_zones_offers_none_of_them_over_the_years(client) -> None:
    assert "zones=years" not in client.get(ZONES_OVER_YEARS.replace("bac-giang", "bac-kan")).content.decode()
