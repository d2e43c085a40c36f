"""Made-up plots of some zones, lease terms and clearance of the park of Bắc Kạn, on record after everything else.

No earlier figure changes by them. The plots of a zone are its land, use by use: those let are as large as what is let on record.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from parkledger.demo.division import split
from parkledger.demo.drafts import Desk, moment
from parkledger.demo.reports import LAST_RECORDING
from parkledger.language import VIETNAM

INVENTED: Final = "Lô đất, nhóm hộ và số liệu tạo ra để minh họa, không có thật."
ON: Final = date(2025, 12, 1)
LAST: Final = datetime.combine(LAST_RECORDING, time(20), tzinfo=VIETNAM)
"""The moment after everything else of the book."""
PARK: Final = "kcn-thanh-binh-giai-doan-i"
NEXT_PHASE: Final = "kcn-thanh-binh-giai-doan-ii"
PLOTS: Final = (
    ("A1", "industrial", 150_000, "leased"),
    ("A2", "industrial", 140_000, "built"),
    ("A3", "industrial", 120_000, "built"),
    ("B1", "industrial", 50_000, "leased"),
    ("B2", "industrial", 30_000, "leased"),
    ("DV1", "service", 10_000, "leased"),
    ("HT1", "infrastructure", 130_000, None),
    ("CX1", "green", 80_000, None),
)
"""Each plot's code, use, area in m² and state; together they are the park's land."""
GROUPS: Final = (
    ("Thôn Minh Họa 1", (120, 118, 96, 80, 74, 70), (42, 38)),
    ("Thôn Minh Họa 2", (64, 51, 20, 0, 0, 0), (0, 0)),
)
"""Each group's households by stage, and its money approved and paid in billions of đồng."""
STAGES: Final = ("notified", "inventoried", "published", "approved", "paid", "handed_over")


def write(desk: Desk) -> None:
    """Write the plots of the park, that they are all of its land, and the clearance of its next phase."""
    for plot, use, area_m2, state in PLOTS:
        fields = {"zone": PARK, "plot": plot, "use": use, "area_m2": area_m2, "state": state}
        desk.write("plot_drawn", ON, fields, at=LAST, note=INVENTED)
    desk.write("plot_plan_adopted", ON, {"zone": PARK}, at=LAST, note=INVENTED)
    _lease(desk)
    _clearance(desk)


def _lease(desk: Desk) -> None:
    """A road built, a plot split, and the terms of one contract, of which a part is sublet."""
    number, due_on = "HĐ-MH-01", "2025-12-20"
    contract = {"zone": PARK, "contract": number}
    rent = {"currency": "VND", "amount": 2_400_000_000}
    sublet = {"of_contract": number, "tenant": "Công ty Minh Họa Thuê Lại", "area_m2": 12_000}
    for kind, fields in (
        ("plot_state_set", {"zone": PARK, "plots": "HT1", "state": "built"}),
        ("plots_redrawn", {"zone": PARK, "removed": "B2", "drawn": "B2A: 1 ha; B2B: 2 ha"}),
        ("lease_terms_set", {**contract, "ends_on": "2060-06-30", "area_m2": 150_000}),
        ("lease_rent_set", {**contract, "due_on": due_on, "amount": rent}),
        ("lease_rent_paid", {**contract, "due_on": due_on, "amount": rent}),
        ("land_sublet", {**sublet, "zone": PARK, "contract": "HĐ-MH-01/TL"}),
    ):
        desk.write(kind, ON, fields, at=LAST, note=INVENTED)


def _clearance(desk: Desk) -> None:
    """How far the clearance of the next phase has come."""
    for name, households, money in GROUPS:
        group = {"zone": NEXT_PHASE, "household_group": name}
        for stage, count in zip(STAGES, households, strict=True):
            desk.write("clearance_reached", ON, {**group, "stage": stage, "households": count}, at=LAST, note=INVENTED)
        for stage, billions in zip(("approved", "paid"), money, strict=True):
            amount = {"currency": "VND", "amount": billions * 1_000_000_000}
            desk.write("clearance_money_set", ON, {**group, "stage": stage, "amount": amount}, at=LAST, note=INVENTED)


HECTARE: Final = 10_000
ENTERED: Final = moment(date(2025, 12, 30), 20)
"""When the plots of Bắc Giang's zones were entered, after everything else of their books."""
CODES: Final = {"industrial": "CN", "service": "DV", "infrastructure": "HT", "green": "CX"}
"""What the codes of plots begin with, by their use, after the sign of what is made up."""
LETTABLE: Final = frozenset({"industrial", "service"})
LARGE: Final = 5 * HECTARE
"""Land let beyond this is drawn as several plots, of the shares of `LET`."""
LET: Final = (5, 4, 3)
STEP: Final = 100
"""What the areas of plots are multiples of, in m²."""


