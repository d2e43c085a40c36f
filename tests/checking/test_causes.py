"""What a difference probably comes from: each kind of slip is named, and pages without any are left alone."""

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from parkledger.catalogue import ZoneKind
from parkledger.checking.causes import DifferenceCause, hypotheses, is_misprint, is_rounding
from parkledger.checking.open_readings import as_told
from parkledger.checking.statements import StatementOutcome, check
from parkledger.figures import Figures, Question
from parkledger.language import Lang, day_end
from parkledger.reading import read
from tests.checking.planted import PLANTINGS, Pages, measure
from tests.checking.saying import page_of, run, said


def test_planted_errors_are_found_and_rightly_named(demo_figures: Figures) -> None:
    found = measure(demo_figures, seed=5, errors=24, untouched=20)
    assert found.share(found.found) >= Fraction(95, 100), found.notes
    assert found.share(found.named) >= Fraction(80, 100), found.notes
    assert found.alarms <= 1, found.notes


@pytest.mark.parametrize("cause", PLANTINGS, ids=lambda cause: cause.value)
def test_each_kind_of_error_can_be_planted(demo_figures: Figures, cause: DifferenceCause) -> None:
    fact, wrong = Pages(demo_figures, random.Random(1)).planted(cause)
    assert wrong != fact.said


@pytest.mark.parametrize(
    ("printed", "value", "ours", "rounding", "misprint"),
    [
        ("75,6%", "75.6", "75.51", True, False),
        ("67,5%", "67.5", "76.48", False, True),
        ("1.967 ha", "1967", "1976", False, True),
        ("196 ha", "196", "1967", False, True),
        ("46.000 lao động", "46000", "46350", True, False),
        ("46.359 lao động", "46359", "46350", False, True),
        ("30 ha", "30", "75", False, False),
    ],
)
def test_rounding_and_misprints_are_told_apart(
    printed: str, value: str, ours: str, *, rounding: bool, misprint: bool
) -> None:
    unit = "percent" if "%" in printed else "person" if "lao" in printed else "ha"
    statement = said("land.leased", value, value, unit=unit, quote=printed)
    assert is_rounding(statement, Fraction(ours)) is rounding
    assert rounding or is_misprint(statement, Fraction(ours)) is misprint


def test_a_difference_of_percentages_is_in_points(demo_home) -> None:
    text = "Ngày 22/8/2023\n\nTỷ lệ lấp đầy các KCN tỉnh Bắc Giang đạt 70,1%."
    done = run(demo_home, "check", "-", given=text)
    assert done.returncode == 1
    assert "+5,4972 điểm phần trăm" in done.stdout


def test_a_letter_of_correction_sets_both_numbers_side_by_side(demo_home, tmp_path) -> None:
    text = "Ngày 22/8/2023\n\nTỷ lệ lấp đầy các KCN tỉnh Bắc Giang đạt 57,6%. Tỉnh có 54 CCN được thành lập."
    path = tmp_path / "cong-van.txt"
    done = run(demo_home, "check", "-", "--letter", str(path), given=text)
    assert done.returncode == 1
    letter = path.read_text(encoding="utf-8")
    assert "Kính gửi:" in letter
    assert "57,6%" in letter
    assert "75,5972%" in letter or "75,6" in letter
    assert "điểm phần trăm" in letter
    assert "54 CCN" not in letter
    assert "minh họa" in letter


def test_no_letter_is_drawn_up_where_nothing_differs(demo_home, tmp_path) -> None:
    text = "Ngày 22/8/2023\n\nTỉnh Bắc Giang có 54 CCN được thành lập."
    done = run(demo_home, "check", "-", "--letter", str(tmp_path / "cong-van.docx"), given=text)
    assert done.returncode != 0
    assert "không cần công văn" in done.stdout + done.stderr
    assert not (tmp_path / "cong-van.docx").exists()


def test_what_agrees_has_no_cause(demo_figures: Figures) -> None:
    (found,) = check(page_of(said("zones.established", "54", "55", kind="cluster")), demo_figures)
    assert found.outcome is StatementOutcome.AGREES
    assert found.explained is None


def test_what_may_have_been_meant_is_asked_as_known_at_the_page_s_moment() -> None:
    """What is recorded later changes no explanation of a page that is cited."""
    on, moment = date(2023, 6, 30), day_end(date(2023, 7, 20))
    statement = said("output.production", "100", "101", unit="VND", place="Bắc Giang")
    base = Question("output.production", "viet-nam.bac-giang", on, date(2023, 1, 1), kind=ZoneKind.PARK)
    asked = [q for one in hypotheses(statement, (replace(base, known_at=moment),)) for q in one.questions]
    assert asked
    assert all(question.known_at is not None and question.known_at <= moment for question in asked)
    later = {q.known_at for one in hypotheses(statement, (base,)) for q in one.questions} - {None}
    assert len(later) == 3, "an estimate of then is tried where nothing is asked of a moment"


def test_a_word_tells_of_the_number_it_stands_with_and_of_no_other_in_its_sentence() -> None:
    text = "Các KCN tỉnh Bắc Giang: vốn thực hiện quý I/2023 đạt 120 triệu USD, lũy kế đến nay vốn thực hiện đạt 1,2 tỷ USD."
    found = [as_told(statement).indicator for statement in read(text, published=date(2023, 8, 22)).statements]
    assert found == ["capital.implemented", "capital.implemented_to_date"]


def test_a_slip_of_units_is_said_in_the_marks_of_each_language(demo_figures: Figures) -> None:
    page = read(
        "Ngày 22/8/2023, các KCN tỉnh Bắc Giang có diện tích đất đã cho thuê 987.300 ha.", published=date(2023, 8, 22)
    )
    (found,) = [one for one in check(page, demo_figures) if one.explained is not None]
    assert found.explained is not None
    assert found.explained.cause is DifferenceCause.UNIT
    assert "1.000 lần" in found.explained.said.of(Lang.VI)
    assert "1,000 times" in found.explained.said.of(Lang.EN)
