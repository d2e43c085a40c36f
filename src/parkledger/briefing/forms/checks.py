"""What forms are held against: each other, the period before, and what is missing in them and from whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from parkledger.briefing.forms.answers import Answers, asked_cell
from parkledger.briefing.forms.business import NOT_SHOWN
from parkledger.briefing.forms.coverage import NO_BOOK
from parkledger.briefing.forms.ministry import OUTPUT
from parkledger.briefing.forms.model import (
    BN_VND,
    HA,
    LACKING,
    M_USD,
    PEOPLE,
    PROJECTS,
    ZONES,
    Asked,
    At,
    CellState,
    CellUnit,
    FilledForm,
    FormCell,
    RowKind,
    RowsOf,
)
from parkledger.briefing.forms.relations import (
    RELATIONS,
    RESULT,
    ROW_BOUNDS,
    SUMMED_BY_CLUSTER,
    SUMMED_BY_PROJECT,
    TOTAL,
    CellOf,
)
from parkledger.briefing.forms.scope import FormScope
from parkledger.catalogue import Origin
from parkledger.figures import Figure
from parkledger.figures.wording import coverage_note
from parkledger.language import Lang, Text

RELATED = MappingProxyType(
    {
        "2101": ("2103", "2104", "2115", "2116"),
        "2103": ("2101",),
        "2104": ("2101", "2106", "2114"),
        "2106": ("2104",),
        "2107": ("2103",),
        "2114": ("2101", "2104", "2109"),
        "2115": ("2101",),
        "2116": ("2101",),
        "A.IV.1": ("2101",),
    }
)
"""The forms that each form is held against."""
REPORTED = MappingProxyType({key: (label, indicator) for key, label, indicator in OUTPUT})
"""What projects report, by the last part of the keys of its cells: its name, and the indicator."""
FDI, DDI = Origin.FDI, Origin.DDI


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a check: its value, and the cell that it stands in where that is in the workbook."""

    value: Fraction | None
    form: str = ""
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Two numbers that should be one; `is_comparison` are those of two periods, which need not.

    Of a bound the left is at most the right.
    `shortfall` says, where it is known, what the right lacks of the left: less there is then no mistake.
    """

    name: Text
    left: Side
    right: Side
    unit: CellUnit
    note: Text | None = None
    is_comparison: bool = False
    shortfall: Text | None = None
    is_bound: bool = False

    @property
    def agrees(self) -> bool | None:
        """Whether the two are one; None where they need not be, or where one is unknown."""
        left, right = self.left.value, self.right.value
        if self.is_comparison or left is None or right is None:
            return None
        if self.is_bound:
            return left <= right
        return None if self.shortfall is not None and left > right else left == right


@dataclass(frozen=True, slots=True)
class FormGap:
    """What a form lacks: which column or line, of whom, and why. `state` tells silence from what is never held."""

    form: str
    what: Text
    who: Text
    why: Text
    state: CellState


@dataclass(slots=True)
class _Together:
    """The forms of one scope, with what more is asked to hold them against each other."""

    scope: FormScope
    forms: dict[str, FilledForm]
    shown: frozenset[str]
    answers: Answers

    def side(self, code: str, row: str, column: str) -> Side | None:
        """A cell of a form; None where the form is not there."""
        form = self.forms.get(code)
        cell = form.cell(row, column) if form else None
        if form is None or cell is None:
            return None
        return Side(cell.amount, form.name if code in self.shown else "", row, column)

    def listed(self, left: Side | None, code: str, section: str, column: str) -> Side | None:
        """The total of a section that lists what happened one by one; a known number is held against nought where it lists nothing.

        Where a row's number is not on record, or is withheld, the total is unknown.
        """
        side = self.side(code, f"{section}.{TOTAL}", column)
        if side is None or side.value is not None or left is None or left.value is None:
            return side
        rows = [row for row in self.forms[code].rows if row.kind is RowKind.ROW and row.key.startswith(f"{section}.")]
        lacking = any(cell.state in LACKING for row in rows if (cell := row.cells.get(column)) is not None)
        return side if lacking else Side(Fraction(0))

    def asked(self, code: str, source: Asked, scope: FormScope | None = None) -> Fraction | None:
        """A figure of the place, in a unit."""
        return self.cell(code, source, scope).amount

    def cell(self, code: str, source: Asked, scope: FormScope | None = None) -> FormCell:
        """A cell of a figure of the place, in a unit."""
        return asked_cell(source, scope or self.scope, self.forms[code].form.kind, None, self.answers)


def checks_of(
    forms: Sequence[tuple[FormScope, FilledForm]],
    beside: Iterable[tuple[FormScope, FilledForm]],
    last: Iterable[tuple[FormScope, FilledForm]],
    answers: Answers,
) -> list[Check]:
    """Every check of some forms that are shown; those beside them, and those of the period before, are only held against."""
    scopes: defaultdict[FormScope, dict[str, FilledForm]] = defaultdict(dict)
    for scope, form in (*forms, *beside):
        scopes[scope][form.form.code] = form
    shown = {scope: frozenset(form.form.code for each, form in forms if each == scope) for scope in scopes}
    found: list[Check] = []
    for scope, there in scopes.items():
        together = _Together(scope, there, shown[scope], answers)
        found += [check for check in _between(together) if check is not None]
    found += [check for check in _over_sheets(forms) if check is not None]
    before = {(scope, form.form.code): form for scope, form in last}
    for scope, form in forms:
        if (earlier := before.get((replace(scope, period=scope.last), form.form.code))) is not None:
            found += _with_last(form, earlier)
    return found


def _over_sheets(forms: Sequence[tuple[FormScope, FilledForm]]) -> Iterator[Check | None]:
    """Summaries of clusters against the sums of the forms of all their clusters, or of all projects, in the workbook."""
    for scope, form in forms:
        if form.form.code not in {"03", "04"}:
            continue
        for code, lines, is_bound in (("02", SUMMED_BY_CLUSTER, False), ("01", SUMMED_BY_PROJECT, True)):
            parts = [each for of, each in forms if each.form.code == code and _is_part(of, scope)]
            for part, whole, unit in lines if parts else ():
                cells = [cell.amount for each in parts if (cell := each.cell(part, RESULT)) is not None]
                label, own = _label(form, whole), form.cell(whole, RESULT)
                named = Text(
                    f"{code}, {len(parts)} tờ: {part} = {form.form.code}: {label.vi}",
                    f"{code}, {len(parts)} sheets: {part} = {form.form.code}: {label.en}",
                )
                whole_side = Side(own.amount if own else None, form.name, whole, RESULT)
                check = _check(named, Side(_known_sum(cells)), whole_side, unit, NOT_ALL_SHEETS)
                yield _bound(check) if is_bound else check


NOT_ALL_SHEETS = Text(
    "Bên trái cộng các tờ có trong tệp này.", "The left is the sum of the sheets that are in this workbook."
)


def _is_part(of: FormScope, whole: FormScope) -> bool:
    """Whether a sheet of one zone or project is of the place, period and moment of another."""
    return replace(of, zone=None, project=None) == whole


def _check(name: Text, left: Side | None, right: Side | None, unit: CellUnit, note: Text | None = None) -> Check | None:
    if left is None or right is None or (left.value is None and right.value is None):
        return None
    return Check(name, left, right, unit, note)


def _between(forms: _Together) -> Iterator[Check | None]:
    """Within forms and between them."""
    if "2101" in forms.forms:
        yield from _attracted(forms)
    if "2104" in forms.forms:
        yield from _producing(forms)
    for code in ("03", "04"):
        if code in forms.forms:
            yield from _clusters(forms, code)
    if "2108" in forms.forms:
        yield from _by_function(forms)
    yield from _related(forms)
    yield from _rows_bound(forms)
    for code in forms.forms:
        yield from _wholes(forms, code)


def _related(forms: _Together) -> Iterator[Check | None]:
    """The relations of which the workbook has a form, and the others that they need are at hand."""
    for each in RELATIONS:
        if each.forms <= forms.forms.keys() and each.forms & forms.shown:
            left, right = _sum_side(forms, each.left), _sum_side(forms, each.right)
            check = _check(each.name, left, right, each.unit, each.note)
            yield _bound(check) if each.is_bound else check


def _bound(check: Check | None) -> Check | None:
    """A check whose left is at most the right; none where one of them is unknown: that tells nothing."""
    if check is None or check.left.value is None or check.right.value is None:
        return None
    return replace(check, is_bound=True)


def _sum_side(forms: _Together, cells: tuple[CellOf, ...]) -> Side | None:
    """A cell, or a sum of several, of which those that the forms lack add nothing."""
    if len(cells) == 1:
        return forms.side(cells[0].form, cells[0].row, cells[0].column)
    sides = [(cell.sign, side) for cell in cells if (side := forms.side(cell.form, cell.row, cell.column))]
    return Side(_known_sum(None if side.value is None else sign * side.value for sign, side in sides))


def _rows_bound(forms: _Together) -> Iterator[Check | None]:
    """Columns that are a part of others: in the total, and in each row where it is not so."""
    for bound in ROW_BOUNDS:
        form = forms.forms.get(bound.form) if bound.form in forms.shown else None
        for row in form.rows if form else ():
            least, most = forms.side(bound.form, row.key, bound.least), forms.side(bound.form, row.key, bound.most)
            if row.kind not in {RowKind.ROW, RowKind.TOTAL} or least is None or most is None:
                continue
            named = Text("tổng cộng", "total") if row.key == TOTAL else Text(*(_name(row.cells["name"]),) * 2)
            text = Text(f"{bound.form}: {bound.name.vi}, {named.vi}", f"{bound.form}: {bound.name.en}, {named.en}")
            check = _bound(_check(text, least, most, bound.unit))
            if check is not None and (row.key == TOTAL or check.agrees is False):
                yield check


ONE_EVENT_EACH = Text(
    "2101 đếm lượt và vốn từ bút toán; 2115, 2116 liệt kê từng dự án.",
    "2101 sums postings; 2115 and 2116 list projects.",
)


def _attracted(forms: _Together) -> Iterator[Check | None]:
    """Form 2101 against 2115, 2116, 2103 and against itself."""
    for key, column in (("added", "capital.up"), ("reduced", "capital.down")):
        vi, en = ("tăng vốn", "increases") if key == "added" else ("giảm vốn", "decreases")
        for origin in (FDI, DDI):
            named = Text(f"2101 {vi} {origin.upper()} = 2115", f"2101 {en} {origin.upper()} = 2115")
            left = forms.side("2101", f"{origin.value}.{key}.capital", RESULT)
            if origin is DDI:  # 2115 states all money in dollars
                left = Side(forms.asked("2101", Asked(f"capital.{key}", M_USD, origin, At.PERIOD)))
            yield _check(named, left, forms.listed(left, "2115", origin.value, column), M_USD, ONE_EVENT_EACH)
    for origin, column, unit in ((FDI, "foreign", M_USD), (DDI, "domestic", BN_VND)):
        name = origin.upper()
        left = forms.side("2101", f"{origin.value}.ended.capital", RESULT)
        right = forms.listed(left, "2116", "secondary", column)
        yield _check(
            Text(f"2101 vốn thu hồi, chấm dứt {name} = 2116", f"2101 capital ended {name} = 2116"),
            left,
            right,
            unit,
            ONE_EVENT_EACH,
        )
        yield _check(
            Text(
                f"2101 số dự án thu hồi, chấm dứt {name} = số dòng của 2116",
                f"2101 projects ended {name} = rows of 2116",
            ),
            forms.side("2101", f"{origin.value}.ended.projects", RESULT),
            _rows_with(forms, column),
            PROJECTS,
        )
        yield from _stock(forms, origin, unit)
    yield from _land(forms)
    yield from _part_three(forms)


def _rows_with(forms: _Together, column: str) -> Side | None:
    form = forms.forms.get("2116")
    if form is None:
        return None
    rows = [row for row in form.rows if row.kind is RowKind.ROW and row.key.startswith("secondary.")]
    return Side(Fraction(sum(1 for row in rows if row.cells[column].amount is not None)))


SHARES = Text(
    "Lệch có thể do góp vốn, mua cổ phần làm tăng vốn; số dư đầu kỳ nhập trong kỳ; khu sáp nhập; dự án chưa xong dữ liệu.",
    "A difference may be share purchases that raised capital, opening balances, or zones merged in the period.",
)


def _stock(forms: _Together, origin: Origin, unit: CellUnit) -> Iterator[Check | None]:
    """What was in force before the period, and what came and went in it, against what is in force at its end."""
    moves = {
        "projects": (("registered", 1), ("ended", -1)),
        "capital": (("new", 1), ("added", 1), ("reduced", -1), ("ended", -1)),
    }
    for what, signs in moves.items():
        own = unit if what == "capital" else PROJECTS
        held = Asked(f"{what}.in_force", own, origin)
        moved = [
            None
            if (part := forms.asked("2101", Asked(f"{what}.{key}", own, origin, At.PERIOD))) is None
            else sign * part
            for key, sign in signs
        ]
        before = forms.asked("2101", held, replace(forms.scope, period=forms.scope.last))
        column = f"{origin.value}.{what}"
        right = forms.side("2104", TOTAL, column) or Side(forms.asked("2101", held))
        left = None if right.value is None else Side(_known_sum([before, *moved]))
        name = "số dự án" if what == "projects" else "vốn"
        english = "projects" if what == "projects" else "capital"
        yield _check(
            Text(
                f"Đầu kỳ + 2101 (cấp mới, tăng, giảm, thu hồi) = còn hiệu lực cuối kỳ 2104: {name} {origin.upper()}",
                f"Before + 2101 = in force at the end, 2104: {english} {origin.upper()}",
            ),
            left,
            right,
            own,
            SHARES,
        )


def _known_sum(parts: Iterable[Fraction | None]) -> Fraction | None:
    """The sum of what is known of some parts; None where nothing is known of any."""
    known = [part for part in parts if part is not None]
    return sum(known, Fraction(0)) if known else None


UNNAMED_LAND = Text(
    "Lệch là đất cho thuê không ghi cho dự án nào, nên không rõ FDI hay DDI, hoặc số dư đầu kỳ chốt trong kỳ này.",
    "A difference is land let to no project on record, so of no known origin, or a balance opened with in the period.",
)


def _land(forms: _Together) -> Iterator[Check | None]:
    change = forms.asked("2101", Asked("land.leased", HA, None, At.CHANGE))
    sides = [forms.side("2101", f"{origin.value}.land.change", RESULT) for origin in (FDI, DDI)]
    known = [side.value for side in sides if side is not None]
    yield _check(
        Text(
            "Đất đã cho thuê (2103): cuối kỳ trừ đầu kỳ = biến động FDI + DDI (2101)",
            "Land let (2103): end less beginning = change FDI + DDI (2101)",
        ),
        Side(change),
        Side(_known_sum(known)),
        HA,
        UNNAMED_LAND,
    )


NOT_APART = Text("không tách FDI, DDI", "not told apart")
ONLY_TOGETHER = Text(
    "Phần chênh là số của các báo cáo không tách FDI, DDI: chỉ có ở mục III, không phải sai lệch.",
    "The difference is what reports tell of FDI and DDI together: part III alone has it, and it is no mistake.",
)
NONE_APART = Text("Trống khi báo cáo không tách FDI, DDI.", "Empty where reports do not part FDI and DDI.")


def _part_three(forms: _Together) -> Iterator[Check | None]:
    """Part III of form 2101 against what is told of each origin: reports that do not tell them apart are in part III alone."""
    for key, (label, indicator) in REPORTED.items():
        parts = [forms.cell("2101", Asked(indicator, BN_VND, origin, At.PERIOD)) for origin in (FDI, DDI)]
        known = [part.amount for part in parts if part.amount is not None]
        check = _check(
            Text(f"2101 mục III = FDI + DDI quy đổi: {label.vi}", f"2101 part III = FDI + DDI converted: {label.en}"),
            forms.side("2101", f"all.{key}", RESULT),
            Side(sum(known, Fraction(0)) if len(known) == len(parts) else None),
            BN_VND,
            NONE_APART,
        )
        if check is not None and any(figure.coverage.is_unsplit for part in parts for figure in part.figures):
            explained = replace(check, note=ONLY_TOGETHER, shortfall=NOT_APART)
            check = explained if check.agrees is False and explained.agrees is None else check
        yield check


def _producing(forms: _Together) -> Iterator[Check | None]:
    """Form 2104 against 2101, 2106 and 2114."""
    for key, (label, _) in REPORTED.items():
        yield _check(
            Text(f"2104 = 2101, FDI: {label.vi}", f"2104 = 2101, FDI: {label.en}"),
            _converted(forms, key),
            forms.side("2101", f"fdi.{key}", RESULT),
            M_USD,
        )
        if key in {"revenue", "budget"}:
            yield _check(
                Text(f"2104 = 2101, số chung: {label.vi}", f"2104 = 2101, together: {label.en}"),
                forms.side("2104", TOTAL, f"all.{key}"),
                forms.side("2101", f"all.{key}", RESULT),
                BN_VND,
            )
    standing = (
        ("fdi.projects", "standing", PROJECTS, Text("số dự án", "projects")),
        ("fdi.capital", "registered", M_USD, Text("vốn đăng ký", "capital")),
    )
    for column, other, unit, label in standing:
        yield _check(
            Text(f"2104 FDI còn hiệu lực = 2114: {label.vi}", f"2104 FDI in force = 2114: {label.en}"),
            forms.side("2104", TOTAL, column),
            forms.side("2114", TOTAL, other),
            unit,
            Text("2114 cộng theo dự án trong KCN.", "2114 is summed by project."),
        )
    people = [forms.side("2104", TOTAL, column) for column in ("vietnamese", "foreigners")]
    if all(side is not None and side.value is not None for side in people):
        both = sum((side.value or Fraction(0) for side in people if side is not None), Fraction(0))
        name = Text("2104 lao động trong nước + nước ngoài = tổng lao động 2106", "2104 workers = 2106")
        yield _check(name, Side(both), forms.side("2106", TOTAL, "workers"), PEOPLE)


def _converted(forms: _Together, key: str) -> Side | None:
    """What 2104 has of FDI: the budget stands there in đồng, so it is asked again in dollars."""
    if key == "budget":
        return Side(forms.asked("2104", Asked("budget.paid", M_USD, FDI, At.PERIOD)))
    return forms.side("2104", TOTAL, f"fdi.{key}")


def _clusters(forms: _Together, code: str) -> Iterator[Check | None]:
    """Lines of the summary of clusters against each other and against the register's own figures."""
    operating = forms.asked(code, Asked("zones.operating", ZONES))
    yield _check(
        Text(f"{code}: 15 = cụm đang hoạt động trong sổ", f"{code}: 15 = clusters in operation"),
        forms.side(code, "15", RESULT),
        Side(operating),
        ZONES,
    )
    unestablished = forms.asked(code, Asked("zones.operating_not_established", ZONES))
    yield _check(
        Text(f"{code}: 15.2 = cụm hoạt động khi chưa thành lập trong sổ", f"{code}: 15.2 = operating, not established"),
        forms.side(code, "15.2", RESULT),
        Side(unestablished),
        ZONES,
    )
    parts = [forms.asked(code, Asked("projects.in_force", PROJECTS, origin)) for origin in (FDI, DDI)]
    yield _check(
        Text(f"{code}: 20 = dự án FDI + DDI", f"{code}: 20 = FDI + DDI"),
        forms.side(code, "20", RESULT),
        Side(_known_sum(parts)),
        PROJECTS,
    )


