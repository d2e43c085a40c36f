"""Statements against figures: what a page says beside what the ledger knows, and how both were counted.

A figure agrees with a statement when it lies in the statement's interval (low included, high excluded). What differs
is asked once more as known on the day of publication: an estimate that was right then may have been replaced since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from parkledger.catalogue.expressions import Ratio
from parkledger.checking.amounts import exact, in_sight, lies_within
from parkledger.checking.causes import DifferenceCause, Explained, cause_of, explained, hypotheses
from parkledger.checking.question_plans import Planned, Way, plan
from parkledger.figures import Figure, Figures, Form, Question
from parkledger.language import Labelled, Lang, ParkError, Text, day_end, days_said, unit_label

if TYPE_CHECKING:  # the reader takes a moment to load, and only its results are named here
    from parkledger.reading import Page, Statement

AGAINST = {
    Form.PLAN_RATIO: Text("chỉ tiêu kế hoạch", "the plan's target"),
    Form.GROWTH: Text("cùng kỳ năm trước", "the same period last year"),
    Form.SHARE: Text("tổng", "the whole"),
}
"""What a figure in one of these forms is divided by."""


class StatementOutcome(Labelled):
    """What came of setting a statement against the ledger."""

    AGREES = "agrees", "khớp", "in agreement"
    DIFFERS = "differs", "khác nhau", "different"
    NOT_COMPARABLE = "not_comparable", "không so được", "not comparable"
    NOT_IN_LEDGER = "not_in_ledger", "chưa có trong sổ", "not in the ledger"


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement with the figures that answer it; `value` is their sum, exact, in the statement's unit."""

    statement: "Statement"
    outcome: StatementOutcome
    figures: tuple[Figure, ...] = ()
    value: Fraction | None = None
    note: Text | None = None
    explained: Explained | None = None

    @property
    def difference(self) -> Fraction | None:
        """The ledger's figure less the published one; zero or small where they agree."""
        return None if self.value is None else self.value - self.statement.value

    @property
    def formula(self) -> str | None:
        """The codes of the formulas behind the figure."""
        return " + ".join(dict.fromkeys(figure.formula for figure in self.figures)) or None

    @property
    def counted_as(self) -> Text | None:
        """The formulas behind the figure, in words."""
        names = list(dict.fromkeys(figure.formula_name for figure in self.figures))
        return Text(" + ".join(name.vi for name in names), " + ".join(name.en for name in names)) if names else None

    @property
    def denominator(self) -> Text | None:
        """What the figure is divided by, where it is a ratio."""
        return denominator_of(self.figures[0]) if self.figures else None


def check(page: "Page", books: Figures, place: str | None = None, known_at: datetime | None = None) -> list[Checked]:
    """Each statement of a page against the ledger, in the page's order.

    `place` (a name or code) serves statements that name none; `known_at` asks the figures as known at a moment.
    """
    planned = [plan(statement, books, page.published, place) for statement in page.statements]
    return _with_causes(planned, _settled(planned, books, page.published, known_at), books, known_at)


def _settled(
    planned: Sequence[Planned], books: Figures, published: date | None, known_at: datetime | None
) -> list[Checked]:
    """The statements as judged; what differs is asked once more as known on the day of publication."""
    found = _judged(planned, books, known_at)
    if known_at is not None or published is None:
        return found
    open_ones = [index for index, each in enumerate(found) if each.outcome is StatementOutcome.DIFFERS]
    then = _judged([planned[index] for index in open_ones], books, day_end(published))
    for index, earlier in zip(open_ones, then, strict=True):
        if earlier.outcome is StatementOutcome.AGREES:
            found[index] = _replaced_since(earlier, found[index])
    return found


def _with_causes(
    planned: Sequence[Planned], found: list[Checked], books: Figures, known_at: datetime | None
) -> list[Checked]:
    """What differs with its likely cause; all that may have been meant is asked in one pass, as known at the same moment."""
    tried = {
        index: hypotheses(each.statement, tuple(_at(known_at, planned[index].ways[:1])))
        for index, each in enumerate(found)
        if each.outcome is StatementOutcome.DIFFERS and each.value is not None
    }
    asked = dict.fromkeys(q for each in tried.values() for one in each for q in one.questions if _can_be_asked(q))
    figures = dict(zip(asked, books.answer(list(asked)), strict=True)) if asked else {}
    for index, each in tried.items():
        value = found[index].value
        if value is not None:
            found[index] = replace(found[index], explained=explained(found[index].statement, value, each, figures))
    return found


