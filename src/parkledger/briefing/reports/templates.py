"""Templates of reports: a text that an office edits, in which figures are referred to.

    name: Tình hình khu, cụm công nghiệp
    title: Tình hình phát triển khu, cụm công nghiệp {place}
    kind: BÁO CÁO
    ---
    # I. Khu công nghiệp
    Toàn tỉnh có {zones.established kcn} được thành lập[, tỷ lệ lấp đầy đạt {occupancy kcn}].
    @zones kcn

A line is a paragraph; "#" begins a heading and "-" an item; what stands in brackets is left out where a figure in it is
unknown; "@" begins a table or a chart; "%" a remark. `docs/templates.md` says all of it to those who write them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from parkledger.briefing.reports.references import (
    AmountReference,
    FigureReference,
    ReferenceProblem,
    parse_amount,
    parse_reference,
)
from parkledger.briefing.situation import REPORTED
from parkledger.briefing.splits import BY_PERIOD, By
from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.catalogue.expressions import Timing
from parkledger.figures import Form, Question, is_sum_over_projects
from parkledger.forecast import forecastable
from parkledger.language import Lang, ParkError, Text, today
from parkledger.places import COUNTRY_CODE

HERE: Final = Path(__file__).parent / "templates"
PERIODS: Final = (
    "period",
    "in_period",
    "reported",
    "in_reported",
    "reported_clusters",
    "in_reported_clusters",
    "to_date",
    "in_to_date",
    "reported_to_date",
    "in_reported_to_date",
)
VARIABLES: Final = frozenset(
    {*PERIODS, "place", "name", "on", "last_year", "year", "zone", "recorded_in", "clusters_alone", "ended"}
)
"""What a template may name besides figures: the place with and without its kind, days and periods, the zone, of which kinds of zone
the FDI projects on record are, the clusters of a place without parks."""
PROJECT_VARIABLES: Final = VARIABLES | {
    "project",
    "code",
    "investor",
    "former",
    "status",
    "role",
    "origin",
    "sector",
    "country",
    "located",
    "registered_on",
}
"""What a template of a project or an investor may name besides: what the books have of it, empty where it is unknown."""
_MARKS: Final = re.compile(r"[{}\[\]|]")
_HEADING: Final = re.compile(r"(#{1,3}) +")
DIRECTIVE: Final = re.compile(r"@(\w+)(?: +(.*))?")
_KINDS: Final = {word: kind for kind in ZoneKind for word in (kind.value, kind.short.lower())}


_ONLY_FLOWS: Final = (
    "dưới «@progress», «@forecast» chỉ ghi chỉ tiêu cộng theo tháng, loại khu và nguồn vốn",
    "under “@progress” and “@forecast” only flows of months stand, with a kind of zones and an origin",
)
_OF_A_PLACE: Final = (
    "«@forecast», «@fill» chỉ dùng trong mẫu của một địa bàn",
    "“@forecast” and “@fill” stand only in templates of a place",
)
_MIXED: Final = (
    "chỉ tiêu theo báo cáo tháng và chỉ tiêu sổ tự cộng khác kỳ số liệu: hãy tách thành hai bảng «@progress»",
    "flows of monthly reports and those that the books count are of different periods: put them in two “@progress”",
)
_NOT_SPLIT: Final = (
    "«@months», «@quarters» chỉ dùng cho chỉ tiêu cộng theo thời gian, «@countries», «@sectors» cho chỉ tiêu tính từ dự án",
    "“@months” and “@quarters” are for what is summed over time, “@countries” and “@sectors” for what projects have",
)
_NOT_UTF_8: Final = Text("tệp không phải UTF-8; hãy lưu lại bằng mã UTF-8", "it is not in UTF-8; save it as UTF-8")


class TemplateFaulty(ParkError):
    """A template cannot be used: all that is wrong with it, by line and column."""

    code = "template_faulty"
    is_misuse = True
    vi = "Mẫu {name} chưa dùng được: {problems}."
    en = "The template {name} cannot be used: {problems}."


class TemplateUnknown(ParkError):
    """No template has that name."""

    code = "template_unknown"
    status = 404
    is_misuse = True
    vi = "Không có mẫu «{name}». Có: {known}; hoặc ghi đường dẫn tới một tệp mẫu."
    en = "There is no template “{name}”. There are: {known}; or give the path of a template file."
    page_vi = "Không có mẫu «{name}». Hãy chọn một mẫu trong danh sách."
    page_en = "There is no template “{name}”. Choose one of the list."


class TemplateProblem(NamedTuple):
    """What is wrong in a template, and where: by line and column, or by paragraph and cell."""

    place: Text
    said: Text

    def of(self, lang: Lang) -> str:
        """It, with its place."""
        return f"{self.place.of(lang)}: {self.said.of(lang)}"


class Variable(NamedTuple):
    """A word that the report's scope fills in."""

    name: str


