"""The engine: questions in, figures out; all questions known at one moment are answered by one pass over the data."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from parkledger.catalogue import Formula
from parkledger.catalogue.expressions import CountZones, Expression, Ratio, Sum, Term, Zones
from parkledger.figures.cube import Boundaries, Bucketed, Cube, DetailRow, Scope, Trait
from parkledger.figures.evaluating import Evaluated, Evaluator, Sums, days_of
from parkledger.figures.figure import Figure, TermValue, blank
from parkledger.figures.forms import growth_of, part_and_whole, plan_ratio_of, rank_of, share_of
from parkledger.figures.mirror import Manifest, Mirror
from parkledger.figures.questions import Form, Question, currency_of
from parkledger.figures.quoted import statistic_of, tariff_of
from parkledger.places import existed, get, is_within_any, provinces, territory


class Engine:
    """Answers questions from one mirror."""

    def __init__(self, folder: Path, manifest: Manifest, *, threads: int | None = None) -> None:
        self.mirror = Mirror(folder)
        self.manifest = manifest
        self.cube = Cube(self.mirror, manifest, threads=threads)
        self._territories: dict[str, frozenset[str]] = {}
        self._zones_in: dict[Scope, list[int]] = {}

    def close(self) -> None:
        """Let go of the mirror's files."""
        self.cube.close()

    def answer(self, questions: Sequence[Question]) -> list[Figure]:
        """The figures asked for, in the order of the questions."""
        checked = [question.checked() for question in questions]
        by_moment: defaultdict[datetime | None, list[Question]] = defaultdict(list)
        for question in checked:
            by_moment[question.known_at].append(question)
        found: dict[Question, Figure] = {}
        for known_at, asked in by_moment.items():
            found.update(_Pass(self, known_at).answer(asked))
        return [found[question] for question in checked]

    def events(self, figure: Figure) -> list[int]:
        """The ids (book << 32 | number) of the events that a figure is made of, both figures of a growth or share."""
        question = figure.question
        exact = self.scope(question)._replace(territory=frozenset({question.place}))
        if question.definition.statistic or (question.form is Form.RANK and figure.formula.endswith(".quoted")):
            match = f"{question.indicator}|{question.form.value}|"
            return self.cube.events(["statistic"], exact, None, None, None, question.known_at, exact=True, match=match)
        found: set[int] = set()
        for part in _parts_of(question):
            found |= self._events_of(part)
        if question.form is Form.PLAN_RATIO:
            found |= set(
                self.cube.events([question.indicator], exact, None, None, question.end, question.known_at, scenario="plan", exact=True)
            )
        return sorted(found)

    def _events_of(self, question: Question) -> set[int]:
        """The events of a value: those of each term, and those by which zones meet the conditions on them."""
        formula = formula_for(question)
        scope = self.scope(question)
        found: set[int] = set()
        for term in formula.expression.terms() if formula else ():
            start = question.period[0] if term.timing.value == "in_period" else None
            zones = self._zones_of(question, term)
            found |= set(self.cube.events([term.measure], scope, zones, start, question.end, question.known_at))
            if term.zones is not None:
                reached = term.zones.all_of
                found |= set(self.cube.events(reached, scope, zones, None, question.end, question.known_at))
        return found

    def scope(self, question: Question) -> Scope:
        """Which postings a question is over."""
        if question.place not in self._territories:
            self._territories[question.place] = territory(get(question.place))
        kind = question.kind
        return Scope(self._territories[question.place], kind.value if kind else None, question.origin.value if question.origin else None)

    def zones_in(self, scope: Scope) -> list[int]:
        """The zones of a territory and kind, whatever their stage."""
        if scope not in self._zones_in:
            self._zones_in[scope] = [
                zone["id"]
                for zone in self.cube.zones.values()
                if scope.kind in {None, zone["kind"]} and is_within_any(zone["place"], scope.territory)
            ]
        return self._zones_in[scope]

    def peers(self, question: Question) -> list[str]:
        """The places that a place is ranked among: those of its level, on the day."""
        place = get(question.place)
        if place.level.value == "province":
            found = provinces(question.end) if existed(place, question.end) else provinces(place.exists_from)
            return [peer.code for peer in found]
        return [question.place]

    def _zones_of(self, question: Question, term: Term) -> list[int] | None:
        if term.zones is None:
            return None if question.zone is None else [question.zone]
        return _Pass(self, question.known_at).zones_meeting(question, term.zones)


