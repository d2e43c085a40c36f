"""The engine: questions in, figures out; all questions known at one moment are answered by one pass over the data."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path

from parkledger.catalogue import Formula, Origin, ZoneKind
from parkledger.catalogue.expressions import CountZones, Expression, Ratio, Sum, Term, Zones
from parkledger.figures.behind import Behind, Selection
from parkledger.figures.cells import Scope, Trait
from parkledger.figures.cube import Boundaries, Bucketed, Cube, DetailRow
from parkledger.figures.detailing import EVERYWHERE, Details
from parkledger.figures.evaluating import Evaluated, Evaluator, Sums, days_of
from parkledger.figures.figure import Figure, TermValue, blank
from parkledger.figures.forms import growth_of, part_and_whole, plan_ratio_of, rank_of, share_of
from parkledger.figures.mirror import Cell, Manifest, Mirror
from parkledger.figures.questions import Form, Question, currency_of, indicator
from parkledger.figures.quoted import quoted_forms, statistic_of, tariff_of
from parkledger.places import COUNTRY_CODE, existed, get, is_within_any, provinces, territory


class Engine:
    """Answers questions from one mirror. Opened after another, it goes on with what that one has held in memory."""

    def __init__(
        self, folder: Path, manifest: Manifest, *, threads: int | None = None, after: "Engine | None" = None
    ) -> None:
        self.mirror = Mirror(folder)
        self.manifest = manifest
        self.cube: Cube = Cube(self.mirror, manifest, threads=threads, after=after.cube if after else None)
        self._scopes: dict[tuple[str, ZoneKind | None, Origin | None], Scope] = {}
        self._zones_in: dict[Scope, list[int]] = {}
        self._spoken_of: dict[str, bool] = {}

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
        """The ids (book << 32 | number) of all the events that a figure is made of, in order."""
        return self.behind(figure)[::-1]

    def behind(self, figure: Figure) -> Behind:
        """The events that a figure is made of, both figures of a growth or share: counted and read part by part."""
        question = figure.question
        exact = self.scope(question)._replace(territory=frozenset({question.place}))
        if question.definition.statistic or (question.form is Form.RANK and figure.formula.endswith(".quoted")):
            return Behind(self.cube, self._quoting(figure, exact) if figure.value is not None else ())
        found = [one for part in _parts_of(question) for one in self._summed(part)]
        if question.form is Form.PLAN_RATIO:
            plan = Selection((question.indicator,), exact, None, end=question.end, scenario="plan", exact=True)
            found.append(plan)
        return Behind(self.cube, [one._replace(known_at=question.known_at) for one in found])

    def _quoting(self, figure: Figure, exact: Scope) -> list[Selection]:
        """The postings that quote a statistic of just this period, where it has a first day."""
        question, since = figure.question, figure.period_start
        zones = None if question.zone is None else (question.zone,)
        return [
            Selection(("statistic",), exact, zones, exact=True, begins=since, known_at=question.known_at,
                      match=f"{question.indicator}|{form}|")
            for form in quoted_forms(question)
        ]  # fmt: skip

    def _summed(self, question: Question) -> list[Selection]:
        """The postings of a value: those of each term, and those by which zones meet the conditions on them."""
        formula = formula_for(question)
        scope = self.scope(question)
        found = []
        for term in formula.expression.terms() if formula else ():
            start = question.period[0] if term.timing.value == "in_period" else None
            zones = self._zones_of(question, term)
            found.append(Selection((term.measure,), scope, zones, start=start, end=question.end))
            if term.zones is not None:
                found.append(Selection(tuple(term.zones.all_of), scope, zones, end=question.end))
        return found

    def scope(self, question: Question) -> Scope:
        """Which postings a question is over."""
        asked = (question.place, question.kind, question.origin)
        if asked not in self._scopes:
            kind, origin = question.kind, question.origin
            found = Scope(
                territory(get(question.place)), kind.value if kind else None, origin.value if origin else None
            )
            self._scopes[asked] = found
        return self._scopes[asked]

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

    def peers(self, question: Question) -> list[str]:
        """The places that a place is ranked among: those of its level, on the day."""
        place = get(question.place)
        if place.level.value == "province":
            found = provinces(question.end) if existed(place, question.end) else provinces(place.exists_from)
            return [peer.code for peer in found if self._is_spoken_of(peer.code)]
        return [question.place]

    def _is_spoken_of(self, place: str) -> bool:
        """Whether any posting lies in a place's territory: of one without, no figure is known, and none need be asked."""
        if place not in self._spoken_of:
            codes = territory(get(place))
            self._spoken_of[place] = any(is_within_any(code, codes) for code in self.cube.places())
        return self._spoken_of[place]

    def _zones_of(self, question: Question, term: Term) -> tuple[int, ...] | None:
        if term.zones is None:
            return None if question.zone is None else (question.zone,)
        return tuple(_Pass(self, question.known_at).zones_meeting(question, term.zones))


