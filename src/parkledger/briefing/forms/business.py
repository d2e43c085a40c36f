"""What forms ask of single projects' own reports: sums over those that fill the whole of the form's period."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from types import MappingProxyType

from parkledger.briefing.forms.model import (
    PEOPLE,
    BusinessSum,
    CellState,
    CellUnit,
    FormCell,
    OfCapital,
    OfSavings,
    PageLink,
)
from parkledger.catalogue import Status
from parkledger.language import Lang, Period, Text, format_period
from parkledger.ledger.events.base import Money, MoneyEvent
from parkledger.ledger.events.project_business import BusinessReport, CapitalReport, EcoReport, ProjectReport
from parkledger.records.business import ReportOnRecord
from parkledger.records.event_names import EventNumbers
from parkledger.records.events import hides_event
from parkledger.records.histories import ProjectOn

DAY = timedelta(days=1)
MOST_NAMED = 12
"""Reports that a cell names; of more their number is said."""
CENTS = 100
_MONEY = frozenset(
    {
        BusinessSum.REVENUE,
        BusinessSum.EXPORTS,
        BusinessSum.IMPORTS,
        BusinessSum.BUDGET_PAID,
        BusinessSum.RESEARCH,
        BusinessSum.ENVIRONMENT,
    }
)
_USED = frozenset({BusinessSum.ELECTRICITY, BusinessSum.COAL, BusinessSum.OIL, BusinessSum.GAS})
NOT_SHOWN = Text(
    "Sổ không công khai dự án, hoặc báo cáo hoạt động của từng dự án, cho người lập biểu này.",
    "The book does not show its projects, or reports of their business, to whoever made this.",
)
SUMMED: dict[type[ProjectReport], Text] = {
    BusinessReport: Text("Theo báo cáo hoạt động của dự án", "By the reports of the project's business"),
    CapitalReport: Text(
        "Theo báo cáo vốn thực hiện theo nguồn", "By the reports of the project's capital by its source"
    ),
    EcoReport: Text("Theo báo cáo doanh nghiệp sinh thái", "By the reports of the eco-enterprise"),
}
_MORE = Text("và {count} báo cáo khác", "and {count} more")
NO_PROJECT = Text("Sổ chưa ghi dự án hạ tầng nào.", "No infrastructure project is on record.")
NOT_OF_SOURCE = Text(
    "Báo cáo phủ hết kỳ, không có dòng nào của nguồn này.", "The reports cover the period; none is of this source."
)
BY_DAYS = Text(
    "Tổng quỹ lương tháng chia cho số lao động; nếu có nhiều báo cáo thì tính bình quân gia quyền theo số ngày.",
    "Monthly payroll over workers; of several reports weighted by their days.",
)


@dataclass(frozen=True, slots=True)
class ReportsOfProject:
    """A project with its reports of a kind in the form's period, in their order; `across` are those that cross its edge."""

    project: ProjectOn
    period: Period
    kind: type[ProjectReport]
    reports: Sequence[ReportOnRecord]
    across: Sequence[ReportOnRecord] = ()

    @property
    def crossing(self) -> Sequence[ReportOnRecord]:
        """The reports of which a part alone lies in the period, where those within do not fill it."""
        return () if self.is_whole else self.across

    @property
    def is_withheld(self) -> bool:
        """Whether its book does not show such reports to whoever asks."""
        return hides_event(self.project.book, self.kind.code)

    @property
    def is_whole(self) -> bool:
        """Whether the reports leave no day out of the part of the period in which the project was in force."""
        project = self.project
        opened = project.opened or project.registered_on <= self.period.start
        next_day = self.period.start if opened else project.registered_on
        last = self.period.end if project.ended_on is None else min(self.period.end, project.ended_on - DAY)
        for each in sorted(self.reports, key=lambda each: each.report.period_start):
            if each.report.period_start > next_day:
                return False
            next_day = max(next_day, each.report.period_end + DAY)
        return next_day > last

    def telling(self, what: BusinessSum | str) -> "ReportsOfProject":
        """Those of the reports that tell of something: what one leaves out, another of the same days may tell."""
        names = _TOLD_BY.get(what, ((str(what),),))

        def tells(one: ReportOnRecord) -> bool:
            return any(all(getattr(one.report, name) is not None for name in group) for group in names)

        return replace(self, reports=[*filter(tells, self.reports)], across=[*filter(tells, self.across)])

    def amount(self, what: BusinessSum, unit: CellUnit) -> Fraction | None:
        """A flow over the period, or what stands at its end, in a form's unit; None where no report tells it."""
        if not self.reports:
            return None
        if what in _MONEY:
            return _total(money_in(each.report, what.value, unit) for each in self.reports)
        if what in _USED:
            return _total(_count(each.report, what.value, unit) for each in self.reports)
        if what is BusinessSum.PROFIT:
            return _total(_earned(each.report, unit) for each in self.reports)
        last = self.reports[-1].report
        if what is BusinessSum.VIETNAMESE_WORKERS:
            whole, foreign = _count(last, "workers", PEOPLE), _count(last, "foreign_workers", PEOPLE)
            return None if whole is None or foreign is None else whole - foreign
        return _count(last, what.value, unit)

    def by_days(self, value: Callable[[ProjectReport], Fraction | None]) -> Fraction | None:
        """What reports tell, each weighted by its days; None where one does not tell it."""
        return _total(_weighted(each.report, value(each.report)) for each in self.reports)


