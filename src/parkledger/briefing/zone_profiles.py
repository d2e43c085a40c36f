"""All that a zone's page and its fact sheet know, for a page's two dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.catalogue import MEASURES, Act, Origin, ProjectRole, ZoneKind, official_title
from parkledger.catalogue.measures import MICRO
from parkledger.checking.conditions import ConditionAnswer, ConditionCase, conditions
from parkledger.figures import Figure, Figures, Question
from parkledger.figures.current import current_figures
from parkledger.figures.wording import number
from parkledger.language import SMALLEST, Lang, Text, Unit, capitalised, days_said, exact_decimals, format_number
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.events.zones import InfrastructureCompleted
from parkledger.ledger.models import row_id
from parkledger.places import get, territory
from parkledger.records.cells import ZONE_CODE
from parkledger.records.dates import Dates
from parkledger.records.figure_queries import ZoneNotThere
from parkledger.records.histories import ZoneOn, projects_among, zones_on
from parkledger.records.infrastructure import CAPACITIES
from parkledger.records.infrastructure import CODES as UTILITIES
from parkledger.records.links import reach
from parkledger.records.place_text import place_words
from parkledger.records.project_lists import MEASURES as OF_PROJECTS
from parkledger.records.project_lists import Added, ProjectRow, added, in_order, line_of
from parkledger.records.sector_policies import Policy, policies
from parkledger.records.tariff_frames import (
    BookRate,
    FrameJudgement,
    TariffFrame,
    frames_on,
    judged,
    rates_on,
)
from parkledger.records.timelines import TimelineEntry, ZoneTimeline, decision_types, periods_reported, postings_in_zone
from parkledger.records.zone_holdings import STAGES
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

LAND: Final = (
    "land.planned",
    "land.established",
    "land.natural",
    "land.industrial",
    "land.service",
    "land.leasable",
    "land.leased_industrial",
    "land.leased_service",
    "land.leased",
    "land.approved",
    "land.available",
    "land.infrastructure",
    "land.green",
    "land.to_clear",
    "land.cleared",
    "land.clean",
)
CARDS: Final = (
    "occupancy",
    "fee.land_rent",
    "projects.operating",
    "capital.implemented_to_date",
    "labour.workers",
    "labour.foreign",
)
SERVICES: Final = (
    "housing.places",
    "school.places",
    "infrastructure.completion",
    "works.completion",
    "works.planned",
    "works.completed",
    "works.value_approved",
    "works.value_done",
    "works.disbursed",
)
ENVIRONMENT: Final = ("stations.operating", "stations.connected", "incidents.open")
INSPECTED: Final = ("inspections.open", "findings.open", "fines.outstanding")
LABOUR: Final = (
    "labour.female",
    "labour.female_share",
    "labour.local",
    "labour.local_share",
    "labour.income",
    "labour.union_members",
    "enterprises.unionised",
    "enterprises.unionised_share",
    "housing.use",
    "school.use",
    "permits.open",
    "accidents.open",
    "strikes.open",
)
REPORTED: Final = ("output.production", "output.revenue", "trade.export", "trade.import", "budget.paid")
FACILITIES: Final = (*CAPACITIES, "housing.places", "school.places")
TARIFFS: Final = tuple(code for code in MEASURES if code.startswith("fee."))
TENANTS_SHOWN: Final = 25


@dataclass(frozen=True, slots=True)
class Standing:
    """A facility's capacity or a tariff in force: since when, by which event; its value in the unit named."""

    measure: str
    detail: str
    value: Fraction
    unit: str
    since: date
    event: tuple[str, int]
    demo: bool

    @property
    def name(self) -> Text:
        """What it is."""
        return MEASURES[self.measure].name

    @property
    def grade(self) -> str:
        """A tariff's class or hour band: what follows its unit."""
        return self.detail.partition(" ")[2]


