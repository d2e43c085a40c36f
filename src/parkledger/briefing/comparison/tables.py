"""A comparison: indicators down, what is compared across; where definitions differ, that is said and nothing is ranked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from parkledger.briefing.comparison.subjects import ComparisonSubject
from parkledger.briefing.figure.parts import base_in_words
from parkledger.catalogue import INDICATORS, Indicator, Origin, ZoneKind
from parkledger.figures import Figure, Figures, Form, Question, indicator
from parkledger.figures.wording import figure_title, written
from parkledger.language import Lang, Text, axis_unit, format_date, plain_number
from parkledger.records.cells import INDICATOR_CODE, figure_cell, unknown
from parkledger.records.dates import Dates
from parkledger.tables import Cell as TableCell
from parkledger.tables import Cells, Column, ColumnType, Place, Row, Table

FOR_PLACES = (
    "zones.established",
    "zones.operating",
    "land.leasable",
    "land.leased",
    "land.available",
    "occupancy",
    "projects.in_force:fdi",
    "projects.in_force:ddi",
    "capital.in_force",
    "capital.attracted",
    "output.production",
    "trade.export",
    "labour.workers",
)
FOR_ZONES = (
    "land.established",
    "land.leasable",
    "land.leased",
    "land.available",
    "occupancy",
    "projects.in_force",
    "capital.in_force",
    "labour.workers",
    "fee.land_rent",
    "fee.infrastructure",
    "wastewater.capacity",
    "wastewater.left",
)
BY_ORIGIN = ("projects.in_force", "projects.registered", "capital.in_force", "capital.attracted")
"""Indicators that are offered for foreign and for domestic capital apart as well."""
GROUPS = {
    "zones": Text("Khu, cụm", "Zones"),
    "infrastructure": Text("Khu, cụm", "Zones"),
    "land": Text("Đất", "Land"),
    "households": Text("Đất", "Land"),
    "occupancy": Text("Tỷ lệ lấp đầy", "Occupancy"),
    "projects": Text("Dự án", "Projects"),
    "enterprises": Text("Dự án", "Projects"),
    "capital": Text("Vốn", "Capital"),
    "output": Text("Sản xuất, thương mại", "Output and trade"),
    "trade": Text("Sản xuất, thương mại", "Output and trade"),
    "budget": Text("Sản xuất, thương mại", "Output and trade"),
    "labour": Text("Lao động", "Labour"),
    "fee": Text("Giá, phí", "Prices and charges"),
    "wastewater": Text("Hạ tầng, nhà ở", "Facilities"),
    "housing": Text("Hạ tầng, nhà ở", "Facilities"),
    "school": Text("Hạ tầng, nhà ở", "Facilities"),
    "procedures": Text("Thủ tục, xúc tiến", "Procedures and promotion"),
    "inquiries": Text("Thủ tục, xúc tiến", "Procedures and promotion"),
}
OTHERS = Text("Thống kê được trích dẫn", "Statistics quoted")
MOST_ROWS = 40
MOST_CHARTS = 6


@dataclass(frozen=True, slots=True)
class ComparisonRequest:
    """An indicator compared, perhaps of one origin of capital; `key` is how addresses name it."""

    definition: Indicator
    origin: Origin | None = None

    @property
    def key(self) -> str:
        """The indicator's code, with the origin after a colon."""
        return self.definition.code + (f":{self.origin.value}" if self.origin else "")


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a line; None where the indicator does not apply. Ranks are from the largest, None where not ranked.

    `among` is the rank among those compared, `rank` the figure of the rank among all provinces.
    """

    figure: Figure | None
    among: int | None = None
    rank: Figure | None = None


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """An indicator for all that is compared; `differences` say why its figures are not of one definition."""

    asked: ComparisonRequest
    kind: ZoneKind | None
    cells: tuple[Cell, ...]
    differences: tuple[Text, ...] = field(default=())

    @property
    def first(self) -> Figure | None:
        """The first figure that applies, which names the line; one that is known, if any is."""
        figures = [cell.figure for cell in self.cells if cell.figure is not None]
        return next((figure for figure in figures if figure.value is not None), figures[0] if figures else None)

    @property
    def known(self) -> list[Figure]:
        """The figures with one value."""
        return [cell.figure for cell in self.cells if cell.figure is not None and cell.figure.value is not None]

    @property
    def is_comparable(self) -> bool:
        """Whether at least two figures are known, and all are of one definition."""
        return len(self.known) > 1 and not self.differences

    @property
    def unit(self) -> str:
        """The unit of the line's figures, where they have one in common."""
        units = {figure.unit for figure in self.known}
        return units.pop() if len(units) == 1 else ""


