"""Which field a heading may mean: proposed from its words, whatever their order and diacritics, and the unit it names."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Fields
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from parkledger.catalogue import MEASURES, own_name
from parkledger.language import AMOUNT_UNITS, ParkError, Period, fold, slug
from parkledger.ledger.events import EVENT_TYPES, EventGroup, SubjectKind
from parkledger.ledger.events.base import UNIT_SPELLINGS
from parkledger.workbooks.map.across import (
    SOME_YEAR,
    OpenHeading,
    is_of_another_day,
    open_columns,
    year_of,
)
from parkledger.workbooks.map.columns import (
    END,
    LEFT_OUT,
    MEASURE,
    NAME,
    PERIOD,
    RESULTS,
    START,
    UNIT,
    WITH_UNIT,
    FieldColumn,
    columns_by_name,
    field_name,
    fields_by_name,
    filled_by,
    importable,
    named_fields,
    row_fields,
)
from parkledger.workbooks.map.conversion import DASHES, NUMERIC, PlacedColumn, convert, is_nothing, is_percent
from parkledger.workbooks.map.mappings import MappedColumn, MappedSheet, Mapping, plain
from parkledger.workbooks.map.said_days import (
    LONGEST_TITLE,
    SaidDays,
    days_in,
    names_another,
    said_in,
    titles_of,
)
from parkledger.workbooks.map.synonyms import DAY_WORDS, FILLING, ROW_HEADINGS, SHORTENED, UNIT_HEADINGS, UNIT_WORDS
from parkledger.workbooks.map.tables import MARK, Heads, possible_heads
from parkledger.workbooks.map.units import AMOUNT, ONE, unit_named, units_for, units_of
from parkledger.workbooks.read.cells import Cell
from parkledger.workbooks.read.grids import Grid
from parkledger.workbooks.read.numerals import Habits

DAY = "effective_on"
LEAST = 0.55
"""How much of a heading and of a field's words must agree."""
LOOKED_AT = 200
"""Cells of a column that are looked at before it is proposed for a list of choices."""
SEVERAL = 2
SURE = 0.95
BESIDE = 0.1
"""How much more a column of units is taken for that of the column before it than for that of another."""
"""From which fit on a heading names a field outright."""
AS_OF = 0.6
"""What speaks for an opening balance where the title says of which day the figures are."""
DATED_APART = 1.2
"""What speaks, in such a sheet, against a type by which zones or projects come on record each on a day of its own."""
TOLD_APART = 1
"""What speaks against a type where words tell that a sheet is of a sibling: "đã nộp" of payments, not of their plan."""
NEAR = 0.5
"""By how much a type must fit better than its siblings to be proposed without a word."""
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
MOST_HEADINGS = 3_000
"""Headings of a sheet that are held against all event types: of texts alone in hundreds of columns there would be no end."""
TITLES = 10_000
"""Characters of what stands above a table that are read for what it is of."""
_SHEET_UNIT = re.compile(r"(?:dvt|don vi tinh|don vi|unit)(?:[ a-z]*[:：])?\s*(.+)")
_DAY = re.compile(r"(?:^|\s/\s)\s*(?:ngay|thoi diem)\b(?! cong)")
"""A heading, or its last line, that begins like one over days."""
_ZONE = re.compile(r"\b(?:kcn|ccn|khu cong nghiep|cum cong nghiep|khu\s*[,/]?\s*(?:va |hoac |hay )?cum)\b")
"""A heading of zones, not of administrative units: "Địa điểm (KCN, CCN)", "Địa điểm thực hiện (khu, cụm)"."""
_NOT_REACHED = re.compile(
    r"\b(?:ke hoach|kh|chi tieu giao|muc tieu|du kien|cung ky|(?:nam|ky|quy|thang) truoc|so voi|so sanh|ty le|tang truong)\b"
)
"""What a heading says of figures that a report does not tell of: the plan, another period, a comparison."""
_OF_SHARES = re.compile(r"\b(?:ty le|ty trong|toc do|tang truong|co cau|chi so)\b")
"""What a title says of shares and rates of a measure, which are no amounts of it."""
_TO_DATE = re.compile(r"\b(?:luy ke|cong don)\b")
"""A heading over what was reached since the year began: of the last period alone that says nothing."""
_ADJUSTED = re.compile(r"\b(truoc|sau)(?: khi)? (?:dieu chinh|thay doi|tang|giam|mo rong)\b")
"""A heading over what stood before a change, or stands after it."""
AMOUNTS = frozenset(unit.code for kind in ("money", "area") for unit in units_for(kind, any_currency=True))
"""The units of money and land, in which amounts alone are."""
UNIT_NAMES = frozenset(
    word for code in AMOUNTS for word in [*code.split("-"), *plain(AMOUNT_UNITS[code].name.vi).split()]
)
"""The words of those units, "don" and "vi" apart."""
UNITS_WRITTEN = frozenset(
    plain(word) for code, words in UNIT_SPELLINGS.items() if code != "month" for word in (code, *words)
)
"""The units of works and prices, as offices write them: "km", "m dài"."""
_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"[a-z0-9%]+")
_ENDINGS = re.compile(r"\bcham dut\b|\bthu hoi\b(?! (?:dat|von|cong no|no))")
"""A title of what was ended or revoked; of land that is taken for clearance much else is told."""
_BEGINNINGS = re.compile(r"\b(?:cap moi|cap lan dau|dieu chinh|gia han|tinh hinh|hien trang|bao cao)\b")
"""What a title says of much besides endings."""
_ENDED = re.compile(r"\b(?:cham dut|thu hoi|ket thuc|het hieu luc|thanh ly)\b")
"""How an event type says that something ends."""
CODE_WORDS = frozenset({"ma", "code", "id"})
"""A word of a heading over codes."""
NAME_WORDS = frozenset({"ten", "name", "dau", "tu"})
"""What a heading over names says besides what they are of."""
_LED = re.compile(r"\s*(?:[IVXLC]+|[A-Za-z]|[0-9]+(?:\.[0-9]+)*)\s*[.):/-]\s*(?=\S)")
"""A number or a letter before the name of a row: "1.", "a)"."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A field that a heading may mean, and how well it fits."""

    key: str
    fit: float


