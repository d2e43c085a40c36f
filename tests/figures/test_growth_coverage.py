"""Growth where not the same zones reported for both periods: refused in words or marked, wherever it is given."""

import calendar
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.briefing.answers.completeness import is_alike
from parkledger.briefing.answers.questions import answers
from parkledger.briefing.dashboard.cards import Headline, cards
from parkledger.briefing.dashboard.questions import subject, together
from parkledger.figures import Figure, Form, SupposedPosting, set_against
from parkledger.figures.coverage import UNREPORTED_PERIOD, CoverageStatus
from parkledger.figures.current import close, current_figures, expire, open_figures
from parkledger.figures.wording import coverage_note, one_sided_note
from parkledger.language import Lang
from parkledger.ledger.models import row_id
from parkledger.records.dates import Dates
from parkledger.suppositions.evaluation import EventFields, supposed
from tests.figures.books import BAC_GIANG, COUNTRY, PARK, Scribe, question, zone_id

MEASURE = "output.production"
YEAR = range(1, 13)


def _report(book: Scribe, zone: str, year: int, months: range = YEAR) -> None:
    for month in months:
        last = date(year, month, calendar.monthrange(year, month)[1])
        book.report(f"{year}-{month:02d}-01", last.isoformat(), zone=zone, values={MEASURE: "10 USD"})


def _operating(book: Scribe, **since: str) -> None:
    """Zones that are established, and that operate since a day."""
    for name, day in since.items():
        book("zone_operating", effective_on=day, zone=book.zone(name))


def _ask(home: Path, *asked: tuple[str, str, str]) -> list[Figure]:
    figures = open_figures(home / "mirror")
    try:
        return figures.answer([question(MEASURE, end, start=start, kind=PARK, form=form) for start, end, form in asked])
    finally:
        figures.close()


YEAR_2023 = ("2023-01-01", "2023-12-31")


@pytest.mark.parametrize("operating", [True, False])
def test_a_zone_that_stopped_reporting_is_lacking_and_growth_is_refused(
    home: Path, sqlite_database: str, *, operating: bool
) -> None:
    book = Scribe()
    for name in ("A", "B"):
        zone = book.zone(name)
        if operating:
            book("zone_operating", effective_on="2011-01-01", zone=zone)
        _report(book, zone, 2022)
    _report(book, "kcn-a", 2023)
    value, growth = _ask(home, (*YEAR_2023, "value"), (*YEAR_2023, "growth"))
    assert coverage_note(value, Lang.VI) == "chưa có báo cáo của 1/2 KCN (KCN B)"
    assert growth.value is None
    assert growth.coverage.refusal == UNREPORTED_PERIOD


def test_growth_tells_the_zones_that_reported_for_one_of_the_two_years_alone(home: Path, sqlite_database: str) -> None:
    book = Scribe()
    _operating(book, A="2011-01-01", C="2023-01-01")
    for zone in ("kcn-a", "kcn-c"):
        _report(book, zone, 2023)
    _report(book, "kcn-a", 2022)
    (growth,) = _ask(home, (*YEAR_2023, "growth"))
    assert growth.value == 100
    assert growth.coverage.status is CoverageStatus.PARTIAL
    assert coverage_note(growth, Lang.VI) == "kỳ sau có thêm báo cáo riêng của 1 KCN (KCN C)"
    assert coverage_note(growth, Lang.EN) == "only the later period has reports of 1 industrial park (KCN C)"


def test_where_it_was_never_recorded_which_zones_operate_every_established_one_is_expected(
    home: Path, sqlite_database: str
) -> None:
    """Silence of one that has not reported before is silence: neither is the year complete, nor can it be compared."""
    book = Scribe()
    for name in ("A", "B", "C"):
        book.zone(name)
    for year, zones in {2022: ("kcn-a",), 2023: ("kcn-a", "kcn-c")}.items():
        for zone in zones:
            _report(book, zone, year)
    asked = [("2022-01-01", "2022-12-31", "value"), (*YEAR_2023, "value"), (*YEAR_2023, "growth")]
    before, after, growth = _ask(home, *asked)
    assert coverage_note(before, Lang.VI) == "chưa có báo cáo của 2/3 KCN (KCN B, KCN C)"
    assert coverage_note(after, Lang.VI) == "chưa có báo cáo của 1/3 KCN (KCN B)"
    assert (growth.value, growth.coverage.refusal) == (None, UNREPORTED_PERIOD)
    book.withdraw(book("zone_operating", effective_on="2011-01-01", zone="kcn-b"))
    assert coverage_note(_ask(home, *asked)[1], Lang.VI) == "chưa có báo cáo của 1/3 KCN (KCN B)", (
        "a mistake tells nothing"
    )
    known_at = book.moment.isoformat()
    book("zone_operating", effective_on="2011-01-01", zone="kcn-a")
    before, after, growth = _ask(home, *asked)
    assert before.coverage.is_complete, "only what operates is expected, once that is recorded of any"
    assert growth.value == 100
    figures = open_figures(home / "mirror")
    (earlier,) = figures.answer([question(MEASURE, "2022-12-31", start="2022-01-01", kind=PARK, known_at=known_at)])
    figures.close()
    assert coverage_note(earlier, Lang.VI) == "chưa có báo cáo của 2/3 KCN (KCN B, KCN C)", "as it was known then"


