"""The days of a sheet's rows that no column gives: an opening's day and a report's period, as the titles and the tab say them.

They are read from each file anew and are no part of the mapping, so that one mapping serves every quarter.
"""

from collections.abc import Iterable
from typing import Any

from parkledger.catalogue import Status
from parkledger.language import Lang, ParkError, Text, format_date, format_period, parse_date
from parkledger.workbooks.errors import DayDiffers, DaysUnclear
from parkledger.workbooks.map.columns import END, PERIOD, START, fields_by_name
from parkledger.workbooks.map.conversion import convert
from parkledger.workbooks.map.rows import STATUS, ImportSheet
from parkledger.workbooks.map.said_days import SaidDays, SheetDays, says_estimate

DAY = "effective_on"
COLUMN, CONSTANT = Text("cột", "a column"), Text("bảng ghép cột", "the mapping")


def fill_days(sheet: ImportSheet, days: SheetDays, *, of_opening: bool) -> None:
    """Give the rows the day or the period that the sheet names; ask where it names several, or the mapping another.

    What the rows of an opening balance are as well (`of_opening`) is of its day, too.
    """
    fields = fields_by_name(sheet.type)
    if of_opening:
        _fill(sheet, days, days.day, {DAY: days.day.period.end} if days.day else {}, [DAY])
        _compare_column(sheet, days.day)
    elif START in fields and END in fields:
        said = days.period
        values = {START: said.period.start, END: said.period.end} if said else {}
        if not _has_periods(sheet):
            _fill(sheet, days, said, values, [START, END])
        read = [sheet.heading(index) for index, _ in sheet.places if index not in sheet.scopes]
        estimated = days.is_estimate or any(says_estimate(heading) for heading in read)
        if estimated and STATUS in fields and not _is_filled(sheet, STATUS):
            sheet.constants[STATUS] = ((STATUS,), Status.ESTIMATE.value)
            sheet.notes.append(
                Text(f"{sheet.grid.name}: là số ước, theo tiêu đề.", f"{sheet.grid.name}: estimates, as titled.")
            )


def _has_periods(sheet: ImportSheet) -> bool:
    """Whether columns say the periods of the rows: in words, or above each column."""
    in_words = any(place.of.name == PERIOD for _, place in sheet.places)
    return in_words or any(scope.period is not None for scope in sheet.scopes.values())


def _fill(
    sheet: ImportSheet, days: SheetDays, said: SaidDays | None, values: dict[str, Any], names: Iterable[str]
) -> None:
    open_names = [name for name in names if not any(place.of.name == name for _, place in sheet.places)]
    lacking = [name for name in open_names if name not in sheet.constants]
    if said is None:
        if days.unclear and lacking:
            several = [Text(f"«{each}»", f"“{each}”") for each in days.unclear]
            sheet.problems += [
                DaysUnclear(where=sheet.grid.name, words=several, mapping=sheet.mapping, name=name).at_field(name)
                for name in lacking
            ]
        return
    for name in open_names:
        if name in lacking:
            sheet.constants[name] = ((name,), values[name].isoformat())
        elif sheet.constants[name][1] != values[name].isoformat():
            sheet.problems.append(_differs(sheet, name, sheet.constants[name][1], said, CONSTANT))
    if lacking:
        words = _words(said) if len(values) > 1 else _day(said)
        sheet.notes.append(
            Text(
                f"{sheet.grid.name}: {words.vi}, đọc từ «{said.words}».",
                f"{sheet.grid.name}: {words.en}, read from “{said.words}”.",
            )
        )


def _compare_column(sheet: ImportSheet, said: SaidDays | None) -> None:
    """Ask where a column dates an opening's rows by days that are not the sheet's: when a zone began is no day of its figures."""
    place = next(((index, place) for index, place in sheet.places if place.of.name == DAY), None)
    if said is None or place is None:
        return
    index, column = place
    for _, cells in sheet.rows:
        try:
            given = convert(cells[index], column) if index < len(cells) and cells[index] is not None else None
        except ParkError:
            continue
        if given is not None and given != said.period.end.isoformat():
            sheet.problems.append(_differs(sheet, DAY, given, said, COLUMN, sheet.heading(index)))
            return


def _differs(sheet: ImportSheet, name: str, given: str, said: SaidDays, source: Text, heading: str = "") -> ParkError:
    remedy = f'--column "{heading}="' if heading else f"--constant {name}="
    shown = Text(f"{source.vi} «{heading}»", f"{source.en} “{heading}”") if heading else source
    return DayDiffers(
        where=sheet.grid.name,
        source=shown,
        field=fields_by_name(sheet.type)[name].label,
        given=parse_date(given),
        said=_words(said),
        words=Text(f"«{said.words}»", f"“{said.words}”"),
        mapping=sheet.mapping,
        remedy=remedy,
    ).at_field(name)


def _is_filled(sheet: ImportSheet, name: str) -> bool:
    return name in sheet.constants or any(place.of.name == name for _, place in sheet.places)


def _words(said: SaidDays) -> Text:
    return Text(format_period(said.period, Lang.VI), format_period(said.period, Lang.EN))


def _day(said: SaidDays) -> Text:
    day = said.period.end
    return Text(f"số liệu đến ngày {format_date(day, Lang.VI)}", f"figures as of {format_date(day, Lang.EN)}")
