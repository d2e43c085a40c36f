"""The notes of a report: for every figure, what it is of, by which formula, from which documents."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Final

from parkledger.briefing.reports.model import (
    BarChart,
    DerivedRun,
    FigureNote,
    FigureRun,
    Paragraph,
    Part,
    ReportTable,
    Run,
)
from parkledger.briefing.reports.wording import known_words
from parkledger.catalogue import Verified
from parkledger.catalogue.expressions import Ratio
from parkledger.checking.models import KeptPage
from parkledger.checking.published import published_of
from parkledger.checking.statements import StatementOutcome
from parkledger.figures import Figure, Figures, Form
from parkledger.figures.wording import conversion_note, coverage_note, figure_title, number, period_words, written
from parkledger.language import Lang, Text, Unit, format_date, format_number
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, stored

_MOST_DOCUMENTS: Final = 3
_MOST_PAGES: Final = 3
_MOST_EVENTS: Final = 40
"""Events of one figure that are looked through for their documents, the last recorded first."""
_EVENT, _EVENTS = Text("{n} sự kiện", "{n} event"), Text("{n} sự kiện", "{n} events")
_NO_EVENTS: Final = Text("sổ không có sự kiện nào trong kỳ", "the books have no event in the period")
_PUBLISHED: Final = Text("trang “{title}” ghi {value}", "the page “{title}” has {value}")
_SINCE: Final = Text("từ {day}", "since {day}")
_SUMMED: Final = Text("cộng theo sự kiện", "summed over events")
_FORMULA, _BELOW = Text("cách tính", "formula"), Text("mẫu số", "denominator")
_BELOW_OF_FORM: Final = {
    Form.GROWTH: Text("số cùng kỳ năm trước", "the same period of the year before"),
    Form.PLAN_RATIO: Text("kế hoạch năm", "the year's plan"),
    Form.SHARE: Text("số chung nêu sau đây", "the whole named here"),
}


def figure_note(at: int, figure: Figure, books: Figures, lang: Lang) -> FigureNote:
    """The note of one figure, with its number."""
    terms = "; ".join(
        f"{term.name.of(lang)}: {number(term.value, term.unit, lang)}"
        for term in figure.terms
        if term.value is not None
    )
    known = known_words(figure.known_at or datetime.now(UTC), lang)
    published, untold = _published(figure, books, lang)
    return FigureNote(
        number=at,
        title=figure_title(figure, lang),
        value=written(figure, lang),
        period=f"{period_words(figure, lang)} ({known})",
        formula=formula_words(figure, lang),
        terms=terms if len(figure.terms) > 1 else "",
        coverage=coverage_note(figure, lang),
        documents=documents_of(figure, books, lang),
        published=published,
        untold=untold,
        is_lacking=not figure.coverage.is_comparable or figure.coverage.refusal is not None,
        is_ratio=is_ratio(figure),
        demo=figure.demo and figure.value is not None,
    )


def footnotes(parts: Sequence[Part], notes: Sequence[FigureNote], lang: Lang) -> tuple[str, ...]:
    """What the mark ° stands for in a report: all that limits a figure in it, also one that shares the note of another."""
    told = dict.fromkeys(note.coverage for note in notes)
    told |= dict.fromkeys(coverage_note(figure, lang) for part in parts for figure in _figures_of(part))
    return tuple(filter(None, told))


def _figures_of(part: Part) -> Iterator[Figure]:
    """The figures of a part, and those behind what follows from figures."""
    if isinstance(part, ReportTable):
        runs: Iterable[Run] = (run for row in part.rows for run in row)
    elif isinstance(part, BarChart):
        runs = (bar.said for bar in part.bars)
    else:
        runs = part.runs if isinstance(part, Paragraph) else ()
    for run in runs:
        if isinstance(run, FigureRun):
            yield run.figure
        elif isinstance(run, DerivedRun):
            yield from run.figures


def formula_words(figure: Figure, lang: Lang) -> str:
    """How a figure is made: its formula, since when that holds, what it is divided by, that money was converted, the basis of law.

    Of one that is the indicator's own name over again it is said that events are summed.
    """
    since = f" ({_SINCE.of(lang).format(day=format_date(figure.formula_since, lang))})" if figure.formula_since else ""
    below = denominator(figure)
    named = figure.formula_name.of(lang)
    is_name = named.lower() == figure.indicator.name.of(lang).lower()
    parts = (
        f"{_FORMULA.of(lang)}: {_SUMMED.of(lang) if is_name else named}{since}",
        f"{_BELOW.of(lang)}: {below.of(lang)}" if below else "",
        converted.of(lang) if (converted := conversion_note(figure)) else "",
        f"{figure.basis} ({Verified(figure.verified).label.of(lang)})" if figure.basis else "",
    )
    return "; ".join(filter(None, parts))


def denominator(figure: Figure) -> Text | None:
    """What a figure is a share of, or is compared with; None where it is neither."""
    if figure.form is not Form.VALUE:
        return _BELOW_OF_FORM.get(figure.form)
    formula = figure.question.formula
    return formula.expression.of if formula is not None and isinstance(formula.expression, Ratio) else None


def is_ratio(figure: Figure) -> bool:
    """Whether a figure is a share, a rate or a comparison, of which it must be said of what."""
    of_form = figure.form in (Form.GROWTH, Form.PLAN_RATIO, Form.SHARE)
    return not figure.indicator.statistic and (of_form or figure.unit == Unit.PERCENT)


def _published(figure: Figure, books: Figures, lang: Lang) -> tuple[str, int]:
    """What kept pages say of a figure, of its own date, that differs from it; of how many more it is not told."""
    if not KeptPage.objects.exists():
        return "", 0
    found = published_of(figure, books, Dates(figure.period_end, figure.known_at))
    differing = [one for one in found if one.same and one.checked.outcome is StatementOutcome.DIFFERS]
    said = [_PUBLISHED.of(lang).format(title=one.page.title, value=one.row.quote) for one in differing[:_MOST_PAGES]]
    return "; ".join(said), len(differing[_MOST_PAGES:])


def documents_of(figure: Figure, books: Figures, lang: Lang) -> str:
    """How many events a figure is the sum of, and the documents of the last of them."""
    events = books.events(figure)
    if not len(events):
        return "" if figure.value is None else _NO_EVENTS.of(lang)
    return event_words(events, figure.known_at, lang)


def event_words(events: Sequence[int], known_at: datetime | None, lang: Lang) -> str:
    """How many events there are, and the documents of the last of them."""
    count = len(events)
    found = dict.fromkeys(document_name(one) for one in stored(list(events[:_MOST_EVENTS]), known_at))
    found.pop("", None)
    named = list(found)[:_MOST_DOCUMENTS]
    left = "…" if len(found) > len(named) or (named and count > _MOST_EVENTS) else ""
    said = (_EVENT if count == 1 else _EVENTS).of(lang).format(n=format_number(Fraction(count), lang))
    return ": ".join(part for part in (said, "; ".join(named) + left) if part)


def document_name(event: Stored) -> str:
    """A document by its number, or by its title where it has none."""
    return str(event.document.get("number") or event.document.get("title") or "")
