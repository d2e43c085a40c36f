"""Charts in a real Chromium: what they tell on hover, touch and keyboard, gaps, breaks, plans, pictures, frames."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.portal.conftest import DAY, serve

PROVINCE = "/dia-ban/viet-nam.bac-giang/"
SERIES = """(box) => box.chart.getOption().series.map(({ name, data, lineStyle, connectNulls, markLine }) =>
  ({ name, data, type: lineStyle?.type, bridged: connectNulls, marks: markLine?.label?.formatter ?? "" }))"""
FIGURE = "/so-lieu/?indicator=occupancy&place=viet-nam.bac-giang&kind=park"
TITLE = "Vốn thu hút vào KCN theo năm (triệu USD)"
ELSEWHERE = "https://bao.example"


@pytest.fixture(scope="module")
def portal(demonstration: Path, statics: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The portal of a named office, which lets one site show its charts in frames."""
    home = tmp_path_factory.mktemp("framed") / "home"
    shutil.copytree(demonstration, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARKLEDGER_PORTAL_OWNER", "Ban Quản lý các khu công nghiệp thử nghiệm")
        patch.setenv("PARKLEDGER_PORTAL_FRAMED_BY", f"{ELSEWHERE} http://127.0.0.1:*")
        with serve(home, statics) as address:
            yield address


def chart(page: Page, caption: str):
    """The drawn chart under a caption."""
    figure = page.locator("figure[data-chart]", has=page.locator("figcaption", has_text=caption)).first
    figure.scroll_into_view_if_needed()
    figure.locator(".chart svg").wait_for()
    return figure, figure.locator(".chart")


def row(figure, at: int) -> list[str]:
    """A row of the chart's table, without marks."""
    cells = figure.locator("tbody tr").nth(at).locator("th, td").all_inner_texts()
    return [re.sub(r"[*°\s]+", " ", cell).strip() for cell in cells]


def test_hover_touch_and_keys_tell_what_the_table_says(visit) -> None:
    page = visit(f"{PROVINCE}?on={DAY}").page
    figure, box = chart(page, TITLE)
    figure.locator("details").evaluate("(fold) => { fold.open = true; }")
    first, last = row(figure, 0), row(figure, figure.locator("tbody tr").count() - 1)
    figure.locator("details").evaluate("(fold) => { fold.open = false; }")
    box.scroll_into_view_if_needed()
    area = box.bounding_box()
    page.mouse.move(area["x"] + area["width"] - 30, area["y"] + area["height"] / 2)
    tip = page.locator(".chart-tip:visible")
    assert all(words in tip.inner_text() for words in last), (tip.inner_text(), last)
    page.mouse.move(5, 5)
    box.focus()
    page.keyboard.press("Home")
    assert all(words in tip.inner_text() for words in first)
    assert all(words in figure.locator("[role=status]").inner_text() for words in first)
    page.keyboard.press("End")
    assert last[0] in tip.inner_text()
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)


def test_a_tap_tells_too(browser, portal) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{portal}{PROVINCE}?on={DAY}", wait_until="networkidle")
    _, box = chart(page, TITLE)
    box.scroll_into_view_if_needed()
    area = box.bounding_box()
    page.touchscreen.tap(area["x"] + area["width"] / 2, area["y"] + area["height"] / 2)
    expect(page.locator(".chart-tip:visible")).to_contain_text("FDI")
    context.close()


def test_a_gap_stays_a_gap(visit) -> None:
    page = visit(f"{PROVINCE}?on={DAY}").page
    figure, box = chart(page, "Lao động")
    figure.locator("tbody tr").nth(3).locator("td").first.evaluate(
        "(cell) => { delete cell.dataset.drawn; delete cell.dataset.value; }"
    )
    page.evaluate("document.dispatchEvent(new CustomEvent('theme'))")
    line = box.evaluate(SERIES)[0]
    assert line["data"][3] is None
    assert line["data"][2] is not None
    assert line["bridged"] is False


def test_a_line_breaks_where_its_formula_changed_and_says_by_which_law(visit) -> None:
    page = visit(PROVINCE).page
    _, box = chart(page, "Tỷ lệ lấp đầy cuối năm")
    years = [each.strip() for each in page.locator("table#occupancy-by-year tbody th").all_text_contents()]
    parts = box.evaluate(SERIES)
    parks = [part["data"] for part in parts if part["name"] == "KCN (%)"]
    assert len(parks) == 2
    begun = years.index("2022")
    assert parks[0][begun:] == [None] * len(parks[0][begun:])
    assert parks[1][:begun] == [None] * begun
    assert any("35/2022" in part["marks"] for part in parts)
    assert len([part for part in parts if part["name"] == "CCN (%)"]) == 1, "the clusters' formula did not change"