def _by_function(forms: _Together) -> Iterator[Check | None]:
    """Of form 2108, zone by zone: what the functions come to against the area of the general plan."""
    form = forms.forms["2108"]
    for row in form.rows:
        if row.kind is RowKind.ROW:
            named = _name(row.cells["name"])
            yield _check(
                Text(f"2108: tổng theo chức năng = tổng diện tích, {named}", f"2108: functions = area, {named}"),
                forms.side("2108", row.key, "functions"),
                forms.side("2108", row.key, "area_m2"),
                HA,
            )


def _wholes(forms: _Together, code: str) -> Iterator[Check | None]:
    """Sums of lines against what the books say of the whole."""
    form = forms.forms[code]
    for row in form.rows:
        for key, cell in row.cells.items():
            for note, amount in cell.against:
                if cell.unit is not None:
                    label = _label(form, row.key)
                    named = Text(f"{form.name}: {label.vi}", f"{form.name}: {label.en}")
                    yield _check(named, forms.side(code, row.key, key), Side(amount), cell.unit, note)


def _with_last(form: FilledForm, earlier: FilledForm) -> Iterator[Check]:
    """The totals and lines of a form beside those of the period before, as known now."""
    for row, column, label, cell in _totals(form):
        last = earlier.cell(row, column)
        known = (cell.amount, last.amount if last else None)
        if cell.unit is not None and any(amount is not None for amount in known):
            name = Text(f"{form.name}: {label.vi}", f"{form.name}: {label.en}")
            yield Check(name, Side(known[0], form.name, row, column), Side(known[1]), cell.unit, is_comparison=True)


