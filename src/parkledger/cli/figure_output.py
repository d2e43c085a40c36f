"""Figures on the screen and as JSON."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

from rich.cells import cell_len
from rich.table import Table

from parkledger.briefing import Situation, form_name, written
from parkledger.briefing.as_json import event_details, former
from parkledger.catalogue import Verified
from parkledger.cli.output import SPEECH, escape, out, say
from parkledger.figures import Figure, Figures, Form, Question, TermValue
from parkledger.figures.wording import conversion_note, coverage_note, dated_title, number
from parkledger.language import Text, capitalised, format_date
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
    """Situations side by side, a table for each section, which the reader reads back: rows say their kind of zones and their time."""
    console = out()
    names = ", ".join(get(each.place).name for each in found)
    known = (
        say("theo dữ liệu ghi nhận đến ngày", "as known on") + f" {known_at}"
        if known_at
        else say("theo dữ liệu ghi nhận đến nay", "as known now")
    )
    title = say("Tình hình khu, cụm công nghiệp ngày", "Industrial parks and clusters as of")
    console.print(f"[bold]{title} {format_date(on, SPEECH.lang)}: {names}[/] ({known})")
    tables = [_situation_rows(found, index, on) for index in range(len(found[0].sections))]
    headings = (say("Chỉ tiêu", "Indicator"), *(get(each.place).name for each in found), say("Công thức", "Formula"))
    widths = [max(map(cell_len, column)) for column in zip(headings, *chain.from_iterable(tables), strict=True)]
    for (section, _), rows in zip(found[0].sections, tables, strict=True):
        console.print()
        console.print(f"[bold]{section.heading.of(SPEECH.lang)}[/]")
        for row in (headings, *rows):
            console.print(escape(_aligned(row, widths)), soft_wrap=True)
    console.print()
    figures = [figure for each in found for _, shown in each.sections for figure in shown]
    print_coverage_notes(figures)
    if any(figure.demo for figure in figures):
        console.print(demo_note())


_BESIDE = {
    Form.GROWTH: Text("- Tăng, giảm so với cùng kỳ", "- Change on a year before"),
    Form.PLAN_RATIO: Text("- So với kế hoạch", "- Against the plan"),
    Form.RANK: Text("- Xếp hạng cả nước", "- Rank in the country"),
}
"""What a row is called that says how the figure above it changed, what it is of the plan, or which place it takes."""


def _situation_rows(found: list[Situation], section: int, on: date) -> list[tuple[str, ...]]:
    """The rows of a section: title, the figure of each place, the formula."""
    rows = []
    above: Question | None = None
    for figures in zip(*(each.sections[section][1] for each in found), strict=True):
        first = next((figure for figure in figures if figure.value is not None), figures[0])
        asked = replace(first.question, form=Form.VALUE, known_at=None, place="")
        beside = above is not None and _is_of(asked, above) and first.form in _BESIDE
        title = _BESIDE[first.form].of(SPEECH.lang) if beside else _situation_title(first, on)
        rows.append((title, *map(marked_value, figures), _formula(first)))
        above = asked
    return rows


def _situation_title(figure: Figure, on: date) -> str:
    """What a row is called, with its time; of what zones of all kinds and others have together it says that it is of all."""
    title = dated_title(figure, on, SPEECH.lang, of_form=False)
    whole = figure.question.kind is None and not figure.indicator.statistic
    return f"{title}, {say('toàn tỉnh', 'the whole province')}" if whole else title


def _is_of(asked: Question, above: Question) -> bool:
    """Whether a figure is of the same as the one above, in whatever currency."""
    return replace(asked, currency=None) == replace(above, currency=None)


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    """The cells of a row side by side: the first and the last to the left, the figures between them to the right."""
    *cells, last = row
    first, *numbers = (
        f"{' ' * (width - cell_len(cell)) if at else ''}{cell}{'' if at else ' ' * (width - cell_len(cell))}"
        for at, (cell, width) in enumerate(zip(cells, widths, strict=False))
    )
    return " | ".join((first, *numbers, last))


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


def _term_value(term: TermValue) -> str:
    return say("chưa có số liệu", "not recorded") if term.value is None else number(term.value, term.unit, SPEECH.lang)
