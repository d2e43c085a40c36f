"""Numbers that are unlike what was recorded before, or that hardly can be: told in words, decided by people.

The rules are our own, not the law's. They are dated parameters with their basis, like those of law (`OutlierRule`): what
was shown for a submission of a day stays, and whoever records or approves is shown which of them was gone beyond. They
forbid nothing. They are the same for a form, a file and the command line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from parkledger.catalogue import MEASURES, official_title
from parkledger.catalogue.parameters import DatedValue, Parameter, read_parameters
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, format_date, format_number, to_hectares
from parkledger.ledger.book.postings import Entry, Key, PostingRow
from parkledger.ledger.book.recording import load_event
from parkledger.ledger.events import Event
from parkledger.ledger.events.reports import PeriodReport
from parkledger.ledger.store import history, registry
from parkledger.ledger.store.registry import book_ref
from parkledger.ledger.store.source import DatabaseSource

PREFIX = "outlier."


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold as it stood on a day: the parameter, and its value with its basis."""

    parameter: Parameter
    dated: DatedValue

    @property
    def number(self) -> Fraction:
        """The value, in the parameter's unit."""
        if not isinstance(self.dated.value, Fraction):
            raise TypeError(f"{self.parameter.code}: không phải là số / not a number")
        return self.dated.value


@cache
def thresholds() -> Mapping[str, Parameter]:
    """The parameters by their codes."""
    return read_parameters(files("parkledger").joinpath("submissions", "parameters"))


@dataclass(frozen=True, slots=True)
class OutlierRule:
    """The thresholds of one day."""

    of: Mapping[str, Threshold]

    def __getitem__(self, name: str) -> Threshold:
        """One of them, by its name without the prefix."""
        return self.of[PREFIX + name]

    def number(self, name: str) -> Fraction:
        """The number of one of them."""
        return self[name].number


def rule_on(day: date) -> OutlierRule | None:
    """The rule of a day; None before there was one."""
    found = {code: Threshold(each, dated) for code, each in thresholds().items() if (dated := each.on(day)) is not None}
    return OutlierRule(found) if len(found) == len(thresholds()) else None


A_YEAR = 365
LOOKED_AT = 2000
"""Events of a file whose numbers are held against earlier ones; what can hardly be is told of all that are tried, and of as
many that were recorded."""
TY_DONG = 10**9
SAYING = frozenset({Entry.FLOW, Entry.LEVEL, Entry.CHANGE})
"""What an event says itself; what follows from it, or takes it back, is not looked at."""


@dataclass(frozen=True, slots=True)
class Unlike:
    """A number that stands out: what it is of and where, why, in words, and the thresholds that it went beyond.

    `seq` is the number of the event that says it.
    """

    measure: Text
    why: Text
    where: str = ""
    tripped: tuple[Threshold, ...] = ()
    seq: int = 0

    @property
    def words(self) -> Text:
        """All of it in one line."""
        at = f"{self.where}, " if self.where else ""
        return Text(f"{at}{self.measure.vi}: {self.why.vi}", f"{at}{self.measure.en}: {self.why.en}")


class LookedAtEvent(Protocol):
    """An event that is looked at, tried or recorded: with its number and its postings."""

    @property
    def seq(self) -> int:
        """Its number in its book."""

    @property
    def event(self) -> Event:
        """The event."""

    @property
    def rows(self) -> Sequence[PostingRow]:
        """Its postings."""


def outliers(book_id: int, events: Sequence[LookedAtEvent], zones: Mapping[int, Mapping[str, Any]]) -> list[Unlike]:
    """What stands out in events that would be recorded, or were just now; `zones` has the names of their zones by id."""
    known = EarlierReports(book_id, min((each.seq for each in events), default=1))
    found: list[Unlike] = []
    for place, each in enumerate(events):
        found += _assumed(each, zones) if place < LOOKED_AT else []
        rule = rule_on(each.event.effective_on)
        if rule is None:
            continue
        for row in each.rows:
            zone = zones.get(row.key.zone or 0)
            unlike = list(_beyond_all(row, rule, known))
            if not unlike and place < LOOKED_AT:
                unlike = list(_against_earlier(each.event, row, rule, known))
            found += [replace(told, where=str(zone["name"]) if zone else "", seq=each.seq) for told in unlike]
    return found


def _assumed(looked_at: LookedAtEvent, zones: Mapping[int, Mapping[str, Any]]) -> list[Unlike]:
    """What an event takes for granted since it was not given."""
    event = looked_at.event
    given = {name for name in event.payload_fields() if getattr(event, name) is not None}
    zone = next((zones[row.key.zone] for row in looked_at.rows if row.key.zone and row.key.zone in zones), None)
    where = str(zone["name"]) if zone else ""
    return [
        Unlike(event.label_of(name), words, where, seq=looked_at.seq) for name, words in event.assumed(given).items()
    ]


