"""A comparison: indicators down, what is compared across; where definitions differ, that is said and nothing is ranked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from parkledger.briefing.comparison.subjects import ComparisonSubject
from parkledger.briefing.figure.parts import base_in_words
from parkledger.briefing.situation import REPORTED
from parkledger.catalogue import INDICATORS, Indicator, Origin, ZoneKind
from parkledger.figures import Figure, Figures, Form, Question, indicator, of_one_day
from parkledger.figures.wording import coverage_note, dated_title, figure_title, number, period_words, written
from parkledger.language import (
    Lang,
    ParkError,
    Text,
    axis_unit,
    capitalised,
    format_date,
    format_number,
    plain_number,
    year_start,
)
from parkledger.records.cells import INDICATOR_CODE, figure_cell, unknown
from parkledger.records.dates import Dates
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

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
    "land.natural",
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
OF_A_KIND = (
    "zones.established",
    "land.established",
    "zones.operating",
    "land.leasable",
    "land.leased",
    "occupancy",
    "projects.in_force:fdi",
    "capital.in_force:fdi",
    "projects.in_force:ddi",
    "capital.in_force:ddi",
    "capital.attracted",
    "output.production",
    "trade.export",
    "labour.workers",
)
FOR_FILES = (
    *(f"{key}:{kind}" for kind in (ZoneKind.PARK, ZoneKind.CLUSTER) for key in OF_A_KIND),
    "projects.in_force:fdi",
    "capital.in_force:fdi",
)
"""What a file compares where nothing is chosen: parks and clusters apart, then the whole of each place."""
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
LEAST = 2
"""What there must be of anything that is compared or ranked."""
MOST_ROWS = 40
MOST_CHARTS = 6


class NarrowingUnknown(ParkError):
    """What stands behind an indicator's code is neither a kind of zones nor an origin of capital."""

    code = "narrowing_unknown"
    is_misuse = True
    vi = "Không hiểu «{word}» trong «{key}». Sau mã chỉ tiêu có thể ghi: {known}."
    en = "“{word}” in “{key}” is not understood. What may follow an indicator: {known}."


@dataclass(frozen=True, slots=True)
class ComparisonRequest:
    """An indicator compared, perhaps of one origin of capital or kind of zone; `key` is how addresses name it."""

    definition: Indicator
    origin: Origin | None = None
    kind: ZoneKind | None = None

    @property
    def key(self) -> str:
        """The indicator's code, with the origin and the kind after colons."""
        return ":".join((self.definition.code, *(each.value for each in (self.origin, self.kind) if each)))


@dataclass(frozen=True, slots=True)
class ComparisonCell:
    """One figure of a line; None where the indicator does not apply. Ranks are from the largest, None where not ranked.

    `among` is the rank among those compared, `rank` the figure of the rank among all provinces. `growth` is the change on a
    year before; of zones, land and shares, which change by decisions and not by a rate, `before` is the figure of then.
    """

    figure: Figure | None
    among: int | None = None
    rank: Figure | None = None
    growth: Figure | None = None
    before: Figure | None = None


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """An indicator for all that is compared; `differences` say why its figures are not of one definition."""

    asked: ComparisonRequest
    kind: ZoneKind | None
    cells: tuple[ComparisonCell, ...]
    differences: tuple[Text, ...] = field(default=())
    is_split: bool = False
    """Whether it is one of several lines into which its indicator is split."""

    def title(self, on: date, lang: Lang) -> str:
        """What it is called, with its period where it is not of the day compared."""
        figure = self.first
        if figure is None:
            return capitalised(self.asked.definition.name.of(lang))
        return dated_title(figure, on, lang)

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
        return len(self.known) >= LEAST and not self.differences

    @property
    def is_of_dated_formula(self) -> bool:
        """Whether it is of one formula, of which the day is told since which it holds."""
        return self.first is not None and self.first.formula_since is not None and not self.differences

    @property
    def unit(self) -> str:
        """The unit of the line's figures, where they have one in common."""
        units = {figure.unit for figure in self.known}
        return units.pop() if len(units) == 1 else ""


def asked_of(
    keys: Iterable[str], subjects: Sequence[ComparisonSubject], otherwise: Sequence[str] = FOR_PLACES
) -> list[ComparisonRequest]:
    """The indicators that an address compares; a sensible set where it names none."""
    wanted = list(dict.fromkeys(key for key in keys if key))[:MOST_ROWS]
    if not wanted:
        zones_only = bool(subjects) and all(subject.zone is not None for subject in subjects)
        wanted = list(FOR_ZONES if zones_only else otherwise)
    return [_asked(key) for key in wanted]


