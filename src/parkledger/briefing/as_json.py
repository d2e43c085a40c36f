"""Figures as JSON, the same for the command line, the pages and the API."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from parkledger.briefing.situation import Situation
from parkledger.catalogue.publicity import PublicKind, hides
from parkledger.figures import Figure, Figures, TermValue
from parkledger.figures.wording import coverage_note
from parkledger.language import VIETNAM, Lang
from parkledger.ledger.models import SEQ_BITS
from parkledger.ledger.store.journal import Filter, entries
from parkledger.places import existed, get
from parkledger.records.histories import zone_title
from parkledger.records.recorders import recorder_told

SEQ_MASK = (1 << SEQ_BITS) - 1


def figure_json(figure: Figure, books: Figures, lang: Lang, *, explain: bool) -> dict[str, Any]:
    """A figure as the command line and the API give it; `exact` is the value as a fraction of whole numbers."""
    question = figure.question
    ids = books.events(figure)[::-1]
    found: dict[str, Any] = {
        "indicator": figure.indicator.code,
        "form": figure.form.value,
        "place": get(question.place).name,
        "zone": zone_title(question),
        "kind": question.kind.value if question.kind else None,
        "origin": question.origin.value if question.origin else None,
        "period_start": figure.period_start.isoformat() if figure.period_start else None,
        "period_end": figure.period_end.isoformat(),
        "known_at": (figure.known_at or datetime.now(UTC)).astimezone(VIETNAM).isoformat(timespec="seconds"),
        "value": plain(figure.value),
        "exact": None if figure.value is None else str(figure.value),
        "unit": figure.unit,
        "formula": figure.formula,
        "formula_name": figure.formula_name.of(lang),
        "formula_since": figure.formula_since.isoformat() if figure.formula_since else None,
        "basis": figure.basis,
        "verified": figure.verified,
        "terms": [_term_json(term, lang) for term in figure.terms],
        "events": [event_ref(books, event_id) for event_id in ids],
        "demo": figure.demo,
        "estimate": figure.estimate,
        "low": plain(figure.low),
        "high": plain(figure.high),
        "coverage": coverage_json(figure, lang),
        "note": figure.note or former(figure, lang).strip(" ()"),
    }
    if explain:
        found["event_details"] = list(event_details(books, ids))
    return found


def coverage_json(figure: Figure, lang: Lang) -> dict[str, Any]:
    """What a figure is of, of all that it was asked for; `text` says it in words, empty where it is complete."""
    coverage = figure.coverage
    return {
        "status": coverage.status.value,
        "since": coverage.since.isoformat() if coverage.since else None,
        "until": coverage.until.isoformat() if coverage.until else None,
        "gaps": [[gap.start.isoformat(), gap.end.isoformat()] for gap in coverage.gaps],
        "missing": [get(code).name for code in coverage.missing],
        "text": coverage_note(figure, lang),
    }


def situation_json(found: Situation, books: Figures, lang: Lang) -> dict[str, Any]:
    """A situation as JSON."""
    return {
        "place": get(found.place).name,
        "sections": [
            {
                "heading": section.heading.of(lang),
                "figures": [figure_json(figure, books, lang, explain=False) for figure in figures],
            }
            for section, figures in found.sections
        ],
    }


def plain(value: Fraction | None) -> int | float | None:
    """A value as a JSON number: whole where it is whole, else the nearest decimal number."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def event_ref(books: Figures, event_id: int) -> str:
    """An event's name: book/seq."""
    return f"{_codes(books)[event_id >> SEQ_BITS]}/{event_id & SEQ_MASK}"


def _codes(books: Figures) -> dict[int, str]:
    """The books' codes by their ids."""
    return {mark.id: code for code, mark in books.heads.items()}


def event_details(books: Figures, ids: list[int]) -> list[dict[str, Any]]:
    """The events behind a figure with their documents, read from the journal."""
    codes = _codes(books)
    found = []
    for book_id in dict.fromkeys(event_id >> SEQ_BITS for event_id in ids):
        if hides(codes[book_id], PublicKind.JOURNAL):
            continue
        seqs = [event_id & SEQ_MASK for event_id in ids if event_id >> SEQ_BITS == book_id]
        for start in range(0, len(seqs), 500):
            some = entries(book_id, Filter(seqs=tuple(seqs[start : start + 500])))
            found += [
                {
                    "ref": f"{codes[book_id]}/{entry['seq']}",
                    **entry,
                    "recorded_by": recorder_told(entry["recorded_by"], codes[book_id], demo=bool(entry["demo"])),
                }
                for entry in some
            ]
    return found


def former(figure: Figure, lang: Lang) -> str:
    """That a place was no longer a unit of its own on the date: the figure is of its former territory."""
    if existed(get(figure.question.place), figure.period_end):
        return ""
    return {Lang.VI: " (địa giới cũ)", Lang.EN: " (former territory)"}[lang]


def _term_json(term: TermValue, lang: Lang) -> dict[str, Any]:
    return {
        "code": term.code,
        "name": term.name.of(lang),
        "value": plain(term.value),
        "unit": term.unit,
        "note": term.note,
    }