def _weighted(report: ProjectReport, value: Fraction | None) -> Fraction | None:
    return None if value is None else value * (report.period_end - report.period_start + DAY).days


_TOLD_BY: Mapping[BusinessSum | str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        BusinessSum.PROFIT: (("profit",), ("loss",)),
        BusinessSum.VIETNAMESE_WORKERS: (("workers", "foreign_workers"),),
    }
)
"""The fields that tell of what is no field of its own: any group of them, all of a group."""


def business_cell(
    of: Sequence[ReportsOfProject], what: BusinessSum, unit: CellUnit, *, withheld: bool = False
) -> FormCell:
    """A cell of what some projects reported; without a number where any of them did not report it of all of the period.

    `withheld` says that a book does not show its projects to whoever asks, so that it is not known whether there are others.
    """
    if what is BusinessSum.INCOME:
        return _income_cell(of, unit, withheld=withheld)
    telling = [each.telling(what) for each in of]
    return _cell(telling, unit, lambda: _total(each.amount(what, unit) for each in telling), withheld=withheld)


def _income_cell(of: Sequence[ReportsOfProject], unit: CellUnit, *, withheld: bool) -> FormCell:
    """The payroll of a month over the workers of all projects together; each may be told by reports of its own."""
    paid, working = ([each.telling(name) for each in of] for name in ("payroll", "workers"))

    def value() -> Fraction | None:
        payroll = _total(each.by_days(lambda report: money_in(report, "payroll", unit)) for each in paid)
        workers = _total(each.by_days(lambda report: _count(report, "workers", PEOPLE)) for each in working)
        return payroll / workers if payroll is not None and workers else None

    told = {each.event.ref: each for one in (*paid, *working) for each in one.reports}
    if not any(each.reports for each in paid) or not any(each.reports for each in working):
        return _cell([replace(each, reports=[]) for each in of], unit, value, withheld=withheld)
    cell = _cell([*paid, *working], unit, value, withheld=withheld, told=list(told.values()))
    return replace(cell, said=(*cell.said, BY_DAYS)) if cell.amount is not None else cell


def capital_cell(of: ReportsOfProject, asked: OfCapital) -> FormCell:
    """A cell of what a project spent of some sources; empty where its reports cover the period and none is of them."""
    mine = [each for each in of.reports if _is_of(each.report, asked)]

    def value() -> Fraction | None:
        return _total(_net(each.report, asked.unit) for each in mine)

    cell = _cell([of], asked.unit, value, told=mine)
    return (
        replace(cell, value=None, state=CellState.EMPTY, said=(NOT_OF_SOURCE,))
        if cell.value == 0 and not mine
        else cell
    )


def _is_of(report: ProjectReport, asked: OfCapital) -> bool:
    if not isinstance(report, CapitalReport) or report.source not in asked.sources:
        return False
    return asked.kind in {"", report.investor_kind} and asked.investor in {"", investor_of(report)}


def investor_of(report: CapitalReport) -> str:
    """What tells the investor of a contribution from others, however the name is written."""
    return report.of.partition("/")[2]


def savings_cell(of: ReportsOfProject, asked: OfSavings) -> FormCell:
    """A cell of what a project saved by one way: an amount, a cost, or the words of a fuel."""
    within, across = ([each for each in some if each.report.of == asked.part] for some in (of.reports, of.across))
    part = replace(of, reports=within, across=across)
    unit = asked.unit
    if unit is None:
        words = "; ".join(filter(None, (str(getattr(each.report, asked.name)) for each in part.reports)))
        cell = _cell([part], None, lambda: Fraction(0) if words else None)
        return FormCell(said=(Text(words, words),), state=CellState.TEXT) if cell.amount is not None else cell
    told = part.telling(asked.name)

    def value() -> Fraction | None:
        one = money_in if unit.currency else _count
        found = [one(each.report, asked.name, unit) for each in told.reports]
        return found[-1] if asked.name in STANDING else _total(found)

    return _cell([told], unit, value)


STANDING = frozenset({"links"})
"""What an eco-enterprise has by the end of the period, not in it."""


