"""What happened to a submission, as its page tells it: each step, and between steps the savings of the draft, folded together."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from parkledger.language import Text
from parkledger.submissions.collections.enterprise_reports import FIELDS
from parkledger.submissions.forms.event_form import fields_of, is_form
from parkledger.submissions.models import State, Submission, SubmissionEntry
from parkledger.submissions.workflow.lifecycle import FIELDS_BETWEEN
from parkledger.submissions.workflow.subject import ENTERPRISE_REPORT

OTHERS = {"reason": Text("lý do", "reason"), "corrects": Text("sự kiện được đính chính", "event corrected")}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A step with the state it led to; or the savings since the step before, each with the fields that it changed."""

    entry: SubmissionEntry
    words: Text
    saves: tuple[tuple[SubmissionEntry, tuple[Text, ...]], ...] = ()


def history(submission: Submission) -> list[HistoryLine]:
    """All that happened, in order."""
    labels = _labels(submission.kind)
    found: list[HistoryLine] = []
    entries = submission.entries.order_by("pk")
    for is_save, part in groupby(entries, lambda each: each.before == each.after):
        group = list(part)
        if is_save:
            saves = tuple((each, tuple(_named(each.comment.split(FIELDS_BETWEEN), labels))) for each in group)
            found.append(HistoryLine(group[-1], State(group[-1].after).words, saves))
        else:
            found += [HistoryLine(each, State(each.after).words) for each in group]
    return found


def _labels(kind: str) -> dict[str, Text]:
    fields = FIELDS if kind == ENTERPRISE_REPORT else fields_of(kind) if is_form(kind) else ()
    return {**OTHERS, **{each.name: each.label for each in fields}}


def _named(names: Iterable[str], labels: dict[str, Text]) -> Iterable[Text]:
    """Fields in words; a part that has no name of its own by its field's."""
    return dict.fromkeys(labels.get(name) or labels.get(name.partition(".")[0]) or Text(name, name) for name in names)