def test_an_operation_recorded_in_one_district_tells_of_the_whole_province(home: Path, sqlite_database: str) -> None:
    book = Scribe()
    for name, district in {"A": "viet-yen", "B": "lang-giang"}.items():
        book.zone(name, place=f"{BAC_GIANG}.{district}")
    book("zone_operating", effective_on="2011-01-01", zone="kcn-a")
    _report(book, "kcn-a", 2023)
    (value,) = _ask(home, (*YEAR_2023, "value"))
    assert value.coverage.is_complete, "KCN B is not on record as operating"
    figures = open_figures(home / "mirror")
    level = question("labour.workers", "2023-12-31", kind=PARK)
    assert [zone.title for zone in figures.reports_due(level).zones] == ["KCN A"]
    figures.close()


def test_a_level_is_due_of_every_established_zone_where_no_operation_is_on_record(
    home: Path, sqlite_database: str
) -> None:
    book = Scribe()
    for name in ("A", "B"):
        book.zone(name)
    book.report("2023-07-01", "2023-12-31", zone="kcn-a", values={"labour.workers": 100})
    figures = open_figures(home / "mirror")
    due = figures.reports_due(question("labour.workers", "2023-12-31", kind=PARK))
    figures.close()
    assert [zone.title for zone in due.zones] == ["KCN A", "KCN B"]


def test_zones_of_the_country_itself_are_expected_as_those_of_a_province(home: Path, sqlite_database: str) -> None:
    """A ministry's book may place a zone in no province."""
    book = Scribe("bo", COUNTRY)
    for name in ("A", "B"):
        book.zone(name)
    _report(book, "kcn-a", 2023)
    figures = open_figures(home / "mirror")
    found = figures.answer(
        [
            question(MEASURE, "2023-12-31", COUNTRY, start="2023-01-01", kind=PARK, zone=zone)
            for zone in sorted(figures.zones)
        ]
    )
    figures.close()
    assert [figure.value is not None for figure in found] == [True, False]


def test_a_half_year_that_is_a_few_days_shorter_than_the_one_before_was_missed_all_the_same(
    home: Path, sqlite_database: str
) -> None:
    """July to December has 184 days, January to June 181: of 30/6 nothing was told, and that is not carried forward in silence."""
    book = Scribe()
    for name in ("A", "B"):
        book.zone(name)
    halves = [("2023-01-01", "2023-06-30"), ("2023-07-01", "2023-12-31"), ("2024-01-01", "2024-06-30")]
    for zone, told in {"kcn-a": halves, "kcn-b": halves[:2]}.items():
        for start, end in told:
            book.report(start, end, zone=zone, values={"labour.workers": 100})
    figures = open_figures(home / "mirror")
    asked = [question("labour.workers", day, kind=PARK) for day in ("2023-12-31", "2024-06-30")]
    whole, part = figures.answer(asked)
    figures.close()
    assert whole.coverage.is_complete
    assert part.value == 200
    assert part.coverage.status is CoverageStatus.PARTIAL
    assert [gap.code for gap in part.coverage.lacking] == ["kcn-b"]


def test_growth_of_the_same_zones_says_nothing(home: Path, sqlite_database: str) -> None:
    book = Scribe()
    for name in ("A", "C"):
        book.zone(name)
        for year in (2022, 2023):
            _report(book, f"kcn-{name.lower()}", year)
    (growth,) = _ask(home, (*YEAR_2023, "growth"))
    assert growth.value == 0
    assert growth.coverage.is_complete


def test_quarters_of_unlike_zones_are_not_set_against_each_other_in_silence(home: Path, sqlite_database: str) -> None:
    book = Scribe()
    for name in ("A", "B"):
        book.zone(name)
    _report(book, "kcn-a", 2023)
    _report(book, "kcn-b", 2023, range(1, 6))
    first, second, third = _ask(
        home,
        ("2023-01-01", "2023-03-31", Form.VALUE),
        ("2023-04-01", "2023-06-30", Form.VALUE),
        ("2023-07-01", "2023-09-30", Form.VALUE),
    )
    assert not is_alike(second, first), "KCN B did not report June"
    assert not is_alike(third, first), "KCN B reported nothing"


