"""The tables of a zone's plots, with what they add up to by use, and of its lease contracts."""

from collections import Counter
from datetime import timedelta
from typing import Final

from parkledger.figures.wording import number
from parkledger.language import Lang, Text, capitalised, format_number, to_hectares
from parkledger.ledger.plots import UNSTATED, PlotState, PlotUse
from parkledger.records.dates import Dates
from parkledger.records.histories import ProjectOn
from parkledger.records.links import reach
from parkledger.records.plots import LeaseOn, PlotOn, ZonePlan
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

PLOTS_SHOWN: Final = 100
"""Plots that a zone's page shows; its files hold all."""
PLOTS: Final = (
    Column("plot", Text("Lô", "Plot")),
    Column("use.code", Text("Mã loại đất", "Land use code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("use", Text("Loại đất", "Land use")),
    Column("area", Text("Diện tích", "Area"), ColumnType.QUANTITY, "ha", heading=Text("Diện tích", "Area")),
    Column("state.code", Text("Mã hiện trạng", "State code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("state", Text("Hiện trạng", "State")),
    Column("since", Text("Từ ngày", "Since"), ColumnType.DATE),
    Column(
        "tenant.code", Text("Mã dự án thuê", "Code of the tenant's project"), ColumnType.CODE, place=ColumnPlace.FILE
    ),
    Column("tenant", Text("Bên thuê, được giữ đất", "Tenant"), lang="vi"),
    Column("contract", Text("Hợp đồng", "Contract"), place=ColumnPlace.UNDER, under="tenant"),
    Column("ends_on", Text("Hết hạn thuê", "Lease ends on"), ColumnType.DATE),
)
SOON: Final = timedelta(days=365)
"""A contract that ends within this time is said to end soon."""
ENDING: Final = Text("hết hạn trong 12 tháng", "ends within 12 months")
OVER: Final = Text("đã quá hạn", "past its end")
CLOSED: Final = Text("đã trả hết đất", "all land given back")
LEASES: Final = (
    Column("contract", Text("Hợp đồng", "Contract")),
    Column(
        "tenant.code", Text("Mã dự án thuê", "Code of the tenant's project"), ColumnType.CODE, place=ColumnPlace.FILE
    ),
    Column("tenant", Text("Bên thuê", "Tenant"), lang="vi"),
    Column("plots", Text("Lô", "Plots")),
    Column("area_in", Text("Đất vào hợp đồng", "Land in"), ColumnType.QUANTITY, "ha"),
    Column("area_out", Text("Đất đã trả, chuyển", "Land out"), ColumnType.QUANTITY, "ha"),
    Column("area", Text("Đang thuê", "Let now"), ColumnType.QUANTITY, "ha"),
    Column("sublet", Text("Cho thuê lại", "Sublet"), place=ColumnPlace.UNDER, under="area", lang="vi"),
    Column("since", Text("Từ ngày", "Since"), ColumnType.DATE),
    Column("ends_on", Text("Hết hạn", "Ends on"), ColumnType.DATE),
    Column("state", Text("Tình trạng", "State"), place=ColumnPlace.UNDER, under="ends_on", css="base"),
)


LETTABLE: Final = frozenset({PlotUse.INDUSTRIAL, PlotUse.SERVICE})


def states_in_words(plan: ZonePlan, lang: Lang) -> str:
    """How many of a zone's plots to let stand in which state, with their area; those that are taken before those that are free."""
    counts, areas = Counter[PlotState | None](), Counter[PlotState | None]()
    for each in plan.plots:
        if each.plot.use in LETTABLE:
            counts[each.plot.shown] += 1
            areas[each.plot.shown] += each.plot.area_m2
    said = []
    for state in (*reversed(PlotState), None):
        if count := counts[state]:
            label, area = state.label if state else UNSTATED, number(to_hectares(areas[state]), "ha", lang)
            plots = Text("lô", "plot" if count == 1 else "plots").of(lang)
            said.append(f"{format_number(count, lang)} {plots} {label.of(lang)} ({area})")
    return ", ".join(said)


def leases_table(plan: ZonePlan, dates: Dates, lang: Lang) -> Table:
    """A zone's lease contracts, those that end first before the others."""
    rows = [Row(_lease_cells(each, dates, lang)) for each in plan.leases]
    title = Text("Hợp đồng thuê đất", "Lease contracts")
    said = {Lang.VI: "hợp đồng", Lang.EN: "contracts"}[lang]
    caption = f"{format_number(len(rows), lang)} {said}"
    return Table("leases", title, LEASES, rows, lang, caption=caption, css="stacked")


def ending_soon(plan: ZonePlan, dates: Dates) -> list[LeaseOn]:
    """The contracts that end within twelve months of the day."""
    return [each for each in plan.leases if lease_state(each, dates) is ENDING]


def lease_state(each: LeaseOn, dates: Dates) -> Text | None:
    """What there is to say of a contract's end; None where it goes on."""
    lease = each.lease
    if lease.closed_on is not None:
        return CLOSED
    if lease.ends_on is None or lease.ends_on > dates.on + SOON:
        return None
    return OVER if lease.ends_on < dates.on else ENDING


def _lease_cells(each: LeaseOn, dates: Dates, lang: Lang) -> Cells:
    lease, state = each.lease, lease_state(each, dates)
    sublet = "; ".join(
        f"{step.tenant} ({number(to_hectares(step.area_m2), 'ha', lang)})"
        for step in lease.sublet.values()
        if step.area_m2
    )
    return {
        "contract": Cell(lease.contract, demo=each.demo),
        "tenant.code": each.tenant.code if each.tenant else None,
        "tenant": _tenant_cell(each.tenant, dates),
        "plots": ", ".join(each.plots) or Cell(quiet=True),
        "area_in": _area(lease.area_in_m2, lang, demo=each.demo),
        "area_out": _area(lease.left_m2, lang, demo=each.demo),
        "area": _area(lease.area_m2, lang, demo=each.demo),
        "sublet": sublet or None,
        "since": lease.since,
        "ends_on": lease.ends_on,
        "state": state.of(lang) if state else None,
    }


def _tenant_cell(tenant: ProjectOn | None, dates: Dates) -> Cell:
    if tenant is None:
        return Cell(quiet=True)
    return Cell(tenant.enterprise or tenant.name, address=reach("project", tenant.book, tenant.code, dates=dates))


def plots_table(plan: ZonePlan, dates: Dates, lang: Lang, most: int | None = None) -> Table:
    """A zone's plots; of a long list those that the page shows, the sums always of all."""
    rows = [Row(_plot_cells(each, dates, lang)) for each in plan.plots[:most]]
    demo = any(each.demo for each in plan.plots)
    totals = [
        Row(
            {
                "plot": Text("Cộng", "Total"),
                "use.code": use,
                "use": capitalised(PlotUse(use).label.of(lang)),
                "area": _area(area, lang, demo=demo),
            }
        )
        for use, area in plan.by_use().items()
    ]
    said = {Lang.VI: "lô đất", Lang.EN: "plots"}[lang]
    caption = f"{format_number(len(plan.plots), lang)} {said}"
    title = Text("Lô đất", "Plots")
    return Table("plots", title, PLOTS, rows, lang, totals=totals, caption=caption)


def _plot_cells(each: PlotOn, dates: Dates, lang: Lang) -> Cells:
    plot, tenant = each.plot, each.tenant
    state = plot.shown
    return {
        "plot": Cell(plot.code, demo=each.demo),
        "use.code": plot.use.value,
        "use": capitalised(plot.use.label.of(lang)),
        "area": _area(plot.area_m2, lang, demo=each.demo),
        "state.code": state.value if state else None,
        "state": Cell(capitalised((state.label if state else UNSTATED).of(lang)), quiet=state is None),
        "since": plot.since if state else None,
        "tenant.code": tenant.code if tenant else None,
        "tenant": _tenant_cell(tenant, dates),
        "contract": plot.contract if each.lease else None,
        "ends_on": each.lease.ends_on if each.lease else None,
    }


def _area(area_m2: int, lang: Lang, *, demo: bool) -> Cell:
    exact = to_hectares(area_m2)
    return Cell(exact, "ha", number(exact, "ha", lang), demo=demo)
