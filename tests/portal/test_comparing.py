"""Comparing: each cell is the books' own figure, differing definitions are said, and what is not known is not ranked."""

import re
from datetime import date
from fractions import Fraction
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from parkledger.briefing.comparison.tables import FOR_PLACES
from parkledger.briefing.reports.files import FORMATS
from parkledger.briefing.reports.records import ReportRecord
from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures import Form, Question
from parkledger.figures.current import current_figures
from parkledger.figures.wording import written
from parkledger.language import Lang, plain_number
from tests.portal.conftest import DAY, SCHEMES

ON = date.fromisoformat(DAY)
BAC_GIANG, BAC_KAN, BAC_NINH = "viet-nam.bac-giang", "viet-nam.bac-kan", "viet-nam.bac-ninh"
BOTH = f"on={DAY}&with={BAC_GIANG}&with={BAC_KAN}"


def parsed(page: str) -> Any:
    """A page to be looked through."""
    return LexborHTMLParser(page)


def table_of(client, query: str) -> dict[str, Any]:
    """The cells of each line but for their difference."""
    page = client.get(f"/so-sanh/?{query}")
    assert page.status_code == 200
    tree = parsed(page.content.decode())
    return {
        row.css_first("th").text(strip=True): row.css("td:not(.difference)")
        for row in tree.css("table#comparison tbody tr")
    }


def number(cell) -> Any:
    return cell.attributes.get("data-value", "")


def test_the_seed_pages_occupancy_stands_with_its_base(client) -> None:
    row = table_of(client, BOTH)["Tỷ lệ lấp đầy (KCN)"]
    text = row[0].text(separator=" ")
    assert "75,6%" in text
    assert "đất công nghiệp và dịch vụ" in text


def test_every_cell_is_the_figure_that_the_engine_gives_and_opens_into_it(client) -> None:
    lines = table_of(client, f"{BOTH}&i=land.leased&i=capital.in_force:fdi&i=trade.export")
    assert len(lines) == 3
    for cells in lines.values():
        for cell, place in zip(cells, (BAC_GIANG, BAC_KAN), strict=True):
            link = cell.css_first("a.figure")
            asked = parse_qs(urlsplit(link.attributes["href"]).query)
            assert asked["place"] == [place]
            question = Question(asked["indicator"][0], place, ON, origin="fdi" if "origin" in asked else None)  # type: ignore[arg-type]
            assert number(cell) == plain_number(current_figures().one(question).value)
            assert client.get(link.attributes["href"]).status_code == 200


def test_a_page_is_split_by_what_its_address_says_and_comes_to_the_whole(client) -> None:
    whole = table_of(client, f"{BOTH}&i=capital.in_force")
    split = table_of(client, f"{BOTH}&i=capital.in_force&by=country")
    assert "Tổng vốn đăng ký còn hiệu lực, Nhật Bản" in split
    for column, cell in enumerate(whole["Tổng vốn đăng ký còn hiệu lực"]):
        assert sum(float(number(cells[column]) or 0) for cells in split.values()) == pytest.approx(float(number(cell)))
    links = parsed(client.get(f"/so-sanh/?{BOTH}").content.decode()).css("a[href*='by=']")
    assert [parse_qs(urlsplit(link.attributes["href"]).query)["by"] for link in links] == [
        ["country"], ["sector"], ["quarter"], ["month"], ["origin"]
    ]  # fmt: skip
    assert client.get(f"/so-sanh/?{BOTH}&by=zone").status_code == 400
    chosen = f"{BOTH}&i=zones.established&i=capital.in_force&i=occupancy"
    for link in parsed(client.get(f"/so-sanh/?{chosen}").content.decode()).css("a[href*='by=']"):
        asked = parse_qs(urlsplit(link.attributes["href"]).query)
        assert asked["by"][0] not in {"country", "sector"} or asked["i"] == ["capital.in_force"]
        assert client.get(f"/so-sanh/{link.attributes['href']}").status_code == 200, asked["by"]