@dataclass(frozen=True, slots=True)
class PlotOffer:
    """How the land of a zone that is not let is divided: weights of the plots on offer, and those that are not clean yet.

    `unready` has the areas in m² of plots to clear and cleared, by use. Without weights nothing is on offer: what is left is to
    clear as well.
    """

    offered: tuple[int, ...] = ()
    unready: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


OFFERS: Final[Mapping[str, PlotOffer]] = {
    "kcn-yen-lu": PlotOffer(
        (30, 24, 20, 16, 12, 10, 8, 5),
        {
            "industrial": (("to_clear", 40 * HECTARE), ("cleared", 25 * HECTARE)),
            "infrastructure": (("to_clear", 12 * HECTARE),),
        },
    ),
    "kcn-hoa-phu-mo-rong-giai-doan-1": PlotOffer(
        (6, 4, 2), {"industrial": (("to_clear", 38_000), ("cleared", 22_000))}
    ),
    "kcn-viet-han": PlotOffer((3, 2)),
    "kcn-viet-han-mo-rong": PlotOffer(
        (14, 10, 8), {"industrial": (("to_clear", 38 * HECTARE), ("cleared", 18 * HECTARE))}
    ),
    "kcn-phuc-son": PlotOffer((), {"industrial": (("to_clear", 30 * HECTARE), ("cleared", 30 * HECTARE))}),
    "ccn-minh-hoa-01": PlotOffer((12, 8, 4), {"industrial": (("to_clear", 6 * HECTARE),)}),
    "ccn-minh-hoa-02": PlotOffer((9, 5), {"industrial": (("to_clear", 14 * HECTARE), ("cleared", 4 * HECTARE))}),
}
"""The zones with plots in Bắc Giang; what is to clear and cleared agrees with the clearance of the zones that have one on record."""


def write_offered(desk: Desk) -> None:
    """Write the plots of the zones of a desk's book that have some, and that they are all of their land."""
    for zone, land in _land(desk).items():
        held = _held(desk, zone)
        for use, area_m2 in land.items():
            parts = _parts(OFFERS[zone], use, area_m2, held[use])
            for number, (state, part) in enumerate(parts, start=1):
                fields = {"plot": f"MH-{CODES[use]}{number:02d}", "use": use, "area_m2": part, "state": state}
                desk.write("plot_drawn", ON, {"zone": zone, **fields}, at=ENTERED, note=INVENTED)
        desk.write("plot_plan_adopted", ON, {"zone": zone}, at=ENTERED, note=INVENTED)


def _land(desk: Desk) -> dict[str, dict[str, int]]:
    """The land of each zone that is to have plots, by use in m², as its drafts have it."""
    approved = [draft.fields for draft in desk.drafts if draft.type == "land_use_approved"]
    return {
        fields["zone"]: {use: fields[f"{use}_m2"] for use in CODES if f"{use}_m2" in fields}
        for fields in approved
        if fields["zone"] in OFFERS
    }


def _held(desk: Desk, zone: str) -> defaultdict[str, Counter[str]]:
    """What is let of a zone and kept for projects, by use and by the state of such plots."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for draft in desk.drafts:
        if draft.fields.get("zone") != zone:
            continue
        if draft.type == "land_leased":
            found[draft.fields["use"]]["leased"] += draft.fields["area_m2"]
        elif draft.type == "land_allocated":
            found["industrial"]["reserved"] += draft.fields["area_m2"]
    return found


def _parts(offer: PlotOffer, use: str, area_m2: int, held: Mapping[str, int]) -> Iterator[tuple[str | None, int]]:
    """The states and areas of the plots of one use: what is held first, then what is offered, then what is not ready."""
    unready = offer.unready.get(use, ())
    left = area_m2 - sum(held.values()) - sum(part for _, part in unready)
    for state, whole in held.items():
        yield from ((state, part) for part in split(whole, LET if whole > LARGE else (1,), STEP))
    if use in LETTABLE:
        weights = offer.offered if use == "industrial" and offer.offered else (1,)
        state = "offered" if offer.offered else "to_clear"
        yield from ((state, part) for part in split(left, weights, STEP) if part)
    else:
        yield ("built" if use == "infrastructure" and offer.offered and not unready else None), left
    yield from unready
