"""Numbers of a submission that are unlike what was recorded before: told in words, decided by people.

The rules are our own, not the law's. They are dated parameters with their basis, like those of law (`OutlierRule`): what
was shown for a submission of a day stays, and the approver is shown which of them was gone beyond.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from importlib.resources import files

from parkledger.catalogue import MEASURES
from parkledger.catalogue.parameters import DatedValue, Parameter, read_parameters
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, format_date, format_number, to_hectares
from parkledger.ledger.book.postings import PostingRow
from parkledger.ledger.events.reports import PeriodReport
from parkledger.ledger.store import history
from parkledger.submissions.preview.dry_run import Tried

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
LOOKED_AT = 300
"""Events of an import whose numbers are looked at."""


@dataclass(frozen=True, slots=True)
class Unlike:
    """A number that stands out: what it is of and where, why, in words, and the thresholds that it went beyond."""

    measure: Text
    why: Text
    where: str = ""
    tripped: tuple[Threshold, ...] = ()


def outliers(book_id: int, what: Tried) -> list[Unlike]:
    """What stands out in the events that would be recorded."""
    found: list[Unlike] = []
    for each in what.events[:LOOKED_AT]:
        rule = rule_on(each.event.effective_on)
        if rule is None:
            continue
        for row in each.rows:
            zone = what.zones.get(row.key.zone or 0)
            unlike: Iterable[Unlike] = ()
            if isinstance(each.event, PeriodReport) and row.entry in {"flow", "level"}:
                unlike = _against_reports(book_id, row, rule)
            elif row.entry == "change" and row.key.zone is not None and row.vector[0] > 0:
                unlike = _against_largest(row, rule)
            found += [replace(told, where=str(zone["name"]) if zone else "") for told in unlike]
    return found


def _against_reports(book_id: int, row: PostingRow, rule: OutlierRule) -> Iterator[Unlike]:
    past = _past(book_id, row, int(rule.number("periods")))
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


def _past(book_id: int, row: PostingRow, periods: int) -> list[tuple[date, Fraction]]:
    """The values of earlier reports in force of the same unit, the last first; of periods as long as this one."""
    key = row.key
    length = _length(key.period_start, row.on)
    reports = history.reports_before(book_id, key, row.on)
    rows = [(_day(on), Fraction(amount), _day(start) if start else None) for on, amount, start in reports]
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


def _year_before(on: date) -> date:
    try:
        return on.replace(year=on.year - 1)
    except ValueError:
        return on - timedelta(days=A_YEAR)


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