def outliers_recorded(book: str, numbers: Sequence[int]) -> list[Unlike]:
    """What stands out in events of a book that were just recorded, by their numbers; the first of very many."""
    book_id = book_ref(book).id
    source = DatabaseSource(book_id)
    events = [RecordedEvent(seq, load_event(book_id, seq), source.rows_of(seq)) for seq in sorted(numbers)[:LOOKED_AT]]
    wanted = {row.key.zone for each in events for row in each.rows if row.key.zone is not None}
    zones = registry.zones_of(book_id).filter(pk__in=wanted)
    return outliers(book_id, events, {zone.pk: {"name": official_title(zone.kind, zone.name)} for zone in zones})


def not_looked_at(count: int) -> Text | None:
    """What is to be said where more events were recorded than are looked at; None where all were."""
    rest = count - LOOKED_AT
    if rest <= 0:
        return None
    return Text(
        f"Chỉ {LOOKED_AT} sự kiện đầu được xem có số khác thường không; {rest} sự kiện sau thì chưa.",
        f"Only the first {LOOKED_AT} events were looked at for unusual numbers; {rest} were not.",
    )


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event that was recorded, with its postings."""

    seq: int
    event: Event
    rows: Sequence[PostingRow]


class EarlierReports:
    """What was on record of zones and their kinds before some events, each asked for once."""

    def __init__(self, book_id: int, first: int) -> None:
        self.book_id = book_id
        self.first = first
        self._areas: dict[int, Fraction] = {}
        self._most: dict[Key, Fraction | None] = {}

    def area(self, zone: int | None) -> Fraction | None:
        """The area of a zone in hectares, established or else planned; None where none is on record."""
        if zone is None:
            return None
        if zone not in self._areas:
            self._areas[zone] = to_hectares(Fraction(history.area_of(zone)))
        return self._areas[zone] or None

    def most_of_kind(self, key: Key) -> Fraction | None:
        """The most that a zone of the same kind reported of a measure: of what flows, for a day; None where none did."""
        of = key._replace(zone=None, place="", period_start=None, period_end=None)
        if of not in self._most:
            rows = history.reports_of_kind(self.book_id, of, self.first)
            is_flow = MEASURES[key.measure].is_flow
            values = [Fraction(amount) / (_days(start, on) if is_flow else 1) for on, amount, start in rows]
            self._most[of] = max(values, default=None)
        return self._most[of]


def _against_earlier(event: Event, row: PostingRow, rule: OutlierRule, known: EarlierReports) -> Iterator[Unlike]:
    """What a number is unlike: earlier reports, of the zone or its kind, or what was held before."""
    if isinstance(event, PeriodReport) and row.entry in {"flow", "level"}:
        earlier = history.reports_before(known.book_id, row.key, row.on)
        unlike = list(_against_reports(earlier, row, rule)) or list(_against_last(earlier, row, rule))
        yield from unlike if earlier else _against_kind(row, rule, known)
    elif row.entry == "change" and row.key.zone is not None and row.vector[0] > 0:
        yield from _against_largest(row, rule)


def _beyond_all(row: PostingRow, rule: OutlierRule, known: EarlierReports) -> Iterator[Unlike]:
    """A number beyond all that a zone can have: people and output by its area, area by its kind."""
    measure, value = MEASURES[row.key.measure], abs(_value(row))
    name, most = _limit(row, rule, known)
    in_limit = abs(Fraction(row.vector[2])) if measure.unit == "money" else value
    if name and in_limit > most:
        limit = _said(row._replace(key=row.key._replace(currency="VND")), most)
        now = _said(row, value)
        why = Text(
            f"{now.vi} là hơn mức có thể có ({limit.vi}); có thể nhầm đơn vị hoặc thừa chữ số",
            f"{now.en} is more than there can be ({limit.en}); the unit may be mistaken, or there is a digit too many",
        )
        yield Unlike(measure.name, why, tripped=(rule[name],))


def _limit(row: PostingRow, rule: OutlierRule, known: EarlierReports) -> tuple[str, Fraction]:
    """The threshold that a posting may reach, by name, in m², persons or đồng; no name where there is none for it."""
    unit, key = MEASURES[row.key.measure].unit, row.key
    if row.entry not in SAYING or key.scenario != "actual":
        return "", Fraction(0)
    if unit == "money" and key.project is not None and key.measure.startswith("capital."):
        return "capital_most", rule.number("capital_most") * TY_DONG
    if key.zone is None or key.kind is None:
        return "", Fraction(0)
    if unit == "m2":
        name = f"{key.kind}_area_most"
        return name, rule.number(name) * 10_000
    if unit == "person" and row.entry in {"flow", "level"}:
        return _by_area("workers", rule, known.area(key.zone))
    if unit == "money" and row.entry == "flow" and key.period_start is not None:
        name, yearly = _by_area("output", rule, known.area(key.zone))
        return name, yearly * TY_DONG * Fraction(_days(key.period_start, row.on), A_YEAR)
    return "", Fraction(0)


def _by_area(what: str, rule: OutlierRule, area: Fraction | None) -> tuple[str, Fraction]:
    """The limit of people or output: so much a hectare, or for any zone where its area is not known."""
    name = f"{what}_per_ha" if area is not None else f"{what}_most"
    return name, rule.number(name) * (area if area is not None else 1)


Earlier = Sequence[tuple[Any, int, Any]]
"""Reports in force, the last first: day, amount, first day of the period."""


def _against_last(earlier: Earlier, row: PostingRow, rule: OutlierRule) -> Iterator[Unlike]:
    """Held against the zone's last report of the measure: of what flows, by the days of both periods."""
    if not earlier:
        return
    on, amount, start = earlier[0]
    ratio, last, value = rule.number("last_ratio"), Fraction(amount), _value(row)
    if MEASURES[row.key.measure].is_flow:
        last = last * _days(row.key.period_start, row.on) / _days(start, on)
    if last and not 1 / ratio <= value / last <= ratio:
        slip = _slip(value, last, rule)
        now, then, how = _said(row, value), _said(row, Fraction(amount)), _beside(value, last)
        day = _day(on)
        vi = f"{now.vi} {how.vi} kỳ trước ({then.vi}, kỳ kết thúc {format_date(day, Lang.VI)})"
        en = f"{now.en} {how.en} the last report ({then.en}, of the period ended {format_date(day, Lang.EN)})"
        yield Unlike(MEASURES[row.key.measure].name, _with(Text(vi, en), slip), tripped=(rule["last_ratio"], *slip))


