"""The land finder: zones that let land on the page's day, with what an investor asks of them, and how old that is.

Everything counted is a figure of the books for the page's two dates; what was never recorded stays so and is not 0.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from parkledger.briefing.targets.recorded import PlanTarget
from parkledger.catalogue import ZoneKind
from parkledger.catalogue.sectors import Sector
from parkledger.figures import Figure, Figures, Question
from parkledger.language import Text, sort_key, to_hectares
from parkledger.ledger.plots import Plot
from parkledger.ledger.store import history
from parkledger.places import is_within_any, territory
from parkledger.promotion.data_age import Age
from parkledger.promotion.land_search import DISTANCES, RENT_UNIT, LandFilter, LandOrder
from parkledger.promotion.landmarks import Distance, LandmarkKind, kinds_on_record, nearest
from parkledger.promotion.readiness import Readiness, plans_for_land, readiness
from parkledger.records.dates import Dates
from parkledger.records.figure_queries import zone_reference
from parkledger.records.histories import zones_by_id
from parkledger.records.place_text import place_words
from parkledger.records.plots import areas_offered, plots_by_zone
from parkledger.records.sector_policies import Decided, policies
from parkledger.records.zone_holdings import value_of, zones_hold

STANDING = ("zones.established", "zones.operating")
"""A zone that has reached one of these on the day, and has not ended by then, can let land."""
SHOWN = (
    "land.available",
    "occupancy",
    "fee.land_rent",
    "wastewater.capacity",
    "wastewater.left",
    "fee.power",
    "land.clean",
    "land.to_clear",
)
OF_LAND = ("land.industrial", "land.service", "land.leased_industrial", "land.leased_service", "land.approved")
"""The measures whose newest event tells how old the land to let is."""
DECIDING = (*STANDING, *OF_LAND)
"""The measures that say which zones stand, and how much land they have to let."""
METRES = 1000


@dataclass(frozen=True, slots=True)
class LandOffer:
    """A zone with its figures by indicator and the nearest landmark of each kind; no distance where it has no position.

    `area` is its land to let in hectares, `plots` its plots; None where they are not on record.
    `plan` is the next target by which land is to be clean. Where its position is `assumed`, so are the distances. `decided` holds its
    stance on the sector asked for, by that sector's code, where anything is decided of it.
    """

    id: int
    reference: str
    title: str
    kind: ZoneKind
    place: str
    where: Text
    figures: dict[str, Figure]
    distances: dict[LandmarkKind, Distance]
    area: Fraction | None = None
    assumed: bool = False
    plots: Sequence[Plot] | None = None
    plan: PlanTarget | None = None
    decided: dict[str, Decided] = field(default_factory=dict)

    @property
    def ready(self) -> tuple[int, ...] | None:
        """The areas of the plots that it offers in m², the largest first; None where its plots are not on record."""
        return None if self.plots is None else areas_offered(self.plots)

    @property
    def readiness(self) -> Readiness:
        """When its land is ready."""
        return readiness(self.plots or (), self.clean.value, self.figures["land.to_clear"].value, self.plan)

    @property
    def largest_plot(self) -> Fraction | None:
        """The largest plot that it offers, in hectares; 0 where it offers none, None where its plots are not on record."""
        return None if self.ready is None else to_hectares(max(self.ready, default=0))

    @property
    def book(self) -> str:
        """The code of the book that it is on record in."""
        return self.reference.split("/")[0]

    @property
    def code(self) -> str:
        """Its code in the book."""
        return self.reference.split("/")[1]

    @property
    def available(self) -> Figure:
        """The land still to let, in hectares."""
        return self.figures["land.available"]

    @property
    def occupancy(self) -> Figure | None:
        """The rate of occupancy; economic zones have none."""
        return self.figures.get("occupancy")

    @property
    def clean(self) -> Figure:
        """Land cleared and free of hindrance, in hectares."""
        return self.figures["land.clean"]

    @property
    def rent(self) -> Figure:
        """The land rent."""
        return self.figures["fee.land_rent"]

    @property
    def capacity(self) -> Figure:
        """The capacity to treat waste water."""
        return self.figures["wastewater.capacity"]

    @property
    def left(self) -> Figure:
        """What of that capacity is not used."""
        return self.figures["wastewater.left"]

    @property
    def power(self) -> Figure:
        """The price of power."""
        return self.figures["fee.power"]

    @property
    def to_landmarks(self) -> list[Distance | None]:
        """The nearest port, airport, border gate and interchange, of those on record, in that order."""
        return [self.distances.get(kind) for kind in kinds_on_record()]

    @property
    def rent_usd(self) -> Fraction | None:
        """The lowest rent in US dollars per m² for the term; None where it is unknown or stated otherwise."""
        return lowest(self.rent) if self.rent.unit == RENT_UNIT else None


@dataclass(frozen=True, slots=True)
class LandOffers:
    """What a search came to: the zones that fit, how many stand in all, and why the others are not among the first.

    Left out are those that are `unknown` for want of a record, those with no land left, those that fail another limit
    (`unfit`), and those on record that do not stand on the day.
    """

    offers: Sequence[LandOffer]
    unknown: int
    standing: int
    none_left: int = 0
    unfit: int = 0
    not_standing: int = 0


def lowest(figure: Figure) -> Fraction | None:
    """A tariff's value, or the low end where classes or hours differ."""
    return figure.value if figure.value is not None else figure.low