@dataclass(slots=True)
class ZonePage:
    """A zone on a page's two dates."""

    zone: ZoneOn
    place: Text
    figures: dict[str, Figure]
    origins: dict[str, tuple[Figure, Figure]]
    reported: list[Figure]
    timeline: ZoneTimeline
    decisions: list[TimelineEntry]
    tenants: list[ProjectRow]
    developers: list[ProjectRow]
    added: Added
    ended_projects: int
    facilities: list[Standing] = field(default_factory=list)
    tariffs: list[Standing] = field(default_factory=list)
    policy: Policy = field(default_factory=Policy)
    act: Act | None = None
    conditions: list[ConditionAnswer] = field(default_factory=list)
    merged_from: list[ZoneOn] = field(default_factory=list)
    merged_into: ZoneOn | None = None
    part_of: ZoneOn | None = None
    parts: list[ZoneOn] = field(default_factory=list)

    @property
    def kind(self) -> ZoneKind:
        """The zone's kind."""
        return ZoneKind(self.zone.kind)

    @property
    def title(self) -> str:
        """As officials write it: KCN Quang Châu."""
        return official_title(self.kind, self.zone.name)

    @property
    def stages(self) -> list[tuple[str, date]]:
        """The stages reached with their days, from the first on."""
        found: dict[str, date] = {}
        for entry in self.decisions:
            measure = EVENT_TYPES[entry.type].milestone
            if measure in STAGES and not entry.taken_back:
                found.setdefault(measure, entry.on)
        complete = self.figures["zones.infrastructure_complete"]
        if complete.value:
            last = [e.on for e in self.decisions if e.type == InfrastructureCompleted.code and not e.taken_back]
            if last:  # where the zone's opening balance says so, the day is not known
                found["zones.infrastructure_complete"] = last[-1]
        return sorted(found.items(), key=lambda reached: (reached[1], -STAGES.index(reached[0])))

    @property
    def stage(self) -> str:
        """The furthest stage reached by the day."""
        return next((stage for stage in STAGES if (self.figures[stage].value or 0) > 0), "")

    @property
    def land_of_no_project(self) -> int:
        """The land let that is filed under no project in force, in m²: as an opening balance may bring it."""
        let = int((self.figures["land.leased"].value or 0) * SMALLEST[Unit.HECTARE])
        return max(0, let - self.added.land - added(self.developers).land)

    @property
    def begun(self) -> bool:
        """Whether the zone was on record on the day."""
        return self.zone.began <= self.figures["occupancy"].period_end

    @property
    def demo(self) -> bool:
        """Whether any figure shown has demonstration data in it."""
        return any(figure.demo for figure in self.figures.values())


def zone_page(reference: tuple[str, str], dates: Dates, lang: Lang) -> ZonePage:
    """The page of a zone; refused where no zone known at the moment has that address."""
    zones = zones_on(dates)
    zone = zones.get(reference)
    books = current_figures()
    if zone is None or zone.id not in books.zones_known(dates.known_at):
        raise ZoneNotThere(zone="/".join(reference))
    figures, origins, reported = _figures(books, zone, dates)
    tenants, ended = _tenants(books, zone, dates, zones)
    page = ZonePage(
        zone=zone,
        place=place_words(zone.place, dates.on),
        figures=figures,
        origins=origins,
        reported=reported,
        timeline=ZoneTimeline(reference, dates, lang),
        decisions=ZoneTimeline(reference, dates, lang, decision_types())[::-1],
        tenants=[line for line in tenants if line.project.role != ProjectRole.INFRASTRUCTURE],
        developers=[line for line in tenants if line.project.role == ProjectRole.INFRASTRUCTURE],
        added=added(line for line in tenants if line.project.role != ProjectRole.INFRASTRUCTURE),
        ended_projects=ended,
    )
    _put_related(page, zones)
    if page.begun and zone.ended_on is None:
        _put_standing(page, books, dates)
    return page


def _put_related(page: ZonePage, zones: Mapping[tuple[str, str], ZoneOn]) -> None:
    """The zones that it came from, became part of, or is made of."""
    zone = page.zone
    page.merged_from = [each for each in zones.values() if each.merged_into == zone.reference]
    page.merged_into = zones.get(zone.merged_into) if zone.merged_into else None
    page.part_of = zones.get((zone.book, zone.part_of)) if zone.part_of else None
    page.parts = [each for each in zones.values() if each.book == zone.book and each.part_of == zone.code]


def _put_standing(page: ZonePage, books: Figures, dates: Dates) -> None:
    """What a zone that stands has: facilities, tariffs, sector policy, and the conditions of its next act."""
    zone = page.zone
    page.facilities = [each for each in standing_in(zone, FACILITIES, dates) if each.value]
    page.tariffs = standing_in(zone, TARIFFS, dates)
    page.policy = policies([zone.id], dates).get(zone.id, page.policy)
    page.act = Act.EXPAND if page.figures["zones.established"].value else Act.ESTABLISH
    about = dict(books.zone(zone.id))
    case = ConditionCase(about, page.act, dates.on, known_at=dates.known_at, developer=zone.developer)
    page.conditions = conditions(books, case)