class _Pass:
    """One moment's questions, answered together."""

    def __init__(self, engine: Engine, known_at: datetime | None) -> None:
        self.engine = engine
        self.known_at = known_at
        self.values: dict[Question, Figure] = {}
        self._all_statistics: list[DetailRow] | None = None

    def answer(self, questions: Iterable[Question]) -> dict[Question, Figure]:
        """Every question's figure; what a form is taken against is answered in the same pass."""
        asked = list(dict.fromkeys(questions))
        needed = dict.fromkeys(q for question in asked for q in self._needed(question))
        plain = [question for question in needed if not question.definition.statistic and not question.definition.is_tariff]
        self._evaluate(plain)
        details = [question for question in needed if question not in self.values]
        self.values.update(self._quoted(details))
        return {question: self._formed(question) for question in asked}

    def zones_meeting(self, question: Question, wanted: Zones) -> list[int]:
        """The zones that a condition takes in."""
        sums = self._sums([question], [*wanted.all_of, *wanted.none_of])
        return Evaluator(question, sums, self.engine.scope(question), "USD").zones_meeting(wanted)

    def _needed(self, question: Question) -> list[Question]:
        value = replace(question, form=Form.VALUE)
        if question.form is Form.GROWTH:
            return [value, question.a_year_before()]
        if question.form is Form.SHARE:
            return list(part_and_whole(question))
        if question.form is Form.RANK:
            return [replace(value, place=peer) for peer in self.engine.peers(question)] + [value]
        return [value]

    def _formed(self, question: Question) -> Figure:
        if question.form is Form.SHARE and not question.definition.statistic:
            part, whole = part_and_whole(question)
            return share_of(question, self.values[part], self.values[whole])
        value = self.values[replace(question, form=Form.VALUE)]
        if question.form is Form.VALUE:
            return value
        if question.definition.statistic or question.form is Form.RANK:
            quoted = self._quoted([question])[question]
            if quoted.value is not None or question.definition.statistic:
                return quoted
        if question.form is Form.GROWTH:
            return growth_of(question, value, self.values[question.a_year_before()])
        if question.form is Form.RANK:
            peers = {peer: self.values[replace(question, form=Form.VALUE, place=peer)] for peer in self.engine.peers(question)}
            return rank_of(question, value, peers)
        targets = self.engine.cube.details(
            [question.indicator], frozenset({question.place}), self.known_at, scenario="plan", effective=question.end
        )
        return plan_ratio_of(question, value, targets, self._currency(question))

    def _quoted(self, questions: list[Question]) -> dict[Question, Figure]:
        found = {}
        for question in questions:
            scope = self.engine.scope(question)
            if question.definition.is_tariff:
                codes = [term.measure for term in question.definition.terms()]
                rows = self.engine.cube.details(codes, scope.territory, self.known_at, scenario="actual", effective=question.end)
                found[question] = tariff_of(question, self._in_force(question, rows), self.engine.cube.zones)
            else:
                rows = self._statistics()
                found[question] = statistic_of(question, [row for row in rows if row.cell[0] == question.place])
        return found

    def _in_force(self, question: Question, rows: list[DetailRow]) -> list[DetailRow]:
        """The tariffs of zones that had not ended: with a zone, what it held comes to nothing, which is no price."""
        if all(row.amount for row in rows):
            return rows
        scope = self.engine.scope(question)._replace(kind=None, origin=None)
        listed = self.engine.cube.zone_sums(
            LISTINGS, scope.territory, Boundaries(()), self.known_at, last_day=question.end
        )
        standing: Counter[int] = Counter()
        for (zone, _), cells in listed.items():
            standing[zone] += sum(row.amount for _, found in cells for row in found)
        return [row for row in rows if row.amount or standing[row.zone or 0] > 0]

    def _statistics(self) -> list[DetailRow]:
        if self._all_statistics is None:
            everywhere = frozenset({"viet-nam", "vung"})
            self._all_statistics = self.engine.cube.details(
                ["statistic"], everywhere, self.known_at, scenario="actual", effective=None
            )
        return self._all_statistics

    def _evaluate(self, questions: list[Question]) -> None:
        if not questions:
            return
        sums = self._sums(questions, [])
        for question in questions:
            formula = formula_for(question)
            currency = self._currency(question)
            scope = self.engine.scope(question)
            found = Evaluator(question, sums, scope, currency).evaluate(formula.expression) if formula else Evaluated(None)
            self.values[question] = figure_of(question, formula, found, currency)

    def _sums(self, questions: list[Question], zone_measures: list[str]) -> Sums:
        """All sums that the questions need, by as few queries as their grains: places together, then zones."""
        wanted: defaultdict[Scope, set[str]] = defaultdict(set)
        by_zone: set[str] = set(zone_measures)
        for question in questions:
            formula = formula_for(question)
            for expression in _leaves(formula.expression) if formula else ():
                if isinstance(expression, CountZones):
                    by_zone |= {*expression.zones.all_of, *expression.zones.none_of}
                elif expression.zones is not None or question.zone is not None:
                    by_zone |= {expression.measure, *(expression.zones.all_of if expression.zones else ())}
                    by_zone |= set(expression.zones.none_of if expression.zones else ())
                else:
                    wanted[self.engine.scope(question)].add(expression.measure)
        boundaries = Boundaries(day for question in questions for day in days_of(question))
        last_day = max(question.end for question in questions)
        cube = self.engine.cube
        groups = cube.sums(dict(wanted), boundaries, self.known_at, last_day=last_day)
        zoned = self._zone_sums(questions, by_zone, boundaries, last_day) if by_zone else {}
        gone = sorted({zone for zone, _ in zoned} - cube.zones.keys())
        return Sums(groups, boundaries, zoned, lambda scope: [*self.engine.zones_in(scope), *gone])

    def _zone_sums(
        self, questions: list[Question], measures: set[str], boundaries: Boundaries, last_day: date
    ) -> dict[tuple[int, str], list[tuple[Trait, Scope, list[Bucketed]]]]:
        codes = frozenset().union(*(self.engine.scope(question).territory for question in questions))
        rows = self.engine.cube.zone_sums(sorted(measures), codes, boundaries, self.known_at, last_day=last_day)
        return {
            key: [
                (Trait(cell[1], cell[6], cell[7]), Scope(frozenset({cell[0]}), cell[2], cell[3]), found)
                for cell, found in cells
            ]
            for key, cells in rows.items()
        }

    def _currency(self, question: Question) -> str:
        return currency_of(question)