def _can_be_asked(question: Question) -> bool:
    try:
        question.checked()
    except ParkError:
        return False
    return True


def _replaced_since(then: Checked, now: Checked) -> Checked:
    vi, en = _amount(now, Lang.VI), _amount(now, Lang.EN)
    said = Text(
        f"khớp theo dữ liệu ghi nhận đến ngày đăng; số ghi sau đó là {vi}",
        f"as known on publication; on record since: {en}",
    )
    return replace(then, note=_joined(said, then.note))


def _judged(planned: Sequence[Planned], books: Figures, known_at: datetime | None) -> list[Checked]:
    """All statements in one pass over the data."""
    asked = list(dict.fromkeys(question for each in planned for question in _at(known_at, each.ways)))
    figures = dict(zip(asked, books.answer(asked), strict=True)) if asked else {}
    return [_judge(each, figures, known_at) for each in planned]


def _at(known_at: datetime | None, ways: Iterable[Way]) -> Iterable[Question]:
    for way in ways:
        yield from (replace(question, known_at=known_at) for question in way.questions)


def _judge(planned: Planned, figures: dict[Question, Figure], known_at: datetime | None) -> Checked:
    statement = planned.statement
    if not planned.ways:
        outcome = StatementOutcome.NOT_IN_LEDGER if planned.absent else StatementOutcome.NOT_COMPARABLE
        nothing = Text("không có công thức cho loại khu, cụm này", "there is no formula for this kind of zone")
        return Checked(statement, outcome, note=planned.problem or nothing)
    answers = [(way, tuple(figures[question] for question in _at(known_at, (way,)))) for way in planned.ways]
    ordinary = _compared(statement, answers[0][1])
    if ordinary.outcome is StatementOutcome.AGREES:
        return ordinary
    others = [(way, _compared(statement, found)) for way, found in answers[1:]]
    for way, other in others:
        if other.outcome is StatementOutcome.AGREES and way.name is not None:
            cause = (
                DifferenceCause.DENOMINATOR
                if statement.indicator == "occupancy"
                else cause_of(way.questions[0], answers[0][0].questions[0])
            )
            meant = _other_way(way.name, ordinary)
            return replace(other, note=_joined(meant, other.note), explained=Explained(cause, meant))
    if ordinary.outcome is StatementOutcome.DIFFERS and planned.undated:
        said = _joined(OF_NO_PERIOD, _none_of([(Way((), _period_of(ordinary)), ordinary), *others]))
        return Checked(statement, StatementOutcome.NOT_COMPARABLE, note=said)
    if ordinary.outcome is StatementOutcome.DIFFERS:
        return replace(ordinary, note=_joined(ordinary.note, _none_of(others)))
    return ordinary


def _other_way(name: Text, ordinary: Checked) -> Text:
    usual = ordinary.counted_as
    if ordinary.value is None or usual is None:
        return Text(f"khớp nếu tính là: {name.vi}", f"agrees when counted as: {name.en}")
    vi, en = _amount(ordinary, Lang.VI), _amount(ordinary, Lang.EN)
    return Text(
        f"khớp nếu tính là: {name.vi}; còn {usual.vi} là {vi}",
        f"agrees when counted as: {name.en}; {usual.en} is {en}",
    )


OF_NO_PERIOD = Text("trang không ghi số này của kỳ nào", "the page does not say of which period it is")


def _period_of(found: Checked) -> Text:
    """The period of the figure that answers a statement."""
    figure = found.figures[0]
    days = days_said(figure.period_start, figure.period_end)
    return Text(f"kỳ {days.vi}", f"the period {days.en}")


def _none_of(others: Sequence[tuple[Way, Checked]]) -> Text | None:
    """The other ways that were tried, each with what it comes to."""
    tried = [(way.name, other) for way, other in others if other.value is not None and way.name is not None]
    if not tried:
        return None
    vi = "; ".join(f"{name.vi}: {_amount(other, Lang.VI)}" for name, other in tried)
    en = "; ".join(f"{name.en}: {_amount(other, Lang.EN)}" for name, other in tried)
    return Text(f"tính cách khác cũng không ra số này ({vi})", f"no other way of counting agrees ({en})")


def _amount(found: Checked, lang: Lang) -> str:
    """The ledger's figure with its unit."""
    return in_sight(found.value, found.statement.unit, lang, found.statement.kind or "")


