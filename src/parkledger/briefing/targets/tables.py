"""Targets in words and in tables: what each is, what is reached of it, and whether lower levels add up."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.briefing.targets.attainment import TargetLine
from parkledger.briefing.targets.parts import TargetParts
from parkledger.briefing.targets.recorded import PlanTarget
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, capitalised, days_said, format_number
from parkledger.records.cells import INDICATOR_CODE, PLACE_CODE, ZONE_CODE, figure_cell, unknown
from parkledger.records.dates import Dates
from parkledger.records.links import reach
from parkledger.records.place_text import choice_words
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Link, Row, Table

FIGURE, FILE, UNDER = ColumnType.FIGURE, ColumnPlace.FILE, ColumnPlace.UNDER
TITLE: Final = Text("Chỉ tiêu được giao và kết quả thực hiện", "Targets and what is reached of them")
PARTS: Final = Text("Chỉ tiêu cấp dưới so với cấp trên", "Targets of lower levels beside the upper ones")
TARGETS: Final = (
    INDICATOR_CODE,
    Column("indicator", Text("Chỉ tiêu", "Target of"), strong=True),
    PLACE_CODE,
    ZONE_CODE,
    Column("scope", Text("Phạm vi", "Scope")),
    Column("setter", Text("Cấp giao", "Set by"), place=UNDER, under="scope"),
    Column("period", Text("Kỳ", "Period")),
    Column("first", Text("Giao lần đầu", "First set at"), FIGURE, css="number"),
    Column("value", Text("Chỉ tiêu hiện hành", "Target in force"), FIGURE, css="number"),
    Column("revised", Text("Điều chỉnh", "Revised"), place=UNDER, under="value"),
    Column("ground", Text("Căn cứ", "Ground"), place=UNDER, under="value"),
    Column("actual", Text("Thực hiện", "Actual"), FIGURE, css="number"),
    Column("attained", Text("So với chỉ tiêu", "Against the target"), FIGURE, css="number"),
    Column("left", Text("Còn phải thực hiện", "Still to come"), FIGURE, css="number"),
    Column("state.code", Text("Mã tình trạng", "State code"), ColumnType.CODE, place=FILE),
    Column("state", Text("Tình trạng", "State")),
    Column("event", Text("Sự kiện", "Event"), place=FILE),
)
LOWER: Final = (
    INDICATOR_CODE,
    Column("indicator", Text("Chỉ tiêu cấp trên", "Upper target"), strong=True),
    Column("scope", Text("Phạm vi, kỳ", "Scope and period")),
    Column("value", Text("Cấp trên giao", "Upper target is"), FIGURE, css="number"),
    Column("division", Text("Chia", "Divided")),
    Column("lower", Text("Chỉ tiêu cấp dưới", "Lower targets")),
    Column("sum", Text("Cộng cấp dưới", "Lower ones come to"), FIGURE, css="number"),
    Column("difference", Text("Chênh lệch", "Difference"), FIGURE, css="number"),
    Column("verdict", Text("Đối chiếu", "Check")),
)
_RATE: Final = Text("không cộng được tỷ lệ", "rates are not added")
_EQUAL: Final = Text("khớp", "they add up")
_SHORT: Final = Text("cấp dưới thấp hơn cấp trên", "the lower ones fall short")
_OVER: Final = Text("cấp dưới cao hơn cấp trên", "the lower ones exceed it")
_PART: Final = Text("mới giao một phần kỳ", "part of the period only")


def scope_words(target: PlanTarget, on: date) -> Text:
    """Of what a target is: the zone, or the place with the kind of zones and the origin of capital; on a day after a
    province became part of another it is called a former one."""
    scope = target.scope
    title = choice_words(scope.place, on)
    said = [Text(target.zone.title, target.zone.title)] if target.zone else [title]
    said += [scope.kind.label] if scope.kind else []
    said += [scope.origin.label] if scope.origin else []
    return Text(", ".join(each.vi for each in said), ", ".join(each.en for each in said))


def targets_table(lines: Sequence[TargetLine], dates: Dates, lang: Lang, *, caption: str = "") -> Table:
    """Targets, each with what it was first set at, its last revision, the figure it is held against and what is left."""
    rows = [Row(_cells(line, dates, lang)) for line in lines]
    return Table("targets", TITLE, TARGETS, rows, lang, caption=caption)


def amount_cell(value: Fraction | None, unit: str, lang: Lang, *, demo: bool = False) -> Cell:
    """A number in its unit, as officials write it; a dash where there is none."""
    if value is None:
        return Cell(unit=unit, quiet=True)
    return Cell(value, unit, text=number(value, unit, lang), demo=demo)


def _cells(line: TargetLine, dates: Dates, lang: Lang) -> Cells:
    target, last = line.target, line.target.revisions[-1]
    place = reach("zone", *target.zone.reference, dates=dates) if target.zone else ""
    return {
        "indicator.code": target.scope.indicator,
        "indicator": Cell(
            capitalised(target.indicator.name.of(lang)), address=reach("event", last.book, last.seq, dates=dates)
        ),
        "place.code": target.scope.place,
        "zone.code": target.zone.code if target.zone else None,
        "scope": Cell(scope_words(target, dates.on), address=place or reach("place", target.scope.place, dates=dates)),
        "setter": target.setter.label,
        "period": days_said(target.start, target.end),
        "first": amount_cell(target.first.value, target.unit, lang, demo=target.demo),
        "value": amount_cell(target.value, target.unit, lang, demo=target.demo),
        "revised": _revised(target, lang),
        "ground": "; ".join(part for part in (last.ground, last.document) if part) or None,
        "actual": figure_cell(line.figure, dates, lang) if line.figure else unknown(line.state.label),
        "attained": amount_cell(line.attained, line.attained_unit, lang, demo=target.demo),
        "left": amount_cell(line.left, target.unit, lang, demo=target.demo),
        "state.code": line.state.value,
        "state": Cell(line.state.label, badge=f"target-state {line.state.value}"),
        "event": f"{last.book}/{last.seq}",
    }


def _revised(target: PlanTarget, lang: Lang) -> Text | None:
    """How often a target was revised, and since when the last revision holds."""
    times = len(target.revisions) - 1
    if not times:
        return None
    since, count = days_said(target.revisions[-1].on), format_number(times, lang)
    return Text(
        f"điều chỉnh {count} lần, lần cuối từ ngày {since.vi}",
        f"revised {'once' if times == 1 else f'{count} times'}, last since {since.en}",
    )


def parts_table(parts: Sequence[TargetParts], dates: Dates, lang: Lang) -> Table:
    """Upper targets with the lower ones and what those come to."""
    return Table("parts", PARTS, LOWER, [Row(_parts_cells(each, dates, lang)) for each in parts], lang)


def _parts_cells(parts: TargetParts, dates: Dates, lang: Lang) -> Cells:
    upper = parts.upper
    period, scope = days_said(upper.start, upper.end), scope_words(upper, dates.on)
    return {
        "indicator.code": upper.scope.indicator,
        "indicator": capitalised(upper.indicator.name.of(lang)),
        "scope": Text(f"{scope.vi}; {period.vi}", f"{scope.en}; {period.en}"),
        "value": amount_cell(upper.value, upper.unit, lang, demo=upper.demo),
        "division": parts.division.label,
        "lower": Cell(links=[_link(parts, each, dates, lang) for each in parts.lower]),
        "sum": amount_cell(parts.sum, upper.unit, lang, demo=upper.demo),
        "difference": amount_cell(parts.difference, upper.unit, lang, demo=upper.demo),
        "verdict": verdict(parts),
    }


def _link(parts: TargetParts, lower: PlanTarget, dates: Dates, lang: Lang) -> Link:
    """A lower target: what tells it from the others of the division, and what it is."""
    same_period = (lower.start, lower.end) == (parts.upper.start, parts.upper.end)
    called = scope_words(lower, dates.on) if same_period else days_said(lower.start, lower.end)
    last = lower.revisions[-1]
    return Link(
        f"{called.of(lang)}: {number(lower.value, lower.unit, lang)}", reach("event", last.book, last.seq, dates=dates)
    )


def verdict(parts: TargetParts) -> Text:
    """Whether the lower targets add up to the upper one, in words."""
    difference = parts.difference
    if difference is None:
        return _RATE
    if not parts.whole:
        return _PART
    return _EQUAL if not difference else _OVER if difference > 0 else _SHORT
