"""Of what a form is filled: a place or zone, a period by the form's own calendar, a moment of knowledge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from parkledger.briefing.forms.model import Cutoff, StatutoryForm, When
from parkledger.catalogue import ZoneKind
from parkledger.figures import Figures, Question
from parkledger.language import ParkError, Period, Text, month_end, months_later, months_of, parse_period, sort_key
from parkledger.places import get
from parkledger.records.dates import Dates, day_from
from parkledger.records.histories import ZoneOn, zones_by_id

DAY = timedelta(days=1)
MONTHS = 12
HALF = 6


class PeriodUnclear(ParkError):
    """A form needs one period, given in one way."""

    code = "form_period_unclear"
    is_misuse = True
    vi = "Hãy cho đúng một kỳ báo cáo: quý (2/2023), tháng (5/2023), 6 tháng (1/2023), năm (2023), hoặc từ ngày và đến ngày."
    en = "Give exactly one period: a quarter (2/2023), a month (5/2023), a half-year (1/2023), a year (2023), or a first and a last day."


class PeriodNumberUnknown(ParkError):
    """A year has no such quarter, month or half."""

    code = "form_period_number"
    is_misuse = True
    vi = "«{text}» không phải là một kỳ. Hãy ghi số thứ tự và năm, ví dụ 2/2023; mỗi năm có {most} kỳ như vậy."
    en = "“{text}” is not a period. Write its number and year, such as 2/2023; a year has {most} of them."


class FormOfOtherKind(ParkError):
    """A form of parks is asked for a cluster, or the other way round."""

    code = "form_of_other_kind"
    is_misuse = True
    vi = "Biểu {form} là biểu của {kind}. Hãy chọn một {kind}, hoặc bỏ phần chọn khu, cụm."
    en = "Form {form} is for {kind}s. Choose an {kind}, or no zone."


class FormsTooLarge(ParkError):
    """Forms are asked for over more zones than are filled at once."""

    code = "forms_too_large"
    vi = (
        "Yêu cầu gồm {count} dòng khu, cụm; mỗi lần lập không quá {most}. Hãy chọn ít biểu hoặc địa bàn nhỏ hơn, "
        "hoặc nhờ quản trị viên lập bằng dòng lệnh."
    )
    en = (
        "The request is for {count} rows of zones, and at most {most} are filled at once. Choose fewer forms or a "
        "smaller place, or have the administrator write them on the command line."
    )


@dataclass(frozen=True, slots=True)
class FormScope:
    """What is asked of the books for one form; `zone` where it is one zone's."""

    place: str
    period: Period
    known_at: datetime | None = None
    zone: int | None = None

    @property
    def before(self) -> date:
        """The day before the first of the period."""
        return self.period.start - DAY

    @property
    def dates(self) -> Dates:
        """The two dates at the end of the period."""
        return Dates(self.period.end, self.known_at)

    @property
    def last(self) -> Period:
        """The period before, of the same length."""
        start, end = self.period.start, self.period.end
        after = end + DAY
        if after.day == start.day:
            months = (after.year - start.year) * MONTHS + after.month - start.month
            return Period(months_later(start, -months), self.before)
        return Period(start - (after - start), self.before)


def going_with(scope: FormScope, when: When) -> FormScope:
    """A scope for a period that goes with the form's own."""
    period = scope.period
    if when in {When.TO_DATE, When.TO_DATE_BEFORE}:
        period = Period(period.end.replace(month=1, day=1), period.end)
    if when in {When.YEAR_BEFORE, When.TO_DATE_BEFORE}:
        period = Period(months_later(period.start, -MONTHS), months_later(period.end + DAY, -MONTHS) - DAY)
    return replace(scope, period=period)


def asked_period(form: StatutoryForm, given: Mapping[str, str | None]) -> Period:
    """The period that `quarter`, `month`, `half`, `year`, or `from` and `until` name, by the form's calendar."""
    named = {key: value.strip() for key, value in given.items() if value and value.strip()}
    if set(named) == {"from", "until"}:
        start, end = day_from(named["from"]), day_from(named["until"])
        if end < start:
            raise PeriodUnclear
        return Period(start, end)
    if len(named) != 1 or not set(named) <= {"quarter", "month", "half", "year"}:
        raise PeriodUnclear
    ((unit, text),) = named.items()
    return _period_of(form.cutoff, unit, text)