def test_ranks_are_from_the_largest_and_missing_is_not_ranked(client) -> None:
    lines = table_of(client, f"{BOTH}&with={BAC_NINH}&i=land.leased&i=trade.export")
    leased = lines["Đất đã cho thuê"]
    assert ["thứ 1/2" in leased[0].text(), "thứ 2/2" in leased[1].text()] == [True, True]
    assert "chưa có số liệu" in leased[2].text()
    assert "thứ" not in leased[2].text()
    assert "trong bảng" not in " ".join(cell.text() for cell in lines["Giá trị xuất khẩu, 7 tháng đầu năm 2023"])


def test_the_rank_among_all_provinces_is_the_engines(client) -> None:
    cells = table_of(client, f"{BOTH}&i=land.leased")["Đất đã cho thuê"]
    for cell, place in zip(cells, (BAC_GIANG, BAC_KAN), strict=True):
        rank = current_figures().one(Question("land.leased", place, ON, form=Form.RANK))
        said = f"thứ {rank.value}/{rank.terms[1].value} tỉnh có số liệu"
        link = next(a for a in cell.css("a") if "tỉnh có số liệu" in a.text())
        assert said in link.text()
        assert "form=rank" in link.attributes["href"]


def test_parks_and_clusters_are_not_ranked_by_occupancy_and_the_difference_is_said(client) -> None:
    query = f"on={DAY}&with=bg-parks/kcn-quang-chau&with=bg-clusters/ccn-tan-hung&i=occupancy&i=land.leased"
    lines = table_of(client, query)
    assert "trong bảng" not in " ".join(cell.text() for cell in lines["Tỷ lệ lấp đầy"])
    assert "trong bảng" in lines["Đất đã cho thuê"][0].text()
    tree = parsed(client.get(f"/so-sanh/?{query}").content.decode())
    said = tree.css_first("li.differs").text()
    assert "Nghị định 35/2022" in said
    assert "Nghị định 32/2024" in said
    assert len(tree.css("[data-chart]")) == 1


def test_two_parks_of_one_definition_are_ranked_by_occupancy(client) -> None:
    lines = table_of(client, f"on={DAY}&with=bg-parks/kcn-quang-chau&with=bg-parks/kcn-van-trung&i=occupancy")
    assert "thứ 2/2" in lines["Tỷ lệ lấp đầy"][0].text()


def test_the_formula_of_the_day_is_named(client) -> None:
    query = "with=bg-parks/kcn-quang-chau&with=bg-parks/kcn-van-trung&i=occupancy"
    assert "15/7/2022" in client.get(f"/so-sanh/?on={DAY}&{query}").content.decode()
    assert "công thức áp dụng từ" not in client.get(f"/so-sanh/?on=2021-08-22&{query}").content.decode()


def test_a_book_is_its_kind_of_zone_in_its_place(client) -> None:
    cells = table_of(client, f"on={DAY}&with=book:bg-parks&with=book:bg-clusters&i=zones.established")
    numbers = [number(cell) for cell in next(iter(cells.values()))]
    asked = [Question("zones.established", BAC_GIANG, ON, kind=kind) for kind in (ZoneKind.PARK, ZoneKind.CLUSTER)]
    assert numbers == [plain_number(figure.value) for figure in current_figures().answer(asked)]


def test_a_book_that_cannot_be_told_apart_is_refused_in_words(client) -> None:
    answer = client.get(f"/so-sanh/?on={DAY}&with=book:bg-province&with={BAC_KAN}")
    assert answer.status_code == 400
    assert "bg-province" in answer.content.decode()


def test_a_former_province_says_so_and_its_heir_says_what_it_takes_in(client) -> None:
    page = client.get(f"/so-sanh/?on=2025-08-01&with={BAC_GIANG}&with=viet-nam.thai-nguyen-2025").content.decode()
    before = client.get(f"/so-sanh/?{BOTH}").content.decode()
    assert "Địa giới cũ" in page
    assert "Bắc Kạn" in page
    assert "Địa giới cũ" not in before