def _totals(form: FilledForm) -> Iterator[tuple[str, str, Text, FormCell]]:
    """The cells of a form that are of all of it: each line, or the rows of totals, under their sections where there are some."""
    if form.form.rows is RowsOf.LINES:
        for line, label in _lines(form):
            cell = form.cell(line, RESULT)
            if cell is not None:
                yield line, RESULT, label, cell
        return
    titles = {f"{section.key}.{TOTAL}": section.title for section in form.form.sections}
    for row in form.rows:
        if row.kind is RowKind.TOTAL:
            for key, cell in row.cells.items():
                if cell.state is not CellState.TEXT:
                    yield row.key, key, _under(titles.get(row.key), _heading(form, key)), cell


def _lines(form: FilledForm) -> Iterator[tuple[str, Text]]:
    """The lines of a form with their labels, under their headings where they are told apart by those."""
    heads: list[Text] = []
    for line in form.form.lines:
        if line.source is None:
            heads = [line.label] if line.number.isalpha() and line.number.isupper() else [*heads[:1], line.label]
        else:
            label = line.label
            for head in reversed(heads) if form.form.named_by_heads else ():
                label = _under(head, label)
            yield line.key, label


def _under(head: Text | None, label: Text) -> Text:
    return label if head is None else Text(f"{head.vi}: {label.vi}", f"{head.en}: {label.en}")


