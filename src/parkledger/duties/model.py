"""A duty as the events about it make it: what each says of it (`DutyStep`), and how it stood from when to when (`DutyPhase`).

A duty is never stored. Events say its steps; whoever asks for a day takes the steps of the events that were known and
held by then. So a duty is right as of any day and as known at any moment, and a correction corrects it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from parkledger.catalogue import DossierChannel, Procedure, Verified
from parkledger.duties.states import DutyState, is_late, state_of_done, state_of_open
from parkledger.duties.terms import Pause, TermLength, due_day
from parkledger.language import Labelled, Lang, Quantity, Text, Unit, format_quantity, to_hectares


class DutyKind(Labelled):
    """What there is to do."""

    LAND = "land", "Nhận đất theo tiến độ", "Land taken over by schedule"
    CONSTRUCTION = "construction", "Khởi công theo tiến độ", "Building begun by schedule"
    OPERATION = "operation", "Đi vào hoạt động theo tiến độ", "In operation by schedule"
    CAPITAL = "capital", "Thực hiện vốn theo tiến độ", "Capital spent by schedule"
    ANSWER = "answer", "Trả lời văn bản đôn đốc", "Answer to a letter of urging"
    COMMITMENT = "commitment", "Thực hiện cam kết", "Commitment kept"
    SANCTION = "sanction", "Chấp hành xử phạt", "Sanction complied with"
    DOSSIER = "dossier", "Giải quyết hồ sơ", "Dossier decided"
    FOUNDING = "founding", "Hồ sơ thành lập, mở rộng khu, cụm", "Founding dossier"
    PERMIT = "permit", "Gia hạn giấy phép", "Permit renewed"
    REGULARISATION = "regularisation", "Hoàn thiện thủ tục CCN có trước 2009", "Cluster from before 2009 regularised"
    LEASE_END = (
        "lease_end",
        "Hết hạn hợp đồng thuê đất: gia hạn hoặc nhận lại đất",
        "Lease ending: extend it or take the land back",
    )
    LAND_RETURN = (
        "land_return",
        "Trả lại đất của dự án đã chấm dứt, thu hồi",
        "Land of an ended project given back",
    )
    RENT = "rent", "Nộp tiền thuê đất", "Land rent paid"
    TASK = "task", "Việc được giao", "Task assigned"
    REPORT = "report", "Báo cáo định kỳ", "Periodic report"
    LEGAL_REPORT = "legal_report", "Báo cáo CCN theo Thông tư 14/2024", "Cluster report by Circular 14/2024"
    INSPECTION = "inspection", "Kiểm tra theo kế hoạch", "Inspection by the plan"
    REMEDY = "remedy", "Khắc phục tồn tại, vi phạm", "Finding remedied"
    FINE = "fine", "Nộp tiền phạt", "Fine paid"
    TRIAL = "trial", "Kết thúc vận hành thử nghiệm", "Trial operation ended"
    CONNECTION = "connection", "Kết nối trạm quan trắc tự động", "Monitoring station connected"
    INCIDENT = "incident", "Khắc phục sự cố môi trường", "Incident of the environment ended"
    WORKS_BEGUN = "works_begun", "Khởi công hạng mục hạ tầng", "Infrastructure lot begun"
    WORKS = "works", "Hoàn thành hạng mục hạ tầng", "Infrastructure lot completed"
    WORK_PERMIT = "work_permit", "Gia hạn, thu hồi giấy phép lao động", "Work permit extended or handed back"
    WORK_ACCIDENT = "accident", "Điều tra tai nạn lao động", "Accident at work investigated"
    STOPPAGE = "stoppage", "Giải quyết ngừng việc, đình công", "Stoppage settled"
    PROMOTION = "promotion", "Tổ chức hoạt động xúc tiến", "Promotion activity held"
    PAYMENT = "payment", "Nộp ngân sách", "Payment to the State"
    PROMISE = "promise", "Thực hiện việc hứa với đoàn", "Promise to a delegation kept"
    MEMORANDUM = "memorandum", "Rà soát bản ghi nhớ", "Memorandum followed up"

    @property
    def notice_days(self) -> int:
        """So many days before the due day, and on it, it is due soon."""
        return _NOTICE.get(self, 30)

    @property
    def is_done_once(self) -> bool:
        """Whether it stays done whatever is said of it later: a milestone is reached once, a permit is renewed each time."""
        return self in SCHEDULED or self is DutyKind.COMMITMENT

    @property
    def follows_end(self) -> bool:
        """Whether it begins as what it is about ends: what lapses then does not touch it."""
        return self is DutyKind.LAND_RETURN

    @property
    def is_owed_after_end(self) -> bool:
        """Whether it is still to be done when what it is about has ended, where it was due by then: rent and land that were due
        from a tenant, what an inspection or incident left to set right, tasks of the office. A milestone or a permit is of no
        use any more.
        """
        return self in _OWED_AFTER_END

    @property
    def is_debt(self) -> bool:
        """Whether it was imposed on somebody, or is money owed to the State: it stays with them."""
        return self in {DutyKind.FINE, DutyKind.SANCTION, DutyKind.PAYMENT}


_NOTICE = {
    DutyKind.DOSSIER: 3,
    DutyKind.FOUNDING: 5,
    DutyKind.REPORT: 5,
    DutyKind.LEGAL_REPORT: 10,
    DutyKind.ANSWER: 5,
    DutyKind.TASK: 7,
    DutyKind.REMEDY: 7,
    DutyKind.FINE: 3,
    DutyKind.LEASE_END: 180,
    DutyKind.WORK_PERMIT: 45,
    DutyKind.WORK_ACCIDENT: 3,
}
_OWED_AFTER_END = {
    DutyKind.RENT,
    DutyKind.LEASE_END,
    DutyKind.TASK,
    DutyKind.REMEDY,
    DutyKind.INCIDENT,
    DutyKind.WORK_ACCIDENT,
}
SCHEDULED = (DutyKind.LAND, DutyKind.CONSTRUCTION, DutyKind.OPERATION)
"""The milestones of a project's schedule, in their order."""


