"""The search box finds names with or without diacritics, and answers a question with its figure."""

import re
from datetime import date
from html import unescape

import pytest

from parkledger.briefing import search as searching
from parkledger.briefing.answers import questions
from parkledger.briefing.answers.answer import written_both
from parkledger.briefing.search import Sought
from parkledger.figures.current import current_figures
from parkledger.language import Lang
from parkledger.ledger.store.statements import fetch
from parkledger.records.dates import Dates, moment_from
from parkledger.records.histories import zones_on
from tests.portal.conftest import DAY, SCHEMES

ON = Dates(date(2023, 8, 22))


def titles(typed: str, kind: Sought) -> list[str]:
    found = {group.kind: group for group in searching.search(typed, current_figures(), Lang.VI, ON)}
    return [entry.title.vi for entry in found[kind].entries] if kind in found else []


@pytest.mark.parametrize(
    "typed", ["Quang Châu", "quang chau", "KCN Quang Châu", "kcn quang chau", "QUANG CHÂU", "chau quang"]
)
def test_a_zone_is_found_however_its_name_is_typed(books, typed) -> None:
    assert "KCN Quang Châu" in titles(typed, Sought.ZONE)


def test_what_has_brackets_in_its_name_is_found_by_it(books) -> None:
    named = [zone.title for zone in zones_on(ON).values() if "(" in zone.title]
    assert named
    assert all(title in titles(title, Sought.ZONE) for title in named)


def test_a_zone_not_yet_known_at_the_moment_is_not_found(books) -> None:
    then = Dates(ON.on, moment_from("2006-01-01"))
    found = [searching.search(typed, current_figures(), Lang.VI, then) for typed in ("quang chau", "dinh tram")]
    zones = [
        [entry.title.vi for group in each if group.kind is Sought.ZONE for entry in group.entries] for each in found
    ]
    assert zones == [[], ["KCN Đình Trám"]]


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
        ("giá trị xuất khẩu KCN Bắc Giang 8 tháng năm 2023", "trade.export", "15,10 tỷ USD"),
        ("gia tri xuat khau kcn bac giang 8 thang nam 2023", "trade.export", "15,10 tỷ USD"),
        ("KCN Bắc Giang 8 tháng năm 2023 thu hút bao nhiêu vốn", "capital.attracted", "1,66 tỷ USD"),
        ("KCN Bắc Giang 8 tháng năm 2023", "capital.attracted", "15,10 tỷ USD"),
        ("kcn bac giang 8 thang nam 2023", "trade.export", "1,66 tỷ USD"),
        ("số dự án cấp mới KCN Bắc Giang 7 tháng đầu năm 2023", "projects.registered", "46 dự án"),
        ("diện tích đất còn cho thuê được của KCN Quang Châu", "land.available", "3,00 ha"),
        ("KCN Quang Châu còn bao nhiêu đất cho thuê?", "land.available", "3,00 ha"),
        ("kcn quang chau con bao nhieu dat", "land.available", "3,00 ha"),
        ("đất trống KCN Quang Châu còn bao nhiêu", "land.available", "3,00 ha"),
        ("KCN Bắc Giang còn bao nhiêu ha chưa cho thuê", "land.available", "318,70 ha"),
        ("How much land is left in Quang Chau park?", "land.available", "3,00 ha"),
        ("lao động nước ngoài trong các KCN Bắc Giang", "labour.foreign", "1.877 lao động"),
        ("số dự án đang hoạt động trong các KCN Bắc Giang", "projects.operating", "389 dự án"),
        ("giá thuê đất KCN Quang Châu", "fee.land_rent", "125 USD/m²"),
        ("doanh thu KCN Bắc Giang quý II/2023", "output.revenue", "nghìn tỷ đồng"),
        ("occupancy rate of Bac Giang industrial parks in August 2023", "occupancy", "75,6%"),
        ("Bac Giang industrial parks' occupancy", "occupancy", "75,6%"),
        ("How many workers are there in the industrial parks of Bac Giang?", "labour.workers", "174.600 lao động"),
        ("exports of Bac Giang industrial parks in the first eight months of 2023", "trade.export", "15,10 tỷ USD"),
        ("FDI attracted in industrial parks of Bac Giang in 2022", "capital.attracted", "1,12 tỷ USD"),
        ("number of FDI projects in Bac Giang industrial parks", "projects.in_force", "358 dự án"),
        ("how many industrial clusters are established in Bac Giang", "zones.established", "54 CCN"),
        ("operating industrial parks in Bac Giang: how many parks", "zones.operating", "6 KCN"),
        ("available land in Quang Chau industrial park", "land.available", "3,00 ha"),
        ("occupancy of Quang Chau as of 31 December 2022", "occupancy", "87,3%"),
        ("industrial production of Bac Giang industrial parks in Q2 2023", "output.production", "96,83 nghìn tỷ đồng"),
        ("revenue of Bac Giang parks, first half of 2023", "output.revenue", "197,60 nghìn tỷ đồng"),
        ("GRDP of Bac Giang in 2022", "grdp.size", "155,80 nghìn tỷ đồng"),
    ],
)
def test_a_question_is_answered_with_the_figure_of_the_books(client, typed, indicator, shown) -> None:
    page = client.get("/tim/", {"q": typed, "on": DAY}).content.decode()
    assert 'class="answer"' in page
    assert f"indicator={indicator}&" in page
    assert shown in page


