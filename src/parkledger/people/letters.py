"""Letters sent beside the request that asked for them.

How long the mail server takes, and whether it takes the letter, would else tell a stranger who has an account.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.core.mail import send_mail

_log = logging.getLogger(__name__)
_sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="letters")


def send_beside(subject: str, text: str, to: str) -> None:
    """Send a letter after the ones before it; one that cannot be sent is told to the server's own log."""
    _sender.submit(_send, subject, text, to)


def beside(work: Callable[[], object]) -> None:
    """Do something in turn with the letters: what goes wrong there is told to the server's own log."""
    _sender.submit(_done, work)


def _done(work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:
        _log.exception("letters could not be sent")
        raise


def wait() -> None:
    """Until all letters have gone."""
    _sender.submit(int).result()


def _send(subject: str, text: str, to: str) -> None:
    try:
        send_mail(subject, text, None, [to])
    except Exception:
        _log.exception("a letter could not be sent: %s", subject)
        raise
