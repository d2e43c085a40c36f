"""How statements are said in templates of the reading room."""

from fractions import Fraction

from django import template
from django.template.context import Context

from parkledger.briefing.statements import exact, indicator_said, interval_said, period_said, scope_said
from parkledger.language import Lang
from parkledger.portal.reading_room.highlights import HighlightAnswer
from parkledger.portal.shared.tags import vietnamese
from parkledger.reading import Finding, Statement

register = template.Library()


@register.simple_tag(takes_context=True)
def stated_indicator(context: Context, statement: Statement) -> str:
    """What a statement is of, as a line begins."""
    said = indicator_said(statement, _lang(context))
    return said[:1].upper() + said[1:]


@register.simple_tag
def stated_scope(statement: Statement) -> str:
    """Kind or zone, origin and place of a statement; a dash where it names none."""
    return vietnamese(scope_said(statement) or "—")


@register.simple_tag(takes_context=True)
def stated_period(context: Context, statement: Statement) -> str:
    """The date or period of a statement."""
    return period_said(statement, _lang(context))


@register.simple_tag(takes_context=True)
def stated_interval(context: Context, statement: Statement) -> str:
    """The interval of a statement, in words."""
    return interval_said(statement, _lang(context))


@register.simple_tag(takes_context=True)
def ledger_value(context: Context, answer: HighlightAnswer) -> str:
    """The ledger's figure."""
    return answer.value(_lang(context))


@register.simple_tag(takes_context=True)
def ledger_difference(context: Context, answer: HighlightAnswer) -> str:
    """How far the ledger is from the statement, signed; empty where they agree."""
    return answer.difference(_lang(context))


@register.simple_tag(takes_context=True)
def noticed(context: Context, finding: Finding) -> str:
    """A finding in the page's language."""
    return finding.en if _lang(context) is Lang.EN else finding.vi


@register.simple_tag(takes_context=True)
def exactly(context: Context, value: Fraction | None, unit: str) -> str:
    """A value with its unit, exact."""
    return exact(value, unit, _lang(context))


def _lang(context: Context) -> Lang:
    found: Lang = context.get("lang") or Lang.VI
    return found
