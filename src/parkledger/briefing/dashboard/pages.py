"""What a dashboard knows: everything that the page of a place, or of a book, shows for its two dates."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from parkledger.briefing.dashboard.cards import HEADLINES, cards, known_of_clusters, then_and_now
from parkledger.briefing.dashboard.changes import BookFacts, DashboardChanges, book_facts, changes, scope_of
from parkledger.briefing.dashboard.projects import Projects, projects
from parkledger.briefing.dashboard.questions import DashboardSubject, Part, together, with_kinds
from parkledger.briefing.dashboard.tables import below, jobs, jobs_now, kinds, land, months, origins, years
from parkledger.briefing.dashboard.zones import Clearance, clearances, occupancy, plots
from parkledger.catalogue import ZoneKind
from parkledger.figures import Figures
from parkledger.language import Text
from parkledger.ledger.errors import BookUnknown
from parkledger.ledger.store import registry
from parkledger.places import Place, as_of_today, existed, get, parent, region_of, territory_on
from parkledger.records.events import EventScope

MOST_CLEARANCES = 20
"""Zones with land to clear that are listed."""


@dataclass(frozen=True, slots=True)
class Late:
    """Zones where clearance is behind, and how many more there are than are listed."""

    clearances: list[Clearance]
    more_clearances: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The dashboard of a place; `parts` are the tables and charts by name."""

    subject: DashboardSubject
    parts: dict[str, Any]
    projects: Projects
    late: Late
    changes: DashboardChanges
    above: Place | None
    now: Place | None
    books: list[tuple[str, str]] = field(default_factory=list)

    @property
    def origin_tables(self) -> list[tuple[Any, bool]]:
        """What is in force, then what came since January; each with whether it is the first."""
        return [(self.parts["origins"]["held"], True), (self.parts["origins"]["flows"], False)]

    @property
    def project_tables(self) -> list[tuple[Any, bool]]:
        """Projects by country, then by sector; each with whether it is the first."""
        return [(self.projects.by_country, True), (self.projects.by_sector, False)]


def dashboard(books: Figures, subject: DashboardSubject) -> Dashboard:
    """The dashboard of a place."""
    subject = with_kinds(subject, books)
    zones = plots(books, subject)
    parts: dict[str, Part[Any]] = {
        "cards": cards(subject, books.zone_named),
        "kinds": kinds(subject),
        "origins": origins(subject),
        "months": months(subject),
        "land": land(subject),
        "jobs": jobs(subject),
        "jobs_now": jobs_now(subject),
        "years": years(subject),
        "then": then_and_now(subject, books.zone_named),
        "below": below(subject, books.places()),
    }
    if not subject.is_wide:
        parts["occupancy"] = occupancy(books, subject, zones)
    shown = together(books.answer, parts)
    shown["cards"] = known_of_clusters(shown["cards"])
    behind = clearances(books, zones)
    late = Late(behind[:MOST_CLEARANCES], len(behind[MOST_CLEARANCES:]))
    found = projects(books, territory_on(subject.place, subject.on), subject.on, subject.known_at)
    scope = scope_of(subject)
    above, now = around(subject.place, subject.on)
    return Dashboard(
        subject=subject,
        parts=shown,
        projects=found,
        late=late,
        changes=changes(subject, scope),
        above=above,
        now=now,
        books=named_books(scope.all_books),
    )


def around(place: Place, on: date) -> tuple[Place | None, Place | None]:
    """The place above, and the place that this one is part of on the page's day, where it is no more."""
    above = region_of(place, on) if place.level.value == "province" else parent(place)
    now = None if existed(place, on) or on < place.exists_from else as_of_today(place)
    return above or parent(place), now


def named_books(books: Sequence[int]) -> list[tuple[str, str]]:
    """Books by their codes and names."""
    return list(registry.books(books).order_by("pk").values_list("code", "name"))


@dataclass(frozen=True, slots=True)
class BookDashboard:
    """The dashboard of a book: its own events, projects and zones, and the figures of the kinds of zone it keeps."""

    subject: DashboardSubject
    facts: BookFacts
    parts: dict[str, Any]
    projects: Projects
    changes: DashboardChanges
    kinds: list[ZoneKind]
    others: list[str]
    zones: int


def book_dashboard(books: Figures, subject: DashboardSubject, code: str) -> BookDashboard:
    """The dashboard of a book. Its cards are of its place and of the kinds of zone that it keeps."""
    facts = book_facts(code, subject.known_at)
    if facts is None:
        raise BookUnknown(book=code, known=registry.book_codes())
    subject = DashboardSubject(get(facts.place), subject.on, subject.known_at, subject.since)
    own = {zone["id"]: ZoneKind(zone["kind"]) for zone in books.zones.values() if zone["book"] == code}
    kept = sorted(set(own.values()))
    zones = plots(books, subject)
    headlines = [headline for headline in HEADLINES if headline.kind in kept]
    full = occupancy(books, subject, zones)
    shown = together(books.answer, {"cards": cards(subject, books.zone_named, headlines), "occupancy": full})
    shown["cards"] = known_of_clusters(shown["cards"])
    found = projects(books, territory_on(subject.place, subject.on), subject.on, subject.known_at, [facts.id])
    for kind, every in shown["occupancy"].items():
        shown["occupancy"][kind] = [each for each in every if each.zone in own]
    others = _others(books, subject, kept, code)
    return BookDashboard(
        subject=subject,
        facts=facts,
        parts=shown,
        projects=found,
        changes=changes(subject, EventScope((facts.id,))),
        kinds=kept,
        others=others,
        zones=len(own),
    )


def _others(books: Figures, subject: DashboardSubject, kept: Sequence[ZoneKind], code: str) -> list[str]:
    """Other books that keep zones of the same kinds in the place: the cards are of theirs as well."""
    found = set()
    for kind in kept:
        zones = books.zones_of(replace(subject.ask("land.established", kind), known_at=None))
        found |= {books.zones[zone]["book"] for zone in zones}
    return sorted(found - {code})


SECTIONS = (
    ("tong-quan", Text("Số liệu chính", "Headline figures")),
    ("khu-cum", Text("Khu và cụm", "Parks and clusters")),
    ("dia-phuong", Text("Theo địa phương", "By place")),
    ("san-xuat", Text("Sản xuất, xuất khẩu trong năm", "Production and exports of the year")),
    ("lap-day", Text("Lấp đầy từng khu, cụm", "Occupancy by zone")),
    ("von", Text("FDI và trong nước", "Foreign and domestic")),
    ("du-an", Text("Dự án theo nước, ngành, năm", "Projects by country, sector, year")),
    ("dat", Text("Cân đối đất", "Land balance")),
    ("lao-dong", Text("Lao động", "Jobs")),
    ("cham", Text("Nội dung chậm tiến độ", "What is late")),
    ("thay-doi", Text("Thay đổi", "What changed")),
)
"""The sections of a place's dashboard, in their order: anchor and heading."""


def contents(found: Dashboard) -> list[tuple[str, Text]]:
    """The sections that a dashboard has something for."""
    empty = {
        "dia-phuong": not found.parts["below"],
        "lap-day": "occupancy" not in found.parts or not any(found.parts["occupancy"].values()),
    }
    return [(anchor, name) for anchor, name in SECTIONS if not empty.get(anchor)]
