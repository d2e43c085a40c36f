"""The conditions of the law on a zone, set against figures: holds, fails or unknown, with numbers and basis.

It informs, it does not forbid. Before a parameter of the catalogue has a value, and where the books lack a figure, the
answer is unknown, in words that say which.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from parkledger.catalogue import Act, Verified, ZoneKind
from parkledger.catalogue.parameters import NUMBERLESS_UNITS, parameter
from parkledger.checking.page_scope import uncovered
from parkledger.checking.rules import (
    NO_RECORD,
    Need,
    Requirement,
    RuleScope,
    Test,
    Verdict,
    requirements,
)
from parkledger.figures import Figure, Figures, Question
from parkledger.language import Text, days_said
from parkledger.places import Level, Place, get, province_on

INFORMS = Text(
    "Kết quả để tham khảo: nêu điều kiện và số liệu, không cho phép hay cấm.",
    "This informs: it states conditions and figures, and neither permits nor forbids.",
)
TERRITORY = "cluster.establishment.test_territory"


@dataclass(frozen=True, slots=True)
class ConditionCase:
    """A zone (as `Figures.zone` describes it) on which something is to be done on a day; `area_ha` is its area afterwards,
    `developer` who develops it on the day, empty where nobody is on record."""

    zone: dict[str, Any]
    act: Act
    on: date
    area_ha: Fraction | None = None
    known_at: datetime | None = None
    developer: str = ""

    @property
    def kind(self) -> ZoneKind:
        """The zone's kind."""
        return ZoneKind(self.zone["kind"])


@dataclass(frozen=True, slots=True)
class Tested:
    """One test's answer: the figure (exact, None where unknown), how it must stand to which bound, and by what basis."""

    test: Test
    verdict: Verdict
    value: Fraction | None = None
    bound: Fraction | None = None
    unit: str = ""
    figures: tuple[Figure, ...] = ()
    place: Place | None = None
    basis: str = ""
    verified: Verified | None = None
    since: date | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class ConditionAnswer:
    """A requirement's answer with those of its tests; `note` says what else decides."""

    code: str
    name: Text
    verdict: Verdict
    tests: tuple[Tested, ...]
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class _FoundFigure:
    """What a need came to; `settles` is a verdict that needs no number, `doubt` a reason why the number decides nothing."""

    value: Fraction | None = None
    figures: tuple[Figure, ...] = ()
    place: Place | None = None
    settles: Verdict | None = None
    doubt: Text | None = None


def conditions(books: Figures, case: ConditionCase) -> list[ConditionAnswer]:
    """What the law requires for an act on a zone on a day, each requirement against the figures of that day."""
    required = requirements(case.act, case.kind)
    if not required:
        return [_no_provision(case)]
    return [_answer(books, case, each) for each in required]


def _no_provision(case: ConditionCase) -> ConditionAnswer:
    kind, act = case.kind.label, case.act.label
    note = Text(
        f"danh mục tham số chưa có quy định về việc {act.vi} {kind.vi}",
        f"the catalogue has no provision on how to {act.en} an {kind.en}",
    )
    return ConditionAnswer(f"{case.kind}.{case.act}", Text("quy định", "provision"), Verdict.UNKNOWN, (), note)


def _answer(books: Figures, case: ConditionCase, required: Requirement) -> ConditionAnswer:
    tests = tuple(_tested(books, case, test) for test in required.tests)
    verdicts = {tested.verdict for tested in tests}
    failed = Verdict.FAILS if verdicts == {Verdict.FAILS} else Verdict.UNKNOWN
    verdict = Verdict.HOLDS if Verdict.HOLDS in verdicts else failed
    return ConditionAnswer(
        required.code, required.name, verdict, tests, None if verdict is Verdict.HOLDS else _unless(required, case.on)
    )


def _unless(required: Requirement, on: date) -> Text | None:
    """The way round a requirement, where the law of the day had it."""
    if required.unless is None:
        return None
    vi, en = f"trừ khi {required.unless.vi}", f"unless {required.unless.en}"
    if not required.unless_parameter:
        return Text(vi, en)
    rule = parameter(required.unless_parameter)
    dated = rule.on(on)
    if dated is None or not isinstance(dated.value, str):
        return None
    types = rule.meaning(dated.value)
    return Text(
        f"{vi}: {types.vi} ({dated.basis}); sổ không ghi loại",
        f"{en}: {types.en} ({dated.basis}); the books do not record the type",
    )


