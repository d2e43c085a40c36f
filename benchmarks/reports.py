"""Reports: a report of a period composed from the demonstration books, written as Word and as PDF, and its file read back."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

from benchmarks.measuring import ROUNDS, Line, medians, shown

WORD_LIMIT, PDF_LIMIT = 1_000_000_000, 2_000_000_000
"""Nanoseconds that a report of ten pages may take as Word and as PDF, composing it each time included."""


def measure(scratch: Path, *, small: bool, say: Callable[[str], None]) -> list[Line]:
    """The lines of this part; the books are built, and the reports written, in processes of their own."""
    home = scratch / "reports"
    home.mkdir()
    say("writing reports")
    environment = {**os.environ, "PARKLEDGER_HOME": str(home), "DJANGO_SETTINGS_MODULE": "parkledger.settings"}
    environment.pop("PARKLEDGER_DATABASE_URL", None)
    subprocess.run([sys.executable, "-m", "parkledger", "demo"], env=environment, check=True, stdout=subprocess.DEVNULL)
    rounds = str(2 if small else ROUNDS)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reports", rounds], env=environment, check=True, stdout=subprocess.PIPE
    )
    taken = json.loads(done.stdout)
    return [
        _line(f"a report of {taken['pages']} pages as Word", taken["word"], WORD_LIMIT),
        _line(f"a report of {taken['pages']} pages as PDF", taken["pdf"], PDF_LIMIT),
        Line("the same Word file read back", shown(taken["read"])),
    ]


def _line(what: str, taken: int, limit: int) -> Line:
    return Line(what, shown(taken), shown(limit), Fraction(taken, limit), taken <= limit)


def _measured(rounds: int) -> dict[str, int]:
    """Median times in nanoseconds of one report, and how many pages it has."""
    import django

    django.setup()
    from io import BytesIO

    from pypdf import PdfReader

    from parkledger.briefing.reports import ReportRequest, built_in, compose
    from parkledger.briefing.reports.files import report_file
    from parkledger.figures.current import open_figures
    from parkledger.language import Lang, Period
    from parkledger.reading import read

    books = open_figures()
    days = iter(date(2023, 6, day) for day in range(1, 31))

    def written(suffix: str) -> bytes:
        """A report of another day each time, so that no figure of it is remembered."""
        request = ReportRequest(built_in("period", Lang.VI), "viet-nam.bac-giang", Period(date(2023, 1, 1), next(days)))
        return report_file(compose(request, books), books, suffix)

    file, printed = written("docx"), written("pdf")
    word, pdf = medians(lambda: written("docx"), lambda: written("pdf"), rounds=rounds)
    (back,) = medians(lambda: read(file, name="report.docx"), rounds=rounds)
    return {"word": word, "pdf": pdf, "read": back, "pages": len(PdfReader(BytesIO(printed)).pages)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measured(int(sys.argv[1]))))
