"""What is looked at in a report before somebody signs it; a report that fails is a draft, and says why.

The twelve checks are the project's own list of what reports are sent back for; no law names them.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Final, NamedTuple

from parkledger.briefing.reports.model import (
    DerivedRun,
    FigureNote,
    FigureRun,
    NotedWords,
    Paragraph,
    Part,
    ReportTable,
    Run,
    SigningCheck,
    shown,
)
from parkledger.figures import Figure, Form
from parkledger.language import Lang, Text, Unit

_NO_FIGURES: Final = Text("văn bản không có số liệu nào", "there is no figure in it")
_UNTOLD: Final = Text("còn {n} trang công bố số khác", "{n} more pages have another number")
_ESTIMATE: Final = {
    Lang.VI: re.compile(r"\bước\b", re.IGNORECASE),
    Lang.EN: re.compile(r"\best(?:imated\b|\.)", re.IGNORECASE),
}
_REGISTERED: Final = re.compile(
    r"đăng ký|thu hút|tăng thêm|cấp mới|điều chỉnh|góp vốn|registered|attracted|capital|invest", re.IGNORECASE
)
_IMPLEMENTED: Final = re.compile(r"thực hiện|giải ngân|implemented|disbursed", re.IGNORECASE)
_CLEARED: Final = re.compile(r"giải phóng|GPMB|cleared|clearance", re.IGNORECASE)
_CLEAN: Final = re.compile(r"đất sạch|mặt bằng sạch|clean", re.IGNORECASE)
_CALLED: Final = {
    "capital.implemented": _IMPLEMENTED,
    "capital.implemented_to_date": _IMPLEMENTED,
    "land.cleared": _CLEARED,
    "land.clean": _CLEAN,
}
_LETTER: Final = re.compile(r"[^\W\d_]|%")
_NUMBER: Final = re.compile(r"[0-9][0-9.,]*")
_ADDED: Final = frozenset({"land.established", "land.leasable", "land.leased", "projects.in_force"})


class _Written(NamedTuple):
    """A figure as it stands in a report: its run, the words before it in its line or its row and heading, and behind it.

    `told` are the words that say of all figures beside it what they are: those before it, or all headings of its table.
    """

    run: FigureRun
    before: str
    after: str
    told: str
    in_table: bool


class _Reported(NamedTuple):
    """What is looked at: the figures as they are written, the tables, the notes, and the last day as written."""

    written: Sequence[_Written]
    tables: Sequence[ReportTable]
    notes: Sequence[FigureNote]
    end: str
    lang: Lang


def signing_checks(
    parts: Sequence[Part], notes: Sequence[FigureNote], end: str, lang: Lang
) -> tuple[SigningCheck, ...]:
    """The twelve checks of a report; `end` is its last day as written."""
    written = [one for part in parts for one in _written(part)]
    report = _Reported(written, [part for part in parts if isinstance(part, ReportTable)], notes, end, lang)
    return tuple(
        SigningCheck(number, asks.of(lang), tuple(dict.fromkeys(wrong(report))))
        for number, (asks, wrong) in enumerate(CHECKS, start=1)
    )


def _written(part: Part) -> Iterator[_Written]:
    if isinstance(part, Paragraph):
        before = ""
        for run, following in zip(part.runs, (*part.runs[1:], ""), strict=True):
            if not isinstance(run, FigureRun):
                before += run.text if isinstance(run, DerivedRun) else shown(run)
                continue
            yield _Written(run, before, following if isinstance(following, str) else "", before, in_table=False)
            before += run.text
    elif isinstance(part, ReportTable):
        for row in part.rows:
            label = " ".join(shown(cell) for cell in row[: part.numeric] if isinstance(cell, str | NotedWords))
            for heading, cell in zip(part.heading_words, row, strict=True):
                if isinstance(cell, FigureRun):
                    words = f"{part.caption} {label} {heading} "
                    yield _Written(cell, words, "", " ".join(part.heading_words), in_table=True)


def _unsourced(report: _Reported) -> list[str]:
    """Figures without a document; of a report without figures, that it has none."""
    if not report.written and not report.notes:
        return [_NO_FIGURES.of(report.lang)]
    return [note.title for note in report.notes if not note.documents]


def _undated(report: _Reported) -> list[str]:
    """Tables that do not say the day of their figures."""
    return [table.caption or table.heading_words[1] for table in report.tables if report.end not in table.closing]


def _unmarked(report: _Reported) -> list[str]:
    """Estimates that are not said to be such."""
    says = _ESTIMATE[report.lang]
    estimates = (one for one in report.written if one.run.figure.estimate)
    return [one.run.text for one in estimates if not says.search(f"{one.told} {one.run.text}")]


def _mixed(report: _Reported) -> list[str]:
    """Columns in which flows of several periods stand together."""
    return [table.heading_words[column] for table in report.tables for column in _mixed_columns(table)]


def _without_denominator(report: _Reported) -> list[str]:
    return [note.title for note in report.notes if note.is_ratio and not note.terms]


def _without_unit(report: _Reported) -> list[str]:
    return [f"{one.before[-30:]}{one.run.text}" for one in report.written if not _has_unit(one)]


def _untold(report: _Reported) -> list[str]:
    """Figures of which others published something else that is not told beside them."""
    untold = _UNTOLD.of(report.lang)
    return [f"{note.title}: {untold.format(n=note.untold)}" for note in report.notes if note.untold]


def _outdated(report: _Reported) -> list[str]:
    return [f"{note.title}: {note.coverage}" for note in report.notes if note.is_lacking]


def _mixed_columns(table: ReportTable) -> Iterator[int]:
    """The columns in which flows of several periods stand together."""
    for column in range(table.numeric, len(table.headings)):
        if not _NUMBER.search(table.heading_words[column]):  # a column of a place, not of a time
            continue
        figures = [row[column].figure for row in table.rows if isinstance(row[column], FigureRun)]  # type: ignore[union-attr]
        periods = {(one.period_start, one.period_end) for one in figures if one.period_start is not None}
        if len(periods) > 1:
            yield column


def _miscalled(report: _Reported, prefix: str) -> Iterator[str]:
    """Figures of one stage whose words do not say so, or say another."""
    for one in report.written:
        if one.run.figure.form is not Form.VALUE:
            continue  # it stands beside the value, which is called by its name
        code = one.run.figure.question.indicator
        called = _CALLED.get(code)
        words = f"{one.before[-120:]}{one.run.text}{one.after[:40]}"
        if (code.startswith(prefix) and called is not None and not called.search(words)) or (
            prefix == "capital." and code.startswith(prefix) and called is None and not _REGISTERED.search(words)
        ):
            yield f"{one.run.text} ({one.run.figure.indicator.name.of(report.lang)})"


def _unequal(report: _Reported) -> Iterator[str]:
    """Figures that are written as different numbers in sentences; a table may be in another unit."""
    numbers: dict[Figure, set[str]] = defaultdict(set)
    for one in report.written:
        match = _NUMBER.search(one.run.text)
        if match is not None and not one.in_table:
            numbers[one.run.figure].add(match[0])
    for said in numbers.values():
        if len(said) > 1:
            yield " ≠ ".join(sorted(said))


def _has_unit(one: _Written) -> bool:
    """Whether a figure's unit stands with it, in the words around it, or in its row and heading."""
    figure = one.run.figure
    if figure.value is None or figure.unit in (Unit.RANK, Unit.POINT):
        return True
    around = one.before if one.in_table else one.after[:20]
    return _LETTER.search(one.run.text) is not None or _LETTER.search(around) is not None