def test_without_a_choice_the_provinces_of_the_day_with_zones_are_compared(client) -> None:
    tree = parsed(client.get(f"/so-sanh/?on={DAY}").content.decode())
    titles = [item.text(deep=False, strip=True) for item in tree.css(".compared li")]
    assert titles == ["tỉnh Bắc Giang", "tỉnh Bắc Kạn"]
    assert len(tree.css("table#comparison tbody tr")) >= len(FOR_PLACES)


@pytest.mark.parametrize(
    ("typed", "key"),
    [("KCN Quang Châu", "bg-parks/kcn-quang-chau"), ("kcn van trung", "bg-parks/kcn-van-trung"), ("Hà Nội", "viet-nam.ha-noi")],
)  # fmt: skip
def test_a_name_typed_in_is_added(client, typed, key) -> None:
    answer = client.get("/so-sanh/", {"on": DAY, "with": [BAC_GIANG], "i": ["occupancy", "land.leased"], "add": typed})
    assert answer.status_code == 302
    query = parse_qs(urlsplit(answer["Location"]).query)
    assert query == {"on": [DAY], "with": [BAC_GIANG, key], "i": ["occupancy", "land.leased"]}


def test_a_name_that_may_mean_several_zones_is_asked_back_and_an_unknown_one_is_said(client) -> None:
    several = client.get("/so-sanh/", {"on": DAY, "add": "quang chau"}).content.decode()
    assert "KCN Quang Châu (mở rộng)" in several
    unknown = client.get("/so-sanh/", {"on": DAY, "add": "Xyzzyqq"})
    assert unknown.status_code == 200
    assert "Xyzzyqq" in parsed(unknown.content.decode()).css_first("#add-problem").text()


def test_no_more_than_six_and_no_unknown_indicator(client) -> None:
    seven = "&".join(f"with=viet-nam.{name}" for name in
                     ("ha-noi", "bac-giang", "bac-kan", "bac-ninh", "hai-duong", "hung-yen", "ha-nam"))  # fmt: skip
    assert client.get(f"/so-sanh/?on={DAY}&{seven}").status_code == 400
    assert client.get(f"/so-sanh/?{BOTH}&i=xyz").status_code == 404


def test_the_table_downloads_with_exact_numbers(client) -> None:
    lines = (
        client.get(f"/so-sanh/?{BOTH}&i=land.leased&table=comparison&format=csv")
        .content.decode("utf-8-sig")
        .splitlines()
    )
    leased = current_figures().one(Question("land.leased", BAC_GIANG, ON)).value
    assert lines[1].split(",")[4] == plain_number(leased)


def test_a_comparison_is_taken_as_files_that_hold_what_the_page_compares(client) -> None:
    page = client.get(f"/so-sanh/?{BOTH}&i=land.leased:park").content.decode()
    links = re.findall(r'href="(/so-sanh/so-sanh\.(\w+)\?[^"]*)"', page)
    assert [suffix for _, suffix in links] == list(FORMATS)
    leased = written(current_figures().one(Question("land.leased", BAC_GIANG, ON, kind=ZoneKind.PARK)), Lang.VI)
    for address, suffix in links:
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert answer["Content-Type"] == FORMATS[suffix].media_type
        figures = ReportRecord.read(answer.content, suffix).figures
        assert leased in [one.written for one in figures]
        assert {one.asked.split()[0] for one in figures} == {"land.leased"}


def test_a_file_of_one_place_or_of_no_known_kind_is_refused(client) -> None:
    assert client.get(f"/so-sanh/so-sanh.txt?on={DAY}&with={BAC_GIANG}").status_code == 400
    refused = client.get(f"/so-sanh/so-sanh.odt?{BOTH}")
    assert refused.status_code == 400
    assert ".docx" in refused.content.decode()


def test_a_change_on_a_year_before_stands_beneath_the_figure(client) -> None:
    lines = table_of(client, f"{BOTH}&i=projects.in_force:ddi:park&i=land.leased:park")
    projects, leased = lines["Dự án thứ cấp còn hiệu lực (KCN), DDI"], lines["Đất đã cho thuê (KCN)"]
    asked = Question("projects.in_force", BAC_GIANG, ON, form=Form.GROWTH, kind=ZoneKind.PARK, origin=Origin.DDI)
    before = Question("land.leased", BAC_GIANG, ON, kind=ZoneKind.PARK).a_year_before()
    growth, then = current_figures().answer([asked, before])
    assert f"{written(growth, Lang.VI)} so với cùng kỳ" in projects[0].text()
    assert f"cùng kỳ năm trước {written(then, Lang.VI)}" in leased[0].text()