def _against_kind(row: PostingRow, rule: OutlierRule, known: EarlierReports) -> Iterator[Unlike]:
    """Held against the most that any zone of the kind reported, where the zone itself has no report yet."""
    if row.key.zone is None or row.key.kind is None:
        return
    most, value = known.most_of_kind(row.key), _value(row)
    if most and MEASURES[row.key.measure].is_flow:
        most *= _days(row.key.period_start, row.on)
    if most and value > rule.number("kind_ratio") * most:
        slip = _slip(value, most, rule)
        now, then, times = _said(row, value), _said(row, most), _times(value / most)
        vi = f"{now.vi} bằng {times.vi} lần mức lớn nhất khu, cụm cùng loại trong sổ từng báo cáo cho kỳ dài như vậy ({then.vi})"
        en = f"{now.en} is {times.en} times the most that a zone of this kind reported for a period as long ({then.en})"
        yield Unlike(MEASURES[row.key.measure].name, _with(Text(vi, en), slip), tripped=(rule["kind_ratio"], *slip))


def _against_reports(earlier: Earlier, row: PostingRow, rule: OutlierRule) -> Iterator[Unlike]:
    past = _past(earlier, row, int(rule.number("periods")))
    value, name = _value(row), MEASURES[row.key.measure].name
    if len(past) >= rule.number("history"):
        values = sorted(amount for _, amount in past)
        median = _median(values)
        deviation = max(
            _median(sorted(abs(each - median) for each in values)), median * rule.number("least_deviation") / 100
        )
        most = rule.number("deviations") * deviation
        low, high = max(Fraction(0), median - most), median + most
        if not low <= value <= high:
            slip = _slip(value, median, rule)
            why = _unusual(row, value, median, (low, high), len(past))
            yield Unlike(name, _with(why, slip), tripped=(rule["deviations"], rule["least_deviation"], *slip))
    before = _year_before(row.on)
    same = [amount for on, amount in past if abs((on - before).days) <= 3]
    ratio = rule.number("year_ratio")
    if same and same[0] and not 1 / ratio <= value / same[0] <= ratio:
        slip = _slip(value, same[0], rule)
        why = _unlike_last_year(row, value, same[0], before)
        yield Unlike(name, _with(why, slip), tripped=(rule["year_ratio"], *slip))


