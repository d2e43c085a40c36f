"""Reports: which template, of which place or zone, of which time; shown, and as a file."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from parkledger.briefing.comparison.subjects import MOST
from parkledger.briefing.open_data import recorded_places
from parkledger.briefing.reports import ReportRequest, Template, built_in, compose
from parkledger.briefing.reports.beside import subjects_beside, with_comparison
from parkledger.briefing.reports.files import FORMATS, report_file, report_format
from parkledger.briefing.reports.model import Issuer
from parkledger.briefing.reports.templates import TemplateScope, names
from parkledger.briefing.reports.wording import SIGNING, check_words, draft_words
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.language import ParkError, Period, in_name_order, slug, year_start
from parkledger.places import COUNTRY_CODE, Place, PlaceUnknown, get
from parkledger.portal.reports.tables import report_parts
from parkledger.practices.compared import practices_on_record
from parkledger.records.dates import Dates, period_from, reported_period
from parkledger.records.figure_queries import zone_id
from parkledger.records.histories import zones_by_id
from parkledger.submissions.duties_told import with_duties
from parkledger.submissions.worklist import reach_of
from parkledger.web.access import own_place
from parkledger.web.files import file_answer
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.tables import table_page

ISSUER = ("parent", "office", "number", "title", "signatory")
FIRST = "situation"
LONGEST = 200
"""Characters of what is typed about who issues a report."""


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """What an address asks for, as it was typed; `period` is empty for the time since 1 January."""

    template: Template
    place: str
    zone: str
    project: str
    investor: str
    period: str
    issuer: Issuer
    compare: tuple[str, ...] = ()

    @property
    def holder(self) -> str:
        """The project or investor that a report by its template is of."""
        return {TemplateScope.PROJECT: self.project, TemplateScope.INVESTOR: self.investor}.get(self.template.scope, "")

    @property
    def is_complete(self) -> bool:
        """Whether what a report by its template is of has been chosen."""
        if self.template.of_projects:
            return bool(self.holder)
        return bool(self.place and (self.zone or not self.template.of_zone))

    def query(self, dates: Dates) -> str:
        """What follows the path of a file of it."""
        parts = {
            "place": self.place,
            "zone": self.zone,
            "project": self.project,
            "investor": self.investor,
            "period": self.period,
            **self.issuer._asdict(),
            **dict(dates.given),
        }
        given = [(key, value) for key, value in parts.items() if value]
        return urlencode([*given, *(("compare", name) for name in self.compare)])


@kept
def index(request: PageRequest) -> HttpResponse:
    """Choose a report and look at it; what is wrong with the choice stands beside the field."""
    books = current_figures()
    chosen, problem, report = None, "", None
    places = [get(code) for code in recorded_places(books, request.dates)]
    first = own_place(request.user, [place.code for place in places], request.dates.on)
    try:
        chosen = _choice(request.GET, request, first)
        if chosen.is_complete:
            report = with_comparison(compose(_request(chosen, request, books), books), books)
    except ParkError as wrong:
        problem = wrong.message(request.lang)
        if chosen is None:  # there is no such template: what else was chosen stays
            rest = request.GET.copy()
            rest["template"] = FIRST
            chosen = _choice(rest, request, first)
    files = [
        (suffix, f"{reverse('report_file', args=[chosen.template.name, suffix])}?{chosen.query(request.dates)}")
        for suffix in FORMATS
        if chosen is not None and report is not None
    ]
    context = {
        "templates": [built_in(name, request.lang) for name in names(request.lang)],
        "chosen": chosen,
        "places": _offered(places, chosen),
        "zones": _zones(request.dates, books) if chosen is not None and chosen.template.of_zone else [],
        "report": report,
        "draft": draft_words(report) if report is not None else "",
        "checks_title": SIGNING.of(request.lang),
        "checks": [check_words(each, request.lang) for each in report.checks] if report is not None else [],
        "parts": report_parts(report) if report is not None else [],
        "files": files,
        "problem": problem,
        "given": request.GET,
    }
    return table_page(request, "reports/reports.html", context, status=400 if problem else 200)


@kept
def download(request: PageRequest, template: str, suffix: str) -> HttpResponse:
    """A report as a file; one of now is of what is known now, and says when that was."""
    form = report_format(suffix)
    books = current_figures()
    given = request.GET.copy()
    given["template"] = template
    places = recorded_places(books, request.dates)
    chosen = _choice(given, request, places[0] if places else "")
    report = with_comparison(compose(_request(chosen, request, books), books), books)
    return file_answer(report_file(report, books, suffix), form.media_type, f"{slug(report.title)}.{suffix}")


def _offered(places: list[Place], chosen: ReportChoice | None) -> list[Place]:
    """The places of the page's day, and one that was asked for by its name of another day."""
    if chosen is None or not chosen.place:
        return places
    try:
        asked = get(chosen.place)
    except PlaceUnknown:  # what is wrong is told beside the field already
        return places
    return places if asked in places else [asked, *places]


def _choice(given: QueryDict, request: PageRequest, place: str) -> ReportChoice:
    name = given.get("template", "").strip() or FIRST
    issuer = Issuer(*(given.get(key, "").strip()[:LONGEST] for key in ISSUER))
    words = {key: given.get(key, "").strip()[:LONGEST] for key in ("place", "zone", "project", "investor", "period")}
    compare = tuple(one.strip()[:LONGEST] for one in given.getlist("compare") if one.strip())[:MOST]
    words["place"] = words["place"] or place
    return ReportChoice(built_in(name, request.lang), issuer=issuer, compare=compare, **words)


def _request(chosen: ReportChoice, request: PageRequest, books: Figures) -> ReportRequest:
    dates = request.dates
    zone = zone_id(books, chosen.zone, dates.known_at) if chosen.zone and chosen.template.of_zone else None
    period = period_from(chosen.period) if chosen.period else reported_period(Period(year_start(dates.on), dates.on))
    place = COUNTRY_CODE if chosen.template.of_projects else get(chosen.place).code
    told = chosen.template.tells_practices
    asked = ReportRequest(
        template=chosen.template,
        place=place,
        period=period,
        lang=request.lang,
        zone=zone,
        known_at=dates.known_at,
        issuer=chosen.issuer,
        holder=chosen.holder,
        practices=practices_on_record((place,), period.end, dates.known_at, request.lang) if told else (),
        beside=subjects_beside(chosen.compare, books, Dates(period.end, dates.known_at)),
    )
    return with_duties(asked, reach_of(request.user), books)


def _zones(dates: Dates, books: Figures) -> list[tuple[str, str]]:
    """The zones to choose from: reference and title."""
    known = zones_by_id(dates)
    found = [
        (f"{zone['book']}/{zone['code']}", known[number].title)
        for number, zone in books.zones.items()
        if number in known
    ]
    return in_name_order(found, lambda each: each[1])
