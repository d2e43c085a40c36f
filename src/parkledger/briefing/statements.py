"""How a statement is said: what it is of, where, for when, between which bounds, and how far the ledger is from it."""

from typing import TYPE_CHECKING

from parkledger.catalogue import INDICATORS, Origin, ZoneKind
from parkledger.checking.amounts import apart, in_sight, interval
from parkledger.checking.statements import Checked, StatementOutcome
from parkledger.figures import Form
from parkledger.figures.wording import form_name
from parkledger.language import Lang, Text, format_date

if TYPE_CHECKING:  # the reader takes a moment to load, and only its results are named here
    from parkledger.reading import Statement

SIDE_BY_SIDE = Text(
    "trang ghi {quote}, sổ ghi {ours}, chênh {apart}", "the page says {quote}, the ledger {ours}, {apart} apart"
)


def indicator_said(statement: "Statement", lang: Lang) -> str:
    """The indicator's name, with the form where it is not the plain value."""
    known = INDICATORS.get(statement.indicator)
    name = known.name.of(lang) if known else statement.indicator
    return name if statement.form == Form.VALUE else f"{name}: {form_name(Form(statement.form), lang)}"


def scope_said(statement: "Statement") -> str:
    """Of what a statement is: kind or zone, origin, place."""
    kinds = "+".join(ZoneKind(kind).short for kind in statement.kind.split("+")) if statement.kind else ""
    origin = Origin(statement.origin).value.upper() if statement.origin else ""
    zone = f"{kinds} {statement.zone}".strip() if statement.zone else kinds
    return ", ".join(part for part in (zone, origin, statement.place or "") if part)


def period_said(statement: "Statement", lang: Lang) -> str:
    """The period or date of a statement."""
    days = [day for day in (statement.period_start, statement.period_end) if day is not None]
    return "–".join(format_date(day, lang) for day in days) or "?"


def interval_said(statement: "Statement", lang: Lang) -> str:
    """The interval of a statement in words."""
    return interval(statement.low, statement.high, statement.unit, lang, statement.kind or "")


def difference_said(found: Checked, lang: Lang) -> str:
    """Both numbers side by side and how far they are apart, without a word on which is right; empty where they agree."""
    if found.difference is None or found.outcome is not StatementOutcome.DIFFERS:
        return ""
    unit, kind = found.statement.unit, found.statement.kind or ""
    ours, between = in_sight(found.value, unit, lang, kind), apart(found.difference, unit, lang, kind)
    return SIDE_BY_SIDE.of(lang).format(quote=found.statement.quote, ours=ours, apart=between)