def _tested(books: Figures, case: ConditionCase, test: Test) -> Tested:
    """One test: first whether there was a rule on the day, then whether there is a figure, then how they stand."""
    ruled = _ruled(test, case.on)
    bound = ruled.bound
    if ruled.note is not None:
        return ruled
    if test.need is None or bound is None:
        return replace(ruled, note=Text(NO_RECORD.vi, NO_RECORD.en))
    if test.need.scope is RuleScope.DEVELOPER:
        return _developer(case, ruled)
    found = _find(books, case, test.need, bound)
    unit = found.figures[0].unit if found.figures else "ha" if test.need.scope is RuleScope.AREA_AFTER else ""
    ruled = replace(ruled, value=found.value, unit=unit, figures=found.figures, place=found.place, note=found.doubt)
    if found.settles is not None:
        return replace(ruled, verdict=found.settles)
    if found.value is None:
        return replace(ruled, note=found.doubt or Text("số liệu chưa ghi nhận", "the figure was never recorded"))
    if found.doubt is not None:
        return ruled
    met = test.comparison.met(found.value, bound)
    sure = test.proves if met else test.disproves
    verdict = (Verdict.HOLDS if met else Verdict.FAILS) if sure else Verdict.UNKNOWN
    return replace(ruled, verdict=verdict, note=_own_land(case, test.need))


def _developer(case: ConditionCase, ruled: Tested) -> Tested:
    """Whether a developer is named; how capable it is nobody records."""
    if not case.developer:
        return replace(ruled, note=Text("sổ chưa ghi chủ đầu tư", "the books name none"))
    if ruled.test.proves:
        return replace(ruled, verdict=Verdict.HOLDS, note=Text(case.developer, case.developer))
    vi, en = f"{case.developer}; năng lực {NO_RECORD.vi}", f"{case.developer}; its capability is {NO_RECORD.en}"
    return replace(ruled, note=Text(vi, en))


def _own_land(case: ConditionCase, need: Need) -> Text | None:
    """An average of the territory takes in the zone itself once it is established."""
    if need.scope in {RuleScope.TERRITORY, RuleScope.PROVINCE} and case.act is Act.ESTABLISH:
        return Text("tính trên mọi khu, cụm đã ghi đến ngày này", "over all zones on record on the day")
    return None


def _ruled(test: Test, on: date) -> Tested:
    """A test with the bound, basis and verification of the day; a note where there was no rule then."""
    unknown = Tested(test, Verdict.UNKNOWN)
    if not test.parameter:
        ruled = replace(unknown, bound=test.bound, basis=test.basis, verified=test.verified, since=test.since)
        if test.since <= on:
            return ruled
        return replace(ruled, note=_not_yet(test.since))
    rule = parameter(test.parameter)
    dated = rule.on(on)
    if dated is None:
        return replace(unknown, note=_not_yet(rule.values[0].since))
    ruled = replace(unknown, basis=dated.basis, verified=dated.verified, since=dated.since)
    if dated.value is None:
        return replace(
            ruled,
            note=Text(
                "từ ngày này không còn quy định hoặc chưa rõ", "from that day nothing is required, or nothing is known"
            ),
        )
    bound = test.bound if test.bound is not None or rule.unit in NUMBERLESS_UNITS else rule.number_on(on)
    return replace(ruled, bound=bound)


def _not_yet(since: date) -> Text:
    day = days_said(since)
    return Text(
        f"danh mục tham số chỉ có quy định từ ngày {day.vi}", f"the catalogue knows the rule only from {day.en}"
    )


def _find(books: Figures, case: ConditionCase, need: Need, bound: Fraction) -> _FoundFigure:
    if need.scope is RuleScope.AREA_AFTER:
        return _area_after(books, case, need, bound)
    if need.scope is RuleScope.ZONE:
        return _sum(books, case, need, get(case.zone["place"]), case.zone["id"])
    if need.scope is RuleScope.PROVINCE:
        province = get(province_on(case.zone["place"], case.on))
        return _covered(books, case, province, _sum(books, case, need, province))
    return _on_territory(books, case, need)


