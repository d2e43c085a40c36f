"""The rows of forms: zones, changes of zones, projects, countries, each with its words and the sums that it brings."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType

from parkledger.briefing.forms.answers import Answers, asked_cell, figure_cell
from parkledger.briefing.forms.business import ReportsOfProject, business_cell
from parkledger.briefing.forms.model import (
    BN_VND,
    HA,
    M_USD,
    PEOPLE,
    PROJECTS,
    Asked,
    BusinessSum,
    CellState,
    CellUnit,
    FormCell,
    PageLink,
    RowsOf,
    StatutoryForm,
)
from parkledger.briefing.forms.projects import SQUARE_METRES, ProjectSum, ProjectSums, of_origin, sum_cell
from parkledger.briefing.forms.scope import FormScope, in_force_during, zones_in
from parkledger.catalogue import Origin, ProjectRole, ZoneKind
from parkledger.catalogue.countries import countries
from parkledger.catalogue.kinds import WorksKind
from parkledger.catalogue.publicity import PublicKind, hides
from parkledger.figures import Figures, Question
from parkledger.language import Lang, Period, Text, format_date
from parkledger.ledger.events import codes_of
from parkledger.ledger.events.declarations import ZoneEstablished, ZonePlanned
from parkledger.ledger.events.economic_zones import CATEGORIES, GeneralPlanApproved
from parkledger.ledger.events.opening_balances import ZoneOpened
from parkledger.ledger.events.project_business import BusinessReport, ProjectReport
from parkledger.ledger.events.projects import ProjectRevoked, ProjectTerminated
from parkledger.ledger.events.zone_ends import ZoneRevoked
from parkledger.ledger.events.zones import AreaChanged, InvestmentPolicyApproved
from parkledger.ledger.models import row_id
from parkledger.records.business import ReportOnRecord, project_reports
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, hides_event, standing, stored
from parkledger.records.histories import ProjectOn, Reference, ZoneOn, project_at, zones_by_code
from parkledger.records.infrastructure import lots_on
from parkledger.records.place_text import place_words

Words = Text | str
DECIDING = codes_of(
    ZonePlanned, GeneralPlanApproved, InvestmentPolicyApproved, ZoneEstablished, AreaChanged, ZoneRevoked
)
ENDING = codes_of(ProjectRevoked, ProjectTerminated)


def _lies_within(report: ProjectReport, period: Period) -> bool:
    return period.start <= report.period_start and report.period_end <= period.end


@dataclass(slots=True)
class FormRow:
    """A row before its columns are asked: its part of the form, its zone, its words, the sums that it brings."""

    key: str
    section: str = ""
    zone: int | None = None
    words: dict[str, Words] = field(default_factory=dict)
    given: dict[str, FormCell] = field(default_factory=dict)
    who: str = ""
    page: PageLink | None = None


@dataclass(slots=True)
class RowSource:
    """What rows are made from, shared by all forms of a request."""

    books: Figures
    answers: Answers
    projects: ProjectSums
    _decisions: dict[FormScope, list[Stored]] = field(default_factory=dict)
    _sums: dict[tuple[FormScope, ZoneKind], dict[Reference, ProjectSum]] = field(default_factory=dict)
    _projects: dict[tuple[Reference, Dates], ProjectOn | None] = field(default_factory=dict)
    _reports: dict[tuple[object, ...], dict[Reference, list[ReportOnRecord]]] = field(default_factory=dict)
    _begun: dict[Dates, frozenset[Reference]] = field(default_factory=dict)

    def decisions(self, scope: FormScope) -> list[Stored]:
        """The decisions on zones of all books up to the end of the period, and those that ended projects in it."""
        key = FormScope("", scope.period, scope.known_at)
        if key not in self._decisions:
            ids = [mark.id for mark in self.books.heads.values()]
            end, known_at = scope.period.end, scope.known_at
            zones = standing(ids, DECIDING, None, end, known_at)
            self._decisions[key] = zones + standing(ids, ENDING, scope.period.start, end, known_at)
        return self._decisions[key]

    def reports(
        self, kind: type[ProjectReport], project: ProjectOn, scope: FormScope, *, planned: bool = False
    ) -> ReportsOfProject:
        """What a project reported of the period in events of a kind: what was, or what was expected of it."""
        period = scope.period
        since = None if period.start <= project.registered_on else period.start  # read once for all projects
        key = (kind, since, period.end, scope.known_at)
        if key not in self._reports:
            ids = [mark.id for mark in self.books.heads.values()]
            self._reports[key] = project_reports(kind, ids, since, period.end, scope.known_at)
        every = [
            each
            for each in self._reports[key].get(project.reference, ())
            if each.report.is_planned == planned and each.report.period_end >= period.start
        ]
        within = [each for each in every if _lies_within(each.report, period)]
        across = [each for each in every if not _lies_within(each.report, period)]
        return ReportsOfProject(project, period, kind, within, across)

    def business(self, project: ProjectOn, scope: FormScope, *, planned: bool = False) -> ReportsOfProject:
        """What a project reported of its business in the period."""
        return self.reports(BusinessReport, project, scope, planned=planned)

    def business_in(self, scope: FormScope, kind: ZoneKind, *, planned: bool = False) -> list[ReportsOfProject]:
        """What the scope's project reported of its business, or the infrastructure projects in force in the period."""
        if scope.project is not None:
            project = self.project(scope)
            return [] if project is None else [self.business(project, scope, planned=planned)]
        building = (each.project for each in self.projects.of(scope, kind) if each.is_infrastructure)
        return [self.business(each, scope, planned=planned) for each in building if in_force_during(each, scope.period)]

    def project(self, scope: FormScope) -> ProjectOn | None:
        """The scope's project as it was at the end of the period; None where there is none to be shown."""
        if scope.project is None:
            return None
        key = (scope.project, scope.dates)
        if key not in self._projects:
            self._projects[key] = project_at(*key)
        return self._projects[key]

    def sum_of_project(self, scope: FormScope) -> ProjectSum | None:
        """What the scope's project holds at the end of the period, and what changed of it."""
        if scope.zone is None or scope.project is None:
            return None
        kind, whole = ZoneKind(self.books.zone(scope.zone)["kind"]), replace(scope, zone=None, project=None)
        if (whole, kind) not in self._sums:
            self._sums[whole, kind] = {each.project.reference: each for each in self.projects.of(whole, kind)}
        return self._sums[whole, kind].get(scope.project)

    def withholds_projects(self, scope: FormScope, kind: ZoneKind) -> bool:
        """Whether a book with zones of the kind in the place does not show its projects to whoever asks."""
        books = {self.books.zone(each.id)["book"] for each in zones_in(self.books, scope, kind)}
        return any(hides(book, PublicKind.PROJECTS) for book in books)

    def opened_established(self, scope: FormScope) -> frozenset[tuple[str, str]]:
        """The zones, by book and code, that an opening balance tells of as established."""
        ids = [mark.id for mark in self.books.heads.values()]
        openings = standing(ids, codes_of(ZoneOpened), scope.period.start, scope.period.end, scope.known_at)
        return frozenset((each.book, str(each.payload["zone"])) for each in openings if each.payload["established"])

    def waste_water_begun(self, scope: FormScope) -> frozenset[Reference]:
        """The zones of which a lot of waste-water works has begun or is accepted, by book and code; not of books that withhold it."""
        if scope.dates not in self._begun:
            self._begun[scope.dates] = frozenset(
                (each.event.book, planned.zone)
                for each in lots_on(scope.dates)
                if (planned := each.course.planned) is not None
                and planned.zone is not None
                and planned.works is WorksKind.WASTEWATER
                and each.course.stopped is None
                and (each.course.begun is not None or each.course.accepted is not None)
                and not hides_event(each.event.book, each.event.type)
            )
        return self._begun[scope.dates]

    def stage(self, scope: FormScope, kind: ZoneKind, zone: int, stage: str) -> bool | None:
        """Whether a zone has come to a stage; None before the answers are there."""
        figure = self.answers(
            Question(stage, scope.place, scope.period.end, zone=zone, kind=kind, known_at=scope.known_at)
        )
        return None if figure is None else bool(figure.value)


