"""The headline cards of a dashboard: a figure, its ratio to the plan, its change on the year, and a small trend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from parkledger.briefing import written
from parkledger.briefing.dashboard.questions import DAY, DashboardSubject, Part, year_before
from parkledger.briefing.situation import OF_REPORTS
from parkledger.catalogue import Origin, ZoneKind
from parkledger.catalogue.cluster_reports import reported_by
from parkledger.figures import Figure, Form, Question, percent_change, set_against
from parkledger.figures.coverage import ZoneGap
from parkledger.figures.wording import growth_number, number, one_sided_note, period_words
from parkledger.language import Lang, Text, format_number, month_end
from parkledger.places import Place

ZoneNames = Callable[[int], ZoneGap]
"""What gives a zone its name."""
PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
WIDTH, HEIGHT, EDGE = 120, 34, 3
"""The size of a trend's picture and its margin, in its own units."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What a card is about. `trend` is an indicator shown by quarter: the amount of each, or its last day's stand."""

    indicator: str
    kind: ZoneKind | None = None
    origin: Origin | None = None
    reported: bool = False
    planned: bool = False
    trend: bool = True


def business_of(kind: ZoneKind, *, trend: bool = True) -> tuple[Headline, ...]:
    """The headlines of what the zones of a kind made, sold, paid and employ."""
    reported = (Headline(code, kind, reported=True, planned=planned, trend=trend) for code, planned in OF_REPORTS)
    return (*reported, Headline("labour.workers", kind, trend=trend))


HEADLINES = (
    Headline("zones.established", PARK, trend=False),
    Headline("zones.established", CLUSTER, trend=False),
    Headline("occupancy", PARK),
    Headline("occupancy", CLUSTER),
    Headline("capital.attracted", PARK, planned=True),
    *business_of(PARK),
    *business_of(CLUSTER),
    Headline("projects.in_force"),
    Headline("capital.in_force", origin=Origin.FDI),
    Headline("capital.in_force", origin=Origin.DDI),
    Headline("land.available", PARK),
)


def headlines_of(subject: DashboardSubject, headlines: Sequence[Headline] = HEADLINES) -> Sequence[Headline]:
    """Headlines of the kinds of zone that a place has: those of parks are of clusters where it has no others, each once."""
    return tuple(dict.fromkeys(replace(each, kind=subject.of_lead(each.kind)) for each in headlines))


@dataclass(frozen=True, slots=True)
class Trend:
    """A line of a few points, drawn into a picture of fixed size; `of` says the same in words."""

    points: str
    first: Figure
    last: Figure

    def of(self, lang: Lang) -> str:
        """Where the line begins and ends, in words."""
        ends = (f"{written(each, lang)} ({period_words(each, lang)})" for each in (self.first, self.last))
        joined = (" đến " if lang is Lang.VI else " to ").join(ends)
        return f"Diễn biến theo quý: từ {joined}" if lang is Lang.VI else f"By quarter: from {joined}"


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure differs from an earlier one: `of` says it, `against` what comes before the earlier one's period."""

    difference: Fraction
    now: Figure
    before: Figure

    @property
    def demo(self) -> bool:
        """Whether demonstration data are in the difference."""
        return self.comparable and (self.now.demo or self.before.demo)

    @property
    def comparable(self) -> bool:
        """Whether both are by the same formula: a percentage of something else is not compared."""
        return self.now.unit != "percent" or self.now.formula == self.before.formula

    def of(self, lang: Lang) -> str:
        """The change in words."""
        if not self.comparable:
            return "cách tính khác" if lang is Lang.VI else "defined otherwise"
        return _change(self.difference, self.now, self.before, lang)

    def limits(self, lang: Lang) -> str:
        """What limits the change and neither of its figures: that other zones reported for the one than for the other."""
        return one_sided_note(self.now, lang) if self.comparable else ""

    @property
    def against(self) -> Text:
        """The words between the change and the period that it is against."""
        if not self.comparable:
            return Text("với", "than on")
        return Text("so với", "on" if self.difference else "since")


