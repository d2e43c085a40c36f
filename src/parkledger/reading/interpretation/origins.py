"""Whose capital a figure is of, foreign or domestic: by its words, its group, its clause, or what stands above it."""

import re
from collections.abc import Sequence
from typing import Final

from parkledger.reading.interpretation.contexts import IN_TURN, FigureContext, in_same_place
from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.figures import Figure, has_acts
from parkledger.reading.interpretation.headings import PLAIN
from parkledger.reading.interpretation.sentences import SentenceView
from parkledger.reading.model import Span
from parkledger.reading.text.quantities import FoundQuantity

_ORIGINS: Final = frozenset({"o:fdi", "o:ddi"})
_CURRENCIES: Final = {"USD", "VND"}
_SIDE_BY_SIDE: Final = re.compile(
    r"(?:nước ngoài|fdi|trong nước|ddi|đtnn)[^,;:]{0,12}(?: và | lẫn |, )[^,;:]{0,24}(?:nước ngoài|fdi|trong nước|ddi)"
)
_PARTS: Final = re.compile(
    r"(?:số |có |với )?(?:cấp mới|điều chỉnh|tăng vốn|góp vốn|cấp phép mới|đăng ký mới)"
    r"|of (?:which|these|this|that|the|them)|(?:that|this|the sum|the figure|the total) includ|including|among them"
    r"|trong |tách ra|chia ra|cụ thể|riêng"
)
_TOTALS: Final = frozenset({"a:hold", "a:sum"})
_SUMS_UP: Final = ("tổng cộng", "cộng ", "tính chung")
_CAPITAL: Final = ("capital", "projects")
_SECTOR: Final = r"(?:doanh nghiệp|khu vực|khối|dn|dự án|các|nhóm|phần|nhà đầu tư)[^,;:.]{0,24}"
_ENGLISH_SECTOR: Final = r"[\w-]* (?:companies|enterprises|firms|businesses|sector|projects|invested)"
_FOREIGN_SECTOR: Final = re.compile(_SECTOR + r"(?:fdi|nước ngoài|đtnn|ngoại)|(?:foreign|fdi)" + _ENGLISH_SECTOR)
_DOMESTIC_SECTOR: Final = re.compile(_SECTOR + r"(?:trong nước|ddi|nội địa)|(?:domestic|ddi)" + _ENGLISH_SECTOR)
_ALL_OF_A_PLACE: Final = re.compile(r"(?:toàn|cả) (?:tỉnh|thành|nước|quốc)")


def origin_of(figure: Figure, *, above: bool = True) -> str | None:
    """Whose capital projects and capital are: by their label and what is behind, the group, the opening of their clause.

    `above`: also by headings, the title and what the page is about as a whole.
    """
    context = figure.context
    predicated = _predicated(figure)
    if predicated is not None:
        return predicated
    if figure.group.whole is not None and _WORKING.match(context.view.lower, figure.quantity.end):
        return None
    spans = (
        (context.behind, context.right),
        (context.near, context.label),
        (context.far, context.before_label),
    )
    said = _first_said(figure, spans)
    if said is not None:
        return _one(said)
    if figure.frame.labelled is not None:
        return figure.frame.labelled
    beside = _of_projects_behind(figure)
    known, origin = (True, beside) if beside is not None else _of_group(figure)
    if known:
        return origin
    apart = _is_of_act_of_its_own(context)
    opens = ((context.head, context.clause), (context.opening, (context.view.start, context.quantity.start)))
    said = _first_said(figure, opens[:1] if apart else opens)
    if said is not None:
        return _one(said)
    counted = context.index and figure.unit == "project" and figure.group.projects and "a:hold" not in context.near
    if counted and not _is_of_next_zone(context):
        return _of_count_before(figure, apart=apart)
    return origin_above(figure) if above else None


def _is_of_act_of_its_own(context: FigureContext) -> bool:
    """Whether projects are counted in a clause with an act of its own: "…; chấp thuận chủ trương 42 dự án"."""
    parted = context.view.lower.startswith(";", context.clause[0] - 1) and not context.view.english
    acts = context.between | context.behind if parted else context.between
    return context.quantity.unit == "project" and context.clause[0] > context.view.start and has_acts(acts)


def _of_count_before(figure: Figure, *, apart: bool) -> str | None:
    """The origin of projects that the count before them settles; None where their own act sets them apart from it."""
    view = figure.context.view
    if apart and figure.kind is not None and _is_of_board(figure):
        return None  # "cấp mới 9 dự án FDI, vốn …; cấp điều chỉnh 13 dự án": of whichever origin
    if apart and view.features(view.start, figure.quantity.start) >= _ORIGINS:
        return None
    first = figure.quantity.word.endswith("others")  # "25 projects, 17 of them foreign, …, and allowed 30 others to …"
    return figure.group.projects[0 if first else -1].origin