_NARROWING = (*(origin.value for origin in Origin), *(kind.value for kind in ZoneKind))


def _asked(key: str) -> ComparisonRequest:
    code, *narrowing = key.split(":")
    for word in narrowing:
        if word not in _NARROWING:
            raise NarrowingUnknown(word=word, key=key, known=", ".join(f":{one}" for one in _NARROWING))
    origin = next((Origin(word) for word in narrowing if word in set(Origin)), None)
    kind = next((ZoneKind(word) for word in narrowing if word in set(ZoneKind)), None)
    return ComparisonRequest(indicator(code), origin, kind)


def choices(
    chosen: Sequence[ComparisonRequest], among: Callable[[ComparisonRequest], bool]
) -> list[tuple[Text, list[tuple[ComparisonRequest, bool]]]]:
    """The indicators that may be chosen, by group, each with whether it is chosen."""
    there = {asked.key for asked in chosen}
    groups: dict[str, tuple[Text, list[tuple[ComparisonRequest, bool]]]] = {}
    for code, definition in INDICATORS.items():
        name = GROUPS.get(code.split(".")[0], OTHERS) if not definition.statistic else OTHERS
        _, listed = groups.setdefault(name.vi, (name, []))
        for origin in (None, *(Origin if code in BY_ORIGIN else ())):
            asked = ComparisonRequest(definition, origin)
            if among(asked):
                listed.append((asked, asked.key in there))
    return [(name, listed) for name, listed in groups.values() if listed]


def compare(
    books: Figures,
    subjects: Sequence[ComparisonSubject],
    wanted: Sequence[ComparisonRequest],
    dates: Dates,
    reported: date | None = None,
) -> list[ComparisonRow]:
    """The lines of a comparison, asked in one call.

    What comes from monthly reports is of the time up to the day `reported`, where there is one.
    """
    rows = [(asked, kind) for asked in wanted for kind in kinds_of(asked, subjects)]
    questions: dict[tuple[int, int], dict[str, Question]] = {}
    for row, (asked, kind) in enumerate(rows):
        for column, subject in enumerate(subjects):
            question = question_of(asked, kind, subject, dates)
            if question is not None and reported is not None and asked.definition.code in REPORTED:
                question = replace(question, start=year_start(reported), end=reported)
            questions[row, column] = _cell_questions(question, subject) if question is not None else {}
    asking = list(dict.fromkeys(question for cell in questions.values() for question in cell.values()))
    answers = dict(zip(asking, books.answer(asking), strict=True))
    found = {at: {name: answers[question] for name, question in cell.items()} for at, cell in questions.items()}
    return [
        line_of(asked, kind, [_cell(found[row, column]) for column in range(len(subjects))], subjects)
        for row, (asked, kind) in enumerate(rows)
    ]


def _cell_questions(question: Question, subject: ComparisonSubject) -> dict[str, Question]:
    """What is asked for a cell: the figure, what it was a year before, its rank among all provinces."""
    found, definition = {"figure": question}, question.definition
    if definition.is_tariff or definition.statistic:
        return found
    if subject.is_province:
        found["rank"] = replace(question, form=Form.RANK)
    if definition.unit in BY_DECISION:
        found["before"] = question.a_year_before()
    else:
        found["growth"] = replace(question, form=Form.GROWTH)
    return found


def _cell(found: Mapping[str, Figure]) -> ComparisonCell:
    """A cell of its answers; what is not known of its rank and of a year before is left out."""
    known = {name: figure for name, figure in found.items() if name != "figure" and figure.value is not None}
    return ComparisonCell(
        found.get("figure"), rank=known.get("rank"), growth=known.get("growth"), before=known.get("before")
    )


BY_DECISION = frozenset({"zone", "ha", "percent"})
"""Units of what changes by decisions: a change is told by the two numbers, as in reports."""


def kinds_of(asked: ComparisonRequest, subjects: Sequence[ComparisonSubject]) -> list[ZoneKind | None]:
    """One line, or one for each kind of zone where the indicator is defined by kind and a place has no kind of its own."""
    if asked.kind is not None:
        return [asked.kind]
    if asked.definition.kinds and any(subject.kind is None for subject in subjects):
        return list(asked.definition.kinds)
    return [None]


def question_of(
    asked: ComparisonRequest, kind: ZoneKind | None, subject: ComparisonSubject, dates: Dates
) -> Question | None:
    """What is asked of one thing compared; None where it does not apply to it."""
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