@dataclass(frozen=True, slots=True)
class Proposed:
    """A mapping proposed for one sheet: where its headings are, and how well they fit in sum."""

    sheet: MappedSheet
    heads: Heads
    fit: float


_ColumnGuess = tuple[float, int, str]
"""How well a field fits a column, the column's number as a negative one, so that the first stands first, and the field's key."""


def propose(name: str, grids: Sequence[Grid], types: Sequence[str] = ()) -> Mapping:
    """A mapping of a file's sheets, each to the event type that fits it best; sheets that fit none are left out."""
    shown = (grid for grid in grids if not grid.hidden)
    found = [proposed.sheet for grid in shown if (proposed := propose_sheet(grid, types)) is not None]
    return Mapping(name=name, sheets=found)


class SheetTable:
    """A table of a sheet as proposals see it: its headings, the unit above them, and which are of periods or zones each."""

    def __init__(self, grid: Grid, heads: Heads) -> None:
        self.grid, self.heads = grid, heads
        self.unit = sheet_unit(grid, heads)
        self.days = days_in(grid, heads.first)
        self.period = self.days.period.period if self.days.period else None
        self.across = open_columns(heads.names, year_of(self.days, grid.name))
        self._names = _readable(self.heads, self.period, self.days.day, {})
        self._in_periods = (
            _readable(self.heads, self.period, self.days.day, self.across) if self.across else self._names
        )

    def cells(self, index: int) -> list[Cell]:
        """What stands in a column, as far as it is looked at; dashes say nothing."""
        start = self.heads.last + 1
        below = self.grid.rows[start : start + LOOKED_AT]
        return [row[index] for row in below if index < len(row) and row[index] is not None and row[index] not in DASHES]

    def across_of(self, code: str) -> dict[int, OpenHeading]:
        """The columns that are of a period or a zone each, for event types about a period."""
        return self.across if PERIOD in row_fields(code) else {}

    def names_of(self, code: str) -> tuple[str, ...]:
        """The headings that may mean a field; nothing for a column that is of another period, or of what one before is."""
        return self._in_periods if self.across_of(code) else self._names

    def bare(self, code: str) -> list[int]:
        """The columns whose heading says nothing but its period or zone, the first of those that are alike."""
        found: dict[str, int] = {}
        for index, each in self.across_of(code).items():
            if not each.base and not each.is_outside(self.period):
                found.setdefault(each.words, index)
        return sorted(found.values())

    def shown(self, code: str, keys: dict[int, str]) -> list[MappedColumn]:
        """The columns as a mapping has them: one for all that differ in their period or zone alone."""
        across = self.across_of(code)
        found: dict[str, MappedColumn] = {}
        for index, name in enumerate(self.heads.names):
            heading, field = across[index].words if index in across else name, keys.get(index, "")
            if index in across and heading in found:
                found[heading].field = found[heading].field or field
            elif name:
                found[heading if index in across else f"{index} {name}"] = MappedColumn(heading=heading, field=field)
        return list(found.values())


