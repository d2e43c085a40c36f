"""How a duty stands on a day, and the one rule by which something is late."""

from datetime import date, timedelta

from parkledger.language import Labelled


class DutyState(Labelled):
    """How a duty stands."""

    OVERDUE = "overdue", "quá hạn", "overdue"
    DUE_SOON = "due_soon", "sắp đến hạn", "due soon"
    OPEN = "open", "chưa đến hạn", "open"
    SUSPENDED = "suspended", "tạm dừng tính hạn", "suspended"
    DONE = "done", "hoàn thành đúng hạn", "done"
    DONE_LATE = "done_late", "hoàn thành quá hạn", "done late"
    DONE_NO_TERM = "done_no_term", "hoàn thành, chưa ghi thời hạn", "done, no term on record"
    DONE_NO_DAY = "done_no_day", "đã thực hiện, chưa ghi ngày", "done, day not on record"
    LAPSED = "lapsed", "chấm dứt thực hiện", "lapsed"

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self in OPEN_STATES


OPEN_STATES = frozenset({DutyState.OVERDUE, DutyState.DUE_SOON, DutyState.OPEN, DutyState.SUSPENDED})


def is_late(day: date, due_on: date | None) -> bool:
    """Whether a day is too late: the due day itself is on time, and what has no due day is never late."""
    return due_on is not None and day > due_on


def days_late(day: date, due_on: date | None) -> int:
    """By how many days a day is too late; none where it is on time."""
    return (day - due_on).days if due_on is not None and day > due_on else 0


def state_of_open(due_on: date | None, on: date, notice_days: int) -> DutyState:
    """How something stands on a day that is still to be done; `notice_days` before its due day it is due soon."""
    if due_on is None:
        return DutyState.OPEN
    if is_late(on, due_on):
        return DutyState.OVERDUE
    return DutyState.DUE_SOON if on >= due_on - timedelta(days=notice_days) else DutyState.OPEN


def state_of_done(due_on: date | None, done_on: date, *, has_term: bool = True, at_latest: bool = False) -> DutyState:
    """How something stands that was done on a day; what has no term was neither on time nor late.

    What has a term and no due day was done while its clock stood still, before it had run out: that is on time. Of what
    was done `at_latest` on a day past its due day it is not known whether it was late.
    """
    if not has_term:
        return DutyState.DONE_NO_TERM
    if at_latest and is_late(done_on, due_on):
        return DutyState.DONE_NO_DAY
    return DutyState.DONE_LATE if is_late(done_on, due_on) else DutyState.DONE
