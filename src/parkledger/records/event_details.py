"""What an event's page knows: its fields, its postings, what corrected it, and whether its hash still holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

from parkledger.catalogue import INDICATORS, MEASURES, Origin, Status, TargetSetter, ZoneKind
from parkledger.catalogue.sectors import LIFTED, SECTORS, stance_posted
from parkledger.language import Text
from parkledger.ledger.book.hashing import CHAINED, GENESIS, chain
from parkledger.ledger.book.postings import PostingRow
from parkledger.ledger.events import EVENT_TYPES, document_identity
from parkledger.ledger.events.services import STATISTIC_FORMS
from parkledger.ledger.models import SEQ_BITS, row_id
from parkledger.ledger.store import history
from parkledger.ledger.store.statements import fetch
from parkledger.ledger.store.tables import POSTING_COLUMNS, POSTINGS, Stamp, posting_as_row
from parkledger.records.dates import Dates
from parkledger.records.event_text import FieldText, Refs, about, amount_in, fields_of, money, refs_of
from parkledger.records.events import Stored, event_of, first_between
from parkledger.records.histories import zones_by_code, zones_by_id
from parkledger.records.names import projects_numbered

ROLES = {
    "flow": Text("phát sinh trong kỳ", "flow of the period"),
    "change": Text("thay đổi", "change"),
    "level": Text("mức được báo cáo", "level reported"),
    "carry": Text("giữ đúng mức báo cáo sau đó", "keeps a later level true"),
    "reversal": Text("ghi đảo", "reversal"),
    "lapse": Text("không tính tiếp, do đã báo cáo theo phạm vi khác", "no longer counted, reported in another scope"),
}
"""What a posting is, in words."""
NOT_RECORDED = Stamp(0, "", demo=False)
"""Stands for the event of postings that are shown before they are recorded."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A posting in words: a measure, a signed amount with its unit, and all that it is filed under."""

    line: int
    role: Text
    measure: Text
    code: str
    amount: Text
    level: Text | None
    zone: tuple[Text, str] | None
    project: tuple[Text, str] | None
    place: str
    narrowed: tuple[Text, ...]
    period_start: date | None
    period_end: date | None
    effective_on: date
    has_page: bool
    exact: Fraction | None
    exact_level: Fraction | None
    unit: str


@dataclass(frozen=True, slots=True)
class Hashes:
    """An event's hash as stored, the hash before it, and what the event's content comes to now."""

    stored: str
    before: str
    computed: str

    @property
    def holds(self) -> bool:
        """Whether what stands in the book is what was recorded."""
        return self.stored == self.computed


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything on an event's page."""

    event: Stored
    authority: str
    fields: list[FieldText]
    about: tuple[Text, str] | None
    postings: list[Posted]
    hashes: Hashes
    document: str
    basis: str
    previous: Stored | None
    following: Stored | None


def event_page(book: str, seq: int, dates: Dates) -> EventPage:
    """An event as known at the page's moment; refused where it was not recorded by then."""
    event = event_of(book, seq, dates.known_at)
    refs = refs_of([event], dates)
    kind = EVENT_TYPES.get(event.type)
    previous, following = _neighbours(event, dates)
    authority = fetch("SELECT name FROM ledger_book WHERE code = %s", [book])
    return EventPage(
        event=event,
        authority=authority[0][0],
        fields=fields_of(event, refs),
        about=about(event, refs),
        postings=postings(event, refs),
        hashes=hashes(event),
        document=document_identity(event.document) if event.document else "",
        basis=kind.basis if kind else "",
        previous=previous,
        following=following,
    )


def hashes(event: Stored) -> Hashes:
    """The hash recomputed from what is stored now and the hash stored before it."""
    before = (history.hash_of(event.id - 1) if event.seq > 1 else None) or GENESIS
    return Hashes(event.fields["hash"], before, chain(before, {name: event.fields[name] for name in CHAINED}))


def posting_rows(event_id: int) -> list[dict[str, Any]]:
    """The postings of an event as they are stored, by column, line by line."""
    sql = f"SELECT {POSTINGS.listed} FROM ledger_posting WHERE event_id = %s ORDER BY line"
    return [dict(zip(POSTING_COLUMNS, row, strict=True)) for row in fetch(sql, [event_id])]


def postings(event: Stored, refs: Refs) -> list[Posted]:
    """The postings of an event as they are stored."""
    rows = posting_rows(event.id)
    projects = projects_numbered(row["project_id"] for row in rows if row["project_id"])
    named = Refs(refs.zones, {**refs.projects, **{(p.book, p.code): p for p in projects.values()}}, refs.dates)
    return [_posted(row, named, projects) for row in rows]


def posted_in_words(rows: Sequence[PostingRow], new: Mapping[int, Mapping[str, Any]]) -> list[Posted]:
    """Postings that are not on record, in words; `new` names the zones that they are of, which may not be on record either."""
    projects = projects_numbered(row.key.project for row in rows if row.key.project)
    refs = Refs(zones_by_code(Dates(date.max)), {(p.book, p.code): p for p in projects.values()}, Dates(date.max))
    found = []
    for row in rows:
        said = _posted(posting_as_row(NOT_RECORDED, row), refs, projects)
        if said.zone is None and row.key.zone is not None and row.key.zone in new:
            title = str(new[row.key.zone]["name"])
            said = replace(said, zone=(Text(title, title), ""))
        found.append(said)
    return found


