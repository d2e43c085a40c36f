"""What the first screen of a place answers, and the chapters below it: for leaders, investors, journalists at a glance.

How full, better or worse than a year ago, how much of the plan, which parks are best and worst, what is new. Everything
else that a place's books tell is on the page of its details.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from parkledger.briefing.dashboard.cards import (
    Card,
    Headline,
    Planned,
    business_of,
    cards,
    known_of_clusters,
    plans_below,
)
from parkledger.briefing.dashboard.changes import DashboardChanges, changes, has_book, scope_of
from parkledger.briefing.dashboard.page_tables import MILLION, PageContext, below_table, jobs_table, months_table
from parkledger.briefing.dashboard.pages import around, named_books
from parkledger.briefing.dashboard.questions import DAY, DashboardSubject, Part, together, with_kinds
from parkledger.briefing.dashboard.tables import Year, below, jobs, months
from parkledger.briefing.reports import ReportRequest, built_in
from parkledger.briefing.reports.composition import foreseen_questions, paragraphs
from parkledger.briefing.reports.model import FigureRun, Run
from parkledger.catalogue import Origin, ZoneKind, ZoneStage
from parkledger.figures import Figure, Figures
from parkledger.figures.wording import coverage_note, period_words, written
from parkledger.language import Lang, Period, Text, capitalised, fold
from parkledger.places import COUNTRY_CODE, Place, get, recorded_parts
from parkledger.records.cells import INDICATOR_CODE, broken_from
from parkledger.records.dates import Dates
from parkledger.records.zone_lists import ZoneFilter, ZoneRow, listed
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Link, Row, Table

PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
FULL: Final = (Headline("occupancy", PARK, trend=False), Headline("occupancy", CLUSTER, trend=False))
"""How full parks and clusters are."""
ASKED: Final = (
    Headline("capital.attracted", PARK, planned=True, trend=False),
    *(line for line in business_of(PARK, trend=False) if line.planned or not line.reported),
)
"""What is compared with a year ago and with the plan: of parks what plans set targets for, and jobs. The first screen has room for
no more; the same of clusters is said in the chapters below, and stands on the page of details. Where a place has clusters alone,
both are of them."""
RANKED: Final = 3
"""Zones that are named as the fullest, and as those with most left."""
NEWS_DAYS: Final = 30
YEARS: Final = 9
"""Ends of years of the chart of occupancy, before the day itself."""
MOST_BELOW: Final = 12
"""Places below on record of which the first page has a table; one of more stands on the page of details."""


@dataclass(frozen=True, slots=True)
class ZoneRanking:
    """Zones of a kind at a stage by how full they are; `unknown` are those of which it is not known."""

    kind: ZoneKind
    stage: ZoneStage
    fullest: list[ZoneRow]
    emptiest: list[ZoneRow]
    count: int
    unknown: int


@dataclass(frozen=True, slots=True)
class DashboardChapter:
    """A heading with the sentences that say what its chart shows, and what limits their figures."""

    heading: str
    anchor: str
    sentences: tuple[tuple[Run, ...], ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page of a place."""

    subject: DashboardSubject
    full: list[Card]
    asked: list[Card]
    ranking: ZoneRanking
    news: DashboardChanges
    chapters: list[DashboardChapter]
    parts: dict[str, Any]
    above: Place | None
    now: Place | None
    books: list[tuple[str, str]]
    has_book: bool
    """Whether somebody keeps a book of the place."""

    @property
    def cards(self) -> list[Card]:
        """All that is compared with a year ago."""
        return [*self.full, *self.asked]

    @property
    def up(self) -> int:
        """How many of them are higher than a year ago."""
        return sum(change.difference > 0 for change in self._changes)

    @property
    def down(self) -> int:
        """How many are lower."""
        return sum(change.difference < 0 for change in self._changes)

    @property
    def compared(self) -> int:
        """How many can be set against a year ago; the others neither rose nor fell."""
        return len(self._changes)

    @property
    def _changes(self) -> list[Any]:
        return [card.change for card in self.cards if card.change is not None and card.change.comparable]

    def limits(self, lang: Lang) -> list[str]:
        """What the figures of the first screen do not cover, each said once."""
        notes = [coverage_note(card.figure, lang) for card in self.cards]
        notes += [change.limits(lang) for change in self._changes]
        return list(dict.fromkeys(filter(None, notes)))


