"""What is told of a question: all that it asks, one by one where that is asked, and what is not known said so."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkledger.briefing.answers.answer import Answers
from parkledger.briefing.answers.questions import answers
from parkledger.figures import Figures
from parkledger.figures.current import close, current_figures
from parkledger.records.dates import Dates
from tests.answers.asking import Asking
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, VIET_YEN, Scribe, usd, vnd

__all__ = ["closed"]

ON = Dates(date(2025, 3, 31))
ask = Asking(ON, is_no_name=True)


def project(scribe: Scribe, code: str, zone: str, origin: str, **more: Any) -> None:
    capital = usd(5_000_000) if origin == "fdi" else vnd(9_000_000_000)
    scribe(
        "project_registered", project=code, zone=zone, effective_on="2021-03-01", name=f"Nhà máy {code}", origin=origin,
        enterprise=f"Công ty Giả định {code}", capital=capital, sector="sản xuất giả định",
        **({"country": "Nhật Bản"} if origin == "fdi" else {}), **more,
    )  # fmt: skip


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """A park with its extension and works, a park and clusters beside it; incidents, findings, dues, an end, a target."""
    scribe = Scribe("bg", BAC_GIANG)
    lake = scribe.zone("Hồ Lớn", on="2012-05-04", industrial_m2=300, place=VIET_YEN, developer="Công ty Hạ tầng Một")
    hill = scribe.zone("Đồi Cao", on="2016-03-02", industrial_m2=200, place=VIET_YEN)
    scribe.zone("Hồ Lớn (mở rộng)", on="2020-03-02", industrial_m2=100, place=VIET_YEN)
    field = scribe.zone("Đồng Xa", "cluster", on="2021-01-05", industrial_m2=30, place=VIET_YEN)
    scribe("zone_operating", zone=hill, effective_on="2017-05-01")
    for code, zone, origin in (("P1", lake, "fdi"), ("P2", lake, "fdi"), ("P3", lake, "ddi"), ("P4", hill, "ddi")):
        project(scribe, code, zone, origin)
    scribe("project_revoked", project="P4", effective_on="2024-02-01", reason="không triển khai")
    scribe("facility_commissioned", zone=lake, effective_on="2020-01-02", facility="A", kind="wastewater", capacity=700)
    for code, zone, day in (("SC-1", lake, "2024-08-09"), ("SC-2", hill, "2024-10-09"), ("SC-3", hill, "2023-01-09")):
        scribe("environmental_incident_opened", zone=zone, incident=code, cause="chemical", effective_on=day)
    scribe("environmental_incident_ended", incident="SC-1", effective_on="2025-01-17")
    scribe(
        "inspection_made", inspection="KT1", zone=lake, effective_on="2024-07-01", occasion="unplanned", topic="labour"
    )
    scribe(
        "inspection_finding", inspection="KT1", finding="1", zone=lake, effective_on="2024-07-01", severity="minor",
        topic="labour", content="thiếu nội quy", remedy_by="2024-09-01",
    )  # fmt: skip
    scribe(
        "fine_imposed",
        inspection="KT1",
        fine="XP1",
        effective_on="2024-07-20",
        amount=vnd(40_000_000),
        pay_by="2024-08-20",
    )
    scribe(
        "dues_assessed", zone=lake, obligation="TD-1", due="land_rent", amount=vnd(30_000_000), due_by="2024-05-31",
        effective_on="2024-01-05",
    )  # fmt: skip
    scribe(
        "founding_opened", founding_dossier="HS-1", zone=field, matter="enlarge", effective_on="2024-07-01",
        proposer="UBND huyện giả định",
    )  # fmt: skip
    scribe.report("2024-01-01", "2024-12-31", zone=lake, values={"trade.export": usd(120), "labour.workers": 10})
    scribe.report("2023-01-01", "2023-12-31", zone=lake, values={"trade.export": usd(90), "labour.workers": 10})
    scribe(
        "target_set", effective_on="2023-12-10", period_start="2024-01-01", period_end="2024-12-31", kind="park",
        place=BAC_GIANG, measure="trade.export", value=usd(100), set_by="board",
    )  # fmt: skip
    return current_figures()


def said(found: Answers) -> str:
    return " | ".join(each.said.vi for each in found if each.said)


def indicators(found: Answers) -> list[str]:
    return [figure.question.indicator for each in found for figure in each.figures]


@pytest.mark.parametrize(
    ("typed", "told", "figures"),
    [
        ("KCN Hồ Lớn năm thành lập và diện tích", ["thành lập ngày 4/5/2012"], ["land.natural"]),
        ("kcn ho lon thanh lap nam nao va dien tich bao nhieu", ["thành lập ngày 4/5/2012"], ["land.natural"]),
        ("KCN Hồ Lớn thành lập ngày nào, ai làm chủ đầu tư hạ tầng?", ["ngày 4/5/2012", "Hạ tầng Một"], []),
        ("who develops Hồ Lớn and when was it established?", ["ngày 4/5/2012", "Hạ tầng Một"], []),
        ("lao động KCN Hồ Lớn năm 2024 và ai là chủ đầu tư", ["Hạ tầng Một"], ["labour.workers"]),
        ("KCN Hồ Lớn ở đâu và thành lập năm nào", ["Việt Yên", "ngày 4/5/2012"], []),
    ],
)
def test_facts_of_a_zone_are_told_beside_each_other_and_beside_figures(
    books: Figures, typed: str, told: list[str], figures: list[str]
) -> None:
    found = ask(books, typed)
    assert all(each.problem is None for each in found)
    assert all(one in said(found) for one in told)
    assert indicators(found) == figures


def test_a_year_that_is_asked_for_is_not_passed_over(books: Figures) -> None:
    (found,) = ask(books, "diện tích KCN Hồ Lớn năm nào")
    assert found.problem is not None


@pytest.mark.parametrize(
    "typed",
    [
        "Bắc Giang có những khu công nghiệp nào, cái nào đã hoạt động",
        "Bắc Giang có những khu công nghiệp nào và những khu nào đang hoạt động",
    ],
)
def test_zones_asked_for_twice_are_listed_twice(books: Figures, typed: str) -> None:
    every, operating = ask(books, typed)
    assert [line.title.vi for line in operating.lines] == ["KCN Đồi Cao"]
    assert every.total == 3


def test_zones_at_a_stage_and_those_not_at_it_are_told_apart(books: Figures) -> None:
    idle, operating = ask(books, "KCN nào chưa hoạt động và KCN nào đang hoạt động ở Bắc Giang")
    assert [line.title.vi for line in idle.lines] == ["KCN Hồ Lớn", "KCN Hồ Lớn (mở rộng)"]
    assert [line.title.vi for line in operating.lines] == ["KCN Đồi Cao"]


def test_what_a_developer_has_is_not_answered_with_its_name(books: Figures) -> None:
    for found in ask(books, "chủ đầu tư KCN Hồ Lớn nợ bao nhiêu ngân sách"):
        assert found.problem is not None


def test_projects_counted_beside_their_capital_are_counted_by_origin(books: Figures) -> None:
    found = ask(books, "DA FDI và DDI còn hiệu lực tại các KCN Bắc Giang, tổng vốn đầu tư")
    assert indicators(found) == ["projects.in_force"] * 2 + ["capital.in_force"] * 2
    assert [figure.value for each in found for figure in each.figures][:2] == [2, 1]


def test_projects_written_in_capitals_are_not_a_word_of_the_past(books: Figures) -> None:
    found = ask(books, "sl DA cấp mới + VĐK các KCN Bắc Giang năm 2021")
    assert indicators(found) == ["projects.registered", "capital.new"]


def test_what_is_left_is_not_known_where_what_is_used_is_not(books: Figures) -> None:
    for typed in ("KCN Hồ Lớn còn công suất xử lý nước thải bao nhiêu", "wastewater capacity left in Hồ Lớn"):
        (found,) = ask(books, typed)
        assert [figure.value for figure in found.figures] == [None]
        assert found.note is not None
        assert "không biết còn lại bao nhiêu" in found.note.vi


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("environmental incidents 2024 still open", ["KCN Đồi Cao"]),
        ("sự cố môi trường chưa khắc phục", ["KCN Đồi Cao", "KCN Đồi Cao"]),
        ("sự cố môi trường chưa khắc phục đến 31/12/2024", ["KCN Đồi Cao", "KCN Hồ Lớn", "KCN Đồi Cao"]),
        ("Còn những vi phạm nào chưa khắc phục sau kiểm tra", ["KCN Hồ Lớn"]),
        ("Hồ sơ thành lập, mở rộng cụm công nghiệp nào chưa có quyết định", ["CCN Đồng Xa"]),
        ("doanh nghiệp nợ ngân sách quá hạn", ["KCN Hồ Lớn"]),
    ],
)
def test_what_is_open_is_told_one_by_one_with_its_zone(books: Figures, typed: str, zones: list[str]) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None
    assert [line.title.vi for line in found.lines] == zones


def test_how_many_are_open_is_a_figure(books: Figures) -> None:
    (found,) = ask(books, "bao nhiêu sự cố môi trường chưa khắc phục đến 31/12/2024")
    assert [figure.value for figure in found.figures] == [3]


def test_the_enterprises_of_a_figure_of_zones_are_not_chosen_among(books: Figures) -> None:
    for typed in (
        "Doanh nghiệp nào bị phạt nhiều nhất năm 2024 và đã nộp phạt chưa?",
        "công ty nào xuất khẩu nhiều nhất",
    ):
        (found,) = ask(books, typed)
        assert found.problem is not None
        assert "doanh nghiệp" in found.problem.vi
        assert not found.figures
        assert not found.lines
    (fined,) = ask(books, "KCN nào bị phạt nhiều nhất năm 2024")
    assert fined.lines[0].title.vi == "KCN Hồ Lớn"


def test_a_refusal_never_says_that_all_zones_were_meant(books: Figures) -> None:
    for found in ask(books, "which parks got an asteroid permit"):
        assert found.problem is not None
        assert found.understood is None or "thành lập" not in found.understood.vi


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("lao động KCN Hồ Lón năm 2024", "KCN Hồ Lớn"),
        ("lao động KCN Hò Lớm năm 2024", "KCN Hồ Lớn"),
        ("xuất khẩu KCN Đồi Cáo năm 2024", "KCN Đồi Cao"),
    ],
)
def test_the_nearest_name_is_proposed_and_not_taken(books: Figures, typed: str, title: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is not None
    assert not found.figures
    assert [each.title for each in found.likely] == [title]
    assert ask(books, found.likely[0].question)[0].problem is None


def test_a_plan_is_told_with_what_was_reached_and_whether_it_was_met(books: Figures) -> None:
    (found,) = ask(books, "did the parks of Bac Giang meet their 2024 export target?")
    assert found.said is not None
    assert found.said.en.startswith("yes: reached USD 120, 120.00% of the plan of USD 100")
    (found,) = ask(books, "xuất khẩu các KCN Bắc Giang năm 2024 đạt bao nhiêu phần trăm kế hoạch")
    assert found.said is not None
    assert found.said.vi.startswith("đạt 120 USD, bằng 120,00% kế hoạch 100 USD")


def test_a_project_that_ended_is_told_with_its_day_and_reason(books: Figures) -> None:
    (found,) = ask(books, "danh sách dự án bị thu hồi năm 2024 ở các KCN Bắc Giang")
    (line,) = found.lines
    assert line.note is not None
    assert line.note.vi.endswith("thu hồi ngày 1/2/2024; lý do: không triển khai")


def test_the_figure_of_a_zone_names_its_extension_as_not_counted(books: Figures) -> None:
    (found,) = ask(books, "diện tích KCN Hồ Lớn")
    assert found.note is not None
    assert found.note.vi.endswith("không kể KCN Hồ Lớn (mở rộng)")


def test_zones_are_counted_by_the_noun_of_their_kind(books: Figures) -> None:
    assert said(ask(books, "danh sách CCN đang hoạt động ở Bắc Giang")).startswith("không có cụm nào")
    assert said(ask(books, "danh sách CCN ở Bắc Giang")).startswith("1 cụm")


def test_as_many_years_as_are_named_are_told_one_by_one(books: Figures) -> None:
    (found,) = ask(books, "xuất khẩu KCN Hồ Lớn 2 năm 2023-2024")
    assert [line.value for line in found.lines] == [90, 120]
    (total,) = ask(books, "tổng xuất khẩu KCN Hồ Lớn 2 năm 2023-2024")
    assert [figure.value for figure in total.figures] == [210]
    (found,) = ask(books, "xuất khẩu KCN Hồ Lớn 5 năm 2023-2024")
    assert found.unheard, "five years are not two"


def test_what_books_never_hold_is_said_first(books: Figures) -> None:
    for typed in (
        "số điện thoại Ban Quản lý KCN Bắc Giang",
        "giá vàng hôm nay bao nhiêu",
        "thời tiết Bắc Giang ngày mai",
    ):
        (found,) = ask(books, typed)
        assert found.problem is not None
        assert found.problem.vi.startswith("sổ không có")
    (found,) = ask(books, "dự báo xuất khẩu KCN Bắc Giang năm 2030")
    assert found.problem is not None
    assert found.problem.vi.startswith("sổ không có dự báo")
    assert "parkledger" not in found.problem.vi


@pytest.mark.parametrize(
    ("typed", "figures"),
    [
        ("xảy ra bao nhiêu sự cố môi trường ở KCN Bắc Giang năm 2024", ["incidents.opened"]),
        ("xuất khẩu KCN Hồ Lớn năm 2024 (tỷ đ)", ["trade.export"]),
        ("lao động KCN Hồ Lớn năm 2024? Đạt bao nhiêu người", ["labour.workers"]),
        ("export vs workers of Hồ Lớn 2024", ["trade.export", "labour.workers"]),
    ],
)
def test_words_that_change_nothing_do_not_stand_in_the_way(books: Figures, typed: str, figures: list[str]) -> None:
    found = ask(books, typed)
    assert all(each.problem is None for each in found)
    assert indicators(found) == figures


@pytest.mark.parametrize(
    ("typed", "unheard"),
    [
        ("số dự án xịn ở KCN Hồ Lớn", "xịn"),  # not "xin"
        ("diện tích tự nhiên cổ phần KCN Hồ Lớn", "cổ phần"),  # not "có"
        ("số dự án nam ở KCN Hồ Lớn", "nam"),  # neither a year nor five, nor "nằm ở"
        ("số dự án tự do KCN Hồ Lớn", "tự"),  # not "từ"
        ("số dự án sau KCN Hồ Lớn", "sau"),  # not six
    ],
)
def test_a_word_of_other_diacritics_is_another_word(books: Figures, typed: str, unheard: str) -> None:
    (found,) = ask(books, typed)
    assert (found.problem is not None, found.unheard) == (True, (unheard,))


@pytest.mark.parametrize("typed", ["cho xin số dự án có trong năm ở KCN Hồ Lớn", "cho xin so du an nam o kcn ho lon"])
def test_the_same_words_as_they_are_spelt_say_nothing(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None


def test_projects_that_are_large_are_not_all_projects(books: Figures) -> None:
    (found,) = ask(books, "số doanh nghiệp lớn ở KCN Hồ Lớn")
    assert found.problem is not None
    assert "«lớn»" in found.problem.vi


def test_zones_among_which_one_is_first_are_counted_by_their_kind(books: Figures) -> None:
    (found,) = ask(books, "KCN nào rộng nhất ở Bắc Giang")
    assert found.note is not None
    assert "3 KCN có số liệu" in found.note.vi


@pytest.mark.parametrize(
    "typed",
    [
        "tiền thuế đất KCN Hồ Lớn",  # a tax is no rent
        "tổng mức phát KCN Hồ Lớn năm 2024",  # no fine
        "còn bao nhiêu dự án cấp mới nữa thì đạt kế hoạch năm 2024 các KCN Bắc Giang",
        "how many projects came to Ho Lon park in 2024",
        "KCN nào quá tải ở Bắc Giang",
        "KCN nào đã lấp đầy ở Bắc Giang",
        "how many people are there in Bac Giang",
        "xuất khẩu giữa năm 2024 KCN Hồ Lớn",
        "dự án mới nhất ở KCN Hồ Lớn",
        "breakdown of exports of Bac Giang parks 2024",
    ],
)
def test_what_would_answer_something_else_is_refused(books: Figures, typed: str) -> None:
    found = ask(books, typed)
    assert all(each.problem is not None and not each.figures for each in found), found


def test_where_zones_lie_is_told_of_each(books: Figures) -> None:
    (found,) = ask(books, "các KCN ở Bắc Giang nằm ở đâu")
    assert len(found.lines) == 3
    assert all(line.note is not None and "Việt Yên" in line.note.vi for line in found.lines)


def test_what_cannot_be_put_to_the_books_is_refused_in_words(books: Figures) -> None:
    """Occupancy of parks and clusters together month by month raised, and the page was an error."""
    found = ask(books, "tỷ lệ lấp đầy 12 tháng 2024 theo từng tháng")
    assert all(each.problem is not None for each in found)


def test_a_year_that_is_to_be_exceeded_is_what_the_other_is_set_against(books: Figures) -> None:
    """The second part told the first figure again, and no comparison."""
    for typed in (
        "xuất khẩu KCN Hồ Lớn năm 2024 có vượt năm 2023 không",
        "did exports of KCN Hồ Lớn in 2024 beat 2023?",
    ):
        (found,) = ask(books, typed)
        assert found.said is not None
        assert found.said.vi == "tăng 30 USD (33,33%) so với năm 2023"
    *_, beside = ask(books, "xuất khẩu KCN Hồ Lớn năm 2024 đạt bao nhiêu, có vượt năm trước không?")
    assert beside.said is not None
    assert beside.said.vi.endswith("so với năm 2023")


def test_a_country_without_projects_is_told_beside_one_that_has_some(books: Figures) -> None:
    asked = "how many South Korean projects are in Bac Giang's parks, and how does that compare with Japan?"
    (found,) = ask(books, asked)
    assert found.note is not None
    assert "sổ không ghi dự án nào của Hàn Quốc" in found.note.vi


def test_zones_that_are_there_now_are_counted_by_their_stage(books: Figures) -> None:
    (found,) = ask(books, "Bắc Giang hiện có mấy KCN đang hoạt động, kể tên giúp")
    assert [line.title.vi for line in found.lines] == ["KCN Đồi Cao"]


def test_the_first_of_a_province_that_is_not_named_is_told_of_each(books: Figures) -> None:
    other = Scribe("bk", "viet-nam.bac-kan")
    other.zone("Núi Xa", on="2015-05-04", industrial_m2=900, place="viet-nam.bac-kan")
    close()
    found = answers("KCN rộng nhất tỉnh", current_figures(), ON)
    assert [each.lines[0].title.vi for each in found] == ["KCN Hồ Lớn", "KCN Núi Xa"]


def test_the_latest_figure_is_the_one_that_there_is(books: Figures) -> None:
    (found,) = ask(books, "latest natural area of KCN Hồ Lớn")
    assert indicators((found,)) == ["land.natural"]


@pytest.mark.parametrize(
    "typed",
    [
        "xuất khẩu KCN Hồ Lớn năm 2024 bao nhiêu tấn",  # money has no weight
        "xuất khẩu KCN Hồ Lớn năm 2024 mỗi mét vuông",
        "xuất khẩu các KCN Bắc Giang năm 2024 theo nước",  # what is asked has no countries
        "which parks in Bac Giang need 1 ha cleared",
        "lao động ở xã Hồ Lớn",
        "ai quản lý nước thải KCN Hồ Lớn",
        "where are the workers of KCN Hồ Lớn from",
        "dự án cuối cùng được cấp ở KCN Hồ Lớn",
        "vẽ biểu đồ lao động KCN Hồ Lớn",
        "tiền phạt KCN Hồ Lớn năm 2024 đã nộp hết chưa",  # what is paid may be of older fines
    ],
)
def test_what_a_reviewer_found_told_of_something_else_is_refused(books: Figures, typed: str) -> None:
    found = ask(books, typed)
    assert all(each.problem is not None and not each.figures for each in found), found