def line_of(
    asked: ComparisonRequest,
    kind: ZoneKind | None,
    cells: Sequence[ComparisonCell],
    subjects: Sequence[ComparisonSubject],
) -> ComparisonRow:
    """A line of its cells, ranked where it can be."""
    line = ComparisonRow(asked, kind, tuple(cells), tuple(differences(cells, subjects)))
    if not line.is_comparable:
        return line
    together = _ranked(line)
    if len(together) < LEAST:
        return line
    values = sorted((figure.value for figure in together if figure.value is not None), reverse=True)
    ranked = tuple(
        replace(cell, among=1 + values.index(figure.value))
        if (figure := cell.figure) is not None and figure.value is not None and figure in together
        else cell
        for cell in cells
    )
    return replace(line, cells=ranked)


def _ranked(line: ComparisonRow) -> list[Figure]:
    """The figures of a line that may be ranked: of all that was asked for, and to one day."""
    return of_one_day([figure for figure in line.known if figure.coverage.is_comparable])


def differences(cells: Sequence[ComparisonCell], subjects: Sequence[ComparisonSubject]) -> Iterable[Text]:
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
        Column("kind", Text("Mã loại khu", "Kind code"), ColumnType.CODE, place=ColumnPlace.FILE),
        Column("origin", Text("Mã nguồn vốn", "Origin code"), ColumnType.CODE, place=ColumnPlace.FILE),
        Column("indicator", Text("Chỉ tiêu", "Indicator")),
    )
    difference = _difference_column(subjects)
    for subject in subjects:
        columns += _subject_columns(subject)
    columns = (*columns, difference) if len(subjects) == LEAST else (*columns[:4], difference, *columns[4:])
    columns += (
        Column("period", Text("Ngày, kỳ", "Day or period"), place=ColumnPlace.FILE),
        Column("group", Text("Mã nước, ngành", "Country or sector code"), ColumnType.CODE, place=ColumnPlace.FILE),
    )
    rows = [_comparison_row(line, subjects, dates, lang) for line in lines]
    none_compared = all(row.cell(difference.key).text is NOT_COMPARED for row in rows)
    if none_compared:  # a column that says nothing but that is told once
        columns = tuple(replace(each, place=ColumnPlace.FILE) if each is difference else each for each in columns)
    on, flows = (
        Text("Số liệu ngày", "Figures on"),
        Text("chỉ tiêu theo kỳ: từ đầu năm", "flows: since the start of the year"),
    )
    caption = f"{on.of(lang)} {format_date(dates.on, lang)}; {flows.of(lang)}"
    if none_compared:
        caption += f"; {NO_DIFFERENCES.of(lang)}"
    title = Text("So sánh", "Comparison")
    css = "compare pair" if len(subjects) == LEAST else "compare stacked"
    return Table("comparison", title, columns, rows, lang, caption=caption, css=css)


def _difference_column(subjects: Sequence[ComparisonSubject]) -> Column:
    """What the first of two has more than the second; of more, the largest more than the smallest."""
    two = Text("Chênh lệch", "Difference")
    title = two if len(subjects) == LEAST else Text("Cao nhất hơn thấp nhất", "Largest less smallest")
    return Column("difference", title, ColumnType.FIGURE, css="difference")


NOT_COMPARED = Text("không so sánh được", "not comparable")
NO_DIFFERENCES = Text(
    "không tính chênh lệch vì số liệu các nơi chưa đủ hoặc không cùng phạm vi",
    "no differences, for the figures are not complete or not of the same scope",
)


def difference_cell(line: ComparisonRow, lang: Lang) -> Cell:
    """The difference of a line's figures with its sign; that there is none where they are not alike or not all known."""
    values = [figure.value for figure in _ranked(line) if figure.value is not None]
    first = line.first
    is_pair = len(line.cells) == LEAST
    if first is None or not line.is_comparable or len(values) < LEAST:
        return Cell(text=NOT_COMPARED, quiet=True)
    difference = values[0] - values[1] if is_pair else max(values) - min(values)
    sign = ("+" if difference > 0 else "−" if difference < 0 else "") if is_pair else ""
    if first.unit == "percent":
        said = f"{format_number(abs(difference), lang, decimals=1)} {POINTS.of(lang)}"
    else:
        said = number(abs(difference), first.unit, lang, first)
    return Cell(difference, first.unit, text=f"{sign}{said}", demo=any(each.demo for each in line.known))


POINTS = Text("điểm phần trăm", "percentage points")


