"""`parkledger conditions`: what the law of a day requires, against the figures of that day."""

from typing import Annotated, Any

import typer

from parkledger.briefing.as_json import plain
from parkledger.catalogue import Act, ZoneKind
from parkledger.checking.amounts import number
from parkledger.checking.conditions import INFORMS, ConditionAnswer, ConditionCase, Tested, conditions, worst
from parkledger.checking.page_scope import title_of, zone_named
from parkledger.checking.rules import Verdict
from parkledger.cli.figure_output import demo_note
from parkledger.cli.output import SPEECH, escape, out, print_json, say
from parkledger.cli.questions import KnownAt, day_or_today, known_moment, place_code
from parkledger.cli.session import open_books
from parkledger.language import format_date, parse_area_m2, to_hectares
from parkledger.records.dates import Dates
from parkledger.records.histories import developer_of

MARKS = {Verdict.HOLDS: "green", Verdict.FAILS: "bold red", Verdict.UNKNOWN: "yellow"}


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    help_text = say(
        "Điều kiện pháp luật để thành lập, mở rộng, sáp nhập, bãi bỏ một khu, cụm, so với số liệu: để tham khảo.",
        "The law's conditions to establish, expand, merge or revoke a zone, against figures: it informs.",
    )

    @app.command("conditions", help=help_text)
    def conditions_of(
        zone: Annotated[str, typer.Option(help=say("khu, cụm", "zone"))],
        act: Annotated[Act, typer.Option(help=say("việc định làm", "what is to be done"))],
        on: Annotated[str | None, typer.Option(help=say("vào ngày", "on this date"))] = None,
        place: Annotated[str | None, typer.Option(help=say("địa bàn của khu, cụm", "the zone's place"))] = None,
        kind: Annotated[ZoneKind | None, typer.Option(help=say("KCN hay CCN", "parks or clusters"))] = None,
        area: Annotated[str | None, typer.Option(help=say("diện tích sau đó, ví dụ 60 ha", "area afterwards"))] = None,
        known_at: KnownAt = None,
    ) -> None:
        day = day_or_today(on)
        area_ha = to_hectares(parse_area_m2(area)) if area else None
        books = open_books()
        found = zone_named(books, zone, place_code(place, day) if place else None, kind)
        moment = known_moment(known_at)
        developer = developer_of(found["book"], found["code"], Dates(day, moment))
        case = ConditionCase(found, act, day, area_ha, moment, developer)
        answers = conditions(books, case)
        if SPEECH.as_json:
            print_json(_as_json(case, answers))
        else:
            _show(case, answers)


def _as_json(case: ConditionCase, answers: list[ConditionAnswer]) -> dict[str, Any]:
    return {
        "zone": title_of(case.zone),
        "book": case.zone["book"],
        "act": case.act.value,
        "on": case.on.isoformat(),
        "verdict": worst(answers).value,
        "conditions": [
            {
                "code": answer.code,
                "name": answer.name.of(SPEECH.lang),
                "verdict": answer.verdict.value,
                "tests": [_test_json(tested) for tested in answer.tests],
                "note": answer.note.of(SPEECH.lang) if answer.note else None,
            }
            for answer in answers
        ],
        "note": INFORMS.of(SPEECH.lang),
    }


def _test_json(tested: Tested) -> dict[str, Any]:
    return {
        "name": tested.test.name.of(SPEECH.lang),
        "verdict": tested.verdict.value,
        "value": plain(tested.value),
        "exact": None if tested.value is None else str(tested.value),
        "unit": tested.unit,
        "comparison": tested.test.comparison.value if tested.test.need else None,
        "threshold": plain(tested.bound),
        "parameter": tested.test.parameter or None,
        "since": tested.since.isoformat() if tested.since else None,
        "basis": tested.basis,
        "verified": tested.verified.value if tested.verified else None,
        "place": tested.place.name if tested.place else None,
        "formulas": [figure.formula for figure in tested.figures],
        "demo": any(figure.demo for figure in tested.figures),
        "note": tested.note.of(SPEECH.lang) if tested.note else None,
    }


def _show(case: ConditionCase, answers: list[ConditionAnswer]) -> None:
    console = out()
    act = case.act.label.of(SPEECH.lang)
    console.print(f"[bold]{escape(title_of(case.zone))}: {act}, {format_date(case.on, SPEECH.lang)}[/]")
    for answer in answers:
        verdict = f"[{MARKS[answer.verdict]}]{answer.verdict.label.of(SPEECH.lang)}[/]"
        note = f" ({answer.note.of(SPEECH.lang)})" if answer.note else ""
        console.print(f"{verdict} {escape(answer.name.of(SPEECH.lang) + note)}")
        for tested in answer.tests:
            console.print(escape(f"    {_line(tested)}"))
    console.print(INFORMS.of(SPEECH.lang))
    if any(figure.demo for answer in answers for tested in answer.tests for figure in tested.figures):
        console.print(demo_note())


def _line(tested: Tested) -> str:
    """One test in words: the figure, how it must stand to which bound, by what basis, how well verified."""
    parts = [tested.test.name.of(SPEECH.lang)]
    if tested.value is not None:
        where = f" ({tested.place.name})" if tested.place else ""
        mark = "*" if any(figure.demo for figure in tested.figures) else ""
        parts.append(f"{number(tested.value, SPEECH.lang)}{mark} {tested.unit}{where}".replace(" percent", " %"))
    if tested.bound is not None and tested.test.need is not None:
        parts.append(f"{tested.test.comparison.label.of(SPEECH.lang)} {number(tested.bound, SPEECH.lang)}")
    said = "; ".join(parts)
    verified = f"; {tested.verified.label.of(SPEECH.lang)}" if tested.verified else ""
    basis = f" [{tested.basis}{verified}]" if tested.basis else ""
    note = f": {tested.note.of(SPEECH.lang)}" if tested.note else ""
    return f"{tested.verdict.label.of(SPEECH.lang)}: {said}{basis}{note}"