def asked_of(keys: Iterable[str], subjects: Sequence[ComparisonSubject]) -> list[ComparisonRequest]:
    """The indicators that an address compares; a sensible set where it names none."""
    wanted = list(dict.fromkeys(key for key in keys if key))[:MOST_ROWS]
    if not wanted:
        zones_only = bool(subjects) and all(subject.zone is not None for subject in subjects)
        wanted = list(FOR_ZONES if zones_only else FOR_PLACES)
    return [_asked(key) for key in wanted]


def _asked(key: str) -> ComparisonRequest:
    code, _, origin = key.partition(":")
    return ComparisonRequest(indicator(code), Origin(origin) if origin in {each.value for each in Origin} else None)


def choices(chosen: Sequence[ComparisonRequest]) -> list[tuple[Text, list[tuple[ComparisonRequest, bool]]]]:
    """Every indicator by group, each with whether it is chosen."""
    there = {asked.key for asked in chosen}
    groups: dict[str, tuple[Text, list[tuple[ComparisonRequest, bool]]]] = {}
    for code, definition in INDICATORS.items():
        name = GROUPS.get(code.split(".")[0], OTHERS) if not definition.statistic else OTHERS
        _, listed = groups.setdefault(name.vi, (name, []))
        for origin in (None, *(Origin if code in BY_ORIGIN else ())):
            asked = ComparisonRequest(definition, origin)
            listed.append((asked, asked.key in there))
    return list(groups.values())


def compare(
    books: Figures, subjects: Sequence[ComparisonSubject], wanted: Sequence[ComparisonRequest], dates: Dates
) -> list[ComparisonRow]:
    """The lines of a comparison, asked in one call."""
    rows = [(asked, kind) for asked in wanted for kind in _kinds_of(asked, subjects)]
    questions: dict[tuple[int, int], Question] = {}
    ranks: dict[tuple[int, int], Question] = {}
    for row, (asked, kind) in enumerate(rows):
        for column, subject in enumerate(subjects):
            question = _question(asked, kind, subject, dates)
            if question is not None:
                questions[row, column] = question
                if subject.is_province and not asked.definition.is_tariff and not asked.definition.statistic:
                    ranks[row, column] = replace(question, form=Form.RANK)
    answers = books.answer([*questions.values(), *ranks.values()])
    figures = dict(zip(questions, answers[: len(questions)], strict=True))
    ranked = dict(zip(ranks, answers[len(questions) :], strict=True))
    return [
        _line(
            asked,
            kind,
            [(figures.get((row, column)), ranked.get((row, column))) for column in range(len(subjects))],
            subjects,
        )
        for row, (asked, kind) in enumerate(rows)
    ]


def _kinds_of(asked: ComparisonRequest, subjects: Sequence[ComparisonSubject]) -> list[ZoneKind | None]:
    """One line, or one for each kind of zone where the indicator is defined by kind and a place has no kind of its own."""
    if asked.definition.kinds and any(subject.kind is None for subject in subjects):
        return list(asked.definition.kinds)
    return [None]


def _question(
    asked: ComparisonRequest, kind: ZoneKind | None, subject: ComparisonSubject, dates: Dates
) -> Question | None:
    own = subject.kind or kind
    if kind is not None and own is not kind:
        return None
    if asked.definition.kinds and own not in asked.definition.kinds:
        return None
    return Question(
        asked.definition.code,
        subject.place,
        dates.on,
        zone=subject.zone,
        kind=own,
        origin=asked.origin,
        known_at=dates.known_at,
    )


