"""Reports read back: every figure, from the text and from the files; and a wrong digit is found."""

import os
import random
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from parkledger.briefing.reports import Report, ReportRequest, built_in, compose
from parkledger.briefing.reports.files import report_file
from parkledger.briefing.reports.model import FigureRun, Paragraph, Part, ReportTable
from parkledger.briefing.reports.templates import TemplateScope, names
from parkledger.briefing.reports.text import as_text
from parkledger.checking.statements import StatementOutcome, check
from parkledger.figures import Figures
from parkledger.language import Lang, Period
from parkledger.reading import read
from tests.briefing.reading_back import missing, unread, without_notes
from tests.conftest import skip_unless_required

REPORTS = int(os.environ.get("PARKLEDGER_REPORTS", "40"))
SEED = int(os.environ.get("PARKLEDGER_SEED", "2023"))
CHANGES = int(os.environ.get("PARKLEDGER_CHANGES", "15"))
PLACES = ("viet-nam.bac-giang", "viet-nam.bac-kan")
OF_PLACES = tuple(name for name in names(Lang.VI) if built_in(name, Lang.VI).scope is TemplateScope.PLACE)
FIRST, DAYS = date(2017, 1, 1), 2900
NUMBER = re.compile(r"(?<![\w.,/])[0-9][0-9.,]*[0-9](?![\w/])")


def random_report(chance: random.Random, books: Figures, lang: Lang | None = None) -> Report:
    """A report of any template, place, period and language."""
    lang = lang or chance.choice(list(Lang))
    end = FIRST + timedelta(days=chance.randrange(DAYS))
    start = min(chance.choice([end.replace(month=1, day=1), end.replace(day=1)]), end - timedelta(days=1))
    known_at = None
    if chance.random() < 1 / 6:
        zone = chance.choice([one for one in books.zones.values() if one["kind"] in ("park", "cluster")])
        place = ".".join(zone["place"].split(".")[:2])
        request = ReportRequest(built_in("zone", lang), place, Period(start, end), lang, zone["id"], known_at)
    else:
        name = chance.choice(OF_PLACES)
        request = ReportRequest(built_in(name, lang), chance.choice(PLACES), Period(start, end), lang)
    return compose(request, books)


def test_every_figure_of_random_reports_is_read_back(books: Figures) -> None:
    chance = random.Random(SEED)
    lost: dict[str, list[str]] = {}
    figures = 0
    for _ in range(REPORTS):
        report = random_report(chance, books)
        figures += sum(run.figure.value is not None for run in report.runs())
        named = f"{report.title} {report.lang} {report.request.period}"
        if found := unread(report, as_text(report)):
            lost[named] = found
    assert not lost
    assert figures > 20 * REPORTS


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", OF_PLACES)
def test_what_is_of_one_day_alone_is_read_back(books: Figures, name: str, lang: Lang) -> None:
    """Of the report's own period, and of the month of a steering report that has just begun."""
    lost = {}
    for place in PLACES:
        for start, end in ((date(2020, 9, 30), date(2020, 10, 1)), (date(2022, 3, 8), date(2022, 3, 8))):
            report = compose(ReportRequest(built_in(name, lang), place, Period(start, end), lang), books)
            lost[place, end] = unread(report, as_text(report))
    assert not any(lost.values()), lost


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("suffix", ["docx", "html", "pdf"])
@pytest.mark.parametrize("name", OF_PLACES)
def test_a_file_states_what_its_text_states(books: Figures, name: str, suffix: str, lang: Lang) -> None:
    report = report_of(books, name, lang)
    assert missing(report, read(report_file(report, books, suffix), name=f"x.{suffix}")) == []


@pytest.mark.parametrize("lang", Lang)
def test_a_word_file_states_the_same_after_libreoffice(books: Figures, lang: Lang, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        skip_unless_required("LIBREOFFICE", "LibreOffice is not on this machine: apt-get install libreoffice-writer")
    report = report_of(books, "period", lang)
    (tmp_path / "report.docx").write_bytes(report_file(report, books, "docx"))
    command = [
        office,
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "report.docx"),
    ]
    environment = {**os.environ, "HOME": str(tmp_path)}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=environment)
    text = (tmp_path / "report.txt").read_text(encoding="utf-8-sig")
    assert unread(report, text) == []


def report_of(books: Figures, name: str, lang: Lang) -> Report:
    """A report of Bắc Giang for the first half of 2023."""
    period = Period(date(2023, 1, 1), date(2023, 6, 30))
    return compose(ReportRequest(built_in(name, lang), PLACES[0], period, lang), books)


def test_a_report_agrees_with_the_books_and_one_wrong_digit_is_found(books: Figures) -> None:
    chance = random.Random(SEED + 1)
    found = 0
    for _ in range(CHANGES):
        report = random_report(chance, books, Lang.VI)
        text = without_notes(as_text(report), Lang.VI)
        assert not differing(text, books)
        numbers = [run for run in report.runs() if run.figure.value and len(re.findall("[0-9]", run.text)) > 1]
        if not numbers:
            continue
        run = chance.choice(numbers)
        changed = run._replace(text=with_another_digit(run.text, chance))
        wrong = replace(report, parts=tuple(with_run(part, run, changed) for part in report.parts))
        found += 1
        assert differing(without_notes(as_text(wrong), Lang.VI), books), f"{run} -> {changed.text}"
    assert found > CHANGES // 2


def differing(text: str, books: Figures) -> list[str]:
    """What the check says of a text differs from the books, or agrees only when counted in another way."""
    checked = check(read(text, zones=[zone["name"] for zone in books.zones.values()]), books)
    told = [one for one in checked if one.outcome is StatementOutcome.DIFFERS or one.note is not None]
    return [
        one.statement.sentence for one in told if one.outcome in (StatementOutcome.DIFFERS, StatementOutcome.AGREES)
    ]


def with_run(part: Part, run: FigureRun, other: FigureRun) -> Part:
    """A part of a report with another run in the place of one."""
    if isinstance(part, Paragraph):
        return part._replace(runs=tuple(other if one is run else one for one in part.runs))
    if isinstance(part, ReportTable):
        return part._replace(rows=tuple(tuple(other if cell is run else cell for cell in row) for row in part.rows))
    return part


def with_another_digit(words: str, chance: random.Random) -> str:
    """The words with the first digit of their number changed."""
    at = re.search("[0-9]", words).start()  # type: ignore[union-attr]
    digit = chance.choice([one for one in "123456789" if one != words[at]])
    return words[:at] + digit + words[at + 1 :]