def _readable(
    heads: Heads, period: Period | None, day: SaidDays | None, across: dict[int, OpenHeading]
) -> tuple[str, ...]:
    """The headings of a table; nothing for one that names another period or day than the sheet or its neighbours do."""
    end = period.end if period else day.period.end if day else None
    several = len({each.period for heading in heads.names for each in said_in(heading)}) >= SEVERAL
    found: list[str] = []
    seen: set[str] = set()
    for index, heading in enumerate(heads.names):
        each = across.get(index)
        if each is not None:
            found.append("" if each.is_outside(period) or each.words in seen else each.base)
            seen |= set() if each.is_outside(period) else {each.words}
        elif is_of_another_day(heading, end):
            found.append("")
        else:
            other = (period is not None or several) and names_another(heading, period)
            found.append("" if other else heading)
    return tuple(found)


def propose_sheet(grid: Grid, types: Sequence[str] = ()) -> Proposed | None:
    """The best reading of one sheet; None where no two columns of it mean anything."""
    title = " ".join(
        cell for row in grid.rows[:10] for cell in row if isinstance(cell, str) and len(cell) <= LONGEST_TITLE
    )
    words = f"{grid.name} {title[:TITLES]}"
    best: Proposed | None = None
    fits: dict[str, float] = {}
    looked = 0
    for heads in possible_heads(grid):
        looked += len(heads.names)
        if looked > MOST_HEADINGS:
            break
        table = SheetTable(grid, heads)
        for code in types or importable():
            found = _proposed(code, table, words)
            if found is not None:
                fits[code] = max(fits.get(code, found.fit), found.fit)
                best = found if best is None or found.fit > best.fit else best
    if best is not None:
        best.sheet.near = [code for code in _siblings(best.sheet.type) if best.fit - fits.get(code, -1) < NEAR]
        best.sheet.also = [
            part for code in EVENT_TYPES[best.sheet.type].also_in_row if (part := _also(grid, best, code)) is not None
        ]
    return best


def _proposed(code: str, table: SheetTable, words: str) -> Proposed | None:
    """A table read as rows of an event type; None where fewer than two of its columns mean anything."""
    columns, fit = _columns(code, table)
    filled = filled_by(column.field for column in columns)
    if len(filled) < SEVERAL or not _may_be_of_endings(code, filled, table):
        return None
    heads = table.heads
    fit += _fit_of_type(code, filled | _told_above(code, table), words) - 0.01 * (heads.last - heads.first)
    fit += _as_of(code, words) if table.days.day else 0
    fit -= TOLD_APART * _is_of_sibling(code, table)
    return Proposed(MappedSheet(sheet=table.grid.name, type=code, columns=columns), heads, fit)


def _also(grid: Grid, found: Proposed, code: str) -> MappedSheet | None:
    """A further event that each row is as well: all that it needs has a column, its day and its amount one of their own."""
    columns, _ = _columns(code, SheetTable(grid, found.heads))
    main = {column.heading: column for column in found.sheet.columns if column.field}
    fields = fields_by_name(code)
    used: list[MappedColumn] = []
    for column in columns:
        name = field_name(column.field)
        taken = main.get(column.heading)
        is_held_against_code = column.field.endswith(NAME)  # what the row's first event says itself
        if (name and not is_held_against_code) and (
            taken is None
            or fields[name].kind in {"zone", "project", "place"}
            or _fits_better(found, taken, code, column)
        ):
            used.append(column)
    filled = {column.field.partition(":")[0] for column in used}
    if not {field.name for field in fields.values() if field.required} | {"project"} <= filled:
        return None
    for column in used:
        taken = main.get(column.heading)
        if taken is not None and _fits_better(found, taken, code, column):
            taken.field = ""
    return MappedSheet(type=code, columns=used)


def _fits_better(found: Proposed, taken: MappedColumn, code: str, column: MappedColumn) -> bool:
    """Whether a heading means a field of a further event rather than what it was first taken for, which can be missed."""
    main = found.sheet.type
    field = fields_by_name(main)[field_name(taken.field)]

    def fit(of: str, key: str) -> float:
        return max(
            (guess.fit for guess in guesses_of(of, column.heading) if guess.key == key.partition(":")[0]), default=0
        )

    return not field.required and field.kind == "date" and fit(code, column.field) > fit(main, taken.field)


def _as_of(code: str, title: str) -> float:
    """What it says of a type that the title tells of which day the figures are; "cấp mới" in it speaks for new projects."""
    kind = EVENT_TYPES[code]
    if kind.group is EventGroup.OPENING:
        return AS_OF
    declared = {ref.to for ref in kind.subject_fields().values() if not ref.looked_up}
    named = _share(_tokens(kind.label.vi), _tokens(title)) > 0
    if SubjectKind.ZONE in declared or (SubjectKind.PROJECT in declared and not named):
        return -DATED_APART
    return 0


