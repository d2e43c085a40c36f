"""Obligations to the State on a page's two dates: what was assessed, paid, reduced, what is outstanding and in arrears."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.catalogue import StateDue
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, format_date
from parkledger.ledger.events.dues import DuesAssessed, DuesPaid, DuesReduced
from parkledger.records.cells import BOOK, PROJECT_CODE, ZONE_CODE, project_cells
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, standing
from parkledger.records.histories import zones_by_code
from parkledger.records.links import reach
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

MONEY, DATE, UNDER = ColumnType.MONEY, ColumnType.DATE, ColumnPlace.UNDER
DUES: Final = (
    BOOK,
    Column("obligation", Text("Mã khoản nộp", "Obligation"), ColumnType.CODE),
    Column("due", Text("Khoản thu", "What is due"), strong=True),
    Column("ground", Text("Căn cứ", "Ground"), place=UNDER, under="due"),
    PROJECT_CODE,
    ZONE_CODE,
    Column("about", Text("Dự án, khu, cụm", "Project or zone"), lang="vi"),
    Column("enterprise", Text("Doanh nghiệp", "Enterprise"), place=UNDER, under="about", lang="vi"),
    Column("due_by", Text("Hạn nộp", "To be paid by"), DATE, css="number"),
    Column("assessed", Text("Phải nộp", "Assessed"), MONEY, css="number"),
    Column("paid", Text("Đã nộp", "Paid"), MONEY, css="number"),
    Column("reduced", Text("Miễn, giảm", "Reduced"), MONEY, css="number"),
    Column("reduced_by", Text("Căn cứ miễn, giảm", "Ground of the reduction"), place=UNDER, under="reduced"),
    Column("outstanding", Text("Còn phải nộp", "Outstanding"), MONEY, css="number"),
    Column("arrears", Text("Nợ quá hạn", "In arrears"), MONEY, css="number"),
    Column("days_late", Text("Số ngày quá hạn", "Days late"), ColumnType.INTEGER, css="number"),
)
TITLE: Final = Text("Khoản phải nộp ngân sách", "Due to the State")


@dataclass(slots=True)
class ObligationOn:
    """One obligation with what was paid and reduced of it by a day, in đồng."""

    assessed: Stored
    paid: int = 0
    reduced: int = 0
    grounds: list[str] = field(default_factory=list)

    @property
    def amount(self) -> int:
        """What was assessed."""
        return _dong(self.assessed)

    @property
    def due_by(self) -> date:
        """The last day on which it is paid in time."""
        return date.fromisoformat(self.assessed.payload["due_by"])

    @property
    def outstanding(self) -> int:
        """What is still to be paid."""
        return self.amount - self.paid - self.reduced

    def arrears(self, on: date) -> int:
        """What is past its day."""
        return self.outstanding if self.due_by < on else 0


def dues_on(dates: Dates, books: Sequence[int]) -> list[ObligationOn]:
    """The obligations of some books: what is in arrears longest first, what is settled last."""
    found: dict[tuple[str, str], ObligationOn] = {}
    types = (DuesAssessed.code, DuesPaid.code, DuesReduced.code)
    events = standing(books, types, None, dates.on, dates.known_at)
    for event in events:
        if event.type == DuesAssessed.code:
            found[event.book, event.payload["obligation"]] = ObligationOn(event)
    for event in events:
        one = found.get((event.book, event.payload["obligation"]))
        if one is None or event.type == DuesAssessed.code:
            continue
        if event.type == DuesPaid.code:
            one.paid += _dong(event)
        else:
            one.reduced += _dong(event)
            one.grounds.append(str(event.payload["ground"]))
    return sorted(found.values(), key=lambda one: (not one.outstanding, one.due_by, one.assessed.id))


def _dong(event: Stored) -> int:
    return int(event.payload["amount"]["amount"])


def dues_table(found: Sequence[ObligationOn], everything: Sequence[ObligationOn], dates: Dates, lang: Lang) -> Table:
    """Obligations, with the sums of all of them, of which the page may show a part."""
    rows = [Row(_cells(each, dates, lang)) for each in found]
    sums = {
        "assessed": sum(each.amount for each in everything),
        "paid": sum(each.paid for each in everything),
        "reduced": sum(each.reduced for each in everything),
        "outstanding": sum(each.outstanding for each in everything),
        "arrears": sum(each.arrears(dates.on) for each in everything),
    }
    total: Cells = {"due": Text("Cộng", "Sum"), **{key: _money(value, lang) for key, value in sums.items()}}
    day = format_date(dates.on, lang)
    caption = Text(f"Nợ quá hạn tính đến ngày {day}", f"Arrears as of {day}").of(lang)
    return Table("dues", TITLE, DUES, rows, lang, caption=caption, totals=[Row(total)] if rows else [], css="stacked")


def _cells(each: ObligationOn, dates: Dates, lang: Lang) -> Cells:
    event, payload = each.assessed, each.assessed.payload
    arrears = each.arrears(dates.on)
    return {
        "book": event.book,
        "obligation": payload["obligation"],
        "due": Cell(
            StateDue(payload["due"]).label, address=reach("event", event.book, event.seq, dates=dates), demo=event.demo
        ),
        "ground": payload.get("ground"),
        **_about(event, dates),
        "due_by": each.due_by,
        "assessed": _money(each.amount, lang, demo=event.demo),
        "paid": _money(each.paid, lang),
        "reduced": _money(each.reduced, lang),
        "reduced_by": "; ".join(each.grounds) or None,
        "outstanding": _money(each.outstanding, lang),
        "arrears": _money(arrears, lang),
        "days_late": (dates.on - each.due_by).days if arrears else None,
    }


def _about(event: Stored, dates: Dates) -> Cells:
    """Who owes it: a project's enterprise, or the developer of a zone."""
    project, code = event.payload.get("project"), event.payload.get("zone")
    if project:
        cells = project_cells(event.book, project, dates)
        return {"project.code": project, "about": cells["project"], "enterprise": cells["enterprise"]}
    zone = zones_by_code(dates).get((event.book, str(code)))
    return {
        "zone.code": code,
        "about": Cell(zone.title if zone else code, address=reach("zone", event.book, code, dates=dates)),
        "enterprise": (zone.developer or None) if zone else None,
    }


def _money(amount: int, lang: Lang, *, demo: bool = False) -> Cell:
    return Cell(amount, "VND", text=number(Fraction(amount), "VND", lang), demo=demo)