def test_the_plan_is_a_dashed_line(visit) -> None:
    page = visit(f"{PROVINCE}?on={DAY}").page
    _, box = chart(page, "Giá trị sản xuất công nghiệp")
    assert {part["name"]: part["type"] for part in box.evaluate(SERIES)} == {
        "Lũy kế 2023": "solid", "Cùng kỳ năm trước": "solid", "Chỉ tiêu năm": "dashed",
    }  # fmt: skip


def test_years_are_never_written_as_thousands(visit) -> None:
    page = visit(f"{PROVINCE}?on={DAY}").page
    _, box = chart(page, TITLE)
    names = box.evaluate("(box) => box.chart.getOption().xAxis[0].data")
    assert [name for name in names if not re.fullmatch(r"(\d{1,2}/\d{1,2}/)?(19|20)\d\d", name)] == []


def test_a_picture_says_what_it_shows_of_which_day_and_by_whom(visit) -> None:
    page = visit(f"{PROVINCE}?on={DAY}").page
    figure, _ = chart(page, TITLE)
    with page.expect_download() as svg:
        figure.locator("[data-save=svg]").click()
    text = Path(svg.value.path()).read_text(encoding="utf-8")
    words = " ".join(re.findall(r">([^<>]+)<", text))
    for said in (TITLE, "Ban Quản lý các khu công nghiệp thử nghiệm", "22/8/2023", "FDI", f"on={DAY}"):
        assert said in words, said
    assert "data:font/woff2" in text or "data:application" in text, "the typeface comes with the picture"
    with page.expect_download() as png:
        figure.locator("[data-save=png]").click()
    picture = Path(png.value.path()).read_bytes()
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert width > 700
    assert height > 400
    assert len(picture) > 20_000, "it is not blank"


def test_a_chart_is_cited_linked_and_its_numbers_taken(visit) -> None:
    found = visit(f"{PROVINCE}?on={DAY}")
    page = found.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    figure, _ = chart(page, TITLE)
    figure.locator("[data-copy=cite]").click()
    cited = page.evaluate("navigator.clipboard.readText()")
    assert TITLE in cited
    assert "22/8/2023" in cited
    address = re.search(r"http\S+", cited)
    assert address
    page.goto(address[0], wait_until="networkidle")
    expect(page.locator(f"#{address[0].rpartition('#')[2]} .chart")).to_have_count(1)
    with page.expect_download() as taken:
        chart(page, TITLE)[0].locator("[data-csv]").click()
    assert "FDI" in Path(taken.value.path()).read_text(encoding="utf-8-sig")
    found.assert_clean()


def test_a_frame_holds_the_chart_alone_for_those_who_may(visit, portal, browser) -> None:
    page = visit(f"{PROVINCE}?on={DAY}").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chart(page, TITLE)[0].locator("[data-copy=frame]").click()
    code = page.evaluate("navigator.clipboard.readText()")
    with page_elsewhere(code) as address:
        seen = browser.new_context().new_page()
        seen.goto(address, wait_until="networkidle")
        inner = seen.frame_locator("iframe")
        expect(inner.locator(".chart svg")).to_be_visible()
        expect(inner.locator(".chart-source")).to_contain_text("22/8/2023")
        assert inner.locator("nav.menu").count() == 0
        seen.context.close()
    answer = page.request.get(f"{portal}{PROVINCE}?on={DAY}&frame=capital-by-year")
    assert ELSEWHERE in answer.headers["content-security-policy"].partition("frame-ancestors")[2]
    whole = page.request.get(f"{portal}{PROVINCE}?on={DAY}")
    assert "'none'" in whole.headers["content-security-policy"].partition("frame-ancestors")[2].partition(";")[0]


@contextmanager
def page_elsewhere(code: str) -> Iterator[str]:
    """The address of somebody else's page that holds a frame."""

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Báo</title>{code}".encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def test_the_series_of_a_figure_breaks_too(visit) -> None:
    page = visit(f"{FIGURE}&on={DAY}").page
    page.locator("figure[data-chart=line]").first.scroll_into_view_if_needed()
    box = page.locator("figure[data-chart=line] .chart").first
    box.locator("svg").wait_for()
    parts = box.evaluate(SERIES)
    assert len(parts) == 2
    assert all(
        first is None or second is None for first, second in zip(parts[0]["data"], parts[1]["data"], strict=True)
    )
    assert any("35/2022" in part["marks"] for part in parts)


def is_asked_for(found) -> bool:
    """Whether a page has asked for what draws charts."""
    return any("/echarts" in url for url in found.requests)