def _may_be_of_endings(code: str, filled: set[str], table: SheetTable) -> bool:
    """Whether rows under a title of endings ("Chấm dứt, thu hồi") may be of an event type: those of projects may.

    Another that ends something is meant where the titles or headings speak of that, and its columns tell which it is.
    """
    titles = " ".join([table.grid.name, *titles_of(table.grid, table.heads.first)])
    if not _ENDINGS.search(fold(titles)) or _BEGINNINGS.search(fold(titles)):
        return True
    kind = EVENT_TYPES[code]
    if not any(_ENDED.search(fold(words)) for words in (kind.label.vi, *kind.sheet_titles)):
        return False
    if kind.group is EventGroup.PROJECTS:
        return True
    required = {field.name for field in fields_by_name(code).values() if field.required} - {DAY}
    about = _tokens(_ENDED.sub(" ", fold(kind.label.vi)))
    return required <= filled and not about.isdisjoint(_tokens(" ".join([titles, *table.heads.names])))


def _siblings(code: str) -> list[str]:
    """The event types with like columns, from which words alone tell a type."""
    kind = EVENT_TYPES[code]
    return [
        other
        for other, each in EVENT_TYPES.items()
        if each.told_by and kind.told_by and each.group is kind.group and other != code
    ]


def _is_of_sibling(code: str, table: SheetTable) -> bool:
    """Whether the tab, the titles or the headings speak for a sibling of a type, and not for the type itself."""
    titles = [table.grid.name, *titles_of(table.grid, table.heads.first), *table.heads.names]
    said = f" {' | '.join(plain(each) for each in titles)} "
    own, others = (
        any(f" {plain(word)} " in said for kind in codes for word in EVENT_TYPES[kind].told_by)
        for codes in ([code], _siblings(code))
    )
    return others and not own


def _told_above(code: str, table: SheetTable) -> set[str]:
    """The fields that the titles, the tab and the headings fill."""
    if EVENT_TYPES[code].group is EventGroup.OPENING:
        return {DAY} if table.days.day else set()
    return {START, END} if table.days.period or table.across_of(code) else set()


def sheet_unit(grid: Grid, heads: Heads) -> str:
    """The unit that a line above the table says all its amounts are in: "ĐVT: triệu USD"."""
    for row in grid.rows[: heads.first]:
        for cell in row:
            if isinstance(cell, str) and (found := _SHEET_UNIT.search(fold(cell))):
                for part in re.split("[;,)]", found[1]):
                    if unit := unit_named(part):
                        return unit
    return ""


def _fit_of_type(code: str, filled: set[str], words: str) -> float:
    """Less for fields that must be there and are not, more for words of the type in the sheet's name and title."""
    required = {field.name for field in fields_by_name(code).values() if field.required}
    lacking = len(required - filled)
    said = _tokens(words)
    words_of_type = (EVENT_TYPES[code].label.vi, *EVENT_TYPES[code].sheet_titles)
    named = max(_share(_tokens(word), said) for word in words_of_type)
    return named - 0.6 * lacking


def _columns(code: str, table: SheetTable) -> tuple[list[MappedColumn], float]:
    """Each heading with the field that fits it best, no field twice."""
    headings = table.names_of(code)
    guesses = _codes_first(code, table, _all_guesses(code, table, headings))
    first = _fields_taken(guesses)
    bare = _bare_field(code, table, set(first.values()))
    given = set(first.values()) | {bare.partition(":")[0]}
    if not {MEASURE, AMOUNT} <= given:  # one of them says nothing without the other
        guesses = [guess for guess in guesses if guess[2].removesuffix(UNIT) not in {MEASURE, AMOUNT}]
        first = _fields_taken(guesses)
        given = set(first.values()) | {bare.partition(":")[0]}
    guesses = _with_neighbours(guesses, first, given)
    again = _in_another_unit(code, headings, first)
    taken, fit = _taken([guess for guess in guesses if -guess[1] not in again])
    keys = {index: _with_unit(code, taken[index], headings[index], table.unit) for index in taken}
    for index, leading in again.items():
        if leading in taken:
            keys[index] = _with_unit(code, taken[leading], headings[index], "")
    _take_other_units(code, headings, guesses, keys)
    keys |= _names_beside(code, headings, keys)
    if bare and bare.partition(":")[0] not in given - {bare.partition(":")[0]} | set(taken.values()):
        keys[table.bare(code)[0]] = bare
        fit += 1
    return table.shown(code, keys), fit


def _all_guesses(code: str, table: SheetTable, headings: Sequence[str]) -> list[_ColumnGuess]:
    """What each column may mean, if its cells may be that; the best first."""
    found = []
    for index, heading in enumerate(headings):
        may = [each for each in _guesses_at(code, table, index, heading) if _may_hold(code, each, table, index)]
        found += [(guess.fit, -index, guess.key) for guess in _meant(may)]
    return sorted(found, reverse=True)


