"""Many people submit and approve in one book at the same time: nobody waits for somebody who waits for him."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

from django.contrib.auth.models import User
from django.db import connection

from parkledger.language import ParkError
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.models import Book
from parkledger.ledger.store.registry import book_ref
from parkledger.people import audit
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow.lifecycle import approve, begin, submit
from tests.submissions.conftest import BOOK, Office

PEOPLE = int(os.environ.get("PARKLEDGER_PEOPLE_AT_ONCE", "8"))
"""How many submit, and how many approve, at once."""
LEASE = {"effective_on": "2020-06-01", "zone": "kcn-mot", "area_m2": "1 ha"}


def hand_in(author: User) -> Submission:
    drafted = begin(author, Book.objects.get(code=BOOK), "land_leased", LEASE)
    return submit(drafted, author, drafted.version)


def approved(submission: Submission, approver: User) -> Submission:
    return approve(submission, approver, submission.version)


def test_submitting_and_approving_at_once(office: Office) -> None:
    submitted = [hand_in(office["officer"]) for _ in range(PEOPLE)]
    together = Barrier(2 * PEOPLE)

    def attempt(step: Callable[[User], Submission], who: str) -> Exception | None:
        together.wait()
        try:
            step(User.objects.get(username=who))
        except Exception as failed:  # noqa: BLE001 - whatever failed is told by the test
            return failed
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(2 * PEOPLE) as people:
        answers = [people.submit(attempt, hand_in, "officer") for _ in submitted]
        answers += [people.submit(attempt, partial(approved, each), "approver") for each in submitted]
        failures = [failed for answer in answers if (failed := answer.result()) is not None]
    assert [failed for failed in failures if not isinstance(failed, ParkError)] == []
    assert failures == []
    assert Submission.objects.filter(state=State.SUBMITTED).count() == PEOPLE
    assert Submission.objects.filter(state=State.APPROVED).count() == PEOPLE
    assert verify(book_ref(BOOK)).problems == []
    assert audit.verify()[2] == []


def test_every_lock_of_a_row_leaves_its_key_free() -> None:
    """A row that refers to a locked one can be written meanwhile; a lock of the whole row would make its writer wait."""
    package = Path(__file__).resolve().parents[2] / "src" / "parkledger"
    locks = [
        line.strip()
        for path in package.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if "select_for_update(" in line
    ]
    assert locks
    assert [line for line in locks if "no_key=True" not in line] == []
