"""Under what an event is filed in its book, so that what one event needs to know is found by a key and not by reading the book.

An event is filed under each name that it gives to something of the book, the course that it is a step of, the duty that it
begins, and the zone of whose land, or of whose declaration, it says something.
"""

import hashlib
from collections.abc import Iterator

from parkledger.duties import DutyKind, DutySubject
from parkledger.ledger.events.base import Event, NameKey
from parkledger.ledger.events.courses import CourseEvent, CourseName
from parkledger.ledger.events.declarations import ZoneDeclaration
from parkledger.ledger.events.duties import DutySet
from parkledger.ledger.events.schedules import ScheduleLetter, ScheduleSanction

File = tuple[str, ...]
"""What events are filed under: of what kind it is, and its names."""
BEGINNING = (DutySet, ScheduleLetter, ScheduleSanction)
"""The event types that begin what `duty_done` ends; each begins one duty at most."""
_BETWEEN = "\x1f"
_BYTES = 8


def file_of_name(key: NameKey) -> File:
    """The file of the events that name a thing of the book."""
    return ("name", key.what, *key.within, key.name)


def file_of_course(name: CourseName) -> File:
    """The file of the steps in a course."""
    return ("course", *name)


def file_of_duty(subject: DutySubject, kind: DutyKind, key: str) -> File:
    """The file of the events that begin a duty which `duty_done` ends."""
    return ("duty", *subject, kind.value, key)


def file_of_land(zone: str) -> File:
    """The file of the events that say something of the plots, lease contracts or clearance of a zone of the book."""
    return ("land", zone)


def file_of_declarations(zone: str) -> File:
    """The file of the events that put a zone on record, or declare it again."""
    return ("declared", zone)


def files_of(event: Event) -> Iterator[File]:
    """What an event is filed under; its names may stand there twice."""
    for given in event.names_in(event.__dict__):
        yield file_of_name(given.key)
    if isinstance(event, CourseEvent):
        yield file_of_course(event.course)
    if isinstance(event, BEGINNING):
        for step in event.duty_steps():
            if step.kind is not None and step.key is not None:
                yield file_of_duty(step.subject, step.kind, step.key)
    if (zone := event.zone_of_land()) is not None:
        yield file_of_land(zone)
    if isinstance(event, ZoneDeclaration):
        yield file_of_declarations(event.zone)


def file_number(file: File) -> int:
    """A file as a number of 64 bits, by which the database keeps it; two files may have the same, hardly ever do."""
    digest = hashlib.blake2b(_BETWEEN.join(file).encode(), digest_size=_BYTES).digest()
    return int.from_bytes(digest, signed=True)