Rows = tuple[list[FormRow], dict[str, FormCell]]
"""Rows, and what the whole place has of the sums that the rows bring."""


def rows_of(form: StatutoryForm, scope: FormScope, source: RowSource) -> Rows:
    """The rows of a form."""
    return _MAKERS[form.rows](form, scope, source)


def _infrastructure(form: StatutoryForm, scope: FormScope, source: RowSource) -> Rows:
    stages = ("zones.established", "zones.investment_approved", "zones.operating")
    return _zones(form, scope, source, stages)


def _producing(form: StatutoryForm, scope: FormScope, source: RowSource) -> Rows:
    return _zones(form, scope, source, ("zones.established", "zones.operating"))


IN_OPERATION = Text("Đã đi vào hoạt động", "Operating")
SPENT_BY_BUILDERS = Text(
    "Vốn thực hiện lũy kế của các dự án hạ tầng, cộng theo dự án.",
    "Capital implemented by infrastructure projects, summed by project.",
)


def _zones(form: StatutoryForm, scope: FormScope, source: RowSource, stages: Iterable[str]) -> Rows:
    sums = source.projects.of(scope, form.kind)
    by_zone: defaultdict[int, list[ProjectSum]] = defaultdict(list)
    for each in sums:
        if each.zone is not None:
            by_zone[each.zone.id].append(each)
    documents = _documents(scope, source)
    builders = _certificates(sums, scope, source)
    rows = []
    for zone in zones_in(source.books, scope, form.kind):
        reached = [source.stage(scope, form.kind, zone.id, stage) for stage in stages]
        if any(each is None or each for each in reached):
            rows.append(
                _zone_row(
                    form,
                    zone=zone,
                    scope=scope,
                    source=source,
                    sums=by_zone[zone.id],
                    documents=documents,
                    certificates=builders,
                )
            )
    return rows, _given(sums)


