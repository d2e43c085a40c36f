"""Digests by e-mail: to each person one letter of what became known, of all that they follow, since their last one.

A digest is written down as a letter in one transaction with the moment until which it tells: a second run finds that moment
and writes nothing twice, and a letter that cannot be sent is tried again as all letters are.

A person is told of an event once, whatever of it they follow and how often: the first digest that is sent tells of it, under
the narrowest thing that it is of. A later one, of a thing told less often, counts it as told and still says how that thing's
own figures moved. What becomes known of an event after it was told, such as its withdrawal, is told again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import override

from parkledger.briefing import written
from parkledger.briefing.answers import questions
from parkledger.briefing.answers.answer import Answers
from parkledger.briefing.recorded_changes import (
    RecordedChanges,
    changes_of_place,
    changes_of_zone,
    earlier,
    events_of_place,
    events_of_zone,
    has_moved,
    moment_words,
)
from parkledger.figures import Figures
from parkledger.figures.current import current_figures, expire
from parkledger.figures.wording import figure_title
from parkledger.language import Lang, ParkError, Text, capitalised, day_of
from parkledger.people import audit, subscriptions
from parkledger.people.models import DigestFrequency, Subscription, SubscriptionKind
from parkledger.people.publicity import look_as
from parkledger.people.second_factor import lacks_second_factor
from parkledger.records.dates import KNOWN, ON, Dates, moment_text
from parkledger.records.latest import latest_day
from parkledger.records.links import reach
from parkledger.records.recent import NewsEntry, RecordedSince
from parkledger.submissions.digests.subjects import changes_page, figure_of, page, reference, title
from parkledger.submissions.models import Letter
from parkledger.submissions.workflow import letters
from parkledger.submissions.worklist import all_due, reach_of

MOST_EVENTS = 20
"""Events of one thing that a digest tells of; the rest are counted, and stand on the page that it leads to."""
LONGEST_WORDS = 200
"""Characters of what an event says; a report of many fields stands on the event's page."""
DAYS = {DigestFrequency.DAILY: 1, DigestFrequency.WEEKLY: 7}
SUBJECT = Text("Thay đổi trong sổ khu, cụm công nghiệp", "Changes in the register of industrial parks and clusters")


@dataclass(frozen=True, slots=True)
class Digest:
    """What somebody is to be told: the text, and the subscriptions of which it tells."""

    user: Any
    lang: Lang
    text: str
    stopped_at: str
    told: Sequence[Subscription]
    read: Mapping[int, datetime]
    """Until when each subscription of the person told when the digest was made: what it tells depends on all of them."""


@dataclass(slots=True)
class DigestOutcome:
    """What a run did: the digests written, letters sent, those that failed, and people who have no address."""

    digests: list[Digest] = field(default_factory=list)
    sent: int = 0
    failed: int = 0
    nobody: int = 0


def send_digests(until: datetime, whole: Callable[[str], str], *, dry: bool = False) -> DigestOutcome:
    """Write and send what is due of what became known by a moment; nothing where `dry`. `whole` makes a path an address."""
    expire()
    outcome, books = DigestOutcome(), current_figures()
    due: dict[int, list[Subscription]] = defaultdict(list)
    for each in Subscription.objects.select_related("user").order_by("user_id", "pk"):
        if each.user.is_active and is_due(each, until):
            due[each.user_id].append(each)
    written_letters: list[int] = []
    for found in due.values():
        user = found[0].user
        if not user.email or lacks_second_factor(user):
            outcome.nobody += 1
            continue
        digest = copy_context().run(_digest, user, found, until, books, whole)
        if digest is not None:
            outcome.digests.append(digest)
            written_letters += [] if dry else _write(digest, until)
    for first in range(0, len(written_letters), letters.MOST_AT_ONCE):
        letters.send_waiting(written_letters[first : first + letters.MOST_AT_ONCE])
    outcome.sent = Letter.objects.filter(pk__in=written_letters).exclude(sent_at=None).count()
    outcome.failed = len(written_letters) - outcome.sent
    return outcome


def is_due(subscription: Subscription, until: datetime) -> bool:
    """Whether a day, or a week, has begun since somebody was told of something."""
    return (day_of(until) - day_of(subscription.told_until)).days >= DAYS[DigestFrequency(subscription.frequency)]