def test_the_answer_has_its_interval_and_leads_to_its_source(client) -> None:
    page = client.get("/tim/", {"q": "tỷ lệ lấp đầy KCN Bắc Giang", "on": DAY}).content.decode()
    assert "từ 75,55% đến dưới 75,65%" in page
    source = unescape(page.partition("<dt>Nguồn</dt>")[2].partition('href="')[2].partition('"')[0])
    path, _, anchor = source.partition("#")
    assert f'id="{anchor}"' in client.get(path).content.decode()
    assert "đất công nghiệp và dịch vụ đã cho thuê / đất công nghiệp và dịch vụ" in page


def test_what_is_written_as_it_is_has_no_interval(client) -> None:
    for typed in ("diện tích tự nhiên KCN Quang Châu", "KCN Đình Trám còn bao nhiêu đất cho thuê"):
        page = client.get("/tim/", {"q": typed, "on": DAY}).content.decode()
        assert 'class="answer"' in page
        assert "Khoảng của số viết ra" not in page


def test_parks_and_clusters_are_both_answered_where_neither_is_named(books) -> None:
    found = questions.answers("tỷ lệ lấp đầy Bắc Giang", current_figures(), ON)
    assert [answered.figures[0].formula for answered in found] == [
        "occupancy.park_since_decree_35",
        "occupancy.cluster",
    ]


def asked(typed: str) -> tuple[questions.QuestionAnswer, ...]:
    books = current_figures()
    return questions.answers(typed, books, ON)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("tỷ lệ lấp đầy KCN Bắc Giang và Bắc Kạn", ["KCN, Bắc Giang", "KCN, Bắc Kạn"]),
        ("ty le lap day kcn bac giang va bac kan", ["KCN, Bắc Giang", "KCN, Bắc Kạn"]),
        ("tỷ lệ lấp đầy KCN Quang Châu và KCN Đình Trám", ["KCN Quang Châu", "KCN Đình Trám"]),
        ("lao động KCN Quang Châu, Đình Trám năm 2022", ["KCN Quang Châu", "KCN Đình Trám"]),
        ("occupancy of Quang Chau and Dinh Tram parks", ["KCN Quang Châu", "KCN Đình Trám"]),
        ("tỷ lệ lấp đầy CCN và KCN Bắc Giang", ["CCN, Bắc Giang", "KCN, Bắc Giang"]),
        ("tỷ lệ lấp đầy KCN Quang Châu, Bắc Giang", ["KCN Quang Châu, Bắc Giang"]),
    ],
)
def test_each_place_that_is_named_is_answered(books, typed, understood) -> None:
    found = asked(typed)
    assert [each.understood.vi.split(", ", 1)[1].rpartition(", ")[0] for each in found if each.understood] == understood
    assert all(each.figures and not each.unheard for each in found)


def test_two_places_are_set_against_each_other_where_one_is_to_be_more(client) -> None:
    one, other = asked("Bắc Giang có bao nhiêu KCN hơn Bắc Kạn")
    values = [each.figures[0].value for each in (one, other)]
    assert one.said is not None
    assert values[0] is not None
    assert values[1] is not None
    assert one.said.vi == f"KCN Bắc Giang hơn KCN Bắc Kạn {int(values[0] - values[1])} KCN"