def _against_largest(row: PostingRow, rule: OutlierRule) -> Iterator[Unlike]:
    """Something held that grows at once by far more than it ever did in the zone."""
    amounts = [Fraction(found) for found in history.increases(row.key, row.on)]
    if MEASURES[row.key.measure].is_milestone or len(amounts) < rule.number("history"):
        return
    value, largest = Fraction(row.vector[0]), max(amounts)
    if value > rule.number("largest_ratio") * largest:
        now, most, times = _said(row, value), _said(row, largest), _times(value / largest)
        why = Text(
            f"{now.vi} gấp {times.vi} lần mức lớn nhất từng ghi một lần ở đây ({most.vi})",
            f"{now.en} is {times.en} times the most ever recorded at once here ({most.en})",
        )
        yield Unlike(MEASURES[row.key.measure].name, why, tripped=(rule["largest_ratio"],))


def _past(earlier: Earlier, row: PostingRow, periods: int) -> list[tuple[date, Fraction]]:
    """The values of earlier reports in force of the same unit, the last first; of periods as long as this one."""
    length = _length(row.key.period_start, row.on)
    rows = [(_day(on), Fraction(amount), _day(start) if start else None) for on, amount, start in earlier]
    return [(on, amount) for on, amount, start in rows if abs(_length(start, on) - length) <= 3][:periods]


def _unusual(row: PostingRow, value: Fraction, median: Fraction, usual: tuple[Fraction, Fraction], count: int) -> Text:
    now, low, high, middle = (_said(row, each) for each in (value, *usual, median))
    vi = f"{now.vi} ngoài khoảng thường gặp {low.vi} – {high.vi} của {count} kỳ trước (trung vị {middle.vi})"
    en = f"{now.en} is outside the usual {low.en} – {high.en} of {count} earlier periods (median {middle.en})"
    return Text(vi, en)


def _unlike_last_year(row: PostingRow, value: Fraction, before: Fraction, on: date) -> Text:
    now, then, times = _said(row, value), _said(row, before), _times(value / before)
    vi = f"{now.vi} bằng {times.vi} lần cùng kỳ năm trước ({then.vi}, kỳ kết thúc {format_date(on, Lang.VI)})"
    en = f"{now.en} is {times.en} times the same period last year ({then.en}, ended {format_date(on, Lang.EN)})"
    return Text(vi, en)


def _slip(value: Fraction, usual: Fraction, rule: OutlierRule) -> tuple[Threshold, ...]:
    """The threshold of a slip of the unit (triệu for tỷ, m² for ha), where that is the likely cause."""
    most = rule.number("unit_slip")
    return (rule["unit_slip"],) if usual and value and not 1 / most < value / usual < most else ()


def _with(why: Text, slip: Sequence[Threshold]) -> Text:
    return Text(f"{why.vi}; có thể nhầm đơn vị", f"{why.en}; the unit may be mistaken") if slip else why


def _beside(value: Fraction, last: Fraction) -> Text:
    """How a number stands to one before it, in words that go on with that."""
    if value >= last:
        times = _times(value / last)
        return Text(f"bằng {times.vi} lần", f"is {times.en} times")
    if value == 0:
        return Text("là không, khác", "is nought, unlike")
    times = _times(last / value)
    return Text(f"kém {times.vi} lần", f"is {times.en} times less than")


def _times(ratio: Fraction) -> Text:
    return Text(format_number(ratio, Lang.VI, decimals=2), format_number(ratio, Lang.EN, decimals=2))


def _value(row: PostingRow) -> Fraction:
    return Fraction(row.vector[0] if row.entry == "flow" or row.level is None else row.level[0])


def _said(row: PostingRow, value: Fraction) -> Text:
    """A posting's amount as people read it: land in hectares, money in its own currency."""
    unit = MEASURES[row.key.measure].unit
    if unit == "money":
        currency = row.key.currency or "VND"
        amount = value / 100 if currency == "USD" else value
        return Text(number(amount, currency, Lang.VI), number(amount, currency, Lang.EN))
    exact, unit = (to_hectares(value), "ha") if unit == "m2" else (value, unit)
    return Text(number(exact, unit, Lang.VI), number(exact, unit, Lang.EN))


def _median(values: Sequence[Fraction]) -> Fraction:
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _length(start: date | None, end: date) -> int:
    return 0 if start is None else (end - start).days


def _days(start: date | str | None, end: date | str) -> int:
    """How many days a period has, both ends included; a level's is its day alone."""
    return 1 if start is None else (_day(end) - _day(start)).days + 1


def _year_before(on: date) -> date:
    try:
        return on.replace(year=on.year - 1)
    except ValueError:
        return on - timedelta(days=A_YEAR)


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
