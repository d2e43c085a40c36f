"""Letters of what was done, on their way: written down with what they tell of, sent beside it, kept where they cannot go.

A letter stands in the database before what it tells of is done, in one transaction with it: what was undone is told to
nobody. It is sent after that by a thread of its own, so that neither a slow mail server nor one that is down touches what
was done. What could not be sent is tried again with later letters, and shown to the administrator.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import close_old_connections, connection, connections, transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import override

from parkledger.language import Lang, Text
from parkledger.people.letters import beside
from parkledger.submissions.models import Correspondent, Letter

MOST_TRIES = 8
TRY_AGAIN = timedelta(minutes=5)
"""How long a letter that could not be sent is left before it is tried again."""
MOST_AT_ONCE = 100
FORGOTTEN_AFTER = timedelta(days=14)
"""Letters that were not sent by then are of no use any more: they are shown, and not tried again."""
_log = logging.getLogger(__name__)
absolute: ContextVar[Callable[[str], str] | None] = ContextVar("absolute", default=None)
"""How a path of the portal becomes a whole address, while a request is answered; else letters have no links."""


def write(users: Iterable[Any], subject: Text, lines: Sequence[Text], page: tuple[str, Any] | None = None) -> int:
    """Letters to people who have an address, each in their own language; how many. `page` is a page's name and what it is of."""
    people = {user.pk: user for user in users if user.email and user.is_active}
    chosen = dict(Correspondent.objects.filter(user__in=list(people)).values_list("user_id", "language"))
    made = []
    for number, user in people.items():
        lang = Lang(chosen.get(number, Lang.VI.value))
        text = "\n".join(line for line in (*(each.of(lang) for each in lines), _link(page, lang)) if line)
        made.append(Letter(user=user, address=user.email, subject=subject.of(lang)[:200], text=text))
    found = [each.pk for each in Letter.objects.bulk_create(made)]
    if found:
        transaction.on_commit(lambda: beside(lambda: send_waiting(found)))
    return len(found)


def _link(page: tuple[str, Any] | None, lang: Lang) -> str:
    whole = absolute.get()
    if page is None or whole is None:
        return ""
    with override(lang.value):
        return whole(reverse(page[0], args=[page[1]]))


def language_of(user: Any) -> Lang:
    """The language in which somebody is written to."""
    found = Correspondent.objects.filter(user=user).first()
    return Lang(found.language) if found else Lang.VI


def unsent() -> QuerySet[Letter]:
    """The letters that were tried and have not gone, the last first."""
    return Letter.objects.filter(sent_at=None, tries__gt=0).select_related("user").order_by("-made_at", "-pk")


def try_again(numbers: Iterable[int] | None = None) -> int:
    """Have letters that could not be sent tried once more, now; all of them where none are named. How many."""
    found = unsent() if numbers is None else unsent().filter(pk__in=list(numbers))
    waiting = list(found.values_list("pk", flat=True)[:MOST_AT_ONCE])
    Letter.objects.filter(pk__in=waiting).update(tries=1, tried_at=None)
    transaction.on_commit(lambda: beside(lambda: send_waiting(waiting)))
    return len(waiting)


def send_waiting(first: Sequence[int] = ()) -> int:
    """Send the letters named, and those that have waited since the last try; how many went."""
    close_old_connections()
    try:
        now = datetime.now(UTC)
        waits = Q(tried_at__lt=now - TRY_AGAIN) | Q(tried_at=None, made_at__lt=now - TRY_AGAIN) | Q(pk__in=list(first))
        old = Q(made_at__gte=now - FORGOTTEN_AFTER, tries__lt=MOST_TRIES) | Q(pk__in=list(first))
        found = Letter.objects.filter(waits, old, sent_at=None).order_by("pk")[:MOST_AT_ONCE]
        return sum(_send(each) for each in list(found))
    finally:
        if not connection.in_atomic_block:  # the letters' own thread keeps no connection while it waits
            connection.close()
            del connections[connection.alias]


def _send(letter: Letter) -> bool:
    """Send one letter, if no other process has taken it in hand."""
    now = datetime.now(UTC)
    mine = Letter.objects.filter(pk=letter.pk, tries=letter.tries, sent_at=None)
    if not mine.update(tries=F("tries") + 1, tried_at=now):
        return False
    try:
        EmailMessage(letter.subject, letter.text, None, [letter.address], headers=_headers(letter)).send()
    except (OSError, ValueError) as problem:  # no server, refused by it; or an address that no letter can have
        _log.warning("letter %s could not be sent: %s", letter.pk, problem)
        Letter.objects.filter(pk=letter.pk).update(problem=f"{type(problem).__name__}: {problem}"[:300])
        return False
    Letter.objects.filter(pk=letter.pk).update(sent_at=datetime.now(UTC), text="", stopped_at="", problem="")
    return True


def _headers(letter: Letter) -> dict[str, str]:
    """By what a mail program stops letters at one press, without opening a page (RFC 8058)."""
    if not letter.stopped_at:
        return {}
    return {"List-Unsubscribe": f"<{letter.stopped_at}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