def _compared(statement: "Statement", figures: tuple[Figure, ...]) -> Checked:
    """A statement against the sum of some figures."""
    first = figures[0]
    if first.indicator.is_tariff:
        return _against_tariffs(statement, first)
    values = [figure.value for figure in figures if figure.value is not None]
    if first.value is None or len(values) < len(figures):
        return Checked(statement, StatementOutcome.NOT_IN_LEDGER, figures, note=_missing(figures))
    mismatch = _unit_problem(statement, first) or _period_problem(statement, first)
    if mismatch is not None:
        return Checked(statement, StatementOutcome.NOT_COMPARABLE, figures, note=mismatch)
    value = sum(values, start=Fraction(0))
    outcome = StatementOutcome.AGREES if lies_within(value, statement) else StatementOutcome.DIFFERS
    estimate = (
        Text("số trong sổ là số ước", "the ledger's figure is an estimate")
        if any(f.estimate for f in figures)
        else None
    )
    return Checked(statement, outcome, figures, value, estimate)


def _missing(figures: tuple[Figure, ...]) -> Text:
    lacking = [term.name for figure in figures for term in figure.terms if term.value is None]
    if not lacking:
        return Text("chưa có số liệu", "never recorded")
    names = list(dict.fromkeys(lacking))
    return Text(
        f"chưa có số liệu: {', '.join(name.vi for name in names)}",
        f"never recorded: {', '.join(name.en for name in names)}",
    )


def _unit_problem(statement: "Statement", figure: Figure) -> Text | None:
    if statement.unit in {figure.unit, figure.unit.partition("/")[0]}:
        return None
    theirs, ours = unit_label(statement.unit), unit_label(figure.unit)
    return Text(
        f"trang ghi theo {theirs.vi}, sổ theo {ours.vi}", f"the page is in {theirs.en}, the ledger in {ours.en}"
    )


def _period_problem(statement: "Statement", figure: Figure) -> Text | None:
    """A statistic quoted for another year than the page speaks of is another number."""
    asked = figure.question
    quoted = figure.formula.endswith(".quoted")
    if (
        not quoted
        or asked.start is not None
        or statement.period_end is None
        or figure.period_end.year == asked.end.year
    ):
        return None
    day = days_said(figure.period_end)
    return Text(f"sổ chỉ có số đến ngày {day.vi}", f"the ledger's is of {day.en}")


def _against_tariffs(statement: "Statement", figure: Figure) -> Checked:
    """A tariff agrees when some zone has it; a different one may be per year or for the whole term, which pages leave open."""
    if not figure.terms:
        return Checked(
            statement,
            StatementOutcome.NOT_IN_LEDGER,
            (figure,),
            note=Text("chưa ghi nhận giá, phí", "no tariff is recorded"),
        )
    for term in figure.terms:
        if term.value is not None and term.unit.startswith(statement.unit) and lies_within(term.value, statement):
            vi, en = (exact(term.value, term.unit, lang) for lang in (Lang.VI, Lang.EN))
            note = Text(f"{term.note.vi}: {vi}", f"{term.note.en}: {en}") if term.note else None
            return Checked(statement, StatementOutcome.AGREES, (figure,), term.value, note)
    known = list(dict.fromkeys((term.value, term.unit) for term in figure.terms if term.value is not None))[
        :MOST_LISTED
    ]
    vi, en = ("; ".join(exact(value, unit, lang) for value, unit in known) for lang in (Lang.VI, Lang.EN))
    reason = Text(
        f"đơn vị giá có thể khác nhau; trong sổ: {vi}", f"tariffs may be per another unit; in the ledger: {en}"
    )
    return Checked(statement, StatementOutcome.NOT_COMPARABLE, (figure,), note=reason)


MOST_LISTED = 5
"""Tariffs that are named."""


def denominator_of(figure: Figure) -> Text | None:
    """What a figure is divided by: the plan, the year before, the whole, or the denominator of its formula."""
    if figure.form in AGAINST:
        return AGAINST[figure.form]
    for formula in figure.indicator.formulas:
        if formula.code == figure.formula and isinstance(formula.expression, Ratio):
            return formula.expression.of
    return None


def _joined(first: Text | None, second: Text | None) -> Text | None:
    if first is None or second is None:
        return first or second
    return Text(f"{first.vi}; {second.vi}", f"{first.en}; {second.en}")