class OptionalPart(NamedTuple):
    """A part of a sentence that is left out where a figure in it is unknown; `instead` stands where all are nought."""

    nodes: tuple["Node", ...]
    instead: tuple["Node", ...] = ()


Node = str | Variable | FigureReference | AmountReference | OptionalPart


class Line(NamedTuple):
    """A heading (level 1 to 3), a paragraph (0) or an item of a list (-1)."""

    level: int
    nodes: tuple[Node, ...]


class ZoneTable(NamedTuple):
    """A table of the zones of a kind."""

    kind: ZoneKind


class IndicatorTable(NamedTuple):
    """A table whose rows are figures, beside those of a year before and the plan, under its caption."""

    caption: tuple[Node, ...]
    references: tuple[FigureReference, ...]


class OccupancyChart(NamedTuple):
    """How full each zone of a kind is, as bars."""

    kind: ZoneKind


class PracticeList(NamedTuple):
    """The practices of the place that are on record."""


class DutyList(NamedTuple):
    """What is overdue or due soon on the report's day, of its place, zone or project."""


class ZoneMap(NamedTuple):
    """Where the zones of a kind lie; of parks and clusters both where none is named."""

    kind: ZoneKind | None


class ProgressTable(NamedTuple):
    """A table of a month, the year to date and its plan, and what is behind, under its caption."""

    caption: tuple[Node, ...]
    references: tuple[FigureReference, ...]


class ForecastTable(NamedTuple):
    """A table of what the year's totals may come to, under its caption; its numbers are no figures."""

    caption: tuple[Node, ...]
    references: tuple[FigureReference, ...]


class FillTable(NamedTuple):
    """A table of when zones of a kind may be full, under its caption; its days are no figures."""

    caption: tuple[Node, ...]
    kind: ZoneKind


class TargetTable(NamedTuple):
    """Tables of what was set for zones of a kind in the year and how far it is reached, under its caption."""

    caption: tuple[Node, ...]
    kind: ZoneKind


RowTable = IndicatorTable | ProgressTable | ForecastTable
_ROW_TABLES: Final[dict[str, type[RowTable]]] = {
    "indicators": IndicatorTable,
    "progress": ProgressTable,
    "forecast": ForecastTable,
}
"""Directives under which rows of figures are listed."""
_CAPTIONED: Final[dict[str, type[FillTable | TargetTable]]] = {"fill": FillTable, "targets": TargetTable}
"""Directives that are followed by a kind of zone and a caption; they are of a place alone."""
_OF_ZONES: Final[dict[str, type[ZoneTable | OccupancyChart | ZoneMap]]] = {
    "zones": ZoneTable,
    "chart": OccupancyChart,
    "map": ZoneMap,
}
"""Directives that are followed by a kind of zone."""


class SplitChart(NamedTuple):
    """A figure by months or quarters, by the countries of investors or by sectors, as bars."""

    by: By
    reference: FigureReference


_SPLITS: Final = {"months": By.MONTH, "quarters": By.QUARTER, "countries": By.COUNTRY, "sectors": By.SECTOR}
"""Directives that are followed by a figure that is split."""


class ProjectTable(NamedTuple):
    """The projects of an investor, with their capital and land."""


class CapitalHistory(NamedTuple):
    """How the registered capital of a project came about, day by day."""


Block = (
    Line
    | ZoneTable
    | OccupancyChart
    | ZoneMap
    | FillTable
    | TargetTable
    | RowTable
    | PracticeList
    | DutyList
    | SplitChart
    | ProjectTable
    | CapitalHistory
)