def _zone_row(
    form: StatutoryForm,
    zone: ZoneOn,
    scope: FormScope,
    source: RowSource,
    sums: list[ProjectSum],
    documents: dict[tuple[str, str], str],
    certificates: dict[int, str],
) -> FormRow:
    building = [each for each in sums if each.is_infrastructure]
    operating = source.stage(scope, form.kind, zone.id, "zones.operating")
    words: dict[str, Words] = {
        **_zone_words(zone, scope),
        **_builders_words(building, certificates),
        "decision": documents.get((f"{zone.book}/{zone.code}", InvestmentPolicyApproved.code), ""),
        "state": IN_OPERATION if operating else Text("Chưa ghi nhận hoạt động", "Operation not on record"),
    }
    page = PageLink("zone", zone.reference)
    return FormRow(
        str(zone.id),
        section="",
        zone=zone.id,
        words=words,
        given=_given(sums),
        who=zone.book,
        page=page,
    )


def _builders_words(building: list[ProjectSum], certificates: dict[int, str]) -> dict[str, Words]:
    """The infrastructure projects of a zone in words."""
    return {
        "project": "; ".join(each.project.name or each.project.code for each in building),
        "country": "; ".join(sorted({each.project.country for each in building if each.project.country})),
        "certificate": "; ".join(certificates[each.project.id] for each in building if each.project.id in certificates),
    }


