"""Every part of a question is answered or it is refused: both times, both things that are held, the causes, what became of each."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.briefing.answers.answer import Answers
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.records.dates import Dates
from tests.answers.asking import Asking, titles
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, BAC_KAN, VIET_YEN, Scribe, question, usd, vnd

__all__ = ["closed"]

ON = Dates(date(2025, 3, 31))
ask = Asking(ON, is_no_name=True)
PROJECTS = (
    ("TG01", "lake", "2022-02-01", "2022-12-01"),
    ("TG02", "lake", "2022-03-01", "2024-05-01"),
    ("TG03", "hill", "2022-04-01", ""),
    ("TG04", "hill", "2023-05-01", "2023-11-01"),
)


def _matters(scribe: Scribe, lake: str, hill: str) -> None:
    """Stoppages, an incident, an accident, a permit, an approval of investment."""
    for code, zone, day, cause in (("N1", lake, "2023-04-01", "wages"), ("N2", hill, "2024-06-01", "meals")):
        scribe(
            "work_stoppage_begun",
            stoppage=code,
            zone=zone,
            effective_on=day,
            stoppage_kind="strike",
            workers=90,
            cause=cause,
        )
    scribe("work_stoppage_ended", stoppage="N1", effective_on="2023-04-04")
    scribe("environmental_incident_opened", zone=hill, incident="SC1", cause="chemical", effective_on="2024-08-01")
    scribe("environmental_incident_ended", incident="SC1", effective_on="2024-08-13")
    scribe(
        "work_accident", accident="TN1", zone=lake, effective_on="2024-01-10", severity="fatal", injured=1, killed=1,
    )  # fmt: skip
    scribe("work_accident_investigated", accident="TN1", effective_on="2024-02-01")
    scribe("work_accident_closed", accident="TN1", effective_on="2024-03-01")
    scribe("environmental_permit_granted", zone=lake, permit="GP7", effective_on="2020-06-01", valid_until="2027-05-31")
    scribe("investment_policy_approved", zone=hill, effective_on="2015-08-09", authority="Cơ quan Giả định")


def _undertakings(scribe: Scribe) -> None:
    """Letters, a fine, memoranda, promises."""
    scribe("schedule_set", project="TG03", effective_on="2022-05-01", construction_by="2023-01-01")
    scribe(
        "schedule_letter", project="TG03", effective_on="2023-02-03", answer_by="2023-02-20", content="báo cáo tiến độ"
    )
    scribe("schedule_sanction", project="TG03", effective_on="2024-07-08", sanction="fine", fine=vnd(60_000_000))
    scribe("schedule_sanction", project="TG01", effective_on="2024-07-09", sanction="warning")
    for code in ("GN1", "GN2"):
        scribe(
            "memorandum_signed", memorandum=code, investor=f"Tập đoàn {code}", effective_on="2024-03-05",
            follow_up_by="2024-12-31",
        )  # fmt: skip
    scribe("memorandum_concluded", memorandum="GN2", effective_on="2024-09-10", outcome="lapsed", ground="đổi ý")
    for code in ("H1", "H2"):
        scribe(
            "promise_made", promise=code, content=f"gửi tài liệu {code}", guest="đoàn tỉnh Bắc Kạn",
            effective_on="2024-05-06", due_by="2024-06-30",
        )  # fmt: skip
    scribe("promise_kept", promise="H1", effective_on="2024-06-01")


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Two parks and an extension in two phases, projects of two years, and what happened in them; a book of another province."""
    scribe = Scribe("bg", BAC_GIANG)
    about = {"place": VIET_YEN, "developer": "Công ty Hạ tầng Một"}
    lake = scribe.zone("Hồ Lớn", on="2012-05-04", industrial_m2=300, **about)
    hill = scribe.zone("Đồi Cao", on="2016-03-02", industrial_m2=200, **about)
    scribe.zone("Hồ Lớn (mở rộng giai đoạn 1)", on="2020-03-02", industrial_m2=100, place=VIET_YEN)
    zones = {"lake": lake, "hill": hill}
    for code, zone, registered, produced in PROJECTS:
        scribe(
            "project_registered", project=code, zone=zones[zone], effective_on=registered, name=f"Nhà máy {code}",
            enterprise=f"Công ty Giả định {code}", origin="fdi", capital=usd(5_000_000), country="Nhật Bản",
            sector="sản xuất giả định",
        )  # fmt: skip
        if produced:
            scribe("production_started", project=code, effective_on=produced)
    for tariff, named in (("telecom", (lake, hill)), ("solid_waste", (hill,))):
        for zone in named:
            scribe(
                "tariff_set",
                zone=zone,
                effective_on="2021-01-01",
                tariff=tariff,
                price="1000",
                per=PER[tariff],
                currency="VND",
            )
    scribe("tariff_set", zone=lake, effective_on="2021-01-01", tariff="water", price="9000", per="m3", currency="VND")
    for year, lake_workers, hill_workers in ((2022, 100, 40), (2023, 130, 50), (2024, 170, 90)):
        for zone, workers in ((lake, lake_workers), (hill, hill_workers)):
            scribe.report(
                f"{year}-01-01", f"{year}-12-31", zone=zone,
                values={"labour.workers": workers, "labour.local": workers // 2, "trade.export": usd(workers)},
            )  # fmt: skip
    _matters(scribe, lake, hill)
    _undertakings(scribe)
    Scribe("bk", BAC_KAN).zone("Núicao", industrial_m2=300)
    return current_figures()


PER = {"telecom": "month", "solid_waste": "kg"}


def notes(found: Answers) -> str:
    return " | ".join(f"{line.title.vi}: {line.note.vi}" for each in found for line in each.lines if line.note)


@pytest.mark.parametrize(
    ("typed", "count", "whole"),
    [
        ("trong số dự án cấp mới năm 2022 ở Bắc Giang, đến cuối 2024 bao nhiêu dự án đang sản xuất", 2, 3),
        ("Trong các dự án được cấp mới năm 2022 ở Bắc Giang, tính đến hết năm 2023 có mấy dự án đã sản xuất?", 1, 3),
        ("of the projects registered in Bac Giang in 2022, how many were in production by the end of 2024?", 2, 3),
        ("in Bac Giang, of the projects registered in 2022 how many are in force on 31/12/2024", 3, 3),
    ],
)
def test_what_became_of_the_projects_of_one_year_is_told_of_those(
    books: Figures, typed: str, count: int, whole: int
) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None
    assert found.value == count == len(found.lines)
    assert found.said is not None
    assert re.match(rf"of {whole} projects registered \([^)]*\), {count} in (?:production|force) on ", found.said.en)
    assert {line.key for line in found.lines} <= {"bg/TG01", "bg/TG02", "bg/TG03"}


def test_two_things_said_of_projects_of_no_one_time_are_refused(books: Figures) -> None:
    (found,) = ask(books, "danh sách dự án Nhật Bản cấp mới năm 2022 đang sản xuất")
    assert found.problem is not None
    assert not found.lines


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("danh sách nhà máy sản xuất giả định đang sản xuất ở Việt Yên", ["bg/TG01", "bg/TG02", "bg/TG04"]),
        ("các nhà máy sản xuất giả định ở Việt Yên", ["bg/TG01", "bg/TG02", "bg/TG03", "bg/TG04"]),
    ],
)
def test_factories_in_production_are_not_all_in_force(books: Figures, typed: str, codes: list[str]) -> None:
    (found,) = ask(books, typed)
    assert sorted(line.key for line in found.lines) == codes