class Obliged(Labelled):
    """Who has to do it."""

    OFFICE = "office", "cơ quan quản lý", "the authority"
    ENTERPRISE = "enterprise", "nhà đầu tư dự án", "the project's investor"
    DEVELOPER = "developer", "chủ đầu tư hạ tầng", "the zone's developer"
    EMPLOYER = "employer", "người sử dụng lao động", "the employer"
    LOCAL_COMMITTEE = (
        "local_committee",
        "Ủy ban nhân dân cấp xã (trước 1/7/2025: cấp huyện)",
        "the local People's Committee",
    )


class DutyAct(StrEnum):
    """What an event does to a duty."""

    OPEN = "open"
    PAUSE = "pause"
    RESUME = "resume"
    PROMISE = "promise"
    PROGRESS = "progress"
    DONE = "done"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True)
class Goal:
    """An amount to be reached, in the smallest unit of its currency: US cents, đồng; or square metres where that is `AREA`."""

    currency: str
    amount: int


AREA = "m2"
NOTHING_HELD = Goal(AREA, 0)
"""Reached when no land is held any more: land given back counts, and land let counts against it."""


@dataclass(frozen=True, slots=True)
class DutyTerms:
    """What a duty is: who is to do it, by which day or within which term, on what ground.

    `cited` is the document that the basis begins with, which a book may withhold. `unit` is the section of the office, `about`
    the zone and project that it is about besides its subject, `procedure` and `channel` those of a dossier.
    """

    obliged: Obliged
    due_on: date | None = None
    term: TermLength | None = None
    goal: Goal | None = None
    basis: str = ""
    verified: Verified | None = None
    detail: Text | None = None
    unit: str = ""
    cited: str = ""
    about: "tuple[DutySubject, ...]" = ()
    procedure: Procedure | None = None
    channel: DossierChannel | None = None

    @property
    def without_document(self) -> "DutyTerms":
        """The same, but for the document: its basis is the law alone."""
        return replace(self, basis=self.basis.removeprefix(self.cited).removeprefix("; "), cited="")

    @property
    def has_term(self) -> bool:
        """Whether anything says by when it is to be done."""
        return self.due_on is not None or self.term is not None