def _write(digest: Digest, until: datetime) -> list[int]:
    """Keep a digest as a letter, unless another run has just told its reader of anything; the letter's number."""
    with transaction.atomic():
        get_user_model().objects.select_for_update(no_key=True).get(
            pk=digest.user.pk
        )  # one digest of a person at a time
        mine = Subscription.objects.filter(user_id=digest.user.pk)
        now = dict(mine.values_list("pk", "told_until"))
        if any(each.pk not in now for each in digest.told) or any(
            now[key] != digest.read.get(key, now[key]) for key in now
        ):
            return []
        mine.filter(pk__in=[each.pk for each in digest.told]).update(told_until=until)
        letter = Letter.objects.create(
            user=digest.user,
            address=digest.user.email,
            subject=SUBJECT.of(digest.lang),
            text=digest.text,
            stopped_at=digest.stopped_at,
        )
        audit.record(digest.user, "digest_written", letter.pk, {"subscriptions": [each.pk for each in digest.told]})
    return [letter.pk]


@dataclass(frozen=True, slots=True)
class _Writing:
    """How a digest is written: for which dates, by which figures, in which language, `whole` making a path an address; which
    events, by their ids, have been told in it, and which in digests before."""

    dates: Dates
    books: Figures
    lang: Lang
    whole: Callable[[str], str]
    events_told: set[int] = field(default_factory=set)
    told_before: set[int] = field(default_factory=set)


def _digest(
    user: Any, found: Sequence[Subscription], until: datetime, books: Figures, whole: Callable[[str], str]
) -> Digest | None:
    """What somebody is told, as they may see it and in their language; None where nothing changed."""
    look_as(user)
    lang = letters.language_of(user)
    day = latest_day(until)
    writing = _Writing(Dates(day, until, ((ON, day.isoformat()), (KNOWN, moment_text(until)))), books, lang, whole)
    every = list(Subscription.objects.filter(user_id=user.pk))
    read = {each.pk: each.told_until for each in (*every, *found)}
    since = min(each.told_until for each in found)
    for each in every:
        writing.told_before.update(_told_before(each, since, writing))
    with override(lang.value):
        parts = {each.pk: list(_part(each, writing)) for each in sorted(found, key=_breadth)}
        told = [(each, parts[each.pk]) for each in found if parts[each.pk]]
        if not told:
            return None
        lines = [line for _, part in told for line in (*part, "")]
        stop = whole(reverse("unsubscribe", args=[subscriptions.token_of(user, [each for each, _ in told])]))
    end = Text(f"Ngừng nhận thư này, không cần đăng nhập: {stop}", f"Stop these letters, without signing in: {stop}")
    return Digest(user, lang, "\n".join([*lines, end.of(lang)]), stop, [each for each, _ in told], read)


def _told_before(each: Subscription, since: datetime, writing: _Writing) -> set[int]:
    """The events that digests of one thing told after a moment, and of which nothing became known since they did.

    They told of all that became known from the day on which the thing was first followed.
    """
    kind, until = SubscriptionKind(each.kind), each.told_until
    if kind not in {SubscriptionKind.PLACE, SubscriptionKind.ZONE} or until <= since:
        return set()

    def known(first: datetime, dates: Dates) -> Sequence[int]:
        if kind is SubscriptionKind.PLACE:
            return events_of_place(each.key, first, dates, writing.lang).ids
        return events_of_zone(reference(each.key), first, dates, writing.lang).ids

    try:
        then = known(max(since, each.made_at), replace(writing.dates, known_at=until))
        return set(then[:MOST_EVENTS]) - set(known(until, writing.dates))  # of more, a letter says the number alone
    except ParkError:  # what is followed is gone, or is withheld from them now
        return set()


def _breadth(each: Subscription) -> tuple[bool, int]:
    """Zones before places, and a place before what it is in: an event is told once, with the narrowest thing that it is of."""
    return (each.kind != SubscriptionKind.ZONE.value, -each.key.count("."))


def _part(each: Subscription, writing: _Writing) -> Iterator[str]:
    """The lines of one thing that is followed: nothing where it did not change, or is not to be seen any more."""
    lang, since = writing.lang, each.told_until
    try:
        lines, address = _told(each, writing)
    except ParkError:  # what is followed is gone, or is withheld from them now
        return
    if lines:
        after = Text("từ", "since").of(lang)
        yield f"{title(each, writing.dates, writing.books, lang)} ({after} {moment_words(since, lang)})".upper()
        yield from lines
        if address:
            yield writing.whole(address)


