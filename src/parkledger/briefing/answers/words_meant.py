"""Words that could be two, decided by those around them."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from parkledger.briefing.answers.question_words import Sighted, Words
from parkledger.language import fold
from parkledger.places import existed, get
from parkledger.places.model import Level

WITHIN: Final = re.compile(r"(?<![^\W_])(?:lam viec|di lam|working|work) *$")
"""Words for work, after which "trong tỉnh" says where it is, and not who they are that do it."""


def _is_where(found: Words, at: int) -> bool:
    """Whether "trong tỉnh" says no more than where: a place follows, or work goes before."""
    each = found.seen[at]
    if fold(each.text) != "trong tinh":
        return False
    follows = any(other.sign[0] == "place" and other.first in {each.last, each.last + 1} for other in found.seen)
    return follows or WITHIN.search(found.folded[: each.first]) is not None


def _is_denied(found: Words, at: int) -> bool:
    """Whether "chưa", "không" stands right before a word: "dự án chưa sản xuất" is not of the value of production."""
    before = [each for each in found.seen[:at] if each.sign[0] != "spoken"]
    return bool(before) and before[-1].sign == ("asking", "not") and fold(found.seen[at].text) in IN_PRODUCTION


OF_PLACE: Final = re.compile(
    r"(?<![^\W_])(?:(?:come|comes|came|coming|are|is|were|recruited|hired) from|den tu|xuat than tu|(?:la )?(?:nguoi|dan)|que(?: o)?)[ |]*$"
)
"""Words between workers and a place that say where they are from."""


APART: Final = re.compile(r"[,;?]|(?<![^\W_])(?:va|and)(?![^\W_])")


def _put_locals(found: Words) -> None:
    """Workers "who come from Bắc Giang", where that is the one place named and a province: those of the province itself."""
    if not found.has("workers") or found.has("local") or len(found.all("place")) != 1:
        return
    at = [each for each in found.seen if each.sign[0] == "place"][-1]
    foreign = [each.first for each in found.seen if each.sign[1] == "foreign"]
    if foreign and not APART.search(found.folded, max(foreign), at.first):
        return
    said = OF_PLACE.search(found.folded, 0, at.first)
    if said is None or get(at.sign[1]).level is not Level.PROVINCE:
        return
    first = said.start()
    found.seen = [each for each in found.seen if not (first <= each.first and each.last <= at.first)]
    found.seen.append(Sighted(("measured", "local"), found.text[first : at.first].strip(), first, at.first))
    found.seen.sort(key=lambda each: each.first)


MERGED_ON: Final = date(2025, 7, 1)
"""The day on which provinces were merged and districts abolished (Nghị quyết 202/2025/QH15, 203/2025/QH15)."""


NEXT_TO: Final = re.compile(r"[ ()]*")


def _put_old_places(found: Words) -> None:
    """ "cũ" right beside a place that was merged says that the place of before is meant; elsewhere it says something else."""
    for said in [each for each in found.seen if each.sign == ("asking", "former")]:
        for place in [each for each in found.seen if each.sign[0] == "place"]:
            first, last = sorted((said, place), key=lambda each: each.first)
            is_next = NEXT_TO.fullmatch(found.folded, first.last, max(first.last, last.first)) is not None
            if is_next and first.last <= last.first and _was_merged(place.sign[1]):
                found.seen = [each for each in found.seen if each is not said]
                found.old_places |= {place.sign[1]}


def _was_merged(code: str) -> bool:
    """Whether a place was there until provinces were merged, and not after."""
    return existed(get(code), MERGED_ON - timedelta(days=1)) and not existed(get(code), MERGED_ON)


IN_PRODUCTION: Final = frozenset({"san xuat", "producing", "production"})


def settle(found: Words) -> None:
    """Decide the words that could be two: those typed without diacritics, "trong tỉnh", and "sản xuất" that is denied of projects."""
    for at, each in enumerate(found.seen):
        if each.sign == ("measured", "production") and found.has("projects") and _is_denied(found, at):
            found.seen[at] = replace(each, sign=("measured", "producing"))
        if each.sign == ("measured", "local") and _is_where(found, at):
            found.seen[at] = replace(each, sign=("spoken", "local"))
    _put_locals(found)
    _put_old_places(found)
    plan = found.has("plan", "percent", "reached", "fulfilled", "exceeded")
    for index, each in enumerate(found.seen):
        if each.sign == ("open", "dat"):
            is_reached = plan and not found.has("left", "still", "leased", "cleared")
            found.seen[index] = Sighted(
                ("asking", "reached") if is_reached else ("measured", "land"), each.text, each.first, each.last
            )
        if each.sign == ("open", "nhat"):
            is_most = found.has("much", "little") or not found.has("projects", "enterprises", "capital")
            found.seen[index] = Sighted(
                ("asking", "most") if is_most else ("country", "JP"), each.text, each.first, each.last
            )
