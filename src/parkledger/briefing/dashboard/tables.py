"""The tables of a dashboard: parks and clusters, foreign and domestic, the months of a year, land, jobs, provinces."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parkledger.briefing.dashboard.questions import QUARTER, DashboardSubject, Part, month_ends
from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures import Figure, Form, Question
from parkledger.language import Period, Text, unit_label, year_start
from parkledger.places import Place, recorded_parts

PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
FDI, DDI = Origin.FDI, Origin.DDI

BOTH_KINDS = (
    "zones.planned",
    "zones.priority",
    "zones.zoning_approved",
    "zones.investment_approved",
    "zones.established",
    "zones.under_construction",
    "zones.infrastructure_complete",
    "zones.operating",
    "land.established",
    "projects.in_force",
    "projects.operating",
    "wastewater.capacity",
    "housing.places",
    "school.places",
)
"""What is told of parks and of clusters side by side."""

HELD_BY_ORIGIN = ("projects.in_force", "projects.operating", "capital.in_force", "capital.implemented_share")
SINCE_JANUARY = (
    "projects.registered",
    "capital.new",
    "projects.adjusted",
    "capital.added",
    "capital.shares",
    "capital.attracted",
)

LAND = (
    ("land.planned", None),
    ("land.established", "land.planned"),
    ("land.operating_not_established", "land.natural"),
    ("land.to_clear", None),
    ("land.cleared", "land.to_clear"),
    ("land.clean", "land.to_clear"),
    ("land.leasable", "land.natural"),
    ("land.leased", "land.leasable"),
    ("land.approved", "land.leasable"),
    ("land.available", "land.leasable"),
)
"""The land balance, from the plan to the lease: each indicator with that of which it is a share."""

OF_WHAT = {
    "land.planned": Text("đất trong quy hoạch", "planned land"),
    "land.to_clear": Text("đất phải giải phóng mặt bằng", "land to clear"),
    "land.natural": Text("diện tích tự nhiên, kể cả chưa thành lập", "gross area, established or not"),
    "land.leasable": Text("đất công nghiệp, dịch vụ có thể cho thuê", "leasable industrial and service land"),
}
"""The bases of shares of land, as they are named after a percentage."""
WHERE_ANY = frozenset({"land.operating_not_established"})
"""Lines of the land balance that are left out where there is none of it."""


@dataclass(frozen=True, slots=True)
class DashboardRow:
    """A line of a table: its figures, column by column."""

    figures: tuple[Figure, ...]

    @property
    def known(self) -> bool:
        """Whether any of its figures is known."""
        return any(figure.value is not None for figure in self.figures)

    @property
    def first(self) -> Figure:
        """The figure that names the line."""
        return self.figures[0]


def kinds(subject: DashboardSubject) -> Part[list[DashboardRow]]:
    """Parks beside clusters, by stage and by what they hold."""
    asked = [(subject.ask(code, PARK), subject.ask(code, CLUSTER)) for code in BOTH_KINDS]
    return _rows((yield [question for pair in asked for question in pair]), 2)


def origins(subject: DashboardSubject) -> Part[dict[str, list[DashboardRow]]]:
    """Foreign beside domestic and both together, in one currency: what is in force, and what came since 1 January."""
    columns = (FDI, DDI, None)
    asked = [
        subject.ask(code, origin=origin, currency="USD")
        for code in (*HELD_BY_ORIGIN, *SINCE_JANUARY)
        for origin in columns
    ]
    rows = _rows((yield asked), len(columns))
    return {"held": rows[: len(HELD_BY_ORIGIN)], "flows": rows[len(HELD_BY_ORIGIN) :]}


def _rows(figures: Sequence[Figure], width: int) -> list[DashboardRow]:
    rows = [DashboardRow(tuple(figures[start : start + width])) for start in range(0, len(figures), width)]
    return [row for row in rows if row.known]


@dataclass(frozen=True, slots=True)
class ReportedPeriod:
    """A month of a year, or a longer period that alone was reported: what came in it and since January, the target, last year."""

    period: Period
    value: Figure
    so_far: Figure
    ratio: Figure
    last_year: Figure

    @property
    def target(self) -> Fraction | None:
        """The year's target; None of one set in another currency than that of the amounts, with which it cannot be drawn."""
        target = self.ratio.terms[1]
        return target.value if target.unit == self.value.unit else None


