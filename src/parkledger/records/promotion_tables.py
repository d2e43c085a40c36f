"""Tables of promotion: the programme, memoranda, what is aimed at, and the funnel of inquiries."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from parkledger.language import Lang, Text, format_number
from parkledger.ledger.events.promotion import FOCUSES, FORMS
from parkledger.records.dates import Dates
from parkledger.records.event_text import money
from parkledger.records.events import Stored
from parkledger.records.links import reach
from parkledger.records.promotion import FunnelStage, MemorandumOn, PromotionActivity
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

DATE, INTEGER, UNDER = ColumnType.DATE, ColumnType.INTEGER, ColumnPlace.UNDER
ACTIVITIES: Final = (
    Column("code", Text("Mã", "Code"), ColumnType.CODE),
    Column("title", Text("Hoạt động", "Activity"), strong=True),
    Column("form", Text("Hình thức", "Form"), place=UNDER, under="title"),
    Column("venue", Text("Địa điểm", "Venue")),
    Column("planned_on", Text("Dự kiến", "Planned for"), DATE, css="number"),
    Column("held_on", Text("Đã tổ chức", "Held on"), DATE, css="number"),
    Column("planned_cost", Text("Kinh phí dự kiến", "Planned cost")),
    Column("cost", Text("Đã chi", "Cost")),
    Column("investors", Text("Nhà đầu tư tiếp xúc", "Investors met"), INTEGER, css="number"),
    Column("state", Text("Tình trạng", "State")),
)
MEMORANDA: Final = (
    Column("code", Text("Mã", "Code"), ColumnType.CODE),
    Column("investor", Text("Nhà đầu tư", "Investor"), strong=True),
    Column("sector", Text("Ngành", "Sector"), place=UNDER, under="investor"),
    Column("signed_on", Text("Ngày ký", "Signed on"), DATE, css="number"),
    Column("capital", Text("Vốn dự kiến", "Capital intended")),
    Column("state", Text("Kết quả", "What became of it")),
    Column("said", Text("Rà soát gần nhất", "Last follow-up"), place=UNDER, under="state"),
    Column("follow_up_by", Text("Hạn rà soát", "To be followed up by"), DATE, css="number"),
    Column("project", Text("Dự án", "Project")),
)
FOCUS: Final = (
    Column("focus", Text("Loại", "Kind")),
    Column("name", Text("Mục tiêu", "Aimed at"), strong=True),
    Column("ground", Text("Lý do, lợi thế", "Reason")),
    Column("since", Text("Từ ngày", "Since"), DATE, css="number"),
    Column("until", Text("Đến ngày", "Until"), DATE, css="number"),
)
FUNNEL: Final = (
    Column("stage", Text("Bước", "Stage"), strong=True),
    Column("count", Text("Số lượt", "Inquiries"), INTEGER, css="number"),
    Column("share", Text("So với lượt tiếp nhận (%)", "Of those received (%)"), ColumnType.PERCENT, css="number"),
)
TITLES: Final = {
    "activities": Text("Chương trình xúc tiến đầu tư", "Programme of promotion"),
    "memoranda": Text("Bản ghi nhớ và kết quả", "Memoranda and what became of them"),
    "focuses": Text("Ngành, nhà đầu tư mục tiêu", "Sectors and investors aimed at"),
    "funnel": Text("Từ lượt tìm hiểu đến dự án", "From inquiries to projects"),
}


def activities_table(found: Sequence[PromotionActivity], dates: Dates, lang: Lang) -> Table:
    """The programme: what was planned and what was held."""
    rows = [Row(_activity(each, dates)) for each in found]
    return Table("activities", TITLES["activities"], ACTIVITIES, rows, lang, css="stacked")


def _activity(each: PromotionActivity, dates: Dates) -> Cells:
    told = each.held or each.planned
    planned = each.planned.payload if each.planned else {}
    held = each.held.payload if each.held else {}
    state = each.state(dates.on)
    return {
        "code": each.code,
        "title": Cell(each.title, address=_event(told, dates), lang="vi", demo=bool(told and told.demo)),
        "form": FORMS[planned["form"]] if "form" in planned else None,
        "venue": planned.get("venue"),
        "planned_on": each.planned_on,
        "held_on": each.held.effective_on if each.held else None,
        "planned_cost": _money(planned.get("cost")),
        "cost": _money(held.get("cost")),
        "investors": held.get("investors"),
        "state": Cell(state.label, badge=f"target-state {state.value}"),
    }


def memoranda_table(found: Sequence[MemorandumOn], dates: Dates, lang: Lang) -> Table:
    """Memoranda, each with what became of it."""
    rows = [Row(_memorandum(each, dates)) for each in found]
    return Table("memoranda", TITLES["memoranda"], MEMORANDA, rows, lang, css="stacked")


def _memorandum(each: MemorandumOn, dates: Dates) -> Cells:
    signed, state = each.signed.payload, each.state(dates.on)
    project = str(each.concluded.payload.get("led_to") or "") if each.concluded else ""
    address = reach("project", each.signed.book, project, dates=dates) if project else ""
    return {
        "code": str(signed["memorandum"]),
        "investor": Cell(signed["investor"], address=_event(each.signed, dates), lang="vi", demo=each.signed.demo),
        "sector": signed.get("sector"),
        "signed_on": each.signed.effective_on,
        "capital": _money(signed.get("capital")),
        "state": Cell(state.label, badge=f"target-state {state.value}"),
        "said": each.reviewed[-1].payload["finding"] if each.reviewed else None,
        "follow_up_by": None if each.concluded else each.follow_up_by,
        "project": Cell(project or None, address=address),
    }


def focuses_table(found: Sequence[Stored], dates: Dates, lang: Lang) -> Table:
    """What promotion aims at."""
    rows = [
        Row(
            {
                "focus": FOCUSES[event.payload["focus"]],
                "name": Cell(event.payload["name"], address=_event(event, dates), lang="vi", demo=event.demo),
                "ground": event.payload.get("ground"),
                "since": event.effective_on,
                "until": date.fromisoformat(event.payload["until"]) if event.payload.get("until") else None,
            }
        )
        for event in found
    ]
    return Table("focuses", TITLES["focuses"], FOCUS, rows, lang, css="stacked")


def funnel_table(found: Mapping[FunnelStage, int], lang: Lang) -> Table:
    """How many of the inquiries received came to each stage."""
    received = found[FunnelStage.INQUIRY]
    rows = [
        Row({"stage": stage.label, "count": count, "share": _share(count, received, lang)})
        for stage, count in found.items()
    ]
    caption = Text(
        "Mỗi bước đếm chính các lượt tiếp nhận trong năm; dự án đến theo cách khác không tính ở đây",
        "Each stage counts the inquiries received in the year; projects that came in another way are not counted here",
    )
    return Table("funnel", TITLES["funnel"], FUNNEL, rows, lang, caption=caption.of(lang))


def _share(count: int, received: int, lang: Lang) -> Cell:
    if not received:
        return Cell(quiet=True)
    share = Fraction(count * 100, received)
    return Cell(share, "percent", text=f"{format_number(share, lang, decimals=1)}%")


def _event(event: Stored | None, dates: Dates) -> str:
    return reach("event", event.book, event.seq, dates=dates) if event else ""


def _money(given: Any) -> Text | None:
    return money(int(given["amount"]), str(given["currency"])) if isinstance(given, dict) else None