class _Pass:
    """One moment's questions, answered together."""

    def __init__(self, engine: Engine, known_at: datetime | None) -> None:
        self.engine = engine
        self.known_at = known_at
        self.values: dict[Question, Figure] = {}
        self.details = Details(engine.cube, known_at)

    def answer(self, questions: Iterable[Question]) -> dict[Question, Figure]:
        """Every question's figure; what a form is taken against is answered in the same pass."""
        asked = list(dict.fromkeys(questions))
        needed = dict.fromkeys(q for question in asked for q in self._needed(question))
        for question in (*asked, *needed):
            self._expect(question)
        plain = [
            question for question in needed if not question.definition.statistic and not _is_tariff(question.indicator)
        ]
        self._evaluate(plain)
        details = [question for question in needed if question not in self.values]
        self.values.update(self._quoted(details))
        return {question: self._formed(question) for question in asked}

    def zones_meeting(self, question: Question, wanted: Zones) -> list[int]:
        """The zones that a condition takes in."""
        sums = self._sums([question], [*wanted.all_of, *wanted.none_of])
        return Evaluator(question, sums, self.engine.scope(question), "USD").zones_meeting(wanted)

    def _needed(self, question: Question) -> list[Question]:
        if question.form is Form.VALUE:
            return [question]
        value = replace(question, form=Form.VALUE)
        if question.form is Form.GROWTH:
            return [value, question.a_year_before()]
        if question.form is Form.SHARE:
            return list(part_and_whole(question))
        if question.form is Form.RANK:
            return [replace(value, place=peer) for peer in self.engine.peers(question)] + [value]
        return [value]

    def _formed(self, question: Question) -> Figure:
        if question.form is Form.VALUE:
            return self.values[question]
        if question.form is Form.SHARE and not question.definition.statistic:
            part, whole = part_and_whole(question)
            return share_of(question, self.values[part], self.values[whole])
        value = self.values[replace(question, form=Form.VALUE)]
        if question.definition.statistic or question.form is Form.RANK:
            quoted = self._quoted([question])[question]
            if quoted.value is not None or question.definition.statistic:
                return quoted
        if question.form is Form.GROWTH:
            return growth_of(question, value, self.values[question.a_year_before()])
        if question.form is Form.RANK:
            peers = {
                peer: self.values[replace(question, form=Form.VALUE, place=peer)]
                for peer in self.engine.peers(question)
            }
            return rank_of(question, value, peers)
        targets = self._targets(question)
        return plan_ratio_of(question, value, targets, self._currency(question))

    def _targets(self, question: Question) -> list[DetailRow]:
        """The targets that may be set for what is asked: of a place itself, or of the zones that lie in it."""
        exact = question.zone is None
        return self.details.within("plan", question.end, [question.indicator], frozenset({question.place}), exact=exact)

    def _expect(self, question: Question) -> None:
        """Let what is never summed be fetched for all questions at once."""
        if _is_tariff(question.indicator):
            self.details.expect("actual", question.end, _measures_of(question), self.engine.scope(question).territory)
        elif question.definition.statistic or question.form is Form.RANK:
            self.details.expect("actual", None, ["statistic"], EVERYWHERE)
        if question.form is Form.PLAN_RATIO:
            exact = question.zone is None
            self.details.expect("plan", question.end, [question.indicator], {question.place}, exact=exact)

    def _quoted(self, questions: list[Question]) -> dict[Question, Figure]:
        found = {}
        for question in questions:
            if _is_tariff(question.indicator):
                territory = self.engine.scope(question).territory
                rows = self.details.within("actual", question.end, _measures_of(question), territory)
                found[question] = tariff_of(
                    question, self.details.in_force(rows, question.end), self.engine.cube.zones_known(self.known_at)
                )
            else:
                quoted = self.details.at("actual", None, "statistic", question.place)
                about = f"{question.indicator}|"
                found[question] = statistic_of(question, [row for row in quoted if row.detail.startswith(about)])
        return found

    def _evaluate(self, questions: list[Question]) -> None:
        """Answer what is summed: the whole country apart, which is read elsewhere and for many more days than its parts."""
        for whole in (True, False):
            batch = [question for question in questions if (question.place == COUNTRY_CODE) is whole]
            if not batch:
                continue
            sums = self._sums(batch, [])
            for question in batch:
                formula = formula_for(question)
                currency = self._currency(question)
                evaluator = Evaluator(question, sums, self.engine.scope(question), currency)
                found = evaluator.evaluate(formula.expression) if formula else Evaluated(None)
                self.values[question] = figure_of(question, formula, found, currency)

    def _sums(self, questions: list[Question], zone_measures: list[str]) -> Sums:
        """All sums that the questions need, by as few queries as their grains: places together, then zones."""
        wanted: defaultdict[Scope, set[str]] = defaultdict(set)
        by_zone: set[str] = set(zone_measures)
        for question in questions:
            formula = formula_for(question)
            for expression in _leaves_of(formula) if formula else ():
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
        return {key: [(*_about(cell), found) for cell, found in cells] for key, cells in rows.items()}

    def _currency(self, question: Question) -> str:
        return currency_of(question)