def _figures(
    books: Figures, zone: ZoneOn, dates: Dates
) -> tuple[dict[str, Figure], dict[str, tuple[Figure, Figure]], list[Figure]]:
    """All figures of the page in one pass."""
    base = Question("occupancy", zone.place, dates.on, zone=zone.id, kind=ZoneKind(zone.kind), known_at=dates.known_at)
    codes = (*LAND, *CARDS, *UTILITIES, *SERVICES, *INSPECTED, *ENVIRONMENT, *LABOUR, *STAGES)
    plain = [replace(base, indicator=code) for code in codes]
    by_origin = [
        replace(base, indicator=code, origin=origin)
        for code in ("projects.in_force", "capital.in_force")
        for origin in (Origin.FDI, Origin.DDI)
    ]
    periods = last_periods(zone, dates)
    flows = [
        replace(base, indicator=code, start=periods[code][0], end=periods[code][1])
        for code in REPORTED
        if code in periods
    ]
    found = books.answer([*plain, *by_origin, *flows])
    origins = found[len(plain) : len(plain) + 4]
    return (
        dict(zip(codes, found, strict=False)),
        {"projects.in_force": (origins[0], origins[1]), "capital.in_force": (origins[2], origins[3])},
        found[len(plain) + 4 :],
    )


def last_periods(zone: ZoneOn, dates: Dates) -> dict[str, tuple[date, date]]:
    """For each measure reported of a zone: from the first day of the year's reports to the end of the latest of them."""
    rows = periods_reported(zone.id, REPORTED, dates)
    found: dict[str, tuple[date, date]] = {}
    for code in REPORTED:
        periods = [(_day(start), _day(end)) for measure, start, end in rows if measure == code and start and end]
        if periods:
            last = max(end for _, end in periods)
            found[code] = (min(start for start, end in periods if end.year == last.year), last)
    return found


def _tenants(
    books: Figures, zone: ZoneOn, dates: Dates, zones: dict[tuple[str, str], ZoneOn]
) -> tuple[list[ProjectRow], int]:
    """The projects in force in a zone, the latest first, and how many had ended there."""
    within = territory(get(zone.place))
    held = books.project_balances(OF_PROJECTS, within, dates.on, dates.known_at, zone=zone.id)
    lines = [line_of(project, held, zones, dates.on) for project in projects_among(held, dates)]
    force = [line for line in lines if line.in_force and line.zone is not None and line.zone.id == zone.id]
    ended = sum(1 for line in lines if not line.in_force)
    return in_order(force, "registered", backwards=True), ended


def standing_in(zone: ZoneOn, measures: Sequence[str], dates: Dates) -> list[Standing]:
    """What stands in a zone by measure and detail (a facility's name, a tariff's unit and class), with its last event."""
    sums: dict[tuple[str, str], tuple[int, int, date, int, bool]] = {}
    for measure, detail, amount, count, on, event, demo in postings_in_zone(zone.id, measures, dates):
        held, known_of, since, by, _ = sums.get((measure, detail), (0, 0, _day(on), event, bool(demo)))
        moved = amount != 0
        sums[measure, detail] = (
            held + amount,
            known_of + count,
            _day(on) if moved else since,
            event if moved else by,
            bool(demo),
        )
    books = {mark.id: code for code, mark in current_figures().heads.items()}
    return [
        Standing(measure, detail, *_valued(measure, detail, held), since, _event(by, books), demo)
        for (measure, detail), (held, counted, since, by, demo) in sorted(sums.items(), key=_by_measure)
        if counted > 0
    ]


def _by_measure(item: tuple[tuple[str, str], object]) -> tuple[int, str]:
    (measure, detail), _ = item
    return list(MEASURES).index(measure), detail


def _valued(measure: str, detail: str, amount: int) -> tuple[Fraction, str]:
    if MEASURES[measure].unit == "micro":
        return Fraction(amount, MICRO), detail.partition(" ")[0]
    return Fraction(amount), MEASURES[measure].unit


def _event(event_id: int, books: dict[int, str]) -> tuple[str, int]:
    book, seq = divmod(event_id, row_id(1, 0))
    return books[book], seq


def _day(stored: date | str) -> date:
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