@dataclass(frozen=True, slots=True)
class Year:
    """The periods of a year of one indicator, up to the last that was reported."""

    indicator: Figure
    periods: list[ReportedPeriod]
    scale: int
    unit: Text

    @property
    def target(self) -> Fraction | None:
        """The year's target."""
        return next((each.target for each in self.periods if each.target is not None), None)

    @property
    def is_planned(self) -> bool:
        """Whether a target is on record, in whichever currency."""
        return any(each.ratio.terms[1].value is not None for each in self.periods)

    @property
    def estimated(self) -> bool:
        """Whether any of its numbers is an estimate."""
        return any(figure.estimate for each in self.periods for figure in (each.value, each.so_far))

    @property
    def monthly(self) -> bool:
        """Whether it was reported month by month."""
        return all(each.period.start == each.period.end.replace(day=1) for each in self.periods)


REPORTED = (
    ("output.production", 10**12, unit_label("VND", 12)),
    ("trade.export", 10**6, unit_label("USD", 6)),
)
"""What is shown by the periods that are reported, with the unit it is shown in."""


def months(subject: DashboardSubject) -> Part[list[Year]]:
    """Production and exports of the kind that leads, by the periods that are reported, beside the target and the year before."""
    ends = month_ends(subject.on.year, subject.on)
    asked = [question for code, _, _ in REPORTED for end in ends for question in _asked_to(end, code, subject)]
    figures = iter((yield asked))
    years = []
    for _, scale, unit in REPORTED:
        told = []
        for end in ends:
            so_far, ratio, last_year = next(figures), next(figures), next(figures)
            told.append(
                [
                    ReportedPeriod(Period(start, end), next(figures), so_far, ratio, last_year)
                    for start in _starts_of_periods(end)
                ]
            )
        found = _reported(told)
        if found:
            years.append(Year(found[0].value, found, scale, unit))
    return years


def _asked_to(end: date, code: str, subject: DashboardSubject) -> list[Question]:
    """What is asked of the time to a day: since January, its share of the target, the year before, and each period to it."""
    start = year_start(end)
    so_far = subject.ask(code, subject.lead, on=end, start=start)
    ratio = subject.ask(code, subject.lead, on=end, start=start, form=Form.PLAN_RATIO)
    periods = [subject.ask(code, subject.lead, on=end, start=each) for each in _starts_of_periods(end)]
    return [so_far, ratio, so_far.a_year_before(), *periods]


def _starts_of_periods(end: date) -> list[date]:
    """The first days of the month, quarter and half-year that end on a day, and of the year: the shortest first."""
    first = [end.month - length + 1 for length in (1, QUARTER, 2 * QUARTER) if end.month % length == 0]
    return [date(end.year, month, 1) for month in dict.fromkeys([*first, 1])]


def _reported(told: Sequence[Sequence[ReportedPeriod]]) -> list[ReportedPeriod]:
    """Of the periods to each month's end, the shortest that is known: each day is in one. Months without a report stand between."""
    found: list[ReportedPeriod] = []
    waiting: list[ReportedPeriod] = []
    for ending in told:
        since = found[-1].period.end if found else date.min
        known = (each for each in ending if each.value.value is not None and each.period.start > since)
        row = next(known, None)
        if row is None:
            waiting.append(ending[0])
            continue
        found += [each for each in waiting if each.period.end < row.period.start]
        found.append(row)
        waiting = []
    return found


@dataclass(frozen=True, slots=True)
class LandShare:
    """What part a line is of another; of demonstration data where either is."""

    value: Fraction
    demo: bool


@dataclass(frozen=True, slots=True)
class LandLine:
    """A line of the land balance: parks and clusters, each with its share of the line that it is a part of."""

    figures: tuple[Figure, Figure]
    shares: tuple[LandShare | None, LandShare | None]
    of: Text | None
    bars: tuple[Fraction | None, Fraction | None]

    @property
    def columns(self) -> list[tuple[Figure, LandShare | None, Fraction | None]]:
        """Figure, share and length of bar, for parks, then clusters."""
        return list(zip(self.figures, self.shares, self.bars, strict=True))


