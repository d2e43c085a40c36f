"""The nearest question that can be answered, beside one that is refused; permits by when they end; sectors spoken of as one."""

from datetime import date
from pathlib import Path

import pytest

from parkledger.briefing.answers import questions
from parkledger.briefing.answers.answer import NearestQuestion
from parkledger.briefing.answers.known_names import NAMES
from parkledger.briefing.answers.questions import answers
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.records.dates import Dates
from tests.answers.asking import Asking, problems, titles
from tests.figures.books import BAC_GIANG, VIET_YEN, Scribe, usd

ON = Dates(date(2024, 12, 31))
ask = Asking(ON, is_no_name=True)


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Two parks with workers, rents, permits and a policy on sectors."""
    scribe = Scribe("bg", BAC_GIANG)
    lake, hill = (scribe.zone(name, on="2012-05-04", place=VIET_YEN) for name in ("Hồ Lớn", "Đồi Cao"))
    for zone, workers in ((lake, 900), (hill, 100)):
        values = {"labour.workers": workers, "trade.export": usd(workers * 1_000)}
        scribe.report("2024-01-01", "2024-12-31", zone=zone, values=values)
    for zone, permit, until in ((lake, "M1", "2024-04-30"), (hill, "M2", "2025-05-31")):
        scribe("environmental_permit_granted", zone=zone, permit=permit, effective_on="2020-06-01", valid_until=until)
    for permit, until in (
        ("L1", "2024-06-10"),
        ("L2", "2025-01-15"),
        ("L3", "2025-02-20"),
        ("L4", "2026-02-20"),
        ("L5", "2025-03-02"),
    ):
        scribe("work_permit_granted", zone=lake, permit=permit, effective_on="2023-06-11", valid_until=until)
    scribe("sector_policy_set", zone=lake, effective_on="2020-01-01", accepted="C", refused="13")
    return current_figures()


def nearest(books: Figures, typed: str) -> NearestQuestion | None:
    (found,) = ask(books, typed)
    assert found.problem is not None
    return found.nearest


@pytest.mark.parametrize(
    ("typed", "left_out", "value"),
    [
        ("lao động văn phòng KCN Hồ Lớn cuối 2024", "văn phòng", 900),
        ("how many skilled workers does Ho Lon have", "skilled", 900),
        ("Bao nhiêu lao động nói tiếng Trung ở KCN Đồi Cao?", "nói tiếng Trung", 100),
    ],
)
def test_what_is_known_without_a_word_is_proposed(books: Figures, typed: str, left_out: str, value: int) -> None:
    found = nearest(books, typed)
    assert found is not None
    assert found.left_out == (left_out,)
    assert left_out not in found.question
    assert [figure.value for answer in found.answers for figure in answer.figures] == [value]


def test_words_that_are_known_and_have_no_use_are_left_out_as_well(books: Figures) -> None:
    found = nearest(books, "lao động bình quân KCN Hồ Lớn cuối 2024")
    assert found is not None
    assert (found.left_out, found.question) == (("bình quân",), "lao động KCN Hồ Lớn cuối 2024")


@pytest.mark.parametrize(
    "typed",
    [
        "lao động ngoài văn phòng KCN Hồ Lớn cuối 2024",  # without "ngoài văn phòng" all are told for some
        "workers other than guards in Ho Lon park at the end of 2024",
        "KCN nào có hồ bơi",  # nothing but names would be told, as if these had one
        "xuất khẩu KCN Bắc Giang trừ điện tử năm 2024",
        "KCN nào lấp đầy nhất ngoài Hồ Lớn",
        "mưa gió bão bùng",
        "lao động KCN Không Có Thật cuối 2024",  # of a name that nobody knows nothing is told, least of all the whole
        "lao động kcn lục bảo cuối 2024",
        "workers in Atlantis at the end of 2024",
        "workers of the atlantis industrial park at the end of 2024",
        "lao động KCN Hồ Lớn tháng 13/2024",
        "thủ môn tiền đạo hậu vệ lao động trọng tài KCN Hồ Lớn khán giả",  # more is unknown than known
    ],
)
def test_nothing_is_proposed_that_would_say_something_else(books: Figures, typed: str) -> None:
    found = answers(typed, books, ON, is_no_name=True)
    assert all(each.problem and each.nearest is None for each in found)


def test_a_question_that_is_answered_proposes_nothing(books: Figures) -> None:
    (found,) = ask(books, "lao động KCN Hồ Lớn cuối 2024")
    assert (found.problem, found.nearest) == (None, None)


@pytest.mark.parametrize(
    ("typed", "permits"),
    [
        ("giấy phép lao động hết hạn trong 2 tháng tới", ["L2", "L3"]),
        ("giấy phép lao động nào sắp hết hạn trong tháng 1/2025", ["L2"]),
        ("which work permits expire in February 2025", ["L3"]),
        ("work permits that expired in June 2024", ["L1"]),
        ("giay phep lao dong da het han chua", ["L1"]),
        ("giấy phép lao động hết hạn năm 2027", []),
        ("giấy phép lao động sắp hết hạn", ["L1", "L2"]),
    ],
)
def test_work_permits_by_when_they_end(books: Figures, typed: str, permits: list[str]) -> None:
    """By their last days, and not by those on which they are to be renewed: L5 is in February, and ends in March."""
    (found,) = answers(typed, books, ON, reach=frozenset({"bg"}), is_no_name=True)
    assert found.problem is None
    told = [line.note.vi for line in found.lines if line.note]
    assert len(told) == found.total == len(permits)
    assert all(permit in note for permit, note in zip(permits, told, strict=True))


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("giấy phép môi trường nào đã hết hạn", ["KCN Hồ Lớn"]),
        ("have any environmental permits of parks expired as of today?", ["KCN Hồ Lớn"]),
        ("giấy phép môi trường nào hết hạn trong năm 2025", ["KCN Đồi Cao"]),
        ("environmental permits that have run out", ["KCN Hồ Lớn"]),
        ("giấy phép môi trường hết hạn năm 2023", []),
    ],
)
def test_environmental_permits_by_when_they_end(books: Figures, typed: str, zones: list[str]) -> None:
    assert titles(ask(books, typed)) == zones


def test_two_sectors_that_are_spoken_of_as_one_are_each_told(books: Figures) -> None:
    found = ask(books, "KCN Hồ Lớn có nhận ngành dệt may không")
    assert not problems(found)
    assert [(each.said.vi, each.lines[0].note.vi[:15]) for each in found if each.said and each.lines[0].note] == [
        ("13 Dệt", "không tiếp nhận"),
        ("14 Sản xuất trang phục", "tiếp nhận; từ 1"),
    ]


@pytest.mark.parametrize("typed", ["when did Ho Lon park start operating", "KCN Hồ Lớn chính thức hoạt động năm nào"])
def test_when_a_park_began(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None
    assert found.said is not None


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("lao động KCN Bắc Giang theo hồ lân", []),
        ("lao động ở hồ lân", ["KCN Hồ Lớn"]),
        ("lao động KCN Hồ Lân", ["KCN Hồ Lớn"]),
    ],
)
def test_names_are_proposed_for_what_stands_as_a_name(books: Figures, typed: str, proposed: list[str]) -> None:
    (found,) = ask(books, typed)
    assert found.problem is not None
    assert [each.title for each in found.likely] == proposed


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("KCN nào đi vào hoạt động gần đây nhất", "KCN Đồi Cao"),
        ("KCN nào hoạt động đầu tiên", "KCN Hồ Lớn"),
    ],
)
def test_the_first_and_the_newest_park_to_operate(sqlite_database: str, home: Path, typed: str, first: str) -> None:
    scribe = Scribe("bg", BAC_GIANG)
    for name, on in (("Hồ Lớn", "2014-02-03"), ("Đồi Cao", "2020-05-06")):
        zone = scribe.zone(name, on="2012-05-04", place=VIET_YEN)
        scribe("zone_operating", zone=zone, effective_on=on)
    (found,) = ask(current_figures(), typed)
    assert found.lines[0].title.vi == first
    assert found.lines[0].note is not None
    assert "đang hoạt động, từ" in found.lines[0].note.vi


def test_a_zone_that_is_no_more_says_what_became_of_it(sqlite_database: str, home: Path) -> None:
    scribe = Scribe("bg", BAC_GIANG)
    whole, part = scribe.zone("Sông Dài", on="2012-05-04"), scribe.zone("Suối Nhánh", "cluster", on="2012-05-04")
    scribe("zone_merged", zone=part, into=whole, effective_on="2022-06-01")
    (found,) = ask(current_figures(), "CCN Suối Nhánh còn tồn tại không")
    assert found.said is not None
    assert found.said.vi == "CCN Suối Nhánh: đã nhập vào KCN Sông Dài từ ngày 1/6/2022"


def test_years_from_one_to_another_do_not_run_on_to_today(books: Figures) -> None:
    """With growth as without: "từ 2022 đến 2023" is over."""
    (found,) = ask(books, "xuất khẩu KCN Hồ Lớn tăng bao nhiêu mỗi năm từ 2022 đến 2023")
    assert [line.key for line in found.lines] == ["2022-12-31", "2023-12-31"]


def test_the_middle_of_a_year_is_its_half(books: Figures) -> None:
    for typed in (
        "lao động KCN Hồ Lớn giữa năm 2024",
        "workers in Ho Lon park, mid 2024",
        "workers in Ho Lon mid-2024",
    ):
        (found,) = ask(books, typed)
        assert [figure.question.end for figure in found.figures] == [date(2024, 6, 30)], typed


def test_a_worker_reads_the_words_of_questions_before_anybody_asks(books: Figures) -> None:
    """Whatever the books hold: it runs while visitors are answered, and must not end the worker."""
    NAMES._made.clear()
    questions.warm(books)
    assert NAMES._made


def test_an_empty_register_is_warmed_as_well(sqlite_database: str, home: Path) -> None:
    questions.warm(current_figures())
