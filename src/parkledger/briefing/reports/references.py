"""References to figures in a template: "{đạt capital.attracted kcn fdi plan_ratio}" is a question for the books."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from parkledger.briefing.situation import REPORTED
from parkledger.catalogue import INDICATORS, Origin, ZoneKind
from parkledger.catalogue.cluster_reports import year_reported
from parkledger.figures import Form, Question
from parkledger.language import Text, closest, same_period_last_year, year_start
from parkledger.language.periods import Period
from parkledger.records.project_figures import HELD


class Window(StrEnum):
    """Of which time a figure is: the report's own, or one that its time tells."""

    REPORT = "report"
    YEAR_BEFORE = "year_before"
    LAST_YEAR = "last_year"
    TO_DATE = "to_date"


_WORDS: Final[dict[str, tuple[str, Any]]] = {
    **{word: ("kind", kind) for kind in ZoneKind for word in (kind.value, kind.short.lower())},
    **{origin.value: ("origin", origin) for origin in Origin},
    **{form.value: ("form", form) for form in Form},
    **{window.value: ("window", window) for window in Window},
    "cùng_kỳ": ("window", Window.YEAR_BEFORE),
    "năm_trước": ("window", Window.LAST_YEAR),
    "lũy_kế": ("window", Window.TO_DATE),
    "usd": ("currency", "USD"),
    "vnd": ("currency", "VND"),
}
"""What may stand behind an indicator's code, and which part of the reference it sets."""

_ROUNDED, _BARE = "≈", "#"


class ReferenceProblem(NamedTuple):
    """Why a reference cannot be understood."""

    said: Text


@dataclass(frozen=True, slots=True)
class FigureReference:
    """A figure that a template asks for.

    `lead` is the verb that stands before it and after the word for an estimate ("ước đạt"); `decimals` are those of its
    rounding where the template sets them: a hedge then says to which side it was rounded. Where it is `bare`, what is
    counted stands in the template's own words: "{#projects.registered park fdi} new FDI projects".
    """

    indicator: str
    kind: ZoneKind | None = None
    origin: Origin | None = None
    form: Form = Form.VALUE
    window: Window = Window.REPORT
    currency: str | None = None
    decimals: int | None = None
    lead: str = ""
    bare: bool = False

    def question(self, scope: "ReferenceScope") -> Question:
        """The question for the books."""
        asked = Question(
            self.indicator,
            scope.place,
            scope.period.end,
            form=self.form,
            zone=scope.zone,
            kind=scope.kind or self.kind,
            origin=self.origin,
            known_at=scope.known_at,
            currency=self.currency,
        )
        period = scope.reported_of(scope.kind or self.kind) if self.indicator in REPORTED else scope.period
        if self.window is Window.TO_DATE:
            period = since_new_year(period)
        elif self.window is Window.YEAR_BEFORE:
            period = same_period_last_year(period)
        elif self.window is Window.LAST_YEAR:
            year = scope.period.end.year - 1
            period = Period(date(year, 1, 1), date(year, 12, 31))
        if asked.is_flow or (asked.definition.statistic and self.window is Window.LAST_YEAR):
            return replace(asked, start=period.start, end=period.end)
        return replace(asked, end=period.end)


def since_new_year(period: Period) -> Period:
    """A period from the beginning of the year in which it ends: of a year as clusters report it, the period itself."""
    return period if year_reported(period.start, period.end) else Period(year_start(period.end), period.end)


def is_part_of_year(question: Question) -> bool:
    """Whether a flow is of a period that does not begin with its year, so that it is no share of the year's plan."""
    return question.is_flow and since_new_year(Period(*question.period)).start != question.period[0]


class AmountReference(NamedTuple):
    """A number of a project, or of an investor's projects of an origin, that a template asks for by its code."""

    code: str
    origin: Origin | None
    lead: str


