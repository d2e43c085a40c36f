"""Duties: what somebody must do by a date. The office calendar, terms and their clocks, states, and duties made of steps.

This package knows nothing of books: events of the ledger say steps, `records.duties` files them by what they are about.
"""

from parkledger.duties.model import (
    AREA,
    NEVER,
    NOTHING_HELD,
    OF_BOOK,
    SCHEDULED,
    Duty,
    DutyAct,
    DutyKind,
    DutyPhase,
    DutyStep,
    DutySubject,
    DutyTerms,
    FiledStep,
    Goal,
    Obliged,
    order_of,
    phase_on,
    phases,
)
from parkledger.duties.states import OPEN_STATES, DutyState, days_late, is_late, state_of_done, state_of_open
from parkledger.duties.terms import LATE, LONGEST_TERM, DayCount, Pause, Slowness, TermLength, due_day, slowness

__all__ = [
    "AREA",
    "LATE",
    "LONGEST_TERM",
    "NEVER",
    "NOTHING_HELD",
    "OF_BOOK",
    "OPEN_STATES",
    "SCHEDULED",
    "DayCount",
    "Duty",
    "DutyAct",
    "DutyKind",
    "DutyPhase",
    "DutyState",
    "DutyStep",
    "DutySubject",
    "DutyTerms",
    "FiledStep",
    "Goal",
    "Obliged",
    "Pause",
    "Slowness",
    "TermLength",
    "days_late",
    "due_day",
    "is_late",
    "order_of",
    "phase_on",
    "phases",
    "slowness",
    "state_of_done",
    "state_of_open",
]
