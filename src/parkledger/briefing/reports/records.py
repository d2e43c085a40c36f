"""What a report was made from, kept within its file: enough to make it again years later, and to say what differs then."""

import base64
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from parkledger.briefing.comparison.report import ComparedRequest, comparison_report
from parkledger.briefing.reports.beside import with_comparison
from parkledger.briefing.reports.composition import compose
from parkledger.briefing.reports.model import (
    DerivedRun,
    DutiesOnRecord,
    DutyOnRecord,
    FigureRun,
    Issuer,
    Paragraph,
    Part,
    PracticeOnRecord,
    Report,
    ReportRequest,
    ReportTable,
    Run,
)
from parkledger.briefing.reports.word import RECORD_PART
from parkledger.briefing.reports.word_templates import template_from
from parkledger.figures import Figure, Figures
from parkledger.figures.wording import figure_title, period_words, written
from parkledger.language import Lang, ParkError, Period, Text, format_date, year_start
from parkledger.records.figure_queries import zone_id, zone_reference
from parkledger.records.histories import zone_title

_CHANGES: Final = Text("Phụ lục. Thay đổi so với bản ngày {day}", "Annex. Changes since the report of {day}")
_NO_CHANGES: Final = Text("Không có số liệu nào thay đổi.", "No figure has changed.")
_CHANGE_HEADINGS: Final = (
    Text("TT", "No."),
    Text("Số liệu", "Figure"),
    Text("Bản trước", "Then"),
    Text("Bản này", "Now"),
)
_MARK: Final = "parkledger-record:"
_DATED: Final = re.compile(r", [^,]*\d{4}\Z")
"""A title that ends with a date or a period, as those of earlier records do."""
_WRITTEN: Final = re.compile(rb"parkledger-record:([A-Za-z0-9+/=]+)")


class RecordMissing(ParkError):
    """A file says not what it was made from."""

    code = "record_missing"
    is_misuse = True
    vi = "Tệp {file} không mang hồ sơ lập báo cáo: không phải do parkledger lập, hoặc đã bị một chương trình khác lược bỏ."
    en = "The file {file} has no record of how it was made: parkledger did not make it, or another program has left it out."


class FigureRecord(NamedTuple):
    """A figure as a report gave it: what was asked, by which formula, its exact value, what it is called and was written as.

    What was asked is one of a kind: of numbers that follow from the same figures it begins with the formula of each.
    """

    asked: str
    formula: str
    value: str | None
    title: str
    written: str
    period: str = ""

    @property
    def named(self) -> str:
        """What it is called, with its date or period."""
        return ", ".join(filter(None, (self.title, self.period)))

    @classmethod
    def of_json(cls, written: Sequence[str | None]) -> "FigureRecord":
        """A figure of a record; in those of earlier versions its period ends its title, and its formula is not in what was asked."""
        asked, formula, value, title, said, *period = written
        if period:
            return cls(str(asked), str(formula), value, str(title), str(said), str(period[0]))
        title, _, when = str(title).rpartition(", ") if _DATED.search(str(title)) else (str(title), "", "")
        of_figures = " / " in str(asked)
        return cls(f"{formula} {asked}" if of_figures else str(asked), str(formula), value, title, str(said), when)


class FigureDifference(NamedTuple):
    """A figure that is another now: what it is of, both values, and why."""

    title: str
    before: str
    now: str
    why: Text


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """What a report was made from."""

    request: dict[str, Any]
    figures: tuple[FigureRecord, ...]

    @classmethod
    def of(cls, report: Report, books: Figures, known_at: datetime) -> "ReportRecord":
        """The record of a report; one that was made of what is known now is made again of what was known then."""
        asked = report.request
        request = {
            **(_of_comparison(asked) if isinstance(asked, ComparedRequest) else _of_template(report, books)),
            "end": asked.period.end.isoformat(),
            "lang": asked.lang.value,
            "known_at": (asked.known_at or known_at).isoformat(),
            "told_known": asked.known_at is not None,
            "issuer": list(asked.issuer),
            "tip": report.tip,
        }
        return cls(request, _figures(report))

    def written(self) -> str:
        """The record as one word that any file can hold."""
        content = json.dumps({"request": self.request, "figures": self.figures}, ensure_ascii=False).encode()
        return _MARK + base64.b64encode(zlib.compress(content, 9)).decode()

    @classmethod
    def read(cls, content: bytes, file: str) -> "ReportRecord":
        """The record within a file; raises RecordMissing."""
        match = _WRITTEN.search(_searched(content))
        try:
            found = json.loads(zlib.decompress(base64.b64decode(match[1]))) if match else None
        except (ValueError, zlib.error):
            found = None
        if not isinstance(found, dict):
            raise RecordMissing(file=file)
        return cls(found["request"], tuple(map(FigureRecord.of_json, found["figures"])))

    def report_again(self, books: Figures, known_at: datetime | None = None) -> Report:
        """The report made again of what was known then; or of what was known at another moment."""
        asked = self.request
        moment = known_at or datetime.fromisoformat(asked["known_at"])
        end, lang, issuer = date.fromisoformat(asked["end"]), Lang(asked["lang"]), Issuer(*asked["issuer"])
        if "subjects" in asked:
            practices = tuple(map(_practice, asked["practices"]))
            subjects, indicators = tuple(asked["subjects"]), tuple(asked["indicators"])
            again = ComparedRequest(subjects, end, lang, moment, indicators, practices)
            return comparison_report(replace(again, issuer=issuer, by=asked.get("by", "")), books)
        request = ReportRequest(
            template=template_from(asked["source"], asked["template"]),
            place=asked["place"],
            period=Period(date.fromisoformat(asked["start"]), end),
            lang=lang,
            zone=zone_id(books, asked["zone"], moment) if asked["zone"] else None,
            holder=asked.get("holder", ""),
            practices=tuple(map(_practice, asked.get("practices", ()))),
            duties=_duties(asked.get("duties")),
            beside=tuple(asked.get("beside", ())),
            known_at=moment,
            issuer=issuer,
        )
        return with_comparison(compose(request, books), books)


