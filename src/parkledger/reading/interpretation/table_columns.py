"""What the columns of a table hold, by the words of their headings and of the lines above the table.

A heading is read with the lexicon of prose: "New FDI capital (USD million)" holds what the same words would state of a
figure. What a heading leaves open, what stands above the table says: the stage of its zones, the time, the origin.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.language.units import POWER_OF_TEN_EN
from parkledger.reading.interpretation.decisions import FLOWS
from parkledger.reading.interpretation.sentences import NO_FEATURES, terms_in
from parkledger.reading.model import Span
from parkledger.reading.text.mentions import KIND_WORDS, ZoneMention
from parkledger.reading.text.patterns import one_of
from parkledger.reading.text.table_marks import CELL_MARK
from parkledger.reading.text.time_phrases import TimePhrase
from parkledger.reading.text.units import IMPOSSIBLE_SCALES, SCALES, UNIT_OF

_VIETNAMESE: Final = re.compile(r"[à-ỹđ]")
_SCALES: Final = {**IMPOSSIBLE_SCALES, **SCALES, **POWER_OF_TEN_EN}
_UNITS: Final = {
    **{word: (measure.unit, measure.factor) for word, measure in UNIT_OF.items() if len(word) > 1 or word in "%$đ₫"},
    **dict.fromkeys(("hectares", "hectare"), ("ha", Fraction(1))),
    **dict.fromkeys(("percent", "per cent"), ("percent", Fraction(1))),
    **dict.fromkeys(("us dollars", "dollars"), ("USD", Fraction(1))),
    **dict.fromkeys(("persons", "people", "workers", "employees"), ("person", Fraction(1))),
    **dict.fromkeys(("sq.m", "sqm"), ("m2", Fraction(1))),
    **{
        f"{cubic}{daily}": ("m3/day", Fraction(1))
        for cubic in ("m3", "m³", "cu.m", "cubic metres", "cubic meters")
        for daily in ("/day", "/day-night", " per day", " a day", "/d")
    },
}
_SCALE: Final = one_of(_SCALES)
MEASURE: Final = (
    rf"(?:(?P<scale>{_SCALE})(?!\w) ?)?(?P<unit>{one_of(_UNITS)})(?!\w)(?: (?P<behind>{_SCALE})(?!\w))?"
    r"(?P<per> ?(?:/|per |a ) ?[\w².³/ ]+)?"
)
"""A pattern for a unit with its scale on either side: "triệu USD", "USD million", "VND/m3"."""
_MEASURE: Final = re.compile(rf"(?<!\w){MEASURE}")
_MONEY: Final = ("USD", "VND")
_COUNTS: Final = ("project", "enterprise", "zone", "person")

_PROJECTS: Final = re.compile(r"(?<!\w)(?:dự án|da|projects?|giấy chứng nhận|certificates?|licen[cs]es)(?!\w)")
_ENTERPRISES: Final = re.compile(
    r"(?<!\w)(?:doanh nghiệp|dn|nhà đầu tư|enterprises?|companies|tenants|businesses|firms|investors|establishments)(?!\w)"
)
_ZONES: Final = re.compile(
    rf"(?<!\w)(?:số lượng|(?:tổng )?số (?:lượng )?(?:{one_of(KIND_WORDS)}|khu|cụm)"
    rf"|(?:number|no\.?|quantity) of (?:[\w-]+ ){{0,2}}?(?:{one_of(KIND_WORDS)}|parks|zones|clusters))(?!\w)"
)
_FREE: Final = re.compile(
    r"(?<!\w)(?:còn lại|còn trống|trống|chưa cho thuê|remaining|vacant|unleased|available(?! for)|left)(?!\w)"
)
_LET: Final = re.compile(
    r"(?<!\w)(?:đã (?:được )?(?:cho )?thuê|đã lấp đầy|leased|rented|occupied (?:area|land)|let)(?!\w)"
)
_OTHER_LAND: Final = re.compile(
    r"(?:cây xanh|giao thông|mở rộng|tái định cư|green|road|expansion|plot|nhà xưởng|factory)"
)
_RATIO: Final = re.compile(r"(?<!\w)(?:tỷ lệ|tỉ lệ|rate|ratio)(?!\w)")
_SHARE: Final = re.compile(r"(?<!\w)(?:tỷ trọng|tỉ trọng|cơ cấu|share|proportion|chiếm)(?!\w)")
_COMPARED: Final = re.compile(
    r"(?<!\w)(?:cùng kỳ|so (?:với )?(?:năm|tháng)|svck|same period|year[- ]on[- ]year|yoy|y-o-y|previous year|last year)(?!\w)"
)
_CHANGE: Final = re.compile(r"(?<!\w)(?:tăng|giảm|change|growth|increase|yoy|y-o-y|year[- ]on[- ]year)(?!\w)")
_CHANGEABLE: Final = ("capital.", "projects.", "trade.", "output.", "budget.", "labour.", "fee.")
_RANK: Final = re.compile(r"(?:xếp hạng|thứ hạng|hạng|rank|ranking|position)(?: [0-9]{4})?")
_SCORE: Final = re.compile(r"(?<!\w)(?:điểm|điểm số|score|points)(?!\w)")
_SUM: Final = re.compile(r"(?<!\w)(?:tổng|total)(?!\w)")
_NO_MEASURE: Final = frozenset(
    {"w:other", "w:project", "r:plan", "d:aim", "a:withdraw", "a:propose", "r:every", "a:stop", "d:not"}
)
_FEES: Final[Mapping[str, str]] = {
    "m:waterfee": "fee.wastewater",
    "m:wastewater": "fee.wastewater",
    "m:infrafee": "fee.infrastructure",
    "m:rent": "fee.land_rent",
    "a:leased": "fee.land_rent",
}
_MEASURES: Final[Mapping[str, tuple[str, str | None]]] = {
    "m:export": ("trade.export", None),
    "m:import": ("trade.import", None),
    "m:production": ("output.production", None),
    "m:revenue": ("output.revenue", None),
    "m:budget": ("budget.paid", None),
    "m:income": ("labour.income", None),
    "m:workers": ("labour.workers", "person"),
}
_CAPITAL_OF: Final[Mapping[str, str]] = {
    "a:disburse": "capital.implemented",
    "a:done": "capital.implemented",
    "a:shares": "capital.shares",
    "a:added": "capital.added",
    "a:adjust": "capital.added",
    "a:more": "capital.added",
    "a:new": "capital.new",
    "a:license": "capital.new",
}
_PROJECTS_OF: Final[Mapping[str, str]] = {
    "a:operate": "projects.operating",
    "a:added": "projects.adjusted",
    "a:adjust": "projects.adjusted",
    "a:more": "projects.adjusted",
    "a:new": "projects.registered",
    "a:license": "projects.registered",
}
_ZONES_OF: Final[Mapping[str, str]] = {
    "a:operate": "zones.operating",
    "a:build": "zones.under_construction",
    "a:plan": "zones.planned",
}
_STAGE_OF_LAND: Final[Mapping[str, str]] = {"a:operate": "land.operating", "a:plan": "land.planned"}
_IN_PLAN: Final = re.compile(r"(?<!\w)(?:qh|planned)(?!\w)")
_ENTERED: Final = frozenset({"a:enter", "a:new", "a:license"})
_NOT_LAND: Final = frozenset({"m:capital", "m:wastewater", "m:rent"})


class TableScope(NamedTuple):
    """What stands above a table: the features of its words, the kind of zones or the one zone, the origin, the time.

    `operating`: its zones are said to operate; `planned`: they are to come. `currency` is that of prices, where a line says it.
    """

    features: frozenset[str] = NO_FEATURES
    kind: str | None = None
    zone: str | None = None
    origin: str | None = None
    time: TimePhrase | None = None
    operating: bool = False
    planned: bool = False
    currency: str | None = None
    pci: bool = False

    @property
    def is_flow(self) -> bool:
        """Whether it tells what was attracted in a stretch of time, and not what there is at its end."""
        entered = not self.features.isdisjoint(_ENTERED) or (self.kind is None and self.origin is not None)
        return entered and self.time is not None and self.time.role == "flow" and "a:hold" not in self.features

    def period(self, indicator: str) -> tuple[date | None, date | None]:
        """The first and last day of a figure; of what is counted on a day, only the last."""
        if self.time is None:
            return None, None
        return self.time.first if indicator in FLOWS and self.time.role == "flow" else None, self.time.last

    def of_section(self, words: str) -> "TableScope":
        """The scope of the rows below a heading within the table."""
        features = features_of(words)
        operating = not features.isdisjoint({"a:operate"}) and "d:not" not in features
        return self._replace(operating=operating, planned=not operating and not features.isdisjoint(_TO_COME))


_INDUSTRIAL_LAND: Final = re.compile(r"(?<!\w)(?:industrial (?:land|property|real estate)|đất công nghiệp)(?!\w)")
_WILL_BE: Final = re.compile(
    r"(?<!\w)(?:dự kiến (?:thành lập|phát triển|đầu tư)|sẽ|to be|proposed|upcoming|future)(?!\w)"
)
_TO_COME: Final = frozenset({"a:plan", "a:paper"})
_NEAR: Final = 600  # characters above a table in which its own heading stands
_LINES, _LONGEST = 2, 200
"""Lines of it, and characters of one."""


def lines_above(text: str, start: int, after: int) -> list[Span]:
    """The lines right above a place that are no rows of another table, the first of them first."""
    first = max(after, start - _NEAR)
    at, found = first, []
    for line in text[first:start].split("\n"):
        if line.strip():
            lead = at + len(line) - len(line.lstrip())
            found.append((lead, lead + len(line.strip())))
        at += len(line) + 1
    return [
        (begin, end) for begin, end in found[-_LINES:] if end - begin < _LONGEST and CELL_MARK not in text[begin:end]
    ]


_TELLING: Final = ("flow", "day", "now")


def _times_in(span: Span, whens: Sequence[TimePhrase]) -> list[TimePhrase]:
    return [when for when in whens if span[0] <= when.start < span[1]]


def _states_figures(lower: str, span: Span, whens: Sequence[TimePhrase]) -> bool:
    """Whether a line is a sentence with other numbers than those of times; a caption may end with a stop as well."""
    if not lower.startswith(".", span[1] - 1):
        return False
    words, at = [], span[0]
    for when in _times_in(span, whens):
        words.append(lower[at : when.start])
        at = max(at, when.end)
    return any(char.isdecimal() for part in (*words, lower[at : span[1]]) for char in part)


def scope_above(
    lower: str,
    lines: Sequence[Span],
    title: Span | None,
    named: tuple[Sequence[TimePhrase], Sequence[ZoneMention]],
    *,
    pci: bool,
) -> TableScope:
    """What the lines above a table and the title of its page say of it, with the times and zones `named` on the page.

    The nearest line tells the stage; a sentence above that states figures has a stretch of time and an origin of its own,
    but the day until which it tells is that of the table too.
    """
    whens, zones = named
    spans = [*([title] if title is not None else []), *lines]
    captions = [span for span in spans if span is title or not _states_figures(lower, span, whens)]
    features = _features_in(lower, spans)
    above = [zone for span in spans for zone in zones if span[0] <= zone.start < span[1] and not zone.office]
    market = any(_INDUSTRIAL_LAND.search(lower, *span) for span in spans)
    nearest = spans[-1] if spans else (0, 0)
    currency = written_unit(lower[slice(*nearest)])[0]
    return TableScope(
        features,
        currency=currency if currency in _MONEY else None,
        kind=above[-1].kind if above else "park" if market else None,
        zone=above[-1].name if above and not above[-1].plural else None,
        origin=origin_in(_features_in(lower, captions)),
        time=_time_above(spans, captions, whens),
        planned=_is_to_come(lower, nearest),
        pci=pci or "m:pci" in features,
    )


def _features_in(lower: str, spans: Iterable[Span]) -> frozenset[str]:
    """The features of some lines together."""
    return NO_FEATURES.union(*(features_of(lower[slice(*span)]) for span in spans))


def _time_above(spans: Iterable[Span], captions: Sequence[Span], whens: Sequence[TimePhrase]) -> TimePhrase | None:
    """The last time in the lines above a table that is its own: of a caption any that tells one, else the day until which it tells."""
    time = None
    for span in spans:
        own = ("until", *_TELLING) if span in captions else ("until",)
        for when in _times_in(span, whens):
            if when.last is not None and when.role in own:
                time = when
    return time


def _is_to_come(lower: str, line: Span) -> bool:
    """Whether a line tells of zones that are planned."""
    planned = not features_of(lower[slice(*line)]).isdisjoint(_TO_COME)
    return planned or _WILL_BE.search(lower, *line) is not None


class TableColumn(NamedTuple):
    """What a column holds: `unit` and `factor` where its cells say no other; `form` where it is no value.

    `by_cells`: its heading says no unit, and a cell states something only where it writes that of the column.
    """

    indicator: str
    unit: str
    factor: Fraction = Fraction(1)
    origin: str | None = None
    form: str = "value"
    by_cells: bool = False


def columns_of(headings: Sequence[str], scope: TableScope) -> list[TableColumn | None]:
    """What each column holds, None where it is not understood; a share, or a part by origin, is of the column before."""
    columns: list[TableColumn | None] = []
    told: TableColumn | None = None
    contrasted = {origin_in(features_of(heading)) for heading in headings} >= {"fdi", "ddi"}
    for heading in headings:
        column = _column(heading, scope, told)
        goes_with = column is not None and column.origin is None and column.indicator.startswith("capital.")
        if column is not None and told is not None and goes_with and contrasted and not _SUM.search(heading):
            column = column._replace(origin=told.origin)  # "Dự án FDI", "Vốn đăng ký"
        columns.append(column)
        told = column if column is not None and column.form == "value" else told
    return columns


def features_of(words: str) -> frozenset[str]:
    """The features of a heading or a line, by the lexicon of its language."""
    terms = terms_in(words, 0, len(words), english=is_english(words))
    return NO_FEATURES.union(*(term.features for term in terms))


def is_english(words: str) -> bool:
    """Whether words in lower case have none of the letters of Vietnamese."""
    return _VIETNAMESE.search(words) is None


def origin_in(features: frozenset[str]) -> str | None:
    """The origin that words name, if they name one alone."""
    named = features & {"o:fdi", "o:ddi", "o:both"}
    return next(iter(named)).removeprefix("o:") if len(named) == 1 and "o:both" not in named else None


def written_unit(heading: str) -> tuple[str | None, Fraction, str]:
    """The unit of a heading, its factor, and what it is for each of: in brackets, behind a comma, or money anywhere."""
    brackets = heading.rpartition("(")[2] if "(" in heading else heading.rpartition(",")[2] if "," in heading else ""
    match = _MEASURE.search(brackets) or next((one for one in _MEASURE.finditer(heading) if _is_plain(one)), None)
    if match is None:
        return None, Fraction(1), ""
    unit, factor = _UNITS[match["unit"]]
    scale = match["scale"] or match["behind"]
    return unit, factor * 10 ** _SCALES[scale] if scale else factor, (match["per"] or "").strip()


def own_unit(match: re.Match[str]) -> tuple[str, Fraction, int]:
    """The unit that a cell writes at its number, what brings it to the base unit, and the power of ten of its scale."""
    scale = match["scale"] or match["behind"]
    unit, factor = _UNITS[match["unit"]] if match["unit"] else ("VND" if match["cur"] == "vnd" else "USD", Fraction(1))
    return unit, factor, _SCALES[scale] if scale else 0


def _is_plain(match: re.Match[str]) -> bool:
    """Whether a unit outside brackets is one: "đ" and "khu" are words too."""
    return match["unit"] in ("usd", "vnd", "vnđ", "us$", "ha", "hectares", "%") or (
        match["unit"] in ("đồng", "đô la") and bool(match["scale"] or match["per"])
    )


def _column(heading: str, scope: TableScope, before: TableColumn | None) -> TableColumn | None:
    ranked = _ranked(heading, scope)
    if ranked is not None:
        return ranked
    features = features_of(heading) | ({"a:plan"} if _IN_PLAN.search(heading) else NO_FEATURES)
    unit, factor, per = written_unit(heading)
    if unit in (None, "percent") and "m:occupancy" in features and "đã lấp đầy" not in heading:
        return TableColumn("occupancy", "percent")
    if unit in (None, "percent") and _COMPARED.search(heading):
        return _change(heading, features, before)
    if unit == "percent" or _SHARE.search(heading):
        return _share(heading, before)
    if not features.isdisjoint(_NO_MEASURE) and "m:collected" not in features:
        return None
    origin = origin_in(features) or scope.origin
    return (
        _fee(features, unit, per, scope)
        or _land(heading, features, unit, factor, scope)
        or _measure(features, unit, factor, origin)
        or _count(heading, features, origin, scope)
        or _capital(heading, features, unit, factor, scope)
        or _part(heading, features, before)
    )


def _share(heading: str, before: TableColumn | None) -> TableColumn | None:
    """A share of what the column before it counts: "Tỷ trọng (%)"; other percentages are not understood."""
    if before is None or _SHARE.search(heading) is None:
        return None
    return before._replace(unit="percent", factor=Fraction(1), form="share")


def _change(heading: str, features: frozenset[str], before: TableColumn | None) -> TableColumn | None:
    """How what the column itself or the one before it is of changed against another time; a ratio where no change is said."""
    own = next((_MEASURES[one][0] for one in _MEASURES if one in features), None)
    own = "output.index" if "m:index" in features else own
    form = "growth" if _CHANGE.search(heading) else "ratio"
    if own is not None:
        return TableColumn(own, "percent", form=form)
    known = before is not None and before.indicator.startswith(_CHANGEABLE)
    return before._replace(unit="percent", factor=Fraction(1), form=form) if before is not None and known else None


def _ranked(heading: str, scope: TableScope) -> TableColumn | None:
    """A place in a ranking, or the points by which places are ranked."""
    if _RANK.fullmatch(heading):
        if scope.pci:
            return TableColumn("pci.rank", "rank", form="rank")
        return TableColumn("fdi.rank", "rank", origin="fdi", form="rank") if scope.origin == "fdi" else None
    return TableColumn("pci.score", "point") if scope.pci and _SCORE.search(heading) else None


def _fee(features: frozenset[str], unit: str | None, per: str, scope: TableScope) -> TableColumn | None:
    """A price or a fee for each square or cubic metre."""
    fee = next((_FEES[one] for one in _FEES if one in features), None)
    if fee is None or unit == "m3/day":
        return TableColumn("wastewater.capacity", "m3/day") if unit == "m3/day" and "m:wastewater" in features else None
    if unit is None and "m:wastewater" in features and "m:waterfee" not in features:
        return TableColumn("wastewater.capacity", "m3/day", by_cells=True)
    named = not features.isdisjoint({"m:waterfee", "m:infrafee", "m:rent"})
    if unit not in (*_MONEY, *(() if not named else (None,))) or not (named or per):
        return None
    return TableColumn(fee, unit or scope.currency or "")


def _land(
    heading: str, features: frozenset[str], unit: str | None, factor: Fraction, scope: TableScope
) -> TableColumn | None:
    """Hectares: what can be let, what is let or cleared, or the whole area at the stage of its zones."""
    spoken = features & {"m:area", "m:leasable", "a:cleared"} or _LET.search(heading)
    if unit not in ("ha", "m2", None) or (unit is None and (not spoken or features & _NOT_LAND)):
        return None
    if _FREE.search(heading) or _OTHER_LAND.search(heading):
        return None
    whole = Fraction(1, 10_000) if unit == "m2" else factor
    if "a:cleared" in features:
        return TableColumn("land.cleared", "ha", whole)
    if _LET.search(heading):
        return TableColumn("land.leased", "ha", whole)
    if "m:leasable" in features:
        return TableColumn("land.leasable", "ha", whole)
    if "a:leased" in features:
        return TableColumn("land.leasable", "ha", whole)
    if _PROJECTS.search(heading):
        return None
    stage = next((_STAGE_OF_LAND[one] for one in _STAGE_OF_LAND if one in features), None)
    above = "land.operating" if scope.operating else "land.planned" if scope.planned else "land.established"
    return TableColumn(stage or above, "ha", whole)


def _measure(features: frozenset[str], unit: str | None, factor: Fraction, origin: str | None) -> TableColumn | None:
    """Output, trade, taxes, income and workers."""
    found = next((_MEASURES[one] for one in _MEASURES if one in features), None)
    if found is None or (found[1] is None and unit not in _MONEY) or (found[1] and unit not in (None, "person")):
        return None
    return TableColumn(found[0], found[1] or unit or "", factor, origin)


def _count(heading: str, features: frozenset[str], origin: str | None, scope: TableScope) -> TableColumn | None:
    """Projects, enterprises or zones counted."""
    unit = written_unit(heading)[0]
    if unit not in (None, *_COUNTS) or "m:capital" in features or features & {"m:area", "m:grdp"}:
        return None
    if _ZONES.search(heading):
        stage = next((_ZONES_OF[one] for one in _ZONES_OF if one in features), None)
        above = "zones.operating" if scope.operating else "zones.planned" if scope.planned else "zones.established"
        return TableColumn(stage or above, "zone")
    if _PROJECTS.search(heading):
        act = next((_PROJECTS_OF[one] for one in _PROJECTS_OF if one in features), None)
        return TableColumn(
            act or ("projects.registered" if scope.is_flow else "projects.in_force"), "project", origin=origin
        )
    return TableColumn("enterprises.operating", "enterprise", origin=origin) if _ENTERPRISES.search(heading) else None


def _capital(
    heading: str, features: frozenset[str], unit: str | None, factor: Fraction, scope: TableScope
) -> TableColumn | None:
    """Capital at the stage that the heading names, or that of the table."""
    told = "m:capital" in features or (_SUM.match(heading) is not None and scope.is_flow)
    if not told or (unit is not None and unit not in _MONEY) or "a:infra" in features:
        return None
    acts = {_CAPITAL_OF[one] for one in _CAPITAL_OF if one in features}
    stage = next((_CAPITAL_OF[one] for one in _CAPITAL_OF if one in features), None)
    if acts >= {"capital.new", "capital.added"} or stage is None:
        stage = "capital.attracted" if scope.is_flow or stage else "capital.in_force"
    return TableColumn(stage, unit or "", factor, origin_in(features) or scope.origin)


def _part(heading: str, features: frozenset[str], before: TableColumn | None) -> TableColumn | None:
    """A part, by origin, of what the column before counts: "Số dự án", "Trong đó: FDI"."""
    own = origin_in(features)
    measured = any(one.startswith(("m:", "w:")) for one in features)
    if before is None or own is None or measured or _VAGUE.fullmatch(heading) is None:
        return None
    return before._replace(origin=own)


_VAGUE: Final = re.compile(
    r"(?:trong đó|of which|including|trong đó có)?[: (]*(?:số )?(?:vốn )?[\w-]+(?: [\w-]+){0,2}[)]?"
)
