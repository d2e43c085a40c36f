"""Of what a form is filled: a place or zone, a period by the form's own calendar, a moment of knowledge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from parkledger.briefing.forms.model import Cutoff, StatutoryForm, When
from parkledger.catalogue import ProjectRole, ZoneKind
from parkledger.figures import Figures, Question
from parkledger.language import ParkError, Period, Text, month_end, months_later, months_of, parse_period, sort_key
from parkledger.places import get
from parkledger.records.dates import Dates, day_from
from parkledger.records.histories import (
    ProjectOn,
    Reference,
    ZoneOn,
    project_at,
    projects_on,
    zone_of,
    zones_by_id,
    zones_on,
)

DAY = timedelta(days=1)
ANY_ZONE = Text("khu, cụm", "zone")
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


class FormPlaceMissing(ParkError):
    """Neither a place nor a project is given."""

    code = "form_place_missing"
    is_misuse = True
    vi = "Hãy chọn địa bàn. Chỉ khi lập biểu cho riêng một dự án (có mã dự án) thì không bắt buộc."
    en = "Give a place. Only a form for a single project may omit it."


class FormOfOtherKind(ParkError):
    """A form of parks is asked for a cluster, or the other way round."""

    code = "form_of_other_kind"
    is_misuse = True
    vi = "Biểu {form} là biểu của {kind}. Hãy chọn một {kind}, hoặc bỏ phần chọn khu, cụm."
    en = "Form {form} is for {kind}s. Choose an {kind}, or no zone."


class FormOfNoProject(ParkError):
    """One project is asked for of a form that projects do not fill in."""

    code = "form_of_no_project"
    is_misuse = True
    vi = "Biểu {form} không lập cho từng dự án. Hãy bỏ phần chọn dự án."
    en = "Form {form} is not one of a project. Leave the project out."


class FormProjectUnknown(ParkError):
    """No project of that code that files the form lay in zones of the place in the period."""

    code = "form_project_unknown"
    status = 404
    vi = (
        "Biểu {form}: trong kỳ này không có dự án mang mã «{project}» thuộc diện lập biểu tại {kind} trên địa bàn. "
        "Hãy kiểm tra mã dự án, địa bàn và kỳ."
    )
    en = "Form {form}: no project “{project}” required to file it in any {kind} of the place in this period. Check code, place and period."


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


class FormsOfManyProjects(FormsTooLarge):
    """A form that each project fills in is asked for over more projects than are filled at once."""

    code = "forms_of_many_projects"
    vi = (
        "Yêu cầu gồm {count} dự án, mỗi dự án một trang tính; mỗi lần lập không quá {most}. Hãy chọn một dự án, một cụm hoặc "
        "địa bàn nhỏ hơn, hoặc nhờ quản trị viên lập bằng dòng lệnh."
    )
    en = (
        "The request is for {count} projects, a sheet each, and at most {most} are filled at once. Choose one project, one "
        "zone or a smaller place, or have the administrator write them on the command line."
    )


@dataclass(frozen=True, slots=True)
class FormScope:
    """What is asked of the books for one form; `zone` where it is one zone's, and `project` where it is one project's."""

    place: str
    period: Period
    known_at: datetime | None = None
    zone: int | None = None
    project: Reference | None = None

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
    if when is When.SINCE_REGISTERED and scope.project and (project := project_at(scope.project, scope.dates)):
        period = Period(min(project.registered_on, period.end), period.end)
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
    project: str | None = None,
    of_all: bool = False,
) -> list[FormScope]:
    """The scopes of a form for a place: one; or for a form that each zone fills in, one a zone; so with projects.

    A form of projects is for the `project` of that code alone where one is given. A form that is one `of_all` that were
    asked for has none where the place has no zone of its kind on record.
    """
    project = (project or "").strip() or None
    if project is not None and not form.a_project_each:
        raise FormOfNoProject(form=form.name)
    if zone is not None and not form.every_project and books.zone(zone)["kind"] != form.kind:
        raise FormOfOtherKind(form=form.name, kind=form.kind.label)
    whole = FormScope(place, period, known_at)
    if of_all and form.if_on_record and not zones_in(books, whole, form.kind):
        return []
    if form.a_project_each:
        return _of_projects(form, replace(whole, zone=zone), books, project)
    if not form.a_zone_each or zone is not None:
        return [FormScope(place, period, known_at, zone)]
    return [FormScope(place, period, known_at, each.id) for each in zones_in(books, whole, form.kind)]


def _of_projects(form: StatutoryForm, whole: FormScope, books: Figures, code: str | None) -> list[FormScope]:
    """A scope for each project of a place or zone that files the form, in force in the period, by code, or for the one of a code.

    A form of the law on clusters is a tenant's; what builds a zone has another, which its developer fills in.
    """
    kinds = tuple(ZoneKind) if form.every_project else (form.kind,)
    lying = {each.id for kind in kinds for each in zones_in(books, whole, kind)}
    zones = zones_on(whole.dates)
    found = [
        (project.reference, zone.id)
        for project in projects_on(whole.dates).values()
        if code in {None, project.code}
        and (form.every_project or project.role == ProjectRole.SECONDARY)
        and in_force_during(project, whole.period)
        and (zone := zone_of(project, zones)) is not None
        and zone.id in lying
    ]
    if code is not None and not found:
        raise FormProjectUnknown(form=form.name, project=code, kind=ANY_ZONE if form.every_project else form.kind.label)
    return [replace(whole, zone=zone, project=reference) for reference, zone in sorted(found)]


def in_force_during(project: ProjectOn, period: Period) -> bool:
    """Whether a project was in force on some day of a period."""
    return project.registered_on <= period.end and (project.ended_on is None or project.ended_on > period.start)


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
MOST_PROJECTS = 600
"""Projects, a sheet each, that one request through the portal or the API may fill: as much work."""


def refuse_large(pairs: Sequence[tuple[StatutoryForm, FormScope]], books: Figures) -> None:
    """Refuse what would keep others waiting."""
    if (projects := sum(scope.project is not None for _, scope in pairs)) > MOST_PROJECTS:
        raise FormsOfManyProjects(count=projects, most=MOST_PROJECTS)
    asked = {(scope, form.kind) for form, scope in pairs if scope.zone is None}
    zones = {each: len(zones_in(books, *each)) for each in asked}
    count = sum(zones.get((scope, form.kind), 1) for form, scope in pairs)
    if count > MOST_ROWS:
        raise FormsTooLarge(count=count, most=MOST_ROWS)


def subject_of(scope: FormScope) -> Text:
    """The place, the zone or the project of a scope in words."""
    if scope.project is not None and (project := project_at(scope.project, scope.dates)) is not None:
        named = f"{project.name} ({project.code})" if project.name else project.code
        return Text(named, named)
    if scope.zone is not None and (zone := zones_by_id(scope.dates).get(scope.zone)):
        return Text(zone.title, zone.title)
    return get(scope.place).title(scope.period.end)