def _fields_taken(guesses: Sequence[_ColumnGuess]) -> dict[int, str]:
    """Each column with the field that fits it best, columns of units left out."""
    return _taken([guess for guess in guesses if not guess[2].endswith(UNIT)])[0]


def _with_neighbours(
    guesses: Sequence[_ColumnGuess], first: Fields[int, str], given: AbstractSet[str]
) -> list[_ColumnGuess]:
    """The guesses with more for what stands beside the field that it goes with; units alone of fields that are given."""
    beside = [(fit + BESIDE * _stands_beside(key, first.get(-at - 1, "")), at, key) for fit, at, key in guesses]
    return sorted(
        (guess for guess in beside if not guess[2].endswith(UNIT) or guess[2].removesuffix(UNIT) in given), reverse=True
    )


def _is_of_codes(heading: str) -> bool:
    """Whether a heading is over codes: "Mã CCN", "Mã số dự án"."""
    return not _tokens(heading).isdisjoint(CODE_WORDS)


def _codes_first(code: str, table: SheetTable, guesses: Sequence[_ColumnGuess]) -> list[_ColumnGuess]:
    """The guesses with a zone or project meant by its code, where a column of codes stands beside one of names.

    Numbers alone, as offices count their zones by, are no codes of zones.
    """
    headings, refs = table.names_of(code), named_fields(code)
    coded = {
        key
        for _, at, key in guesses
        if key in refs
        and _is_of_codes(headings[-at])
        and (refs[key].kind != "zone" or any(re.search("[A-Za-z]", str(cell)) for cell in table.cells(-at)))
    }
    return [each for each in guesses if each[2] not in coded or _is_of_codes(headings[-each[1]])]


def _names_beside(code: str, headings: Sequence[str], keys: Fields[int, str]) -> dict[int, str]:
    """The columns left over that hold the name of a zone or project whose code another column holds."""
    found: dict[int, str] = {}
    for name in named_fields(code):
        if not any(key == name and _is_of_codes(headings[index]) for index, key in keys.items()):
            continue
        for index, heading in enumerate(headings):
            if not keys.get(index) and index not in found and _is_name_of(code, name, heading):
                found[index] = f"{name}{NAME}"
                break
    return found


def _is_name_of(code: str, name: str, heading: str) -> bool:
    """Whether a heading says no more than the name of what a field is about: "Tên dự án", "Dự án đầu tư"."""
    said = _tokens(heading) - NAME_WORDS
    ways = _words_of(code, FieldColumn(fields_by_name(code)[name]))
    return bool(said) and any(said == words - NAME_WORDS for words in ways if words.isdisjoint(CODE_WORDS))


def _in_another_unit(code: str, headings: Sequence[str], taken: dict[int, str]) -> dict[int, int]:
    """The columns of an amount that stands before in another unit, under the same words, each with the one before.

    "Vốn thay đổi (triệu USD)" and "Vốn thay đổi (tỷ đồng)" are one amount; never is one of them the charter capital.
    """
    fields, found = columns_by_name(code), {}
    leading: dict[tuple[str, frozenset[str]], tuple[int, set[str]]] = {}
    for index, heading in enumerate(headings):
        unit = next((each for each in units_in(heading) if each in AMOUNTS), "")
        key = taken.get(index, "")
        if not unit or (key and (key not in fields or fields[key].kind not in {"money", "area", "mixed"})):
            continue
        told = (AMOUNT_UNITS[unit].kind, _tokens(heading) - UNIT_NAMES)
        first, seen = leading.setdefault(told, (index, set()))
        if seen and unit not in seen:
            found[index] = first
        seen.add(unit)
    return found


def _guesses_at(code: str, table: SheetTable, index: int, heading: str) -> list[Guess]:
    """What a heading may mean, with its cells: "Loại dự án" is over origins where FDI or DDI stands below, else over roles."""
    fields, guesses = fields_by_name(code), _guesses_of_places(code, table, index, heading)
    lists = [each for each in guesses if each.fit > SURE and each.key in fields and fields[each.key].kind == "choice"]
    places = {each.key: PlacedColumn(FieldColumn(fields[each.key]), "") for each in lists}
    held = [key for key, place in places.items() if any(_converts(cell, place) for cell in table.cells(index))]
    return [each for each in guesses if each.key not in places or each.key in held or not held]