@pytest.mark.parametrize(
    "typed",
    [
        "what proportion of Hồ Lớn's workers come from within the province",
        "share of workforce of Hồ Lớn recruited within the province",
        "tỷ lệ lao động KCN Hồ Lớn đến từ trong tỉnh",
    ],
)
def test_workers_from_within_the_province_are_no_share_of_its_workers(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert [figure.question.indicator for figure in found.figures] == ["labour.local_share"]


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("why did workers in Hồ Lớn go up between end 2022 and end 2024", [100, 170]),
        ("vì sao lao động KCN Hồ Lớn tăng từ cuối 2023 đến cuối 2024", [130, 170]),
        ("vì sao lao động KCN Hồ Lớn tăng từ 2022 đến 2024", [100, 170]),
        ("why did exports of Hồ Lớn rise from 2022 to 2024", [10_000, 17_000]),
    ],
)
def test_why_is_told_between_the_two_times_that_are_named(books: Figures, typed: str, ends: list[int]) -> None:
    (found,) = ask(books, typed)
    scale = 1 if ends[0] < 1_000 else 100
    assert [figure.value for figure in found.figures] == [Fraction(end, scale) for end in ends]


def test_why_is_told_of_each_zone(books: Figures) -> None:
    found = ask(books, "vì sao lao động KCN Hồ Lớn và KCN Đồi Cao tăng năm 2024")
    assert [[figure.value for figure in each.figures] for each in found] == [[130, 170], [50, 90]]