def _cell(
    of: Sequence[ReportsOfProject],
    unit: CellUnit | None,
    value: Callable[[], Fraction | None],
    *,
    withheld: bool = False,
    told: Sequence[ReportOnRecord] | None = None,
) -> FormCell:
    """A cell over reports that fill the period; `told` are those that it tells of, where it is not of all."""
    if withheld or any(each.is_withheld for each in of):
        return FormCell(unit=unit, state=CellState.WITHHELD)
    reports = [each for one in of for each in one.reports]
    crossing = [each for one in of for each in one.crossing]
    if not reports and not crossing:
        return FormCell(unit=unit, state=CellState.UNRECORDED, said=() if of else (NO_PROJECT,))
    shown = reports if told is None else list(told)
    said = _said(of[0].kind, shown) if shown else ()
    if not all(each.is_whole for each in of):
        lacks = _crossed(crossing) if crossing else None
        return FormCell(unit=unit, state=CellState.INSUFFICIENT, said=said, lacks=lacks)
    found = value()
    if found is None:
        return FormCell(unit=unit, state=CellState.UNRECORDED, said=said)
    demo = any(each.event.demo for each in shown)
    return FormCell(found, unit, CellState.NUMBER, said=said, demo=demo, page=_page(of, shown))


def _page(of: Sequence[ReportsOfProject], shown: Sequence[ReportOnRecord]) -> PageLink | None:
    """The event of a single report; the project of several."""
    if len(shown) == 1:
        return PageLink("event", (shown[0].event.book, str(shown[0].event.seq)))
    return PageLink("project", of[0].project.reference) if len(of) == 1 else None


def _total(values: Iterable[Fraction | None]) -> Fraction | None:
    """The sum, where every part of it is known."""
    known = list(values)
    return None if None in known else sum((value for value in known if value is not None), Fraction(0))


def _count(report: ProjectReport, field: str, unit: CellUnit) -> Fraction | None:
    """A whole number of a report in a form's unit."""
    value = getattr(report, field)
    return Fraction(value, unit.size) if isinstance(value, int) else None


def money_in(report: MoneyEvent, field: str, unit: CellUnit) -> Fraction | None:
    """An amount of a report in a form's unit, converted at the report's own rate."""
    money = getattr(report, field)
    return _converted(report.vector(money), unit) if isinstance(money, Money) else None


def _converted(vector: tuple[int, int, int], unit: CellUnit) -> Fraction:
    _, usd, vnd = vector
    return Fraction(usd, CENTS * unit.size) if unit.currency == "USD" else Fraction(vnd, unit.size)


def _crossed(reports: Sequence[ReportOnRecord]) -> Text:
    """That reports are of days before or after the form's period, too, and cannot be divided."""
    vi, en = (_named(reports, lang) for lang in (Lang.VI, Lang.EN))
    return Text(
        f"báo cáo vượt ra ngoài kỳ của biểu, không tách được phần trong kỳ: {vi}",
        f"reported across the edge of the form's period, and not to be divided: {en}",
    )


_EVENT = Text("sự kiện", "event")


def _named(reports: Sequence[ReportOnRecord], lang: Lang) -> str:
    """The first of some reports with their periods, and how many more there are."""
    numbers = EventNumbers.among({each.event.book for each in reports})
    said = []
    for each in reports[:MOST_NAMED]:
        period = format_period(Period(each.report.period_start, each.report.period_end), lang)
        said.append(f"{_EVENT.of(lang)} {numbers.words(each.event.book, each.event.seq).of(lang)} ({period})")
    named = ", ".join(said)
    return named if len(reports) <= MOST_NAMED else f"{named} {_MORE.of(lang).format(count=len(reports) - MOST_NAMED)}"


def _earned(report: ProjectReport, unit: CellUnit) -> Fraction | None:
    """What a project earned after tax, less what it lost; None where its report tells neither."""
    profit, loss = money_in(report, "profit", unit), money_in(report, "loss", unit)
    return None if profit is None and loss is None else (profit or Fraction(0)) - (loss or Fraction(0))


def _net(report: ProjectReport, unit: CellUnit) -> Fraction | None:
    return _converted(report.net(), unit) if isinstance(report, CapitalReport) else None


def _said(kind: type[ProjectReport], reports: Sequence[ReportOnRecord]) -> tuple[Text, ...]:
    """Which reports a cell is made of, and that some are estimates."""
    estimate = any(getattr(each.report, "status", "") == Status.ESTIMATE for each in reports)
    told = [
        f"{SUMMED[kind].of(lang)}: {_named(reports, lang)}{also if estimate else ''}."
        for lang, also in ((Lang.VI, "; có số ước"), (Lang.EN, "; estimates among them"))
    ]
    return (Text(*told),)