def _given(sums: list[ProjectSum]) -> dict[str, FormCell]:
    """The sums over infrastructure projects of a zone, or of the place: capital implemented, by origin."""
    found: dict[str, FormCell] = {}
    for origin, unit, name in ((Origin.FDI, M_USD, "foreign"), (Origin.DDI, BN_VND, "domestic")):
        building = [each for each in of_origin(sums, origin) if each.is_infrastructure]
        built = sum_cell(building, ("capital.implemented",), unit, SPENT_BY_BUILDERS, held=True)
        if built.state is CellState.EMPTY:
            built.state = CellState.UNRECORDED
        found[f"spent_{name}"] = built
    return found


def _zone_words(zone: ZoneOn, scope: FormScope) -> dict[str, Words]:
    return {
        "name": zone.title,
        "place": place_words(zone.place, scope.period.end),
        "developer": zone.developer,
    }


def _documents(scope: FormScope, source: RowSource) -> dict[tuple[str, str], str]:
    """The document of the last decision of each type on each zone, by zone and type."""
    found = {}
    for event in source.decisions(scope):
        if "zone" in event.payload:
            found[f"{event.book}/{event.payload['zone']}", event.type] = document_named(event)
    return found


def document_named(event: Stored) -> str:
    """The number of an event's document; its title where it has none."""
    document = event.document
    return str(document.get("number") or document.get("title") or "")


def _certificates(sums: list[ProjectSum], scope: FormScope, source: RowSource) -> dict[int, str]:
    """The founding documents of infrastructure projects, by project."""
    return _founding([each for each in sums if each.is_infrastructure], scope, source)


def _founding(sums: Iterable[ProjectSum], scope: FormScope, source: RowSource) -> dict[int, str]:
    ids = {
        row_id(source.books.heads[each.project.book].id, each.project.registered_by): each.project.id for each in sums
    }
    found = {ids[event.id]: document_named(event) for event in stored(list(ids), scope.known_at)}
    return {project: name for project, name in found.items() if name}


BY_PLAN = Text("Theo quy hoạch chung được duyệt gần nhất.", "By the general plan approved last.")


@dataclass(slots=True)
class _EconomicZones:
    """The economic zones of a scope with the general plan that holds for each."""

    scope: FormScope
    plans: dict[Reference, Stored]

    def category(self, zone: ZoneOn) -> str:
        """The code of the zone's type; empty where no plan says it."""
        plan = self.plans.get(zone.reference)
        return str(plan.payload["category"]) if plan else ""

    def words(self, zone: ZoneOn) -> dict[str, Words]:
        """A zone in words, with its type and the document of its plan."""
        category, plan = self.category(zone), self.plans.get(zone.reference)
        named: dict[str, Words] = {"category": CATEGORIES[category]} if category else {}
        return {**_zone_words(zone, self.scope), **named, "plan": document_named(plan) if plan else ""}

    def areas(self, zone: ZoneOn) -> dict[str, FormCell]:
        """The areas of a zone's plan, by the names of their fields."""
        plan = self.plans.get(zone.reference)
        return {key: self._area(plan, key) for key in PLAN_AREAS}

    def _area(self, plan: Stored | None, key: str) -> FormCell:
        held = plan.payload.get(key) if plan else None
        if plan is None or held is None:
            return FormCell(unit=HA, state=CellState.UNRECORDED)
        area = Fraction(str(held)) / SQUARE_METRES
        return FormCell(area, HA, CellState.NUMBER, said=(BY_PLAN,), demo=plan.demo)


PLAN_AREAS = tuple(name for name in GeneralPlanApproved.model_fields if name.endswith("_m2"))


def _economic_zones(scope: FormScope, source: RowSource) -> _EconomicZones:
    plans = {
        (event.book, str(event.payload["zone"])): event
        for event in source.decisions(scope)
        if event.type == GeneralPlanApproved.code
    }
    return _EconomicZones(scope, plans)


def _all_zones(form: StatutoryForm, scope: FormScope, source: RowSource) -> Rows:
    """Every economic zone on record."""
    known = _economic_zones(scope, source)
    rows = [
        FormRow(
            str(zone.id),
            zone=zone.id,
            words=known.words(zone),
            given=known.areas(zone),
            who=zone.book,
            page=PageLink("zone", zone.reference),
        )
        for zone in zones_in(source.books, scope, form.kind)
    ]
    return rows, {}