def _of_template(report: Report, books: Figures) -> dict[str, Any]:
    """What a report of a template is asked for besides its last day and language."""
    asked = report.request
    if not isinstance(asked, ReportRequest):
        raise TypeError(f"no report is made of {type(asked).__name__}")
    return {
        "template": asked.template.name,
        "source": asked.template.source,
        "place": asked.place,
        "zone": zone_reference(books, asked.zone) if asked.zone is not None else None,
        "holder": asked.holder,
        "practices": list(map(_kept, asked.practices)),
        "duties": _kept_duties(asked.duties),
        "beside": list(asked.beside),
        "start": asked.period.start.isoformat(),
    }


def _of_comparison(asked: ComparedRequest) -> dict[str, Any]:
    """What a comparison is asked for; the practices that it told are told again as they were."""
    compared = {"subjects": list(asked.subjects), "indicators": list(asked.indicators), "by": asked.by}
    return {**compared, "practices": list(map(_kept, asked.practices))}


def _kept(one: PracticeOnRecord) -> list[Any]:
    return [*one[:3], one.start.isoformat(), one.end.isoformat() if one.end else None, list(one.indicators)]


def _kept_duties(told: DutiesOnRecord | None) -> list[Any] | None:
    if told is None:
        return None
    return [told.overdue, told.due_soon, [[one.due_on and one.due_on.isoformat(), *one[1:]] for one in told.listed]]


def _duties(written: list[Any] | None) -> DutiesOnRecord | None:
    """What was due, told again as it was."""
    if written is None:
        return None
    overdue, soon, listed = written
    rows = tuple(DutyOnRecord(date.fromisoformat(due) if due else None, *rest) for due, *rest in listed)
    return DutiesOnRecord(overdue, soon, rows)


def _practice(written: list[Any]) -> PracticeOnRecord:
    place, title, topic, start, end, indicators = written
    ended = date.fromisoformat(end) if end else None
    return PracticeOnRecord(place, title, topic, date.fromisoformat(start), ended, tuple(indicators))


def with_changes(report: Report, before: ReportRecord) -> Report:
    """A report with an annex: the figures that are written otherwise than in an earlier one, each with its time.

    Figures stand beside each other that are of the same part of their reports' years: this year's, last year's; those of
    a period where both are of as many months or both since 1 January. Others were not in both reports.
    """
    asked = report.request.period.end
    then = date.fromisoformat(before.request["end"])
    was: dict[tuple[Any, ...], FigureRecord] = {}
    for one in before.figures:
        for key in _pairs(one, then):
            was.setdefault(key, one)
    rows: list[tuple[Run, ...]] = []
    for one in _figures(report):
        earlier = next((was[key] for key in _pairs(one, asked) if key in was), None)
        if earlier is None or earlier.written == one.written:
            continue
        now, past = one.period, earlier.period
        if now == past or _last_day(one).year == asked.year:  # of another year only what was corrected is news
            rows.append((str(len(rows) + 1), one.title, f"{earlier.written} ({past})", f"{one.written} ({now})"))
    lang = report.lang
    heading = Paragraph(1, (_CHANGES.of(lang).format(day=format_date(then, lang)),))
    table = ReportTable("", tuple(text.of(lang) for text in _CHANGE_HEADINGS), tuple(rows), 2, format_date(asked, lang))
    annex: tuple[Part, ...] = (heading, table) if rows else (heading, Paragraph(0, (_NO_CHANGES.of(lang),)))
    return replace(report, parts=(*report.parts, *annex))


def _last_day(figure: FigureRecord) -> date:
    return date.fromisoformat(figure.asked.partition(" / ")[0].split(" ")[-2])