def _subject_columns(subject: ComparisonSubject) -> tuple[Column, ...]:
    key, title = subject.key, subject.title
    beside = (
        ("base", Text("tính trên", "base"), ColumnType.TEXT),
        ("among", Text("thứ trong bảng", "rank here"), ColumnType.INTEGER),
        ("rank", Text("thứ trong các tỉnh", "rank among provinces"), ColumnType.INTEGER),
        ("growth", Text("tăng, giảm so với cùng kỳ (%)", "change on a year before (%)"), ColumnType.PERCENT),
        ("before", Text("cùng kỳ năm trước", "a year before"), ColumnType.FIGURE),
    )
    return (
        Column(key, title, ColumnType.FIGURE),
        *(
            Column(
                f"{key}.{code}",
                Text(f"{title.vi}: {name.vi}", f"{title.en}: {name.en}"),
                kind,
                place=ColumnPlace.UNDER,
                under=key,
                css=f"base {code}",
            )
            for code, name, kind in beside
        ),
    )


def _comparison_row(line: ComparisonRow, subjects: Sequence[ComparisonSubject], dates: Dates, lang: Lang) -> Row:
    name = line.asked.definition.name.of(lang)
    if line.is_split or line.asked.definition.code in REPORTED:
        name = line.title(dates.on, lang)
    elif line.first:
        name = figure_title(line.first, lang)
    group = line.first.question.member if line.first else None
    cells: Cells = {
        "indicator.code": line.asked.definition.code,
        "kind": line.kind.value if line.kind else None,
        "origin": line.asked.origin.value if line.asked.origin else None,
        "group": group.code if group else None,
        "indicator": capitalised(name),
        "difference": difference_cell(line, lang),
        "period": period_words(line.first, lang) if line.first else None,
    }
    ranked = sum(1 for cell in line.cells if cell.among)
    for subject, cell in zip(subjects, line.cells, strict=True):
        key = subject.key
        if cell.figure is None:
            cells[key] = unknown(Text("không áp dụng", "not applicable"))
            continue
        cells[key] = figure_cell(cell.figure, dates, lang)
        cells[f"{key}.base"] = base_in_words(cell.figure, lang) or None
        cells |= {f"{key}.{beside}": each for beside, each in _beside(cell, ranked, dates, lang)}
    return Row(cells)


def _beside(cell: ComparisonCell, ranked: int, dates: Dates, lang: Lang) -> Iterator[tuple[str, Cell]]:
    """What stands beneath a figure: its ranks among those compared and among all provinces, and how it stood a year before."""
    said, here = Text("thứ", "rank").of(lang), Text("trong bảng", "here").of(lang)
    if cell.among:
        yield "among", Cell(cell.among, text=f"{said} {cell.among}/{ranked} {here}")
    if cell.rank is not None and cell.rank.value is not None:
        known = Text("tỉnh có số liệu", "provinces with a figure").of(lang)
        text = f"{said} {cell.rank.value}/{cell.rank.terms[1].value} {known}"
        yield "rank", Cell(cell.rank.value, text=text, address=figure_cell(cell.rank, dates, lang).address)
    for beside, then in (("growth", cell.growth), ("before", cell.before)):
        if then is not None:
            text = _ON_YEAR_BEFORE[beside].of(lang).format(said=written(then, lang))
            yield beside, replace(figure_cell(then, dates, lang), text=text)


_ON_YEAR_BEFORE = {
    "growth": Text("{said} so với cùng kỳ", "{said} on a year before"),
    "before": Text("cùng kỳ năm trước {said}", "{said} a year before"),
}


def chart_table(chart: ComparisonChart, lang: Lang) -> Table:
    """The numbers that a chart of the comparison draws."""
    columns = (
        Column("code", Text("Mã", "Code"), ColumnType.CODE, place=ColumnPlace.FILE),
        Column("subject", Text("Nơi", "What")),
        Column("value", Text("Giá trị", "Value"), ColumnType.FIGURE, heading=chart.unit),
    )
    rows = [
        Row(
            {
                "code": subject.key,
                "subject": subject.title,
                "value": Cell(
                    figure.value,
                    figure.unit,
                    written(figure, lang),
                    demo=figure.demo,
                    remark=coverage_note(figure, lang),
                    drawn=drawn,
                ),
            }
        )
        for subject, figure, drawn in chart.bars
    ]
    asked = chart.line.asked
    kind = f"-{chart.line.kind.value}" if chart.line.kind else ""
    name = f"chart-{asked.key.replace('.', '-').replace(':', '-')}{kind}"
    title = figure_title(chart.line.first, lang) if chart.line.first else asked.definition.name.of(lang)
    return Table(name, title, columns, rows, lang)