FACILITY_COLUMNS: Final = (
    Column("facility", Text("Công trình", "Facility"), lang="vi"),
    Column("measure.code", Text("Mã đại lượng", "Measure code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("measure", Text("Loại", "Kind"), place=ColumnPlace.UNDER, under="facility"),
    Column("capacity", Text("Công suất", "Capacity"), ColumnType.FIGURE),
    Column("since", Text("Từ ngày", "Since"), ColumnType.DATE, css="number"),
)
TARIFF_COLUMNS: Final = (
    Column("tariff.code", Text("Mã giá, phí", "Tariff code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("tariff", Text("Loại", "Tariff")),
    Column("grade", Text("Bậc", "Grade"), place=ColumnPlace.UNDER, under="tariff", inline=True, css="plain", lang="vi"),
    Column("price", Text("Đơn giá", "Price"), ColumnType.FIGURE),
    Column("since", Text("Từ ngày", "Since"), ColumnType.DATE, css="number"),
    Column("frame", Text("Khung giá", "Frame")),
    Column(
        "frame.code", Text("Mã so với khung giá", "Code against the frame"), ColumnType.CODE, place=ColumnPlace.FILE
    ),
    Column("frame.state", Text("So với khung giá", "Against the frame"), place=ColumnPlace.UNDER, under="frame"),
)
ZONE: Final = Column("zone", Text("Khu, cụm", "Zone"), lang="vi")


@dataclass(frozen=True, slots=True)
class TariffOn:
    """A tariff in force in a zone, and where it stands against the frame in force."""

    zone: ZoneOn
    standing: Standing
    against: FrameJudgement


def framed(
    zone: ZoneOn, tariffs: Sequence[Standing], frames: Sequence[TariffFrame], rate: BookRate | None
) -> list[TariffOn]:
    """The tariffs of a zone with the frame of each; `rate` is that of its book."""
    return [
        TariffOn(
            zone,
            each,
            judged(
                frames,
                zone,
                each.measure.removeprefix("fee."),
                unit=each.unit,
                grade=each.grade,
                value=each.value,
                rate=rate,
            ),
        )
        for each in tariffs
    ]


def outside_frames(dates: Dates) -> list[TariffOn]:
    """The tariffs in force that lie outside the frame in force, of all zones that stand, by zone."""
    frames, rates = frames_on(dates), rates_on(dates)
    zones = [
        zone
        for zone in zones_on(dates).values()
        if zone.ended_on is None and any(frame.covers(zone) for frame in frames)
    ]
    found = [
        each for zone in zones for each in framed(zone, standing_in(zone, TARIFFS, dates), frames, rates.get(zone.book))
    ]
    return sorted((each for each in found if each.against.state.is_outside), key=lambda each: each.zone.title)


def facilities_table(facilities: Sequence[Standing], dates: Dates, lang: Lang) -> Table:
    """The facilities of a zone in use."""
    rows = [
        Row(
            {
                "facility": Cell(each.detail, demo=each.demo),
                "measure.code": each.measure,
                "measure": each.name,
                "capacity": Cell(each.value, each.unit, number(each.value, each.unit, lang)),
                "since": Cell(each.since, address=reach("event", *each.event, dates=dates)),
            }
        )
        for each in facilities
    ]
    title = Text("Công trình đang dùng", "Facilities in use")
    return Table("facilities", title, FACILITY_COLUMNS, rows, lang, caption=title.of(lang))


def tariffs_table(tariffs: Sequence[TariffOn], dates: Dates, lang: Lang, *, in_zone: bool = True) -> Table:
    """Tariffs in force, each with the frame in force; with their zones where the page is not of one."""
    columns = TARIFF_COLUMNS if in_zone else (ZONE_CODE, ZONE, *TARIFF_COLUMNS)
    keys = {column.key for column in columns}
    rows = [Row({key: cell for key, cell in _tariff(each, dates, lang).items() if key in keys}) for each in tariffs]
    title = Text("Giá, phí đang áp dụng", "Tariffs in force")
    return Table("tariffs", title, columns, rows, lang, caption=title.of(lang), caption_hidden=True, css="stacked")


def _tariff(each: TariffOn, dates: Dates, lang: Lang) -> Cells:
    standing, frame, zone = each.standing, each.against.frame, each.zone
    address = reach("event", frame.book, frame.seq, dates=dates) if frame is not None else ""
    return {
        "zone.code": zone.code,
        "zone": Cell(zone.title, address=reach("zone", zone.book, zone.code, dates=dates)),
        "tariff.code": standing.measure,
        "tariff": Cell(capitalised(standing.name.of(lang)), demo=standing.demo),
        "grade": Cell(standing.grade, text=f"({standing.grade})") if standing.grade else None,
        "price": Cell(standing.value, standing.unit, number(standing.value, standing.unit, lang)),
        "since": Cell(standing.since, address=reach("event", *standing.event, dates=dates)),
        "frame": Cell(frame.words(lang), address=address, demo=frame.set_by.demo) if frame is not None else None,
        "frame.code": each.against.state.value,
        "frame.state": Cell(each.against.state.label, text=_against(each.against)),
    }


def _against(judgement: FrameJudgement) -> Text:
    """Where a tariff stands, with the exchange rate by which it was compared."""
    said, rate = judgement.state.label, judgement.rate
    if rate is None:
        return said
    exact = exact_decimals(rate.vnd_per_usd) or 0
    vi, en = (format_number(rate.vnd_per_usd, lang, decimals=exact) for lang in (Lang.VI, Lang.EN))
    since = days_said(rate.since)
    return Text(
        f"{said.vi} (tỷ giá {vi} đồng/USD từ {since.vi})", f"{said.en} (at VND {en} to the dollar, since {since.en})"
    )
