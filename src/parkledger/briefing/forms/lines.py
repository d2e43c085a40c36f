"""The cells of forms whose lines are indicators: figures of a place or zone, sums over its zones, sums of other lines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from parkledger.briefing.forms.answers import asked_cell
from parkledger.briefing.forms.coverage import of_some_zones
from parkledger.briefing.forms.model import (
    HA,
    LACKING,
    PERCENT,
    PROJECTS,
    Adds,
    Asked,
    BuilderSum,
    CellState,
    CellUnit,
    FormCell,
    Given,
    NotHeld,
    OfBusiness,
    OfCapital,
    OfProject,
    OfSavings,
    OverBuilders,
    OverZones,
    PageLink,
    Piece,
    Quotient,
    Ref,
    Source,
    StatutoryForm,
    Told,
)
from parkledger.briefing.forms.of_project import project_cell
from parkledger.briefing.forms.projects import NOTHING, ProjectSum, of_origin, sum_cell
from parkledger.briefing.forms.rows import SPENT_BY_BUILDERS, RowSource
from parkledger.briefing.forms.scope import FormScope, zones_in
from parkledger.catalogue import INDICATORS, MEASURES, ZoneKind
from parkledger.figures import Figure, Question
from parkledger.language import Text, plain_number


def line_cell(
    source: Source, form: StatutoryForm, scope: FormScope, rows: RowSource, found: Mapping[str, FormCell], column: str
) -> FormCell:
    """The cell of a line; `found` are those of the lines before it, and `column` the key of the column they stand in."""
    if isinstance(source, Asked):
        return asked_cell(source, scope, form.kind, None, rows.answers)
    if isinstance(source, OverZones):
        return _over_zones(source, form.kind, scope, rows)
    if isinstance(source, OverBuilders):
        return _over_builders(source, form.kind, scope, rows)
    if isinstance(source, OfBusiness | OfCapital | OfSavings | OfProject | Told):
        return project_cell(source, form.kind, scope, rows)
    if isinstance(source, Given):
        return _spent(source, form.kind, scope, rows)
    if isinstance(source, NotHeld):
        return FormCell(state=CellState.NOT_HELD, said=(source.why,))
    if isinstance(source, Adds):
        return FormCell(unit=source.unit, state=CellState.EMPTY)  # its lines follow; see `added_up`
    if isinstance(source, Quotient) and source.of_operating:
        return _occupancy(form.kind, scope, rows, found, source, column)
    if isinstance(source, Quotient):
        above, below = (source.above, column), (source.below, column)
        return quotient_cell(source, (above, found[source.above]), (below, found[source.below]))
    raise TypeError(f"{type(source).__name__} is no source of a line")


_NEVER_ADDED = frozenset({CellState.NOT_HELD, CellState.BY_HAND, CellState.TEXT})
"""Of a line that adds others, the columns in which it is not asked."""


def sum_of(unit: CellUnit, cells: Sequence[tuple[Ref, FormCell]]) -> FormCell:
    """A cell that is the sum of others, as a formula."""
    known = [cell.amount for _, cell in cells if cell.amount is not None]
    if not known:
        states = {cell.state for _, cell in cells}
        nothing = CellState.EMPTY if states == {CellState.EMPTY} else CellState.UNRECORDED
        return FormCell(unit=unit, state=next((each for each in LACKING if each in states), nothing))
    pieces: list[Piece] = ["=SUM("]
    for ref, _ in cells:
        pieces += ["," if len(pieces) > 1 else "", ref]
    pieces.append(")")  # a sum passes over a mark that stands where a number lacks; additions would not
    demo = any(cell.demo for _, cell in cells)
    return FormCell(sum(known, Fraction(0)), unit, CellState.NUMBER, tuple(pieces), demo=demo)


THE_WHOLE = Text(
    "Bên phải là tổng ghi trong sổ, không cộng từ các dòng của biểu.",
    "Right: the whole as the books have it, not added up.",
)
SAID_ELSEWHERE = Text(
    "Bên phải theo sự kiện «vốn thực hiện» của dự án, ghi riêng với báo cáo theo nguồn.",
    "Right: by the events “capital implemented” of the project, recorded apart from what is told by source.",
)


def whole_cell(
    source: Adds, form: StatutoryForm, scope: FormScope, rows: RowSource, found: Mapping[str, FormCell], column: str
) -> FormCell:
    """What the books say of a sum before its parts are there, with what else it is to be held against."""
    own = line_cell(source.whole, form, scope, rows, found, column) if source.whole else FormCell(unit=source.unit)
    other = line_cell(source.beside, form, scope, rows, found, column) if source.beside else None
    if other is not None and other.amount is not None:
        own.against = ((SAID_ELSEWHERE, other.amount),)
    return own


def added_up(key: str, sources: Mapping[str, Source | None], cells: dict[str, FormCell], column: str) -> FormCell:
    """The cell of a line that adds others, which may add others again; what is said of its whole stands in it where they have no
    number, and is kept beside the sum."""
    source, own = sources[key], cells[key]
    if not isinstance(source, Adds) or own.formula or own.state in _NEVER_ADDED:
        return own
    parts = [((each, column), added_up(each, sources, cells, column)) for each in source.lines]
    found = sum_of(source.unit, parts)
    lacking = {part.state for _, part in parts}.intersection(LACKING)
    if own.amount is not None and lacking == {CellState.UNRECORDED}:
        return own
    if lacking and found.amount is not None:  # a part of them is no total
        found = FormCell(unit=source.unit, state=next(each for each in LACKING if each in lacking))
    if found.amount is not None:
        found.against = (*(((THE_WHOLE, own.amount),) if own.amount is not None else ()), *own.against)
    cells[key] = found
    return found


def quotient_cell(source: Quotient, above: tuple[Ref, FormCell], below: tuple[Ref, FormCell]) -> FormCell:
    """One cell in per cent of another, as a formula."""
    (upper, part), (lower, whole) = above, below
    if part.amount is None or not whole.amount:
        return FormCell(unit=source.unit, state=CellState.UNRECORDED)
    return FormCell(
        part.amount / whole.amount * 100,
        source.unit,
        CellState.NUMBER,
        formula=("=", upper, "/", lower, "*100"),
        figures=(*part.figures, *whole.figures),
        demo=part.demo or whole.demo,
    )


def _spent(source: Given, kind: ZoneKind, scope: FormScope, rows: RowSource) -> FormCell:
    """Capital implemented by infrastructure projects."""
    building = [each for each in rows.projects.of(scope, kind) if each.is_infrastructure]
    cell = sum_cell(building, ("capital.implemented",), source.unit, SPENT_BY_BUILDERS, held=True)
    if cell.state is CellState.EMPTY:
        cell.state = CellState.UNRECORDED
    return cell


SUMMED_BUILDERS = Text("Cộng theo từng dự án hạ tầng trong sổ.", "Summed over the infrastructure projects on record.")
"""Of numbers of infrastructure projects, which are no figures: what they are."""


CAME_AND_ENDED = Text(
    "Có dự án hạ tầng vừa cấp mới vừa chấm dứt trong kỳ: vốn của phần này nhập tay.",
    "A project was registered and ended within the period: this capital is to be written by hand.",
)


def _over_builders(source: OverBuilders, kind: ZoneKind, scope: FormScope, rows: RowSource) -> FormCell:
    """Infrastructure projects of an origin that came, changed or ended in the period, or stand at its end: number or capital.

    Where none is on record of any origin, there is nothing to count, and that is not nought.
    """
    what = source.what
    known = [each for each in rows.projects.of(scope, kind) if each.is_infrastructure]
    if not known:
        withheld = rows.withholds_projects(scope, kind)
        return FormCell(unit=source.unit, state=CellState.WITHHELD if withheld else CellState.UNRECORDED)
    building = [each for each in of_origin(known, source.origin) if _is(each, what, scope.period.start)]
    if source.unit is PROJECTS:
        demo = any(each.project.demo for each in building)
        return FormCell(Fraction(len(building)), PROJECTS, CellState.NUMBER, said=(SUMMED_BUILDERS,), demo=demo)
    held = what in {BuilderSum.STANDING, BuilderSum.SPENT}
    if not held and any(_came(each, scope.period.start) and each.project.ended_on for each in building):
        return FormCell(unit=source.unit, state=CellState.BY_HAND, said=(CAME_AND_ENDED,))
    measure = "capital.implemented" if what is BuilderSum.SPENT else "capital.infrastructure"
    cell = sum_cell(building, (measure,), source.unit, SUMMED_BUILDERS, held=held)
    if cell.amount is None:
        if what is BuilderSum.SPENT and building:
            return replace(cell, state=CellState.UNRECORDED)
        return replace(cell, value=Fraction(0), state=CellState.NUMBER)
    return replace(cell, value=-cell.amount) if what in {BuilderSum.REDUCED, BuilderSum.ENDED} else cell


def _came(each: ProjectSum, start: date) -> bool:
    """Whether a project came in the period; one on record by an opening balance was there before."""
    return each.project.registered_on >= start and not each.project.opened


def _is(each: ProjectSum, what: BuilderSum, start: date) -> bool:
    moved = {key: each.moved.get(f"{key}.infrastructure", NOTHING).amount for key in ("projects", "capital")}
    stayed = moved["projects"] == 0 and not _came(each, start)
    if what is BuilderSum.NEW:
        return _came(each, start)
    if what is BuilderSum.ENDED:
        return each.project.ended_on is not None and each.project.ended_on >= start
    if what is BuilderSum.ADDED:
        return stayed and moved["capital"] > 0
    return stayed and moved["capital"] < 0 if what is BuilderSum.REDUCED else each.stands


def _over_zones(source: OverZones, kind: ZoneKind, scope: FormScope, rows: RowSource) -> FormCell:
    """A sum over the zones at some stages: of an indicator, or their number."""
    asked = _ZoneQuestions(source, kind, scope, rows)
    zones = [each for each in zones_in(rows.books, scope, kind) if scope.zone in {None, each.id}]
    met = [zone for zone in zones if asked.meets(zone.id) and (zone.book, zone.code) not in asked.opened]
    if source.above or not source.indicator:
        return _counted(source, scope, asked, [zone.title for zone in met], [zone.id for zone in met])
    known: list[tuple[Figure, Fraction]] = []
    lacking: list[str] = []
    for zone in met:
        figure = asked.amount(zone.id)
        if figure is None or figure.value is None:
            lacking.append(zone.title)
        else:
            known.append((figure, figure.value))
    said = (_said(source, len(met), lacking),)
    if not known:
        if not met and asked.recorded:
            return FormCell(Fraction(0), source.unit, CellState.NUMBER, said=said)
        return FormCell(unit=source.unit, state=CellState.UNRECORDED, said=said)
    figures = tuple(figure for figure, _ in known)
    value = sum((amount for _, amount in known), Fraction(0)) / source.unit.size
    demo, limits = any(figure.demo for figure in figures), (of_some_zones(lacking, len(met)),) if lacking else ()
    return FormCell(value, source.unit, CellState.NUMBER, figures=figures, said=said, demo=demo, limits=limits)


def _counted(
    source: OverZones, scope: FormScope, asked: "_ZoneQuestions", titles: list[str], met: list[int]
) -> FormCell:
    named = Text(f"Các cụm được đếm: {', '.join(titles) or 'không có'}.", f"Counted: {', '.join(titles) or 'none'}.")
    if not met and (source.above or not asked.recorded):
        return FormCell(unit=source.unit, state=CellState.UNRECORDED, said=(named,))
    value = Fraction(len(met)) if scope.zone is None else Fraction(1 if met else 0)
    page = PageLink("zones", (), (("place", scope.place), ("kind", asked.kind.value)))
    return FormCell(value, source.unit, CellState.NUMBER, said=(named,), demo=asked.demo, page=page)


def _said(source: OverZones, count: int, lacking: list[str]) -> Text:
    name = INDICATORS[source.indicator].name
    vi, en = f"Cộng của {count} cụm: {name.vi}.", f"Summed over {count} clusters: {name.en}."
    for (vi_word, en_word), stages in ((("Chỉ tính", "Only"), source.at), (("Không tính", "Without"), source.not_at)):
        if stages:
            names = [MEASURES[stage].name for stage in stages]
            vi += f" {vi_word}: {', '.join(each.vi for each in names)}."
            en += f" {en_word}: {', '.join(each.en for each in names)}."
    if lacking:
        vi += f" Chưa ghi nhận ở: {', '.join(lacking)}."
        en += f" Not recorded of: {', '.join(lacking)}."
    return Text(vi, en)


class _ZoneQuestions:
    """What is asked of each zone to see whether it counts, and how much."""

    def __init__(self, source: OverZones, kind: ZoneKind, scope: FormScope, rows: RowSource) -> None:
        self.source, self.kind, self.scope, self.answers = source, kind, scope, rows.answers
        begun = rows.waste_water_begun(scope) if source.or_begun else frozenset()
        self.begun = (
            {each.id for each in zones_in(rows.books, scope, kind) if each.reference in begun} if begun else set()
        )
        self.opened = rows.opened_established(scope) if source.new else frozenset()
        """Zones that an opening balance found established: they came to that before, even where its day is in the period."""
        self.recorded = False
        """Whether the stage that is counted is on record of any zone: then that none is at it is no silence."""
        self.demo = False

    def meets(self, zone: int) -> bool:
        """Whether the zone is at all the stages, came to the first in the period where that is asked, and has the indicator."""
        at = [self._reached(zone, stage) for stage in self.source.at]
        not_at = [self._reached(zone, stage) for stage in self.source.not_at]
        earlier = self._reached(zone, self.source.at[0], before=True) if self.source.new else False
        amount = self._ask(zone, self.source.indicator) if self.source.above else None
        if self.answers.is_gathering:
            return True  # whatever may count is asked
        if self.source.above:
            self.demo = self.demo or bool(amount and amount.value and amount.demo)
            return zone in self.begun or (amount is not None and bool(amount.value))
        return all(at) and not any(not_at) and not earlier

    def amount(self, zone: int) -> Figure | None:
        """The indicator of a zone, or what is asked instead where it has none."""
        figure = self._ask(zone, self.source.indicator)
        other = self._ask(zone, self.source.instead) if self.source.instead else None
        return other if other is not None and (figure is None or figure.value is None) else figure

    def _reached(self, zone: int, stage: str, *, before: bool = False) -> bool:
        figure = self._ask(zone, stage, before=before)
        if figure is None or figure.value is None:
            return False
        if not before:
            self.recorded = self.recorded or stage == self.source.at[0]
            self.demo = self.demo or figure.demo
        return bool(figure.value)

    def _ask(self, zone: int, indicator: str, *, before: bool = False) -> Figure | None:
        day = self.scope.before if before else self.scope.period.end
        return self.answers(
            Question(indicator, self.scope.place, day, zone=zone, kind=self.kind, known_at=self.scope.known_at)
        )


OPERATING = ("zones.operating",)
ONLY_OPERATING = Text(
    "Đất đã cho thuê của các cụm đã hoạt động chia đất công nghiệp của chính các cụm đó; chỉ tiêu 18 gồm cả cụm chưa hoạt động.",
    "Land let in operating clusters over their industrial land; line 18 has clusters that do not operate, too.",
)


def _occupancy(
    kind: ZoneKind, scope: FormScope, rows: RowSource, found: Mapping[str, FormCell], source: Quotient, column: str
) -> FormCell:
    """The average occupancy of operating clusters: one line over another where both are of the same clusters."""
    let = _over_zones(OverZones(HA, OPERATING, indicator="land.leased_industrial"), kind, scope, rows)
    whole, above = found[source.below], found[source.above]
    if let.amount is None or not whole.amount:
        return FormCell(unit=PERCENT, state=CellState.UNRECORDED)
    if let.amount > whole.amount:  # older books may tell so: which of the two is wrong is not known
        return FormCell(unit=PERCENT, state=CellState.INSUFFICIENT)
    same = above.amount == let.amount
    upper: Piece = (source.above, column) if same else plain_number(let.amount)
    return FormCell(
        let.amount / whole.amount * 100,
        PERCENT,
        CellState.NUMBER,
        ("=", upper, "/", (source.below, column), "*100"),
        said=() if same else (ONLY_OPERATING,),
        demo=let.demo or whole.demo,
    )