def test_two_places_of_which_one_lacks_reports_are_not_set_against_each_other(client) -> None:
    one, _ = asked("Bắc Giang có bao nhiêu lao động hơn Bắc Kạn")
    assert one.said is not None
    assert one.said.vi.startswith("không so được")


@pytest.mark.parametrize(
    ("typed", "least"),
    [
        ("KCN Bắc Giang nào có tỷ lệ lấp đầy hơn 80%", 80),
        ("which parks in Bac Giang have more than 50 ha available", 50),
    ],
)
def test_zones_beyond_a_limit_are_listed_and_no_others(client, typed, least) -> None:
    (found,) = asked(typed)
    assert found.lines
    assert all(line.value > least for line in found.lines)
    page = client.get("/tim/", {"q": typed, "on": DAY}).content.decode()
    answer = page.partition('<section class="answer"')[2].partition("</section>")[0]
    assert all(line.title.vi in answer for line in found.lines)


@pytest.mark.parametrize(
    "typed", ["tỷ lệ lấp đầy KCN Đình Trám", "số dự án KCN Bắc Giang", "số lao động KCN Bắc Giang"]
)
def test_another_way_of_counting_comes_to_another_number(client, typed) -> None:
    (found,) = asked(typed)
    told = [tuple(map(written_both, figures)) for figures in (found.figures, *(way.figures for way in found.others))]
    assert len(set(told)) == len(told)
    assert all(figure.value is not None for way in found.others for figure in way.figures)
    page = client.get("/tim/", {"q": typed, "on": DAY}).content.decode()
    assert ("Theo cách tính khác" in page) == bool(found.others)


def test_what_is_counted_has_no_interval_and_no_code(client) -> None:
    page = client.get("/tim/", {"q": "số lao động KCN Bắc Giang", "on": DAY}).content.decode()
    shown = page.partition('<section class="answer"')[2].partition("</section>")[0]
    shown = re.sub(r'<dd class="cite">.*?</dd>', "", shown, flags=re.DOTALL)  # an address to cite names its codes
    answer = re.sub(r"<[^>]*>", " ", shown)
    assert "174.600 lao động" in answer
    assert not re.search(r"Khoảng của số|person|labour\.workers", answer)


def test_words_that_belong_together_are_told_together(books) -> None:
    (found,) = asked("tỷ lệ lấp đầy KCN Bắc Giang theo Atlantis Zebra")
    assert found.unheard == ("Atlantis Zebra",)


@pytest.mark.parametrize(
    "typed",
    [
        "Quang Châu",
        "Công ty Hà Nội - Bắc Giang",
        "Quang Châu Đình Trám",
        "KCN Quang Châu",
        "Bắc Giang",
        "dự án FDI",
        "Quyết định 1127",
        "xin chào",
        "",
        "Quang Chau industrial park",
        "Export Company Ltd",
        "FDI projects",
        "Land in Sight Ltd",
        "occupancy",
    ],
)
def test_a_name_is_no_question(books, typed) -> None:
    assert questions.answers(typed, current_figures(), ON) == ()


def test_a_question_about_a_zone_nobody_knows_says_so(client) -> None:
    page = client.get("/tim/", {"q": "tỷ lệ lấp đầy KCN Không Có Thật", "on": DAY}).content.decode()
    assert "75,6%" not in page


@pytest.mark.parametrize(
    ("typed", "understood", "unheard"),
    [
        ("tỷ lệ lấp đầy KCN Không Có Thật", "Tỷ lệ lấp đầy, KCN", "Không Có Thật"),
        ("tỷ lệ lấp đầy KCN tỉnh Atlantis", "Tỷ lệ lấp đầy, KCN", "Atlantis"),
        ("occupancy rate of Atlantis industrial parks", "Tỷ lệ lấp đầy, KCN", "Atlantis"),
        ("tỷ lệ lấp đầy KCN Bắc Giang tháng 13/2023", "Tỷ lệ lấp đầy, KCN, Bắc Giang", "13/2023"),
        (
            "exports of Bac Giang parks in 2022 by zebras",
            "Giá trị xuất khẩu, KCN, Bắc Giang, 1/1/2022 – 31/12/2022",
            "zebras",
        ),
    ],
)
def test_of_a_question_not_wholly_understood_it_is_said_what_was_and_what_was_not(
    client, typed, understood, unheard
) -> None:
    page = client.get("/tim/", {"q": typed, "on": DAY}).content.decode()
    answer = page.partition('<section class="answer"')[2].partition("</section>")[0]
    assert re.search(rf"<dt>Đã hiểu</dt>\s*<dd>{re.escape(understood)}</dd>", answer)
    assert re.search(rf"<dt>Chưa hiểu</dt>\s*<dd>«{re.escape(unheard)}»</dd>", answer)
    assert 'class="big"' not in answer