def _period_of(cutoff: Cutoff, unit: str, text: str) -> Period:
    """A numbered part of a year."""
    parts = {"quarter": 4, "month": MONTHS, "half": 2, "year": 1}[unit]
    number, _, year = _numbered(unit, text, MONTHS // parts).partition("/")
    if not (number.isdecimal() and year.isdecimal() and 1 <= int(number) <= parts and len(year) == len("2023")):
        raise PeriodNumberUnknown(text=text, most=parts)
    months = MONTHS // parts
    first = (int(number) - 1) * months + 1
    start = day_from(f"1/{first}/{year}")
    end = month_end(start.replace(month=first + months - 1))
    if cutoff is Cutoff.MID_DECEMBER and months >= HALF:
        return Period(months_later(start, -1).replace(day=15), end.replace(day=14))
    return Period(start, end)


def _numbered(unit: str, text: str, months: int) -> str:
    """A period as its number and year, such as 2/2023, also where it is written in words, as "quý II/2023"."""
    if unit == "year" and text.isdecimal():
        return f"1/{text}"
    if text.partition("/")[0].isdecimal():
        return text
    try:
        named = parse_period(text)
    except ParkError:
        return text
    fits = named == Period(named.start.replace(day=1), month_end(named.end)) and len(months_of(named)) == months
    return f"{(named.start.month - 1) // months + 1}/{named.start.year}" if fits else text


def scopes_of(
    form: StatutoryForm,
    place: str,
    period: Period,
    known_at: datetime | None,
    zone: int | None,
    books: Figures,
    *,
    of_all: bool = False,
) -> list[FormScope]:
    """The scopes of a form for a place: one; or for a form that each zone fills in, one a zone.

    A form that is one `of_all` that were asked for has none where the place has no zone of its kind on record.
    """
    if zone is not None and books.zone(zone)["kind"] != form.kind:
        raise FormOfOtherKind(form=form.name, kind=form.kind.label)
    whole = FormScope(place, period, known_at)
    if of_all and form.if_on_record and not zones_in(books, whole, form.kind):
        return []
    if not form.a_zone_each or zone is not None:
        return [FormScope(place, period, known_at, zone)]
    return [FormScope(place, period, known_at, each.id) for each in zones_in(books, whole, form.kind)]


def zones_in(books: Figures, scope: FormScope, kind: ZoneKind) -> list[ZoneOn]:
    """The zones of a kind that stand in a place at the end of the period, by name."""
    known = zones_by_id(scope.dates)
    question = Question("land.established", scope.place, scope.period.end, kind=kind, known_at=scope.known_at)
    found = [known[zone] for zone in books.zones_of(question) if zone in known]
    standing = [
        each
        for each in found
        if each.ended_on is None
        and not each.withdrawn
        and each.began <= scope.period.end
        and scope.zone in {None, each.id}
    ]
    return sorted(standing, key=lambda each: (sort_key(each.name), each.code))


MOST_ROWS = 3_000
"""Zones over all forms that one request through the portal or the API may fill: some seconds' work."""


def refuse_large(pairs: Sequence[tuple[StatutoryForm, FormScope]], books: Figures) -> None:
    """Refuse what would keep others waiting."""
    asked = {(scope, form.kind) for form, scope in pairs if scope.zone is None}
    zones = {each: len(zones_in(books, *each)) for each in asked}
    count = sum(zones.get((scope, form.kind), 1) for form, scope in pairs)
    if count > MOST_ROWS:
        raise FormsTooLarge(count=count, most=MOST_ROWS)


def subject_of(scope: FormScope) -> Text:
    """The place, or the zone, of a scope in words."""
    if scope.zone is not None and (zone := zones_by_id(scope.dates).get(scope.zone)):
        return Text(zone.title, zone.title)
    return get(scope.place).title(scope.period.end)
