"""What came of exchanges: promises with their state, and practices taken over with a figure before and since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from parkledger.catalogue import Origin, ZoneKind
from parkledger.duties import DutyKind, DutyPhase
from parkledger.figures import Figure, Question
from parkledger.figures.current import current_figures
from parkledger.figures.wording import indicator_title
from parkledger.language import Lang, Text, days_said, month_end, months_later
from parkledger.ledger.events.exchanges import PracticeAdopted, PromiseKept, PromiseMade
from parkledger.ledger.store import registry
from parkledger.places import get
from parkledger.records.cells import figure_cell, unknown
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_on
from parkledger.records.duty_tables import state_words
from parkledger.records.events import Stored, standing
from parkledger.records.links import reach
from parkledger.tables import Cell, Column, ColumnPlace, ColumnType, Row, Table

DAY: Final = timedelta(days=1)
YEAR_MONTHS: Final = 12
NO_CAUSE: Final = Text(
    "Hai số đặt cạnh nhau theo thời gian. Nhiều việc khác cũng thay đổi trong kỳ, nên bảng này không kết luận kinh nghiệm là nguyên nhân.",
    "Two figures side by side in time. Much else changed meanwhile: the table does not say that the practice was the cause.",
)
PROMISES: Final = (
    Column("due_on", Text("Hạn", "Due"), ColumnType.DATE, css="number"),
    Column("promise", Text("Việc đã hứa", "What was promised"), strong=True),
    Column("guest", Text("Hứa với", "Promised to")),
    Column("question", Text("Câu hỏi", "Question"), place=ColumnPlace.UNDER, under="promise"),
    Column("state", Text("Tình trạng", "State")),
    Column("result", Text("Kết quả", "Result"), place=ColumnPlace.UNDER, under="state"),
)
ADOPTED: Final = (
    Column("place", Text("Địa phương áp dụng", "Adopted by")),
    Column("content", Text("Nội dung áp dụng", "What was adopted"), strong=True),
    Column("on", Text("Từ ngày", "Since"), ColumnType.DATE, css="number"),
    Column("indicator", Text("Chỉ tiêu theo dõi", "Indicator")),
    Column("before", Text("Trước khi áp dụng", "Before"), ColumnType.FIGURE, css="number"),
    Column("before_period", Text("Kỳ trước", "Period before"), place=ColumnPlace.UNDER, under="before"),
    Column("since", Text("Sau khi áp dụng", "Since"), ColumnType.FIGURE, css="number"),
    Column("since_period", Text("Kỳ sau", "Period since"), place=ColumnPlace.UNDER, under="since"),
)


@dataclass(frozen=True, slots=True)
class AdoptedPractice:
    """A practice taken over, with its figure before and since; None where there is no indicator, or no time has passed."""

    event: Stored
    before: Figure | None
    since: Figure | None


def _events(dates: Dates, *types: str) -> list[Stored]:
    return standing([book.pk for book in registry.books()], types, None, dates.on, dates.known_at)


def promises_table(dates: Dates, lang: Lang, exchange: str = "") -> Table:
    """What was promised at an exchange, or at all of them: the nearest due day first."""
    made = {(each.book, each.payload["promise"]): each for each in _events(dates, PromiseMade.code)}
    results = {
        (each.book, each.payload["promise"]): each.payload.get("result") for each in _events(dates, PromiseKept.code)
    }
    rows = []
    for phase in duties_on(dates):
        event = made.get((phase.duty.book, phase.duty.key)) if phase.duty.kind is DutyKind.PROMISE else None
        if event is not None and (not exchange or event.payload.get("exchange") == exchange):
            rows.append(_promise(phase, event, results.get((event.book, phase.duty.key)), dates, lang))
    return Table("promises", Text("Việc đã hứa và kết quả", "Promises and what became of them"), PROMISES, rows, lang)


def _promise(phase: DutyPhase, event: Stored, result: str | None, dates: Dates, lang: Lang) -> Row:
    address = reach("event", event.book, event.seq, dates=dates)
    said = state_words(phase, dates, lang)
    return Row(
        {
            "due_on": phase.due_on,
            "promise": Cell(event.payload["content"], address=address, lang="vi", demo=event.demo),
            "guest": event.payload["guest"],
            "question": event.payload.get("question"),
            "state": Cell(phase.state.label, text=said, badge=f"duty-state {phase.state.value}"),
            "result": result,
        }
    )


def adoptions(practice: str, dates: Dates) -> list[AdoptedPractice]:
    """Where a practice was taken over by the day, each with the figure before and since."""
    events = [each for each in _events(dates, PracticeAdopted.code) if each.payload["practice"] == practice]
    asked = [compared_questions(each, dates) for each in events]
    wanted = [question for pair in asked for question in pair if question is not None]
    found = dict(zip(wanted, current_figures().answer(wanted), strict=True))
    return [
        AdoptedPractice(event, found.get(before) if before else None, found.get(since) if since else None)
        for event, (before, since) in zip(events, asked, strict=True)
    ]


def compared_questions(event: Stored, dates: Dates) -> tuple[Question | None, Question | None]:
    """The figures before and since a practice was adopted.

    A stock or a rate: on the day before, and a year after or on the page's day, if sooner. A flow: of whole months since, up to
    twelve, and of the same months a year before; none while no whole month has passed.
    """
    payload, adopted = event.payload, event.effective_on
    if not payload.get("indicator"):
        return None, None
    kind, origin = payload.get("kind"), payload.get("origin")
    question = Question(
        str(payload["indicator"]),
        str(payload["place"]),
        adopted - DAY,
        kind=ZoneKind(kind) if kind else None,
        origin=Origin(origin) if origin else None,
        known_at=dates.known_at,
    )
    if question.definition.kinds and question.kind not in question.definition.kinds:
        return None, None
    if not question.is_flow:
        return question, replace(question, end=min(dates.on, months_later(adopted, YEAR_MONTHS)))
    first = adopted if adopted.day == 1 else month_end(adopted) + DAY
    last = dates.on if dates.on == month_end(dates.on) else dates.on.replace(day=1) - DAY
    last = min(last, months_later(first, YEAR_MONTHS) - DAY)
    if last < first:
        return None, None
    since = replace(question, start=first, end=last)
    return since.a_year_before(), since


def adoptions_table(found: Sequence[AdoptedPractice], dates: Dates, lang: Lang) -> Table:
    """Where a practice was taken over, with the figure before and since, and no claim of cause."""
    rows = [
        Row(
            {
                "place": get(str(each.event.payload["place"])).title().of(lang),
                "content": Cell(
                    each.event.payload["content"],
                    address=reach("event", each.event.book, each.event.seq, dates=dates),
                    lang="vi",
                    demo=each.event.demo,
                ),
                "on": each.event.effective_on,
                "indicator": indicator_title(each.since, lang) if each.since else None,
                "before": figure_cell(each.before, dates, lang) if each.before else unknown(),
                "before_period": _period(each.before),
                "since": figure_cell(each.since, dates, lang) if each.since else unknown(),
                "since_period": _period(each.since),
            }
        )
        for each in found
    ]
    title = Text("Nơi đã áp dụng, số liệu trước và sau", "Where it was adopted, before and since")
    return Table("adopted", title, ADOPTED, rows, lang, caption=NO_CAUSE.of(lang))


def _period(figure: Figure | None) -> Text | None:
    """Of which day or period a figure is."""
    if figure is None:
        return None
    return days_said(figure.period_start, figure.period_end)
