"""A report composed: a template filled from the books, every figure with its note."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from parkledger.briefing.kinds_of_places import kinds_on_record
from parkledger.briefing.reports.composer import LineComposer, references, with_empty_sections
from parkledger.briefing.reports.holders import holder_report
from parkledger.briefing.reports.model import FigureRun, Paragraph, Part, Report, ReportRequest, ReportTable
from parkledger.briefing.reports.notes import figure_note, footnotes
from parkledger.briefing.reports.references import FigureReference, ReferenceScope, is_part_of_year, since_new_year
from parkledger.briefing.reports.report_tables import TableMaker
from parkledger.briefing.reports.sections import without_sections_of
from parkledger.briefing.reports.signing import signing_checks
from parkledger.briefing.reports.split_charts import SplitCharts
from parkledger.briefing.reports.steering import SteeringTable, SteeringTables
from parkledger.briefing.reports.templates import (
    DutyList,
    IndicatorTable,
    Line,
    Node,
    PracticeList,
    SplitChart,
    WordLayout,
    without_marks,
)
from parkledger.briefing.reports.wording import duty_parts, figure_words, known_words, practice_items
from parkledger.briefing.situation import cluster_periods, months_questions, reported_by_clusters, reported_until
from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures import Figure, Figures, Form, Question
from parkledger.forecast import Forecast
from parkledger.language import Lang, ParkError, Period, format_date, format_period, month_end
from parkledger.places import get, province_on
from parkledger.records.dates import Dates
from parkledger.records.histories import ZoneOn, end_words, zone_title, zones_by_id


class ReportZoneMissing(ParkError):
    """A report of one zone is asked for without a zone."""

    code = "report_zone_missing"
    is_misuse = True
    vi = "Mẫu «{template}» là của một khu, cụm: hãy chọn khu, cụm."
    en = "The template “{template}” is of one park or cluster: choose it."


def compose(request: ReportRequest, books: Figures) -> Report:
    """Fill a template from the books; all its figures are asked at once."""
    if request.template.of_projects:
        return holder_report(request, books)
    request = _where_its_zone_is(request, books)
    layout, end = request.template.word, format_date(request.period.end, request.lang)
    composer, filled, forecasts = _filled(request, books)
    title = composer.words(request.template.title)
    parts = list(_told_parts(layout, filled)) if layout is not None else [part for group in filled for part in group]
    notes = tuple(figure_note(at, figure, books, request.lang) for figure, at in composer.noted.items())
    return Report(
        request=request,
        title=title,
        kind=request.template.kind,
        place=get(request.place).name if request.lang is Lang.VI else get(request.place).english,
        parts=tuple(with_empty_sections(parts, request.lang) if layout is None else parts),
        notes=notes,
        checks=signing_checks([*parts, *office_tables(layout, end)], notes, end, request.lang),
        coverage=footnotes(parts, notes, request.lang),
        known=known_words(request.known_at, request.lang),
        tip=books.tip,
        forecasts=forecasts,
        filled=tuple(filled) if layout is not None else (),
    )


def paragraphs(request: ReportRequest, books: Figures) -> list[Paragraph]:
    """The headings and sentences alone, for a page that shows each figure with its address instead of a note."""
    _, filled, _ = _filled(_where_its_zone_is(request, books), books)
    parts = [part for group in filled for part in group]
    return [part for part in with_empty_sections(parts, request.lang) if isinstance(part, Paragraph)]


def foreseen_questions(request: ReportRequest) -> list[Question]:
    """What the sentences of a request for a place most likely ask, so that a page asks it with its own in one pass.

    It is taken that parks have reported the month of the day, or the one before, and clusters the same or a period of their
    own. Where it is otherwise, some is asked again.
    """
    place, start, end = request.place, request.period.start, request.period.end
    references = [one for block in request.template.blocks if isinstance(block, Line) for one in _figures(block.nodes)]
    found = _fdi_questions(request)
    for last in (month_end(end), end.replace(day=1) - timedelta(days=1)):
        months = Period(min(start, last.replace(day=1)), last)
        found += months_questions(place, end, months, request.known_at)
        for of_clusters in cluster_periods(months, end):
            scope = ReferenceScope(
                place,
                zone=None,
                kind=None,
                period=request.period,
                reported=months,
                known_at=request.known_at,
                of_clusters=of_clusters,
            )
            found += [reference.question(scope) for reference in references]
    return found


def _where_its_zone_is(request: ReportRequest, books: Figures) -> ReportRequest:
    """The request, for the place in which its zone is on that day; raises ReportZoneMissing."""
    if request.template.of_zone and request.zone is None:
        raise ReportZoneMissing(template=request.template.name)
    if request.zone is None:
        return request
    return replace(request, place=province_on(books.zone(request.zone)["place"], request.period.end))


def _filled(
    request: ReportRequest, books: Figures
) -> "tuple[_FigureComposer, list[tuple[Part, ...]], tuple[Forecast, ...]]":
    """A composer that has answered all that the template asks, and what each block became; the title's figures come first."""
    scope, template = _scope(request, books), request.template
    blocks = list(template.blocks)
    clusters_alone = _clusters_alone(request, books)
    if clusters_alone and template.word is None:
        blocks = without_sections_of(ZoneKind.PARK, blocks)
    tables = TableMaker(books, scope, request.lang)
    steering = SteeringTables(books, scope, request.lang)
    questions = dict.fromkeys(reference.question(scope) for reference in _figures(template.title))
    questions |= dict.fromkeys(question for block in blocks for question in _questions(block, scope, tables, steering))
    answers = dict(zip(questions, books.answer(list(questions)), strict=True))
    ended = _ended_zone(request)
    variables = {
        **_variables(request, scope),
        "clusters_alone": clusters_alone,
        "recorded_in": _recorded_in(request, books),
        "ended": _end_said(ended, request),
    }
    composer = _FigureComposer(request, scope, answers, books, variables, ended.ended_on if ended else None)
    composer.words(template.title)  # its figures have the first notes
    filled = [tuple(composer.parts(block, tables, steering)) for block in blocks]
    return composer, filled, tuple(steering.made)


