"""What submissions say, each in a few words, as a list of them tells it: of what, how much, from which day."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from parkledger.language import Lang, Text
from parkledger.portal.submissions.forms import FormPage, Input, page_of_fields
from parkledger.submissions.collections.enterprise_reports import FIELDS
from parkledger.submissions.forms.choices import FormChoices, named_in
from parkledger.submissions.forms.event_form import fields_of, is_form
from parkledger.submissions.models import Submission
from parkledger.submissions.workflow.kinds import BATCH, label_of
from parkledger.submissions.workflow.subject import ENTERPRISE_REPORT

ABOUT: Final = ("zone", "project", "measure", "place", "name", "enterprise")
"""Fields that say what a submission is about, those that say it best first; two of them are told."""
PERIOD: Final = ("period_start", "period_end")
AMOUNTS: Final = frozenset({"area", "money", "mixed", "count", "decimal"})
MOST: Final = 2


def said_shortly(submissions: Sequence[Submission], lang: Lang) -> dict[int, str]:
    """What each of some submissions says, by its number; empty where it is of a kind that says nothing by itself."""
    offered = named_in(submissions)
    return {each.pk: "; ".join(_said(each, offered[each.book_id], lang)) for each in submissions}


def _said(submission: Submission, offered: FormChoices, lang: Lang) -> Iterable[str]:
    if submission.kind == BATCH:
        events = submission.payload.get("events", ())
        types = dict.fromkeys(label_of(str(each["type"])).of(lang) for each in events)
        yield Text(f"{len(events)} sự kiện", f"{len(events)} events").of(lang)
        yield from islice(types, MOST)
    elif submission.corrects is not None:
        yield Text(f"sự kiện số {submission.corrects}", f"event {submission.corrects}").of(lang)
    if is_form(submission.kind) or submission.kind == ENTERPRISE_REPORT:
        fields = FIELDS if submission.kind == ENTERPRISE_REPORT else fields_of(submission.kind)
        yield from _told(page_of_fields(fields, submission.payload, offered, lang), lang)
    elif submission.reason:
        yield submission.reason


def _told(page: FormPage, lang: Lang) -> Iterable[str]:
    """Of what, how much and from which day; an amount of a report with its name."""
    inputs = {each.of.name: each for each in (*page.own, *page.measures, *page.last) if each.value}
    yield from (each.said.of(lang) for each in islice((inputs[name] for name in ABOUT if name in inputs), MOST))
    amounts = [each for each in inputs.values() if each.of.kind in AMOUNTS]
    yield from (_amount(each, lang) for each in amounts[:MOST])
    if len(amounts) > MOST:
        yield "…"
    if period := [inputs[name].said.of(lang) for name in PERIOD if name in inputs]:
        yield " – ".join(period)
    if "effective_on" in inputs:
        since = inputs["effective_on"].said
        yield Text(f"từ {since.vi}", f"from {since.en}").of(lang)


def _amount(given: Input, lang: Lang) -> str:
    return f"{given.label.of(lang)} {given.said.of(lang)}"