def _is_of_next_zone(context: FigureContext) -> bool:
    """Whether a clause begins anew with another zone's name: "KCN A đón 2 dự án FDI; KCN B có 1 dự án"."""
    start, stop = context.gap
    at = context.view.lower.find(";", start, stop) if context.index else -1
    return at >= 0 and any(at < zone.start < stop and zone.name for zone in context.view.zones)


def _is_of_board(figure: Figure) -> bool:
    """Whether a page tells of all that zones were given, not of foreign investment alone."""
    subjects = figure.frame.subjects
    return not subjects.foreign and "o:fdi" not in subjects.title_features and not figure.context.view.english


_PREDICATE: Final = re.compile(
    r",? (?:(?:trong đó|trong số đó|trong số này|ấy|này) )?(?:đều )?(?:là|thuộc về|thuộc)(?: các| những| của| dự án| doanh nghiệp"
    r"| nhà đầu tư| khối| khu vực| phía| vốn| loại| có vốn| đầu tư)* (?:(?P<fdi>fdi|nước ngoài|đtnn|ngoại)|(?P<ddi>ddi|trong nước|nội địa))"
    r"(?! và| lẫn)(?!\w)"
)
"""What says of a count behind it whose it is: "1.099 dự án, là của doanh nghiệp trong nước", "507 dự án trong đó là FDI"."""


_WORKING: Final = re.compile(r" (?:in (?:production|operation)|operational|operating|under construction)(?=[,;.)])")
""" "371 projects, of which 65 DDI and 306 FDI; 84 in production": of all, not of those told last."""


def _predicated(figure: Figure) -> str | None:
    match = _PREDICATE.match(figure.context.view.lower, figure.quantity.end, figure.context.view.end)
    return match.lastgroup if match is not None and figure.unit == "project" else None


def _of_projects_behind(figure: Figure) -> str | None:
    """Whose capital is that goes into projects counted right behind it: "US$61.7 million in 10 FDI projects"."""
    view, following = figure.context.view, figure.context.index + 1
    if figure.unit not in _CURRENCIES or following == len(view.quantities) or figure.context.gap_behind != " in ":
        return None
    counted = view.quantities[following]
    features = view.features(counted.start, counted.end) & _ORIGINS
    if counted.unit != "project" or len(features) != 1:
        return None
    return "fdi" if "o:fdi" in features else "ddi"


def _one(said: str) -> str | None:
    return None if said == "both" else said


def _first_said(figure: Figure, spans: tuple[tuple[frozenset[str], Span], ...]) -> str | None:
    found = (said_in(figure, features, span) for features, span in spans)
    return next(filter(None, found), None)


def said_in(figure: Figure, features: frozenset[str], span: Span) -> str | None:
    """The origin that some words name: fdi, ddi or both."""
    if "o:both" in features:
        return "both"
    view = figure.context.view
    if features >= _ORIGINS:
        if _SIDE_BY_SIDE.search(view.lower, *span):
            return "both"
        last = view.last(*span, _ORIGINS)
        return "fdi" if last and "o:fdi" in last.features else "ddi"
    if "a:shares" in features or "o:fdi" in features:
        return "fdi"
    return "ddi" if "o:ddi" in features else None


def in_turn(figure: Figure) -> str | None:
    """ "35 FDI projects and 20 domestic ones worth $540 million and VND3.1 trillion, respectively": of the count in its place."""
    view, index = figure.context.view, figure.context.index
    counted = [one.origin for one in figure.group.projects[-2:]]
    last = next(i for i in range(index, -1, -1) if view.quantities[i].unit == "project" or not i)
    if set(counted) != {"fdi", "ddi"}:
        return None
    behind = view.quantities[last + 1 :]
    amounts = [one for one in behind if one.unit in _CURRENCIES and not view.is_bracketed(one.start)]
    said = IN_TURN.search(view.lower, view.quantities[last].end, view.end) is not None
    return (
        in_same_place(figure.quantity, amounts, counted)
        if said or _is_each_in_its_own(view, counted, amounts)
        else None
    )


def _is_each_in_its_own(view: SentenceView, counted: Sequence[str | None], amounts: Sequence[FoundQuantity]) -> bool:
    """Whether foreign capital is told in dollars and domestic in dong, side by side: "64 foreign and 21 domestic projects worth
    $1.4 billion and VND3.2 trillion". Vietnamese pages tell the capital of all of them so."""
    if not view.english or [one.unit for one in amounts] != [_OWN_CURRENCY[one] for one in counted if one]:
        return False
    return view.lower[amounts[0].end : amounts[1].start].strip() == "and"


_OWN_CURRENCY: Final = {"fdi": "USD", "ddi": "VND"}