def overview(books: Figures, subject: DashboardSubject, dates: Dates, lang: Lang) -> Overview:
    """The first page of a place."""
    subject = with_kinds(subject, books)
    said = chapters_request(subject, lang)
    parts: dict[str, Part[Any]] = {
        "full": cards(subject, books.zone_named, FULL),
        "asked": cards(subject, books.zone_named, ASKED),
        "occupancy_years": occupancy_years(subject),
        "capital": capital_years(subject),
        "months": months(subject),
        "jobs": jobs(subject),
        "below": below(subject, books.places() if subject.is_wide else set(), most=MOST_BELOW),
        "plans": plans_below(subject, _planning(subject, books), ASKED),
        "foreseen": foreseen(said),
    }
    shown = together(books.answer, parts)
    del shown["foreseen"]
    scope = scope_of(subject)
    lately = replace(subject, since=subject.on - timedelta(days=NEWS_DAYS))
    above, now = around(subject.place, subject.on)
    return Overview(
        subject=subject,
        full=shown.pop("full"),
        asked=known_of_clusters(shown["asked"]) or shown["asked"],
        ranking=zone_ranking(subject, dates),
        news=changes(lately, scope),
        chapters=chapters(books, said),
        parts=shown,
        above=above,
        now=now,
        books=named_books(scope.all_books),
        has_book=has_book(subject),
    )


def _planning(subject: DashboardSubject, books: Figures) -> list[Place]:
    """The provinces of a wider place, which set plans of their own."""
    return recorded_parts(subject.place, subject.on, books.places()) if subject.is_wide else []


