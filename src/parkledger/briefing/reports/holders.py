"""Reports of one project, or of an investor's projects: what the books have of them, every number with its events.

These are no figures of a place: a number is the sum of what is filed under the projects, in the currency in which their
capital is stated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.briefing.reports.composer import LineComposer, with_empty_sections
from parkledger.briefing.reports.model import DerivedRun, FigureNote, Part, Report, ReportRequest, ReportTable, Run
from parkledger.briefing.reports.notes import document_name, event_words
from parkledger.briefing.reports.references import AmountReference
from parkledger.briefing.reports.signing import signing_checks
from parkledger.briefing.reports.templates import (
    PROJECT_VARIABLES,
    CapitalHistory,
    DutyList,
    Line,
    ProjectTable,
    TemplateScope,
)
from parkledger.briefing.reports.wording import CLOSING, NO_FIGURE, duty_parts, known_words
from parkledger.catalogue import Origin, ProjectRole
from parkledger.catalogue.countries import country_text
from parkledger.figures import Figures
from parkledger.figures.wording import UNKNOWN, number
from parkledger.language import Lang, ParkError, Text, capitalised, format_date, format_period
from parkledger.places import COUNTRY_CODE, get, province_on
from parkledger.records.dates import Dates
from parkledger.records.events import stored
from parkledger.records.project_figures import HELD, IN_FORCE, Opening, opening
from parkledger.records.project_lists import ProjectRow, enterprise_named, project_named

_SUMMED: Final = Text("cộng các sự kiện của {whose}", "the sum of the events of {whose}")
_OF_PROJECT: Final = Text("dự án {code}", "the project {code}")
_OF_INVESTOR: Final = Text("{count} dự án còn hiệu lực: {codes}", "{count} projects in force: {codes}")
_BELOW: Final = Text("mẫu số: {below}", "denominator: {below}")
_REGISTERED: Final = Text("vốn đăng ký còn hiệu lực", "registered capital in force")
_ROLES: Final = {
    ProjectRole.INFRASTRUCTURE: Text("dự án đầu tư hạ tầng", "an infrastructure project"),
    ProjectRole.SECONDARY: Text("dự án thứ cấp", "a tenant's project"),
}
_ORIGINS: Final = {
    Origin.FDI: Text("đầu tư nước ngoài (FDI)", "foreign (FDI)"),
    Origin.DDI: Text("đầu tư trong nước (DDI)", "domestic (DDI)"),
}
_OUTSIDE: Final = Text("ngoài khu, cụm công nghiệp", "outside parks and clusters")
_SINCE: Final = Text("{name} (từ {day})", "{name} (since {day})")
_PROJECTS: Final = Text("Các dự án của nhà đầu tư", "The investor's projects")
_PROJECT_HEADINGS: Final = (
    Text("TT", "No."),
    Text("Dự án", "Project"),
    Text("Địa điểm", "Where"),
    Text("Tình trạng", "Status"),
    Text("Vốn đăng ký còn hiệu lực", "Registered capital in force"),
    Text("Vốn thực hiện lũy kế", "Implemented to date"),
    Text("Đất đang thuê", "Land leased"),
)
_HISTORY: Final = Text("Vốn đăng ký qua các lần cấp, điều chỉnh", "Registered capital, by certificate and adjustment")
_HISTORY_HEADINGS: Final = (
    Text("TT", "No."),
    Text("Ngày", "Day"),
    Text("Văn bản", "Document"),
    Text("Tăng, giảm", "Change"),
    Text("Sau thay đổi", "Thereafter"),
)
_COLUMNS: Final = (IN_FORCE, "capital.implemented", "land.leased")
_MOST_CODES: Final = 5


class ReportProjectMissing(ParkError):
    """A report of one project is asked for without a project."""

    code = "report_project_missing"
    is_misuse = True
    vi = "Mẫu «{template}» là của một dự án: hãy nêu mã hoặc tên dự án."
    en = "The template “{template}” is of one project: give its code or name."


class ReportInvestorMissing(ParkError):
    """A report of an investor is asked for without an investor."""

    code = "report_investor_missing"
    is_misuse = True
    vi = "Mẫu «{template}» là của một nhà đầu tư: hãy nêu tên doanh nghiệp."
    en = "The template “{template}” is of an investor: give the enterprise's name."


class HolderProjects(NamedTuple):
    """Whose report it is: its projects (of an investor those in force), its name, and how it is asked for again."""

    lines: tuple[ProjectRow, ...]
    name: str
    reference: str
    former: tuple[ProjectRow, ...] = ()


def holder_report(request: ReportRequest, books: Figures) -> Report:
    """Fill a template of a project or of an investor."""
    dates = Dates(request.period.end, request.known_at)
    holder = _holder(request, dates)
    place = _place(holder, dates)
    request = replace(request, place=place, holder=holder.reference)
    composer = _AmountComposer(request, holder, dates)
    title = composer.words(request.template.title)
    filled = [tuple(composer.parts(block)) for block in request.template.blocks]
    told = [part for group in filled for part in group]
    in_word = request.template.word is not None
    parts = tuple(told if in_word else with_empty_sections(told, request.lang))
    notes = tuple(composer.notes)
    return Report(
        request=request,
        title=title,
        kind=request.template.kind,
        place=get(place).name if request.lang is Lang.VI else get(place).english,
        parts=parts,
        notes=notes,
        coverage=(),
        checks=signing_checks(parts, notes, format_date(dates.on, request.lang), request.lang),
        known=known_words(request.known_at, request.lang),
        tip=books.tip,
        filled=tuple(filled) if in_word else (),
    )


def _holder(request: ReportRequest, dates: Dates) -> HolderProjects:
    """Whose report it is, by the words that say so."""
    if request.template.scope is TemplateScope.PROJECT:
        if not request.holder:
            raise ReportProjectMissing(template=request.template.label)
        line = project_named(request.holder, dates)
        return HolderProjects((line,), line.project.name or line.project.code, "/".join(line.project.reference))
    if not request.holder:
        raise ReportInvestorMissing(template=request.template.label)
    row = enterprise_named(request.holder, dates)
    return HolderProjects(tuple(line for line in row.lines if line.in_force), row.name, row.slug, row.former)


def _place(holder: HolderProjects, dates: Dates) -> str:
    """The province of the projects; the country where they are in several."""
    found = {
        province_on(line.zone.place if line.zone else line.project.place, dates.on)
        for line in (holder.lines or holder.former)
    }
    return found.pop() if len(found) == 1 else COUNTRY_CODE


class _AmountComposer(LineComposer):
    """Fills lines and tables with numbers of projects, and keeps the note of each."""

    def __init__(self, request: ReportRequest, holder: HolderProjects, dates: Dates) -> None:
        super().__init__(_variables(request, holder))
        self._lang, self._holder, self._dates = request.lang, holder, dates
        self._duties = request.duties
        self._of_one = request.template.scope is TemplateScope.PROJECT
        self._openings: dict[tuple[str, Origin | None, int | None], Opening] = {}
        self._numbers: dict[str, int] = {}
        self.notes: list[FigureNote] = []

    def parts(self, block: object) -> Iterator[Part]:
        """What a block of the template becomes."""
        if isinstance(block, Line):
            yield from self.line(block)
        elif isinstance(block, ProjectTable):
            yield from self._project_table()
        elif isinstance(block, CapitalHistory):
            yield from self._history()
        elif isinstance(block, DutyList):
            yield from duty_parts(self._duties, self._dates.on, self._lang)

    def value(self, reference: AmountReference) -> Fraction | None:
        return self._opening(reference.code, reference.origin).value

    def number(self, reference: AmountReference) -> str | DerivedRun:
        said = self._run(reference.code, self._opening(reference.code, reference.origin), self._lines(reference.origin))
        if isinstance(said, str):
            return f"{reference.lead} {UNKNOWN.of(self._lang)}".strip()
        return said._replace(text=f"{reference.lead} {said.text}".strip())

    def _lines(self, origin: Origin | None) -> tuple[ProjectRow, ...]:
        return tuple(line for line in self._holder.lines if origin in (None, line.project.origin))

    def _opening(self, code: str, origin: Origin | None = None, line: ProjectRow | None = None) -> Opening:
        """A number over the projects of an origin, or of one project alone."""
        key = (code, origin, line.project.id if line else None)
        if key not in self._openings:
            self._openings[key] = opening(code, [line] if line else self._lines(origin), self._dates)
        return self._openings[key]

    def _run(self, code: str, found: Opening, lines: Sequence[ProjectRow]) -> str | DerivedRun:
        """A number as it is written, with its note; nothing is made of one that was never recorded."""
        if found.value is None:
            return NO_FIGURE
        whose = " ".join("/".join(line.project.reference) for line in lines)
        asked = f"{code} {whose} None {self._dates.on} {found.unit}".replace("  ", " ")
        said = number(found.value, found.unit, self._lang)
        title = found.held.name.of(self._lang)
        note = self._note(asked, title, said, found, lines)
        run = DerivedRun(
            said, title=title, formula=code, value=found.value, figures=(), note=note, asked=asked, demo=found.demo
        )
        return run._replace(period=format_date(self._dates.on, self._lang))

    def _note(self, asked: str, title: str, said: str, found: Opening, lines: Sequence[ProjectRow]) -> int:
        """The number of the note of a number: how it is made, when, from which documents."""
        if asked in self._numbers:
            return self._numbers[asked]
        self._numbers[asked] = len(self._numbers) + 1
        lang, dates = self._lang, self._dates
        below = _BELOW.of(lang).format(below=_REGISTERED.of(lang)) if found.held.below else ""
        parts = "; ".join(
            f"{part.name.of(lang)}: {number(part.value, _unit(found, part.code), lang)}" for part in found.parts
        )
        known = known_words(dates.known_at or datetime.now(UTC), lang)
        self.notes.append(
            FigureNote(
                number=self._numbers[asked],
                title=f"{capitalised(title)} ({self._whose(lines)})",
                value=said,
                period=f"{format_date(dates.on, lang)} ({known})",
                formula="; ".join(filter(None, (_SUMMED.of(lang).format(whose=self._whose(lines)), below))),
                terms=parts,
                coverage="",
                documents=event_words(found.events, dates.known_at, lang),
                published="",
                demo=found.demo,
                is_ratio=bool(found.held.below),
            )
        )
        return self._numbers[asked]

    def _whose(self, lines: Sequence[ProjectRow]) -> str:
        codes = [line.project.code for line in lines]
        if self._of_one or len(codes) == 1:
            return _OF_PROJECT.of(self._lang).format(code=codes[0])
        named = ", ".join(codes[:_MOST_CODES]) + ("…" if len(codes) > _MOST_CODES else "")
        return _OF_INVESTOR.of(self._lang).format(count=len(codes), codes=named)

    def _project_table(self) -> Iterator[Part]:
        """An investor's projects; nothing where none is in force."""
        rows: list[tuple[Run, ...]] = []
        for line in self._holder.lines:
            cells = [self._run(code, self._opening(code, None, line), [line]) for code in _COLUMNS]
            name = f"{line.project.name or line.project.code}"
            rows.append((str(len(rows) + 1), name, _located(line, self._lang), line.said.of(self._lang), *cells))
        if rows:
            headings = tuple(text.of(self._lang) for text in _PROJECT_HEADINGS)
            yield ReportTable(_PROJECTS.of(self._lang), headings, tuple(rows), 4, self._closing())

    def _history(self) -> Iterator[Part]:
        """The days on which a project's registered capital changed, with the documents of each."""
        found = self._opening(IN_FORCE)
        events = {(one.book, one.seq): document_name(one) for one in stored(found.events, self._dates.known_at)}
        rows: list[tuple[Run, ...]] = []
        for step in found.steps:
            documents = (
                "; ".join(dict.fromkeys(name for one in step.events if (name := events.get(one, "")))) or NO_FIGURE
            )
            day = format_date(step.on, self._lang)
            amounts = (
                _signed(step.change, found.unit, self._lang),
                number(step.value or Fraction(0), found.unit, self._lang),
            )
            rows.append((str(len(rows) + 1), day, documents, *amounts))
        if rows:
            headings = tuple(text.of(self._lang) for text in _HISTORY_HEADINGS)
            yield ReportTable(_HISTORY.of(self._lang), headings, tuple(rows), 3, self._closing())

    def _closing(self) -> str:
        return CLOSING.of(self._lang).format(day=format_date(self._dates.on, self._lang))