def test_the_nearest_question_is_proposed_with_its_figure_and_its_mark(client) -> None:
    """It is named what was left out; the figure stands in a line, not as the answer, and is marked as demonstration."""
    page = client.get("/tim/", {"q": "lao động văn phòng KCN Bắc Giang", "on": DAY}).content.decode()
    answer = page.partition('<section class="answer"')[2].partition("</section>")[0]
    told = answer.partition('<div class="nearest">')[2]
    assert "«văn phòng»" in told
    assert "q=lao+%C4%91%E1%BB%99ng+KCN+B%E1%BA%AFc+Giang" in told
    assert "174.600 lao động" in told
    assert 'class="demo"' in told
    assert 'class="big"' not in answer


def test_what_demonstration_books_tell_in_words_is_marked(client) -> None:
    page = client.get("/tim/", {"q": "KCN Quang Châu ai làm chủ đầu tư", "on": DAY}).content.decode()
    answer = page.partition('<section class="answer"')[2].partition("</section>")[0]
    assert 'class="demo"' in answer


def test_a_question_wholly_understood_has_no_such_note(client) -> None:
    for typed in ("tỷ lệ lấp đầy KCN Bắc Giang tháng 8/2023", "occupancy rate of Song Khe - Noi Hoang industrial park"):
        page = client.get("/tim/", {"q": typed, "on": DAY}).content.decode()
        assert 'class="answer"' in page
        assert "Chưa hiểu" not in page


def test_what_is_typed_is_shown_as_text(client) -> None:
    page = client.get("/tim/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "Không tìm thấy" in page


def test_a_very_long_question_is_cut_and_answered_at_once(client) -> None:
    assert client.get("/tim/", {"q": "tỷ lệ " * 3000}).status_code == 200


@pytest.mark.parametrize("scheme", SCHEMES)
def test_in_a_browser(visit, scheme) -> None:
    page = visit("/", scheme=scheme)
    page.page.fill("#q", "tỷ lệ lấp đầy KCN Bắc Giang tháng 8/2023")
    page.page.press("#q", "Enter")
    page.page.wait_for_selector(".answer")
    assert "75,6%" in page.page.inner_text(".answer")
    assert page.violations() == []
    page.assert_clean()


def test_a_refusal_leads_to_the_pages_that_are_near(client) -> None:
    page = client.get("/tim/", {"q": "số lao động biết bay KCN Quang Châu năm 2023", "on": DAY}).content.decode()
    answer = page.partition('class="answer"')[2].partition("</section>")[0]
    assert "KCN Quang Châu</a>" in answer
    assert "labour.workers" in answer


def test_whoever_looks_for_land_is_led_to_the_land_finder_with_the_area(client) -> None:
    shown = client.get("/tim/", {"q": "chúng tôi là công ty Nhật Bản cần thuê 5 ha, còn chỗ nào"}).content.decode()
    address = re.search(r'href="(/tim-dat/\?area=5\+ha[^"]*)"', shown)
    assert address is not None
    found = client.get(address[1].replace("&amp;", "&")).content.decode()
    assert re.search(r'name="area"[^>]*value="5 ha"|value="5 ha"[^>]*name="area"', found)


def test_a_misspelt_zone_leads_to_the_question_of_the_nearest(client) -> None:
    page = client.get("/tim/", {"q": "tỷ lệ lấp đầy KCN Quáng Chấu", "on": DAY}).content.decode()
    answer = page.partition('class="answer"')[2].partition("</section>")[0]
    assert "Có phải" in answer
    (link,) = re.findall(r'<a href="([^"]+)"[^>]*>\s*KCN Quang Châu\s*</a>', answer)
    right = client.get(unescape(link)).content.decode()
    assert "Chưa hiểu" not in right
    assert "75," in right or "%" in right.partition('class="answer"')[2]