FIRST_MARK: Final = 0xE000
"""The first of Unicode's private characters: the n-th stands where the n-th piece of a paragraph begins."""
OBJECT: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a piece of a paragraph that is no text: a picture, a link, a field."""


def without_marks(words: str) -> str:
    """Text without the private characters and without what is no text."""
    return "".join(char for char in words if not FIRST_MARK <= ord(char) < FIRST_MARK + 0x1900 and char != OBJECT)


class WordPlace(NamedTuple):
    """Where a block stands in a Word file: by the numbers of its paragraphs, in words, and under which heads of a table."""

    paragraphs: tuple[int, ...]
    label: Text
    heads: str
    in_table: bool


class WordTable(NamedTuple):
    """A table of a Word file in which figures are asked for, and the words of the paragraph behind it."""

    label: Text
    behind: str


class WordLayout(NamedTuple):
    """A template as a Word file: the file, the places of its blocks, its tables."""

    content: bytes
    places: tuple[WordPlace, ...]
    tables: tuple[WordTable, ...]


class TemplateScope(StrEnum):
    """What a report by a template is of."""

    PLACE = "place"
    ZONE = "zone"
    PROJECT = "project"
    INVESTOR = "investor"


@dataclass(frozen=True, slots=True)
class Template:
    """A report's title, kind ("BÁO CÁO") and blocks, and what it is of; `source` is its text as written.

    `label` is what it is called where templates are chosen from.
    """

    name: str
    label: str
    scope: TemplateScope
    title: tuple[Node, ...]
    kind: str
    blocks: tuple[Block, ...]
    source: str
    word: "WordLayout | None" = None
    """Where the blocks stand in a Word file, for a template that is one."""

    @property
    def of_zone(self) -> bool:
        """Whether it is of one zone."""
        return self.scope is TemplateScope.ZONE

    @property
    def tells_practices(self) -> bool:
        """Whether practices on record stand in it."""
        return any(isinstance(block, PracticeList) for block in self.blocks)

    @property
    def tells_duties(self) -> bool:
        """Whether what is due stands in it."""
        return any(isinstance(block, DutyList) for block in self.blocks)

    @property
    def of_projects(self) -> bool:
        """Whether it is of one project, or of all of an investor."""
        return self.scope in (TemplateScope.PROJECT, TemplateScope.INVESTOR)


def names(lang: Lang) -> list[str]:
    """The templates that come with the program, in a language."""
    return sorted(path.name.removesuffix(f".{lang.value}.txt") for path in HERE.glob(f"*.{lang.value}.txt"))


@cache
def built_in(name: str, lang: Lang) -> Template:
    """A template that comes with the program; raises TemplateUnknown."""
    if name not in names(lang):
        raise TemplateUnknown(name=name, known=", ".join(names(lang)))
    return parse_template((HERE / f"{name}.{lang.value}.txt").read_text(encoding="utf-8"), name)


def parse_template(source: str, name: str) -> Template:
    """A template from its text; raises TemplateFaulty with everything that is wrong in it."""
    parser = TemplateParser()
    template = parser.template(source, name)
    if parser.problems:
        raise TemplateFaulty(name=name, problems=told(parser.problems))
    return template


def read_template(path: Path) -> Template:
    """A template from a file in UTF-8, with or without a byte order mark; raises TemplateFaulty, and OSError."""
    data = path.read_bytes()
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as undecodable:
        before = data[: undecodable.start].rpartition(b"\n")
        place = data.count(b"\n", 0, undecodable.start) + 1, len(before[2].decode("utf-8")) + 1
        problem = TemplateProblem(_line_and_column(*place), _NOT_UTF_8)
        raise TemplateFaulty(name=path.name, problems=told([problem])) from None
    return parse_template(source, path.name)


def told(problems: Sequence[TemplateProblem]) -> Text:
    """All that is wrong in a template, in one line."""
    return Text(*("; ".join(problem.of(lang) for problem in problems) for lang in (Lang.VI, Lang.EN)))


def _line_and_column(line: int, column: int) -> Text:
    return Text(f"dòng {line}, cột {column}", f"line {line}, column {column}")


@dataclass(slots=True)
class _OpenPart:
    """A part whose closing bracket is still to come; `first` is what stands before its bar."""

    start: int
    nodes: list[Node] = field(default_factory=list)
    first: list[Node] | None = None

    def closed(self) -> OptionalPart:
        """The part, its bracket closed."""
        return (
            OptionalPart(tuple(self.nodes))
            if self.first is None
            else OptionalPart(tuple(self.first), tuple(self.nodes))
        )


_ALONE: Final[dict[str, Block]] = {"map": ZoneMap(None), "practices": PracticeList(), "duties": DutyList()}
"""What may stand without a kind of zones; of an investor's projects no duties are told together."""
_OF_PROJECTS: Final[dict[tuple[TemplateScope, str], Block]] = {
    (TemplateScope.INVESTOR, "projects"): ProjectTable(),
    (TemplateScope.PROJECT, "history"): CapitalHistory(),
}
"""The tables of templates of projects, by what they are of."""


def _is_mixed(rows: Sequence[FigureReference]) -> bool:
    """Whether some rows come from monthly reports, known to the end of a month, and some not."""
    return len({row.indicator in REPORTED for row in rows}) > 1


