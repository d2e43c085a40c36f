"""Why a figure changed: what it was before and after, and the events between that it changed by."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import (
    AnswerLine,
    Answers,
    QuestionAnswer,
    refused,
    with_understood,
    written_both,
)
from parkledger.briefing.answers.completeness import coverage_text
from parkledger.briefing.answers.figure_answers import NO_PLACE, gap_said, over_years, sides
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.catalogue import INDICATORS, MEASURES, ZoneKind, official_title
from parkledger.catalogue.indicators import ADDED_UP
from parkledger.figures import Figure, Figures, Question, currency_of
from parkledger.figures.wording import period_words, written
from parkledger.language import Lang, Text, Unit, format_date, joined_notes
from parkledger.ledger.events.reports import PeriodReport
from parkledger.records.event_text import Refs, about, in_words, refs_of
from parkledger.records.events import Stored, stored
from parkledger.records.weights import PostedScope, events_by_weight

SHOWN: Final = 8
DAY: Final = timedelta(days=1)
MONTHS_DIFFER: Final = timedelta(days=3)
"""By how much months, or quarters, are unequally long."""
NOT_TWO_ENDS: Final = Text(
    "chưa rõ so thời điểm nào với thời điểm nào", "it is not clear which two moments are set against each other"
)
NOT_RECORDED: Final = Text("một trong hai thời điểm chưa có số liệu", "one of the two moments has no figure")
NO_CAUSES: Final = Text(
    "sổ ghi số đã đổi ở đâu và bao nhiêu, không ghi vì sao",
    "the register holds where it changed and by how much, and not why",
)
"""What is told wherever no more than zones, reports or entries of a period stand behind a change: none of them is a cause."""


def why(subject: QuestionSubject, books: Figures) -> Answers:
    """The figures of both ends and the events between them, the weightiest first."""
    if not subject.is_placed or subject.indicator is None:
        return refused(subject, books, NO_PLACE)
    asked = sides(subject, books)
    later = sides(subject, books, period=1) if len(subject.words.times) > 1 else asked
    return tuple(
        each for pair in zip(asked, later, strict=True) for each in _of_side(subject, *_ends(subject, *pair), books)
    )


def _of_side(subject: QuestionSubject, before: Question, after: Question, books: Figures) -> Answers:
    """Why the figure of one zone or place is what it is after, and not what it was before."""
    if before.end == after.end or not _are_as_long(before, after):
        return refused(subject, books, NOT_TWO_ENDS)
    then, now = books.answer([before, after])
    if then.value is None or now.value is None:
        return refused(subject, books, NOT_RECORDED)
    is_sum_of_zones = after.is_flow and after.zone is None and after.definition.unit in ADDED_UP
    lines = _by_zone(then, now, books) if is_sum_of_zones else []
    total, has_causes = len(lines), False
    if not lines:
        lines, total, has_causes = _events(then, now, subject)
    limits = [note for figure in (then, now) if (note := coverage_text(figure))]
    without = None if has_causes or now.value == then.value else NO_CAUSES
    made_of = joined_notes(without, _made_of(then, now, books), _counted_otherwise(then, now))
    answer = QuestionAnswer(
        (then, now),
        said=_said(then, now),
        value=now.value - then.value,
        lines=tuple(lines[:SHOWN]),
        total=total,
        note=joined_notes(made_of, limits[-1] if limits else None),
    )
    return (with_understood(answer, subject, after, books),)


def _made_of(then: Figure, now: Figure, books: Figures) -> Text | None:
    """What a rate is made of, with what each part of it was and is: of occupancy the land leased and all that can be."""
    codes = list(dict.fromkeys(term.code for term in (*now.terms, *then.terms) if term.code in INDICATORS))
    if now.unit != Unit.PERCENT or len(codes) < LEAST_PARTS or now.question.is_flow:
        return None
    ends = [books.answer([replace(each.question, indicator=code) for code in codes]) for each in (then, now)]
    said = [
        (one.indicator.name.uncapitalised(), written_both(one), written_both(other))
        for one, other in zip(*ends, strict=True)
        if one.value is not None and other.value is not None and one.value != other.value
    ]
    if not said:
        return None
    return Text(
        *("; ".join(f"{name.of(lang)}: {old.of(lang)} → {new.of(lang)}" for name, old, new in said) for lang in Lang)
    )


def _counted_otherwise(then: Figure, now: Figure) -> Text | None:
    """That both ends are not counted by one formula, where they are not."""
    if then.formula == now.formula:
        return None
    return Text(
        f"cách tính đã đổi: trước là {then.formula_name.vi}, nay là {now.formula_name.vi}",
        f"counted otherwise: {then.formula_name.en} before, {now.formula_name.en} now",
    )


LEAST_PARTS: Final = 2


def _ends(subject: QuestionSubject, question: Question, later: Question) -> tuple[Question, Question]:
    """The two ends that a question names, from the earlier to the later; where it names one time, the figure before it.

    A flow is then set beside that of the year before, a stock beside that before the period named, else at the beginning of its year.
    """
    if question != later:
        return (later, question) if later.end < question.end else (question, later)
    if (over := over_years(subject, question)) is not None:
        return over[1], over[0]
    if question.is_flow:
        return question.a_year_before(), question
    named = subject.period()
    if named is not None and named[0] is not None:
        return replace(question, end=named[0] - DAY), question
    return replace(question, end=date(question.end.year - 1, 12, 31)), question


def _are_as_long(before: Question, after: Question) -> bool:
    """Whether two questions are of two days, or of two periods that are equally long but for the days of their months."""
    if before.start is None or after.start is None:
        return before.start is after.start
    return abs((before.end - before.start) - (after.end - after.start)) <= MONTHS_DIFFER


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


def _events(then: Figure, now: Figure, subject: QuestionSubject) -> tuple[list[AnswerLine], int, bool]:
    """The events of the time between that post to what the figure is made of, the weightiest first; how many; whether they are causes.

    A stock changes by what happens; what came in a period, and what is reported, is no cause of being more or less than before.
    """
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
    has_causes = not now.question.is_flow and any(event.type != PeriodReport.code for event in events)
    return [_line(event, refs) for event in events], len(found), has_causes


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