def gaps_of(forms: Sequence[tuple[FormScope, FilledForm]]) -> list[FormGap]:
    """What forms lack, column by column and line by line, and from whom."""
    found = (
        gap for _, form in forms for gap in (*_no_book(form), *_unrecorded(form), *_limited(form), *_never_held(form))
    )
    return list(dict.fromkeys(found))


SILENT = Text("chưa ghi nhận; không phải là 0", "not recorded, which is not 0")
REFUSED = Text("chưa đủ số liệu để đưa ra", "not enough on record to tell")
WHY_LACKING = {CellState.UNRECORDED: SILENT, CellState.INSUFFICIENT: REFUSED, CellState.WITHHELD: NOT_SHOWN}
"""Why a cell that the register can fill has no number."""


def _no_book(form: FilledForm) -> Iterator[FormGap]:
    """That no office of the place keeps a book."""
    if not form.reporters and form.form.is_of_place:
        yield FormGap(form.name, Text("cả biểu", "the whole form"), form.subject, NO_BOOK, CellState.UNRECORDED)


def _reporters(form: FilledForm) -> Text:
    """Who is to tell what a form lacks; a dash where that is not on record."""
    return Text(*("; ".join(each.of(lang) for each in form.reporters) or "—" for lang in (Lang.VI, Lang.EN)))


