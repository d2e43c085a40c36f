"""Accepting kept statements into a book, as statistics quoted or by linking them to events that are there already."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.checking.amounts import exact
from parkledger.checking.archive import statements_of
from parkledger.checking.errors import AlreadyAccepted, EventNotLinkable, NotQuotable
from parkledger.checking.models import KeptPage, KeptStatement
from parkledger.checking.page_scope import place_named
from parkledger.checking.versions import bounds
from parkledger.figures import Form
from parkledger.figures.wording import form_name
from parkledger.language import Lang, ParkError, Text, exact_decimals, format_number
from parkledger.ledger.book.recording import Recorded, build, load_event, writing
from parkledger.ledger.errors import FieldsRefused
from parkledger.ledger.events import Event
from parkledger.ledger.events.corrections import Correction
from parkledger.ledger.events.services import StatisticQuoted
from parkledger.ledger.store import history, registry
from parkledger.ledger.store.registry import book_ref

OUT_OF = re.compile(r"\d\s*/\s*(\d{1,4})\b")
"""What a rank is out of, as pages write it: "thứ 2/63"."""
DECIMALS = 6
"""The decimals that a statistic is kept with."""


def accept(page: KeptPage, ordinals: list[int], book: str, *, by: str) -> list[Recorded]:
    """Record statements as statistics quoted, with the page as their document: all of them or none.

    Raises AlreadyAccepted for one that an event in force stands for, NotQuotable where a statistic cannot say it.
    """
    with transaction.atomic(), writing(book, by) as writer:
        rows = _free(page, ordinals)
        found = [writer.record(_event(page, row)) for row in rows]
        for row, recorded in zip(rows, found, strict=True):
            _link(row, recorded.ref, bound=False)
    return found


def quotations(page: KeptPage, ordinals: list[int]) -> dict[int, dict[str, Any]]:
    """The fields of the statistics that statements are quoted as, by their numbers; refused as `accept` refuses them.

    The page is held to the end of the transaction.
    """
    rows = _free(page, ordinals)
    for row in rows:
        _event(page, row)
    return {row.ordinal: _fields(page, row) for row in rows}


def link(page: KeptPage, recorded: dict[int, str]) -> None:
    """Link statements to the events, book/seq, that they were recorded as; refused for one that has an event in force."""
    for row in _free(page, list(recorded)):
        quoted = _quoted(recorded[row.ordinal])
        if quoted is not None and _said_otherwise(quoted, row) is None:
            _link(row, recorded[row.ordinal], bound=False)


def bind(page: KeptPage, ordinals: list[int], event: str) -> list[KeptStatement]:
    """Link statements to an event that is on record and in force, book/seq, which says the same.

    An event that quotes a statistic must say it: another indicator, form or unit, or a value outside of the statement's
    bounds, is refused. What other events say is not one figure; whoever links to them has to know it (`says_itself`).
    """
    _refuse_unlinkable(event)
    quoted = _quoted(event)
    with transaction.atomic():
        rows = _free(page, ordinals)
        for row in rows:
            if quoted is not None and (problem := _said_otherwise(quoted, row)) is not None:
                raise EventNotLinkable(event=event, problem=problem)
            _link(row, event, bound=True)
    return rows


def says_itself(event: str) -> bool:
    """Whether an event, book/seq, says one figure, so that `bind` can compare it with what is linked to it."""
    return _quoted(event) is not None


def _quoted(event: str) -> StatisticQuoted | None:
    book, _, seq = event.rpartition("/")
    found = load_event(book_ref(book).id, int(seq))
    return found if isinstance(found, StatisticQuoted) else None


def _said_otherwise(quoted: StatisticQuoted, row: KeptStatement) -> Text | None:
    """In which words a statistic does not say what a statement says; None where it does."""
    low, high = bounds(row)
    within = (low is None or low <= quoted.value) and (high is None or quoted.value < high)
    same = (quoted.indicator, quoted.form, quoted.unit) == (row.indicator, row.fields["form"], row.fields["unit"])
    if same and (within or quoted.value == Fraction(row.fields["exact"])):
        return None
    theirs, ours = _named(quoted.indicator, quoted.form), _named(row.indicator, row.fields["form"])
    vi, en = (exact(Fraction(quoted.value), quoted.unit, lang) for lang in (Lang.VI, Lang.EN))
    return Text(
        f"sự kiện ghi {theirs.vi}: {vi}, khác với «{row.quote}» ({ours.vi})",
        f"it says {theirs.en}: {en}, not “{row.quote}” ({ours.en})",
    )


def _named(code: str, form: str) -> Text:
    """An indicator's name, with the form where it is not the plain value."""
    name = INDICATORS[code].name if code in INDICATORS else Text(code, code)
    if form == Form.VALUE:
        return name
    return Text(f"{name.vi} ({form_name(Form(form), Lang.VI)})", f"{name.en} ({form_name(Form(form), Lang.EN)})")