def search(books: Figures, wanted: LandFilter, dates: Dates) -> LandOffers:
    """The zones that fit a search, in the order it asks for; none where a limit could not be read."""
    holds, asked = zones_hold(dates, DECIDING), _in_question(books, wanted, dates.known_at)
    standing = offers_of(
        books,
        [
            zone
            for zone in asked
            if zone["id"] in holds and any(holds[zone["id"]].amounts.get(code) for code in STANDING)
        ],
        dates,
    )
    not_standing = len(asked) - len(standing)
    if wanted.problems:
        return LandOffers([], 0, len(standing), not_standing=not_standing)
    if codes := needed(wanted):
        complete(books, standing, dates, codes)
    if wanted.sector is not None:
        decide(standing, wanted.sector, dates)
    fits = [(offer, fitting(offer, wanted, dates.on)) for offer in standing]
    kept = [offer for offer, fit in fits if fit or (fit is None and wanted.unrecorded)]
    failing = [offer for offer, fit in fits if fit is False]
    none_left = sum(1 for offer in failing if offer.area is not None and offer.area <= 0)
    return LandOffers(
        offers=sorted(kept, key=_order(wanted.sorting)),
        unknown=sum(1 for _, fit in fits if fit is None),
        standing=len(standing),
        none_left=none_left,
        unfit=len(failing) - none_left,
        not_standing=not_standing,
    )


def offers_of(books: Figures, zones: Sequence[dict[str, Any]], dates: Dates) -> list[LandOffer]:
    """Zones with where they are and their land to let, and no figures yet."""
    known, holds, plots = zones_by_id(dates), zones_hold(dates, DECIDING), plots_by_zone(dates)
    plans = plans_for_land(dates)
    positions = {
        zone.id: (zone.latitude, zone.longitude) for zone in known.values() if zone.latitude and zone.longitude
    }
    return [
        LandOffer(
            id=zone["id"],
            reference=zone_reference(books, zone["id"]),
            title=known[zone["id"]].title,
            kind=ZoneKind(zone["kind"]),
            place=zone["place"],
            where=place_words(zone["place"], dates.on),
            figures={},
            distances=nearest(*positions[zone["id"]], dates.on) if zone["id"] in positions else {},
            area=value_of("land.available", ZoneKind(zone["kind"]), dates.on, holds[zone["id"]].amounts)
            if zone["id"] in holds
            else None,
            plots=plots.get(known[zone["id"]].reference),
            plan=plans.get(known[zone["id"]].reference),
            assumed=zone["id"] in positions and known[zone["id"]].position_assumed,
        )
        for zone in zones
    ]


def needed(wanted: LandFilter) -> list[str]:
    """The indicators, beside the land to let, that decide a search or its order; the rest is asked for what is shown."""
    by_limit = {
        "rent_from": "fee.land_rent",
        "rent_to": "fee.land_rent",
        "power": "fee.power",
        "capacity": "wastewater.capacity",
        "left": "wastewater.left",
        "clean": "land.clean",
    }
    found = [code for name, code in by_limit.items() if wanted.asks(name)]
    if wanted.ready is not None:
        found = list(dict.fromkeys([*found, "land.clean", "land.to_clear"]))
    return [*found, "fee.land_rent"] if wanted.sorting is LandOrder.RENT else found