def _posted(row: dict[str, Any], refs: Refs, projects: dict[int, Any]) -> Posted:
    measure = MEASURES[row["measure"]]
    zone = zones_by_id(refs.dates).get(row["zone_id"]) if row["zone_id"] else None
    project = projects.get(row["project_id"])
    return Posted(
        line=row["line"],
        role=ROLES.get(row["role"], Text(row["role"], row["role"])),
        measure=measure.name,
        code=measure.code,
        amount=_posted_amount(row),
        level=None if row["level"] is None else _amount(row, row["level"]),
        zone=refs.zone(zone.book, zone.code) if zone else None,
        project=refs.project(project.book, project.code) if project else None,
        place=row["place"],
        narrowed=tuple(_narrowed(row)),
        period_start=_day(row["period_start"]),
        period_end=_day(row["period_end"]),
        effective_on=_day(row["effective_on"]) or date.min,
        has_page=measure.code in INDICATORS,
        exact=_exact(row, row["amount"]),
        exact_level=_exact(row, row["level"]),
        unit=_unit(row),
    )


def _exact(row: dict[str, Any], amount: int | None) -> Fraction | None:
    """An amount in the unit that `_unit` names; none for a stance on a sector, which is no number."""
    kind = MEASURES[row["measure"]].unit
    if amount is None or kind == "stance":
        return None
    if kind == "micro" and _unit(row) not in {"USD", "VND"}:
        return Fraction(amount, 1_000_000)
    return Fraction(amount, 100 if _unit(row) == "USD" else 1)


def _unit(row: dict[str, Any]) -> str:
    kind = MEASURES[row["measure"]].unit
    if kind == "micro":
        return _quoted_unit(row["detail"]) or "percent"
    return str(row["currency"]) if kind == "money" else kind


def _posted_amount(row: dict[str, Any]) -> Text:
    """What a posting changes, with its sign; a stance on a sector is no amount, and is told by what it comes to."""
    if MEASURES[row["measure"]].unit == "stance":
        return Text("—", "—") if row["level"] is None else _amount(row, row["level"])
    return _signed(_amount(row, row["amount"]), row["amount"])


def _amount(row: dict[str, Any], amount: int) -> Text:
    unit = MEASURES[row["measure"]].unit
    size = abs(amount)
    if unit == "stance":
        stance = stance_posted(amount)
        return LIFTED if stance is None else stance.label
    if unit == "money":
        return money(size, row["currency"])
    if unit == "micro":
        return _quoted(size, row["detail"])
    return amount_in(Fraction(size), unit)


def _quoted(size: int, detail: str) -> Text:
    """Tariffs and statistics as they are kept, in millionths (money of a statistic in whole cents or đồng)."""
    unit = _quoted_unit(detail)
    if unit in {"USD", "VND"}:
        return money(size, unit)
    exact = Fraction(size, 1_000_000)
    return amount_in(exact, unit) if unit else amount_in(exact, "percent")


QUOTED_PARTS: Final = ("indicator", "form", "unit", "of")
"""What the detail of a quoted statistic is made of."""


def _quoted_unit(detail: str) -> str:
    if detail in set(TargetSetter):
        return ""
    parts = detail.split("|")
    return parts[2] if len(parts) == len(QUOTED_PARTS) else detail.split(" ")[0]


def _signed(amount: Text, value: int) -> Text:
    sign = "−" if value < 0 else "+"
    return Text(sign + amount.vi, sign + amount.en)


def _narrowed(row: dict[str, Any]) -> list[Text]:
    found = [ZoneKind(row["kind"]).label] if row["kind"] else []
    found += [Origin(row["origin"]).label] if row["origin"] else []
    if row["scenario"] == "plan":
        found.append(Text("kế hoạch", "plan"))
        if row["detail"] in {setter.value for setter in TargetSetter}:
            return [*found, TargetSetter(row["detail"]).label]
    if row["status"] == Status.ESTIMATE:
        found.append(Status.ESTIMATE.label)
    if MEASURES[row["measure"]].unit == "stance" and row["detail"] in SECTORS:
        return [*found, SECTORS[row["detail"]].title]
    return [*found, _detail(row["detail"])] if row["detail"] and row["scenario"] != "plan" else found


def _detail(detail: str) -> Text:
    """What a row is of beside its measure, as it is kept; of a quoted statistic the indicator and the form in words."""
    parts = detail.split("|")
    if len(parts) != len(QUOTED_PARTS) or parts[0] not in INDICATORS or parts[1] not in STATISTIC_FORMS:
        return Text(detail, detail)
    name, form = INDICATORS[parts[0]].name, STATISTIC_FORMS[parts[1]]
    return Text(f"{name.vi}, {form.vi}", f"{name.en}, {form.en}")


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _neighbours(event: Stored, dates: Dates) -> tuple[Stored | None, Stored | None]:
    """The nearest events before and after it in its book that whoever asks may see, where they are known."""
    number = event.id >> SEQ_BITS
    ends = (row_id(number, 0), event.id), (event.id, row_id(number + 1, 0))
    before, after = (
        first_between(*between, event.book, dates.known_at, latest=latest)
        for between, latest in zip(ends, (True, False), strict=True)
    )
    return before, after