class DutySubject(NamedTuple):
    """What a duty is about: its kind (zone, project, place, dossier, founding_dossier, inspection) and its code in its book."""

    kind: str
    code: str


OF_BOOK = DutySubject("book", "")
"""What an event says steps of that names nothing: the office that its book is of, and the place that the book covers."""


@dataclass(frozen=True, slots=True)
class DutyStep:
    """What an event says of one duty from a day on; of all of the subject's that have begun where `kind` is None, of all
    of the kind's where `key` is. A later OPEN of the same duty sets its terms anew; its clock runs on from its first day. After it was
    done, an OPEN begins it anew (the permit of the next years), unless it is of a kind that is done once, or its goal is
    reached already.

    `spent` is what was reached towards a goal, by currency. Where `beginning` is given, a step without a key is of the
    duties whose keys begin so, and makes lapse only those that are not due by its day. Of an end (a lapse without a kind) the kind
    tells what it leaves due (`is_owed_after_end`, `is_debt`). Where `within_days` is given, what is
    done is not yet to be done of a duty that begins later, up to so many days after; of one that begins after that, it is
    another time. `at_latest` is of what must have been done before, on a day that is not told.
    """

    act: DutyAct
    on: date
    subject: DutySubject
    kind: DutyKind | None
    key: str | None = ""
    terms: DutyTerms | None = None
    promised_on: date | None = None
    spent: tuple[tuple[str, int], ...] = ()
    beginning: str = ""
    at_latest: bool = False
    within_days: int | None = None


