"""Which zones have not reported: who was to report is told, and that nobody did is never told as that nothing is missing."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from parkledger.briefing.answers.answer import QuestionAnswer
from parkledger.briefing.answers.questions import answers
from parkledger.catalogue.publicity import PublicKind, withheld
from parkledger.figures.current import close, current_figures, expire
from parkledger.language import day_end
from parkledger.records.dates import Dates
from tests.figures.books import Scribe, usd, vnd

ON = date(2025, 3, 31)
VALUES: Mapping[str, object] = {"output.production": vnd(10**9), "trade.export": usd(5), "labour.workers": 7}
NOBODY = "chưa KCN nào báo cáo kỳ này, trong số 2 KCN phải báo cáo"
NONE_TO_REPORT = "trong sổ không có KCN nào phải báo cáo kỳ này"
ALL_TOLD = "không KCN nào thiếu báo cáo, trong số 2 KCN phải báo cáo"


@pytest.fixture(autouse=True)
def _opened_anew() -> Iterator[None]:
    close()
    yield
    close()


@pytest.fixture
def office(sqlite_database: str, home: Path) -> Scribe:
    """Two parks and a cluster in operation, which are to report, and a park that is not; nobody has reported anything."""
    scribe = Scribe()
    for name, kind in (("Một", "park"), ("Hai", "park"), ("Cụm", "cluster")):
        zone = scribe.zone(name, kind=kind, industrial_m2=20)
        scribe("zone_operating", zone=zone, effective_on="2012-01-01")
    scribe.zone("Ba", industrial_m2=20)
    return scribe


def reported(
    office: Scribe, months: range, *zones: str, year: int = 2024, values: Mapping[str, object] = VALUES
) -> None:
    """Reports of some months by some parks."""
    for month in months:
        for zone in zones or ("kcn-một", "kcn-hai"):
            last = date(year, month, monthrange(year, month)[1])
            office.report(last.replace(day=1).isoformat(), last.isoformat(), zone=zone, values=values)


def asked(typed: str, *, known_on: str | None = None) -> QuestionAnswer:
    """What is answered on 31/3/2025, by what is known now, or was known at the end of a day."""
    expire()
    known_at = day_end(date.fromisoformat(known_on)) if known_on else None
    (found,) = answers(typed, current_figures(), Dates(ON, known_at))
    assert found.problem is None
    return found


def told(typed: str, *, known_on: str | None = None) -> tuple[str, int]:
    """What is said, and of how many zones reports are missing; which stand in the lines and are the number in the answer."""
    found = asked(typed, known_on=known_on)
    assert found.said is not None
    assert found.value == found.total == len(found.lines)
    return found.said.vi, len(found.lines)


def note(typed: str, *, known_on: str | None = None) -> str:
    found = asked(typed, known_on=known_on).note
    return found.vi if found else ""


def lacks(typed: str) -> dict[str, str]:
    """What is missing of each zone."""
    return {line.key: line.note.vi for line in asked(typed).lines if line.note}


@pytest.mark.parametrize(
    "typed", ["KCN nào chưa báo cáo năm 2024", "KCN nào chưa báo cáo năm 2020", "KCN nào chưa báo cáo tháng 6/2024"]
)
def test_where_nobody_reported_that_is_told_with_who_was_to(office: Scribe, typed: str) -> None:
    assert told(typed) == (NOBODY, 2)
    assert lacks(typed) == {
        f"bg/{zone}": "giá trị sản xuất công nghiệp; giá trị xuất khẩu; lao động" for zone in ("kcn-một", "kcn-hai")
    }
    assert note(typed) == (
        "xét theo giá trị sản xuất công nghiệp, giá trị xuất khẩu, lao động; "
        "phải báo cáo: khu, cụm đang hoạt động (nơi chưa ghi nhận việc hoạt động: khu, cụm đã thành lập) và khu, cụm đã từng "
        "báo cáo; không tính sổ đã xác nhận đủ số liệu"
    )
    found = asked(typed).said
    assert found is not None
    assert found.en == "no industrial park has reported anything of the period, of 2 that were to report"


@pytest.mark.parametrize("typed", ["KCN nào chưa báo cáo năm 2005", "KCN nào ở Hà Nội chưa báo cáo năm 2024"])
def test_where_nobody_was_to_report_that_is_told(office: Scribe, typed: str) -> None:
    assert told(typed) == (NONE_TO_REPORT, 0)


def test_books_without_any_zone_have_none_to_report(sqlite_database: str, home: Path) -> None:
    Scribe()
    assert told("KCN nào chưa báo cáo năm 2024") == (NONE_TO_REPORT, 0)


@pytest.mark.parametrize(("known_on", "is_due"), [("2025-03-31", False), ("2025-05-01", False), ("2025-05-02", True)])
def test_a_month_that_has_just_ended_is_not_due_yet(office: Scribe, known_on: str, is_due: bool) -> None:
    typed = "KCN nào chưa báo cáo tháng 3/2025"
    assert told(typed, known_on=known_on) == (NOBODY, 2)
    assert ("báo cáo kỳ này chưa đến hạn" not in note(typed, known_on=known_on)) == is_due


def test_that_all_reported_is_told_with_how_many_were_to(office: Scribe) -> None:
    reported(office, range(1, 10))
    for typed in ("KCN nào chưa báo cáo 9 tháng năm 2024", "KCN nào chưa báo cáo quý 3 năm 2024"):
        assert told(typed) == (ALL_TOLD, 0)
        assert "phải báo cáo: " in note(typed)
    assert told("KCN nào của cả nước chưa báo cáo quý 3 năm 2024") == (ALL_TOLD, 0)


@pytest.mark.parametrize(("months", "missing"), [(range(1, 10), "tháng 10–12/2024"), (range(4, 13), "tháng 1–3/2024")])
def test_months_of_which_nobody_reported_are_missing_of_all(office: Scribe, months: range, missing: str) -> None:
    reported(office, months)
    typed = "KCN nào chưa báo cáo xuất khẩu năm 2024"
    assert told(typed) == ("2 KCN chưa báo cáo đủ, trong số 2 KCN phải báo cáo", 2)
    assert lacks(typed) == {f"bg/{zone}": f"giá trị xuất khẩu ({missing})" for zone in ("kcn-một", "kcn-hai")}


def test_a_park_that_began_with_its_first_report_does_not_lack_what_was_before(office: Scribe) -> None:
    reported(office, range(4, 13), "kcn-ba")
    assert lacks("KCN nào chưa báo cáo xuất khẩu năm 2024") == {
        f"bg/{zone}": "giá trị xuất khẩu" for zone in ("kcn-một", "kcn-hai")
    }


def test_who_lacks_which_months_is_told_beside_what_nobody_reported(office: Scribe) -> None:
    reported(office, range(1, 10), "kcn-một")
    reported(office, range(1, 7), "kcn-hai")
    assert lacks("KCN nào chưa báo cáo xuất khẩu năm 2024") == {
        "bg/kcn-một": "giá trị xuất khẩu (tháng 10–12/2024)",
        "bg/kcn-hai": "giá trị xuất khẩu (tháng 7–9/2024, tháng 10–12/2024)",
    }


def test_what_nobody_reported_of_one_figure_is_missing_though_another_was_told(office: Scribe) -> None:
    reported(office, range(1, 13), values={code: VALUES[code] for code in ("output.production", "labour.workers")})
    assert told("KCN nào chưa báo cáo năm 2024") == ("2 KCN chưa báo cáo đủ, trong số 2 KCN phải báo cáo", 2)
    assert set(lacks("KCN nào chưa báo cáo năm 2024").values()) == {"giá trị xuất khẩu"}


def test_of_a_year_that_is_not_over_what_is_not_due_is_told_and_not_missing(office: Scribe) -> None:
    reported(office, range(1, 3), year=2025)
    typed = "KCN nào chưa báo cáo xuất khẩu năm 2025"
    assert told(typed, known_on="2025-03-31") == (ALL_TOLD, 0)
    assert "đã báo cáo đến 28/2/2025, sau ngày này chưa đến hạn" in note(typed, known_on="2025-03-31")
    assert told(typed) == ("2 KCN chưa báo cáo đủ, trong số 2 KCN phải báo cáo", 2), "as is known now, March never came"


def test_of_a_figure_made_of_two_reports_both_are_missing_where_one_is(office: Scribe) -> None:
    reported(office, range(1, 13), values={"labour.workers": 7})
    assert set(lacks("KCN nào chưa báo cáo thu nhập bình quân năm 2024")) == {"bg/kcn-một", "bg/kcn-hai"}
    assert told("KCN nào chưa báo cáo lao động năm 2024") == (ALL_TOLD, 0)


def test_who_told_both_reports_lacks_none_though_nothing_follows_from_them(office: Scribe) -> None:
    reported(office, range(1, 13), values={"labour.workers": 0, "labour.payroll": vnd(0)})
    assert told("KCN nào chưa báo cáo thu nhập bình quân năm 2024") == (ALL_TOLD, 0)


def test_a_park_that_ended_before_is_not_counted_with_those_that_are_to_report(office: Scribe) -> None:
    reported(office, range(1, 13), "kcn-ba", year=2022)
    office("zone_revoked", zone="kcn-ba", effective_on="2023-05-01")
    reported(office, range(1, 13))
    for of in ("lao động", "xuất khẩu"):
        assert told(f"KCN nào chưa báo cáo {of} năm 2024") == (ALL_TOLD, 0)


def test_clusters_are_looked_at_by_their_own_year_where_they_reported_by_it(office: Scribe) -> None:
    typed = "CCN nào chưa báo cáo năm 2024"
    assert told(typed) == ("chưa CCN nào báo cáo kỳ này, trong số 1 CCN phải báo cáo", 1)
    office.report("2023-12-15", "2024-12-14", zone="ccn-cụm", values=VALUES)
    assert told(typed) == ("không CCN nào thiếu báo cáo, trong số 1 CCN phải báo cáo", 0)
    assert "kỳ báo cáo của CCN 15/12/2023–14/12/2024" in note(typed)
    assert told("CCN nào chưa báo cáo xuất khẩu quý 1 năm 2025")[1] == 1, "a period that ended before is another"


def test_what_a_book_declared_complete_did_not_report_is_not_waited_for(office: Scribe) -> None:
    office("coverage_declared", subject="reports", effective_on="2025-01-31")
    assert told("KCN nào chưa báo cáo xuất khẩu năm 2024") == (NONE_TO_REPORT, 0)


def test_zones_that_their_book_does_not_show_are_neither_named_nor_counted(office: Scribe) -> None:
    before = withheld.set(frozenset({("bg", PublicKind.ZONES.value)}))
    try:
        assert told("KCN nào chưa báo cáo năm 2024") == (NONE_TO_REPORT, 0)
        assert "không kể phần sổ không công khai" in note("KCN nào chưa báo cáo năm 2024")
    finally:
        withheld.reset(before)
    assert told("KCN nào chưa báo cáo năm 2024") == (NOBODY, 2)


def test_a_question_without_a_period_is_refused(office: Scribe) -> None:
    (found,) = answers("KCN nào chưa báo cáo", current_figures(), Dates(ON))
    assert found.problem is not None
    assert "hãy nêu KCN hay CCN, và kỳ báo cáo" in found.problem.vi