class TemplateParser:
    """Reads a template and collects what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[TemplateProblem] = []
        self.scope = TemplateScope.PLACE

    def place(self, line: int, column: int) -> Text:
        """Where something stands, in words."""
        return _line_and_column(line, column)

    def template(self, source: str, name: str) -> Template:
        """A template from its text; what is wrong with it stands in `problems`."""
        lines = source.splitlines()
        head, start = self._head(lines)
        if "title" not in head:
            self.wrong(1, 1, "thiếu dòng “title: …” trước dòng “---”", "the line “title: …” before “---” is missing")
        self.scope = self.scope_of(head, lines)
        title = self.nodes(head.get("title", ""), 1, len("title: "))
        blocks = tuple(self._blocks(lines, start))
        if not blocks and not self.problems:
            self.wrong(len(lines) or 1, 1, "mẫu không có nội dung", "the template has no content")
        return Template(
            name,
            label=head.get("name", name),
            scope=self.scope,
            title=title,
            kind=head.get("kind", ""),
            blocks=blocks,
            source=source,
        )

    def scope_of(self, head: Mapping[str, str], lines: list[str]) -> TemplateScope:
        """What a report by the template is of, as its head says."""
        said = head.get("scope", TemplateScope.PLACE.value)
        if said in set(TemplateScope):
            return TemplateScope(said)
        at = next(at for at, line in enumerate(lines, start=1) if line.partition(":")[0].strip() == "scope")
        known = ", ".join(TemplateScope)
        self.wrong(
            at, 1, f"không hiểu «scope: {said}»; có: {known}", f"“scope: {said}” is not known; there are: {known}"
        )
        return TemplateScope.PLACE

    def _head(self, lines: list[str]) -> tuple[dict[str, str], int]:
        """What is set before the line "---", and the line behind it."""
        if "---" not in [line.strip() for line in lines]:
            return {}, 0
        start = next(i for i, line in enumerate(lines) if line.strip() == "---")
        head = dict(line.split(":", 1) for line in lines[:start] if ":" in line)
        return {key.strip(): value.strip() for key, value in head.items()}, start + 1

    def _blocks(self, lines: list[str], start: int) -> Iterator[Block]:
        at = start
        while at < len(lines):
            line = lines[at].rstrip()
            at += 1
            if not line.strip() or line.startswith("%"):
                continue
            directive = DIRECTIVE.fullmatch(line)
            if directive and directive[1] in _ROW_TABLES:
                rows: list[FigureReference] = []
                caption = self.nodes(directive[2] or "", at, directive.start(2))
                while at < len(lines) and lines[at].startswith("- "):
                    found = self.row(lines[at], at + 1, directive[1])
                    if directive[1] == "progress" and _is_mixed([*rows, *found]):
                        self.wrong(at + 1, 3, *_MIXED)
                    rows += found
                    at += 1
                yield _ROW_TABLES[directive[1]](caption, tuple(rows))
            elif directive:
                yield from self.directive(directive, at)
            else:
                yield self._line(line, at)

    def row(self, line: str, number: int, directive: str = "indicators") -> list[FigureReference]:
        """A row of a table of figures."""
        found = parse_reference(line.removeprefix("- ").strip(" {}"), of_zone=self.scope is not TemplateScope.PLACE)
        if isinstance(found, ReferenceProblem):
            self.problems.append(TemplateProblem(self.place(number, 3), found.said))
            return []
        bare = FigureReference(found.indicator, found.kind, found.origin)
        if directive != "indicators" and (found.indicator not in forecastable() or found != bare):
            known = ", ".join(forecastable())
            self.wrong(number, 3, *(f"{said}: {known}" for said in _ONLY_FLOWS))
            return []
        if directive == "forecast" and self.scope is not TemplateScope.PLACE:
            self.wrong(number, 3, *_OF_A_PLACE)
            return []
        return [found]

    def directive(self, match: re.Match[str], number: int) -> Iterator[Block]:
        """The table, chart or map that a line with "@" asks for."""
        first, _, caption = (match[2] or "").strip().partition(" ")
        said = (first if match[1] in _CAPTIONED else match[2] or "").strip().lower()
        kind = _KINDS.get(said)
        own = _OF_PROJECTS.get((self.scope, match[1]))
        if own is not None:
            yield own
        elif match[1] in _SPLITS and self.scope in (TemplateScope.PLACE, TemplateScope.ZONE):
            yield from self._split(match, number)
        elif match[1] in _ALONE and not said and (match[1], self.scope) != ("duties", TemplateScope.INVESTOR):
            yield _ALONE[match[1]]
        elif match[1] not in _OF_ZONES and match[1] not in _CAPTIONED:
            more = [name for scope, name in _OF_PROJECTS if scope is self.scope]
            known = ", ".join(
                f"@{name}"
                for name in (more or [*_OF_ZONES, *_CAPTIONED, *_SPLITS, "practices", "duties", *_ROW_TABLES])
            )
            self.wrong(
                number, 1, f"không hiểu «@{match[1]}»; có: {known}", f"“@{match[1]}” is not known; there are: {known}"
            )
        elif kind is None:
            self.wrong(
                number, 1, f"sau «@{match[1]}» phải là kcn hoặc ccn", f"“@{match[1]}” must be followed by kcn or ccn"
            )
        elif match[1] in _CAPTIONED and self.scope is not TemplateScope.PLACE:
            self.wrong(number, 1, *_OF_A_PLACE)
        elif match[1] in _CAPTIONED:
            yield _CAPTIONED[match[1]](self.nodes(caption, number, match.end() - len(caption)), kind)
        else:
            yield _OF_ZONES[match[1]](kind)

    def _split(self, match: re.Match[str], number: int) -> Iterator[Block]:
        """A chart of a figure that is split: by months and quarters only what is summed over time, by projects only what they have."""
        by, words = _SPLITS[match[1]], (match[2] or "").strip(" {}")
        found = parse_reference(words, of_zone=self.scope is TemplateScope.ZONE)
        if isinstance(found, ReferenceProblem):
            self.problems.append(TemplateProblem(self.place(number, match.start(2) + 1), found.said))
            return
        definition = INDICATORS[found.indicator]
        asked = Question(found.indicator, COUNTRY_CODE, today(), kind=found.kind, origin=found.origin, form=found.form)
        fits = definition.timing is Timing.IN_PERIOD if by in BY_PERIOD else is_sum_over_projects(asked)
        if not fits or found.form is not Form.VALUE:
            self.wrong(number, match.start(2) + 1, *_NOT_SPLIT)
            return
        yield SplitChart(by, found)

    def _line(self, line: str, number: int) -> Line:
        heading = _HEADING.match(line)
        if heading:
            return Line(len(heading[1]), self.nodes(line[heading.end() :], number, heading.end()))
        if line.startswith("- "):
            return Line(-1, self.nodes(line[2:], number, 2))
        return Line(0, self.nodes(line, number))

    def nodes(self, text: str, number: int, shift: int = 0) -> tuple[Node, ...]:
        """The nodes of a line; brackets may stand in brackets."""
        parts = [_OpenPart(0)]
        at = 0
        while (match := _MARKS.search(text, at)) is not None:
            own = parts[-1]
            if match.start() > at:
                own.nodes.append(text[at : match.start()])
            at = match.end()
            if match[0] == "[":
                parts.append(_OpenPart(match.start()))
            elif match[0] == "|" and len(parts) > 1 and own.first is None:
                own.first, own.nodes = own.nodes, []
            elif match[0] == "]" and len(parts) > 1:
                parts.pop()
                parts[-1].nodes.append(own.closed())
            elif match[0] == "{" and "}" in text[at:]:
                end = text.index("}", at)
                own.nodes += self.reference(text[at:end], number, shift + at + 1)
                at = end + 1
            else:
                said = f"dấu «{match[0]}» không có cặp", f"“{match[0]}” has no pair"
                self.wrong(number, shift + match.start() + 1, *said)
        parts[-1].nodes += [text[at:]] if at < len(text) else []
        for part in parts[1:]:
            self.wrong(number, shift + part.start + 1, "dấu «[» không đóng", "“[” is not closed")
        return tuple(parts[0].nodes)

    def reference(self, words: str, number: int, column: int) -> list[Node]:
        """What stands in braces."""
        of_projects = self.scope in (TemplateScope.PROJECT, TemplateScope.INVESTOR)
        if words.strip() in (PROJECT_VARIABLES if of_projects else VARIABLES):
            return [Variable(words.strip())]
        found: FigureReference | AmountReference | ReferenceProblem
        if of_projects:
            found = parse_amount(words, of_investor=self.scope is TemplateScope.INVESTOR)
        else:
            found = parse_reference(words, of_zone=self.scope is TemplateScope.ZONE)
        if isinstance(found, ReferenceProblem):
            self.problems.append(TemplateProblem(self.place(number, column), found.said))
            return []
        return [found]

    def wrong(self, line: int, column: int, vi: str, en: str) -> None:
        """Keep something that is wrong, with its place."""
        self.problems.append(TemplateProblem(self.place(line, column), Text(vi, en)))
