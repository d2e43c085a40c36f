"""`parkledger types` and `parkledger indicators`: the reference, from the definitions themselves."""

from typing import Annotated

import typer
from rich.table import Table

from parkledger.catalogue import INDICATORS
from parkledger.cli.output import SPEECH, escape, out, print_json, say
from parkledger.language import Lang, Text
from parkledger.ledger.events.reference import TypeReference, described, find_type
from parkledger.submissions.forms.event_form import VALUE_WORDS, FormField, fields_of

AMOUNT = Text("số kèm đơn vị: 1,48 tỷ đồng, 2 triệu USD, 12,5 ha", "with its unit: 2 million USD, 12.5 ha")
IN_A_COMMAND = {
    "area": Text("số kèm đơn vị: 12,5 ha", "with its unit: 12.5 ha"),
    "money": AMOUNT,
    "mixed": AMOUNT,
    "flag": Text("true (có) hoặc false (không)", "true or false"),
}
"""How a value is written in a command, where that is not as in a sheet."""


def add_to(app: typer.Typer) -> None:
    """Add the commands that list definitions."""
    _add_types(app)
    _add_indicators(app)


def _add_types(app: typer.Typer) -> None:
    help_text = say("Các loại sự kiện và các trường của chúng.", "The event types and their fields.")

    @app.command("types", help=help_text)
    def types(code: Annotated[str | None, typer.Argument(help=say("một loại", "one type"))] = None) -> None:
        found = [find_type(code)] if code else described()
        if SPEECH.as_json:
            print_json([each.as_json() for each in found])
        elif code:
            _show_type(found[0])
        else:
            for each in found:
                out().print(f"[bold]{each.code}[/] {escape(each.label.of(SPEECH.lang))}")


def _show_type(found: TypeReference) -> None:
    """A type with its fields: the name by which each is given, its meaning, and how its value is written."""
    console = out()
    summary = f": {escape(found.summary)}" if SPEECH.lang is Lang.EN else ""  # summaries are the code's own, in English
    console.print(f"[bold]{found.code}[/] {escape(found.label.of(SPEECH.lang))}{summary}")
    if found.basis:
        console.print(f"  {say('Căn cứ', 'Basis')}: {escape(found.basis)}")
    table = Table(box=None, pad_edge=False)
    for heading in (
        say("Trường", "Field"),
        say("Nghĩa", "Meaning"),
        say("Cách ghi", "How it is written"),
        say("Bắt buộc", "Required"),
    ):
        table.add_column(heading)
    for field in fields_of(found.code):
        required = say("có", "yes") if field.required else ""
        table.add_row(escape(field.name), escape(field.label.of(SPEECH.lang)), escape(_value_words(field)), required)
    console.print(table)


def _value_words(field: FormField) -> str:
    if field.choices:
        return "; ".join(f"{code} ({name.of(SPEECH.lang)})" for code, name in field.choices)
    unit = f", {field.unit.of(SPEECH.lang)}" if field.unit else ""
    return (IN_A_COMMAND.get(field.kind) or VALUE_WORDS[field.kind]).of(SPEECH.lang) + unit


def _add_indicators(app: typer.Typer) -> None:
    help_text = say("Các chỉ tiêu, đơn vị và công thức.", "The indicators, their units and formulas.")

    @app.command("indicators", help=help_text)
    def indicators(
        prefix: Annotated[str, typer.Argument(help=say("chỉ các mã bắt đầu bằng", "only codes beginning with"))] = "",
    ) -> None:
        found = [each for code, each in INDICATORS.items() if code.startswith(prefix)]
        if SPEECH.as_json:
            print_json(
                [
                    {
                        "code": each.code,
                        "vi": each.name.vi,
                        "en": each.name.en,
                        "unit": each.unit,
                        "formulas": [
                            {
                                "code": f.code,
                                "vi": f.name.vi,
                                "en": f.name.en,
                                "since": f.since.isoformat() if f.since else None,
                                "kinds": [k.value for k in f.kinds if k],
                                "basis": f.basis,
                                "verified": f.verified.value,
                            }
                            for f in each.formulas
                        ],
                    }
                    for each in found
                ]
            )
            return
        table = Table(box=None, pad_edge=False)
        for heading in (say("Mã", "Code"), say("Tên", "Name"), say("Đơn vị", "Unit"), say("Công thức", "Formula")):
            table.add_column(heading)
        for each in found:
            formulas = "; ".join(f.name.of(SPEECH.lang) for f in each.formulas) or say("trích dẫn", "quoted")
            table.add_row(each.code, escape(each.name.of(SPEECH.lang)), each.unit, escape(formulas))
        out().print(table)