def _told_parts(layout: WordLayout, filled: Sequence[tuple[Part, ...]]) -> Iterator[Part]:
    """The parts of a template that is a Word file, as text: a cell under the heads of its row and column."""
    for place, group in zip(layout.places, filled, strict=True):
        for part in group:
            if not isinstance(part, Paragraph):
                yield part
                continue
            runs = tuple(without_marks(run) if isinstance(run, str) else run for run in part.runs)
            yield part._replace(runs=(f"{place.heads}: ", *runs) if place.heads else runs)


def office_tables(layout: WordLayout | None, end: str) -> Iterator[ReportTable]:
    """The tables of an office's own in a Word file, for the checks: whether the words behind each say its day."""
    for table in layout.tables if layout else ():
        closing = end if "{on}" in table.behind or end in table.behind else ""
        yield ReportTable(table.label.vi, ("", table.label.vi), (("", ""),), 2, closing)


def _scope(request: ReportRequest, books: Figures) -> ReferenceScope:
    """Monthly figures are of the months reported: with the report's last month, where its report is known."""
    end = reported_until(books, request.place, request.period.end, request.known_at)
    start = min(request.period.start, end.replace(day=1))
    kind = ZoneKind(books.zone(request.zone)["kind"]) if request.zone is not None else None
    reported = Period(start, end)
    clusters = reported_by_clusters(books, request.place, reported, request.period.end, request.known_at)
    return ReferenceScope(
        request.place,
        zone=request.zone,
        kind=kind,
        period=request.period,
        reported=reported,
        known_at=request.known_at,
        of_clusters=clusters,
    )


def _figures(nodes: Iterable[Node]) -> Iterator[FigureReference]:
    yield from (one for one in references(nodes) if isinstance(one, FigureReference))


def _questions(
    block: object, scope: ReferenceScope, tables: TableMaker, steering: SteeringTables
) -> Iterator[Question]:
    if isinstance(block, Line):
        yield from (reference.question(scope) for reference in _figures(block.nodes))
    elif isinstance(block, SteeringTable):
        yield from steering.questions(block)
    else:
        captions = block.caption if isinstance(block, IndicatorTable) else ()
        yield from (reference.question(scope) for reference in _figures(captions))
        yield from tables.questions(block)


class _FigureComposer(LineComposer):
    """Fills lines with figures, and numbers those that are written."""

    def __init__(
        self,
        request: ReportRequest,
        scope: ReferenceScope,
        answers: Mapping[Question, Figure],
        books: Figures,
        variables: Mapping[str, str],
        ended_on: date | None = None,
    ) -> None:
        super().__init__(variables)
        self._ended_on = ended_on
        self._books, self._charts = books, SplitCharts(books, scope, request.lang)
        self._lang, self._scope, self._answers = request.lang, scope, answers
        self._practices, self._duties, self._on = request.practices, request.duties, request.period.end
        self.noted: dict[Figure, int] = {}

    def value(self, reference: FigureReference) -> Fraction | None:
        """A number; of a part of a year no share of the year's plan is told, but of the year to date (`Window.TO_DATE`).

        Of a zone that is no more nothing is told of a day after its end, or of a period that began after it: that it has none
        of anything is no news of it.
        """
        question = reference.question(self._scope)
        if reference.form is Form.PLAN_RATIO and is_part_of_year(question):
            return None
        if self._ended_on and (not question.is_flow or question.period[0] >= self._ended_on):
            return None
        return self._answers[question].value

    def is_nought_told(self, reference: FigureReference) -> bool:
        """Whether the books speak for the period of a number and have told of its subject since."""
        figure = self._answers[reference.question(self._scope)]
        return figure.value is None or (figure.coverage.is_comparable and self._books.has_told(figure.question))

    def number(self, reference: FigureReference) -> FigureRun:
        figure = self._answers[reference.question(self._scope)]
        return self.run(figure, figure_words(figure, reference, self._lang), figure)

    def parts(self, block: object, tables: TableMaker, steering: SteeringTables) -> Iterator[Part]:
        """What a block of the template becomes; nothing where all of it is unknown."""
        if isinstance(block, Line):
            yield from self.line(block)
            return
        if isinstance(block, SteeringTable):
            yield from steering.parts(block, self.words(block.caption), self._answers, self.run)
            return
        if isinstance(block, SplitChart):
            yield from self._charts.parts(block, self.run)
            return
        if isinstance(block, PracticeList):
            yield from practice_items(self._practices, self._lang)
            return
        if isinstance(block, DutyList):
            yield from duty_parts(self._duties, self._on, self._lang)
            return
        caption = self.words(block.caption) if isinstance(block, IndicatorTable) else ""
        yield from tables.parts(block, caption, self._answers, self.run)

    def run(self, figure: Figure, text: str, noted: Figure) -> FigureRun:
        """A figure as it is written, with the number of a note; a figure has one however often it is written."""
        return FigureRun(text, figure, self.noted.setdefault(noted, len(self.noted) + 1))


