"""Statutory forms over the national ledger: all of a quarter, for the 34 provinces, filled and written as one workbook."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks import dashboards, databases
from benchmarks.measuring import Line, medians, within
from parkledger.places import provinces

LIMIT_NS = 60_000_000_000
ROUNDS = 3
"""A round is long enough to be told by three."""
QUARTERS = ("3/2023", "2/2023", "1/2023", "4/2022")
"""One for each round and one before them, so that no figure is remembered."""
OF_34 = date(2025, 12, 31)
"""A day on which there are 34 provinces."""


def measure(folder: Path, scratch: Path, *, say: Callable[[str], None], rounds: int = ROUNDS) -> list[Line]:
    """The line about forms over a generated mirror."""
    say("forms: all of a quarter for 34 provinces")
    home = scratch / "mirror"
    home.symlink_to(folder.resolve(), target_is_directory=True)
    try:
        with databases.ledger("sqlite", scratch):
            dashboards.register(folder)
            quarters = iter(QUARTERS)
            places = [place.code for place in provinces(OF_34)]
            (taken,) = medians(lambda: _filled(next(quarters), places), rounds=min(rounds, ROUNDS))
            return [within(f"all forms of a quarter for {len(places)} provinces, as one workbook", taken, LIMIT_NS)]
    finally:
        home.unlink()
        shutil.rmtree(scratch / "kept", ignore_errors=True)


def _filled(quarter: str, places: list[str]) -> bytes:
    """The workbook of all forms. Raises where it tells no figure: one over an empty register is made in no time."""
    from parkledger.briefing import forms as statutory
    from parkledger.briefing.forms.model import CellState
    from parkledger.figures.current import current_figures
    from parkledger.language import Lang

    books = current_figures()
    pairs = []
    for place in places:
        for form in statutory.fillable(["all"]):
            period = statutory.asked_period(form, {"quarter": quarter})
            scopes = statutory.scopes_of(form, place, period, None, None, books, of_all=True)
            pairs += [(form, scope) for scope in scopes]
    filled = statutory.fill(pairs, books)
    if not any(
        cell.state is CellState.NUMBER for _, form in filled.forms for row in form.rows for cell in row.cells.values()
    ):
        raise RuntimeError(f"quarter {quarter}: no form has a number; is the mirror in the home folder?")
    return statutory.write(filled, statutory.WorkbookSettings(Lang.VI, datetime.now(UTC), books, str))