@dataclass(frozen=True, slots=True)
class Card:
    """One headline figure with what belongs to it; `is_planned` where plans set targets for it."""

    figure: Figure
    plan: Figure | None = None
    change: Change | None = None
    trend: Trend | None = None
    is_planned: bool = False

    @property
    def target(self) -> Fraction | None:
        """What was planned, in its own currency (`target_unit`), which may be another than the figure's."""
        return None if self.plan is None else self.plan.terms[1].value

    @property
    def target_unit(self) -> str:
        """The unit of what was planned."""
        return self.figure.unit if self.plan is None else self.plan.terms[1].unit

    @property
    def base(self) -> Text | None:
        """What a percentage is a percentage of."""
        return self.figure.formula_name if self.figure.unit == "percent" else None


def cards(subject: DashboardSubject, named: ZoneNames, headlines: Sequence[Headline] = HEADLINES) -> Part[list[Card]]:
    """The headline cards of a place."""
    headlines = headlines_of(subject, headlines)
    asked = [_questions(subject, headline) for headline in headlines]
    figures = iter((yield [question for questions in asked for question in questions]))
    found = []
    for headline, questions in zip(headlines, asked, strict=True):
        periods = len(_periods(subject, headline))
        found.append(_card(headline, [next(figures) for _ in questions], periods, named))
    return found


Planned: TypeAlias = tuple[str, ZoneKind | None]
"""An indicator of a kind of zone, of which plans set targets."""


def plans_below(
    subject: DashboardSubject, places: Sequence[Place], headlines: Sequence[Headline]
) -> Part[dict[Planned, dict[str, Figure]]]:
    """What part of their own plans the provinces of a wider place reached: by what is planned, each province's where it is known."""
    planned = [each for each in headlines_of(subject, headlines) if each.planned]
    asked = [
        (headline, place.code, start, end)
        for headline in planned
        for place in places
        for start, end in _periods(subject, headline)
    ]
    figures = yield [
        subject.ask(each.indicator, each.kind, each.origin, on=end, start=start, form=Form.PLAN_RATIO, place=place)
        for each, place, start, end in asked
    ]
    found: dict[Planned, dict[str, Figure]] = {}
    for (headline, place, _, _), figure in zip(asked, figures, strict=True):
        if figure.value is not None:
            found.setdefault((headline.indicator, headline.kind), {}).setdefault(place, figure)
    return found


def _questions(subject: DashboardSubject, headline: Headline) -> list[Question]:
    """The figure, the year before's and the plan ratio, for the page's day or both months it may be reported until;
    then the trend's."""
    found: list[Question] = []
    for start, end in _periods(subject, headline):
        value = subject.ask(headline.indicator, headline.kind, headline.origin, on=end, start=start)
        found += [value, value.a_year_before()]
        if headline.planned:
            found.append(
                subject.ask(
                    headline.indicator, headline.kind, headline.origin, on=end, start=start, form=Form.PLAN_RATIO
                )
            )
    return [*found, *_trend_questions(subject, headline, is_flow=found[0].is_flow)]


def _periods(subject: DashboardSubject, headline: Headline) -> list[tuple[date | None, date]]:
    """The page's day; of what is reported by month, from January to the end of its month, then of the one before; of
    clusters also their own half-year and year."""
    if not headline.reported:
        return [(None, subject.on)]
    ends = (month_end(subject.on), subject.on.replace(day=1) - DAY)
    months: list[tuple[date | None, date]] = [(date(end.year, 1, 1), end) for end in ends]
    return [*months, *reported_by(subject.on)] if headline.kind is CLUSTER else months


def _trend_questions(subject: DashboardSubject, headline: Headline, *, is_flow: bool) -> list[Question]:
    if not headline.trend:
        return []
    days = subject.quarters
    if not is_flow:
        return [subject.ask(headline.indicator, headline.kind, headline.origin, on=day) for day in days]
    whole = pairwise(days[:-1])
    return [
        subject.ask(headline.indicator, headline.kind, headline.origin, on=end, start=before + DAY)
        for before, end in whole
    ]