def _unit(found: Opening, code: str) -> str:
    """The unit of a part of a number, which of a share is another than its own."""
    if found.unit != "percent":
        return found.unit
    return "USD" if HELD[code or IN_FORCE].unit == "money" and found.currency == "USD" else found.currency


def _signed(change: Fraction, unit: str, lang: Lang) -> str:
    return f"{'+' if change > 0 else '−'}{number(abs(change), unit, lang)}"


def _located(line: ProjectRow, lang: Lang) -> str:
    """Where a project is: its zone and place, or its place alone."""
    return f"{line.zone_title or _OUTSIDE.of(lang)}, {line.place.of(lang)}"


def _variables(request: ReportRequest, holder: HolderProjects) -> dict[str, str]:
    """What a template may name; of an investor what only one project has is empty."""
    lang, end = request.lang, request.period.end
    found = dict.fromkeys(PROJECT_VARIABLES, "")
    found |= {
        "on": format_date(end, lang),
        "period": format_period(request.period, lang),
        "year": str(end.year),
        "in_period": format_period(request.period, lang),
        "reported": format_period(request.period, lang),
        "in_reported": format_period(request.period, lang),
        "reported_clusters": format_period(request.period, lang),
        "in_reported_clusters": format_period(request.period, lang),
        "last_year": str(end.year - 1),
        "project": holder.name,
        "investor": holder.name,
    }
    if request.template.scope is TemplateScope.INVESTOR:
        countries = dict.fromkeys(
            country_text(line.project.country).of(lang) for line in holder.lines if line.project.country
        )
        return {**found, "country": ", ".join(countries)}
    return found | _of_project(holder.lines[0], lang)


def _of_project(line: ProjectRow, lang: Lang) -> dict[str, str]:
    """What a template may name of one project."""
    project = line.project
    former = [(since, name) for since, name, _ in project.owners if name != project.enterprise]
    return {
        "investor": project.enterprise,
        "former": "; ".join(_SINCE.of(lang).format(name=name, day=format_date(since, lang)) for since, name in former),
        "code": project.code,
        "status": line.said.of(lang),
        "role": _ROLES[ProjectRole(project.role)].of(lang),
        "origin": _ORIGINS[Origin(project.origin)].of(lang),
        "sector": project.sector,
        "country": country_text(project.country).of(lang) if project.country else "",
        "zone": line.zone_title,
        "located": _located(line, lang),
        "registered_on": format_date(project.registered_on, lang),
    }