def formula_for(question: Question) -> Formula | None:
    """The formula in force for a question's kind of zone on its date."""
    return question.definition.formula_for(question.kind, question.end)


LISTINGS = ("zones.planned", "zones.established")
"""The milestones that put a zone on record: one that has neither any more has ended."""


def _parts_of(question: Question) -> tuple[Question, ...]:
    """The values that a figure is made of: for a growth the year before's too, for a share the whole's."""
    value = replace(question, form=Form.VALUE)
    if question.form is Form.GROWTH:
        return (value, question.a_year_before())
    return part_and_whole(question) if question.form is Form.SHARE else (value,)


def figure_of(question: Question, formula: Formula | None, found: Evaluated, currency: str) -> Figure:
    """A figure in its base unit from an evaluated formula."""
    indicator = question.definition
    unit, divisor = base_unit(indicator.unit, currency)
    terms = tuple(replace(term, **_in_base(term, currency)) for term in found.terms)
    value = None if found.value is None else found.value / divisor
    return Figure(**blank(question, formula, unit), value=value, terms=terms, demo=found.demo, estimate=found.estimate)


def base_unit(unit: str, currency: str) -> tuple[str, int]:
    """The unit a figure is stated in, and how many of its posting's units make one."""
    if unit.startswith("money"):
        return (unit.replace("money", currency), 100 if currency == "USD" else 1)
    return {"ha": ("ha", 10_000), "inquiry": ("inquiry", 1)}.get(unit, (unit, 1))


def _in_base(term: TermValue, currency: str) -> dict[str, Any]:
    if term.value is None:
        unit = {"m2": "ha", "money": currency}.get(term.unit, term.unit)
        return {"unit": unit}
    if term.unit == "money":
        return {"unit": currency, "value": term.value / (100 if currency == "USD" else 1)}
    if term.unit == "m2":
        return {"unit": "ha", "value": term.value / 10_000}
    return {}


def _leaves(expression: Expression) -> Iterable[Term | CountZones]:
    if isinstance(expression, CountZones | Term):
        yield expression
    elif isinstance(expression, Ratio):
        yield from _leaves(expression.numerator)
        yield from _leaves(expression.denominator)
    elif isinstance(expression, Sum):
        for _, part in expression.parts:
            yield from _leaves(part)


def moment_of(day: date) -> datetime:
    """The end of a day in Vietnam: what was known on it."""
    return datetime.combine(day, time.max, tzinfo=UTC) - timedelta(hours=7)