_TOTAL_OF_BOTH: Final = re.compile(
    r"[^.;0-9]{0,40}tổng (?:số )?vốn[^.;0-9]{0,40}[0-9][0-9.,]* (?:tỷ|tỉ|triệu) (?:đô la mỹ|usd) và[^.;0-9]{0,12} [0-9][0-9.,]* "
    r"(?:nghìn )?(?:tỷ|tỉ) đồng"
)
"""All capital in two currencies behind a part: "3.033 dự án, trong đó 1.801 dự án FDI, tổng vốn 15 tỷ USD và 66.200 tỷ đồng"."""


_TOGETHER: Final = re.compile(
    r", (?:with |worth )?(?:a |the )?(?:combined|total) |; (?:với |có |the |their )*(?:tổng|số vốn|vốn|total|combined|overall)[^;]*\Z"
    r"|cộng lại|tổng cộng|tất cả|cả thảy|altogether|in all(?!\w)"
)
"""Before the capital of all projects, behind a part of them: "59 dự án, gồm cả 8 dự án FDI; số vốn cộng lại là …"."""


def _sums_up_again(figure: Figure) -> bool:
    """Whether capital is of all projects counted first, though a part of them was counted since."""
    whole, parts = figure.group.whole, figure.group.projects
    if whole is None and parts and parts[0].origin is None:
        whole, *parts = parts
    if whole is None or not parts or figure.group.capital_given or parts[-1].origin is None:
        return False
    return _TOGETHER.search(figure.context.gap_text) is not None


def _of_group(figure: Figure) -> tuple[bool, str | None]:
    """Whether the figures before settle it, and the origin: the count that capital goes with, what a part is of."""
    context, group = figure.context, figure.group
    if figure.unit != "project" and group.projects and context.index:
        return True, _of_projects(figure)
    if group.outside is not None and group.outside.indicator.startswith(_CAPITAL):
        return True, group.outside.origin
    last = group.last
    of_capital = context.index and last is not None and last.indicator.startswith(_CAPITAL)
    parted = "r:among" in context.between or (context.view.english and _THROUGH.search(context.gap_text) is not None)
    if of_capital and last is not None and (parted or _goes_on_listing(figure, last)):
        return True, last.origin
    if (
        context.view.english
        and group.projects
        and _NEXT_ONE.fullmatch(context.gap_text)
        and context.near.isdisjoint(_ORIGINS)
    ):
        return True, group.projects[-1].origin
    return False, None


_THROUGH: Final = re.compile(r"(?<!\w)(?:through|via|from|thanks to)(?: (?:over|about|nearly))? \Z")
""" "$592 million in FDI through 131 new licences ($318 million), 49 capital hikes ($214 million)"."""
_NEXT_ONE: Final = re.compile(r"\)(?:,| and|, and) ?")


def _goes_on_listing(figure: Figure, last: Decision) -> bool:
    """Whether capital is listed beside other capital of one whole: "trong đó vốn cấp mới 1,96 tỷ USD, vốn tăng thêm 1,72 tỷ USD"."""
    context = figure.context
    if figure.unit not in _CURRENCIES or last.unit != figure.unit or last.form != "value" or ";" in context.gap_text:
        return False
    listed = "r:among" in context.view.features(context.view.start, context.quantity.start)
    return listed and context.between.isdisjoint(_ORIGINS)


def _of_projects(figure: Figure) -> str | None:
    """The origin of capital that goes with projects counted before; None of all of them together."""
    context, group = figure.context, figure.group
    if "tổng" in context.gap_text and _TOTAL_OF_BOTH.match(context.view.lower, context.gap[0], context.view.end):
        return None
    if _sums_up_again(figure):
        return None
    told_in_turn = in_turn(figure)
    if told_in_turn is not None:
        return told_in_turn
    pair = {one.origin for one in group.projects[-2:]} if not group.capital_given else set()
    if pair != {"fdi", "ddi"} or context.closes_bracket:
        return group.projects[-1].origin
    if "vốn" in context.label_text or "total" in context.label_text:
        return None
    return _by_currency(figure) or group.projects[-1].origin


def _by_currency(figure: Figure) -> str | None:
    """Of two amounts in two currencies for foreign and domestic projects, dollars are foreign: "worth $2 million and VND90
    billion"."""
    view, index = figure.context.view, figure.context.index
    beside = view.quantities[index + 1 : index + 2] or ()
    units = {one.unit for one in (*beside, figure.quantity)} if beside else set()
    joined = beside and view.lower[figure.quantity.end : beside[0].start].strip() == "and"
    return ("fdi" if figure.unit == "USD" else "ddi") if joined and units == _CURRENCIES else None


