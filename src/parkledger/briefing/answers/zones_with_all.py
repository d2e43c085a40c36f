"""The zones that stand in every one of several lists: "KCN nào có cả …"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, QuestionAnswer, written_both
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.catalogue import INDICATORS
from parkledger.language import Text, joined_notes

HELD_BOTH: Final = re.compile(
    r"(?<![^\W_])(?:(?:have|has|had|having|with|offer|offers|provide|provides) (?:got )?both"
    r"|(?:co|thu|ghi) (?:dong thoi )?ca|(?:dong thoi|vua|deu) co)(?![^\W_])"
)
"""Words by which zones are asked for that have several things, each of them all."""


def in_all(
    subject: QuestionSubject, parts: Sequence[QuestionSubject], told: Sequence[QuestionAnswer]
) -> QuestionAnswer | None:
    """The zones that stand in every one of several lists, where zones are asked for that have each; None where that is not asked.

    Lists that are not told whole, or of several provinces, cannot be put together, and are refused.
    """
    is_asked = HELD_BOTH.search(subject.words.folded) and subject.kinds and not subject.zones and len(parts) > 1
    if not is_asked or not all(map(_is_list_of_zones, told)):
        return None
    first = told[0]
    if len(told) != len(parts) or any(answer.total > len(answer.lines) for answer in told):
        return QuestionAnswer(problem=NOT_IN_ALL, understood=first.understood)
    common = set.intersection(*({line.key for line in answer.lines} for answer in told))
    lines = [_line_of_all(key, told) for key in dict.fromkeys(line.key for line in first.lines) if key in common]
    names = [INDICATORS[part.indicator or "zones.established"].name.uncapitalised() for part in parts]
    said = Text(
        f"{len(lines)} khu, cụm có đủ: {', '.join(name.vi for name in names)}",
        f"{len(lines)} zones have each of: {', '.join(name.en for name in names)}",
    )
    return replace(first, said=said, lines=tuple(lines), total=len(lines), value=Fraction(len(lines)))


def _is_list_of_zones(answer: QuestionAnswer) -> bool:
    """Whether an answer tells zones, or that there are none; figures that are no list, and a refusal, tell none."""
    tells_figures = answer.figures and not answer.lines
    return not answer.problem and not tells_figures and all(line.route == "zone" for line in answer.lines)


NOT_IN_ALL: Final = Text(
    "chưa chọn được khu, cụm có đủ các điều đó; hãy hỏi từng điều một",
    "zones that have all of these cannot be told; ask for one at a time",
)


def _line_of_all(key: str, told: Sequence[QuestionAnswer]) -> AnswerLine:
    """A zone with what each list says of it."""
    own = [line for answer in told for line in answer.lines if line.key == key]
    notes = [line.note or (written_both(line.figure) if line.figure else None) for line in own]
    return replace(own[0], figure=None, value=None, note=joined_notes(*notes))