@lru_cache(maxsize=65_536)
def _about(cell: Cell) -> tuple[Trait, Scope]:
    """What the postings of a cell have in common, and the scope they lie in."""
    place, measure, kind, origin, _, _, status, demo = cell
    return Trait(measure, status, demo), Scope(frozenset({place}), kind, origin)


def formula_for(question: Question) -> Formula | None:
    """The formula in force for a question's kind of zone on its date."""
    return _formula_for(question.indicator, question.kind, question.end)


@lru_cache(maxsize=4096)
def _formula_for(code: str, kind: ZoneKind | None, on: date) -> Formula | None:
    return indicator(code).formula_for(kind, on)


@cache
def _is_tariff(code: str) -> bool:
    return indicator(code).is_tariff


def _measures_of(question: Question) -> list[str]:
    """The measures of all formulas of a question's indicator."""
    return [term.measure for term in question.definition.terms()]


def _parts_of(question: Question) -> tuple[Question, ...]:
    """The values that a figure is made of: for a growth the year before's too, for a share the whole's."""
    value = replace(question, form=Form.VALUE)
    if question.form is Form.GROWTH:
        return (value, question.a_year_before())
    return part_and_whole(question) if question.form is Form.SHARE else (value,)


def figure_of(question: Question, formula: Formula | None, found: Evaluated, currency: str) -> Figure:
    """A figure in its base unit from an evaluated formula."""
    unit, divisor = base_unit(question.definition.unit, currency)
    terms = tuple(_in_base(term, currency) for term in found.terms)
    value = found.value if found.value is None or divisor == 1 else found.value / divisor
    return Figure(**blank(question, formula, unit), value=value, terms=terms, demo=found.demo, estimate=found.estimate)


def base_unit(unit: str, currency: str) -> tuple[str, int]:
    """The unit a figure is stated in, and how many of its posting's units make one."""
    if unit.startswith("money"):
        return (unit.replace("money", currency), 100 if currency == "USD" else 1)
    return {"ha": ("ha", 10_000), "inquiry": ("inquiry", 1)}.get(unit, (unit, 1))


def _in_base(term: TermValue, currency: str) -> TermValue:
    """A term in its base unit: land in hectares, money in whole dollars or đồng."""
    if term.unit not in {"m2", "money"}:
        return term
    unit, divisor = ("ha", 10_000) if term.unit == "m2" else (currency, 100 if currency == "USD" else 1)
    value = term.value if term.value is None or divisor == 1 else term.value / divisor
    return TermValue(term.code, term.name, value, unit, term.note)


def _leaves_of(formula: Formula) -> tuple[Term | CountZones, ...]:
    """A formula's leaves, found once."""
    if formula.code not in _LEAVES or _LEAVES[formula.code][0] is not formula.expression:
        _LEAVES[formula.code] = (formula.expression, tuple(_leaves(formula.expression)))
    return _LEAVES[formula.code][1]


_LEAVES: dict[str, tuple[Expression, tuple[Term | CountZones, ...]]] = {}


def _leaves(expression: Expression) -> Iterable[Term | CountZones]:
    if isinstance(expression, CountZones | Term):
        yield expression
    elif isinstance(expression, Ratio):
        yield from _leaves(expression.numerator)
        yield from _leaves(expression.denominator)
    elif isinstance(expression, Sum):
        for _, part in expression.parts:
            yield from _leaves(part)