def test_what_draws_charts_is_asked_for_once_somebody_reads_on_towards_one(visit) -> None:
    """And nothing that is seen moves then: the place of a chart is kept."""
    found = visit(f"{FIGURE}&on={DAY}", width=390)
    page = found.page
    assert not is_asked_for(found)
    first = page.locator("figure[data-chart]").first
    assert first.bounding_box()["y"] > 900 + 300
    place = first.locator("figcaption").evaluate("(node) => node.getBoundingClientRect().top + scrollY")
    page.mouse.wheel(0, 200)
    expect(page.locator(".chart svg")).to_have_count(page.locator("figure[data-chart]").count())
    assert is_asked_for(found)
    assert first.locator("figcaption").evaluate("(node) => node.getBoundingClientRect().top + scrollY") == place
    found.assert_clean()


def test_a_chart_that_nobody_looked_for_is_printed_as_its_table(visit) -> None:
    found = visit(f"{FIGURE}&on={DAY}", width=390)
    table = found.page.locator("figure[data-chart] table").first
    assert not table.is_visible()
    found.page.emulate_media(media="print")
    assert table.is_visible()
    assert not is_asked_for(found)


def test_whoever_presses_print_gets_every_chart(visit) -> None:
    found = visit(f"{FIGURE}&on={DAY}", width=390)
    page = found.page
    count = "document.body.dataset.printed = document.querySelectorAll('.chart svg').length"
    page.evaluate(f"() => {{ window.print = () => {{ {count}; }}; }}")
    page.locator("[data-print]").first.click()
    charts = page.locator("figure[data-chart]").count()
    assert charts
    expect(page.locator("body")).to_have_attribute("data-printed", str(charts))


REDRAWN = """(figure, values) => {
  for (const [at, row] of [...figure.querySelectorAll("tbody tr")].entries()) {
    for (const cell of row.querySelectorAll("td")) {
      delete cell.dataset.drawn;
      cell.classList.remove("break");
      if (values[at] === null || values[at] === undefined) delete cell.dataset.value; else cell.dataset.value = values[at];
    }
  }
  document.dispatchEvent(new Event("theme"));
}"""


def test_bars_below_nought_stand_on_a_line_with_their_numbers_at_their_ends(visit) -> None:
    page = visit(f"{PROVINCE}?on={DAY}").page
    figure, box = chart(page, TITLE)
    figure.evaluate(REDRAWN, [4, -6, None, 0])
    drawn = box.evaluate("(box) => box.chart.getOption()")
    above, below, *rest = drawn["series"][0]["data"][:4]
    assert (above, rest) == (4, [None, 0])
    assert (below["value"], below["label"]["position"]) == (-6, "bottom")
    assert [each["yAxis"] for each in drawn["series"][0]["markLine"]["data"]] == [0]
    assert drawn["xAxis"][0]["axisLine"]["onZero"] is False


def test_rates_below_nought_are_not_drawn_up_to_a_hundred(visit) -> None:
    page = visit(f"{PROVINCE}?on={DAY}").page
    figure, box = chart(page, "Tỷ lệ lấp đầy cuối năm")
    figure.evaluate(REDRAWN, [4, -6])
    assert box.evaluate("(box) => box.chart.getOption().yAxis[0].max") != 100
    figure.evaluate(REDRAWN, [4, 6])
    assert box.evaluate("(box) => box.chart.getOption().yAxis[0].max") == 100


def test_a_value_between_gaps_is_seen_also_of_a_plan(visit) -> None:
    page = visit(f"{PROVINCE}?on={DAY}").page
    figure, box = chart(page, "Giá trị sản xuất công nghiệp")
    figure.evaluate(REDRAWN, [None, 7])
    shown = box.evaluate("(box) => box.chart.getOption().series.map(({ name, showSymbol }) => [name, showSymbol])")
    assert ["Chỉ tiêu năm", True] in shown
    assert all(symbol for _, symbol in shown)


UNKNOWN = """(figure) => {
  const copy = figure.cloneNode(true);
  copy.id = "unknown";
  delete copy.dataset.drawn;
  for (const made of copy.querySelectorAll(".chart, .chart-tools, .hidden")) made.remove();
  for (const cell of copy.querySelectorAll("td")) { delete cell.dataset.value; delete cell.dataset.drawn; }
  copy.querySelector("details").open = true;
  document.querySelector("main").append(copy);
  document.dispatchEvent(new Event("theme"));
}"""


def test_a_chart_of_which_nothing_is_known_leaves_its_table(visit) -> None:
    found = visit(f"{PROVINCE}?on={DAY}")
    figure, _ = chart(found.page, TITLE)
    figure.evaluate(UNKNOWN)
    copy = found.page.locator("figure#unknown[data-drawn]")
    assert copy.locator(".chart").count() == 0
    assert copy.locator("table").is_visible()
    found.assert_clean()