def _told(each: Subscription, writing: _Writing) -> tuple[list[str], str]:
    """What is told of one thing, and the page where more of it stands."""
    kind, since = SubscriptionKind(each.kind), each.told_until
    dates, books, lang = writing.dates, writing.books, writing.lang
    if kind is SubscriptionKind.PLACE:
        found = changes_of_place(books, each.key, since, dates, lang)
    elif kind is SubscriptionKind.ZONE:
        found = changes_of_zone(books, reference(each.key), since, dates, lang)
    else:
        then = earlier(since, dates)
        lines = _figure(each, then, dates, books, lang) if kind is SubscriptionKind.FIGURE else []
        if kind is SubscriptionKind.QUESTION:
            lines = _question(each, then, dates, books, lang)
        return lines, page(each, dates)
    return list(_changed(found, writing)), changes_page(each, dates, moment_text(since))


def _changed(found: RecordedChanges, writing: _Writing) -> Iterator[str]:
    """The figures that moved, then the events that were not told yet; nothing where there are none of either."""
    new = found.events.besides(writing.told_before)
    if not new and not (found.events and found.moved):
        return
    lang = writing.lang
    for before, now, change in found.moved:
        limits = change.limits(lang) if change else ""
        said = f" ({change.of(lang)}{f'; {limits}' if limits else ''})" if change else ""
        yield f"* {figure_title(now, lang)}: {written(before, lang)} → {written(now, lang)}{said}"
    rest = new.besides(writing.events_told)
    yield from _events(rest, writing)
    if earlier_told := len(found.events) - len(new):
        yield Text(
            f"({earlier_told} sự kiện đã nêu ở thư trước)", f"({earlier_told} events told in a letter before)"
        ).of(lang)
    if told := len(new) - len(rest):
        yield Text(
            f"({told} sự kiện đã nêu ở mục khác của thư này)", f"({told} events told elsewhere in this letter)"
        ).of(lang)


def _events(events: RecordedSince, writing: _Writing) -> Iterator[str]:
    """The first events by their zones, and how many more there are."""
    lang, shown = writing.lang, events[:MOST_EVENTS]
    writing.events_told.update(entry.event.id for entry in shown)
    by_zone: dict[str, list[NewsEntry]] = defaultdict(list)
    for entry in shown:
        by_zone[entry.zone].append(entry)
    for zone, entry in ((zone, entry) for zone, entries in by_zone.items() for entry in entries):
        if entry is by_zone[zone][0] and len(by_zone) > 1:
            yield f"{zone or Text('Ngoài khu, cụm', 'Outside zones').of(lang)}:"
        yield f"- {_sentence(entry)}"
        if address := reach("event", entry.event.book, entry.event.seq, dates=writing.dates):
            yield f"  {writing.whole(address)}"
    if len(events) > len(shown):
        more = len(events) - len(shown)
        yield Text(f"… và {more} sự kiện nữa:", f"… and {more} more events:").of(lang)


def _sentence(entry: NewsEntry) -> str:
    said = f"{entry.title}{' *' if entry.event.demo else ''}"
    return f"{said}. {Truncator(entry.event.words).chars(LONGEST_WORDS)}" if entry.event.words else said


def _figure(each: Subscription, then: Dates, now: Dates, books: Figures, lang: Lang) -> list[str]:
    before, after = figure_of(each.key, then, books), figure_of(each.key, now, books)
    return [f"* {written(before, lang)} → {written(after, lang)}"] if has_moved(before, after) else []


def _question(each: Subscription, then: Dates, now: Dates, books: Figures, lang: Lang) -> list[str]:
    """What a question is answered with, then and now, where the numbers or what is listed differ."""
    seen = reach_of(each.user).books
    before, after = (questions.answers(each.key, books, dates, reach=seen, due=all_due) for dates in (then, now))
    if _marks(before) == _marks(after):
        return []
    lines = []
    for label, answers in ((Text("trước", "before"), before), (Text("nay", "now"), after)):
        said = "; ".join(_answered(answers, lang)) or Text("không có câu trả lời", "no answer").of(lang)
        lines.append(f"* {capitalised(label.of(lang))}: {said}")
    return lines


def _marks(answers: Answers) -> list[tuple[Any, ...]]:
    """What tells one answer from another: its numbers and what it lists, not the days that it names."""
    return [
        (
            [figure.value for figure in one.figures],
            one.value,
            one.total,
            [(line.key, line.figure.value if line.figure else line.value) for line in one.lines],
            one.problem is None,
        )
        for one in answers
    ]


def _answered(answers: Answers, lang: Lang) -> Iterator[str]:
    for one in answers:
        if one.said:
            yield one.said.of(lang)
        if one.problem:
            yield one.problem.of(lang)
        for line in one.lines:
            yield f"{line.title.of(lang)}{f' {written(line.figure, lang)}' if line.figure else ''}"
        for figure in one.figures:
            yield f"{figure_title(figure, lang)}: {written(figure, lang)}"