def known_of_clusters(found: Sequence[Card]) -> list[Card]:
    """Cards without what nobody reported of clusters: of parks it is told that it is not on record."""
    return [card for card in found if card.figure.question.kind is not CLUSTER or card.figure.value is not None]


def _card(headline: Headline, figures: list[Figure], periods: int, named: ZoneNames) -> Card:
    size = 3 if headline.planned else 2
    tried = [figures[start : start + size] for start in range(0, size * periods, size)]
    used = next((each for each in tried if each[0].value is not None), tried[min(1, len(tried) - 1)])
    rest = figures[size * periods :]
    plan = used[2] if headline.planned and used[2].terms[1].value is not None else None
    return Card(used[0], plan, change_of(used[0], used[1], named), trend_of(rest), headline.planned)


def change_of(now: Figure, before: Figure, named: ZoneNames) -> Change | None:
    """The change on an earlier figure; None where one of them is unknown, or the two are not of the same places and months."""
    if now.value is None or before.value is None or not now.coverage.is_like_a_year_before(before.coverage):
        return None
    return Change(now.value - before.value, set_against(now, before, named), before)


def _change(difference: Fraction, now: Figure, before: Figure, lang: Lang) -> str:
    vietnamese = lang is Lang.VI
    if difference == 0:
        return "không đổi" if vietnamese else "unchanged"
    direction = ("tăng" if difference > 0 else "giảm") if vietnamese else ("up" if difference > 0 else "down")
    if now.unit == "percent":
        points = "điểm phần trăm" if vietnamese else "percentage points"
        by = f"{format_number(abs(difference), lang, decimals=1)} {points}"
    elif now.unit in {"zone", "project"} or (grown := percent_change(now, before)) is None:
        by = number(abs(difference), now.unit, lang, now)
    else:
        by = growth_number(grown, lang)
    return f"{direction} {by}"


def trend_of(figures: Sequence[Figure]) -> Trend | None:
    """The known points of a series as a line from the left edge to the right; none where fewer than three are known.

    What was defined otherwise than the last is left out: it is no part of the same line.
    """
    known = [(place, figure) for place, figure in enumerate(figures) if figure.value is not None]
    known = [(place, figure) for place, figure in known if figure.formula == known[-1][1].formula]
    if len(known) < LEAST_POINTS:
        return None
    values = [figure.value for _, figure in known if figure.value is not None]
    low, high = min(values), max(values)
    span = high - low or 1
    room = HEIGHT - 2 * EDGE
    points = [
        f"{_unit(Fraction(EDGE) + Fraction(place * (WIDTH - 2 * EDGE), len(figures) - 1))},"
        f"{_unit(HEIGHT - EDGE - (value - low) / span * room)}"
        for (place, _), value in zip(known, values, strict=True)
    ]
    return Trend(" ".join(points), known[0][1], known[-1][1])


LEAST_POINTS = 3


def _unit(value: Fraction | int) -> str:
    """A coordinate to a tenth."""
    tenths = round(Fraction(value) * 10)
    return f"{tenths // 10}.{tenths % 10}"


def then_and_now(subject: DashboardSubject, named: ZoneNames) -> Part[list[tuple[Figure, Figure, Change | None]]]:
    """The headline figures that hold on a day, on the day compared with and now."""
    lines = [
        (h.indicator, h.kind, h.origin) for h in headlines_of(subject) if not subject.ask(h.indicator, h.kind).is_flow
    ]
    before = [subject.ask(*line, on=subject.since) for line in lines]
    now = [subject.ask(*line) for line in lines]
    figures = yield [*before, *now]
    pairs = zip(figures[: len(lines)], figures[len(lines) :], strict=True)
    return [(then, since, change_of(since, then, named)) for then, since in pairs]


__all__ = [
    "HEADLINES",
    "Card",
    "Change",
    "Headline",
    "Trend",
    "cards",
    "change_of",
    "then_and_now",
    "trend_of",
    "year_before",
]
