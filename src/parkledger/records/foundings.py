"""Founding dossiers and clusters of before 2009 as they stood on a page's two dates, and in tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.duties import DutyKind, DutyPhase, DutySubject
from parkledger.figures.current import current_figures
from parkledger.language import Labelled, Lang, ParkError, Text, format_number
from parkledger.ledger.events import SubjectKind, codes_of
from parkledger.ledger.events.courses import CourseEvent, course_of, in_order
from parkledger.ledger.events.declarations import ZoneEstablished
from parkledger.ledger.events.developer_choice import (
    CRITERIA,
    CandidateEvent,
    CouncilConvened,
    DeveloperChosen,
    Scored,
    ranking,
)
from parkledger.ledger.events.founding import (
    AUTHORITIES,
    CHECKS,
    FITNESS,
    MATTERS,
    OUTCOMES,
    STEPS_BEFORE,
    SUBMITTERS,
    FoundingAppraised,
    FoundingChecked,
    FoundingCourse,
    FoundingDecided,
    FoundingEvent,
    FoundingOpened,
    FoundingPutForward,
    FoundingSubmitted,
    RestingStep,
)
from parkledger.ledger.events.legacy_clusters import DUTY_KEY, LACKS, LegacyCourse, LegacyEvent
from parkledger.ledger.events.opening_balances import ZoneOpened
from parkledger.ledger.events.zone_ends import ZoneEnd
from parkledger.records.cells import EVENT
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_about
from parkledger.records.duty_tables import state_words
from parkledger.records.event_names import event_words
from parkledger.records.events import Stored, events_about, revived, standing
from parkledger.records.histories import Reference, zones_on
from parkledger.records.links import reach
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table


class FoundingNotThere(ParkError):
    """A founding dossier that is not on record on the page's dates, or is withheld from whoever asks."""

    code = "founding_not_there"
    status = 404
    vi = "Không có hồ sơ thành lập «{dossier}» trong sổ {book} vào ngày này, hoặc sổ không công khai hồ sơ. Hãy xem danh sách hồ sơ."
    en = "The book {book} has no founding dossier “{dossier}” on this day, or does not show its dossiers. See the list of dossiers."