def _guesses_of_places(code: str, table: SheetTable, index: int, heading: str) -> list[Guess]:
    """The same; "Địa điểm thực hiện" is over zones where KCN or CCN begins what stands below."""
    guesses = list(guesses_of(code, heading))
    if not any(guess.key == "place" for guess in guesses) or "zone" not in fields_by_name(code):
        return guesses
    cells = [cell for cell in table.cells(index) if isinstance(cell, str)]
    if not cells or 2 * sum(own_name(cell)[0] is not None for cell in cells) <= len(cells):
        return guesses
    return [Guess("zone", guess.fit) if guess.key == "place" else guess for guess in guesses if guess.key != "zone"]


def _bare_field(code: str, table: SheetTable, given: set[str]) -> str:
    """What columns hold over which stands their period or zone alone: of the row's measure, else of the one in the title."""
    if not table.bare(code) or MEASURE not in row_fields(code):
        return ""
    titles = [cell for row in table.grid.rows[: table.heads.first] for cell in row if isinstance(cell, str)]
    if MEASURE in given:
        return _with_unit(code, AMOUNT, "", table.unit)
    for title in titles:
        if (key := measure_in(code, title)) is not None:
            return _with_unit(code, key, title, table.unit)
    return ""


def measure_in(code: str, title: str) -> str | None:
    """The measure of a report that a title is of: the one of whose names the most words are said; None where several are."""
    if len(title) > LONGEST_TITLE or _OF_SHARES.search(fold(title)):
        return None
    said = _tokens(title)
    found: dict[str, int] = {}
    for field in fields_by_name(code).values():
        if field.name.startswith(RESULTS):
            told = [len(words) for words in _words_of(code, FieldColumn(field)) if words <= said]
            found |= {field.name: max(told)} if told else {}
    most = max(found.values(), default=0)
    best = [key for key, count in found.items() if count == most]
    return best[0] if len(best) == 1 else None


def measure_named(code: str, words: str) -> str | None:
    """The field of a report whose name a row bears; None where it bears none outright, or says more than the name."""
    name = _LED.sub("", words, count=1).strip(" -–+•*:")
    brackets = [part for each in _BRACKETS.findall(name) for part in (each, *each.split(","))]
    if brackets and not any(unit_named(part) for part in brackets):
        return None
    head, comma, unit = name.rpartition(",")
    name = head if comma and unit_named(unit) else name
    best = max(
        (guess for guess in guesses_of(code, name) if guess.key.startswith(RESULTS) and not guess.key.endswith(UNIT)),
        key=lambda guess: guess.fit,
        default=None,
    )
    return best.key if best is not None and best.fit > SURE else None


def _meant(guesses: Sequence[Guess]) -> Sequence[Guess]:
    """What a heading may mean: where it names a field outright, nothing that it names less well.

    So a second column of the same heading is the same in another unit, or is asked about, and is never something else; nor
    is one over a part of it: exports by FDI beside all exports are no imports.
    """
    best = max((guess.fit for guess in guesses), default=0)
    if best > SURE:
        return [guess for guess in guesses if guess.fit > SURE]
    measure = max((guess.fit for guess in guesses if guess.key.startswith(RESULTS)), default=0)
    return [guess for guess in guesses if not guess.key.startswith(RESULTS) or guess.fit >= measure]


def _stands_beside(key: str, left: str) -> bool:
    """Whether a column of units comes right after what it is the unit of: "Khối lượng", "Đơn vị"."""
    return left != "" and key in {f"{left}{UNIT}", f"{left}_unit"}


def _taken(guesses: Sequence[_ColumnGuess]) -> tuple[dict[int, str], float]:
    """Each column with the field that fits it best, no field twice, and how well they fit in sum."""
    taken: dict[int, str] = {}
    fit = 0.0
    for how_well, negative, key in guesses:
        if -negative not in taken and key not in taken.values():
            taken[-negative] = key
            fit += how_well
    return taken, fit


def _may_hold(code: str, guess: Guess, table: SheetTable, index: int) -> bool:
    """Whether a column's cells may be a field's: of numbers one has a digit, and of a list of choices one is there, if the
    heading does not name it outright. What is in a unit of money or land is no name, day or choice."""
    field = columns_by_name(code).get(guess.key)
    if field is not None and field.kind not in NUMERIC and _is_in_amounts(table.heads.names[index]):
        return False
    if field is None:
        return not guess.key.endswith(UNIT) or _may_hold_units(code, guess.key, table.cells(index))
    if field.kind not in NUMERIC | {"choice", "flag", "date", PERIOD, MEASURE}:
        return True
    place = PlacedColumn(FieldColumn(field), "", Habits(year=SOME_YEAR))
    cells = table.cells(index)
    if field.kind == MEASURE:
        return any(isinstance(cell, str) and measure_named(code, cell) for cell in cells)
    if field.kind in NUMERIC | {"date"}:
        figures = [cell for cell in cells if not is_nothing(cell, field.kind)]
        return len(figures) < SEVERAL or any(not isinstance(cell, str) or _DIGIT.search(cell) for cell in figures)
    is_told = field.kind != PERIOD and (not cells or guess.fit > SURE)
    return is_told or any(_converts(cell, place) for cell in cells)


