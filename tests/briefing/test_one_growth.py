"""A growth is told once: that of the two amounts beside it, in the currency in which they are told, wherever it stands.

The rate has moved by a quarter between the two years, and all capital was recorded in đồng: 1.000 billion became 1.500, in
US dollars 50 million became 60.
"""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.briefing.answers.questions import answers
from parkledger.briefing.comparison.report import ComparedRequest, compared
from parkledger.briefing.dashboard.cards import HEADLINES, Card, cards
from parkledger.briefing.dashboard.page_tables import PageContext, months_table
from parkledger.briefing.dashboard.questions import DashboardSubject, together, year_before
from parkledger.briefing.dashboard.tables import months
from parkledger.briefing.reports import ReportRequest, built_in, compose
from parkledger.briefing.reports.text import as_text
from parkledger.figures.current import close, current_figures
from parkledger.language import Lang, Period
from parkledger.places import get
from parkledger.records.dates import Dates
from tests.figures.books import BAC_GIANG, BAC_KAN, PARK, Scribe, question, vnd

BILLION = 10**9
ON = date(2024, 6, 30)
GROWN = "20,00%"
"""Of 60 million US dollars on 50; of the đồng recorded it would be 50 %."""


@pytest.fixture(autouse=True)
def _opened_anew() -> None:
    close()


@pytest.fixture
def office(sqlite_database: str, home: Path) -> Scribe:
    """Parks of Bắc Giang whose capital came in đồng alone, with a plan set in đồng."""
    bg = Scribe()
    bg("exchange_rate_set", effective_on="2024-01-01", vnd_per_usd="25000", source="giả định")
    zone = bg.zone("Mot", industrial_m2=100)
    for year, billions in ((2021, 100), (2023, 1_000), (2024, 1_500), (2025, 100)):
        name = f"P{year}"
        bg("project_registered", effective_on=f"{year}-02-01", project=name, name=name, enterprise=name, zone=zone,
           origin="ddi", capital=vnd(billions * BILLION))  # fmt: skip
    bg("target_set", effective_on="2023-12-10", measure="capital.attracted", value=vnd(3_000 * BILLION), kind="park",
       place=BAC_GIANG, period_start="2024-01-01", period_end="2024-12-31")  # fmt: skip
    return bg


def card_of(indicator: str) -> Card:
    books = current_figures()
    subject = DashboardSubject(get(BAC_GIANG), ON, None, year_before(ON))
    made = together(books.answer, {"cards": cards(subject, books.zone_named, HEADLINES)})
    found: list[Card] = made["cards"]
    return next(each for each in found if each.figure.indicator.code == indicator)


def test_the_card_the_report_the_answer_and_the_comparison_tell_the_same(office: Scribe) -> None:
    change = card_of("capital.attracted").change
    assert change is not None
    assert [change.now.value, change.before.value] == [60_000_000, 50_000_000]
    assert change.of(Lang.VI) == f"tăng {GROWN}"
    books = current_figures()
    period = Period(date(2024, 1, 1), ON)
    report = compose(ReportRequest(built_in("period", Lang.VI), BAC_GIANG, period, Lang.VI), books)
    assert f"60,00 triệu USD[1], tăng {GROWN}[2] so với cùng kỳ" in as_text(report)
    (row,) = [line for line in as_text(report).splitlines() if "Vốn thu hút trong kỳ [1]" in line]
    assert [cell.strip() for cell in row.split("|")[3:6]] == ["50,00", "60,00", "20,00"]
    (told,) = answers("vốn thu hút vào KCN Bắc Giang 6 tháng đầu năm 2024 tăng bao nhiêu", books, Dates(ON))
    assert told.value == Fraction(20)
    Scribe("bk", BAC_KAN)
    request = ComparedRequest((BAC_GIANG, BAC_KAN), ON, Lang.VI, None, indicators=("capital.attracted:park",))
    (line,) = compared(request, books).lines
    assert line.cells[0].growth is not None
    assert line.cells[0].growth.value == Fraction(20)


@pytest.mark.parametrize(("currency", "grown"), [(None, 20), ("USD", 20), ("VND", 50)])
def test_a_growth_is_that_of_the_amounts_in_the_currency_asked_for(office: Scribe, currency: str, grown: int) -> None:
    asked = question("capital.attracted", "2024-06-30", start="2024-01-01", kind=PARK, currency=currency)
    now, before, growth = current_figures().answer(
        [asked, asked.a_year_before(), question("capital.attracted", "2024-06-30", start="2024-01-01", kind=PARK,
                                                currency=currency, form="growth")]
    )  # fmt: skip
    assert growth.value == grown == (Fraction(now.value or 0) / Fraction(before.value or 1) - 1) * 100


def test_a_target_is_told_in_its_own_currency(office: Scribe) -> None:
    """3.000 billion đồng stood on the card as so many US dollars, and an answer held dollars against them."""
    card = card_of("capital.attracted")
    assert card.target == 3_000 * BILLION
    assert card.target_unit == "VND"
    assert card.figure.unit == "USD"
    books = current_figures()
    (told,) = answers(
        "vốn thu hút KCN Bắc Giang 6 tháng đầu năm 2024 đạt bao nhiêu phần trăm kế hoạch", books, Dates(ON)
    )
    assert told.said is not None
    assert "đạt 1,50 nghìn tỷ đồng, bằng 50,00% kế hoạch 3,00 nghìn tỷ đồng" in told.said.vi


@pytest.mark.parametrize(
    ("value", "drawn"), [(vnd(3_000 * BILLION), False), ({"currency": "USD", "amount": 10**10}, True)]
)
def test_a_target_is_drawn_beside_amounts_of_its_currency_alone(office: Scribe, value: object, drawn: bool) -> None:
    office.report("2024-01-01", "2024-01-31", kind="park", values={"trade.export": "30000000 USD"})
    office("target_set", effective_on="2023-12-10", measure="trade.export", value=value, kind="park", place=BAC_GIANG,
           period_start="2024-01-01", period_end="2024-12-31")  # fmt: skip
    books = current_figures()
    subject = DashboardSubject(get(BAC_GIANG), ON, None, year_before(ON))
    (year,) = together(books.answer, {"months": months(subject)})["months"]
    assert (year.target is not None, year.is_planned) == (drawn, True)
    table = months_table(year, PageContext(subject, Dates(ON), Lang.VI, {}))
    assert (
        "target" in {column.key for column in table.columns},
        "ratio" in {column.key for column in table.columns},
    ) == (
        drawn,
        True,
    )