def parse_amount(words: str, *, of_investor: bool) -> AmountReference | ReferenceProblem:
    """A reference of a template of projects, without its braces.

    Capital of an investor is of foreign or of domestic projects: it is stated in two currencies that are never added.
    """
    parts = words.split()
    at = next((i for i, part in enumerate(parts) if part in HELD), None)
    if at is None:
        near = ", ".join(closest(parts[-1] if parts else "", list(HELD)) or HELD)
        return ReferenceProblem(
            Text(
                f"không có số liệu dự án hay biến «{words}»; có: {near}",
                f"no number of projects or variable is “{words}”; there are: {near}",
            )
        )
    code, rest = parts[at], [part.lower() for part in parts[at + 1 :]]
    origins = [Origin(part) for part in rest if part in set(Origin)]
    if len(rest) > len(origins) or len(origins) > 1 or (origins and not of_investor):
        wrong = " ".join(rest)
        return ReferenceProblem(
            Text(f"không hiểu «{wrong}» sau «{code}»", f"“{wrong}” behind “{code}” is not understood")
        )
    if of_investor and HELD[code].unit in ("money", "percent") and not origins:
        return ReferenceProblem(
            Text(
                f"«{code}» của nhà đầu tư tính riêng FDI và DDI: thêm fdi hoặc ddi",
                f"“{code}” of an investor is of FDI or of DDI: add fdi or ddi",
            )
        )
    return AmountReference(code, origins[0] if origins else None, " ".join(parts[:at]))


class ReferenceScope(NamedTuple):
    """What all references of a report share: of which place, or zone of a kind, of which time, as known when.

    `of_clusters` is the period that clusters have reported, where that is another than the months reported: they report by
    half-years of their own.
    """

    place: str
    zone: int | None
    kind: ZoneKind | None
    period: Period
    reported: Period
    known_at: datetime | None
    of_clusters: Period | None = None

    def reported_of(self, kind: ZoneKind | None) -> Period:
        """The period that zones of a kind have reported."""
        return self.of_clusters or self.reported if kind is ZoneKind.CLUSTER else self.reported

    def of_its_own(self, reference: FigureReference) -> Period | None:
        """The half-year or year of their own that clusters have reported, where a reference is of that; None of all others."""
        of_clusters = (self.kind or reference.kind) is ZoneKind.CLUSTER and reference.indicator in REPORTED
        return self.of_clusters if of_clusters else None


def parse_reference(words: str, *, of_zone: bool = False) -> FigureReference | ReferenceProblem:
    """A reference as a template writes it, without its braces; one of a zone need not say of which kind it is."""
    bare = words.startswith(_BARE)
    parts = words.removeprefix(_BARE).split()
    at = next((i for i, part in enumerate(parts) if part in INDICATORS), None)
    if at is None:
        return _no_indicator(words)
    reference = FigureReference(parts[at], lead=" ".join(parts[:at]), bare=bare)
    for part in parts[at + 1 :]:
        if part.startswith(_ROUNDED) and part[1:].isdigit():
            reference = replace(reference, decimals=int(part[1:]))
            continue
        if part.lower() not in _WORDS:
            near = closest(part.lower(), list(_WORDS))
            said = ", ".join(near) or "kcn, ccn, fdi, ddi"
            return ReferenceProblem(
                Text(
                    f"không hiểu «{part}» sau mã chỉ tiêu; gần nhất: {said}",
                    f"“{part}” is not understood; nearest: {said}",
                )
            )
        name, value = _WORDS[part.lower()]
        reference = replace(reference, **{name: value})
    return reference if of_zone else _of_a_kind(reference)


def _no_indicator(words: str) -> ReferenceProblem:
    """None of the words is the code of an indicator: the one that is most like one is named."""
    parts = [part for part in words.split() if part.lower() not in _WORDS] or words.split() or [words]
    like = [part for part in parts if "." in part] or [part for part in parts if closest(part, list(INDICATORS))]
    code = (like or parts[-1:])[0]
    near = ", ".join(closest(code, list(INDICATORS)))
    nearest = (f"; gần nhất: {near}", f"; nearest: {near}") if near else ("", "")
    return ReferenceProblem(
        Text(
            f"không có chỉ tiêu hay biến «{code}»{nearest[0]}; xem danh mục chỉ tiêu",
            f"there is no indicator or variable “{code}”{nearest[1]}; see the list of indicators",
        )
    )


def _of_a_kind(reference: FigureReference) -> FigureReference | ReferenceProblem:
    """A reference, unless its indicator is defined for kinds of zones and none of them is named."""
    kinds = INDICATORS[reference.indicator].kinds
    if not kinds or reference.kind in kinds:
        return reference
    said = ", ".join(kind.short.lower() for kind in kinds if kind)
    return ReferenceProblem(
        Text(
            f"«{reference.indicator}» tính riêng cho từng loại khu: thêm một trong {said}",
            f"“{reference.indicator}” is defined by kind of zone: add one of {said}",
        )
    )
