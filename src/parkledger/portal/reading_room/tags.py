"""How statements are said in templates of the reading room."""

from django import template
from django.template.context import Context

from parkledger.briefing.statements import difference_said, indicator_said, interval_said, period_said, scope_said
from parkledger.language import Lang, capitalised
from parkledger.portal.reading_room.highlights import HighlightAnswer
from parkledger.portal.shared.tags import vietnamese
from parkledger.reading import Finding, Statement

register = template.Library()


@register.simple_tag(takes_context=True)
def stated_indicator(context: Context, statement: Statement) -> str:
    """What a statement is of, as a line begins."""
    said = indicator_said(statement, _lang(context))
    return capitalised(said)


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
def side_by_side(context: Context, answer: HighlightAnswer) -> str:
    """What the page and the ledger say, where the two are not the same; empty where they agree."""
    return difference_said(answer.checked, _lang(context))


@register.simple_tag(takes_context=True)
def noticed(context: Context, finding: Finding) -> str:
    """A finding in the page's language."""
    return finding.en if _lang(context) is Lang.EN else finding.vi


def _lang(context: Context) -> Lang:
    found: Lang = context.get("lang") or Lang.VI
    return found
