"""What templates say of events, of figures opened and of statements: what they are about, say, cite, and come to."""

from fractions import Fraction
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from parkledger.briefing import form_name as named_form
from parkledger.briefing.figure.parts import taken_against
from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.checking.models import KeptStatement
from parkledger.checking.statements import Checked, StatementOutcome
from parkledger.figures import Figure, Form
from parkledger.figures.wording import UNKNOWN
from parkledger.language import Lang, capitalised
from parkledger.ledger.events import document_identity
from parkledger.places import existed, get
from parkledger.portal.shared.tags import marked, vietnamese
from parkledger.records.dates import Dates
from parkledger.records.event_text import Refs, about, counted, in_words
from parkledger.records.events import Stored
from parkledger.records.histories import zone_name
from parkledger.records.recorders import recorder_told

register = template.Library()


@register.simple_tag(takes_context=True)
def about_event(context: Context, event: Stored, refs: Refs) -> SafeString | str:
    """What an event is about, as a link where it has a page."""
    found = about(event, refs)
    return "" if found is None else linked(context, found)


@register.simple_tag(takes_context=True)
def linked(context: Context, named: tuple[Any, str]) -> SafeString:
    """A name, as a link where it has an address."""
    said, address = named
    text = marked(context, said)
    return format_html('<a href="{}">{}</a>', address, text) if address else format_html("{}", text)


@register.simple_tag(takes_context=True)
def told(context: Context, event: Stored, refs: Refs) -> str:
    """What an event says, in one line."""
    said = in_words(event, refs, context.get("lang") or Lang.VI)
    return f"— {said}" if said else ""


@register.simple_tag
def recorder(event: Stored) -> str:
    """Who recorded an event, as whoever asks is told."""
    return vietnamese(recorder_told(str(event.fields["recorded_by"]), event.book, demo=event.demo))


@register.simple_tag(takes_context=True)
def cites(context: Context, event: Stored) -> SafeString | str:
    """The document of an event, as a link to its page."""
    document = event.document
    if not document:
        return "—"
    dates: Dates = context["dates"]
    named = [document[key] for key in ("number", "title") if document.get(key)]
    heading = ", ".join(named) or document.get("url") or document.get("sha256") or "…"
    address = reverse("document", args=[document_identity(document)]) + dates.query()
    return format_html('<a href="{}">{}</a>', address, vietnamese(heading))


@register.simple_tag(takes_context=True)
def measured(context: Context, value: Fraction | None, unit: str) -> str:
    """A number with its unit, whole where it is counted; that it is not recorded where it is None."""
    lang = context.get("lang") or Lang.VI
    return UNKNOWN.of(lang) if value is None else counted(value, unit, lang)


@register.simple_tag(takes_context=True)
def scope_of(context: Context, figure: Figure) -> str:
    """Where a figure is of: its zone, or its place with its kind on the figure's day."""
    lang, question = context.get("lang") or Lang.VI, figure.question
    place = get(question.place).title(question.end).of(lang)
    return place if question.zone is None else f"{zone_name(question.zone, context['dates'])}, {place}"


@register.simple_tag(takes_context=True)
def former(context: Context, figure: Figure) -> SafeString | str:
    """That a place was no longer a unit of its own on the figure's day."""
    place = get(figure.question.place)
    if existed(place, figure.period_end):
        return ""
    heirs = [get(code).text.of(context.get("lang") or Lang.VI) for code in place.successors]
    if not heirs:
        return format_html('<p class="doubt">{}.</p>', gettext("Số của địa giới cũ"))
    said = gettext("Số của địa giới cũ (nay thuộc %(heirs)s)") % {"heirs": ", ".join(heirs)}
    return format_html('<p class="doubt">{}.</p>', said)


@register.simple_tag(takes_context=True)
def form_title(context: Context, figure: Figure) -> str:
    """The name of a figure's form, with a capital."""
    said = named_form(figure.form, context.get("lang") or Lang.VI)
    return capitalised(said)


@register.simple_tag(takes_context=True, name="form_name")
def name_of_form(context: Context, form: Form) -> str:
    """The name of a form."""
    return named_form(form, context.get("lang") or Lang.VI)


@register.simple_tag(takes_context=True)
def against(context: Context, figure: Figure) -> str:
    """What a form is taken against, in words: a percentage never stands without its base."""
    lang = context.get("lang") or Lang.VI
    of = (
        figure.terms[1] if len(figure.terms) > 1 and figure.form in {Form.GROWTH, Form.SHARE, Form.PLAN_RATIO} else None
    )
    base = "" if of is None or of.value is None else f" ({counted(of.value, of.unit, lang)})"
    return taken_against(figure).of(lang) + base


@register.simple_tag(takes_context=True)
def outcome(context: Context, checked: Checked) -> SafeString:
    """Whether a statement agrees with the ledger, and what there is to say of it."""
    lang = context.get("lang") or Lang.VI
    tone = {StatementOutcome.AGREES: "good", StatementOutcome.DIFFERS: "doubt"}.get(checked.outcome, "quiet")
    note = "" if checked.note is None else f" — {checked.note.of(lang)}"
    return format_html('<strong class="{}">{}</strong>{}', tone, checked.outcome.label.of(lang), note)


@register.simple_tag(takes_context=True)
def stated(context: Context, row: KeptStatement) -> SafeString:
    """What a statement is about: its indicator as a link, its form, kind, origin, place and zone."""
    lang, said = context.get("lang") or Lang.VI, row.fields
    dates: Dates = context["dates"]
    found = INDICATORS.get(row.indicator)
    name = found.name.of(lang) if found else row.indicator
    parts = [named_form(Form(said["form"]), lang)] if said["form"] != Form.VALUE.value else []
    parts += [ZoneKind(kind).label.of(lang) for kind in (said["kind"] or "").split("+") if kind]
    parts += [part for part in (str(said["origin"] or "").upper(), said["zone"], said["place"]) if part]
    text = f"; {'; '.join(parts)}" if parts else ""
    if found is None:
        return format_html("{}{}", name, text)
    return format_html('<a href="{}">{}</a>{}', reverse("indicator", args=[row.indicator]) + dates.query(), name, text)