HELD_BY_PROJECT = Text("Số của dự án đến cuối kỳ.", "What the project has at the end of the period.")


def _capital(each: ProjectSum, held: str) -> dict[str, FormCell]:
    """A project's registered and implemented capital, in the columns of its origin."""
    unit, origin = (M_USD, "foreign") if each.project.origin == Origin.FDI else (BN_VND, "domestic")
    return {
        origin: sum_cell([each], (held,), unit, HELD_BY_PROJECT, held=True),
        f"spent_{origin}": sum_cell([each], ("capital.implemented",), unit, HELD_BY_PROJECT, held=True),
    }


TRADED = {
    "revenue": BusinessSum.REVENUE,
    "export": BusinessSum.EXPORTS,
    "import": BusinessSum.IMPORTS,
    "budget": BusinessSum.BUDGET_PAID,
}
"""What forms that list projects ask of the business of each, by the keys of their columns."""


def _traded(business: ReportsOfProject, revenue: CellUnit, prefix: str = "") -> dict[str, FormCell]:
    """What a project sold, traded and paid to the budget, by the columns' keys; trade is in US dollars."""
    units = {"revenue": revenue, "budget": BN_VND}
    return {f"{prefix}{key}": business_cell([business], what, units.get(key, M_USD)) for key, what in TRADED.items()}


def _builders(form: StatutoryForm, scope: FormScope, source: RowSource) -> Rows:
    """The infrastructure projects in economic zones."""
    known = _economic_zones(scope, source)
    building = [each for each in source.projects.of(scope, form.kind) if each.is_infrastructure and each.stands]
    founding = _founding(building, scope, source)
    rows = []
    for each in building:
        traded = _traded(source.business(each.project, scope), M_USD)
        row = _project_row(each, "", founding, _capital(each, "capital.infrastructure") | traded)
        if each.zone is not None:
            row.words |= {**known.words(each.zone), "name": row.words["name"], "zone": each.zone.title}
        rows.append(row)
    return rows, {}


def _tenants(form: StatutoryForm, scope: FormScope, source: RowSource) -> Rows:
    """The tenants' projects in force in economic zones."""
    rows = []
    for each in source.projects.of(scope, form.kind):
        if each.is_infrastructure or not each.stands:
            continue
        given = _capital(each, "capital.in_force")
        given["land"] = sum_cell([each], LEASED, HA, HELD_BY_PROJECT, held=True)
        given |= _business_of_tenant(each.project, scope, source)
        row = _project_row(each, "", {}, given)
        operates = each.held.get("projects.operating")
        row.words["sector"] = each.project.sector
        row.words["state"] = (
            IN_OPERATION
            if operates and operates.amount > 0
            else Text("Chưa ghi nhận đi vào hoạt động", "Not recorded as operating")
        )
        rows.append(row)
    return rows, {}


def _business_of_tenant(project: ProjectOn, scope: FormScope, source: RowSource) -> dict[str, FormCell]:
    """What a tenant's project reported: money in the columns of its origin, its workers by where they are from."""
    business = source.business(project, scope)
    revenue, prefix = (M_USD, "foreign.") if project.origin == Origin.FDI else (BN_VND, "domestic.")
    workers = {"vietnamese": BusinessSum.VIETNAMESE_WORKERS, "foreigners": BusinessSum.FOREIGN_WORKERS}
    return _traded(business, revenue, prefix) | {
        key: business_cell([business], what, PEOPLE) for key, what in workers.items()
    }


def _nothing(_form: StatutoryForm, _scope: FormScope, _source: RowSource) -> Rows:
    return [], {}


NOT_APPROVED = Text(
    "Nhóm chưa được chấp thuận: 0 theo mặc định của biểu.", "Not yet approved: 0 by the form's default."
)