def _pairs(figure: FigureRecord, end: date) -> Iterator[tuple[Any, ...]]:
    """By what a figure is found in another report: what was asked, of which part of the years of a report to a day.

    One of a period since 1 January is found by how long that is, and by that it is since then.
    """
    questions = [question.split(" ") for question in figure.asked.split(" / ")]
    for length in (_months, _since_new_year):
        found: list[Any] = []
        for *what, start, last, currency in questions:
            asked = date.fromisoformat(last)
            of = None if start == _NO_START else length(date.fromisoformat(start), asked)
            found += [*what, currency, end.year - asked.year, of]
        yield tuple(found)


def _months(start: date, end: date) -> tuple[int, int]:
    """How long a period is: months, and days beyond them."""
    after = end + timedelta(days=1)
    return 12 * (after.year - start.year) + after.month - start.month, after.day - start.day


def _since_new_year(start: date, end: date) -> tuple[int, int] | str:
    """That a period goes on since 1 January, however long that is by now; a whole year, and any other, is so many months."""
    going_on = start == year_start(start) and (end.month, end.day) != (12, 31)
    return "since 1 January" if going_on else _months(start, end)


_NO_START: Final = "None"
"""What stands in what was asked for the start of a figure that is of a day."""


def reissued(
    record: ReportRecord, books: Figures, known_at: datetime | None = None
) -> tuple[Report, list[FigureDifference]]:
    """A report made again, and the figures that differ from those that it gave."""
    report = record.report_again(books, known_at)
    return report, list(_differences(record, report, as_known_then=known_at is None))


def _differences(record: ReportRecord, report: Report, *, as_known_then: bool) -> Iterator[FigureDifference]:
    """The figures that are written otherwise now, those that are new, and those that are gone."""
    before = {one.asked: one for one in record.figures}
    now = {one.asked: one for one in _figures(report)}
    for asked, own in now.items():
        was = before.get(asked)
        if was is None or (was.written, was.formula) != (own.written, own.formula):
            why = _why(was, own, as_known_then=as_known_then)
            yield FigureDifference(own.named, was.written if was else "…", own.written, why)
    for asked, was in before.items():
        if asked not in now:
            yield FigureDifference(was.named, was.written, "…", Text("nay chưa ghi nhận", "not recorded now"))


def _why(was: FigureRecord | None, now: FigureRecord, *, as_known_then: bool) -> Text:
    if was is None:
        return Text("trước đây chưa ghi nhận", "not recorded then")
    if was.formula != now.formula:
        return Text(f"công thức {was.formula} nay là {now.formula}", f"formula {was.formula} is {now.formula} now")
    if as_known_then:
        return Text("sổ không còn như lúc lập báo cáo", "the books are not what they were when the report was made")
    return Text(
        "sự kiện ghi nhận, đính chính từ khi lập báo cáo", "events recorded or corrected since the report was made"
    )


def _figures(report: Report) -> tuple[FigureRecord, ...]:
    """Every figure that a report writes, and every number that follows from figures, once."""
    runs: tuple[FigureRun | DerivedRun, ...] = (*report.runs(), *report.derived())
    return tuple(dict.fromkeys(record_of(run, report.lang) for run in runs))


def record_of(run: FigureRun | DerivedRun, lang: Lang) -> FigureRecord:
    """What is kept of a number of a report."""
    return _figure(run, lang) if isinstance(run, FigureRun) else _derived(run, lang)


def _derived(run: DerivedRun, lang: Lang) -> FigureRecord:
    """A number that follows from figures, with the time of the first; several follow from the same, each by its formula."""
    asked = run.asked or f"{run.formula} {' / '.join(_asked(figure) for figure in run.figures)}"
    period = run.period or (period_words(run.figures[0], lang) if run.figures else "")
    return FigureRecord(asked, run.formula, str(run.value), run.title, run.text, period)


def _figure(run: FigureRun, lang: Lang) -> FigureRecord:
    figure = run.figure
    value = None if figure.value is None else str(figure.value)
    zone = zone_title(figure.question)
    title = ", ".join(filter(None, (figure_title(figure, lang), zone)))
    return FigureRecord(_asked(figure), figure.formula, value, title, written(figure, lang), period_words(figure, lang))


def _asked(figure: Figure) -> str:
    """What a figure was asked, as known whenever; its time, start and end, stands before the currency."""
    asked = replace(figure.question, known_at=None)
    scope = (asked.place, asked.zone, asked.kind, asked.origin)
    parts = (asked.indicator, asked.form, *scope, asked.start, asked.end, asked.currency)
    return " ".join(str(part) for part in parts)


def _searched(content: bytes) -> bytes:
    """The part of a file in which a record stands: of a Word file a part of its own, of a PDF what is attached to it."""
    if content.startswith(b"PK"):
        return _of_word(content)
    return _of_pdf(content) if content.startswith(b"%PDF") else content


def _of_word(content: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return archive.read(RECORD_PART.removeprefix("/"))
    except (BadZipFile, KeyError):
        return b""


def _of_pdf(content: bytes) -> bytes:
    from pypdf import PdfReader  # only PDF files need it
    from pypdf.errors import PyPdfError

    try:
        return b"".join(part for parts in PdfReader(BytesIO(content)).attachments.values() for part in parts)
    except (PyPdfError, KeyError, ValueError):
        return b""