def in_force(event: str) -> bool:
    """Whether an event, book/seq, is on record and was not taken back."""
    book, _, seq = event.rpartition("/")
    kept = registry.find_book(book)
    found = history.find_event(kept.pk, int(seq)) if kept else None
    return found is not None and found.type != Correction.code and history.is_in_force(found)


def _free(page: KeptPage, ordinals: list[int]) -> list[KeptStatement]:
    """The statements with these numbers; refused where an event in force stands for one already.

    The page is held to the end of the transaction, so that two people do not accept one statement.
    """
    KeptPage.objects.select_for_update(no_key=True).only("pk").get(pk=page.pk)
    rows = statements_of(page, ordinals)
    for row in rows:
        if row.accepted is not None and in_force(row.accepted):
            raise AlreadyAccepted(quote=row.quote, page=str(page.pk), statement=str(row.ordinal), event=row.accepted)
    return rows


def _link(row: KeptStatement, event: str, *, bound: bool) -> None:
    row.accepted, row.bound = event, bound
    row.save(update_fields=["accepted", "bound"])


def _refuse_unlinkable(event: str) -> None:
    book, _, seq = event.rpartition("/")
    if not book or not (seq.isascii() and seq.isdigit()) or len(seq) > 9:
        raise EventNotLinkable(
            event=event,
            problem=Text("hãy viết dạng sổ/số, ví dụ bg-province/12", "write book/number, such as bg-province/12"),
        )
    book_ref(book)
    if not in_force(event):
        raise EventNotLinkable(
            event=event,
            problem=Text("không có, hoặc đã bị đính chính, hủy", "it is not there, or was corrected or withdrawn"),
        )


def _event(page: KeptPage, row: KeptStatement) -> Event:
    """The statistic quoted that says what the statement says; refused in the statement's name where it cannot."""
    try:
        return build(StatisticQuoted.code, _fields(page, row))
    except FieldsRefused as error:
        raise _refused(page, row, error.facts["problem"]) from error
    except NotQuotable:
        raise
    except ParkError as error:
        raise _refused(page, row, Text(error.message(Lang.VI), error.message(Lang.EN))) from error


def _fields(page: KeptPage, row: KeptStatement) -> dict[str, Any]:
    """The fields of that statistic, as JSON has them."""
    said = row.fields
    end = date.fromisoformat(said["period_end"]) if said["period_end"] else page.published
    if end is None:
        raise _refused(page, row, Text("không rõ thuộc ngày nào", "it is not clear of which date it is"))
    fields: dict[str, Any] = {
        "effective_on": end.isoformat(),
        "indicator": row.indicator,
        "form": said["form"],
        "value": str(_decimal(page, row)),
        "unit": said["unit"],
        "period_end": end.isoformat(),
        "document": _document(page),
        "note": _note(row),
    }
    optional = {
        "period_start": said["period_start"],
        "kind": said["kind"],
        "origin": said["origin"],
        "zone": _zone(said),
    }
    if out_of := OUT_OF.search(row.quote) if said["unit"] == "rank" else None:
        optional["of"] = int(out_of[1])
    if said["place"]:
        optional["place"] = place_named(said["place"], min(end, page.published or end)).code
    return fields | {key: value for key, value in optional.items() if value is not None}


def _refused(page: KeptPage, row: KeptStatement, problem: Text) -> NotQuotable:
    return NotQuotable(quote=row.quote, page=str(page.pk), statement=str(row.ordinal), problem=problem)


def _decimal(page: KeptPage, row: KeptStatement) -> Decimal:
    """The published value, exact: what has no end in decimals was never published."""
    value = Fraction(row.fields["exact"])
    decimals = exact_decimals(value)
    if decimals is None or decimals > DECIMALS:
        raise _refused(page, row, Text(f"có hơn {DECIMALS} chữ số thập phân", f"it has more than {DECIMALS} decimals"))
    return Decimal(format_number(value, Lang.EN, decimals=decimals, grouping=False).replace("−", "-"))


def _document(page: KeptPage) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": page.title[:500],
        "url": page.url,
        "sha256": page.sha256,
        "issuer": page.source[:300],
    }
    return found | ({"issued_on": page.published.isoformat()} if page.published else {})


def _zone(said: dict[str, Any]) -> str | None:
    """The zone with its kind before its name, since a park and a cluster may share one."""
    zone, kind = said["zone"], said["kind"]
    if not zone or kind not in set(ZoneKind):
        return zone or None
    short = ZoneKind(kind).short
    return zone if zone.startswith(short) else f"{short} {zone}"


def _note(row: KeptStatement) -> str:
    """The words of the page, with their place in it."""
    return f"«{row.quote}»: {row.fields['sentence']}"[:2000]
