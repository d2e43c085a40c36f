"""What templates say of periods, of reports that are due, and of what was summed."""

from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from parkledger.catalogue.collections import ReportWindow
from parkledger.language import Lang, format_date, in_name_order
from parkledger.ledger.events.reports import PeriodReport
from parkledger.ledger.models import Zone
from parkledger.ledger.store import registry
from parkledger.submissions.collections.due import Board, DueReport
from parkledger.submissions.models import Consolidation, Submission

register = template.Library()
MONTHS_OF_QUARTER = 3


def _lang(context: Context) -> Lang:
    found: Lang = context.get("lang") or Lang.VI
    return found


def period_name(first: date, last: date, lang: Lang) -> str:
    """A window by its name where it has one (a month, a quarter, a year of the calendar), else by its days."""
    following = date.fromordinal(last.toordinal() + 1)
    months = (following.year - first.year) * 12 + following.month - first.month
    if first.day == following.day == 1 and (first.month - 1) % months == 0:
        vi = {
            1: f"tháng {first.month}/{first.year}",
            3: f"quý {first.month // 3 + 1}/{first.year}",
            12: f"năm {first.year}",
        }
        en = {1: f"{first.month}/{first.year}", 3: f"quarter {first.month // 3 + 1}/{first.year}", 12: f"{first.year}"}
        if named := (vi if lang is Lang.VI else en).get(months):
            return named
    return f"{format_date(first, lang)} – {format_date(last, lang)}"


def state_words(report: DueReport, lang: Lang) -> str:
    """How a report stands, with by how many days it was late."""
    said = report.state.label.of(lang)
    if not report.days_late:
        return said
    return f"{said} {ngettext('%(days)s ngày', '%(days)s ngày', report.days_late) % {'days': report.days_late}}"


@register.simple_tag(takes_context=True)
def window(context: Context, shown: ReportWindow) -> str:
    """A window by its name or its days."""
    return period_name(shown.first, shown.last, _lang(context))


@register.simple_tag(takes_context=True)
def window_of(context: Context, first: date, last: date) -> str:
    """The same from its two days."""
    return period_name(first, last, _lang(context))


@register.simple_tag(takes_context=True)
def due_state(context: Context, cell: DueReport, address: str = "") -> SafeString:
    """How a report stands, in words; a link to it where there is one."""
    said = state_words(cell, _lang(context))
    if address:
        return format_html('<a class="due-state {}" href="{}">{}</a>', cell.state.value, address, said)
    return format_html('<span class="due-state {}">{}</span>', cell.state.value, said)


@register.simple_tag(takes_context=True)
def lacking(context: Context, cell: DueReport) -> SafeString | str:
    """The measures that are not there."""
    if not cell.missing:
        return ""
    lang = _lang(context)
    names = ", ".join(each.of(lang) for each in cell.lacking)
    return format_html('<br><small class="quiet">{} {}</small>', gettext("thiếu"), names)


@register.simple_tag
def zones_of(shown: Board) -> list[Zone]:
    """The zones of the units of a board."""
    return in_name_order(registry.zones_numbered({unit.zone_id for unit, _ in shown.rows}), lambda zone: zone.name)


@register.inclusion_tag("shared/_made_of.html", takes_context=True)
def made_of(context: Context, submission: Submission) -> dict[str, Any]:
    """What a consolidated report was summed from, and who had not reported; nothing for any other."""
    is_report = submission.kind == PeriodReport.code
    found = Consolidation.objects.filter(submission=submission).first() if is_report else None
    return {"lang": context.get("lang"), "consolidation": found}


@register.filter
def first_day(asked: tuple[ReportWindow, date]) -> str:
    """The first day of a window with its due day, as an address has it."""
    return asked[0].first.isoformat()


@register.filter
def last_day(asked: tuple[ReportWindow, date]) -> str:
    """The last day of it."""
    return asked[0].last.isoformat()