def _may_hold_units(code: str, key: str, cells: Sequence[Cell]) -> bool:
    """Whether cells may be units of a field; beside an area, "Đơn vị thuê đất" is over who rents it."""
    kind = columns_by_name(code)[key.removesuffix(UNIT)].kind
    return kind not in {"area", AMOUNT} or any(isinstance(cell, str) and unit_named(cell) for cell in cells)


def _is_in_amounts(heading: str) -> bool:
    """Whether a heading has a unit of money or land in brackets: its last words alone may be another's, as of "Số hợp đồng"."""
    units = (unit_named(part) for each in _BRACKETS.findall(heading) for part in (each, *each.split(",")))
    return not AMOUNTS.isdisjoint(units)


def _converts(cell: Cell, place: PlacedColumn) -> bool:
    try:
        convert(cell, place)
    except ParkError:
        return False
    return True


def _take_other_units(
    code: str, headings: Sequence[str], guesses: Sequence[_ColumnGuess], keys: dict[int, str]
) -> None:
    """Columns left over that say of a field what another column says in another unit: vốn (triệu USD), vốn (tỷ đồng)."""
    for _, negative, name in guesses:
        if -negative in keys:
            continue
        key = _with_unit(code, name, headings[-negative], "")
        same = [each for each in keys.values() if each.partition(":")[0] == name]
        if ":" in key and same and key not in same and all(":" in each for each in same):
            keys[-negative] = key


def _with_unit(code: str, key: str, heading: str, sheet: str) -> str:
    field = columns_by_name(code).get(key)
    if field is None or field.kind not in WITH_UNIT:
        return key
    known = {unit.code for unit in units_of(field)}
    found = next((each for each in chain(units_in(heading), [sheet]) if each in known or each == ONE), ONE)
    return key if found == ONE else f"{key}:{found}"


def units_in(heading: str) -> Iterable[str]:
    """The units that a heading names: in brackets, after its last comma, or as a line of its own.

    Its last words are taken where nothing stands in brackets: of "(tỷ VNĐ/năm)" the end alone would be another unit.
    """
    brackets = _BRACKETS.findall(heading)
    parts = [*brackets, *heading.split(" / "), *heading.split(",")[1:], heading.rpartition(" - ")[2]]
    parts += [part for each in brackets for part in each.split(",")]
    words = [] if brackets else heading.split()
    parts += [" ".join(words[-count:]) for count in (3, 2, 1) if len(words) > count]
    return (unit for part in parts if (unit := unit_named(part)))


def guesses_of(code: str, heading: str) -> tuple[Guess, ...]:
    """The fields of an event type that a heading may mean; what is longer than any heading means none."""
    return _guesses_of(code, heading) if len(heading) <= LONGEST_TITLE else ()


@lru_cache(maxsize=20_000)  # headings of which each is kept for all event types
def _guesses_of(code: str, heading: str) -> tuple[Guess, ...]:
    """A heading over days means a date, if no other the event's own."""
    best: dict[str, float] = {}
    outside, whole, plain_heading = _said_by(heading)
    for said in {outside, whole} - {frozenset()}:
        for column, shared, meant in _sharing(code, said):
            best[column.key] = max(best.get(column.key, 0), _fit(column, said, shared, meant))
    if _ZONE.search(plain_heading) and "zone" in fields_by_name(code):
        best["zone"] = max(best.get("zone", 0), best.pop("place", 0))
    best = {
        key: fit
        for key, fit in best.items()
        if not (
            _of_something_else(key, plain_heading)
            or _of_another_state(code, key, plain_heading)
            or _in_unit_of_another(code, key, heading)
        )
    }
    if _DAY.search(plain_heading):
        best = {key: fit for key, fit in best.items() if _is_date(code, key)}
    if _is_date(code, DAY) and EVENT_TYPES[code].group is not EventGroup.OPENING and outside & DAY_WORDS:
        best[DAY] = max(best.get(DAY, 0), LEAST)
    return tuple(Guess(key, fit) for key, fit in best.items() if fit >= LEAST)


def _of_something_else(key: str, heading: str) -> bool:
    """Whether a heading, folded, is over no result of a report's own period, for which a field of it stands."""
    if not key.startswith(RESULTS):
        return False
    measure = MEASURES[key.removeprefix(RESULTS).removesuffix(UNIT)]
    return bool(_NOT_REACHED.search(heading) or (measure.is_flow and _TO_DATE.search(heading)))


