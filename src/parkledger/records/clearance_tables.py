"""The table of a zone's clearance: households by group and stage, and the money."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from parkledger.figures.wording import number
from parkledger.language import Lang, Text, capitalised, format_number
from parkledger.ledger.clearance import ClearanceStage, HouseholdGroup
from parkledger.records.plots import ZoneClearance
from parkledger.tables import Cell, Cells, Column, ColumnType, Row, Table

MONEY: Final = (ClearanceStage.APPROVED, ClearanceStage.PAID)
CLEARANCE: Final = (
    Column("group", Text("Nhóm hộ", "Household group"), lang="vi"),
    *(
        Column(stage.value, stage.label.capitalised(), ColumnType.INTEGER, group=Text("Số hộ", "Households"))
        for stage in ClearanceStage
    ),
    *(
        Column(
            f"money.{stage.value}", stage.label.capitalised(), ColumnType.MONEY, group=Text("Kinh phí", "Compensation")
        )
        for stage in MONEY
    ),
)


def clearance_table(found: ZoneClearance, lang: Lang) -> Table:
    """The household groups of a zone, and what they come to together; money in another currency is a row of its own."""
    rows = [Row(cells) for group in found.groups for cells in _group_cells(group, lang, demo=group.name in found.demo)]
    title = Text("Giải phóng mặt bằng theo nhóm hộ", "Clearance by household group")
    said = Text("Số hộ và kinh phí lũy kế đến ngày xem", "Households and money, all told by the day")
    totals = [Row(_total_cells(found.groups, lang, demo=bool(found.demo)))] if len(found.groups) > 1 else []
    return Table("clearance", title, CLEARANCE, rows, lang, totals=totals, caption=said.of(lang))


def _currencies(groups: Iterable[HouseholdGroup]) -> list[str]:
    """The currencies in which money is on record, đồng first."""
    known = {currency for group in groups for stage in MONEY for currency in group.money.get(stage, {})}
    return sorted(known, reverse=True)


def _group_cells(group: HouseholdGroup, lang: Lang, *, demo: bool) -> Iterable[Cells]:
    """A group's row; where its money is in two currencies, a row for each."""
    for place, currency in enumerate(_currencies([group]) or [""]):
        cells: Cells = {"group": Cell(group.name, demo=demo)}
        if place == 0:
            households = ((stage, group.households.get(stage)) for stage in ClearanceStage)
            cells |= {stage.value: Cell(count, demo=demo and count is not None) for stage, count in households}
        for stage in MONEY:
            amount = group.money.get(stage, {}).get(currency)
            if amount is not None:
                cells[f"money.{stage.value}"] = _money(amount, currency, lang, demo=demo)
        yield cells


def _total_cells(groups: Iterable[HouseholdGroup], lang: Lang, *, demo: bool) -> Cells:
    """What all groups come to; money where it is all in one currency."""
    groups = list(groups)
    households: Counter[ClearanceStage] = Counter()
    for group in groups:
        households.update(group.households)
    cells: Cells = {"group": capitalised(Text("cộng", "total").of(lang))}
    cells |= {
        stage.value: Cell(count, text=format_number(count, lang), demo=demo) for stage, count in households.items()
    }
    currencies = _currencies(groups)
    if len(currencies) == 1:
        for stage in MONEY:
            amounts = [
                group.money[stage][currencies[0]] for group in groups if currencies[0] in group.money.get(stage, {})
            ]
            if amounts:
                cells[f"money.{stage.value}"] = _money(sum(amounts), currencies[0], lang, demo=demo)
    return cells


def _money(amount: int, currency: str, lang: Lang, *, demo: bool) -> Cell:
    exact = Fraction(amount, 100 if currency == "USD" else 1)
    return Cell(exact, currency, number(exact, currency, lang), demo=demo)