def _line(
    asked: ComparisonRequest,
    kind: ZoneKind | None,
    found: Sequence[tuple[Figure | None, Figure | None]],
    subjects: Sequence[ComparisonSubject],
) -> ComparisonRow:
    cells = tuple(
        Cell(figure, rank=rank if rank is not None and rank.value is not None else None) for figure, rank in found
    )
    line = ComparisonRow(asked, kind, cells, tuple(differences(cells, subjects)))
    if not line.is_comparable:
        return line
    values = sorted((value for cell in cells if (value := _ranked_value(cell)) is not None), reverse=True)
    if len(values) < LEAST_RANKED:
        return line
    ranked = tuple(
        cell if (value := _ranked_value(cell)) is None else replace(cell, among=1 + values.index(value))
        for cell in cells
    )
    return replace(line, cells=ranked)


LEAST_RANKED = 2


def _ranked_value(cell: Cell) -> Fraction | None:
    """The value by which a cell is ranked: none where its figure is not of all that was asked for."""
    return cell.figure.value if cell.figure is not None and cell.figure.coverage.is_complete else None


def differences(cells: Sequence[Cell], subjects: Sequence[ComparisonSubject]) -> Iterable[Text]:
    """How the definitions of the known figures of a line differ: formula, unit, or the period of a statistic."""
    known = [
        (subject, cell.figure)
        for subject, cell in zip(subjects, cells, strict=True)
        if cell.figure is not None and (cell.figure.value is not None or cell.figure.low is not None)
    ]
    formulas = {figure.formula: figure for _, figure in known}
    if len(formulas) > 1:
        said = [(_titles(known, code), figure.formula_name, figure.basis) for code, figure in formulas.items()]
        vi = "; ".join(f"{titles.vi}: {name.vi}{f' ({basis})' if basis else ''}" for titles, name, basis in said)
        en = "; ".join(f"{titles.en}: {name.en}{f' ({basis})' if basis else ''}" for titles, name, basis in said)
        yield Text(f"Cách tính khác nhau. {vi}.", f"Defined differently. {en}.")
    if len({figure.unit for _, figure in known}) > 1:
        yield Text("Đơn vị hoặc đồng tiền khác nhau.", "Units or currencies differ.")
    if len({(figure.period_start, figure.period_end) for _, figure in known}) > 1:
        yield Text("Số liệu của các kỳ khác nhau.", "The figures are of different periods.")


def _titles(known: Sequence[tuple[ComparisonSubject, Figure]], formula: str) -> Text:
    those = [subject.title for subject, figure in known if figure.formula == formula]
    return Text(", ".join(title.vi for title in those), ", ".join(title.en for title in those))


@dataclass(frozen=True, slots=True)
class ComparisonChart:
    """A comparable line as a chart: its figures with their values in the chart's unit, written for scripts."""

    line: ComparisonRow
    unit: Text
    bars: tuple[tuple[ComparisonSubject, Figure, str], ...]


def charts_of(lines: Sequence[ComparisonRow], subjects: Sequence[ComparisonSubject]) -> list[ComparisonChart]:
    """Charts of the first comparable lines."""
    return [_chart(line, subjects) for line in lines if line.is_comparable][:MOST_CHARTS]


def _chart(line: ComparisonRow, subjects: Sequence[ComparisonSubject]) -> ComparisonChart:
    largest = max(abs(figure.value) for figure in line.known if figure.value is not None)
    scale, unit = axis_unit(line.unit, largest)
    bars = [
        (subject, cell.figure, plain_number(_scaled(cell.figure, scale)))
        for subject, cell in zip(subjects, line.cells, strict=True)
        if cell.figure is not None
    ]
    return ComparisonChart(line, unit, tuple(bars))


def _scaled(figure: Figure, scale: int) -> Fraction | None:
    return None if figure.value is None else figure.value / scale