def _of_another_state(code: str, key: str, heading: str) -> bool:
    """Whether a heading, folded, is over an amount of before a change; or of after it, where an event tells of the change alone."""
    found, fields = _ADJUSTED.search(heading), columns_by_name(code)
    if found is None or fields[key.removesuffix(UNIT)].kind not in {"money", "area"}:
        return False
    return found[1] == "truoc" or "direction" in fields


def _in_unit_of_another(code: str, key: str, heading: str) -> bool:
    """Whether a heading has a unit that a field of numbers cannot be in: "Khối lượng (%)" is over no quantity, "(km)" no per cent."""
    field = columns_by_name(code).get(key)
    if field is None or field.kind not in NUMERIC - {"mixed", AMOUNT}:
        return False
    said = {part.strip() for each in _BRACKETS.findall(heading) for part in (each, *each.split(","))}
    units = {plain(part) for part in said} & UNITS_WRITTEN | {part for part in said if unit_named(part)}
    if is_percent(field):
        return bool(units)
    return "%" in heading and not units


@lru_cache(maxsize=MOST_HEADINGS)  # the same for every event type; all as long as can be, some 60 MB
def _said_by(heading: str) -> tuple[frozenset[str], frozenset[str], str]:
    """The words of a heading, outside of brackets and all of them, and the heading folded."""
    return _tokens(_BRACKETS.sub(" ", heading)), _tokens(heading), fold(heading)


def _is_date(code: str, key: str) -> bool:
    return key in fields_by_name(code) and fields_by_name(code)[key].kind == "date"


def _sharing(code: str, said: frozenset[str]) -> Iterable[tuple[FieldColumn, int, int]]:
    """The ways to call a column that share words with what is said: the column, how many are shared, how many it has."""
    ways, by_word = _ways(code)
    found = Counter(chain.from_iterable(by_word.get(word, ()) for word in said))
    return ((ways[number][0], shared, ways[number][1]) for number, shared in found.items())


def _fit(column: FieldColumn, said: frozenset[str], shared: int, meant: int) -> float:
    """How much two sets of words agree: their common part over the mean of both, and a little for every common word.

    A column of units must speak of units.
    """
    if column.is_unit and not said & UNIT_WORDS:
        return 0
    return 2 * shared / (len(said) + meant) + shared / 1000


@cache
def _ways(code: str) -> tuple[list[tuple[FieldColumn, int]], dict[str, list[int]]]:
    """Every way to call a column of an event type, with how many words it has, and where each word stands."""
    ways: list[tuple[FieldColumn, int]] = []
    by_word: dict[str, list[int]] = {}
    for field in columns_by_name(code).values():
        if field.group in LEFT_OUT or field.name in LEFT_OUT:
            continue
        for column in (
            FieldColumn(field),
            *((FieldColumn(field, is_unit=True),) if field.kind in {"money", "mixed", "area", AMOUNT} else ()),
        ):
            for words in _words_of(code, column):
                for word in words:
                    by_word.setdefault(word, []).append(len(ways))
                ways.append((column, len(words)))
    return ways, by_word


def _words_of(code: str, column: FieldColumn) -> set[frozenset[str]]:
    """The ways in which a field may be called."""
    field = column.field
    headings = EVENT_TYPES[code].headings_of(field.name)
    if field.name in row_fields(code):
        headings = ROW_HEADINGS[field.name]
    written = [column.heading.vi, column.heading.en, field.label.vi, field.label.en, column.key, *headings]
    if column.is_unit:
        written = [column.heading.vi, column.heading.en, column.key, *UNIT_HEADINGS]
        written += [f"đơn vị {each}" for each in headings]
    return {words for each in written if (words := _tokens(_BRACKETS.sub(" ", each)))}


def _tokens(text: str) -> frozenset[str]:
    """The words of a text that tell something, with what is shortened written out."""
    words = [word for each in _WORD.findall(plain(text)) for word in SHORTENED.get(each, each).split()]
    return frozenset(word for word in words if word not in FILLING) or frozenset(words)


def _share(words: frozenset[str], said: frozenset[str]) -> float:
    """How much words that are all said speak for a type: of several types the one that more words speak for."""
    return 0.4 + len(words) / 10 if words and words <= said else 0.0


def is_template(grid: Grid) -> bool:
    """Whether a sheet is one of a template of this register."""
    return str(grid.cell(0, 0) or "").startswith(MARK)


def name_for(file: str) -> str:
    """A name for the mapping of a file: its own, without what changes from month to month."""
    stem = re.sub(r"[0-9]+", " ", file.rpartition(".")[0] or file)
    return slug(stem) or "bang"