@dataclass(frozen=True, slots=True)
class FiledStep:
    """A step with the number of its event in its book; `rank` puts the steps of a course on one day in the course's order."""

    step: DutyStep
    seq: int
    demo: bool = False
    rank: int = 1


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of a book: what it is about, and which of several; by which event it came to be."""

    book: str
    subject: DutySubject
    kind: DutyKind
    key: str
    seq: int
    started_on: date
    demo: bool = False

    @property
    def id(self) -> str:
        """A name of the duty that stays the same whatever becomes of it."""
        return f"{self.book}:{self.subject.kind}:{self.subject.code}:{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class DutyPhase:
    """How a duty stood from a day on until before another, `NEVER` where nothing is known to come after.

    `first_due_on` is the day by which it was due when it began, `promised_on` the day appointed in an apology. `order`
    puts the nearest due day first. `late_before` is how it was done late the last time, of what has begun anew since.
    """

    duty: Duty
    terms: DutyTerms
    since: date
    until: date
    state: DutyState
    due_on: date | None
    first_due_on: date | None
    promised_on: date | None = None
    done_on: date | None = None
    lapsed_on: date | None = None
    late_before: "LateBefore | None" = None
    order: tuple[date, str, str, str] = (date.max, "", "", "")


class LateBefore(NamedTuple):
    """That a duty was done late before it began anew: when it was due, and when it was done."""

    due_on: date
    done_on: date


NEVER = date.max
"""The end of what goes on for all that is known."""


def order_of(duty: Duty, due_on: date | None) -> tuple[date, str, str, str]:
    """What puts the duty with the nearest due day first, and those without one last."""
    return (due_on or NEVER, duty.kind.value, duty.subject.code, duty.key)


@dataclass(slots=True)
class _Course:
    """A duty while its steps are taken in, in order. What was spent counts in all, however often the duty begins anew."""

    kind: DutyKind
    start: date | None = None
    seq: int = 0
    demo: bool = False
    terms: DutyTerms | None = None
    pauses: list[Pause] = field(default_factory=list)
    promised_on: date | None = None
    done_on: date | None = None
    at_latest: bool = False
    lapsed_on: date | None = None
    spent: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    first_due: "tuple[date | None] | None" = None
    done_before: date | None = None
    """Until which day what begins is done already."""
    late_before: LateBefore | None = None
    settled: "tuple[date | None, bool] | None" = None
    """By when what is done was to be done, and whether it had a term at all, by what was said when it was."""

    def take(self, filed: FiledStep) -> None:
        """Take in a step."""
        step = filed.step
        if self.start is None and step.key is None and step.act is not DutyAct.PROGRESS:
            return
        if step.act is DutyAct.OPEN:
            self._open(filed)
        elif step.act in {DutyAct.PAUSE, DutyAct.RESUME}:
            self._stop_or_run(step)
        elif step.act is DutyAct.PROMISE:
            self.promised_on = step.promised_on
        elif step.act is DutyAct.PROGRESS:
            for currency, amount in step.spent:
                self.spent[currency] += amount
        elif step.act is DutyAct.DONE:
            self._done(step)
        elif step.act is DutyAct.LAPSE and self.done_on is None and self.lapsed_on is None:
            self._lapse(step)

    def _lapse(self, step: DutyStep) -> None:
        """Need not be done any more. What was due by the day of an end stays due, and what had no day; a debt whenever it is due."""
        is_end = step.kind is None
        if is_end and self.kind.is_debt:
            return
        spares_due = bool(step.beginning) or (is_end and self.kind.is_owed_after_end)
        due = self.due_on
        if not spares_due or (due is not None and due > step.on):
            self.lapsed_on = step.on

    def _done(self, step: DutyStep) -> None:
        """Do it, now or before it begins."""
        if step.within_days is not None:
            self.done_before = step.on + timedelta(days=step.within_days)
        if self.lapsed_on is None and (step.within_days is None or self.start is not None) and self.done_on is None:
            self.done_on, self.at_latest = step.on, step.at_latest

    def _open(self, filed: FiledStep) -> None:
        """Begin, begin anew, or take other terms."""
        if self._begins_anew(filed.step):
            self.late_before = self._lateness()
            self.start = self.promised_on = self.done_on = self.first_due = self.settled = None
            self.pauses = []
        if self.start is None:
            self.start, self.seq, self.demo = filed.step.on, filed.seq, filed.demo
            if self.done_before is not None and filed.step.on <= self.done_before:
                self.done_on = filed.step.on
        self.terms = filed.step.terms

    def _lateness(self) -> LateBefore | None:
        """That it was done late, where it is known on which day it was done."""
        due, done = self.due_on, self.done_on
        if due is None or done is None or self.at_latest or not is_late(done, due):
            return None
        return LateBefore(due, done)

    def _begins_anew(self, step: DutyStep) -> bool:
        """Whether what was begun and done is to be done once more."""
        if self.start is None or self.done_on is None or self.kind.is_done_once:
            return False
        return step.terms is None or not self._reaches(step.terms.goal)

    def _reaches(self, goal: Goal | None) -> bool:
        return goal is not None and self.spent[goal.currency] >= goal.amount

    def _stop_or_run(self, step: DutyStep) -> None:
        """Stop the clock where it runs, or let it run on where it stands."""
        paused = bool(self.pauses) and self.pauses[-1].until is None
        if step.act is DutyAct.PAUSE and not paused:
            self.pauses.append(Pause(step.on))
        elif step.act is DutyAct.RESUME and paused:
            self.pauses[-1] = replace(self.pauses[-1], until=step.on)

    def end_day(self, day: date) -> None:
        """Settle, after the last step of a day, what cannot change any more."""
        if self.terms is None or self.start is None:
            return
        if self.done_on is None and self.lapsed_on is None and self._reaches(self.terms.goal):
            self.done_on = day
        due = self.due_on
        if self.kind.follows_end and self.done_on == self.start == day:
            self.start = self.terms = self.done_on = None
            return
        self.first_due = self.first_due or (due,)
        if self.done_on is not None:
            self.settled = self.settled or (due, self.terms.has_term)

    @property
    def due_on(self) -> date | None:
        """By when it is to be done, by what was said until now."""
        if self.settled is not None:
            return self.settled[0]
        if self.terms is None or self.start is None:
            return None
        if self.terms.due_on is not None or self.terms.term is None:
            return self.terms.due_on
        return due_day(self.start, self.terms.term, self.pauses)

    @property
    def told(self) -> DutyTerms:
        """Its terms, with what land is still to be given back."""
        if self.terms is None:
            raise ValueError("the duty has not begun")
        if self.terms.goal != NOTHING_HELD or self.done_on is not None:
            return self.terms
        left = Quantity(to_hectares(-self.spent[AREA]), Unit.HECTARE)
        vi, en = (format_quantity(left, lang) for lang in Lang)
        return replace(self.terms, detail=Text(f"còn {vi}", f"{en} left"))

    @property
    def stands_still(self) -> bool:
        """Whether its clock stands still before it has run out."""
        return (
            self.terms is not None
            and self.terms.term is not None
            and self.terms.due_on is None
            and bool(self.pauses)
            and self.pauses[-1].until is None
            and self.due_on is None
        )


def phases(book: str, steps: Iterable[FiledStep]) -> list[DutyPhase]:
    """How all duties of one subject stood, from their first day on, by its steps in any order."""
    ordered = sorted(steps, key=_by_day)
    own: defaultdict[tuple[DutyKind | None, str | None], list[FiledStep]] = defaultdict(list)
    for filed in ordered:
        own[filed.step.kind, filed.step.key].append(filed)
    common = [filed for (kind, key), some in own.items() if kind is None or key is None for filed in some]
    found: list[DutyPhase] = []
    for (kind, key), some in own.items():
        if kind is None or key is None or all(filed.step.act is not DutyAct.OPEN for filed in some):
            continue
        shared = [filed for filed in common if _is_of(filed.step, kind) and key.startswith(filed.step.beginning)]
        found += _phases_of(book, kind, key, sorted([*some, *shared], key=_by_day) if shared else some)
    return found


def _is_of(step: DutyStep, kind: DutyKind) -> bool:
    """Whether a step that may be of several duties is of those of a kind."""
    return step.kind is kind or (step.kind is None and not kind.follows_end)


def _by_day(filed: FiledStep) -> tuple[date, int, int]:
    return (filed.step.on, filed.rank, filed.seq)


def _phases_of(book: str, kind: DutyKind, key: str, steps: Sequence[FiledStep]) -> Iterator[DutyPhase]:
    course = _Course(kind)
    days = [(day, list(some)) for day, some in groupby(steps, key=lambda filed: filed.step.on)]
    duty: Duty | None = None
    for (day, some), following in zip(days, [*(day for day, _ in days[1:]), NEVER], strict=True):
        for filed in some:
            course.take(filed)
        course.end_day(day)
        if course.start is None or course.terms is None or course.first_due is None:
            continue
        if duty is None or duty.seq != course.seq:
            duty = Duty(
                book,
                subject=steps[0].step.subject,
                kind=kind,
                key=key,
                seq=course.seq,
                started_on=course.start,
                demo=course.demo,
            )
        due = course.due_on
        order = order_of(duty, due)
        for since, until, state in _states(course, kind, day, following):
            yield DutyPhase(
                duty=duty,
                terms=course.told,
                since=since,
                until=until,
                state=state,
                due_on=due,
                first_due_on=course.first_due[0],
                promised_on=course.promised_on,
                done_on=course.done_on,
                lapsed_on=course.lapsed_on,
                late_before=course.late_before,
                order=order,
            )


def _states(course: _Course, kind: DutyKind, day: date, until: date) -> Iterator[tuple[date, date, DutyState]]:
    """How it stands from a day on, until before another, while nothing is said of it."""
    due = course.due_on
    if course.done_on is not None and course.settled is not None:
        has_term = course.settled[1]
        yield day, until, state_of_done(due, course.done_on, has_term=has_term, at_latest=course.at_latest)
    elif course.lapsed_on is not None:
        yield day, until, DutyState.LAPSED
    elif course.stands_still:
        yield day, until, DutyState.SUSPENDED
    elif due is None:
        yield day, until, DutyState.OPEN
    else:
        turns = [due - timedelta(days=kind.notice_days), due + timedelta(days=1)]
        within = [turn for turn in turns if day < turn < until]
        for since, before in zip([day, *within], [*within, until], strict=True):
            yield since, before, state_of_open(due, since, kind.notice_days)


def phase_on(found: Iterable[DutyPhase], on: date) -> DutyPhase | None:
    """How one duty stood on a day; None before it began."""
    return next((each for each in found if each.since <= on < each.until), None)