def complete(books: Figures, offers: Sequence[LandOffer], dates: Dates, codes: Sequence[str] = SHOWN) -> None:
    """Give zones their figures, asked in one call."""
    by_id = {offer.id: offer for offer in offers}
    questions = [
        Question(code, offer.place, dates.on, zone=offer.id, kind=offer.kind, known_at=dates.known_at)
        for offer in offers
        for code in codes
        if not (code == "occupancy" and offer.kind is ZoneKind.ECONOMIC_ZONE)
    ]
    for figure in books.answer(questions):
        by_id[figure.question.zone or 0].figures[figure.question.indicator] = figure


def decide(offers: Sequence[LandOffer], sector: Sector, dates: Dates) -> None:
    """Give zones their stance on a sector."""
    found = policies([offer.id for offer in offers], dates)
    for offer in offers:
        decided = found[offer.id].on(sector) if offer.id in found else None
        if decided is not None:
            offer.decided[sector.code] = decided


def fitting(offer: LandOffer, wanted: LandFilter, on: date) -> bool | None:
    """Whether a zone fits a search on a day; None where what would decide it was never recorded."""
    answers = [
        _meets(value(offer), wanted.limits[name], least)
        for name, (value, least) in TESTS.items()
        if name in wanted.limits
    ]
    if not wanted.asks("area"):
        answers.append(_meets(offer.area, Fraction(0), None))
    if wanted.ready is not None:
        answers.append(offer.readiness.meets(wanted.ready, on))
    if wanted.sector is not None:
        decided = offer.decided.get(wanted.sector.code)
        answers.append(None if decided is None else decided.stance.admits)
    return False if False in answers else None if None in answers else True


def _meets(value: Fraction | None, limit: Fraction, least: bool | None) -> bool | None:
    """Whether a value reaches a limit (`least`), keeps under it, or, where `least` is None, is above it."""
    if value is None:
        return None
    return value > limit if least is None else value >= limit if least else value <= limit


def _away(kind: LandmarkKind) -> Callable[[LandOffer], Fraction | None]:
    def kilometres(offer: LandOffer) -> Fraction | None:
        found = offer.distances.get(kind)
        return None if found is None else Fraction(found.metres, METRES)

    return kilometres


def _power_vnd(offer: LandOffer) -> Fraction | None:
    return lowest(offer.power) if offer.power.unit == "VND/kWh" else None


TESTS: dict[str, tuple[Callable[[LandOffer], Fraction | None], bool]] = {
    "area": (lambda offer: offer.area, True),
    "rent_from": (lambda offer: offer.rent_usd, True),
    "rent_to": (lambda offer: offer.rent_usd, False),
    "capacity": (lambda offer: offer.capacity.value, True),
    "left": (lambda offer: offer.left.value, True),
    "power": (_power_vnd, False),
    "clean": (lambda offer: offer.clean.value, True),
    "plot": (lambda offer: offer.largest_plot, True),
    **{name: (_away(kind), False) for name, kind in DISTANCES.items()},
}


def _order(sorting: LandOrder) -> Callable[[LandOffer], tuple[Any, ...]]:
    """Zones in the order asked for, those without the number last, each group by name."""

    def key(offer: LandOffer) -> tuple[Any, ...]:
        name = sort_key(offer.title)
        if sorting is LandOrder.NAME:
            return (0, Fraction(0), name)
        if sorting is LandOrder.AREA:
            value = None if offer.area is None else -offer.area
        elif sorting is LandOrder.RENT:
            value = offer.rent_usd
        else:
            value = _away(LandmarkKind(sorting.value))(offer)
        return (value is None, value or Fraction(0), name)

    return key


def _in_question(books: Figures, wanted: LandFilter, known_at: datetime | None) -> list[dict[str, Any]]:
    codes = None if wanted.place is None else territory(wanted.place)
    return [
        zone
        for zone in books.zones_known(known_at).values()
        if wanted.kind in {None, zone["kind"]} and (codes is None or is_within_any(zone["place"], codes))
    ]


def ages(offers: Sequence[LandOffer], dates: Dates) -> dict[int, Age]:
    """How old the newest event about each zone's land is on the page's day; what was taken back by then does not count."""
    newest: dict[int, date] = {}
    for zone, day in history.days_claimed([offer.id for offer in offers], OF_LAND, dates.on, dates.known_at):
        newest[zone] = max(newest.get(zone, day), day)
    return {offer.id: Age(newest.get(offer.id), dates.on) for offer in offers}
