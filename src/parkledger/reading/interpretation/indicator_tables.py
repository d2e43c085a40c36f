"""Tables whose rows are indicators: "TT | Chỉ tiêu | ĐVT | Thực hiện 6T/2022 | Thực hiện 6T/2023 | So cùng kỳ (%)".

Each row is told in the sentences that it stands for, and these are read as prose is: a table states what the same words
would state. A told table remembers where in the page each of its numbers stands.

Where columns are headed by provinces ("Chỉ tiêu | Bắc Giang | Bắc Kạn"), a row is told of each of them; the rows below it
that begin with a dash tell of the same indicator: of another time, or how it changed.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from parkledger.language.units import POWER_OF_TEN_EN
from parkledger.reading.interpretation.listed_tables import TextTable
from parkledger.reading.interpretation.named_rows import NamedRow, indicator_named, without_years
from parkledger.reading.interpretation.table_columns import lines_above
from parkledger.reading.model import PageSection, PageSource, Span
from parkledger.reading.text.mentions import PlaceMention, find_english_places, find_places
from parkledger.reading.text.numerals import has_minus
from parkledger.reading.text.patterns import one_of, phrases
from parkledger.reading.text.quantities import FoundQuantity
from parkledger.reading.text.table_marks import LABEL_HEADINGS, ORDINAL_HEADINGS
from parkledger.reading.text.units import SCALE_PATTERN, UNIT_PATTERN

_UNITS: Final = phrases("đvt; đơn vị tính; đơn vị; đ.vị; đv tính; unit")
_REMARKS: Final = ("ghi chú", "nguồn", "cơ quan", "mã số")
_AIM: Final = re.compile(r"(?<!\w)(?:kế hoạch|kh|mục tiêu|dự toán|chỉ tiêu giao|plan|target)(?!\w)")
_YEAR_BEFORE: Final = re.compile(
    r"(?<!\w)(?:cùng kỳ|ck|năm trước|kỳ trước|year before|year on year|yoy|same period|last year|previous year|year earlier)"
    r"(?!\w)|so (?:với )?(?:năm|tháng|\w+ tháng|\w+t)(?!\w)"
)
_COMPARES: Final = re.compile(
    r"%|tỷ lệ|tỉ lệ|(?<!\w)(?:so|tăng|giảm|tốc độ|hoàn thành|change|growth|vs|versus|compared|against)(?!\w)"
)
_CHANGES: Final = re.compile(r"tăng|giảm|change|growth")
_DONE: Final = re.compile(r"(?<!\w)(?:ước |đã )?(?:thực hiện|th|kết quả|số liệu|giá trị|số lượng|đạt)(?!\w)")
_ESTIMATED: Final = re.compile(r"(?<!\w)(?:ước|ư)(?:th)?(?!\w)")
_MONTHS: Final = re.compile(r"(?<!\w)([0-9]{1,2}) ?(?:t|th|tháng)(?:/| ?năm | )([0-9]{4})(?!\w)")
_WRITTEN_UNIT: Final = re.compile(rf"[(,] ?((?:(?:{SCALE_PATTERN}) ?)?(?:{UNIT_PATTERN}))\)?\s*\Z")
_CURRENCY_WORDS: Final = r"(?:usd|vnd|us\$)"
_SCALE_WORDS: Final = one_of(POWER_OF_TEN_EN)
_ENGLISH_UNIT: Final = re.compile(
    rf"[(,] ?({_CURRENCY_WORDS}(?: {_SCALE_WORDS})?|{_SCALE_WORDS} {_CURRENCY_WORDS}"
    r"|hectares|ha|percent|persons|people|workers|projects)\)?\s*\Z"
)
_CURRENCY_FIRST: Final = re.compile(rf"({_CURRENCY_WORDS}) ({_SCALE_WORDS})(?!\w)")
_PEOPLE: Final = re.compile(r"(?<!\w)persons?(?!\w)")
_ZONES_MEANT: Final = frozenset({"kcn", "ccn", "kkt"})
_THOUSANDS: Final = re.compile(r"(?:1[.,]?000|ngàn) ?(?=\w)")
_NUMBER: Final = re.compile(r"(?P<sign>[-+])?(?P<n>[0-9][0-9.,]*)(?P<unit> ?[^\W\d_%*°][^\n*°]*|%)?[*°]*")
_ESTIMATE: Final = re.compile(r"(?:ước(?: đạt)?|est\.|estimated|an estimated) ")
_CURRENCY: Final = re.compile(r"(?:usd|vnd|us\$|\$) ?(?=[0-9])")
_BARE_ZONES: Final = re.compile(r"(?<!\w)(?<!industrial )(?=(?:parks?|clusters?)(?!\w))")
_BESIDE_PLACES: Final = frozenset({"", "tỉnh", "thành phố", "tp", "tp.", "province", "city"})
_NAMED_ZONE: Final = re.compile(r"(?:KCN|CCN|KKT|Khu công nghiệp|Cụm công nghiệp) [^\W\d_a-zà-ỹ]")
_LEAST_PLACES: Final = 2
_COLUMNS_OF_ONE: Final = 3
_BESIDE_FIGURES: Final = frozenset({"công thức", "formula"})
_POSITION: Final = re.compile(r"(?<!\w)(?:thứ hạng|xếp hạng|rank)(?!\w)")
_IN_COUNTRY: Final = re.compile(r"(?<!\w)(?:xếp hạng cả nước|rank in the country)(?!\w)")
_PLACING: Final = re.compile(r"(?:rank )?(?P<n>(?:thứ )?[0-9]+/[0-9]+)")
_TIMED: Final = re.compile(r"(?P<name>.*\S), (?P<time>[^,]*(?<![0-9.])(?:19|20)[0-9]{2}(?![0-9])[^,]*)")
"""A label with its time behind it: "Dự án cấp mới (KCN), FDI, năm 2023"."""
_ORIGIN_BEHIND: Final = re.compile(r" (\([^()]+\)), (FDI|DDI|domestic)(?!\w)")
"""Of which zones a label is, and of which origin behind it: "Dự án cấp mới (KCN), FDI"."""
_CHILD: Final = re.compile(r"[-+*•](?: |(?=\w))|trong đó(?: có)?:? ?|[0-9]{1,2}\.[0-9]{1,2}\.? ")
_NUMBERING: Final = re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[ivx]{1,5}|[a-zđ])[.)] ")
_SUBSIDIARY: Final = re.compile(r"[-+*•]?|[0-9]{1,2}\.[0-9]{1,2}\.?|[a-zđ][.)]?")
_UNIT_ABOVE: Final = re.compile(
    rf"(?:đvt|đơn vị tính|đơn vị)\s*:\s*((?:(?:{SCALE_PATTERN}) ?)?(?:usd|đồng|vnđ|ha|dự án|người))"
)
_HALF: Final = 50  # per cent: a result below half of a year before is told as a change of it
_COUNTED: Final = phrases("dự án; người; lao động; khu; cụm; kcn; ccn; kkt; doanh nghiệp; dn; da; projects; workers")


class _Phrases(NamedTuple):
    """The words of a told sentence in a language."""

    counts: str
    reaches: str
    estimated: str
    equals: str
    up: str
    down: str
    of_year_before: str
    of_plan: str
    at: str
    ranked: str
    in_country: str


_VIETNAMESE: Final = _Phrases(
    "là",
    reaches="đạt",
    estimated="ước ",
    equals="bằng",
    up="tăng",
    down="giảm",
    of_year_before="so với cùng kỳ",
    of_plan="kế hoạch",
    at="Tại",
    ranked="xếp",
    in_country="cả nước",
)
_ENGLISH: Final = _Phrases(
    "were",
    reaches="reached",
    estimated="an estimated ",
    equals="equal to",
    up="up",
    down="down",
    of_year_before="compared to the year before",
    of_plan="of the plan",
    at="In",
    ranked="ranking",
    in_country="in the country",
)
_ENGLISH_HEADINGS: Final = frozenset(
    {"indicator", "item", "unit", "indicators", "items", "criteria", "description", "particulars", "key indicators"}
)


class ToldNumber(NamedTuple):
    """Where a number begins in the told text, and where in the page it and its row stand."""

    told: int
    cell: Span
    row: Span


@dataclass(frozen=True, slots=True)
class ToldTable:
    """The sentences that a table stands for, one to a line under the page's title and the table's own, and its numbers;
    `named` are the lines of rows that are called as indicators are."""

    source: PageSource
    numbers: tuple[ToldNumber, ...]
    named: tuple[NamedRow, ...]
    in_english: bool

    def in_page(self, quantity: FoundQuantity) -> tuple[FoundQuantity, Span] | None:
        """A quantity of the told text where it stands in the page, and its row; None where the page has no such number."""
        at = bisect_right(self.numbers, quantity.number, key=_told) - 1
        if at < 0:
            return None
        told, (start, end), row = self.numbers[at]
        number = start + quantity.number - told
        if number >= end:
            return None
        first = max(start, number - quantity.number + quantity.start)
        stop = min(end, number + quantity.end - quantity.number)
        return quantity._replace(start=first, number=number, end=stop), row


def _told(number: ToldNumber) -> int:
    return number.told


class _ValueColumn(NamedTuple):
    """A column of results: when they are of, whether they are estimates, and the columns that compare them."""

    at: int
    time: str
    estimated: bool
    of_year_before: tuple[int, ...]
    of_plan: tuple[int, ...]


class _Layout(NamedTuple):
    label: int
    unit: int | None
    ordinal: int | None
    values: tuple[_ValueColumn, ...]
    changes: frozenset[int]
    phrases: _Phrases
    places: tuple[tuple[int, str], ...] = ()


@dataclass(slots=True)
class _Narration:
    """A table as it is told, line by line."""

    lower: str
    lines: list[str]
    length: int
    numbers: list[ToldNumber] = field(default_factory=list)
    named: list[NamedRow] = field(default_factory=list)

    def tell(self, pieces: Sequence[str | Span], row: Span, code: str | None = None) -> None:
        """Add a line; a piece that is a span is a number of the page, `code` the indicator that the row is called as."""
        line = ""
        for piece in pieces:
            if isinstance(piece, str):
                line += piece
                continue
            self.numbers.append(ToldNumber(self.length + len(line), piece, row))
            line += self.lower[slice(*piece)]
        self.lines.append(line)
        if code is not None:
            self.named.append(NamedRow(self.length, self.length + len(line), code))
        self.length += len(line) + 1


def told_table(text: str, lower: str, table: TextTable, title: Span | None) -> ToldTable | None:
    """The sentences that a table of indicators stands for; None for any other table."""
    if table.profile:
        return None
    rows = [[lower[slice(*one)] for one in row] for row in table.rows]
    layout = _places_layout(text, lower, table) or _layout(table.headings, rows)
    if layout is None:
        return None
    heads = _heads(text, table.start, title)
    start = sum(map(len, heads)) + 2 * len(heads)
    told = _Narration(lower, [], start)
    unit = next((match[1] for head in reversed(heads) if (match := _UNIT_ABOVE.search(head.lower()))), "")
    if layout.places:
        _tell_of_places(told, text, table.rows, layout, unit)
    else:
        _tell_rows(told, text, table.rows, layout, unit)
    if not told.numbers:
        return None
    whole = "".join(f"{head}\n\n" for head in heads) + "\n".join(told.lines)
    stop = len(heads[0]) if title is not None else 0
    sections = PageSection("title", "", 0, stop), PageSection("article", "", stop, len(whole))
    source = PageSource(whole, None, None, None, None, sections[title is None :])
    return ToldTable(source, tuple(told.numbers), tuple(told.named), layout.phrases is _ENGLISH)


def _heads(text: str, start: int, title: Span | None) -> list[str]:
    """What stands over a table: the page's title, and the lines right above that are no rows of another."""
    near = [text[slice(*line)] for line in lines_above(text, start, title[1] if title else 0)]
    return ([text[slice(*title)]] if title else []) + near