def test_a_quarter_that_a_zone_joined_is_marked_on_the_one_before(home: Path, sqlite_database: str) -> None:
    book = Scribe()
    _operating(book, A="2011-01-01", B="2023-04-01")
    _report(book, "kcn-a", 2023)
    _report(book, "kcn-b", 2023, range(4, 13))
    asked = [("2023-01-01", "2023-03-31"), ("2023-04-01", "2023-06-30")]
    figures = open_figures(home / "mirror")
    first, second = figures.answer([question(MEASURE, end, start=start, kind=PARK) for start, end in asked])
    assert is_alike(second, first)
    told = "kỳ sau có thêm báo cáo riêng của 1 KCN (KCN B)"
    assert one_sided_note(set_against(second, first, figures.zone_named), Lang.VI) == told
    figures.close()


def test_a_change_names_the_zones_that_reported_for_one_of_the_two_years_alone(
    home: Path, sqlite_database: str
) -> None:
    """Beside a headline figure, in an answer to a question, and where figures of two moments stand side by side."""
    book = Scribe()
    _operating(book, A="2011-01-01", C="2023-01-01")
    for zone in ("kcn-a", "kcn-c"):
        _report(book, zone, 2023)
    _report(book, "kcn-a", 2022)
    told = "kỳ sau có thêm báo cáo riêng của 1 KCN (KCN C)"
    figures = open_figures(home / "mirror")
    about = subject(BAC_GIANG, date(2023, 12, 31), None, None)
    shown = together(figures.answer, {"": cards(about, figures.zone_named, [Headline(MEASURE, PARK, reported=True)])})
    (card,) = shown[""]
    asked = "giá trị sản xuất các KCN Bắc Giang năm 2023 tăng bao nhiêu so với năm 2022"
    (answer,) = answers(asked, figures, Dates(date(2024, 1, 31)))
    figures.close()
    assert card.change is not None
    assert told in card.change.limits(Lang.VI)
    assert answer.note is not None
    assert told in answer.note.vi


def told(figure: Figure) -> tuple[Fraction | None, CoverageStatus, set[int], set[int]]:
    """What a figure comes to, and of whom it lacks reports."""
    return figure.value, figure.coverage.status, set(figure.coverage.heard), set(figure.coverage.silent)


def as_posted(book: Scribe, zone: int, day: str, count: int, measure: str = "zones.operating") -> SupposedPosting:
    """A stage of a zone, reached or taken back."""
    on = date.fromisoformat(day)
    return SupposedPosting(measure, BAC_GIANG, "park", None, zone, on, on, "final", False, count, count, 0, 0)


@pytest.mark.parametrize("day", ["2011-01-01", "2023-06-01", "2024-05-05"])
def test_a_supposed_operation_tells_of_its_province_as_a_recorded_one_does(
    home: Path, sqlite_database: str, day: str
) -> None:
    """That of KCN A, or that it was none, is supposed of the figures themselves and by postings alone."""
    book = Scribe()
    for name in ("A", "B"):
        book.zone(name)
    _report(book, "kcn-a", 2023)
    asked = [question(MEASURE, "2023-12-31", start="2023-01-01", kind=PARK)]
    close()
    (silent,) = current_figures().answer(asked)
    assert coverage_note(silent, Lang.VI) == "chưa có báo cáo của 1/2 KCN (KCN B)"
    zone = zone_id(home, "kcn-a")
    (by_postings,) = current_figures().what_if(asked, [as_posted(book, zone, day, 1)])
    event = EventFields("zone_operating", {"effective_on": day, "zone": "kcn-a"})
    (by_events,) = supposed("bg", [event]).supposed.answer(asked)
    seq = book("zone_operating", effective_on=day, zone="kcn-a")
    expire()
    (recorded,) = current_figures().answer(asked)
    assert recorded.coverage.is_complete
    assert told(recorded) == told(by_postings) == told(by_events)
    (undone,) = current_figures().what_if(asked, [as_posted(book, zone, day, -1)])
    assert told(undone) == told(silent)
    book.withdraw(seq)
    expire()
    assert told(current_figures().answer(asked)[0]) == told(silent)
    close()


def test_a_zone_that_is_supposed_to_be_established_is_expected_as_one_on_record(
    home: Path, sqlite_database: str
) -> None:
    """Where another of its kind in the province operates it is not, until it operates itself."""
    book = Scribe()
    _operating(book, A="2011-01-01")
    _report(book, "kcn-a", 2023)
    asked = [question(MEASURE, "2023-12-31", start="2023-01-01", kind=PARK)]
    close()
    new = row_id(book.book.id, 99)
    for operates in (False, True):
        stages = ["zones.established", "zones.operating"][: 1 + operates]
        postings = [as_posted(book, new, "2015-01-01", 1, measure) for measure in stages]
        (found,) = current_figures().what_if(asked, postings)
        assert set(found.coverage.silent) == ({new} if operates else set())
    close()