def _in_plan(form: StatutoryForm, scope: FormScope, source: RowSource) -> Rows:
    documents = _documents(scope, source)
    rows = []
    for zone in zones_in(source.books, scope, form.kind):
        planned = source.stage(scope, form.kind, zone.id, "zones.planned")
        stages = [
            source.stage(scope, form.kind, zone.id, stage)
            for stage in ("zones.investment_approved", "zones.established")
        ]
        area = asked_cell(Asked("land.natural", HA), scope, form.kind, zone.id, source.answers)
        if planned is False:
            continue
        approved = any(stages)
        if not approved:
            area = FormCell(Fraction(0), HA, CellState.NUMBER, said=(NOT_APPROVED,))
        words = _zone_words(zone, scope)
        words["plan"] = documents.get((f"{zone.book}/{zone.code}", ZonePlanned.code), "")
        section = "approved" if approved else "waiting"
        rows.append(FormRow(str(zone.id), section, zone.id, words, {"approved": area}, zone.book))
    return rows, {}


def _changes(form: StatutoryForm, scope: FormScope, source: RowSource) -> Rows:
    """Parks approved, established, enlarged, reduced or revoked in the period; each once in its part of the form."""
    known = zones_by_code(scope.dates)
    within = set(source.books.zones_of(_whole(form, scope))) if scope.zone is None else {scope.zone}
    building = [each for each in source.projects.of(scope, form.kind) if each.is_infrastructure]
    certificates = _founding(building, scope, source)
    rows: dict[str, FormRow] = {}
    for event in source.decisions(scope):
        zone = known.get((event.book, str(event.payload.get("zone", ""))))
        if zone is None or zone.id not in within or event.effective_on < scope.period.start:
            continue
        section = _SECTIONS.get(event.type, "")
        if event.type == AreaChanged.code:
            section = str(event.payload["direction"])
        if section:
            key = f"{section}.{zone.id}"
            own = [each for each in building if each.zone and each.zone.id == zone.id]
            words = {**_zone_words(zone, scope), **_builders_words(own, certificates)}
            row = rows.setdefault(key, FormRow(key, section, zone.id, words, {}, zone.book))
            row.words["decision" if section == "new" else "after_document"] = document_named(event)
            row.given |= _areas(form, scope, source, zone, section)
    return list(rows.values()), {}


_SECTIONS = MappingProxyType(
    {InvestmentPolicyApproved.code: "new", ZoneEstablished.code: "new", ZoneRevoked.code: "revoked"}
)


def _whole(form: StatutoryForm, scope: FormScope) -> Question:
    return Question("land.established", scope.place, scope.period.end, kind=form.kind, known_at=scope.known_at)


def _areas(form: StatutoryForm, scope: FormScope, source: RowSource, zone: ZoneOn, section: str) -> dict[str, FormCell]:
    """The areas of a park whose stage or area changed: as it stands, or before the period and after it."""

    def cell(indicator: str, unit: CellUnit, origin: Origin | None = None) -> FormCell:
        return asked_cell(Asked(indicator, unit, origin), scope, form.kind, zone.id, source.answers)

    if section == "new":
        return {
            "area": cell("land.established", HA),
            "leasable": cell("land.leasable", HA),
            "foreign": cell("capital.infrastructure", M_USD, Origin.FDI),
            "domestic": cell("capital.infrastructure", BN_VND, Origin.DDI),
        }
    before = Question(
        "land.established", scope.place, scope.before, zone=zone.id, kind=form.kind, known_at=scope.known_at
    )
    return {"before": figure_cell(source.answers(before), HA), "after": cell("land.established", HA)}


CHARTER = Text("Thay đổi ròng vốn điều lệ của dự án trong kỳ.", "Net change of the project's charter capital.")
ADDED = Text("Vốn điều chỉnh tăng của dự án trong kỳ.", "Capital increases of the project.")
REDUCED = Text("Vốn điều chỉnh giảm của dự án trong kỳ.", "Capital decreases of the project.")
LAND = Text("Thay đổi ròng đất thuê của dự án trong kỳ.", "Net change of the land that the project leases.")
LEASED = ("land.leased_industrial", "land.leased_service")