def _unsummed(report: _Reported) -> list[str]:
    """Totals that are not the sums of their parts."""
    return [said for table in report.tables for said in _wrong_totals(table)]


def _wrong_totals(table: ReportTable) -> Iterator[str]:
    """The columns whose last row is not the sum of those above, where it is a total of zones."""
    *rows, last = table.rows
    if len(rows) < 2 or last[0] != "":
        return
    for column, heading in enumerate(table.heading_words):
        total = last[column]
        if not isinstance(total, FigureRun) or total.figure.question.indicator not in _ADDED:
            continue
        summed = sum((_value(row[column]) for row in rows), Fraction(0))
        if total.figure.value is not None and summed != total.figure.value:
            yield f"{heading}: {summed} ≠ {total.figure.value}"


def _value(cell: Run) -> Fraction:
    return cell.figure.value or Fraction(0) if isinstance(cell, FigureRun) else Fraction(0)


CHECKS: Final[tuple[tuple[Text, Callable[[_Reported], Iterable[str]]], ...]] = (
    (
        Text("mỗi số có nguồn: sự kiện, văn bản nếu có", "every figure has its source: events, documents if any"),
        _unsourced,
    ),
    (Text("mỗi bảng ghi ngày chốt số liệu", "every table says the day of its figures"), _undated),
    (Text("số ước được ghi là ước", "estimates are said to be such"), _unmarked),
    (
        Text("số trong kỳ và lũy kế không lẫn trong một cột", "figures of a period and to date are not in one column"),
        _mixed,
    ),
    (
        Text("vốn đăng ký và vốn thực hiện được gọi đúng tên", "capital registered and implemented are called so"),
        partial(_miscalled, prefix="capital."),
    ),
    (
        Text("đất đã giải phóng và đất sạch được gọi đúng tên", "land cleared and clean land are called so"),
        partial(_miscalled, prefix="land."),
    ),
    (Text("một chỉ tiêu một giá trị, một cách làm tròn", "one indicator has one value and one rounding"), _unequal),
    (Text("tỷ lệ nêu mẫu số", "ratios name their denominators"), _without_denominator),
    (Text("số có đơn vị", "figures have their units"), _without_unit),
    (Text("tổng bằng các thành phần", "totals are the sums of their parts"), _unsummed),
    (
        Text("số công bố khác được nêu cạnh số của sổ", "what others published is told beside the books' figure"),
        _untold,
    ),
    (Text("số liệu còn mới so với ngày báo cáo", "figures are as recent as the report"), _outdated),
)
"""What is checked, in order: what a check asks for, and what it finds wrong."""
