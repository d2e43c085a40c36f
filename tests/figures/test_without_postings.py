"""What was never posted is told without being summed: just as if it had been."""

from datetime import date
from typing import Any

import pytest

from parkledger.catalogue import INDICATORS
from parkledger.figures import Figure, Question
from parkledger.figures.current import open_figures
from parkledger.figures.engine.batch import Batch
from tests.figures.books import BAC_GIANG, BAC_KAN, CLUSTER, COUNTRY, DDI, FDI, PARK, VIET_YEN, Scribe, usd

DAYS = ("2019-12-31", "2023-02-15", "2023-06-30", "2024-12-31")


@pytest.fixture
def told(sqlite_database, home):
    """A book with a park, a project, reports of a part of it, and a declaration that all its projects are on record."""
    bg = Scribe()
    zone = bg.zone("Mot", industrial_m2=60)
    project: dict[str, Any] = {
        "project": "A",
        "name": "x",
        "enterprise": "X",
        "zone": zone,
        "origin": "fdi",
        "capital": usd(100),
    }
    bg("project_registered", effective_on="2023-02-01", **project)
    bg("land_leased", effective_on="2023-03-01", zone=zone, project="A", area_m2=10_000)
    bg.report("2023-01-01", "2023-01-31", zone=zone, values={"labour.workers": 900, "trade.export": usd(20)})
    bg("coverage_declared", effective_on="2024-12-31", subject="projects")
    return home


def everything() -> list[Question]:
    return [
        Question(code, place, date.fromisoformat(day), kind=kind, origin=origin)
        for code, indicator in INDICATORS.items()
        for kind in (indicator.kinds or (None, PARK, CLUSTER))
        for place in (BAC_GIANG, BAC_KAN, VIET_YEN, COUNTRY)
        for day in DAYS
        for origin in (None, FDI, DDI)
    ]


def test_what_was_never_posted_is_told_as_if_it_had_been_summed(told, monkeypatch):
    def answered() -> list[Figure]:
        figures = open_figures(told / "mirror")
        try:
            return list(figures.answer(everything()))
        finally:
            figures.close()

    passed_over = 0
    is_never_posted = Batch._is_never_posted

    def counted(batch: Batch, asked: Question) -> bool:
        nonlocal passed_over
        found = is_never_posted(batch, asked)
        passed_over += found
        return found

    monkeypatch.setattr(Batch, "_is_never_posted", counted)
    quickly = answered()
    monkeypatch.setattr(Batch, "_is_never_posted", lambda _batch, _asked: False)
    assert passed_over > len(quickly) // 4
    for summed, told_quickly in zip(answered(), quickly, strict=True):
        assert summed == told_quickly