class FoundingStage(Labelled):
    """How far a founding dossier has come."""

    OPENED = "opened", "đã mở hồ sơ", "opened"
    NOTICED = "noticed", "đã thông báo công khai", "noticed"
    SUBMITTED = "submitted", "đang thẩm định", "being appraised"
    RETURNED = "returned", "chờ bổ sung hồ sơ", "sent back for completion"
    APPRAISED = "appraised", "đã thẩm định, chưa trình", "appraised, not put forward"
    PUT_FORWARD = "put_forward", "đã trình, chờ quyết định", "put forward, to be decided"
    APPROVED = "approved", "được chấp thuận", "approved"
    REFUSED = "refused", "không được chấp thuận", "refused"
    WITHDRAWN = "withdrawn", "đã rút", "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether there is still something to decide."""
        return self not in {FoundingStage.APPROVED, FoundingStage.REFUSED, FoundingStage.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class FoundingOn:
    """A dossier on a day: its course, the events of its steps by their order, what is due of it, how far it has come."""

    course: FoundingCourse
    opened: FoundingOpened
    events: tuple[Stored, ...]
    demo: bool
    stage: FoundingStage
    duties: tuple[DutyPhase, ...]
    off_record: Text | None
    """What its decision and the zone's own events do not agree in; None where they do."""

    @property
    def book(self) -> str:
        """The code of its book."""
        return self.events[0].book

    @property
    def zone(self) -> Reference:
        """The zone that it is about."""
        return (self.book, self.opened.zone or "")

    @property
    def words(self) -> str:
        """What it is found by: its number, the code of its zone, who proposed it."""
        return f"{self.course.number} {self.opened.zone} {self.opened.proposer}"

    @property
    def years(self) -> frozenset[int]:
        """The years of which it is: in which it was opened, and in which it ended."""
        days = (self.opened.effective_on, self.course.end and self.course.end.effective_on)
        return frozenset(day.year for day in days if day)

    @property
    def due(self) -> DutyPhase | None:
        """What is to be done next of it."""
        found = [each for each in self.duties if each.state.is_open]
        return min(found, key=lambda each: each.order, default=None)


def foundings_on(dates: Dates) -> list[FoundingOn]:
    """The dossiers of all books that were opened by the day, the latest first."""
    books = [mark.id for mark in current_figures().heads.values()]
    return _foundings(standing(books, codes_of(FoundingEvent), None, dates.on, dates.known_at), dates)


def foundings_of(zone: Reference, dates: Dates) -> list[FoundingOn]:
    """The dossiers about a zone, the latest first."""
    return _foundings(events_about(SubjectKind.ZONE, zone, codes_of(FoundingEvent), dates), dates)


def founding_at(book: str, dossier: str, dates: Dates) -> FoundingOn:
    """One dossier; refused where it is not on record on the day, or is withheld from whoever asks."""
    number = next((mark.id for code, mark in current_figures().heads.items() if code == book), None)
    found = [] if number is None else standing([number], codes_of(FoundingEvent), None, dates.on, dates.known_at)
    own = [each for each in found if each.payload.get("founding_dossier") == dossier]
    made = _foundings(own, dates)
    if not made:
        raise FoundingNotThere(dossier=dossier, book=book)
    return made[0]


def books_withholding_foundings() -> frozenset[str]:
    """The books that withhold their founding dossiers from whoever asks, by themselves or with their zones."""
    return hiding(PublicKind.ZONES) | hiding(PublicKind.DOSSIERS)


def _foundings(events: Iterable[Stored], dates: Dates) -> list[FoundingOn]:
    """The dossiers that events make; none of a book that withholds them from whoever asks."""
    hidden = books_withholding_foundings()
    steps: defaultdict[Reference, dict[int, CourseEvent]] = defaultdict(dict)
    stored: dict[Reference, dict[int, Stored]] = defaultdict(dict)
    for each in events:
        step = revived(each)
        if isinstance(step, FoundingEvent) and each.book not in hidden:
            steps[each.book, step.founding_dossier][each.seq] = step
            stored[each.book, step.founding_dossier][each.seq] = each
    found = []
    for name, some in steps.items():
        course = course_of(FoundingCourse, in_order(some), name[0])
        if course.opened is not None:
            seqs = {id(step): seq for seq, step in some.items()}
            ordered = tuple(stored[name][seqs[id(step)]] for step in course.steps)
            found.append(_founding(course, course.opened, ordered, dates))
    return sorted(found, key=lambda each: (each.opened.effective_on, each.course.number), reverse=True)


def _founding(course: FoundingCourse, opened: FoundingOpened, events: tuple[Stored, ...], dates: Dates) -> FoundingOn:
    duties = duties_about(events[0].book, DutySubject("founding_dossier", course.number), dates)
    demo = any(each.demo for each in events)
    off_record = _off_record(course, opened, events[0].book, dates)
    return FoundingOn(
        course,
        opened=opened,
        events=events,
        demo=demo,
        stage=_stage(course),
        duties=tuple(duties),
        off_record=off_record,
    )


def _stage(course: FoundingCourse) -> FoundingStage:
    if course.decided is not None:
        return FoundingStage(course.decided.outcome)
    reached = (
        (course.withdrawn, FoundingStage.WITHDRAWN),
        (course.put_forward, FoundingStage.PUT_FORWARD),
        (course.appraised, FoundingStage.APPRAISED),
        (course.stands_still, FoundingStage.RETURNED),
        (course.submitted, FoundingStage.SUBMITTED),
        (course.noticed, FoundingStage.NOTICED),
    )
    return next((stage for step, stage in reached if step), FoundingStage.OPENED)


def _off_record(course: FoundingCourse, opened: FoundingOpened, book: str, dates: Dates) -> Text | None:
    """What is decided and not on record of the zone, or on record and not decided."""
    matter, zone = MATTERS[opened.matter], opened.zone or ""
    if course.decided is not None:
        about = DutySubject("zone", zone)
        phases = [each for each in duties_about(book, about, dates) if each.duty.kind is DutyKind.FOUNDING]
        if any(each.duty.key == opened.matter and each.state.is_open for each in phases):
            if opened.matter == "found" and (recorded := _established_by((book, zone), dates)):
                event = event_words(recorded)
                return Text(
                    f"đã chấp thuận {matter.vi}, nhưng sự kiện {event.vi} đã tính khu, cụm là thành lập từ trước: "
                    "nếu khi ấy chưa thành lập, hãy đính chính sự kiện đó rồi ghi việc thành lập",
                    f"the {matter.en} is approved, but event {event.en} counts the zone as established before: "
                    "if it was not, correct that event and record the establishment",
                )
            return Text(
                f"đã chấp thuận {matter.vi}, nhưng sổ chưa ghi việc {matter.vi}",
                f"the {matter.en} is approved, and not on record of the zone",
            )
        return None
    if course.withdrawn is None and (recorded := _carried_out_by(opened.matter, (book, zone), dates)):
        event = event_words(recorded)
        return Text(
            f"sổ đã ghi {matter.vi} (sự kiện {event.vi}), nhưng hồ sơ chưa có quyết định",
            f"the {matter.en} is on record (event {event.en}), and the dossier is not decided",
        )
    return None


def _carried_out_by(matter: str, zone: Reference, dates: Dates) -> Stored | None:
    """The event of a zone that does what a dossier asks for; None where none is on record."""
    if matter == "found":
        return _established_by(zone, dates)
    if matter not in {"merge", "end"}:
        return None
    return next(reversed(events_about(SubjectKind.ZONE, zone, codes_of(ZoneEnd), dates)), None)


def _established_by(zone: Reference, dates: Dates) -> Stored | None:
    """The event by which a zone counts as established: its founding, or an opening balance."""
    found = events_about(SubjectKind.ZONE, zone, codes_of(ZoneEstablished, ZoneOpened), dates)
    return next((each for each in reversed(found) if each.payload.get("established", True)), None)


FOUNDINGS: Final = (
    Column("dossier", Text("Hồ sơ", "Dossier"), strong=True, lang="vi"),
    Column("matter.code", Text("Mã nội dung", "Matter code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("matter", Text("Nội dung", "Matter"), place=ColumnPlace.UNDER, under="dossier"),
    Column("zone", Text("Khu, cụm", "Zone"), lang="vi"),
    Column("proposer", Text("Đơn vị đề nghị", "Proposed by"), lang="vi"),
    Column("opened_on", Text("Ngày mở", "Opened on"), ColumnType.DATE, css="number"),
    Column("stage.code", Text("Mã bước", "Stage code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("stage", Text("Đang ở bước", "Stage")),
    Column("off_record", Text("Đối chiếu với sổ", "Held against the book"), place=ColumnPlace.UNDER, under="stage"),
    Column("due", Text("Việc tiếp theo", "Next")),
    Column("due_on", Text("Hạn", "Due on"), ColumnType.DATE, css="number"),
    Column("state.code", Text("Mã tình trạng", "State code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("state", Text("Tình trạng", "State")),
    Column("decided_on", Text("Ngày quyết định", "Decided on"), ColumnType.DATE, css="number"),
    Column("decision", Text("Số quyết định", "Decision"), lang="vi"),
    EVENT,
)
TITLE: Final = Text("Hồ sơ thành lập, mở rộng, điều chỉnh, bãi bỏ", "Founding dossiers")


def foundings_table(
    found: Sequence[FoundingOn], dates: Dates, lang: Lang, *, without: Sequence[str] = (), caption: str = ""
) -> Table:
    """Dossiers, each with the step it stands at and what is due next."""
    titles = {} if "zone" in without else {reference: zone.title for reference, zone in zones_on(dates).items()}
    rows = [Row(_cells(each, titles, dates, lang)) for each in found]
    told, hidden = caption or TITLE.of(lang), not caption
    table = Table("foundings", TITLE, FOUNDINGS, rows, lang, caption=told, caption_hidden=hidden, css="stacked")
    return table.without(without)


def _cells(each: FoundingOn, titles: Mapping[Reference, str], dates: Dates, lang: Lang) -> Cells:
    course, opened, due, end = each.course, each.opened, each.due, each.course.end
    document = each.events[-1].document if course.decided is not None else None
    number = str(document.get("number") or "") if document else ""
    return {
        "dossier": Cell(
            course.number, address=reach("founding", each.book, course.number, dates=dates), demo=each.demo
        ),
        "matter.code": opened.matter,
        "matter": MATTERS[opened.matter],
        "zone": Cell(titles.get(each.zone, opened.zone), address=reach("zone", *each.zone, dates=dates)),
        "proposer": opened.proposer or None,
        "opened_on": opened.effective_on,
        "stage.code": each.stage.value,
        "stage": each.stage.label,
        "off_record": each.off_record,
        "due": due.terms.detail if due is not None else None,
        "due_on": due.due_on if due is not None else None,
        "state.code": due.state.value if due is not None else None,
        "state": _state(due, dates, lang),
        "decided_on": end.effective_on if end is not None else None,
        "decision": number or None,
        "event": each.events[0].ref,
    }


def _state(phase: DutyPhase | None, dates: Dates, lang: Lang) -> Cell | None:
    if phase is None:
        return None
    badge = f"duty-state {phase.state.value}"
    return Cell(phase.state.label, text=state_words(phase, dates, lang), badge=badge)


STEPS: Final = (
    Column("on", Text("Ngày", "Day"), ColumnType.DATE, css="number"),
    Column("step", Text("Bước", "Step"), strong=True),
    Column("said", Text("Nội dung", "What")),
    Column("document", Text("Văn bản", "Document"), lang="vi"),
    EVENT,
)
CLOCKS: Final = (
    Column("step", Text("Việc phải làm", "To be done"), strong=True),
    Column("started_on", Text("Từ ngày", "Since"), ColumnType.DATE, css="number"),
    Column("term", Text("Thời hạn", "Term")),
    Column("due_on", Text("Hạn", "Due on"), ColumnType.DATE, css="number"),
    Column("done_on", Text("Xong ngày", "Done on"), ColumnType.DATE, css="number"),
    Column("state.code", Text("Mã tình trạng", "State code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("state", Text("Tình trạng", "State")),
    Column("basis", Text("Căn cứ thời hạn", "Basis of the term"), lang="vi"),
)


def steps_table(each: FoundingOn, dates: Dates, lang: Lang, *, with_choice: bool) -> Table:
    """The steps of a dossier; without those of the choice of a developer where they are not for whoever asks."""
    rows = [
        Row(
            {
                "on": step.effective_on,
                "step": Cell(step.label, address=reach("event", event.book, event.seq, dates=dates), demo=event.demo),
                "said": _said(step),
                "document": str(event.document.get("number") or "") or None if event.document else None,
                "event": event.ref,
            }
        )
        for step, event in zip(each.course.steps, each.events, strict=True)
        if with_choice or not isinstance(step, CandidateEvent)
    ]
    title = Text("Các bước của hồ sơ", "Steps of the dossier")
    return Table("steps", title, STEPS, rows, lang, caption=title.of(lang), caption_hidden=True, css="stacked")


def _said(step: FoundingEvent) -> Text | None:
    """What a step came to, and whether the book has only the paper of it."""
    found = _came_to(step)
    if isinstance(step, RestingStep) and step.steps_before == "not_on_record":
        before = STEPS_BEFORE[step.steps_before]
        said = Text(f"các bước trước {before.vi}", f"the steps before: {before.en}")
        return Text(f"{found.vi}; {said.vi}", f"{found.en}; {said.en}") if found else said
    return found


def _came_to(step: FoundingEvent) -> Text | None:
    """What a step came to."""
    if isinstance(step, FoundingSubmitted):
        return SUBMITTERS[step.submitted_by]
    if isinstance(step, FoundingChecked):
        return _and(CHECKS[step.result], step.missing)
    if isinstance(step, FoundingAppraised):
        return _and(FITNESS[step.result], step.body)
    if isinstance(step, FoundingPutForward):
        return AUTHORITIES[step.authority]
    if isinstance(step, FoundingDecided):
        return _and(OUTCOMES[step.outcome], step.reason)
    if isinstance(step, CouncilConvened):
        return _and(Text(f"{step.members} thành viên", f"{step.members} members"), step.chaired_by)
    if isinstance(step, CandidateEvent):
        reason = step.reason if isinstance(step, DeveloperChosen) else ""
        return _and(Text(step.candidate, step.candidate), reason)
    if isinstance(step, FoundingOpened):
        return _and(MATTERS[step.matter], step.proposer)
    return None


def _and(first: Text, second: str) -> Text:
    return Text(f"{first.vi}; {second}", f"{first.en}; {second}") if second.strip() else first


def clocks_table(each: FoundingOn, dates: Dates, lang: Lang) -> Table:
    """What there is, or was, to do with a dossier, with its terms."""
    rows = [
        Row(
            {
                "step": phase.terms.detail,
                "started_on": phase.duty.started_on,
                "term": phase.terms.term.text if phase.terms.term else None,
                "due_on": phase.due_on,
                "done_on": phase.done_on,
                "state.code": phase.state.value,
                "state": _state(phase, dates, lang),
                "basis": Cell(
                    phase.terms.basis or None,
                    remark=phase.terms.verified.label if phase.terms.verified and phase.terms.basis else "",
                ),
            }
        )
        for phase in sorted(each.duties, key=lambda phase: (phase.duty.started_on, phase.duty.seq))
    ]
    title = Text("Việc phải làm với hồ sơ và thời hạn", "What is to be done, with terms")
    return Table("clocks", title, CLOCKS, rows, lang, caption=title.of(lang), caption_hidden=True, css="stacked")


PASSES: Final = {True: Text("đạt ngưỡng", "reaches the mark"), False: Text("dưới ngưỡng", "below the mark")}
CHOSEN: Final = Text("được chọn", "chosen")
CHOSEN_BELOW: Final = Text("được chọn, dưới ngưỡng", "chosen, below the mark")
CHOSEN_UNSCORED: Final = Text("được chọn, chưa ghi đủ điểm", "chosen, points not all on record")


def points_table(each: FoundingOn, lang: Lang) -> Table:
    """The candidates for developer with their points by criteria, those with the most first."""
    course = each.course
    most = course.council.most if course.council is not None else {}
    columns = (
        Column("candidate", Text("Đơn vị dự tuyển", "Candidate"), strong=True, lang="vi"),
        Column("rank", Text("Thứ tự", "Rank"), ColumnType.INTEGER, css="number"),
        Column("total", Text("Tổng điểm", "Points in all"), ColumnType.FIGURE),
        *(
            Column(f"criterion.{n}", _criterion(name, value), ColumnType.FIGURE)
            for n, (name, value) in enumerate(most.items())
        ),
        Column("mark", Text("So với ngưỡng", "Against the mark")),
        Column("chosen", Text("Kết quả", "Outcome")),
    )
    rows = []
    for scored in ranking(course):
        cells: Cells = {
            "candidate": Cell(scored.candidate, demo=each.demo),
            "rank": scored.rank,
            "total": _points(scored.total, lang),
            "mark": PASSES[scored.passes] if scored.passes is not None else None,
            "chosen": _outcome(scored, course),
        }
        cells |= {f"criterion.{n}": _points(scored.points.get(name), lang) for n, name in enumerate(most)}
        rows.append(Row(cells))
    title = Text("Điểm lựa chọn chủ đầu tư", "Points of the candidates")
    return Table("points", title, columns, rows, lang, caption=title.of(lang), caption_hidden=True, css="stacked")


def _outcome(scored: Scored, course: FoundingCourse) -> Text | None:
    """Whether a candidate is chosen, and whether its points do not speak for that."""
    if course.chosen is None or course.chosen.candidate != scored.candidate:
        return None
    if scored.total is None:
        return CHOSEN_UNSCORED
    return CHOSEN_BELOW if scored.passes is False else CHOSEN


def _criterion(name: str, most: Fraction) -> Text:
    """A criterion with the most points of it."""
    known = next((text for text in CRITERIA.values() if text.vi == name), Text(name, name))
    return Text(
        f"{known.vi[:1].upper()}{known.vi[1:]} (tối đa {format_number(most, Lang.VI)})",
        f"{known.en[:1].upper()}{known.en[1:]} (at most {format_number(most, Lang.EN)})",
    )


def _points(value: Fraction | None, lang: Lang) -> Cell | None:
    return None if value is None else Cell(value, "point", format_number(value, lang))


def has_choice(each: FoundingOn) -> bool:
    """Whether anything is on record of the choice of a developer."""
    return each.course.council is not None or bool(each.course.candidates)


@dataclass(frozen=True, slots=True)
class LegacyOn:
    """A cluster of before 2009 on a day: what it lacks, and what is due of it by the codes of what is lacking."""

    course: LegacyCourse
    duties: Mapping[str, DutyPhase]
    demo: bool


def legacy_of(zone: Reference, dates: Dates) -> LegacyOn | None:
    """What a cluster of before 2009 lacked and what of it is settled; None where it is not listed, or withheld."""
    events = events_about(SubjectKind.ZONE, zone, codes_of(LegacyEvent), dates)
    if not events or zone[0] in books_withholding_foundings():
        return None
    steps = {each.seq: revived(each) for each in events}
    course = course_of(
        LegacyCourse, in_order({seq: step for seq, step in steps.items() if isinstance(step, LegacyEvent)}), zone[0]
    )
    phases = duties_about(zone[0], DutySubject("zone", zone[1]), dates)
    duties = {each.duty.key.removeprefix(DUTY_KEY): each for each in phases if each.duty.key.startswith(DUTY_KEY)}
    return LegacyOn(course, duties, any(each.demo for each in events))


LEGACY: Final = (
    Column("lack.code", Text("Mã nội dung", "Code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("lack", Text("Nội dung", "What is lacking"), strong=True),
    Column("since", Text("Rà soát ngày", "Listed on"), ColumnType.DATE, css="number"),
    Column("due_on", Text("Hạn", "Due on"), ColumnType.DATE, css="number"),
    Column("settled_on", Text("Hoàn thành ngày", "Settled on"), ColumnType.DATE, css="number"),
    Column("state.code", Text("Mã tình trạng", "State code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("state", Text("Tình trạng", "State")),
)


def legacy_table(found: LegacyOn, dates: Dates, lang: Lang) -> Table:
    """What a cluster of before 2009 lacks, with its days."""
    rows = []
    for code in (code for code in LACKS if code in found.course.lacks):
        phase = found.duties.get(code)
        rows.append(
            Row(
                {
                    "lack.code": code,
                    "lack": Cell(LACKS[code], demo=found.demo),
                    "since": found.course.lacks[code],
                    "due_on": phase.due_on if phase is not None else None,
                    "settled_on": found.course.settled.get(code),
                    "state.code": phase.state.value if phase is not None else None,
                    "state": _state(phase, dates, lang),
                }
            )
        )
    title = Text("Nội dung còn thiếu của CCN trước năm 2009", "What the cluster of before 2009 lacks")
    return Table("legacy", title, LEGACY, rows, lang, caption=title.of(lang), caption_hidden=True)
