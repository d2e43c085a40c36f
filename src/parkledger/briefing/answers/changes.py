"""Why a figure changed: what it was before and after, and the events between that it changed by."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, QuestionAnswer, refused, with_understood
from parkledger.briefing.answers.completeness import coverage_text
from parkledger.briefing.answers.figure_answers import NO_PLACE, gap_said, sides
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.catalogue import MEASURES, ZoneKind, official_title
from parkledger.catalogue.indicators import ADDED_UP
from parkledger.figures import Figure, Figures, Question, currency_of
from parkledger.figures.wording import period_words, written
from parkledger.language import Lang, Text, format_date
from parkledger.records.event_text import Refs, about, in_words, refs_of
from parkledger.records.events import Stored, stored
from parkledger.records.weights import PostedScope, events_by_weight

SHOWN: Final = 8
DAY: Final = timedelta(days=1)
NOT_RECORDED: Final = Text("một trong hai thời điểm chưa có số liệu", "one of the two moments has no figure")


def why(subject: QuestionSubject, books: Figures) -> Answers:
    """The figures of both ends and the events between them, the weightiest first."""
    if not subject.is_placed or subject.indicator is None:
        return refused(subject, books, NO_PLACE)
    question = sides(subject, books)[0]
    before, after = _ends(question)
    then, now = books.answer([before, after])
    if then.value is None or now.value is None:
        return refused(subject, books, NOT_RECORDED)
    is_sum_of_zones = after.is_flow and after.zone is None and after.definition.unit in ADDED_UP
    lines = _by_zone(then, now, books) if is_sum_of_zones else []
    total = len(lines)
    if not lines:
        lines, total = _events(then, now, subject)
    limits = [note for figure in (then, now) if (note := coverage_text(figure))]
    answer = QuestionAnswer(
        (then, now),
        said=_said(then, now),
        value=now.value - then.value,
        lines=tuple(lines[:SHOWN]),
        total=total,
        note=limits[-1] if limits else None,
    )
    return (with_understood(answer, subject, after, books),)


def _ends(question: Question) -> tuple[Question, Question]:
    """A flow beside that of the year before; a stock at the beginning and at the end of the year."""
    if question.is_flow:
        return question.a_year_before(), question
    return replace(question, end=date(question.end.year - 1, 12, 31)), question


def _said(then: Figure, now: Figure) -> Text:
    """From what to what, and how far apart, in a sentence."""
    change = (now.value or Fraction(0)) - (then.value or Fraction(0))
    gaps = [gap_said(change, now.unit, lang) for lang in Lang]
    ends = [[f"{written(each, lang)} ({period_words(each, lang)})" for each in (then, now)] for lang in Lang]
    if not change:
        moved = Text("không đổi", "unchanged")
    else:
        moved = Text(f"{'tăng' if change > 0 else 'giảm'} {gaps[0]}", f"{'up' if change > 0 else 'down'} {gaps[1]}")
    return Text(f"từ {ends[0][0]} đến {ends[0][1]}: {moved.vi}", f"from {ends[1][0]} to {ends[1][1]}: {moved.en}")


def _events(then: Figure, now: Figure, subject: QuestionSubject) -> tuple[list[AnswerLine], int]:
    """The events of the time between that post to what the figure is made of, those that post the most first."""
    formula = now.question.formula
    measures = sorted({term.measure for term in formula.expression.terms()}) if formula else []
    since = then.question.end if now.question.start is None else now.question.start - DAY
    is_money = bool(measures) and all(MEASURES[measure].unit == "money" for measure in measures)
    scope = PostedScope(
        tuple(measures),
        since=since,
        until=now.question.end,
        zone=now.question.zone,
        kind=now.question.kind,
        origin=now.question.origin,
        currency=currency_of(now.question) if is_money else "",
    )
    found = events_by_weight(scope, now.question.place, subject.dates)
    events = stored(found[:SHOWN], subject.dates.known_at)
    refs = refs_of(events, subject.dates)
    return [_line(event, refs) for event in events], len(found)


def _line(event: Stored, refs: Refs) -> AnswerLine:
    label, named = event.label, about(event, refs)
    title = Text(f"{label.vi}, {named[0].vi}", f"{label.en}, {named[0].en}") if named else label
    day = date.fromisoformat(str(event.fields["effective_on"])[:10])
    note = Text(
        *("; ".join(part for part in (format_date(day, lang), in_words(event, refs, lang)) if part) for lang in Lang)
    )
    return AnswerLine(event.ref, title, "event", (event.book, str(event.seq)), note=note)


def _by_zone(then: Figure, now: Figure, books: Figures) -> list[AnswerLine]:
    """What flows, zone by zone: those first in which it changed the most."""
    zones = books.zones_of(now.question)
    asked = [
        replace(each.question, zone=zone, kind=ZoneKind(books.zone(zone)["kind"]))
        for zone in zones
        for each in (then, now)
    ]
    figures = books.answer(asked)
    pairs = [(zone, figures[2 * at], figures[2 * at + 1]) for at, zone in enumerate(zones)]
    moved = [(zone, old, new) for zone, old, new in pairs if (old.value or 0) != (new.value or 0)]
    moved.sort(key=lambda each: abs((each[2].value or Fraction(0)) - (each[1].value or Fraction(0))), reverse=True)
    return [_zone_line(zone, old, new, books) for zone, old, new in moved]


def _zone_line(zone: int, old: Figure, new: Figure, books: Figures) -> AnswerLine:
    held = books.zone(zone)
    title = official_title(held["kind"], held["name"])
    note = Text(*(f"{written(old, lang)} → {written(new, lang)}" for lang in Lang))
    reference = (str(held["book"]), str(held["code"]))
    return AnswerLine(
        "/".join(reference),
        Text(title, title),
        "zone",
        reference,
        value=(new.value or Fraction(0)) - (old.value or 0),
        note=note,
    )