def test_what_narrows_an_indicator_is_one_of_what_is_known(client) -> None:
    refused = client.get(f"/so-sanh/?{BOTH}&i=land.leased:abc")
    assert refused.status_code == 400
    assert "abc" in refused.content.decode()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "path", [f"/so-sanh/?{BOTH}", f"/en/so-sanh/?on={DAY}&with=book:bg-parks&with=book:bg-clusters"]
)
def test_axe_finds_nothing_charts_are_drawn_and_a_phone_needs_no_sideways_scrolling(visit, path, scheme) -> None:
    page = visit(path, scheme=scheme, width=360)
    assert page.violations() == []
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360
    charts = page.page.locator("[data-chart]").count()
    assert charts > 0
    page.page.locator("[data-chart]").first.scroll_into_view_if_needed()
    expect(page.page.locator("[data-chart] .chart svg")).to_have_count(charts)  # drawn one after the other
    page.assert_clean()


def test_indicators_are_chosen_without_scripts(visit) -> None:
    page = visit(f"/so-sanh/?{BOTH}&i=land.leased", scripts=False)
    page.page.click(".choices summary")
    page.page.check("input[value='labour.workers']")
    page.follow(".choices button[type=submit]")
    assert page.page.locator("table#comparison tbody tr").count() == 2


MANY = "".join(f"&with=bg-parks/{code}" for code in ("kcn-quang-chau", "kcn-van-trung", "kcn-dinh-tram", "kcn-hoa-phu"))


def test_many_are_compared_over_the_years_by_the_figures_of_each_year(client) -> None:
    found = client.get(f"/so-sanh/?on={DAY}{MANY}&table=years&format=json").json()["rows"]
    assert [row["Năm"][:4] for row in found] == [str(year) for year in range(2014, 2024)]
    books = current_figures()
    for zone in (each for each in books.zones.values() if each["code"] in {"kcn-quang-chau", "kcn-hoa-phu"}):
        for row in found:
            asked = Question(
                "occupancy", zone["place"], date.fromisoformat(row["Năm"]), zone=zone["id"], kind=ZoneKind.PARK
            )
            value, own = books.one(asked).value, row[f"KCN {zone['name']}"]
            assert (value is None) == (own is None)
            assert value is None or abs(Fraction(str(own)) - value) < Fraction(1, 10**9)


def test_two_are_read_in_one_table_without_small_charts(client) -> None:
    page = client.get(f"/so-sanh/?on={DAY}&with=bg-parks/kcn-quang-chau&with=bg-parks/kcn-van-trung").content.decode()
    assert "multiples" not in page


SCALES = "() => document.querySelector('[data-chart=multiples] .chart').chart.getOption().yAxis.map((axis) => [axis.min, axis.max])"


@pytest.mark.parametrize("width", [390, 1440])
def test_small_charts_stand_on_one_scale_each_with_its_name(visit, width: int) -> None:
    found = visit(f"/so-sanh/?on={DAY}{MANY}", width=width)
    figure = found.page.locator("figure[data-chart=multiples]")
    figure.scroll_into_view_if_needed()
    found.page.mouse.wheel(0, 100)
    expect(figure.locator(".chart svg")).to_be_visible()
    names = figure.locator(".chart svg text").all_text_contents()
    assert {"KCN Quang Châu", "KCN Vân Trung", "KCN Đình Trám", "KCN Hòa Phú"} <= set(names)
    assert found.page.evaluate(SCALES) == [[0, 100]] * 4
    said = figure.inner_text()
    assert "Chỗ đường bị ngắt" in said
    assert "Nghị định 35/2022" in said
    assert found.violations() == []
    found.assert_clean()