def _unrecorded(form: FilledForm) -> Iterator[FormGap]:
    reporters = _reporters(form)
    rows = [row for row in form.rows if row.kind is RowKind.ROW]
    for column in form.columns:
        for state in LACKING:
            why = WHY_LACKING[state]
            lacking = [row for row in rows if (cell := row.cells.get(column.key)) and cell.state is state]
            if not lacking:
                continue
            if form.form.rows is RowsOf.LINES:
                for row in lacking:
                    told = row.cells[column.key].lacks or why
                    yield FormGap(form.name, _label(form, row.key), reporters, told, state)
                continue
            named = ", ".join(_name(row.cells[form.form.columns[0].key]) for row in lacking)
            who = Text(
                f"{len(lacking)}/{len(rows)}: {named} ({reporters.vi})",
                f"{len(lacking)}/{len(rows)}: {named} ({reporters.en})",
            )
            yield FormGap(form.name, _heading(form, column.key), who, why, state)


def _name(cell: FormCell) -> str:
    return cell.said[0].vi if cell.said else ""


def _label(form: FilledForm, key: str) -> Text:
    cells = next(row.cells for row in form.rows if row.key == key)
    number, label = _name(cells["number"]), cells["label"].said[0]
    return Text(f"{number} {label.vi}".strip(), f"{number} {label.en}".strip())


