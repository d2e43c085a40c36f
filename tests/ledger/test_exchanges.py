"""What came of exchanges: promises and whether they were kept, practices taken over with a figure before and since."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkledger.duties import DutyKind, DutyState
from parkledger.figures.current import close
from parkledger.language import Lang
from parkledger.ledger.errors import EventTwice, KeptCodeUnknown, ReferenceUnknown
from parkledger.practices.adoptions import NO_CAUSE, adoptions, adoptions_table, promises_table
from parkledger.practices.models import Exchange, Practice
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_on
from tests.figures.books import Scribe, usd

PROMISE: dict[str, Any] = {
    "content": "gửi quy trình",
    "guest": "đoàn tỉnh Bắc Kạn",
    "exchange": "buoi-1",
    "due_by": "2023-09-15",
}


@pytest.fixture(autouse=True)
def _opened_anew(sqlite_database: None, home: Path) -> Iterator[None]:
    for slug in ("buoi-1", "buoi-2"):
        Exchange.objects.create(slug=slug)
    Practice.objects.create(slug="bai-1")
    close()
    yield
    close()


def states(on: str) -> dict[str, DutyState]:
    found = duties_on(Dates(date.fromisoformat(on)))
    return {phase.duty.key: phase.state for phase in found if phase.duty.kind is DutyKind.PROMISE}


def test_a_promise_is_due_until_it_is_kept_or_released(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    for code in ("P1", "P2", "P3"):
        bg("promise_made", effective_on="2023-08-22", promise=code, **PROMISE)
    bg("promise_made", effective_on="2023-08-22", promise="P4", **{**PROMISE, "exchange": "buoi-2"})
    bg("promise_kept", effective_on="2023-09-10", promise="P1", result="đã gửi")
    bg("promise_released", effective_on="2023-09-12", promise="P2", ground="đoàn đã có")
    assert states("2023-09-16") == {
        "P1": DutyState.DONE,
        "P2": DutyState.LAPSED,
        "P3": DutyState.OVERDUE,
        "P4": DutyState.OVERDUE,
    }
    dates = Dates(date(2023, 9, 16))
    assert len(promises_table(dates, Lang.VI, "buoi-1").rows) == 3
    assert len(promises_table(dates, Lang.VI).rows) == 4
    kept = next(row for row in promises_table(dates, Lang.VI, "buoi-1").rows if row.cell("result").value)
    assert kept.cell("result").value == "đã gửi"
    with pytest.raises(EventTwice):
        bg("promise_kept", effective_on="2023-09-20", promise="P2")
    with pytest.raises(ReferenceUnknown):
        bg("promise_kept", effective_on="2023-09-20", promise="P9")


def test_a_stock_is_told_of_the_day_before_and_a_year_after(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    zone = bg.zone("Mot", industrial_m2=100)
    bg("land_leased", effective_on="2023-03-01", zone=zone, area_m2=200_000)
    adopted = bg(
        "practice_adopted", effective_on="2023-05-01", practice="bai-1", content="x", indicator="occupancy", kind="park"
    )
    bg("land_leased", effective_on="2023-05-01", zone=zone, area_m2=100_000)
    bg("land_leased", effective_on="2024-06-01", zone=zone, area_m2=300_000)
    for on, value in ((date(2023, 12, 31), 30), (date(2025, 1, 1), 30)):
        (found,) = adoptions("bai-1", Dates(on))
        assert found.before is not None
        assert found.since is not None
        assert [found.before.value, found.since.value] == [20, value]
        assert found.since.period_end == min(on, date(2024, 5, 1))
    table = adoptions_table(adoptions("bai-1", Dates(date(2025, 1, 1))), Dates(date(2025, 1, 1)), Lang.EN)
    assert table.caption == NO_CAUSE.en
    bg.withdraw(adopted)
    assert adoptions("bai-1", Dates(date(2025, 1, 1))) == []


def test_a_flow_is_told_of_the_same_whole_months(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    zone = bg.zone("Mot", industrial_m2=100)
    for number, on in enumerate(
        ("2022-06-10", "2022-07-10", "2023-05-20", "2023-06-10", "2023-06-11", "2023-07-02", "2023-08-15")
    ):
        about: dict[str, Any] = {"name": "A", "enterprise": "X", "origin": "fdi", "zone": zone, "capital": usd(300)}
        bg("project_registered", effective_on=on, project=f"DA{number}", **about)
    bg(
        "practice_adopted",
        effective_on="2023-05-15",
        practice="bai-1",
        content="x",
        indicator="projects.registered",
        kind="park",
    )
    (early,) = adoptions("bai-1", Dates(date(2023, 6, 29)))
    assert (early.before, early.since) == (None, None)
    (found,) = adoptions("bai-1", Dates(date(2023, 8, 20)))
    assert found.before is not None
    assert found.since is not None
    assert (found.since.period_start, found.since.period_end) == (date(2023, 6, 1), date(2023, 7, 31))
    assert (found.before.period_start, found.before.period_end) == (date(2022, 6, 1), date(2022, 7, 31))
    assert [found.before.value, found.since.value] == [2, 3]


def test_an_adoption_names_an_indicator_of_the_catalogue_once(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    about: dict[str, Any] = {"effective_on": "2023-05-01", "practice": "bai-1", "content": "x"}
    bg("practice_adopted", **about)
    with pytest.raises(EventTwice):
        bg("practice_adopted", **about)
    with pytest.raises(ReferenceUnknown):
        bg("practice_adopted", **about, indicator="khong.co")


def test_a_practice_or_exchange_that_is_not_kept_is_refused_with_the_nearest() -> None:
    bg = Scribe()
    with pytest.raises(KeptCodeUnknown, match=r"buổi trao đổi với mã «buoi-3».*buoi-1"):
        bg("promise_made", effective_on="2023-08-22", promise="P1", **{**PROMISE, "exchange": "buoi-3"})
    with pytest.raises(KeptCodeUnknown, match=r"bài kinh nghiệm với mã «bai-hai».*gần giống"):
        bg("practice_adopted", effective_on="2023-05-01", practice="bai-hai", content="x")
