"""The question nearest to one that is refused: the same without the words that were not understood, with its answer.

It is proposed beside the refusal, which names those words, and never told as the answer to what was asked: "lao động văn phòng KCN
Quang Châu" is refused, and the workers of KCN Quang Châu are told as what is known if «văn phòng» is left out.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from parkledger.briefing.answers.answer import Answers, NearestQuestion, QuestionAnswer
from parkledger.language import fold

MOST_LEFT_OUT: Final = 3
"""Words or phrases that may be left out; of a question of which more is not understood nothing is proposed."""
LEAST_WORDS: Final = 3
"""Words of a question that may be proposed; there are as many at least as are left out."""
REVERSING: Final = re.compile(
    r"(?<!\w)(?:tru|khong|ko|chua|ngoai|loai|bo|bot|khac|thay|ke|tinh|gom|neu|gia su|hon|so voi"
    r"|but|except|excluding|exclude|not|no|non|never|without|outside|other|besides|apart|if|unless|minus|less|instead|rather|versus|vs|than)(?!\w)"
)
"""Words without which the rest of a question would ask for the contrary, or for all of what only a part is wanted of."""


EXCEPTING: Final = re.compile(
    r"(?<!\w)(?:tru|(?<!nuoc )ngoai|loai tru|khong ke|khong tinh|except|excluding|other than|apart from|but not|without)(?!\w)"
)
"""Words of an exception: what is left out may be what it is of."""
NAMED_BEFORE: Final = re.compile(
    r"(?<!\w)(?:kcn|ccn|khu|cum|nghiep|park|cluster|zone|tinh|huyen|thanh pho|xa|thon|province|district|cong ty|company|group|tap doan"
    r"|quoc gia|nuoc|country|du an|project|ong|ba|mr|ms)\W*$"
)
NAMED_AFTER: Final = re.compile(
    r"\W*(?:industrial|park|parks|cluster|clusters|zone|province|district|group|company|corporation)(?!\w)"
)
"""Words beside a name: the figure of all is nothing like that of the one that was named."""


def with_nearest(found: Answers, typed: str, ask: Callable[[str], Answers]) -> Answers:
    """Answers in which a refusal has the nearest question that can be answered with figures, where there is one."""
    if len(found) != 1 or found[0].problem is None:
        return found
    return (replace(found[0], nearest=_nearest(found[0], typed, ask)),)


def _nearest(refusal: QuestionAnswer, typed: str, ask: Callable[[str], Answers]) -> NearestQuestion | None:
    left_out = refusal.unheard or refusal.unclear
    if (
        EXCEPTING.search(fold(typed))
        or not 0 < len(left_out) <= MOST_LEFT_OUT
        or any(_says_else(words, typed) for words in left_out)
    ):
        return None
    rest = _without(typed, left_out)
    if rest is None or len(rest.split()) < max(LEAST_WORDS, len(" ".join(left_out).split())):
        return None
    answers = ask(rest)
    if not answers or any(each.problem is not None or not each.is_measured for each in answers):
        return None
    return NearestQuestion(rest, tuple(left_out), answers)


def _says_else(words: str, typed: str) -> bool:
    """Whether without some words a question would be of something else: they reverse it, or are a name, a number, or stand as one."""
    if REVERSING.search(fold(words)) or any(letter.isdigit() for letter in words):
        return True
    before, found, after = typed.partition(words)
    is_capital = words[:1].isupper() and not typed.isupper()
    stands_as_name = NAMED_BEFORE.search(fold(before)) or NAMED_AFTER.match(fold(after))
    return not found or (is_capital and bool(before.strip())) or bool(stands_as_name)


def _without(typed: str, left_out: tuple[str, ...]) -> str | None:
    """What was typed without some words of it; None where they do not stand in it as they were understood."""
    rest = " ".join(typed.split())
    for words in left_out:
        before, found, after = rest.partition(words)
        if not found:
            return None
        rest = f"{before} {after}"
    rest = re.sub(r"\s+([,.;?!])", r"\1", " ".join(rest.split()))
    return re.sub(r"[,;]+(?=[,.;?!])", "", rest).strip(" ,;")
