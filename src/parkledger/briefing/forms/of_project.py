"""The lines and cells of a form of one project: in the currency of its origin, with lines for each of its investors."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parkledger.briefing.forms.business import business_cell, capital_cell, investor_of, savings_cell
from parkledger.briefing.forms.model import (
    M_VND,
    OWN_MONEY,
    USD,
    Adds,
    CellState,
    CellUnit,
    FormCell,
    FormLine,
    OfBusiness,
    OfCapital,
    OfProject,
    OfReports,
    OfSavings,
    PageLink,
    StatutoryForm,
    Told,
    When,
)
from parkledger.briefing.forms.projects import sum_cell
from parkledger.briefing.forms.rows import RowSource
from parkledger.briefing.forms.scope import FormScope, going_with
from parkledger.catalogue import MEASURES, Origin, ZoneKind
from parkledger.catalogue.publicity import PublicKind, hides
from parkledger.language import Lang, Text, format_date
from parkledger.ledger.events.project_business import CONTRIBUTED, CapitalReport, EcoReport
from parkledger.places import get
from parkledger.records.histories import ProjectOn, zones_by_id

LABELS = {
    "cash": Text("- Bằng tiền", "- In money"),
    "equipment": Text("- Máy móc, thiết bị", "- Machines and equipment"),
    "other_assets": Text("- Tài sản khác", "- Other assets"),
}
"""What an investor's contributions are called in the forms."""


def own_lines(form: StatutoryForm, scope: FormScope, rows: RowSource) -> Sequence[FormLine]:
    """A form's lines for its project; of a form of no project, as they are defined."""
    project = rows.project(scope)
    if project is None:
        return form.lines
    unit = USD if project.origin == Origin.FDI else M_VND
    return [each for line in form.lines for each in _with_investors(_in_own_money(line, unit), project, scope, rows)]


def _in_own_money(line: FormLine, unit: CellUnit) -> FormLine:
    """A line with the project's own unit in the place of the one that stands for it."""
    source = line.source
    if isinstance(source, Adds) and source.whole is not None and source.whole.unit is OWN_MONEY:
        source = replace(source, whole=replace(source.whole, unit=unit))
    if isinstance(source, Adds) and source.beside is not None:
        source = replace(source, beside=replace(source.beside, unit=unit))
    if isinstance(source, OfBusiness | OfCapital | OfProject | Adds) and source.unit is OWN_MONEY:
        source = replace(source, unit=unit)
    return replace(line, source=source, measured=unit if line.measured is OWN_MONEY else line.measured)


def _with_investors(line: FormLine, project: ProjectOn, scope: FormScope, rows: RowSource) -> Iterator[FormLine]:
    """A line, and below one of investors the lines of each whom a report to the end of the period names."""
    asked = line.source
    if not line.investors or not isinstance(asked, OfCapital):
        yield line
        return
    named = _investors(line.investors, project, scope, rows)
    blocks = [
        list(_block(f"{line.key}.{number}", name, replace(asked, investor=key)))
        for number, (key, name) in enumerate(named.items(), start=1)
    ]
    yield replace(line, source=Adds(tuple(block[0].key for block in blocks), asked.unit)) if blocks else line
    for block in blocks:
        yield from block


def _investors(kind: str, project: ProjectOn, scope: FormScope, rows: RowSource) -> dict[str, str]:
    """The investors of a kind that the project's reports name, each by what tells it from others, as it was written first."""
    whole = going_with(scope, When.SINCE_REGISTERED)
    found: dict[str, str] = {}
    for each in rows.reports(CapitalReport, project, whole).reports:
        if isinstance(each.report, CapitalReport) and each.report.investor_kind == kind:
            found.setdefault(investor_of(each.report), each.report.investor)
    return found


def _block(key: str, name: str, asked: OfCapital) -> Iterator[FormLine]:
    """The lines of one investor: what it contributed, and in what."""
    parts = {source: f"{key}.{source}" for source in CONTRIBUTED}
    yield FormLine(key, Text(name, name), Adds(tuple(parts.values()), asked.unit), key)
    for source, own in parts.items():
        yield FormLine(own, LABELS[source], replace(asked, sources=(source,)))


def project_cell(source: OfReports | OfProject | Told, kind: ZoneKind, scope: FormScope, rows: RowSource) -> FormCell:
    """The cell of a line that is of the scope's project; business may be that of a zone's infrastructure projects."""
    if isinstance(source, OfBusiness):
        reported = rows.business_in(scope, kind, planned=source.planned)
        withheld = rows.withholds_projects(scope, kind) and not reported
        return business_cell(reported, source.what, source.unit, withheld=withheld)
    if isinstance(source, OfProject):
        return _of_postings(source, scope, rows)
    return _told_of_project(source, scope, rows) if isinstance(source, Told) else _of_reports(source, scope, rows)


def _of_reports(source: OfCapital | OfSavings, scope: FormScope, rows: RowSource) -> FormCell:
    """What the scope's project reported of its capital, or of what it saved."""
    project = rows.project(scope)
    if project is None:
        return FormCell(unit=source.unit, state=CellState.WITHHELD)
    if isinstance(source, OfSavings):
        return savings_cell(rows.reports(EcoReport, project, scope), source)
    return capital_cell(rows.reports(CapitalReport, project, scope, planned=source.planned), source)


OF_POSTINGS = Text("Số của dự án trong sổ: {measure}.", "What the books have of the project: {measure}.")


def _of_postings(source: OfProject, scope: FormScope, rows: RowSource) -> FormCell:
    """What postings say of the scope's project; of capital registered whichever of two measures has it."""
    if MEASURES[source.measure].of_one_project and scope.project and hides(scope.project[0], PublicKind.DOSSIERS):
        return FormCell(unit=source.unit, state=CellState.WITHHELD)
    found = rows.sum_of_project(scope)
    named = MEASURES[source.measure].name
    said = Text(OF_POSTINGS.vi.format(measure=named.vi), OF_POSTINGS.en.format(measure=named.en))
    if found is None:
        return FormCell(unit=source.unit, state=CellState.UNRECORDED, said=(said,))
    measures = (source.measure, *(("capital.infrastructure",) if source.measure == "capital.in_force" else ()))
    cell = sum_cell([found], measures, source.unit, said, held=source.held)
    if cell.amount is None:
        return replace(cell, state=CellState.UNRECORDED)
    return replace(cell, page=PageLink("project", found.project.reference))


def _told_of_project(source: Told, scope: FormScope, rows: RowSource) -> FormCell:
    """Words of the scope's project: its name, code, enterprise, place, the day of its certificate."""
    project = rows.project(scope)
    if project is None:
        return FormCell(state=CellState.TEXT)
    zone = zones_by_id(scope.dates).get(scope.zone) if scope.zone is not None else None
    told: dict[str, Text | str] = {
        "name": project.name,
        "code": project.code,
        "registered_on": Text(*(format_date(project.registered_on, lang) for lang in (Lang.VI, Lang.EN))),
        "enterprise": project.enterprise,
        "sector": project.sector,
        "place": ", ".join(filter(None, (zone.title if zone else "", get(project.place).name))),
    }
    words = told[source.key]
    if not words:  # a project of infrastructure has no sector
        return FormCell(state=CellState.UNRECORDED)
    return FormCell(said=((words if isinstance(words, Text) else Text(words, words)),), state=CellState.TEXT)
