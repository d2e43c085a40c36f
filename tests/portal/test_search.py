"""The search box finds names with or without diacritics, and answers a question with its figure."""

from datetime import date

import pytest

from parkledger.ledger.source import fetch
from parkledger.portal import asking, searching
from parkledger.portal.dates import Dates
from parkledger.portal.opened import opened
from parkledger.portal.searching import Sought
from tests.portal.conftest import DAY

ON = Dates(date(2023, 8, 22))


def titles(typed: str, kind: Sought) -> list[str]:
    from parkledger.language import Lang

    found = {group.kind: group for group in searching.search(typed, opened(), Lang.VI, ON)}
    return [entry.title.vi for entry in found[kind].entries] if kind in found else []


@pytest.mark.parametrize(
    "typed", ["Quang Châu", "quang chau", "KCN Quang Châu", "kcn quang chau", "QUANG CHÂU", "chau quang"]
)
def test_a_zone_is_found_however_its_name_is_typed(books, typed) -> None:
    assert "KCN Quang Châu" in titles(typed, Sought.ZONE)


def test_a_whole_name_comes_before_names_that_only_contain_it(books) -> None:
    found = titles("Việt Hàn", Sought.ZONE)
    assert found[0] == "KCN Việt Hàn"


def test_words_are_found_from_their_beginning_only(books) -> None:
    assert "KCN Quang Châu" in titles("qua ch", Sought.ZONE)
    assert "KCN Quang Châu" not in titles("uang", Sought.ZONE)


def test_indicators_places_and_projects_are_found(books) -> None:
    assert "Tỷ lệ lấp đầy" in titles("ty le lap day", Sought.INDICATOR)
    assert "tỉnh Bắc Giang" in titles("bac giang", Sought.PLACE)
    project, enterprise = fetch("SELECT code, enterprise FROM ledger_project WHERE enterprise <> '' ORDER BY id")[0]
    assert titles(project, Sought.PROJECT)
    assert titles(enterprise, Sought.ENTERPRISE) == [enterprise]
    assert "637/QĐ-TTg, Quyết định thành lập KCN Quang Châu" in titles("637/qd-ttg", Sought.DOCUMENT)


@pytest.mark.parametrize(
    ("typed", "indicator", "shown"),
    [
        ("tỷ lệ lấp đầy KCN Bắc Giang tháng 8/2023", "occupancy", "75,6%"),
        ("ty le lap day kcn bac giang thang 8/2023", "occupancy", "75,6%"),
        ("Bắc Giang có bao nhiêu lao động trong KCN?", "labour.workers", "174.600 lao động"),
        ("số dự án FDI còn hiệu lực của Bắc Giang năm 2023", "projects.in_force", "521 dự án"),
        ("bao nhiêu KCN đang hoạt động ở Bắc Giang", "zones.operating", "6 KCN"),
        ("vốn đầu tư thu hút KCN Bắc Giang từ đầu năm 2023", "capital.attracted", "1,48 tỷ USD"),
        ("diện tích đất đã cho thuê KCN Quang Châu", "land.leased", "324,00 ha"),
        ("quy mô GRDP Bắc Giang 2022", "grdp.size", "155,80 nghìn tỷ đồng"),
    ],
)
def test_a_question_is_answered_with_the_figure_of_the_books(client, typed, indicator, shown) -> None:
    page = client.get("/tim/", {"q": typed, "on": DAY}).content.decode()
    assert 'class="answer"' in page
    assert f"indicator={indicator}&" in page
    assert shown in page


def test_the_answer_has_its_interval_and_leads_to_its_source(client) -> None:
    page = client.get("/tim/", {"q": "tỷ lệ lấp đầy KCN Bắc Giang", "on": DAY}).content.decode()
    assert "[75,55; 75,65) %" in page
    assert "#su-kien" in page
    assert "đất công nghiệp và dịch vụ đã cho thuê / đất công nghiệp và dịch vụ" in page


def test_parks_and_clusters_are_both_answered_where_neither_is_named(books) -> None:
    found = asking.answers("tỷ lệ lấp đầy Bắc Giang", opened(), ON, ())
    assert [answered.figures[0].formula for answered in found] == [
        "occupancy.park_since_decree_35",
        "occupancy.cluster",
    ]


@pytest.mark.parametrize(
    "typed", ["Quang Châu", "KCN Quang Châu", "Bắc Giang", "dự án FDI", "Quyết định 1127", "xin chào", ""]
)
def test_a_name_is_no_question(books, typed) -> None:
    assert asking.answers(typed, opened(), ON, asking.zone_names(opened().engine)) == ()


def test_a_question_about_a_zone_nobody_knows_says_so(client) -> None:
    page = client.get("/tim/", {"q": "tỷ lệ lấp đầy KCN Không Có Thật", "on": DAY}).content.decode()
    assert "75,6%" not in page


def test_what_is_typed_is_shown_as_text(client) -> None:
    page = client.get("/tim/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "Không tìm thấy" in page


def test_a_very_long_question_is_cut_and_answered_at_once(client) -> None:
    assert client.get("/tim/", {"q": "tỷ lệ " * 3000}).status_code == 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_browser(visit, scheme) -> None:
    page = visit("/", scheme=scheme)
    page.page.fill("#q", "tỷ lệ lấp đầy KCN Bắc Giang tháng 8/2023")
    page.page.press("#q", "Enter")
    page.page.wait_for_selector(".answer")
    assert "75,6%" in page.page.inner_text(".answer")
    assert page.violations() == []
    page.assert_clean()