@pytest.mark.parametrize(
    "typed", ["Hồ Lớn: developer, established when, size", "KCN Hồ Lớn: quy mô, chủ đầu tư, ngày thành lập"]
)
def test_size_beside_other_facts_is_the_area(books: Figures, typed: str) -> None:
    found = ask(books, typed)
    assert [figure.question.indicator for each in found for figure in each.figures] == ["land.natural"]
    assert len(found) == len(["developer", "day", "size"])


@pytest.mark.parametrize(
    "typed",
    [
        "how many strikes were there in Bac Giang since 2023 and about what?",
        "bao nhiêu vụ đình công ở Bắc Giang từ năm 2023, do đâu?",
        "số vụ đình công ở Bắc Giang từ năm 2023 và vì chuyện gì",
    ],
)
def test_causes_are_told_beside_the_number(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.value == len(["N1", "N2"])
    assert "tiền lương" in notes((found,))
    assert "bữa ăn ca" in notes((found,))


@pytest.mark.parametrize(
    "typed",
    [
        "số lao động KCN Hồ Lớn năm 2024 và để làm gì",
        "số lao động KCN Hồ Lớn năm 2024 và làm cho ai",
        "exports of Hồ Lớn in 2024, and for whom?",
    ],
)
def test_a_clause_that_asks_for_more_is_not_passed_over(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is not None
    assert not found.figures


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("is the pollution incident of August 2024 at Đồi Cao over?", "kết thúc 13/8/2024 (12 ngày)"),
        ("sự cố môi trường KCN Đồi Cao tháng 8/2024 kéo dài bao lâu", "kết thúc 13/8/2024 (12 ngày)"),
        ("vụ tai nạn chết người ở KCN Hồ Lớn kết thúc chưa", "kết thúc 1/3/2024 (51 ngày)"),
        ("vụ đình công năm 2024 ở KCN Đồi Cao kết thúc chưa", "chưa kết thúc"),
    ],
)
def test_what_has_a_course_is_told_with_its_end_and_its_days(books: Figures, typed: str, said: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None
    assert found.said is not None
    assert said in found.said.vi


@pytest.mark.parametrize(
    "typed",
    [
        "KCN nào có cả giá viễn thông và giá rác ở Bắc Giang",
        "parks in Bac Giang with both a price for telecoms and a price for solid waste",
    ],
)
def test_zones_that_have_both_have_each(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert titles((found,)) == ["KCN Đồi Cao"]


@pytest.mark.parametrize(
    "typed",
    [
        "năm 2024 các KCN Bắc Giang xuất khẩu bao nhiêu, khu nào nhiều nhất",
        "how much did the parks of Bac Giang export in 2024 and which park exported the most",
    ],
)
def test_the_whole_is_told_beside_the_first(books: Figures, typed: str) -> None:
    whole, first = ask(books, typed)
    assert [figure.value for figure in whole.figures] == [
        books.one(question("trade.export", "2024-12-31", start="2024-01-01")).value
    ]
    assert titles((first,)) == ["KCN Hồ Lớn"]


def test_a_phase_behind_a_comma_is_of_the_zone(books: Figures) -> None:
    (found,) = ask(books, "diện tích KCN Hồ Lớn mở rộng, giai đoạn 1")
    assert [figure.value for figure in found.figures] == [100]


def test_what_is_of_all_books_says_so(books: Figures) -> None:
    (found,) = ask(books, "bao nhiêu KCN đã thành lập mà chưa đi vào hoạt động")
    assert found.understood is not None
    assert found.understood.vi.endswith("Bắc Giang và Bắc Kạn")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("giấy phép môi trường KCN Hồ Lớn có hiệu lực đến bao giờ", "GP7; cấp ngày 1/6/2020; có hạn đến 31/5/2027"),
        ("when does the environmental permit of Hồ Lớn expire", "GP7; cấp ngày 1/6/2020; có hạn đến 31/5/2027"),
        ("giấy phép môi trường KCN Hồ Lớn hết hạn khi nào", "GP7; cấp ngày 1/6/2020; có hạn đến 31/5/2027"),
        ("GPMT Hồ Lớn có giá trị đến ngày nào?", "GP7; cấp ngày 1/6/2020; có hạn đến 31/5/2027"),
        ("environmental permit of Hồ Lớn: valid until?", "GP7; cấp ngày 1/6/2020; có hạn đến 31/5/2027"),
        ("cơ quan nào chấp thuận chủ trương đầu tư KCN Đồi Cao, khi nào", "Cơ quan Giả định; ngày 9/8/2015"),
        ("các văn bản đôn đốc năm 2023", "văn bản ngày 3/2/2023; trả lời chậm nhất 20/2/2023"),
        ("dự án TG03 có hạn trả lời công văn đôn đốc ngày nào", "trả lời chậm nhất 20/2/2023"),
        ("những dự án chậm tiến độ bị phạt năm 2024", "60,00 triệu đồng; ngày 8/7/2024"),
    ],
)
def test_papers_are_told_one_by_one(books: Figures, typed: str, said: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None, found.problem
    assert said in notes((found,))
    assert len(found.lines) == 1


def test_what_became_of_memoranda_and_promises(books: Figures) -> None:
    (memoranda,) = ask(books, "what became of the memoranda signed in 2024")
    assert [line.note.en for line in memoranda.lines if line.note] == [
        "signed on 5 March 2024; follow-up overdue; to be followed up by 31 December 2024",
        "signed on 5 March 2024; lapsed; on 10 September 2024; đổi ý",
    ]
    (promises,) = ask(books, "năm 2024 ta đã hứa với đoàn Bắc Kạn những việc gì")
    assert "đã thực hiện ngày 1/6/2024" in notes((promises,))
    assert "chưa thực hiện, đã quá hạn; hạn 30/6/2024" in notes((promises,))


def test_papers_of_which_there_are_none_are_said_to_be_none(books: Figures) -> None:
    (found,) = ask(books, "các văn bản đôn đốc năm 2021")
    assert found.problem is not None
    assert "văn bản đôn đốc" in found.problem.vi


def test_years_that_follow_one_another_are_one_period_of_what_happened(books: Figures) -> None:
    (found,) = ask(books, "những dự án Nhật Bản cấp mới trong hai năm 2022 và 2023")
    assert sorted(line.key for line in found.lines) == ["bg/TG01", "bg/TG02", "bg/TG03", "bg/TG04"]


@pytest.mark.parametrize(
    "typed",
    [
        "what became of the memoranda signed in 2024 with Japanese investors",
        "danh sách bản ghi nhớ đã ký năm 2024 ở KCN Hồ Lớn",
        "bao nhiêu vụ đình công ở Bắc Giang đã kết thúc năm 2024",
        "giấy phép môi trường của dự án TG01 có hiệu lực đến bao giờ",
    ],
)
def test_what_papers_and_courses_cannot_be_narrowed_to_is_refused(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is not None
    assert not found.lines


def test_no_share_of_another_whole_is_taken_for_those_of_a_year(books: Figures) -> None:
    found = ask(books, "trong số dự án cấp mới còn hiệu lực năm 2022 ở Bắc Giang bao nhiêu là FDI")
    assert not any(each.said and "dự án cấp mới (" in each.said.vi for each in found)


@pytest.mark.parametrize(
    "typed",
    [
        "các văn bản đôn đốc năm 2023 ai ký",
        "tình trạng các văn bản đôn đốc",
        "vì sao có tai nạn lao động ở KCN Hồ Lớn, đã kết thúc chưa",
        "vốn đăng ký còn hiệu lực KCN Hồ Lớn tăng bao nhiêu phần trăm từ 2022 đến 2023, vì sao",
        "những KCN nào có ít lao động",
        "bao nhiêu KCN có ít lao động",
    ],
)
def test_what_papers_courses_and_lists_do_not_tell_is_refused(books: Figures, typed: str) -> None:
    assert all(each.problem is not None for each in ask(books, typed))
