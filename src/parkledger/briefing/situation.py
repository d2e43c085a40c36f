"""The situation of a place's parks and clusters on a day: the headline figures that a leader asks for first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures import Figure, Figures, Form, Question
from parkledger.language import Text, month_end

PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
FDI, DDI = Origin.FDI, Origin.DDI


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a situation: an indicator with what narrows it."""

    indicator: str
    kind: ZoneKind | None = None
    origin: Origin | None = None
    form: Form = Form.VALUE
    reported: bool = False
    last_year: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading."""

    heading: Text
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """A place's figures, section by section, in the order of the lines."""

    place: str
    sections: tuple[tuple[Section, tuple[Figure, ...]], ...]


def _zones(kind: ZoneKind, *stages: str) -> tuple[Line, ...]:
    return tuple(Line(f"zones.{stage}", kind) for stage in stages)


SECTIONS = (
    Section(
        Text("Quy hoạch, thành lập khu công nghiệp (KCN)", "Planning and establishing industrial parks"),
        (
            *_zones(PARK, "planned", "established"),
            Line("land.established", PARK),
            Line("occupancy", PARK),
            *_zones(PARK, "infrastructure_complete", "operating", "priority", "priority_zoned"),
        ),
    ),
    Section(
        Text("Thu hút đầu tư vào KCN từ đầu năm", "Investment attracted by parks since 1 January"),
        (
            Line("projects.registered", PARK, FDI),
            Line("projects.registered", PARK, DDI),
            Line("projects.adjusted", PARK, DDI),
            Line("projects.adjusted", PARK, FDI),
            Line("capital.attracted", PARK),
            Line("capital.attracted", PARK, form=Form.PLAN_RATIO),
        ),
    ),
    Section(
        Text("Sản xuất, kinh doanh trong KCN từ đầu năm", "Output of parks since 1 January"),
        (
            Line("output.production", PARK, reported=True),
            Line("output.production", PARK, form=Form.PLAN_RATIO, reported=True),
            Line("output.production", PARK, form=Form.GROWTH, reported=True),
            Line("trade.export", PARK, reported=True),
            Line("trade.export", PARK, form=Form.PLAN_RATIO, reported=True),
            Line("labour.workers", PARK),
        ),
    ),
    Section(
        Text("Cụm công nghiệp (CCN)", "Industrial clusters"),
        (
            *_zones(CLUSTER, "planned", "established"),
            Line("land.established", CLUSTER),
            *_zones(CLUSTER, "operating"),
            Line("projects.in_force", CLUSTER),
            Line("projects.in_force", CLUSTER, DDI),
            Line("capital.in_force", CLUSTER, DDI),
            Line("projects.in_force", CLUSTER, FDI),
            Line("capital.in_force", CLUSTER, FDI),
            Line("occupancy", CLUSTER),
            Line("labour.workers", CLUSTER),
        ),
    ),
    Section(
        Text("Toàn tỉnh", "The whole province"),
        (
            Line("grdp.growth", form=Form.GROWTH, last_year=True),
            Line("grdp.growth", form=Form.RANK, last_year=True),
            Line("grdp.size", last_year=True),
            Line("grdp.size", form=Form.RANK, last_year=True),
            Line("projects.in_force", origin=FDI),
            Line("capital.in_force", origin=FDI),
        ),
    ),
)


def situation(books: Figures, places: Sequence[str], on: date, known_at: datetime | None = None) -> list[Situation]:
    """The situations of places on a day, as known at a moment, all asked in one request."""
    ends = {place: _reported_until(books, place, on, known_at) for place in places}
    questions = {
        (place, section.heading, line): _question(line, place, on, ends[place], known_at)
        for place in places
        for section in SECTIONS
        for line in section.lines
    }
    answers = dict(zip(questions, books.answer(list(questions.values())), strict=True))
    return [
        Situation(
            place,
            tuple(
                (section, tuple(answers[place, section.heading, line] for line in section.lines))
                for section in SECTIONS
            ),
        )
        for place in places
    ]


def _question(line: Line, place: str, on: date, reported: date, known_at: datetime | None) -> Question:
    asked = Question(line.indicator, place, on, form=line.form, kind=line.kind, origin=line.origin, known_at=known_at)
    if line.last_year:
        return replace(asked, start=date(on.year - 1, 1, 1), end=date(on.year - 1, 12, 31))
    if not line.reported:
        return asked
    return replace(asked, start=date(reported.year, 1, 1), end=reported)


def _reported_until(books: Figures, place: str, on: date, known_at: datetime | None) -> date:
    """The end of the last month reported: of the day's own month, if its report (an estimate, as a rule) is known."""
    end = month_end(on)
    month = Question("output.production", place, end, start=end.replace(day=1), kind=PARK, known_at=known_at)
    if books.answer([month])[0].value is not None:
        return end
    return end if on == end else on.replace(day=1) - timedelta(days=1)
