"""Everything due in one list: what the events of the books make due, and the periodic reports that are collected.

Officers, approvers and leaders see what is due in their books; a developer what is due from its zones, an enterprise what
is due from its projects.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from parkledger.catalogue import DossierChannel, Procedure
from parkledger.catalogue.cluster_reports import CLUSTER_REPORTS
from parkledger.catalogue.collections import Reporter
from parkledger.catalogue.publicity import whole
from parkledger.duties import (
    NEVER,
    OPEN_STATES,
    SCHEDULED,
    Duty,
    DutyKind,
    DutyPhase,
    DutyState,
    DutySubject,
    DutyTerms,
    Obliged,
    Slowness,
    order_of,
    state_of_done,
    state_of_open,
)
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.language import Lang, Text, fold, format_date, in_name_order
from parkledger.ledger.store import registry
from parkledger.people.permissions import Target, User, enterprises_for, may, zones_held_since
from parkledger.people.roles import Action
from parkledger.places import get, is_within_any, territory_on
from parkledger.records.dates import Dates
from parkledger.records.duties import ORDER, Surroundings, duties_on, slowest
from parkledger.records.duty_tables import about_words, duty_words
from parkledger.submissions.assignments import NOBODY, Assignments, assignments
from parkledger.submissions.collections.due import Board, DueReport, DueState, board, reports_state
from parkledger.submissions.models import Collecting


@dataclass(frozen=True, slots=True)
class WorkReach:
    """Whose duties somebody sees: all of some books, those of some zones' developers and employers, those of some enterprises.

    Each zone is with the day since which they speak for it: what was due from a developer before is none of theirs.
    """

    books: frozenset[str]
    zones: Mapping[int, date] = field(default_factory=dict)
    enterprises: frozenset[str] = frozenset()

    def sees(self, phase: DutyPhase, around: Surroundings) -> bool:
        """Whether a duty is among them."""
        if phase.duty.book in self.books:
            return True
        if phase.terms.obliged in {Obliged.DEVELOPER, Obliged.EMPLOYER}:
            zone = around.zone(phase)
            since = self.zones.get(zone.id) if zone is not None else None
            if since is None:
                return False
            return phase.terms.obliged is Obliged.EMPLOYER or around.lies_with(phase, since)
        return phase.terms.obliged is Obliged.ENTERPRISE and around.obliged(phase) in self.enterprises

    def __bool__(self) -> bool:
        """Whether there is anything that could be seen."""
        return bool(self.books or self.zones or self.enterprises)


def reach_of(user: User) -> WorkReach:
    """Whose duties somebody sees, by their roles."""
    books = [book.code for book in registry.books() if may(user, Action.READ_SUBMISSIONS, Target(book.pk, book.place))]
    return WorkReach(
        frozenset(books),
        zones_held_since(user, Action.SUBMIT),
        frozenset(enterprises_for(user, Action.SUBMIT)),
    )


def whole_reach() -> WorkReach:
    """All books: who works on the server itself sees everything."""
    return WorkReach(frozenset(registry.book_codes()))


EVERY_STATE = "all"
"""Asks for duties in every state; without a state, those are listed of which there is still something to do."""


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """What the list is narrowed to; what is empty does not restrict. `zone` and `project` are book/code, `person` an account's name, or
    `NOBODY` for what nobody has in hand."""

    text: str = ""
    book: str = ""
    place: str = ""
    zone: str = ""
    kind: DutyKind | None = None
    state: str = ""
    obliged: Obliged | None = None
    unit: str = ""
    slow: Slowness | None = None
    person: str = ""
    project: str = ""
    procedure: Procedure | None = None
    channel: DossierChannel | None = None


@dataclass(frozen=True, slots=True)
class Worklist:
    """The duties that fit, the earliest due day first; how many stand how, whatever state is asked for; sections of offices;
    who has what in hand, as far as whoever asks may know."""

    found: Sequence[DutyPhase]
    counts: dict[DutyState, int]
    units: list[str]
    around: Surroundings
    assigned: Assignments


def worklist(reach: WorkReach, wanted: WorkFilter, dates: Dates) -> Worklist:
    """What is due to somebody's knowledge on a day: by their reach alone, whatever else a book withholds from them."""
    around = Surroundings(dates, in_full=True)
    everything = all_due(dates)
    all_seen = reach.books.issuperset(around.books)
    seen: Sequence[DutyPhase] = everything if all_seen else [phase for phase in everything if reach.sees(phase, around)]
    assigned = assignments(reach.books)
    fits = _fits(wanted, around, dates, assigned)
    fitting = seen
    for fit in fits:
        fitting = [phase for phase in fitting if fit(phase)]
    counts = Counter(phase.state for phase in fitting)
    if wanted.state != EVERY_STATE:
        states = {DutyState(wanted.state)} if wanted.state else OPEN_STATES
        fitting = [phase for phase in fitting if phase.state in states]
    units = in_name_order({phase.terms.unit for phase in seen} - {""}, str)
    return Worklist(fitting, {state: counts[state] for state in DutyState}, units, around, assigned)


Fit = Callable[[DutyPhase], bool]