def _adjusted(form: StatutoryForm, scope: FormScope, source: RowSource) -> Rows:
    """Tenants' projects whose capital was adjusted in the period."""
    adjusted = [each for each in source.projects.of(scope, form.kind) if _was_adjusted(each)]
    founding = _founding(adjusted, scope, source)
    rows = []
    for each in adjusted:
        charter = sum_cell([each], ("capital.charter",), M_USD, CHARTER)
        land = sum_cell([each], LEASED, HA, LAND)
        given = {
            "charter.up": _above(charter),
            "charter.down": _below(charter),
            "capital.up": _above(sum_cell([each], ("capital.added",), M_USD, ADDED)),
            "capital.down": _above(sum_cell([each], ("capital.reduced",), M_USD, REDUCED)),
            "land.up": _above(land),
            "land.down": _below(land),
        }
        rows.append(_project_row(each, each.project.origin, founding, given))
    return rows, {}


def _was_adjusted(each: ProjectSum) -> bool:
    if each.is_infrastructure:
        return False
    counted = any(
        balance.amount for key in ("projects.adjusted", "projects.reduced") if (balance := each.moved.get(key))
    )
    charter = each.moved.get("capital.charter")
    return counted or (
        charter is not None and charter.amount != 0 and not each.is_new and each.project.ended_on is None
    )


def _above(cell: FormCell) -> FormCell:
    value = cell.amount
    return cell if value is not None and value > 0 else FormCell(unit=cell.unit, state=CellState.EMPTY)


def _below(cell: FormCell) -> FormCell:
    value = cell.amount
    return replace(cell, value=-value) if value is not None and value < 0 else FormCell(unit=cell.unit)


def _project_row(each: ProjectSum, section: str, founding: dict[int, str], given: dict[str, FormCell]) -> FormRow:
    project = each.project
    words: dict[str, Words] = {
        "name": project.name or project.code,
        "zone": each.zone.title if each.zone else "",
        "certificate": founding.get(project.id, ""),
        "certified_on": Text(*(format_date(project.registered_on, lang) for lang in (Lang.VI, Lang.EN))),
        "investor": project.enterprise,
        "country": project.country,
    }
    page = PageLink("project", project.reference)
    return FormRow(
        f"{section}.{project.id}", section=section, zone=None, words=words, given=given, who=project.book, page=page
    )


ENDED_CAPITAL = Text("Vốn đăng ký của dự án khi thu hồi, chấm dứt.", "The project's registered capital when it ended.")


def _ended(form: StatutoryForm, scope: FormScope, source: RowSource) -> Rows:
    """Projects that were revoked or terminated in the period."""
    sums = {each.project.reference: each for each in source.projects.of(scope, form.kind)}
    ending = {
        (event.book, str(event.payload["project"])): event
        for event in source.decisions(scope)
        if event.type in ENDING and (event.book, str(event.payload.get("project", ""))) in sums
    }
    ended = [sums[reference] for reference in ending]
    founding = _founding(ended, scope, source)
    rows = []
    for reference, event in ending.items():
        each = sums[reference]
        row = _project_row(each, ProjectRole(each.project.role).value, founding, _ended_capital(each))
        row.words["document"] = document_named(event)
        row.words["how"] = event.label
        rows.append(row)
    return rows, {}


def _ended_capital(each: ProjectSum) -> dict[str, FormCell]:
    unit, key = (M_USD, "foreign") if each.project.origin == Origin.FDI else (BN_VND, "domestic")
    if not each.is_infrastructure:
        return {key: sum_cell([each], ("capital.ended",), unit, ENDED_CAPITAL)}
    cell = sum_cell([each], ("capital.infrastructure",), unit, ENDED_CAPITAL)
    return {key: replace(cell, value=-cell.amount) if cell.amount is not None else cell}