def zone_ranking(subject: DashboardSubject, dates: Dates) -> ZoneRanking:
    """The zones of a place that operate, by occupancy; none is both among the fullest and among the emptiest.

    Offices record of many clusters that they are established and not that they operate: where none is on record as operating,
    those established are ranked.
    """
    place = "" if subject.place.code == COUNTRY_CODE else subject.place.code

    def rows_at(stage: ZoneStage) -> list[ZoneRow]:
        asked = ZoneFilter(subject.lead, place, stage.measure, sort=OCCUPANCY, backwards=True, columns=(OCCUPANCY,))
        return listed(asked, dates)

    stage, rows = ZoneStage.OPERATING, rows_at(ZoneStage.OPERATING)
    if not rows and subject.lead is CLUSTER:
        stage, rows = ZoneStage.ESTABLISHED, rows_at(ZoneStage.ESTABLISHED)
    known = [row for row in rows if occupancy_of(row) is not None]
    fullest = known[: min(RANKED, (len(known) + 1) // 2)]
    emptiest = known[len(fullest) :][-RANKED:][::-1]
    return ZoneRanking(subject.lead, stage, fullest, emptiest, len(rows), len(rows) - len(known))


def occupancy_of(row: ZoneRow) -> Fraction | None:
    """How full a zone of the ranking is."""
    return row.numbers[0].value


OCCUPANCY: Final = "occupancy"
"""The one figure of a row of the ranking."""


def chapters_request(subject: DashboardSubject, lang: Lang) -> ReportRequest:
    """What the chapters say: the template `overview`, for the period from January to the page's day."""
    period = Period(date(subject.on.year, 1, 1), subject.on)
    return ReportRequest(built_in("overview", lang), subject.place.code, period, lang, known_at=subject.known_at)


def foreseen(request: ReportRequest) -> Part[None]:
    """What the chapters will ask, asked with all else of the page: a pass of their own takes as long as one of everything."""
    yield foreseen_questions(request)


def chapters(books: Figures, request: ReportRequest) -> list[DashboardChapter]:
    """The chapters as the template says them."""
    found: list[DashboardChapter] = []
    for part in paragraphs(request, books):
        if part.level > 0:
            found.append(DashboardChapter(part.text, fold(part.text).replace(" ", "-").replace(",", ""), (), ()))
        elif found:
            figures = [run.figure for run in part.runs if isinstance(run, FigureRun)]
            notes = (note for figure in figures if (note := coverage_note(figure, request.lang)))
            last = found[-1]
            limits = tuple(dict.fromkeys((*last.limits, *notes)))
            found[-1] = replace(last, sentences=(*last.sentences, part.runs), limits=limits)
    return found


def occupancy_years(subject: DashboardSubject) -> Part[list[tuple[Figure, Figure]]]:
    """How full parks and clusters were at the ends of years, and are on the day."""
    days = [date(subject.on.year - back, 12, 31) for back in range(YEARS, 0, -1)] + [subject.on]
    figures = yield [subject.ask("occupancy", kind, on=day) for day in days for kind in (PARK, CLUSTER)]
    rows = list(zip(figures[::2], figures[1::2], strict=True))
    begun = next((at for at, row in enumerate(rows) if any(figure.value is not None for figure in row)), len(rows))
    return rows[begun:]


def capital_years(subject: DashboardSubject) -> Part[list[tuple[Figure, Figure]]]:
    """Foreign and domestic capital that parks attracted, year by year, in US dollars; the last year to the day.

    Of clusters, where a place has no parks.
    """
    first = subject.on.year - YEARS
    years = [(date(y, 1, 1), min(date(y + 1, 1, 1) - DAY, subject.on)) for y in range(first, subject.on.year + 1)]
    figures = yield [
        subject.ask("capital.attracted", subject.lead, origin, on=end, start=start, currency="USD")
        for start, end in years
        for origin in (Origin.FDI, Origin.DDI)
    ]
    rows = list(zip(figures[::2], figures[1::2], strict=True))
    begun = next((at for at, row in enumerate(rows) if any(figure.value for figure in row)), len(rows))
    return rows[begun:]


def year_label(figure: Figure, on: date) -> str:
    """A year as an axis has it; the day itself where the year is not over."""
    end = figure.period_end
    return str(end.year) if (end.month, end.day) == (12, 31) or end != on else f"{end.day}/{end.month}/{end.year}"


# -- tables ----------------------------------------------------------------------------------------------------------


def overview_tables(found: Overview, dates: Dates, lang: Lang) -> dict[str, Any]:
    """The tables of the first page by the names that its templates use."""
    page, parts = PageContext(found.subject, dates, lang, {}), found.parts
    by_code = {year.indicator.indicator.code: year for year in parts["months"]}
    return {
        "answers": answers_table(found.asked, page, parts["plans"]),
        "occupancy": occupancy_years_table(parts["occupancy_years"], page) if parts["occupancy_years"] else None,
        "capital": capital_years_table(parts["capital"], page) if parts["capital"] else None,
        "production": _months(by_code.get("output.production"), page),
        "exports": _months(by_code.get("trade.export"), page),
        "jobs": jobs_table(parts["jobs"], page) if parts["jobs"] else None,
        "below": below_table(parts["below"], page) if parts["below"] else None,
    }


def _months(year: Year | None, page: PageContext) -> tuple[Year, Table] | None:
    return None if year is None else (year, months_table(year, page))


_INDICATORS: Final = {
    PARK: Text("Chỉ tiêu của các KCN", "Indicator of parks"),
    CLUSTER: Text("Chỉ tiêu của các CCN", "Indicator of clusters"),
}
_CAPITAL_BY_YEAR: Final = {
    PARK: Text("Vốn thu hút vào KCN theo năm", "Capital attracted by parks, by year"),
    CLUSTER: Text("Vốn thu hút vào CCN theo năm", "Capital attracted by clusters, by year"),
}


def answers_table(found: Sequence[Card], page: PageContext, plans: Mapping[Planned, Mapping[str, Figure]]) -> Table:
    """Each headline with its change on a year before and its part of the plan."""
    columns = (
        INDICATOR_CODE,
        Column("figure", _INDICATORS[page.subject.lead]),
        Column("period", Text("Kỳ", "Period"), place=ColumnPlace.UNDER, under="figure"),
        Column("now", Text("Hiện nay", "Now"), ColumnType.FIGURE),
        Column("change", Text("So với một năm trước", "On a year before"), css="change"),
        Column("plan", Text("Kế hoạch năm", "The year's plan"), ColumnType.FIGURE, css="of-plan"),
    )
    rows = []
    for card in found:
        key = card.figure.indicator.code, card.figure.question.kind
        cells: Cells = {
            "indicator.code": card.figure.indicator.code,
            "figure": capitalised(card.figure.indicator.name.of(page.lang)),
            "period": period_words(card.figure, page.lang) if card.figure.period_start else None,
            "now": page.figure(card.figure),
            "change": change_cell(card, page.lang),
            "plan": plan_cell(card, page) if card.plan or key not in plans else plans_cell(plans[key], page),
        }
        rows.append(Row(cells))
    title = Text("So với một năm trước và với kế hoạch", "Against a year before and the plan")
    return Table("answers", title, columns, rows, page.lang, css="answers")


NO_TARGET: Final = Text("chưa có chỉ tiêu", "no target on record")
NOT_COMPARED: Final = Text("chưa so sánh được", "not comparable")


def plan_cell(card: Card, page: PageContext) -> Cell:
    """What part of the year's plan was reached; that no target is on record where plans set one."""
    if card.plan is None:
        return Cell(text=NO_TARGET if card.is_planned else " ", quiet=True)
    said = written(replace(card.plan, estimate=False), page.lang)
    vi, en = ("ước ", "est. ") if card.plan.estimate else ("", "")
    return replace(page.figure(card.plan), text=Text(f"{vi}đạt {said} kế hoạch", f"{en}{said} of the plan"))


def plans_cell(plans: Mapping[str, Figure], page: PageContext) -> Cell:
    """What part of their plans the provinces reached, where the whole has no plan of its own."""
    links = []
    for place, figure in plans.items():
        opened = page.figure(figure)
        mark = "*" if figure.demo else ""
        said = Text("đạt", "reached").of(page.lang)
        links.append(Link(f"{get(place).text.of(page.lang)} {said} {written(figure, page.lang)}{mark}", opened.address))
    return Cell(links=links)


def change_cell(card: Card, lang: Lang) -> Cell:
    """A change with its sign and direction in words; that there is none where the two are not alike."""
    change = card.change
    if change is None or not change.comparable:
        return Cell(text=NOT_COMPARED, quiet=True)
    signs = {True: ("▲ ", "up"), False: ("▼ ", "down")}
    sign, look = signs[change.difference > 0] if change.difference else ("", "")
    return Cell(f"{sign}{change.of(lang)}", css=look, demo=change.demo, remark=change.limits(lang))


def occupancy_years_table(rows: Sequence[tuple[Figure, Figure]], page: PageContext) -> Table:
    """Occupancy at the ends of years."""
    columns = (
        Column("year", Text("Cuối năm", "End of")),
        *page.of_kinds(
            Column("park", Text("KCN (%)", "Parks (%)"), ColumnType.PERCENT),
            Column("cluster", Text("CCN (%)", "Clusters (%)"), ColumnType.PERCENT),
        ),
    )
    found = []
    for before, row in zip((None, *rows), rows, strict=False):
        rates = page.by_kind([_rate(row[at], before[at] if before else None, page) for at in (0, 1)])
        found.append(Row({"year": year_label(row[0], page.subject.on)} | rates))
    return Table("occupancy-by-year", Text("Tỷ lệ lấp đầy qua các năm", "Occupancy by year"), columns, found, page.lang)


def _rate(figure: Figure, before: Figure | None, page: PageContext) -> Cell:
    return broken_from(page.scaled(figure, 1, 1), figure, before)


def capital_years_table(rows: Sequence[tuple[Figure, Figure]], page: PageContext) -> Table:
    """Capital attracted in each year."""
    columns = (
        Column("year", Text("Năm", "Year")),
        Column("fdi", "FDI", ColumnType.MONEY, "USD"),
        Column("ddi", Text("Trong nước", "Domestic"), ColumnType.MONEY, "USD"),
    )
    found = [
        Row(
            {
                "year": year_label(fdi, page.subject.on),
                "fdi": page.scaled(fdi, MILLION, 1),
                "ddi": page.scaled(ddi, MILLION, 1),
            }
        )
        for fdi, ddi in rows
    ]
    return Table("capital-by-year", _CAPITAL_BY_YEAR[page.subject.lead], columns, found, page.lang)
