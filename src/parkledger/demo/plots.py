"""Made-up plots, lease terms and clearance of the park of Bắc Kạn, on record after everything else: no earlier figure changes by them."""

from datetime import date, datetime, time
from typing import Final

from parkledger.demo.drafts import Desk
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