def origin_above(figure: Figure) -> str | None:
    """The origin that what stands above names: the sentence before, a heading, the title, the page as a whole."""
    frame, view, subjects = figure.frame, figure.context.view, figure.frame.subjects
    opening = view.lower[view.start : view.start + 16].strip(' "“-+*•')
    if frame.origin and _PARTS.match(opening):
        return frame.origin
    if figure.quantity.unit == "project" and _PART_OF_IT.match(view.lower, figure.quantity.end, view.end):
        return None
    said = view.features(view.start, view.end)
    if frame.spoken is not None:
        return frame.spoken
    for head in reversed(frame.heads):
        origins = head.features & _ORIGINS
        if subjects.contrasted and head.level == PLAIN and not head.is_label:
            continue
        if len(origins) == 1 and not said >= _ORIGINS:
            return "fdi" if "o:fdi" in origins else "ddi"
        if len(origins) > 1:
            return None
    if said >= _ORIGINS or view.lower.find("quy đổi", view.start, view.end) >= 0:
        return None
    return _of_page(figure, said, opening)


_PART_OF_IT: Final = re.compile(
    r"[^.;0-9]{0,70}?(?:,? (?:trong đó|gồm|bao gồm|kể cả|tính cả|chia ra|including|of which|comprising)(?: có)?,?|,| \()"
    r" ?[0-9]+ [^.;,0-9]{0,24}?"
    r"(?<!\w)(?:fdi|ddi|foreign|domestic|nước ngoài|trong nước)(?!\w)"
)
"""Words behind a count that name a part of it by its origin: "24 new projects so far this year, including 15 FDI projects"."""


def _of_page(figure: Figure, said: frozenset[str], opening: str) -> str | None:
    frame, view, subjects = figure.frame, figure.context.view, figure.frame.subjects
    titled = "o:fdi" in subjects.title_features and "o:ddi" not in subjects.title_features
    totals = not view.features(view.start, figure.quantity.start).isdisjoint(_TOTALS)
    if titled and frame.origin == "fdi" and not totals and view.lower.find("cả tỉnh", view.start, view.end) < 0:
        return "fdi"
    if subjects.contrasted:
        return None
    if subjects.foreign and figure.kind is None and figure.unit != "VND" and "s:firms" not in said:
        return "fdi"
    about = figure.kind is None or subjects.title_kind is not None
    return "fdi" if titled and about and not opening.startswith(_SUMS_UP) else None


_WITH_CRUDE_OIL: Final = re.compile(r"kể cả dầu thô|cả dầu thô|including crude oil|crude oil included")
"""Exports are told with crude oil and without it where they are those of the foreign-invested sector."""


def sector_of(figure: Figure) -> str | None:
    """Whose output, trade, taxes or workers: of foreign enterprises only where they are named as the subject."""
    context, view, last = figure.context, figure.context.view, figure.group.last
    first = next((one.start for one in view.quantities if one.start >= context.clause[0]), context.quantity.start)
    text = view.lower[context.clause[0] : min(first, context.quantity.start)]
    text += f" {context.gap_text}" if context.index else ""
    whole = _ALL_OF_A_PLACE.search(text.rpartition(",")[2]) is not None
    named = _sector_named(context, text, whole=whole)
    if named is not None:
        return named
    if last is not None and context.index and not whole and last.origin and not last.indicator.startswith(_CAPITAL):
        return None if _is_of_all_again(figure) else last.origin
    return _sector_above(figure)


def _is_of_all_again(figure: Figure) -> bool:
    """Whether a clause tells of all again what it measures, behind the part of one sector: "…; khu vực FDI đạt …; xuất siêu …"."""
    first, context = figure.group.first, figure.context
    if first is None or first.origin is not None or ";" not in context.gap_text:
        return False
    return any(one.startswith("m:") for one in context.near)


def _sector_named(context: FigureContext, text: str, *, whole: bool) -> str | None:
    """The sector that a clause names, or the opening of its sentence; of a whole place only where it names both."""
    view = context.view
    fdi = _FOREIGN_SECTOR.search(text) or _FOREIGN_SECTOR.search(context.right_text)
    ddi = _DOMESTIC_SECTOR.search(text)
    if not fdi and not ddi and not whole and context.clause[0] > view.start:
        opening = view.lower[view.start : view.quantities[0].start]
        fdi, ddi = _FOREIGN_SECTOR.search(opening), _DOMESTIC_SECTOR.search(opening)
    if not ddi and not whole and _WITH_CRUDE_OIL.search(view.lower, view.start, context.quantity.start):
        return "fdi"
    if fdi and ddi:
        return "fdi" if fdi.start() > ddi.start() else "ddi"
    return None if whole or not (fdi or ddi) else "fdi" if fdi else "ddi"


def _sector_above(figure: Figure) -> str | None:
    """The sector that the nearest heading names, if it names one alone."""
    for head in reversed(figure.frame.heads):
        origins = head.features & _ORIGINS
        if head.level != PLAIN and len(origins) == 1:
            return "fdi" if "o:fdi" in origins else "ddi"
    return None
