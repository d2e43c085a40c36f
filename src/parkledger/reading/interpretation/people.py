"""What counts of enterprises and of people state."""

import re
from typing import Final

from parkledger.reading.interpretation.counts import decide_project
from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.figures import Figure, words_in
from parkledger.reading.interpretation.origins import origin_of, sector_of

_OTHERS: Final = ("company", "project", "sector", "partner", "outside", "other", "newfirms")
_BARS: Final = frozenset({"a:propose", "a:stop", "a:withdraw", "d:aim", "d:not", "w:other", "w:newfirms"})
_LICENSED: Final = frozenset({"a:license", "a:register"})
_FULL_OR_LET: Final = frozenset({"m:occupancy", "a:leased"})
_HAVE: Final = frozenset({"r:have", "a:hold", "a:leased", "a:enter"})
_NATIONAL: Final = re.compile(r"cả nước|toàn quốc")
_FEW_WORDS: Final = 3


def decide_enterprise(figure: Figure) -> Decision | None:
    """How many enterprises work in zones, or in a place; those that are licensed are projects."""
    if figure.context.view.english and figure.flow and not figure.context.near.isdisjoint(_LICENSED):
        return decide_project(figure)
    if figure.owner in _OTHERS or not figure.near.isdisjoint(_BARS):
        return None
    last = figure.group.last
    listed = last is not None and last.indicator == "enterprises.operating"
    operating = "a:operate" in figure.near or "a:operate" in figure.context.far
    if figure.kind is None and not listed and not (operating and _is_of_place(figure)):
        return None
    if not (listed or operating or _are_in_zones(figure)):
        return None
    return Decision(
        "enterprises.operating",
        unit="project",
        kind=figure.kind,
        origin=origin_of(figure, above=False),
        rule="enterprises.operating",
    )


def _are_in_zones(figure: Figure) -> bool:
    """Whether zones have these enterprises or are let to them: "các KCN có 412 doanh nghiệp", "is leased by 43 companies"."""
    context = figure.context
    said_behind = context.view.lower[context.quantity.end : max(context.quantity.end, context.right[1])]
    said = figure.near if context.label_text.strip() else figure.near | context.far
    if not said.isdisjoint(_HAVE) and words_in(said_behind) < _FEW_WORDS:
        return True
    if "r:have" in figure.near and context.has_zones_behind:
        return True
    taken = context.gap_text.endswith(" by ") and not context.between.isdisjoint(_FULL_OR_LET)
    return taken or "thuê" in context.right_text


def _is_of_place(figure: Figure) -> bool:
    context = figure.context
    national = _NATIONAL.search(context.view.lower, context.view.start, context.quantity.start)
    return "o:fdi" in figure.near or "s:whole" in context.lead | context.behind or national is not None


_NOT_OF_ZONES: Final = ("company", "project", "sector", "other", "abroad")
_NO_WORKERS: Final = re.compile(
    r"đại biểu|nữ|nam|nước ngoài|trong tỉnh|ngoài tỉnh|tham gia|thất nghiệp|mất việc|bị|nghỉ|phải"
    r"|cách ly|đình công|ngừng việc|dương tính|nhập viện|ngộ độc|về quê|thuê trọ|ở trọ|có nhu cầu|được hỗ trợ|nhận quà"
    r"|\b(?:evacuated|injured|killed|hospitali[sz]ed|laid off|dismissed|went on strike|on strike|fell ill|poisoned|retrained|trained"
    r"|recruited|needed|attended|unemployed|foreigners|women|female)\b"
)
_CHANGES: Final = re.compile(
    r"(?:tuyển|nữ|tăng|giảm|thêm|mất việc|thiếu|nghỉ việc|đào tạo|bị)(?: dụng)?(?: khoảng| hơn| gần| thêm)* ?\Z"
)
"""Words before a number of people that is no number of those who work: those who come, go or are trained."""


_OF_SOME: Final = re.compile(
    r"(?:lao động|người|công nhân|chuyên gia)(?: là)?(?: người)? (?:nữ|nước ngoài|địa phương|trong tỉnh"
    r"|ngoài tỉnh|ngoại tỉnh|dân tộc|phổ thông)"
)
""" "Lao động là người nước ngoài 2.460 người": some of those who work."""
_NEW_JOBS: Final = re.compile(r"thêm việc làm|việc làm mới|tạo thêm|new jobs|will create|to create")


def decide_person(figure: Figure) -> Decision | None:
    """People who work in zones, in foreign-invested enterprises or through the projects spoken of."""
    context = figure.context
    if figure.owner in _NOT_OF_ZONES or not context.between.isdisjoint({"d:aim", "a:stop", "d:if"}):
        return None
    if context.index and figure.group.stale and context.view.quantities[context.index - 1].unit == "enterprise":
        return None  # the people of a few enterprises
    said = figure.quantity.rule[1:2] == (
        "unit.said_before",
    )  # "the number of people working in the parks rose to 211,000"
    counted = said or figure.quantity.word not in ("người", "") or "m:workers" in figure.near | context.between
    if _NEW_JOBS.search(context.label_text) or context.right_text.startswith((" new jobs", "new jobs")):
        return None
    if _OF_SOME.search(context.label_text):
        return None
    if not counted or _NO_WORKERS.search(context.right_text) or _CHANGES.search(context.label_text):
        return None
    origin = sector_of(figure)
    if figure.kind is None and origin is None:
        return None
    return Decision("labour.workers", unit="person", kind=figure.kind, origin=origin, rule="labour.workers")
