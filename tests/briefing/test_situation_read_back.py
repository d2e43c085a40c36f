"""The situation on the screen read back: every figure with its indicator, form, kind, origin, place, time and value."""

from datetime import date
from fractions import Fraction

import pytest

from parkledger.briefing import Situation
from parkledger.briefing.situation import situation
from parkledger.checking.statements import StatementOutcome, check
from parkledger.cli.figure_output import show_situations
from parkledger.cli.output import SPEECH
from parkledger.figures import Figure, Figures, Form
from parkledger.language import Lang
from parkledger.places import get
from parkledger.reading import Page, Statement, read
from tests.briefing.reading_back import READ_AS

PLACES = ("viet-nam.bac-giang", "viet-nam.bac-kan")
DAYS = (date(2023, 12, 31), date(2023, 8, 22), date(2021, 6, 30), date(2025, 3, 15))


def said(found: list[Situation], on: date, lang: Lang, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command prints."""
    before, SPEECH.lang = SPEECH.lang, lang
    try:
        show_situations(found, on, None)
    finally:
        SPEECH.lang = before
    return capsys.readouterr().out


def is_stated(figure: Figure, one: Statement) -> bool:
    question, value = figure.question, figure.value
    assert value is not None
    origin = question.origin.value if question.origin else None
    kind = question.kind.value if question.kind else None
    code = READ_AS.get(question.indicator, question.indicator)
    return (
        (one.indicator, one.form, one.kind, one.origin) == (code, figure.form.value, kind, origin)
        and one.place == get(question.place).name
        and one.period_end == figure.period_end
        and (figure.period_start is None or one.period_start == figure.period_start)
        and Fraction(one.low or 0) <= (abs(value) if figure.form is Form.GROWTH else value) <= Fraction(one.high or 0)
    )


def unread(found: list[Situation], page: Page) -> list[str]:
    figures = [figure for each in found for _, shown in each.sections for figure in shown if figure.value is not None]
    assert figures
    return [
        f"{figure.question} {figure.value}"
        for figure in figures
        if not any(is_stated(figure, one) for one in page.statements)
    ]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("places", [PLACES[:1], PLACES], ids=["one place", "two places"])
def test_every_figure_printed_is_read_back_and_agrees(
    books: Figures, places: tuple[str, ...], lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = {}
    for on in DAYS:
        found = situation(books, places, on)
        page = read(said(found, on, lang, capsys))
        lost[on] = unread(found, page)
        assert len(page.statements) == sum(
            figure.value is not None for each in found for _, shown in each.sections for figure in shown
        ), "nothing else is taken for a figure"
        checked = check(page, books)
        assert {one.outcome for one in checked} == {StatementOutcome.AGREES}, on
        assert not [one.note for one in checked if one.note is not None]
    assert not any(lost.values()), lost


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        pytest.param(
            Lang.VI,
            "Tình hình ngày 31/12/2023\n\nChỉ tiêu | Bắc Giang | Công thức\n"
            "Vốn thu hút trong kỳ (KCN), năm 2023 | 2,83 tỷ USD | x\n- So với kế hoạch | 283,50% | x\n",
            [("capital.attracted", "value", "park"), ("capital.attracted", "plan_ratio", "park")],
            id="the share of the plan beneath",
        ),
        pytest.param(
            Lang.EN,
            "Situation as of 31 December 2023\n\nIndicator | Bắc Giang | Formula\n"
            "GRDP growth, 2022 | 19.30% | x\n- Rank in the country | rank 2/63 | x\n",
            [("grdp.growth", "growth", None), ("grdp.growth", "rank", None)],
            id="the rank beneath, in English",
        ),
        pytest.param(
            Lang.VI,
            "Tình hình ngày 31/12/2023\n\nVốn, theo tháng\nTháng 8/2023 | 15 triệu USD\n\nSố liệu\n"
            "TT | Chỉ tiêu | ĐVT | Thực hiện năm 2022\n1 | Vốn thu hút trong kỳ của các KCN | triệu USD | 20\n",
            [("capital.attracted", "value", "park")],
            id="rows above are no heading of a table",
        ),
        pytest.param(
            Lang.VI,
            "Tình hình ngày 31/12/2023\n\nChỉ tiêu | Bắc Giang | So với cùng kỳ (%)\nLao động (KCN) | 120 | 4,5\n",
            [],
            id="one place alone heads no column where others compare",
        ),
    ],
)
def test_a_table_of_places_is_read_with_what_stands_beneath(lang: Lang, text: str, wanted: list[object]) -> None:
    found = [(one.indicator, one.form, one.kind) for one in read(text).statements]
    assert [one for one in found if one[0] != "labour.workers"] == wanted
