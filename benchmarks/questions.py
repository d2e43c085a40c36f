"""Questions: three hundred, put to the demonstration books one after another, each for another day than before."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from benchmarks.measuring import Line, shown, timed

LIMIT = 200_000_000
"""Nanoseconds within which 95 of 100 questions are to be answered."""
QUESTIONS = Path(__file__).resolve().parents[1] / "tests" / "answers" / "questions.tsv"
SMALL = 30


def measure(scratch: Path, *, small: bool, say: Callable[[str], None]) -> list[Line]:
    """The lines of this part; the books are built, and the questions put, in processes of their own."""
    home = scratch / "questions"
    home.mkdir()
    say("putting questions")
    environment = {**os.environ, "PARKLEDGER_HOME": str(home), "DJANGO_SETTINGS_MODULE": "parkledger.settings"}
    environment.pop("PARKLEDGER_DATABASE_URL", None)
    subprocess.run([sys.executable, "-m", "parkledger", "demo"], env=environment, check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.questions", str(SMALL if small else 0)],
        env=environment, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    taken = json.loads(done.stdout)
    late = taken["p95"]
    return [
        Line(f"{taken['count']} questions, half of them within", shown(taken["p50"])),
        Line("the same, 95 of 100 within", shown(late), shown(LIMIT), Fraction(late, LIMIT), late <= LIMIT),
    ]


def _measured(count: int) -> dict[str, int]:
    """How long questions take, in nanoseconds; each is put for a day of its own, so that no figure of it is remembered."""
    import django

    django.setup()
    from datetime import date

    from parkledger.briefing.answers.questions import answers
    from parkledger.figures.current import current_figures
    from parkledger.records.dates import Dates

    books = current_figures()
    asked = [line.split("\t")[2] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()[1:]]
    asked = asked[:: len(asked) // count] if count else asked
    first = date(2025, 3, 31)
    for text in (
        "dự án của Nhật Bản",
        "vì sao tỷ lệ lấp đầy KCN Hòa Phú năm 2023 thay đổi",
        "KCN nào còn nhiều đất nhất",
    ):
        answers(text, books, Dates(first))  # what a process reads once
    times = sorted(
        timed(lambda text=text, day=first - timedelta(days=at % 30): answers(text, books, Dates(day)))
        for at, text in enumerate(asked)
    )
    return {"count": len(times), "p50": times[len(times) // 2], "p95": times[len(times) * 95 // 100]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measured(int(sys.argv[1]))))