def comparison_table(
    lines: Sequence[ComparisonRow], subjects: Sequence[ComparisonSubject], dates: Dates, lang: Lang
) -> Table:
    """Indicators down, what is compared across; beside each figure its base and its ranks."""
    columns: tuple[Column, ...] = (
        INDICATOR_CODE,
        Column("kind", Text("Mã loại khu", "Kind code"), ColumnType.CODE, place=Place.FILE),
        Column("origin", Text("Mã nguồn vốn", "Origin code"), ColumnType.CODE, place=Place.FILE),
        Column("indicator", Text("Chỉ tiêu", "Indicator")),
    )
    for subject in subjects:
        columns += _subject_columns(subject)
    rows = [_comparison_row(line, subjects, dates, lang) for line in lines]
    on, flows = (
        Text("Số liệu ngày", "Figures on"),
        Text("chỉ tiêu theo kỳ: từ đầu năm", "flows: since the start of the year"),
    )
    caption = f"{on.of(lang)} {format_date(dates.on, lang)}; {flows.of(lang)}"
    title = Text("So sánh", "Comparison")
    return Table("comparison", title, columns, rows, lang, caption=caption, css="compare")


def _subject_columns(subject: ComparisonSubject) -> tuple[Column, ...]:
    key, title = subject.key, subject.title
    beside = (
        ("base", Text("tính trên", "base"), ColumnType.TEXT),
        ("among", Text("thứ trong bảng", "rank here"), ColumnType.INTEGER),
        ("rank", Text("thứ trong các tỉnh", "rank among provinces"), ColumnType.INTEGER),
    )
    return (
        Column(key, title, ColumnType.FIGURE),
        *(
            Column(
                f"{key}.{code}",
                Text(f"{title.vi}: {name.vi}", f"{title.en}: {name.en}"),
                kind,
                place=Place.UNDER,
                under=key,
                css=f"base {code}",
            )
            for code, name, kind in beside
        ),
    )


def _comparison_row(line: ComparisonRow, subjects: Sequence[ComparisonSubject], dates: Dates, lang: Lang) -> Row:
    name = line.asked.definition.name.of(lang)
    cells: Cells = {
        "indicator.code": line.asked.definition.code,
        "kind": line.kind.value if line.kind else None,
        "origin": line.asked.origin.value if line.asked.origin else None,
        "indicator": figure_title(line.first, lang) if line.first else name[:1].upper() + name[1:],
    }
    ranked = sum(1 for cell in line.cells if cell.among)
    said, here = Text("thứ", "rank").of(lang), Text("trong bảng", "here").of(lang)
    known = Text("tỉnh có số liệu", "provinces with a figure").of(lang)
    for subject, cell in zip(subjects, line.cells, strict=True):
        key = subject.key
        if cell.figure is None:
            cells[key] = unknown(Text("không áp dụng", "not applicable"))
            continue
        cells[key] = figure_cell(cell.figure, dates, lang)
        cells[f"{key}.base"] = base_in_words(cell.figure, lang) or None
        if cell.among:
            cells[f"{key}.among"] = TableCell(cell.among, text=f"{said} {cell.among}/{ranked} {here}")
        if cell.rank is not None and cell.rank.value is not None:
            address = figure_cell(cell.rank, dates, lang).address
            text = f"{said} {cell.rank.value}/{cell.rank.terms[1].value} {known}"
            cells[f"{key}.rank"] = TableCell(cell.rank.value, text=text, address=address)
    return Row(cells)


def chart_table(chart: ComparisonChart, lang: Lang) -> Table:
    """The numbers that a chart of the comparison draws."""
    columns = (
        Column("code", Text("Mã", "Code"), ColumnType.CODE, place=Place.FILE),
        Column("subject", Text("Nơi", "What")),
        Column("value", Text("Giá trị", "Value"), ColumnType.FIGURE, heading=chart.unit),
    )
    rows = [
        Row(
            {
                "code": subject.key,
                "subject": subject.title,
                "value": TableCell(figure.value, figure.unit, written(figure, lang), drawn=drawn),
            }
        )
        for subject, figure, drawn in chart.bars
    ]
    asked = chart.line.asked
    kind = f"-{chart.line.kind.value}" if chart.line.kind else ""
    name = f"chart-{asked.key.replace('.', '-').replace(':', '-')}{kind}"
    title = figure_title(chart.line.first, lang) if chart.line.first else asked.definition.name.of(lang)
    return Table(name, title, columns, rows, lang)
