"""Three hundred questions in everyday words, in both languages, with typing errors and without diacritics."""

from datetime import date
from fractions import Fraction

import pytest

from parkledger.briefing.answers.questions import answers
from parkledger.briefing.answers.subjects import subject_of
from parkledger.figures import Figures
from parkledger.records.dates import Dates
from tests.answers.judging import Asked, Outcome, asked, dates, judge
from tests.sampling import sampled


@pytest.mark.parametrize("one", sampled(asked(), 5), ids=lambda one: one.text)
def test_a_question_is_answered_rightly(books: Figures, one: Asked) -> None:
    outcome, found = judge(one, books, dates())
    assert outcome is Outcome.RIGHT, found


@pytest.mark.parametrize(
    ("typed", "heard", "unheard"),
    [
        ("tỷ lệ lấp đầy KCN Quảng Châu năm 2023", "Tỷ lệ lấp đầy", "Quảng Châu"),
        ("tỷ lệ lấp đầy KCN Sóng Thần 31/12/2023", "Tỷ lệ lấp đầy, KCN", "Sóng Thần"),
        ("xuất khẩu gạo của Bắc Giang năm 2023", "Giá trị xuất khẩu, Bắc Giang", "gạo"),
        ("how many robots work in Quang Chau park in 2023", "Lao động, KCN Quang Châu", "robots"),
    ],
)
def test_what_is_not_wholly_understood_is_refused_with_what_was_and_what_was_not(
    books: Figures, typed: str, heard: str, unheard: str
) -> None:
    (found,) = answers(typed, books, dates())
    assert found.problem is not None
    assert found.understood is not None
    assert found.understood.vi.startswith(heard)
    assert found.unheard == (unheard,)
    assert not (found.figures)
    assert not (found.lines)
    assert not (found.said)


@pytest.mark.parametrize(
    "typed",
    [
        "xuất khẩu và robot KCN Quang Châu năm 2023",
        "lao động KCN Quang Châu hơn bao nhiêu",
        "xuất khẩu KCN Bắc Giang năm 2030",
        "số lượng ô tô sản xuất tại KCN Quang Châu",
    ],
)
def test_words_that_come_to_no_one_figure_are_refused_with_a_reason(books: Figures, typed: str) -> None:
    found = answers(typed, books, dates())
    assert found
    assert all(each.problem and not each.figures and not each.lines for each in found)


def test_a_misspelt_name_is_guessed_and_told(books: Figures) -> None:
    (right,) = answers("tỷ lệ lấp đầy KCN Vân Trung 31/12/2023", books, dates())
    (misspelt,) = answers("ty le lap day kcn van trugn 31/12/2023", books, dates())
    assert misspelt.figures == right.figures
    assert misspelt.guessed
    assert not right.guessed


def test_growth_of_a_percentage_is_told_in_points(books: Figures) -> None:
    (found,) = answers("tỷ lệ lấp đầy KCN Hòa Phú năm 2023 tăng bao nhiêu so với năm 2022", books, dates())
    now, then = (figure.value or Fraction(0) for figure in found.figures)
    assert found.value == now - then
    assert found.said is not None
    assert "điểm phần trăm" in found.said.vi


def test_why_a_figure_changed_is_told_with_the_events_between(books: Figures) -> None:
    (found,) = answers("vì sao diện tích các KCN Bắc Giang đã thành lập tăng năm 2022", books, dates())
    assert found.lines
    assert {line.route for line in found.lines} == {"event"}
    assert all("2022" in line.note.vi for line in found.lines if line.note)


@pytest.mark.parametrize(
    ("typed", "on", "place"),
    [
        ("tỷ lệ lấp đầy KCN Tây Ninh hiện nay", date(2026, 11, 29), "viet-nam.tay-ninh-2025"),
        ("ty le lap day KCN Tay Ninh nam 2023", date(2026, 11, 29), "viet-nam.tay-ninh"),
        ("occupancy of industrial parks in Tay Ninh", date(2023, 8, 22), "viet-nam.tay-ninh"),
        ("tỷ lệ lấp đầy KCN Bắc Giang hiện nay", date(2026, 11, 29), "viet-nam.bac-giang"),
    ],
)
def test_a_province_that_kept_its_name_is_the_one_of_the_day_asked(
    books: Figures, typed: str, on: date, place: str
) -> None:
    assert subject_of(typed, books, Dates(on)).places == [place]