def _heading(form: FilledForm, key: str) -> Text:
    column = next(each for each in form.columns if each.key == key)
    return _under(column.group, column.heading)


def _limited(form: FilledForm) -> Iterator[FormGap]:
    """What the totals are of, where it is less than was asked for."""
    for row in form.rows:
        if row.kind is not RowKind.TOTAL and form.form.rows is not RowsOf.LINES:
            continue
        for key, cell in row.cells.items():
            notes: dict[str, Figure] = {coverage_note(figure, Lang.VI): figure for figure in cell.figures}
            for vi, figure in notes.items():
                if vi:
                    what = _label(form, row.key) if form.form.rows is RowsOf.LINES else _heading(form, key)
                    why = Text(vi, coverage_note(figure, Lang.EN))
                    yield FormGap(form.name, what, _reporters(form), why, CellState.NUMBER)


def _never_held(form: FilledForm) -> Iterator[FormGap]:
    """What the form asks and the register does not hold, or leaves to be written by hand."""
    by_hand = Text("biểu để nhập tay", "to be written by hand")
    nobody = Text("—", "—")
    seen: set[str] = set()
    for row in form.rows:
        for key, cell in row.cells.items():
            if cell.state not in {CellState.NOT_HELD, CellState.BY_HAND}:
                continue
            is_line = form.form.rows is RowsOf.LINES and key == RESULT
            what = _label(form, row.key) if is_line else _heading(form, key)
            if what.vi not in seen:
                seen.add(what.vi)
                yield FormGap(form.name, what, nobody, cell.said[0] if cell.said else by_hand, cell.state)