def _sum(books: Figures, case: ConditionCase, need: Need, place: Place, zone: int | None = None) -> _FoundFigure:
    """The need's indicators, added; None where one of them was never recorded."""
    asked = [
        Question(code, place.code, case.on, zone=zone, kind=case.kind, known_at=case.known_at) for _, code in need.terms
    ]
    figures = tuple(books.answer(asked))
    values = [
        sign * figure.value for (sign, _), figure in zip(need.terms, figures, strict=True) if figure.value is not None
    ]
    return _FoundFigure(sum(values, start=Fraction(0)) if len(values) == len(figures) else None, figures, place)


def _covered(books: Figures, case: ConditionCase, place: Place, found: _FoundFigure) -> _FoundFigure:
    """A figure of a place of which the books lack a part decides nothing."""
    missing, _ = uncovered(books, place, case.on)
    if not missing:
        return found
    vi, en = ", ".join(part.name for part in missing), ", ".join(part.english for part in missing)
    return replace(found, doubt=Text(f"các sổ thiếu số liệu của {vi} (cũ)", f"the books lack the former {en}"))


def _area_after(books: Figures, case: ConditionCase, need: Need, bound: Fraction) -> _FoundFigure:
    """The area given with the question; else today's, which can only show that there is no room."""
    place = get(case.zone["place"])
    if case.area_ha is not None:
        return _FoundFigure(case.area_ha, place=place)
    found = _sum(books, case, need, place, case.zone["id"])
    if found.value is None:
        return found
    if found.value > bound:
        return replace(found, settles=Verdict.FAILS)
    return replace(
        found,
        doubt=Text(
            "là diện tích hiện nay; chưa cho biết diện tích sau khi mở rộng",
            "this is the area now; the area after the expansion is not given",
        ),
    )


def _on_territory(books: Figures, case: ConditionCase, need: Need) -> _FoundFigure:
    """On the district until 30/6/2025; since then on what the province decided, or the commune, which no book records."""
    rule = parameter(TERRITORY)
    dated = rule.on(case.on)
    place = get(case.zone["place"])
    if place.level is Level.WARD and place.parent:
        place = get(place.parent)
    if place.level is not Level.DISTRICT:
        return _FoundFigure(
            doubt=Text("sổ không ghi khu, cụm thuộc huyện nào", "the books do not say in which district the zone lies")
        )
    found = _sum(books, case, need, place)
    if dated is None or dated.value != "district":
        means = rule.meaning(dated.value) if dated and isinstance(dated.value, str) else Text("chưa rõ", "not known")
        return replace(
            found,
            doubt=Text(
                f"địa bàn xét: {means.vi}; số nêu là của {place.name} (cấp huyện cũ), sổ chưa ghi địa bàn này",
                f"tested on: {means.en}; the number is that of {place.english} (former district), the books do not record that territory",
            ),
        )
    if not _others(books, case, place):
        return replace(
            found,
            settles=Verdict.HOLDS,
            doubt=Text("địa bàn chưa có CCN khác: không xét", "there is no other cluster on the territory: not tested"),
        )
    return found


def _others(books: Figures, case: ConditionCase, place: Place) -> bool:
    """Whether another cluster is established on the territory."""
    base = Question("zones.established", place.code, case.on, kind=case.kind, known_at=case.known_at)
    everywhere, own = books.answer([base, replace(base, zone=case.zone["id"])])
    return (everywhere.value or 0) > (own.value or 0)


def worst(answers: Iterable[ConditionAnswer]) -> Verdict:
    """All together: fails where one fails, unknown where one is unknown, else holds."""
    verdicts = {answer.verdict for answer in answers}
    return next((verdict for verdict in (Verdict.FAILS, Verdict.UNKNOWN) if verdict in verdicts), Verdict.HOLDS)


__all__ = [
    "INFORMS",
    "ConditionAnswer",
    "ConditionCase",
    "Tested",
    "conditions",
    "worst",
]