def _variables(request: ReportRequest, scope: ReferenceScope) -> dict[str, str]:
    lang, place = request.lang, get(request.place)
    end = request.period.end
    zone = Question("land.established", request.place, end, zone=request.zone)
    return {
        "place": place.title(end).of(lang),
        "name": place.text.of(lang),
        "on": format_date(end, lang),
        "period": format_period(request.period, lang),
        "in_period": _within(request.period, lang),
        "reported": format_period(scope.reported, lang),
        "in_reported": _within(scope.reported, lang),
        "reported_clusters": format_period(scope.reported_of(ZoneKind.CLUSTER), lang),
        "in_reported_clusters": _within(scope.reported_of(ZoneKind.CLUSTER), lang),
        **_to_date("to_date", request.period, lang),
        **_to_date("reported_to_date", scope.reported, lang),
        "last_year": str(end.year - 1),
        "year": str(end.year),
        "zone": (zone_title(zone) or "") if request.zone else "",
    }


def _ended_zone(request: ReportRequest) -> ZoneOn | None:
    """The zone that a report is of, where it was no more on the report's last day."""
    if request.zone is None:
        return None
    zone = zones_by_id(Dates(request.period.end, request.known_at)).get(request.zone)
    return zone if zone is not None and zone.ended_on is not None else None


def _end_said(zone: ZoneOn | None, request: ReportRequest) -> str:
    """How and when a zone ended; empty where none has."""
    said = end_words(zone, Dates(request.period.end, request.known_at)) if zone is not None else None
    return f"{zone.title} {said.of(request.lang)}" if zone is not None and said is not None else ""


def _to_date(name: str, period: Period, lang: Lang) -> dict[str, str]:
    """The year to the end of a period in words, with and without its preposition; empty where the period begins with the year."""
    year = since_new_year(period)
    told = year.start != period.start
    return {name: format_period(year, lang) if told else "", f"in_{name}": _within(year, lang) if told else ""}


def _recorded_in(request: ReportRequest, books: Figures) -> str:
    """In zones of which kinds all FDI projects on record in a place are; empty where some lie in none, or there are none.

    What a Management Board's book counts for its province is not all that the province has.
    """
    every, *by_kind = books.answer(_fdi_questions(request))
    counts = {figure.question.kind: figure.value or Fraction(0) for figure in by_kind}
    kinds = [kind for kind, count in counts.items() if kind is not None and count]
    if not kinds or sum(counts.values()) != every.value:
        return ""
    if request.lang is Lang.VI:
        return f" trong các {', '.join(kind.short for kind in kinds)}"
    return f" in {' and '.join(f'{kind.label.en}s' for kind in kinds)}"


def _fdi_questions(request: ReportRequest) -> list[Question]:
    """The FDI projects of a place: all, and those of zones of each kind."""
    whole = Question(
        "projects.in_force", request.place, request.period.end, origin=Origin.FDI, known_at=request.known_at
    )
    return [whole, *(replace(whole, kind=kind) for kind in ZoneKind)]


def _clusters_alone(request: ReportRequest, books: Figures) -> str:
    """The clusters of a place that has no parks on record, in words; empty where it has, and its main results are of parks."""
    if ZoneKind.PARK in kinds_on_record(books, request.place, request.period.end, request.known_at):
        return ""
    return "các CCN" if request.lang is Lang.VI else "the industrial clusters"


def _within(period: Period, lang: Lang) -> str:
    """A period with its preposition, which Vietnamese leaves out: "in 2023", "on the day of 22 August 2023", "from 1 January 2023
    to 22 August 2023"."""
    said = format_period(period, lang)
    if lang is Lang.VI:
        return said
    preposition = "on" if period.start == period.end else "from" if " to " in said else "in"
    return f"{preposition} {said}"
