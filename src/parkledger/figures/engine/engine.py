"""The engine: questions in, figures out; all questions known at one moment are answered by one pass over the data."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from parkledger.catalogue import Origin, ZoneKind
from parkledger.catalogue.expressions import Term
from parkledger.figures.coverage import BookSpan, BookSpans, ReportsDue
from parkledger.figures.engine.batch import Batch, SupposedData
from parkledger.figures.engine.cells import Scope, Trait, trait_of
from parkledger.figures.engine.coverage import CoverageRules
from parkledger.figures.engine.cube import Cube, Recordings, ScopedReport
from parkledger.figures.engine.forms import Peers, part_and_whole, set_for, target_of
from parkledger.figures.engine.members import member_figures
from parkledger.figures.engine.provenance import EventIds, Selection
from parkledger.figures.engine.quoted import quoted_forms
from parkledger.figures.engine.standing import standing_projects
from parkledger.figures.engine.zone_reports import ZoneReports
from parkledger.figures.figure import Figure
from parkledger.figures.mirror.files import Manifest, Mirror
from parkledger.figures.questions import Form, Question
from parkledger.language import Period, Text, today
from parkledger.places import Level, existed, get, is_within_any, province_on, provinces, territory, territory_on

MOST_MOMENTS = 64
"""Moments whose coverage is remembered."""
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


class Merge(NamedTuple):
    """A zone that became part of another on a day."""

    zone: int
    into: int
    on: date


class Engine:
    """Answers questions from one mirror. Opened after another, it goes on with what that one has held in memory."""

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        *,
        spans: BookSpans | None = None,
        threads: int | None = None,
        after: "Engine | None" = None,
    ) -> None:
        self.mirror = Mirror(folder)
        self.manifest = manifest
        self.cube: Cube = Cube(self.mirror, manifest, threads=threads, after=after.cube if after else None)
        self._scopes: dict[tuple[str, date | None, ZoneKind | None, Origin | None], Scope] = {}
        self._grew: dict[str, bool] = {}
        self._zones_in: dict[Scope, list[int]] = {}
        self._has_postings: dict[str, bool] = {}
        self._spans = spans
        self._spans_known: dict[datetime | date, tuple[BookSpan, ...]] = {}
        self._report_periods: dict[datetime | None, dict[tuple[Scope, str, int | None], tuple[Period, ...]]] = {}
        self._scoped_reports: dict[datetime | None, dict[tuple[Scope, str], list[ScopedReport]]] = {}
        self._books_in_whole: dict[str, frozenset[tuple[str, int]]] = {}
        self._recordings: dict[str, dict[tuple[str, str | None], Recordings]] = {}
        self._zone_reports: dict[datetime | None, dict[tuple[Scope, str], ZoneReports]] = {}

    def close(self) -> None:
        """Close the mirror's files."""
        self.cube.close()

    def answer(self, questions: Sequence[Question], supposition: SupposedData | None = None) -> list[Figure]:
        """The figures asked for, in the order of the questions; as if what is supposed were on record too."""
        checked = [question.checked() for question in questions]
        of_members = [question for question in checked if question.member is not None]
        if of_members:
            found_of = dict(zip(of_members, member_figures(self, of_members), strict=True))
            others = iter(self.answer([question for question in checked if question.member is None], supposition))
            return [found_of[question] if question.member else next(others) for question in checked]
        by_moment: defaultdict[datetime | None, list[Question]] = defaultdict(list)
        for question in checked:
            by_moment[question.known_at].append(question)
        found: dict[Question, Figure] = {}
        for known_at, asked in by_moment.items():
            found.update(Batch(self, known_at, supposition).answer(asked))
        return [found[question] for question in checked]

    def reports_due(self, question: Question) -> ReportsDue:
        """The zones that are to report of what a question asks, and whether that is due."""
        return Batch(self, question.known_at).reports_due(question.checked())

    def events(self, figure: Figure) -> EventIds:
        """The events that a figure is made of, both figures of a growth or share: counted and read part by part."""
        question = figure.question
        exact = self.scope(question)._replace(territory=frozenset({question.place}))
        if question.definition.statistic or (question.form is Form.RANK and figure.formula.endswith(".quoted")):
            return EventIds(self.cube, self._quoting(figure, exact) if figure.value is not None else ())
        found = [one for part in _parts_of(question) for one in self._summed(part)]
        if question.form is Form.PLAN_RATIO:
            found += self._planned(question, exact)
        return EventIds(self.cube, [one._replace(known_at=question.known_at) for one in found])

    def _planned(self, question: Question, exact: Scope) -> list[Selection]:
        """The postings of the one target that a figure is told against: none of those of other years, or of other setters."""
        measures, of_place = [question.indicator], set_for(question)
        targets = self.cube.details(
            measures,
            exact.territory,
            question.known_at,
            scenario="plan",
            days=[question.end],
            exact=None if of_place is None else frozenset({of_place}),
        )
        target, setter = target_of(question, targets[question.end])
        if target is None or setter is None:
            return []
        return [
            Selection(
                tuple(measures),
                exact,
                None if question.zone is None else (question.zone,),
                end=question.end,
                scenario="plan",
                exact=of_place is not None,
                match=setter.value,
                of=(target.period_start, target.period_end),
            )
        ]

    def _quoting(self, figure: Figure, exact: Scope) -> list[Selection]:
        """The postings that quote a statistic of just this period, where it has a first day."""
        question = figure.question
        common = Selection(
            ("statistic",),
            exact,
            None if question.zone is None else (question.zone,),
            exact=True,
            begins=figure.period_start,
            known_at=question.known_at,
        )
        return [common._replace(match=f"{question.indicator}|{form}|") for form in quoted_forms(question)]

    def _summed(self, question: Question) -> list[Selection]:
        """The postings of a value: those of each term, and those by which zones meet the conditions on them."""
        formula = question.formula
        scope, projects = self.scope(question), _projects_of(question)
        found = []
        for term in formula.expression.terms() if formula else ():
            start = question.period[0] if term.timing.value == "in_period" else None
            if term.is_of_standing:
                stands = standing_projects(self, question)
                mine = stands if projects is None else stands & set(projects)
                if mine:
                    anywhere = scope._replace(kind=None)
                    of_them = Selection((term.measure,), anywhere, None, end=question.end, projects=tuple(sorted(mine)))
                    found.append(of_them)
                continue
            zones = self._zones_of(question, term)
            found.append(Selection((term.measure,), scope, zones, start=start, end=question.end, projects=projects))
            if term.zones is not None:
                found.append(Selection(tuple(term.zones.all_of), scope, zones, end=question.end))
        return found

    def scope(self, question: Question) -> Scope:
        """Which postings a question is over: those of its place as it was on the day."""
        kind, origin = question.kind, question.origin
        asked = (question.place, self._boundaries(question), kind, origin)
        if asked not in self._scopes:
            codes = territory_on(get(question.place), asked[1] or question.end)
            self._scopes[asked] = Scope(codes, kind.value if kind else None, origin.value if origin else None)
        return self._scopes[asked]

    def _boundaries(self, question: Question) -> date | None:
        """The day whose boundaries count; None for a place that nothing was ever merged into."""
        if question.place not in self._grew:
            self._grew[question.place] = len(territory(get(question.place))) > 1
        return (question.boundaries or question.end) if self._grew[question.place] else None

    def zones_in(self, scope: Scope, known_at: datetime | None = None) -> list[int]:
        """The zones of a territory and kind, whatever their stage; with those withdrawn only after a moment."""
        if scope not in self._zones_in:
            self._zones_in[scope] = [
                zone["id"]
                for zone in [*self.cube.zones.values(), *self.cube.gone.values()]
                if scope.kind in {None, zone["kind"]} and is_within_any(zone["place"], scope.territory)
            ]
        there = self.cube.zones_known(known_at)
        return [zone for zone in self._zones_in[scope] if zone in there]

    def opened_within(self, question: Question) -> dict[int, date]:
        """The zones of which a balance was opened with in a question's period, each with the last day of one, as known then."""
        first, last = question.period
        found = {}
        for zone in self.zones_asked(question):
            about = self.cube.zones.get(zone) or self.cube.gone.get(zone)
            days = [
                opening["on"]
                for opening in (about["openings"] if about else ())
                if first <= opening["on"] <= last and _is_known(opening, question.known_at)
            ]
            if days:
                found[zone] = max(days)
        return found

    def zones_asked(self, question: Question) -> list[int]:
        """The zone of a question, or those of its place."""
        if question.zone is not None:
            return [question.zone]
        return self.zones_in(self.scope(question), question.known_at)

    def moved_within(self, question: Question) -> list[tuple[Merge, int]]:
        """The zones that became part of others in a question's period, where it is of one of the two alone.

        With each, 1 where what it held went out of what is asked, −1 where it came in: neither is a change of its own.
        """
        first, last = question.period
        asked = set(self.zones_asked(question))
        return [
            (merge, 1 if merge.zone in asked else -1)
            for merge in self.merged_by(last, question.known_at)
            if merge.on >= first and (merge.zone in asked) != (merge.into in asked)
        ]

    def merged_by(self, day: date, known_at: datetime | None) -> list[Merge]:
        """The zones that had become part of others by a day, as known at a moment; the last to do so last."""
        found = [
            Merge(zone, merge["into"], merge["on"])
            for zone, merge in self._merges
            if merge["on"] <= day and _is_known(merge, known_at)
        ]
        return sorted(found, key=lambda merge: merge.on)

    @cached_property
    def _merges(self) -> list[tuple[int, Mapping[str, Any]]]:
        """All that is on record of zones that became part of others, each with the zone: of few zones anything is."""
        zones = (*self.cube.zones.values(), *self.cube.gone.values())
        return [(zone["id"], merge) for zone in zones for merge in zone["merges"]]

    def spans_known(self, known_at: datetime | None) -> tuple[BookSpan, ...] | None:
        """What the books covered as known at a moment; None where the mirror was opened without its ledger."""
        if self._spans is None:
            return None
        asked = known_at or today()  # what is known now covers one day more when the next begins
        if asked not in self._spans_known:
            if len(self._spans_known) > MOST_MOMENTS:
                self._spans_known.clear()
            self._spans_known[asked] = self._spans(known_at)
        return self._spans_known[asked]

    def find_report_periods(self, wanted: dict[Scope, set[str]], known_at: datetime | None) -> None:
        """Look up the periods that reports of some measures are about, in some scopes, where not yet looked up."""
        if known_at not in self._report_periods and len(self._report_periods) > MOST_MOMENTS:
            self._report_periods.clear()
        known = self._report_periods.setdefault(known_at, {})
        new = {
            scope: some
            for scope, measures in wanted.items()
            if (some := {measure for measure in measures if (scope, measure, None) not in known})
        }
        if new:
            found = self.cube.report_periods(new, known_at)
            known.update(
                {(scope, one, None): found.get((scope, one), ()) for scope, some in new.items() for one in some}
            )

    def report_periods(self, question: Question, measure: str, known_at: datetime | None) -> tuple[Period, ...]:
        """The periods that reports of a measure are about, of the scope of a question or of its zone."""
        scope = self.scope(question)
        if question.zone is None:
            self.find_report_periods({scope: {measure}}, known_at)
        known = self._report_periods.setdefault(known_at, {})
        key = (scope, measure, question.zone)
        if key not in known and question.zone is not None:
            known[key] = self.cube.report_periods_of_zone(question.zone, measure, scope, known_at)
        return known[key]

    def find_zone_reports(
        self, wanted: dict[Scope, set[str]], known_at: datetime | None, since: date, until: date
    ) -> None:
        """Look up which days the zones of some scopes have reported of some measures, where not yet looked up."""
        if known_at not in self._zone_reports and len(self._zone_reports) > MOST_MOMENTS:
            self._zone_reports.clear()
        known = self._zone_reports.setdefault(known_at, {})
        new: dict[Scope, set[str]] = {}
        for scope, measures in wanted.items():
            for measure in measures:
                before = known.get((scope, measure))
                if before is None or not before.is_of(since, until):
                    new.setdefault(scope, set()).add(measure)
                    since, until = (min(since, before.since), max(until, before.until)) if before else (since, until)
        if new:
            found = self.cube.reports_by_zone(new, known_at, since, until)
            known.update(
                {
                    (scope, measure): ZoneReports(found.get((scope, measure), ()), since, until)
                    for scope, measures in new.items()
                    for measure in measures
                }
            )

    def zone_reports(self, scope: Scope, measure: str, known_at: datetime | None) -> ZoneReports:
        """What was looked up of the reports of a scope's zones."""
        return self._zone_reports[known_at][scope, measure]

    def books_in_whole(self, measure: str) -> frozenset[tuple[str, int]]:
        """The places that were ever reported as a whole of a measure, each with the id of the book that reported it."""
        if measure not in self._books_in_whole:
            self._books_in_whole[measure] = self.cube.books_in_whole(measure)
        return self._books_in_whole[measure]

    def scoped_reports(self, scope: Scope, measure: str, known_at: datetime | None) -> list[ScopedReport]:
        """What was posted of a measure in a scope, by book, zone and day."""
        if known_at not in self._scoped_reports and len(self._scoped_reports) > MOST_MOMENTS:
            self._scoped_reports.clear()
        known = self._scoped_reports.setdefault(known_at, {})
        if (scope, measure) not in known:
            known[scope, measure] = self.cube.scoped_reports(scope, measure, known_at)
        return known[scope, measure]

    def is_ever_told(
        self,
        measure: str,
        province: str,
        kind: str,
        known_at: datetime | None,
        supposed: Mapping[tuple[int | None, date], int],
    ) -> bool:
        """Whether anything of a measure was known at a moment, of any day, of a kind of zones in a province.

        What is supposed is known whatever the moment: by zone and day, how often it is recorded, less how often taken back.
        """
        if measure not in self._recordings:
            self._recordings[measure] = self.cube.recordings(measure)
        recorded = self._recordings[measure].get((province, kind), {})
        if any(count > 0 and key not in recorded for key, count in supposed.items()):
            return True
        latest = None if known_at is None else (known_at - EPOCH) // MICROSECOND
        return any(
            count + supposed.get(key, 0) > 0 and (latest is None or since <= latest or supposed.get(key, 0) > 0)
            for key, (since, count) in recorded.items()
        )

    def unsplit_reports(self, question: Question, measure: str) -> Counter[tuple[Trait, str, str | None, date, date]]:
        """How often each period within a question's own was reported on without telling origins apart, less what was taken back.

        By what the reports have in common, their place and kind, and their first and last day.
        """
        found: Counter[tuple[Trait, str, str | None, date, date]] = Counter()
        cells, within = self.cube.cells, Period(*question.period)
        rows = self.cube.reports_by_cell(self._unsplit_cells(question, measure), within, question.known_at)
        for (number, first, last), count in rows.items():
            place, _, kind, *_ = cells[number]
            found[trait_of(cells[number]), place, kind, first, last] += count
        return found

    def unsplit_levels(self, question: Question, measure: str) -> Counter[str]:
        """What is held at the end of a question's day of a level reported without telling origins apart, by place."""
        found: Counter[str] = Counter()
        numbers = self._unsplit_cells(question, measure)
        for number, amount in self.cube.amounts_by_cell(numbers, question.end, question.known_at).items():
            found[self.cube.cells[number][0]] += amount
        return found

    def _unsplit_cells(self, question: Question, measure: str) -> list[int]:
        """The cells of a question's place and kind that are of all origins together."""
        scope = self.scope(question)._replace(origin=None)
        numbers = self.cube.cells_within([measure], scope, scenario="actual", exact=False)
        return [number for number in numbers if self.cube.cells[number][3] is None]

    def has_told(self, question: Question) -> bool:
        """Whether the books of a question were told of its subject since its period began, or were declared complete in it."""
        rules = CoverageRules(self, question.known_at)
        if rules.spans is None or rules.is_declared(question):
            return True
        place = self.scope(question)._replace(kind=None, origin=None)
        last = self.cube.last_day(rules.subject_measures(question), place, question.known_at)
        return last is not None and last >= (question.period[0] if question.is_flow else question.end)

    def peers(self, question: Question) -> Peers | None:
        """What a figure is ranked among; None where it is ranked among nothing.

        A zone is ranked among those of its kind in the province that it lay in on the day, a province among the provinces of the
        day of which anything is recorded. A zone that is only supposed is in no such list, nor is one that has ended by the day,
        or, where it is ranked by what flowed in a period, by its first day.
        """
        value = replace(question, form=Form.VALUE)
        if question.zone is not None:
            return self._zones_beside(value, question.zone)
        place = get(question.place)
        if place.level is not Level.PROVINCE:
            return None
        found = provinces(question.end) if existed(place, question.end) else provinces(place.exists_from)
        codes = [peer.code for peer in found if peer.code != place.code and self._has_any_posting(peer.code)]
        others = [replace(value, place=code) for code in codes]
        return Peers(others, Text("tỉnh có số liệu", "province{s} with a figure"))

    def _zones_beside(self, value: Question, own: int) -> Peers | None:
        """The other zones of a zone's kind in its province of the day."""
        held = self.cube.zones.get(own) or self.cube.gone.get(own)
        if held is None:
            return None
        kind, province = ZoneKind(held["kind"]), province_on(held["place"], value.end)
        around = replace(value, zone=None, kind=kind, place=province)
        ended = Batch(self, value.known_at).zones_ended(around)
        if own in ended:
            return None
        others = [zone for zone in self.zones_in(self.scope(around), value.known_at) if zone not in {own, *ended}]
        where = get(province).title(value.end)
        among = Text(f"{kind.short} có số liệu của {where.vi}", f"{kind.label.en}{{s}} with a figure in {where.en}")
        return Peers([replace(around, zone=zone) for zone in others], among)

    def _has_any_posting(self, place: str) -> bool:
        if place not in self._has_postings:
            codes = territory(get(place))
            self._has_postings[place] = any(is_within_any(code, codes) for code in self.cube.places())
        return self._has_postings[place]

    def _zones_of(self, question: Question, term: Term) -> tuple[int, ...] | None:
        if term.zones is None:
            return None if question.zone is None else (question.zone,)
        return tuple(Batch(self, question.known_at).zones_meeting(question, term.zones))


def _is_known(recorded: Mapping[str, Any], known_at: datetime | None) -> bool:
    """Whether what was recorded at one moment and taken back at another, if it was, stands as known at a third."""
    since, until = recorded["since"], recorded["until"]
    return until is None if known_at is None else bool(since <= known_at and (until is None or known_at < until))


def _projects_of(question: Question) -> tuple[int, ...] | None:
    """The projects that a question is of; none of them where it is of what no project holds, None where of all."""
    member = question.member
    if member is None:
        return None
    return (
        ()
        if member.is_rest
        else tuple(sorted({project for project, _ in member.shares} | member.whole | member.changing))
    )


def _parts_of(question: Question) -> tuple[Question, ...]:
    """The values that a figure is made of: for a growth the year before's too, for a share the whole's."""
    value = replace(question, form=Form.VALUE)
    if question.form is Form.GROWTH:
        return (value, question.a_year_before())
    if question.member is not None:
        return (value, replace(value, member=None)) if question.form is Form.SHARE else (value,)
    return part_and_whole(question) if question.form is Form.SHARE else (value,)