def _layout(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> _Layout | None:
    units, label = _first_of(headings, _UNITS), _first_of(headings, LABEL_HEADINGS)
    if label is None and units:
        label = units - 1
    if label is None:
        return None
    ordinal = _first_of(headings, ORDINAL_HEADINGS)
    results = [i for i in range(label + 1, len(headings)) if i != units and _is_result(headings[i])]
    compared: dict[int, tuple[list[int], list[int]]] = {i: ([], []) for i in results}
    changes = set()
    for i, result in _comparisons(headings, results, (label, units, ordinal)):
        if _AIM.search(headings[i]):
            compared[result][1].append(i)
        elif _YEAR_BEFORE.search(headings[i]) or len(results) > 1:
            compared[result][0].append(i)
            if _CHANGES.search(headings[i]) or _all_small(row[i] for row in rows if i < len(row)):
                changes.add(i)
    values = tuple(
        _ValueColumn(i, _time(headings[i]), _ESTIMATED.search(headings[i]) is not None, *map(tuple, compared[i]))
        for i in results
    )
    words = _ENGLISH if not _ENGLISH_HEADINGS.isdisjoint(headings) else _VIETNAMESE
    return _Layout(label, units, ordinal, values, frozenset(changes), words) if values else None


def _first_of(headings: Sequence[str], known: Container[str]) -> int | None:
    """The first column that is headed by one of some words."""
    return next((i for i, heading in enumerate(headings) if heading in known), None)


def _comparisons(
    headings: Sequence[str], results: Sequence[int], others: Sequence[int | None]
) -> Iterator[tuple[int, int]]:
    """The columns that compare a result, each with that result: the last before it."""
    for i, heading in enumerate(headings):
        before = [one for one in results if one < i]
        if before and i not in results and i not in others and _COMPARES.search(heading) is not None:
            yield i, before[-1]


def _places_layout(text: str, lower: str, table: TextTable) -> _Layout | None:
    """The layout of a table whose columns are headed by provinces; None for any other.

    Of its other columns, such as those of zones, nothing is told: the same words would be of the whole province there.
    """
    label = _first_of(table.headings, LABEL_HEADINGS)
    if label is None:
        return None
    find = find_english_places if table.headings[label] in _ENGLISH_HEADINGS else find_places
    places, zones, at = [], 0, table.start
    for i, heading in enumerate(table.headings):
        start = lower.find(heading, at, table.end)
        if start < 0:  # put together of several lines
            return None
        at = start + len(heading)
        if i > label and _is_place(lower, (start, at), find(text, [(start, at)])):
            places.append((i, text[start:at]))
        zones += i > label and _NAMED_ZONE.match(text, start, at) is not None
    if len(places) + zones < (1 if _is_of_one_place(table.headings, label) else _LEAST_PLACES):
        return None
    ordinal, unit = _first_of(table.headings, ORDINAL_HEADINGS), _first_of(table.headings, _UNITS)
    words = _ENGLISH if find is find_english_places else _VIETNAMESE
    return _Layout(
        label, unit=unit, ordinal=ordinal, values=(), changes=frozenset(), phrases=words, places=tuple(places)
    )


def _is_of_one_place(headings: Sequence[str], label: int) -> bool:
    """Whether a table tells of one place, which heads its only column of results: besides stands how they come about."""
    return len(headings) == label + _COLUMNS_OF_ONE and headings[-1] in _BESIDE_FIGURES


def _is_place(lower: str, heading: Span, found: Sequence[PlaceMention]) -> bool:
    """Whether a heading is the name of a province, or of the country, and nothing else."""
    if len(found) != 1 or found[0].level not in ("province", "country"):
        return False
    return f"{lower[heading[0] : found[0].start]} {lower[found[0].end : heading[1]]}".strip() in _BESIDE_PLACES


def _is_result(heading: str) -> bool:
    return not (_AIM.search(heading) or _COMPARES.search(heading) or any(word in heading for word in _REMARKS))


def _all_small(cells: Iterable[str]) -> bool:
    """Whether a column's numbers are changes: some are negative, or none is as much as half of the year before."""
    matches = [match for cell in cells if (match := _NUMBER.match(cell.strip()))]
    whole = [int(re.split(r"[.,]", match["n"])[0] or 0) for match in matches]
    return any(match["sign"] for match in matches) or all(one < _HALF for one in whole)


def _time(heading: str) -> str:
    """What a heading says of the time: "6 tháng đầu năm 2023" of "Thực hiện 6T/2023"."""
    words = _DONE.sub(" ", _ESTIMATED.sub(" ", heading)).strip(" ()-.,:")
    return " ".join(_MONTHS.sub(r"\1 tháng đầu năm \2", words).split())


def _label(text: str, lower: str, row: Sequence[Span], layout: _Layout) -> tuple[str, bool]:
    """What a row is called, and whether it is a part of the one above."""
    if len(row) <= layout.label:
        return (text[slice(*row[0])].strip(), False) if len(row) == 1 else ("", False)
    start, end = row[layout.label]
    words = text[start:end].strip()
    child = _CHILD.match(words.lower())
    numbering = child or _NUMBERING.match(words.lower())
    own = words[numbering.end() :] if numbering else words
    ordinal = lower[slice(*row[layout.ordinal])].strip() if layout.ordinal is not None else None
    below = child is not None or (ordinal is not None and _SUBSIDIARY.fullmatch(ordinal) is not None)
    return own.strip(" :"), below


def _written_unit(label: str) -> re.Match[str] | None:
    """The unit at the end of a label: "Doanh thu (tỷ đồng)"; of "Lao động (KCN)" the brackets say where, not in what."""
    match = _ENGLISH_UNIT.search(label.lower()) or _WRITTEN_UNIT.search(label.lower())
    return None if match is None or match[1] in _ZONES_MEANT else match


def _without_unit(label: str) -> str:
    match = _written_unit(label)
    return label[: match.start()].strip() if match else label


def _tell_row(told: _Narration, row: Sequence[Span], layout: _Layout, label: str, unit: str) -> None:
    unit = _row_unit(told, row, layout, label, unit)
    whole = row[0][0], row[-1][1]
    name, words, code = _without_unit(label), layout.phrases, indicator_named(_without_unit(label))
    name = without_years(name) if code else name
    stated = False
    for column in layout.values:
        number = _number(told.lower, row, column.at)
        if number is None:
            stated = _tell_change_alone(told, row, column, _opening(column.time, name, words), layout) or stated
            continue
        stated, minus = True, "-" if has_minus(told.lower, number[0]) else ""
        if minus and code is None:  # less than nothing of something that is not known for sure
            continue
        verb = words.counts if unit.startswith(_COUNTED) else words.reaches
        estimated = words.estimated if column.estimated else ""
        own = _own_unit(told, row[column.at], unit)
        pieces: list[str | Span] = [f"{_opening(column.time, name, words)} {verb} {estimated}{minus}", number, own]
        if unit != "%":
            for index in column.of_year_before:
                verb = "" if index in layout.changes else words.equals
                pieces += _compared(told.lower, row, index, words, verb, words.of_year_before)
            for index in column.of_plan:
                pieces += _compared(told.lower, row, index, words, words.equals, words.of_plan)
        told.tell([*pieces, "."], whole, code)
    if not stated:
        told.tell([f"{name}:"], whole)


def _tell_change_alone(
    told: _Narration, row: Sequence[Span], column: _ValueColumn, opening: str, layout: _Layout
) -> bool:
    """Tell how a row without a result changed, as an index does; whether it says so."""
    words = layout.phrases
    for index in column.of_year_before:
        verb = "" if index in layout.changes else words.equals
        pieces = _compared(told.lower, row, index, words, verb, words.of_year_before)
        if pieces:
            told.tell([opening, str(pieces[0]).removeprefix(","), *pieces[1:], "."], (row[0][0], row[-1][1]))
            return True
    return False


def _tell_rows(told: _Narration, text: str, rows: Sequence[Sequence[Span]], layout: _Layout, unit: str) -> None:
    """Every row of a table of one place, named with the row that it is a part of."""
    parent = ""
    for row in rows:
        label, child = _label(text, told.lower, row, layout)
        if not label:
            continue
        if child and parent:
            label = f"{parent} {label}"
        elif not child:
            parent = _without_unit(label)
        _tell_row(told, row, layout, label, unit)


def _tell_of_places(told: _Narration, text: str, rows: Sequence[Sequence[Span]], layout: _Layout, unit: str) -> None:
    """Every row told of each place, with what the rows below it say: its change on a year before, what it is of the plan, its
    rank in the country; other ranks are left."""
    at = 0
    while at < len(rows):
        label, _ = _label(text, told.lower, rows[at], layout)
        below = at + 1
        beside: dict[str, Sequence[Span]] = {}
        while below < len(rows) and (found := _label(text, told.lower, rows[below], layout))[1]:
            said = found[0].lower()
            what = next((name for name, words in _BELOW.items() if words.search(said)), "")
            beside[what] = rows[below]
            below += 1
        if label and not _POSITION.search(label.lower()):
            _tell_of_each_place(told, rows[at], layout, (label, unit), beside)
        at = below


_BELOW: Final = {"change": _CHANGES, "rank": _IN_COUNTRY, "plan": _AIM}
"""What rows below another may say of it, by the words that they are called by."""


def _tell_of_each_place(
    told: _Narration, row: Sequence[Span], layout: _Layout, named: tuple[str, str], beside: Mapping[str, Sequence[Span]]
) -> None:
    """One row, `named` by its label and the unit over its table, told of each place with the rows `beside` it."""
    words, (label, above) = layout.phrases, named
    unit, name = _row_unit(told, row, layout, label, above), _without_unit(label)
    name = _BARE_ZONES.sub("industrial ", name) if words is _ENGLISH else name
    name = _ORIGIN_BEHIND.sub(r" \2 \1", name)
    time = _TIMED.fullmatch(name)
    code = indicator_named(time["name"] if time else name)
    timed = _opening(time["time"], time["name"], words) if time else name
    for index, place in layout.places:
        number = _number(told.lower, row, index)
        if number is None:
            continue
        own = _own_unit(told, row[index], unit)
        counted = (_unit_of(told.lower, row[index]) or unit).startswith(_COUNTED)
        estimated = words.estimated if _ESTIMATE.match(told.lower[slice(*row[index])].strip()) else ""
        opening = f"{_opening(f'{words.at} {place}', timed, words)} {words.counts if counted else words.reaches}"
        change = _compared(told.lower, beside.get("change", ()), index, words, "", words.of_year_before)
        plan = _compared(told.lower, beside.get("plan", ()), index, words, words.equals, words.of_plan)
        rank = _ranked(told.lower, beside.get("rank", ()), index, words)
        told.tell([f"{opening} {estimated}", number, own, *change, *plan, *rank, "."], (row[0][0], row[-1][1]), code)


def _row_unit(told: _Narration, row: Sequence[Span], layout: _Layout, label: str, above: str) -> str:
    """The unit of a row's numbers: the label's own, that of its column, or the one over the table."""
    written = _written_unit(label)
    unit = written[1] if written else above
    if layout.unit is not None and layout.unit < len(row):
        unit = told.lower[slice(*row[layout.unit])].strip() or unit
    unit = _PEOPLE.sub("people", unit) if layout.phrases is _ENGLISH else unit
    return _CURRENCY_FIRST.sub(r"\2 \1", _THOUSANDS.sub("nghìn ", unit))


def _own_unit(told: _Narration, cell: Span, unit: str) -> str:
    """What is told behind a number: the unit of its row, where its cell has none."""
    return "" if _has_unit(told.lower, cell) or not unit else "%" if unit == "%" else f" {unit}"


def _opening(time: str, name: str, words: _Phrases) -> str:
    """How a told sentence begins: its time, and what is told of."""
    if not time:
        return name
    if words is _ENGLISH and not time.startswith(words.at):
        time = f"{'from' if ' to ' in time else 'in'} {time}"
    lower = name[:1].lower() if name[1:2].islower() else name[:1]
    return f"{time[0].upper()}{time[1:]}, {lower}{name[1:]}"


def _compared(
    lower: str, row: Sequence[Span], index: int, words: _Phrases, verb: str, with_what: str
) -> list[str | Span]:
    """The clause that a cell of a comparing column stands for; without a verb of its own it is a change."""
    number = _number(lower, row, index)
    if number is None:
        return []
    verb = verb or (words.down if has_minus(lower, number[0]) else words.up)
    return [f", {verb} ", number, "%" if not lower.startswith("%", number[1]) else "", f" {with_what}"]


def _ranked(lower: str, row: Sequence[Span], index: int, words: _Phrases) -> list[str | Span]:
    """The clause that a place in a ranking of the country stands for."""
    if index >= len(row):
        return []
    start, end = row[index]
    match = _PLACING.fullmatch(lower[start:end].strip(" *°"))
    if match is None:
        return []
    first = lower.index(match["n"], start)
    return [f", {words.ranked} ", (first, first + len(match["n"])), f" {words.in_country}"]


def _number(lower: str, row: Sequence[Span], index: int) -> Span | None:
    """Where the number of a cell stands, with its own unit behind it if it has one."""
    if index >= len(row):
        return None
    start, end = row[index]
    words = lower[start:end].rstrip()
    begins = len(words) - len(words.lstrip())
    begins = _behind(_ESTIMATE, words, begins)
    match = _NUMBER.fullmatch(words, _behind(_CURRENCY, words, begins))
    if match is None:
        return None
    first = match.start("n") if match["sign"] else begins
    return start + first, start + len(words.rstrip("*°"))


def _behind(pattern: re.Pattern[str], words: str, at: int) -> int:
    """Where a pattern ends, if it stands there."""
    match = pattern.match(words, at)
    return match.end() if match else at


def _has_unit(lower: str, cell: Span) -> bool:
    return bool(_unit_of(lower, cell))


def _unit_of(lower: str, cell: Span) -> str:
    """The unit in a cell behind its number; empty where there is none."""
    match = _NUMBER.fullmatch(_ESTIMATE.sub("", lower[slice(*cell)].strip(), count=1))
    return (match["unit"] or "").strip() if match else ""
