"""Ratios of two figures of a place: projects, capital and workers on land leased, exports of a worker.

A ratio is of exact sums of zones of one kind. It is refused where its two figures are not of the same days and places.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.briefing.comparison.subjects import ComparisonSubject
from parkledger.briefing.comparison.tables import ComparisonRequest, question_of
from parkledger.catalogue import ZoneKind
from parkledger.figures import Figure, Figures, indicator
from parkledger.figures.wording import UNKNOWN, coverage_note, kind_words, number, period_words
from parkledger.language import Lang, Text, format_number, year_start
from parkledger.records.dates import Dates
from parkledger.tables import Cell, Cells, Row

_LEASED: Final = Text("đất đã cho thuê", "land leased")
_KINDS: Final = (ZoneKind.PARK, ZoneKind.CLUSTER)
UNEQUAL: Final = Text(
    "không tính: hai số không cùng phạm vi số liệu", "not computed: the two figures are not equally covered"
)
NO_DIVISOR: Final = Text("không tính: chia cho 0", "not computed: divided by nought")


@dataclass(frozen=True, slots=True)
class RatioDefinition:
    """What is divided by what, `times` as much; `unit` is that of the one ("1,2 triệu USD" of 1,2 triệu USD/ha)."""

    code: str
    name: Text
    above: str
    below: str
    per: Text
    unit: Text | None = None
    times: int = 1


RATIOS: Final = (
    RatioDefinition(
        "projects.per_land",
        Text(f"Dự án còn hiệu lực trên 100 ha {_LEASED.vi}", f"Projects in force per 100 ha of {_LEASED.en}"),
        "projects.in_force",
        "land.leased",
        Text("/100 ha", "/100 ha"),
        Text("dự án", "projects"),
        times=100,
    ),
    RatioDefinition(
        "capital.per_land",
        Text(
            f"Vốn đăng ký còn hiệu lực trên 1 ha {_LEASED.vi}",
            f"Registered capital in force per hectare of {_LEASED.en}",
        ),
        "capital.in_force",
        "land.leased",
        Text("/ha", "/ha"),
    ),
    RatioDefinition(
        "labour.per_land",
        Text(f"Lao động trên 1 ha {_LEASED.vi}", f"Workers per hectare of {_LEASED.en}"),
        "labour.workers",
        "land.leased",
        Text("/ha", "/ha"),
        Text("lao động", "workers"),
    ),
    RatioDefinition(
        "housing.per_workers",
        Text("Chỗ ở công nhân trên 1.000 lao động", "Worker housing places per 1,000 workers"),
        "housing.places",
        "labour.workers",
        Text("/1.000 lao động", "/1,000 workers"),
        Text("chỗ", "places"),
        times=1000,
    ),
    RatioDefinition(
        "export.per_worker",
        Text("Giá trị xuất khẩu trên 1 lao động", "Exports per worker"),
        "trade.export",
        "labour.workers",
        Text("/lao động", "/worker"),
    ),
)
_DECIMALS: Final = 1


@dataclass(frozen=True, slots=True)
class FigureRatio:
    """One ratio of one place, with the two figures that it is of."""

    definition: RatioDefinition
    above: Figure
    below: Figure

    @property
    def refusal(self) -> Text | None:
        """Why it is not computed; None where it is."""
        if self.above.value is None or self.below.value is None:
            return UNKNOWN
        if _spoken_for(self.above) != _spoken_for(self.below):
            return UNEQUAL
        return None if self.below.value else NO_DIVISOR

    @property
    def value(self) -> Fraction | None:
        """The ratio, exact; None where it is not computed."""
        above, below = self.above.value, self.below.value
        return None if self.refusal or above is None or below is None else above / below * self.definition.times

    @property
    def demo(self) -> bool:
        """Whether demonstration data are in it."""
        return self.value is not None and (self.above.demo or self.below.demo)

    @property
    def is_limited(self) -> bool:
        """Whether it is not of all that was asked for."""
        return not (self.above.coverage.is_complete and self.below.coverage.is_complete)

    @property
    def unit(self) -> str:
        """The code of its unit, as files have it."""
        return f"{self.above.unit}{self.definition.per.en.replace(' ', '')}"

    def written(self, lang: Lang) -> str:
        """It with its unit; why there is none, where it is not computed."""
        value = self.value
        if value is None:
            return (self.refusal or UNKNOWN).of(lang)
        per, unit = self.definition.per.of(lang), self.definition.unit
        if unit is None:
            return number(value, self.above.unit, lang) + per
        return f"{format_number(value, lang, decimals=_DECIMALS)} {unit.of(lang)}{per}"

    def title(self, lang: Lang) -> str:
        """What it is called, with its kind of zones."""
        return _titled(self.definition, self.above.question.kind, lang)

    def coverage(self, lang: Lang) -> str:
        """What limits its two figures, in words."""
        return "; ".join(dict.fromkeys(filter(None, (coverage_note(each, lang) for each in (self.above, self.below)))))


@dataclass(frozen=True, slots=True)
class RatioRow:
    """A ratio for all that is compared; None where its kind of zones is not that of what is compared."""

    definition: RatioDefinition
    kind: ZoneKind
    cells: tuple[FigureRatio | None, ...]

    def title(self, lang: Lang) -> str:
        """What the row is called."""
        return _titled(self.definition, self.kind, lang)


def _titled(definition: RatioDefinition, kind: ZoneKind | None, lang: Lang) -> str:
    if kind is None:
        return definition.name.of(lang)
    return f"{definition.name.of(lang)} ({kind_words(kind, lang)})"


def ratios(books: Figures, subjects: Sequence[ComparisonSubject], dates: Dates, reported: date) -> list[RatioRow]:
    """Every ratio of every kind of zones of which one is known of anything compared, asked in one call.

    What is exported, and by how many workers, is of the time up to the last month that all compared have reported.
    """
    questions = {}
    for definition in RATIOS:
        end = reported if definition.above == "trade.export" else dates.on
        for kind in _KINDS:
            for column, subject in enumerate(subjects):
                for code in (definition.above, definition.below):
                    asked = question_of(ComparisonRequest(indicator(code), kind=kind), kind, subject, dates)
                    if asked is not None:
                        start = year_start(end) if asked.is_flow else None
                        questions[definition.code, kind, column, code] = replace(asked, start=start, end=end)
    found = dict(zip(questions, books.answer(list(questions.values())), strict=True))
    rows = []
    for definition in RATIOS:
        for kind in _KINDS:
            pairs = [
                tuple(found.get((definition.code, kind, column, code)) for code in (definition.above, definition.below))
                for column in range(len(subjects))
            ]
            cells = tuple(
                FigureRatio(definition, above, below) if above is not None and below is not None else None
                for above, below in pairs
            )
            if any(cell is not None and cell.refusal is not UNKNOWN for cell in cells):
                rows.append(RatioRow(definition, kind, cells))
    return rows


def ratio_rows(rows: Sequence[RatioRow], subjects: Sequence[ComparisonSubject], lang: Lang) -> list[Row]:
    """The ratios as rows of the table of a comparison."""
    found = []
    for row in rows:
        cells: Cells = {
            "indicator.code": row.definition.code,
            "kind": row.kind.value,
            "indicator": row.title(lang),
        }
        for subject, ratio in zip(subjects, row.cells, strict=True):
            if ratio is not None:
                cells["period"] = period_words(ratio.above, lang)
                text, remark = ratio.written(lang), ratio.coverage(lang)
                cells[subject.key] = Cell(ratio.value, ratio.unit, text, demo=ratio.demo, remark=remark)
        found.append(Row(cells))
    return found


def _spoken_for(figure: Figure) -> tuple[object, ...]:
    """The places and zones that a figure lacks, and the days that the books speak for."""
    coverage = figure.coverage
    zones = frozenset(gap.zone for gap in coverage.lacking)
    return (coverage.missing, coverage.since, coverage.until, coverage.gaps, zones)
