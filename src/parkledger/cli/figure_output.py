"""Figures on the screen and as JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from rich.table import Table

from parkledger.briefing import Situation, form_name, written
from parkledger.briefing.as_json import event_details, former
from parkledger.catalogue import Verified
from parkledger.cli.output import SPEECH, escape, out, say
from parkledger.figures import Figure, Figures, TermValue
from parkledger.figures.wording import conversion_note, coverage_note, number
from parkledger.language import capitalised, format_date
from parkledger.places import get
from parkledger.records.histories import zone_title

FEW = 6
"""Figures up to which those not recorded are shown one by one."""


def show_figures(figures: list[Figure], books: Figures, *, explain: bool) -> None:
    """Figures as a table; opened one by one where asked to explain."""
    console = out()
    if explain:
        for figure in figures:
            _show_explained(figure, books)
        return
    table = Table(box=None, pad_edge=False, show_header=len(figures) > 1)
    for heading in (say("Chỉ tiêu", "Indicator"), say("Phạm vi", "Scope"), say("Kỳ", "Period")):
        table.add_column(heading)
    table.add_column(say("Số liệu", "Figure"), justify="right")
    table.add_column(say("Công thức", "Formula"))
    known = [figure for figure in figures if figure.value is not None or figure.low is not None or len(figures) <= FEW]
    for figure in known:
        table.add_row(
            escape(_name(figure)),
            escape(_scope(figure)),
            _period(figure),
            escape(marked_value(figure)),
            _formula(figure),
        )
    console.print(table)
    if len(known) < len(figures):
        left = len(figures) - len(known)
        console.print(say(f"và {left} phạm vi chưa ghi nhận số liệu.", f"and {left} scopes with nothing recorded."))
    print_coverage_notes(known)
    if any(figure.demo for figure in known):
        console.print(demo_note())


def show_situations(found: list[Situation], on: date, known_at: str | None) -> None:
    """Situations side by side, each line with its formula and date."""
    console = out()
    names = " | ".join(get(each.place).name for each in found)
    known = (
        say("như đã biết ngày", "as known on") + f" {known_at}"
        if known_at
        else say("như đã biết đến nay", "as known now")
    )
    title = say("Tình hình khu, cụm công nghiệp ngày", "Industrial parks and clusters on")
    console.print(f"[bold]{title} {format_date(on, SPEECH.lang)}: {names}[/] ({known})")
    for index, (section, _) in enumerate(found[0].sections):
        table = Table(box=None, pad_edge=False, show_header=True, title_justify="left")
        table.add_column(section.heading.of(SPEECH.lang), min_width=44, no_wrap=True)
        for each in found:
            table.add_column(get(each.place).name, justify="right", min_width=22)
        table.add_column(say("Công thức", "Formula"))
        table.add_column(say("Ngày, kỳ", "Date, period"))
        for row in zip(*(each.sections[index][1] for each in found), strict=True):
            table.add_row(
                escape(_name(row[0])),
                *(escape(marked_value(figure)) for figure in row),
                _formula(row[0]),
                _periods(row),
            )
        console.print()
        console.print(table)
    console.print()
    figures = [figure for each in found for _, shown in each.sections for figure in shown]
    print_coverage_notes(figures)
    if any(figure.demo for figure in figures):
        console.print(demo_note())


def demo_note() -> str:
    """What the mark of demonstration data means."""
    return say(
        "* có dữ liệu minh họa: số được cộng từ sự kiện, trong đó có sự kiện sinh ra để minh họa.",
        "* contains demonstration data: summed from events, some of which were generated for demonstration.",
    )


def _show_explained(figure: Figure, books: Figures) -> None:
    console = out()
    console.print(
        f"[bold]{escape(_name(figure))}[/], {escape(_scope(figure))}, {_period(figure)}: [bold]{escape(marked_value(figure))}[/]"
    )
    if note := coverage_note(figure, SPEECH.lang):
        console.print(f"  {say('Phạm vi số liệu', 'Coverage')}: {escape(note)}")
    since = f", {say('từ', 'since')} {format_date(figure.formula_since, SPEECH.lang)}" if figure.formula_since else ""
    console.print(
        f"  {say('Công thức', 'Formula')} {figure.formula}{since}: {escape(figure.formula_name.of(SPEECH.lang))}"
    )
    if converted := conversion_note(figure):
        console.print(f"  {capitalised(converted.of(SPEECH.lang))}.")
    if figure.basis:
        verified = Verified(figure.verified).label.of(SPEECH.lang)
        console.print(f"  {say('Căn cứ', 'Basis')}: {escape(figure.basis)} ({verified})")
    for term in figure.terms:
        note = f" ({escape(term.note.of(SPEECH.lang))})" if term.note else ""
        console.print(f"    {term.code}: {escape(_term_value(term))}{note}")
    details = event_details(books, books.events(figure)[::-1])
    reversed_by = {entry["reverses"]: entry["ref"] for entry in details if entry["reverses"]}
    console.print(f"  {say('Sự kiện', 'Events')}: {len(details)}")
    for entry in details:
        console.print(f"    {_event_line(entry, reversed_by)}")


def _event_line(entry: dict[str, Any], reversed_by: dict[int, str]) -> str:
    on = format_date(date.fromisoformat(entry["effective_on"]), SPEECH.lang)
    document = entry["document"] or {}
    source = " ".join(document[key] for key in ("number", "title", "url") if document.get(key))
    taken_back = (
        f" [{say('đã đính chính bởi', 'corrected by')} {reversed_by[entry['seq']]}]"
        if entry["seq"] in reversed_by
        else ""
    )
    demo = f" ({say('minh họa', 'demo')})" if entry["demo"] else ""
    note = f" — {entry['note']}" if entry["note"] else ""
    return escape(f"{entry['ref']} {on} {entry['type']}{demo}{taken_back} {source}{note}")


def _name(figure: Figure) -> str:
    name = figure.indicator.name.of(SPEECH.lang)
    origin = figure.question.origin
    name = capitalised(name) + (f" ({origin.value.upper()})" if origin else "")
    return name if figure.form.value == "value" else f"{name}: {form_name(figure.form, SPEECH.lang)}"


def marked_value(figure: Figure) -> str:
    """A figure's value with the marks of made-up data and of what it lacks."""
    said = written(figure, SPEECH.lang) + ("*" if figure.demo and figure.value is not None else "")
    return f"{said}°" if coverage_note(figure, SPEECH.lang) else said