def _fits(wanted: WorkFilter, around: Surroundings, dates: Dates, assigned: Assignments) -> list[Fit]:
    """What a duty must meet, the quickest to tell first."""
    within = territory_on(get(wanted.place), dates.on) if wanted.place else frozenset()
    words = fold(wanted.text).split()
    fits: tuple[tuple[object, Fit], ...] = (
        (wanted.kind, lambda phase: phase.duty.kind is wanted.kind),
        (wanted.book, lambda phase: phase.duty.book == wanted.book),
        (wanted.obliged, lambda phase: phase.terms.obliged is wanted.obliged),
        (wanted.procedure, lambda phase: phase.terms.procedure is wanted.procedure),
        (wanted.channel, lambda phase: phase.terms.channel is wanted.channel),
        (wanted.unit, lambda phase: phase.terms.unit == wanted.unit),
        (wanted.person, lambda phase: _is_in_hand(phase, assigned, wanted.person)),
        (wanted.slow, lambda phase: phase.duty.kind in SCHEDULED and slowest(phase, dates.on) is wanted.slow),
        (wanted.project, lambda phase: _of_project(phase, wanted.project)),
        (wanted.zone, lambda phase: _in_zone(phase, around, wanted.zone)),
        (wanted.place, lambda phase: is_within_any(around.place(phase), within)),
        (words, lambda phase: _has_words(phase, around, words)),
    )
    return [fit for asked, fit in fits if asked]


def _is_in_hand(phase: DutyPhase, assigned: Assignments, person: str) -> bool:
    """Whether somebody has a duty in hand; of what nobody has, only what an office is to do counts."""
    whose = assigned.of(phase)
    if person == NOBODY:
        return whose is None and phase.terms.obliged is Obliged.OFFICE
    return whose is not None and whose.username == person


def _of_project(phase: DutyPhase, project: str) -> bool:
    """Whether a duty is about a project, itself or besides something else, such as a dossier."""
    named = (phase.duty.subject, *phase.terms.about)
    return any(each.kind == "project" and f"{phase.duty.book}/{each.code}" == project for each in named)


def _in_zone(phase: DutyPhase, around: Surroundings, zone: str) -> bool:
    found = around.zone(phase)
    return found is not None and "/".join(found.reference) == zone


def _has_words(phase: DutyPhase, around: Surroundings, words: list[str]) -> bool:
    told = (phase.duty.subject.code, about_words(phase, around), duty_words(phase).vi, around.obliged(phase))
    searched = fold(" ".join(told))
    return all(word in searched for word in words)


def all_due(dates: Dates) -> tuple[DutyPhase, ...]:
    """All duties of all books on a day, with the reports that are collected: for who tells no one more than they may know."""
    return _everything(current_figures(), reports_state(), dates.on, dates.known_at)


@lru_cache(maxsize=8)
@whole
def _everything(books: Figures, reports: str, on: date, known_at: datetime | None) -> tuple[DutyPhase, ...]:  # noqa: ARG001  until the books or the submissions go on
    """All duties of all books on a day, the earliest due day first."""
    dates = Dates(on, known_at)
    rules = set(Collecting.objects.values_list("book__code", "rule"))
    if not rules:
        return tuple(duties_on(dates))
    own = [phase for phase in duties_on(dates) if not _is_collected(phase, rules)]
    return tuple(sorted([*own, *_reports(dates)], key=ORDER))


def _is_collected(phase: DutyPhase, rules: Container[tuple[str, str]]) -> bool:
    """Whether a report that the law asks for stands in the list one by one, since the book collects it from each who owes it."""
    if phase.duty.kind is not DutyKind.LEGAL_REPORT:
        return False
    report = CLUSTER_REPORTS[phase.duty.key.partition("|")[0]]
    return (phase.duty.book, report.collected_by) in rules


def _reports(dates: Dates) -> Iterable[DutyPhase]:
    """The periodic reports that are collected, as duties of whoever sends them."""
    for collecting in Collecting.objects.select_related("book").order_by("book", "rule"):
        shown = board(collecting, dates.on, dates.known_at)
        for cell in shown.cells():
            if cell.state is not DueState.NOT_DUE:
                yield _as_duty(shown, cell, dates.on)


def _as_duty(shown: Board, cell: DueReport, on: date) -> DutyPhase:
    per_zone = shown.rule.reporter is Reporter.ZONE
    subject, book = DutySubject("zone" if per_zone else "project", cell.unit.code), shown.collecting.book
    key = f"{shown.rule.code}|{cell.window.last.isoformat()}"
    name, (first, last) = shown.rule.name, (cell.window.first, cell.window.last)
    detail = Text(
        f"{name.vi}, kỳ {format_date(first, Lang.VI)} – {format_date(last, Lang.VI)}",
        f"{name.en}, {format_date(first, Lang.EN)} – {format_date(last, Lang.EN)}",
    )
    duty = Duty(book.code, subject, DutyKind.REPORT, key, seq=0, started_on=last, demo=book.demo)
    done_on = cell.received_on if cell.state.is_whole else None
    state = (
        state_of_done(cell.due_on, done_on)
        if done_on is not None
        else state_of_open(cell.due_on, on, DutyKind.REPORT.notice_days)
    )
    return DutyPhase(
        duty=duty,
        terms=DutyTerms(
            Obliged.DEVELOPER if per_zone else Obliged.ENTERPRISE,
            due_on=cell.due_on,
            basis=shown.rule.basis,
            verified=shown.rule.verified,
            detail=detail,
        ),
        since=on,
        until=NEVER,
        state=state,
        due_on=cell.due_on,
        first_due_on=cell.due_on,
        done_on=done_on,
        order=order_of(duty, cell.due_on),
    )