UNKNOWN_COUNTRY = Text("(chưa ghi nước)", "(country not recorded)")
BY_COUNTRY = Text(
    "Cộng các dự án FDI của nước này theo nơi đặt.", "Summed over the country's FDI projects by where they lie."
)


def _countries(form: StatutoryForm, scope: FormScope, source: RowSource) -> Rows:
    """The FDI projects in parks and economic zones by country; what stands at the end in columns by where it lies."""
    known = _economic_zones(scope, source)
    by_country: defaultdict[str, dict[str, list[ProjectSum]]] = defaultdict(lambda: defaultdict(list))
    for kind in (form.kind, ZoneKind.ECONOMIC_ZONE):
        for each in of_origin(source.projects.of(scope, kind), Origin.FDI):
            if each.is_infrastructure or each.zone is None:
                continue
            where = "" if kind is form.kind else known.category(each.zone) or "untyped"
            for country, part in _by_country(each):
                by_country[country][where].append(part)
    rows = []
    for country, lying in by_country.items():
        words: dict[str, Words] = {"country": country or UNKNOWN_COUNTRY}
        page = PageLink("projects", (), (("place", scope.place), ("country", country)))
        rows.append(
            FormRow(country or "?", section="", zone=None, words=words, given=_of_country(lying), who="", page=page)
        )
    rows.sort(key=lambda row: (row.key == "?", -(row.given["registered"].amount or 0), row.key))
    return rows, {}


def _of_country(lying: dict[str, list[ProjectSum]]) -> dict[str, FormCell]:
    """The sums over a country's projects, given by where they lie."""
    given = {}
    for where, suffix in (("", ""), ("coastal", ".coast"), ("border", ".border")):
        for key, measure, unit in (
            ("standing", "projects.in_force", PROJECTS),
            ("registered", "capital.in_force", M_USD),
            ("spent", "capital.implemented", M_USD),
        ):
            standing = [one for one in lying.get(where, []) if one.stands]
            given[f"{key}{suffix}"] = sum_cell(standing, (measure,), unit, BY_COUNTRY, held=True)
    every = [each for part in lying.values() for each in part]
    for kind, unit in (("projects", PROJECTS), ("capital", M_USD)):
        for key, measure in _MOVES[kind].items():
            given[f"{kind}.{key}"] = sum_cell(every, (measure,), unit, BY_COUNTRY)
    return given


def _by_country(each: ProjectSum) -> list[tuple[str, ProjectSum]]:
    """A project by the countries of its investors: by their shares, counted with the largest; whole where none are said."""
    shares = each.project.shares
    if len(shares) < 2:
        return [(each.project.country, each)]
    largest = max(share for _, share in shares)
    leading = next(code for code, share in shares if share == largest)
    return [(countries()[code].vi, replace(each, share=share, counts=code == leading)) for code, share in shares]


_MOVES = MappingProxyType(
    {
        "projects": {
            "new": "projects.registered",
            "added": "projects.adjusted",
            "reduced": "projects.reduced",
            "ended": "projects.ended",
        },
        "capital": {
            "new": "capital.new",
            "added": "capital.added",
            "reduced": "capital.reduced",
            "ended": "capital.ended",
        },
    }
)
_MAKERS: MappingProxyType[RowsOf, Callable[[StatutoryForm, FormScope, RowSource], Rows]] = MappingProxyType(
    {
        RowsOf.INFRASTRUCTURE: _infrastructure,
        RowsOf.PRODUCING: _producing,
        RowsOf.IN_PLAN: _in_plan,
        RowsOf.CHANGES: _changes,
        RowsOf.ADJUSTED: _adjusted,
        RowsOf.ENDED: _ended,
        RowsOf.COUNTRIES: _countries,
        RowsOf.ZONES: _all_zones,
        RowsOf.BUILDERS: _builders,
        RowsOf.TENANTS: _tenants,
        RowsOf.NONE: _nothing,
    }
)