def print_coverage_notes(figures: Iterable[Figure]) -> None:
    """What limits figures marked °, each of few such notes once."""
    found = dict.fromkeys(note for figure in figures if (note := coverage_note(figure, SPEECH.lang)))
    for note in list(found)[:FEW]:
        out().print(escape(f"° {note}"))
    if len(found) > FEW:
        out().print(say("° … xem từng số liệu: parkledger figure", "° … see each figure: parkledger figure"))


def _formula(figure: Figure) -> str:
    since = f" ({say('từ', 'since')} {format_date(figure.formula_since, SPEECH.lang)})" if figure.formula_since else ""
    return f"{figure.formula}{since}"


def _scope(figure: Figure) -> str:
    question = figure.question
    parts = [zone_title(question) or "", get(question.place).name + former(figure, SPEECH.lang)]
    if question.kind and not question.zone:
        parts.insert(0, question.kind.short)
    if question.member:
        parts.insert(0, question.member.name.of(SPEECH.lang))
    if figure.rest:
        parts.insert(0, figure.rest.name.of(SPEECH.lang))
    return ", ".join(part for part in parts if part)


def _period(figure: Figure) -> str:
    end = format_date(figure.period_end, SPEECH.lang)
    return end if figure.period_start is None else f"{format_date(figure.period_start, SPEECH.lang)}–{end}"


def _periods(row: tuple[Figure, ...]) -> str:
    return "; ".join(dict.fromkeys(_period(figure) for figure in row))


def _term_value(term: TermValue) -> str:
    return say("chưa ghi nhận", "not recorded") if term.value is None else number(term.value, term.unit, SPEECH.lang)
