"""`parkledger targets`: the targets of a year, what is reached of each, and whether lower levels add up."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Any

import typer
from rich.table import Table

from parkledger.briefing.targets import (
    TargetLine,
    TargetParts,
    attainments,
    parts_of,
    scope_words,
    targets_on,
    verdict,
)
from parkledger.cli.figure_output import marked_value, print_coverage_notes
from parkledger.cli.output import SPEECH, escape, out, print_json, say
from parkledger.cli.questions import KnownAt, day_or_today, known_moment, place_code
from parkledger.cli.session import open_books
from parkledger.figures.wording import number
from parkledger.language import capitalised, days_said
from parkledger.records.dates import Dates


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    help_text = say(
        "Chỉ tiêu được giao của một năm: giao lần đầu, điều chỉnh, thực hiện, đối chiếu cấp dưới với cấp trên.",
        "Targets of a year: first set, revised, reached, and lower levels beside upper ones.",
    )

    @app.command("targets", help=help_text)
    def targets(
        place: Annotated[str, typer.Option(help=say("địa bàn", "place"))] = "Việt Nam",
        on: Annotated[
            str,
            typer.Option(help=say("kết quả tính đến ngày; mặc định hôm nay", "reached by this day; today by default")),
        ] = "",
        known_at: KnownAt = None,
    ) -> None:
        books, day = open_books(), day_or_today(on)
        dates = Dates(day, known_moment(known_at))
        found = targets_on(dates, place_code(place, day))
        lines, parts = attainments(found, books, dates), parts_of(found)
        if SPEECH.as_json:
            print_json({"targets": [_json(each) for each in lines], "parts": [_parts_json(each) for each in parts]})
            return
        _show(lines, parts, day)


def _show(lines: list[TargetLine], parts: list[TargetParts], on: date) -> None:
    """The targets, and below them what lower levels come to."""
    if not lines:
        out().print(
            say("Chưa có chỉ tiêu nào cho các kỳ của năm này.", "There are no targets for periods of this year.")
        )
        return
    table = Table(box=None, pad_edge=False)
    headings = (
        say("Chỉ tiêu", "Target of"),
        say("Phạm vi", "Scope"),
        say("Kỳ", "Period"),
        say("Giao", "Target"),
        say("Thực hiện", "Actual"),
        say("So với chỉ tiêu", "Against it"),
        say("Tình trạng", "State"),
    )
    for heading in headings:
        table.add_column(heading)
    for line in lines:
        table.add_row(*(escape(cell) for cell in _cells(line, on)))
    out().print(table)
    print_coverage_notes(line.figure for line in lines if line.figure)
    for each in parts:
        out().print(escape(_parts_said(each, on)))


def _cells(line: TargetLine, on: date) -> tuple[str, ...]:
    target, lang = line.target, SPEECH.lang
    return (
        capitalised(target.indicator.name.of(lang)),
        scope_words(target, on).of(lang) + (" *" if target.demo else ""),
        days_said(target.start, target.end).of(lang),
        number(target.value, target.unit, lang),
        marked_value(line.figure) if line.figure else "—",
        "—" if line.attained is None else number(line.attained, line.attained_unit, lang),
        line.state.label.of(lang),
    )


def _parts_said(parts: TargetParts, on: date) -> str:
    """One upper target, what the lower ones come to, and whether that is the same."""
    upper, lang = parts.upper, SPEECH.lang
    named = f"{capitalised(upper.indicator.name.of(lang))}, {scope_words(upper, on).of(lang)}"
    given = number(upper.value, upper.unit, lang)
    total = "—" if parts.sum is None else number(parts.sum, upper.unit, lang)
    return say(
        f"{named}, {parts.division.label.vi}: cấp trên {given}, cộng cấp dưới {total}: {verdict(parts).vi}.",
        f"{named}, {parts.division.label.en}: upper {given}, lower ones {total}: {verdict(parts).en}.",
    )


def _json(line: TargetLine) -> dict[str, Any]:
    target, scope = line.target, line.target.scope
    return {
        "indicator": scope.indicator,
        "place": scope.place,
        "zone": "/".join(scope.zone) if scope.zone else None,
        "kind": scope.kind,
        "origin": scope.origin,
        "period": [target.start.isoformat(), target.end.isoformat()],
        "set_by": target.setter.value,
        "unit": target.unit,
        "target": str(target.value),
        "revisions": [
            {
                "on": each.on.isoformat(),
                "target": str(each.value),
                "ground": each.ground,
                "event": f"{each.book}/{each.seq}",
            }
            for each in target.revisions
        ],
        "actual": _exact(line.figure.value if line.figure else None),
        "attained": _exact(line.attained),
        "attained_unit": line.attained_unit,
        "state": line.state.value,
        "demo": target.demo,
    }


def _parts_json(parts: TargetParts) -> dict[str, Any]:
    return {
        "indicator": parts.upper.scope.indicator,
        "place": parts.upper.scope.place,
        "division": parts.division.value,
        "target": str(parts.upper.value),
        "sum": _exact(parts.sum),
        "difference": _exact(parts.difference),
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