def land(subject: DashboardSubject) -> Part[list[LandLine]]:
    """The land balance of parks and clusters, in hectares; bars are drawn against the largest line."""
    codes = tuple(dict.fromkeys(code for line in LAND for code in line if code is not None))
    figures = yield [subject.ask(code, kind) for code in codes for kind in (PARK, CLUSTER)]
    pairs = {code: (figures[2 * n], figures[2 * n + 1]) for n, code in enumerate(codes)}
    most = [max((pairs[code][side].value or Fraction(0) for code, _ in LAND), default=Fraction(0)) for side in (0, 1)]
    lines = []
    for code, whole in LAND:
        parts = pairs[code]
        if all(part.value is None or (code in WHERE_ANY and not part.value) for part in parts):
            continue
        shares = [_share(part, pairs[whole][side] if whole else None) for side, part in enumerate(parts)]
        bars = [_share_of(part.value, most[side]) for side, part in enumerate(parts)]
        lines.append(LandLine(parts, (shares[0], shares[1]), OF_WHAT[whole] if whole else None, (bars[0], bars[1])))
    return lines


def _share(part: Figure, whole: Figure | None) -> LandShare | None:
    value = None if whole is None else _share_of(part.value, whole.value)
    return None if whole is None or value is None else LandShare(value, part.demo or whole.demo)


def _share_of(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return part / whole * 100 if part is not None and whole else None


def jobs(subject: DashboardSubject) -> Part[list[DashboardRow]]:
    """Workers of parks and clusters at the ends of quarters: only those days for which one is known."""
    asked = [subject.ask("labour.workers", kind, on=day) for day in subject.quarters for kind in (PARK, CLUSTER)]
    return _rows((yield asked), 2)


def jobs_now(subject: DashboardSubject) -> Part[list[Figure]]:
    """Foreign workers and average pay, where they are reported."""
    found = yield [subject.ask(code, kind) for code in ("labour.foreign", "labour.income") for kind in (PARK, CLUSTER)]
    return [figure for figure in found if figure.value is not None]


YEARS = 10
"""Years of registration that are shown."""


def years(subject: DashboardSubject) -> Part[list[DashboardRow]]:
    """Projects and capital registered, year by year, foreign and domestic."""
    asked = []
    for year in range(subject.on.year - YEARS + 1, subject.on.year + 1):
        end = min(date(year, 12, 31), subject.on)
        for code in ("projects.registered", "capital.attracted"):
            asked += [
                subject.ask(code, origin=origin, on=end, start=date(year, 1, 1), currency="USD")
                for origin in (FDI, DDI)
            ]
    rows = _rows((yield asked), 4)
    begun = next((n for n, row in enumerate(rows) if any(figure.value for figure in row.figures)), len(rows))
    return rows[begun:]


@dataclass(frozen=True, slots=True)
class Below:
    """A place below the page's, with its headline figures."""

    place: Place
    figures: tuple[Figure, ...]


OF_PROVINCES = (
    ("zones.established", PARK, None),
    ("zones.established", CLUSTER, None),
    ("occupancy", PARK, None),
    ("occupancy", CLUSTER, None),
    ("land.available", PARK, None),
    ("projects.in_force", None, None),
    ("capital.in_force", None, FDI),
    ("labour.workers", PARK, None),
)
"""What is told of each province."""


def lines_of_provinces(subject: DashboardSubject) -> list[tuple[str, ZoneKind | None, Origin | None]]:
    """What is told of each province, of the kinds of zone that there are, each once."""
    return list(dict.fromkeys((code, subject.of_lead(kind), origin) for code, kind, origin in OF_PROVINCES))


def below(subject: DashboardSubject, recorded: Collection[str], *, most: int | None = None) -> Part[list[Below]]:
    """The parts of the place on the day that have anything on record, with their figures; none where they are more than `most`."""
    places = recorded_parts(subject.place, subject.on, recorded)
    if most is not None and len(places) > most:
        places = []
    lines = lines_of_provinces(subject)
    asked = [subject.ask(*line, place=place.code) for place in places for line in lines]
    figures = yield asked
    width = len(lines)
    found = [Below(place, tuple(figures[n * width : (n + 1) * width])) for n, place in enumerate(places)]
    return [each for each in found if any(figure.value is not None for figure in each.figures)]
