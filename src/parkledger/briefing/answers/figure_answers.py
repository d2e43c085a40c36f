"""Answers that are figures: a value, its growth, its share, its place in the plan; of each zone or place that is named."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.briefing import written
from parkledger.briefing.answers.answer import Answers, OtherWay, QuestionAnswer, refused, with_understood, written_both
from parkledger.briefing.answers.completeness import coverage_text, is_alike
from parkledger.briefing.answers.subjects import QuestionSubject, period_said, questions_of, zone_question
from parkledger.catalogue import INDICATORS, Origin, ZoneKind
from parkledger.catalogue.cluster_reports import reported_by
from parkledger.checking.amounts import apart
from parkledger.checking.question_plans import plan
from parkledger.figures import (
    PERCENTAGE_POINT,
    Figure,
    Figures,
    Form,
    Question,
    TermValue,
    as_both_recorded,
    part_and_whole,
    set_against,
)
from parkledger.figures.coverage import UNREPORTED_PERIOD
from parkledger.figures.wording import estimate_mark, number
from parkledger.language import Lang, ParkError, Text, Unit
from parkledger.language.units import MONEY
from parkledger.places import COUNTRY_CODE, get
from parkledger.reading import Statement

MOST_SIDES = 6
"""Zones or places of one question; of more only these are asked."""
NO_PLACE = Text("chưa rõ hỏi về địa bàn hay khu, cụm nào", "it is not clear of which place or zone")
NOT_A_WHOLE = Text("chưa rõ tỷ trọng trong tổng nào", "it is not clear of which whole the share is")
NO_PLAN = Text(
    "sổ không có chỉ tiêu kế hoạch cho đúng phạm vi và kỳ này",
    "the books have no target for this very scope and period",
)
HEADLINES = ("capital.attracted", "trade.export", "occupancy")
"""What is told of the zones of a place in a period where nothing else is asked."""
OF_A_WHOLE = re.compile(r"\b(?:trong do|of which|including|bao gom)\b")
"""Words after which parts of what is asked for are named: the whole is told as well."""
SAID_LATER, SAID_EARLIER = Text("kỳ này", "this period"), Text("kỳ trước", "the period before")


def sides(subject: QuestionSubject, books: Figures, *, period: int = 0) -> list[Question]:
    """The questions of a subject: one for each zone, place, kind or origin named."""
    base = questions_of(subject, period=period)
    if subject.zones:
        asked = [zone_question(base, zone, books) for zone in subject.zones]
        if len(subject.places) > 1:
            asked += [replace(base, place=place) for place in subject.places]
    else:
        asked = [replace(base, place=place) for place in (subject.places or [subject.place])]
        kinds: list[ZoneKind | None] = [*subject.kinds] if len(subject.kinds) > 1 else [base.kind]
        if kinds == [None] and base.definition.kinds:
            kinds = [ZoneKind.PARK, ZoneKind.CLUSTER]
        asked = [replace(each, kind=kind) for each in asked for kind in kinds]
    if len(subject.origins) > 1:
        whole = [None] if OF_A_WHOLE.search(subject.words.folded) else []
        asked = [replace(each, origin=origin) for each in asked for origin in (*whole, *Origin)]
    return asked[:MOST_SIDES]


def values(subject: QuestionSubject, books: Figures) -> Answers:
    """The figure asked for, of each that is named; with what it comes to counted in other ways."""
    if not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    periods = range(max(1, len(subject.words.times)))
    asked = [question for period in periods for question in sides(subject, books, period=period)][:MOST_SIDES]
    found = tuple(_value(subject, question, books) for question in asked)
    if len(found) == 2 and subject.words.has("compare", "more", "against"):
        said, decided = _beside(found), _decided(subject, found)
        if said is not None and decided is not None:
            said = Text(f"{decided.vi}: {said.vi}", f"{decided.en}: {said.en}")
        return (replace(found[0], said=said), found[1])
    return found


def _value(subject: QuestionSubject, question: Question, books: Figures) -> QuestionAnswer:
    if problem := _problem(question, books, subject):
        return with_understood(QuestionAnswer(problem=problem), subject, question, books)
    figure, own = books.one(question), None
    if figure.value is None and (own := _reported_by_clusters(question, books)) is not None:
        question, figure = own.question, own
    if figure.value is None and question.indicator.endswith(".left"):
        return with_understood(QuestionAnswer((figure,), note=_used_unknown(question, books)), subject, question, books)
    others = (*_other_ways(subject, question, books, figure), *_in_force(subject, question, books))
    found = QuestionAnswer((figure,), others, note=OWN_PERIOD if own else coverage_text(figure))
    return with_understood(found, subject, question, books)


def _used_unknown(question: Question, books: Figures) -> Text | None:
    """Why it is not known how much of a utility is left: its capacity alone says nothing of it."""
    code = question.indicator.removesuffix(".left")
    if f"{code}.capacity" not in INDICATORS:
        return None
    capacity = books.one(replace(question, indicator=f"{code}.capacity"))
    if capacity.value is None:
        return Text("chưa ghi nhận công suất", "the capacity is not on record")
    told = written_both(capacity)
    return Text(
        f"công suất {told.vi}, chưa ghi nhận đã dùng bao nhiêu, nên không biết còn lại bao nhiêu",
        f"the capacity is {told.en}; how much of it is used is not on record, so that it is not known what is left",
    )


OWN_PERIOD: Final = Text(
    "kỳ báo cáo 6 tháng, năm của CCN bắt đầu và kết thúc giữa tháng, không phải theo tháng dương lịch",
    "clusters report half-years and years that begin and end in the middle of months",
)
MOST_APART: Final = 20
"""Days by which the first and the last day of a half-year or year of clusters' reports lie before those of the calendar."""


def _reported_by_clusters(question: Question, books: Figures) -> Figure | None:
    """The figure of the half-year or year that clusters report, where nothing is known of the one of the calendar."""
    start, end = question.start, question.end
    if question.kind is not ZoneKind.CLUSTER or start is None or not question.is_flow:
        return None
    for first, last in reported_by(end):
        if 0 <= (start - first).days <= MOST_APART and 0 <= (end - last).days <= MOST_APART:
            figure = books.one(replace(question, start=first, end=last))
            return figure if figure.value is not None else None
    return None


def _problem(question: Question, books: Figures, subject: QuestionSubject) -> Text | None:
    """Why a question cannot be put; None where it can."""
    try:
        question.checked()
    except ParkError as error:
        return Text(error.message(Lang.VI), error.message(Lang.EN))
    planned = plan(_statement(question, books, subject.words.folded), books, subject.dates.on, COUNTRY_CODE)
    return planned.problem


def _statement(question: Question, books: Figures, sentence: str) -> Statement:
    """The question as a page would state it, with no number: what it may mean is decided as it is for pages."""
    zone = books.zone(question.zone) if question.zone else None
    return Statement(
        quote="",
        start=0,
        end=0,
        indicator=question.indicator,
        form=question.form.value,
        kind=question.kind.value if question.kind else None,
        origin=question.origin.value if question.origin else None,
        place=question.place,
        zone=f"{zone['book']}/{zone['code']}" if zone else None,
        value=Fraction(0),
        unit=question.definition.unit,
        hedge=None,
        period_start=question.start,
        period_end=question.end,
        low=None,
        high=None,
        sentence=sentence,
        rule=(),
    )


def _other_ways(subject: QuestionSubject, question: Question, books: Figures, first: Figure) -> Iterable[OtherWay]:
    """The other ways of counting that come to a number, and to another than the first or one told already."""
    told = {written(first, Lang.VI)}
    planned = plan(_statement(question, books, subject.words.folded), books, question.end, COUNTRY_CODE)
    for way in planned.ways[1:]:
        figures = tuple(books.answer([replace(each, known_at=question.known_at) for each in way.questions]))
        said = " + ".join(written(figure, Lang.VI) for figure in figures)
        if way.name is None or any(figure.value is None for figure in figures) or said in told:
            continue
        told.add(said)
        yield OtherWay(way.name, figures)


def _in_force(subject: QuestionSubject, question: Question, books: Figures) -> Iterable[OtherWay]:
    """Where capital is asked of a period and no more is said of it: what was in force at its end besides what came in it."""
    if question.indicator == "capital.attracted" and set(subject.words.all("measured")) == {"capital"}:
        standing = replace(question, indicator="capital.in_force", start=None, end=min(question.end, subject.today))
        yield OtherWay(standing.definition.name, (books.one(standing),))


def _beside(found: tuple[QuestionAnswer, ...]) -> Text | None:
    """Two sides in a sentence: which is more, and by how much; none where they are not in one unit."""
    one, other = (each.figures[0] if each.figures else None for each in found)
    if one is None or other is None or one.value is None or other.value is None or one.unit != other.unit:
        return None
    more, less = (one, other) if one.value >= other.value else (other, one)
    if more.value == less.value:
        return Text(f"hai bên bằng nhau: {written(more, Lang.VI)}", f"both are equal: {written(more, Lang.EN)}")
    said = []
    for lang in (Lang.VI, Lang.EN):
        gap = gap_of(more, less, lang)
        first, second = (side_name(figure, lang) for figure in (more, less))
        said.append(f"{first} hơn {second} {gap}" if lang is Lang.VI else f"{first} is {gap} above {second}")
    return Text(*said)


YES_OR_NO = re.compile(r"\b(?:khong|phai khong|dung khong|chua)\s*\?*$|^(?:is|are|does|do|did|has|have|was|were)\b")
"""Questions that one comparison decides: "… có nhiều hơn … không", "is … fuller than …"."""
LESS = re.compile(r"\b(?:it|thap|kem|nho|be|hep) (?:\w+ ){0,3}hon\b|\b(?:less|fewer|lower|smaller|emptier|below)\b")


def _decided(subject: QuestionSubject, found: tuple[QuestionAnswer, ...]) -> Text | None:
    """Yes or no, where it is asked whether the first of two sides has more, or less, than the second."""
    folded = subject.words.folded.strip()
    if not YES_OR_NO.search(folded) or subject.words.has("compare") or not subject.words.has("more"):
        return None
    one, other = (each.figures[0].value if each.figures else None for each in found)
    if one is None or other is None:
        return None
    is_so = one < other if LESS.search(folded) else one > other
    return Text("Có", "Yes") if is_so else Text("Không", "No")


def gap_said(difference: Fraction, unit: str, lang: Lang) -> str:
    """How far two figures are apart, as figures are written: percentages in points, money to two decimals of its scale."""
    if unit == Unit.PERCENT:
        return number(abs(difference), PERCENTAGE_POINT, lang).removeprefix("+")
    if unit in MONEY or unit.endswith("/person"):
        return number(abs(difference), unit, lang)
    return apart(difference, unit, lang)


def gap_of(one: Figure, other: Figure, lang: Lang) -> str:
    """How far two figures are apart; an estimate where either is one."""
    mark = estimate_mark(one, lang) or estimate_mark(other, lang)
    return mark + gap_said((one.value or Fraction(0)) - (other.value or Fraction(0)), one.unit, lang)


def side_name(figure: Figure, lang: Lang) -> str:
    """What a side of a comparison is called: its zone, else place with kind and origin."""
    from parkledger.records.histories import zone_title

    asked = figure.question
    if asked.zone is not None:
        return zone_title(asked) or str(asked.zone)
    parts = [
        asked.kind.short if asked.kind else "",
        asked.origin.value.upper() if asked.origin else "",
        get(asked.place).text.of(lang),
    ]
    return " ".join(part for part in parts if part)


def growth(subject: QuestionSubject, books: Figures) -> Answers:
    """How far a figure went up or down on another period: that named, else the year before."""
    if not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    return tuple(_growth(subject, question, books) for question in sides(subject, books))


def _growth(subject: QuestionSubject, question: Question, books: Figures) -> QuestionAnswer:
    if problem := _problem(question, books, subject):
        return with_understood(QuestionAnswer(problem=problem), subject, question, books)
    before = _base(subject, question)
    if before.end > question.end:
        question, before = before, question
    now, then = books.answer([question, before])
    found = QuestionAnswer((now, then))
    if now.value is None or then.value is None:
        found = QuestionAnswer(problem=_lacking(now if now.value is None else then))
    elif not is_alike(now, then):
        found = replace(found, said=UNREPORTED_PERIOD, note=_limits(now, then))
    else:
        found = replace(
            _moved(found, now.value, then.value), note=_limits(set_against(now, then, books.zone_named), then)
        )
    return with_understood(found, subject, question, books)


def _limits(now: Figure, then: Figure) -> Text | None:
    """What limits two figures that are set against each other."""
    notes = list(dict.fromkeys(note for figure in (now, then) if (note := coverage_text(figure))))
    return Text("; ".join(note.vi for note in notes), "; ".join(note.en for note in notes)) if notes else None


def _lacking(figure: Figure) -> Text:
    """Why there is no growth: what is not on record of one of the periods."""
    period = period_said(figure.question)
    vi, en = written(figure, Lang.VI), written(figure, Lang.EN)
    return Text(f"{period.vi}: {vi}", f"{period.en}: {en}")


def _base(subject: QuestionSubject, question: Question) -> Question:
    """The period that growth is on: another that is named, or the same of another year, else the year before."""
    named = subject.period(1)
    if named is None:
        return question.a_year_before()
    start, end = named
    is_whole_year = subject.words.times[1].is_whole_year
    if question.is_flow and question.start is not None and is_whole_year:
        return replace(question, start=question.start.replace(year=end.year), end=_in_year(question.end, end.year))
    if question.is_flow:
        return replace(question, start=start or date(end.year, 1, 1), end=end)
    return replace(question, end=_in_year(question.end, end.year) if is_whole_year else end)


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _moved(found: QuestionAnswer, now: Fraction, then: Fraction) -> QuestionAnswer:
    """An answer with how far its two figures are apart: points of a percentage, else the difference and its per cent."""
    figure, earlier = found.figures
    change = now - then
    percent = None if figure.unit == "percent" or not then else change / then * 100
    said = []
    for lang in (Lang.VI, Lang.EN):
        gap = gap_of(figure, earlier, lang)
        share = "" if percent is None else f" ({number(abs(percent), 'percent', lang)})"
        words = (("tăng", "giảm", "không đổi"), ("up", "down", "unchanged"))[lang is Lang.EN]
        which = words[0] if change > 0 else words[1] if change < 0 else words[2]
        base = period_said(found.figures[1].question).of(lang)
        against = f"so với {base}" if lang is Lang.VI else f"on {base}"
        said.append(f"{which} {gap}{share} {against}" if change else f"{which} {against}")
    return replace(found, said=Text(*said), value=change if percent is None else percent)


def planned(subject: QuestionSubject, books: Figures) -> Answers:
    """What was reached of a plan, or the plan's target itself where only that is asked for."""
    if not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    is_ratio = subject.words.has("reached", "percent", "against", "share", "rate")
    found = []
    for question, figure, target in _with_targets(sides(subject, books), books):
        if target is None:
            found.append(with_understood(QuestionAnswer(problem=NO_PLAN), subject, question, books))
            continue
        vi, en = (
            number(target.value or Fraction(0), target.unit, lang, books.one(question)) for lang in (Lang.VI, Lang.EN)
        )
        said = Text(f"kế hoạch: {vi}", f"plan: {en}")
        reached = books.one(question)
        if is_ratio and reached.value is not None:
            amount, percent = written_both(reached), written_both(figure)
            said = Text(
                f"đạt {amount.vi}, bằng {percent.vi} kế hoạch {vi}",
                f"reached {amount.en}, {percent.en} of the plan of {en}",
            )
            if YES_OR_NO.search(subject.words.folded.strip()) and not subject.words.has("count"):
                is_met = reached.value >= (target.value or 0)
                said = Text(f"{'có' if is_met else 'không'}: {said.vi}", f"{'yes' if is_met else 'no'}: {said.en}")
        if whose := target.note:
            said = Text(f"{said.vi} ({whose.vi})", f"{said.en} ({whose.en})")
        answer = QuestionAnswer((figure,), said=said) if is_ratio else QuestionAnswer(said=said, value=target.value)
        found.append(with_understood(answer, subject, question, books))
    return tuple(found)


def _with_targets(asked: Iterable[Question], books: Figures) -> Iterator[tuple[Question, Figure, TermValue | None]]:
    """Questions with how far they came in their plan, and its target; where the plan is of one kind of zones, of that kind."""
    for question in asked:
        narrower = [] if question.kind or question.zone else [replace(question, kind=kind) for kind in ZoneKind]
        tried = [(each, figure, _target(figure)) for each in (question, *narrower) for figure in (_ratio(each, books),)]
        yield next((each for each in tried if each[2] is not None), tried[0])


def _ratio(question: Question, books: Figures) -> Figure:
    return books.one(replace(question, form=Form.PLAN_RATIO))


def _target(figure: Figure) -> TermValue | None:
    return next((term for term in figure.terms if term.name.vi == "kế hoạch" and term.value is not None), None)


def share(subject: QuestionSubject, books: Figures) -> Answers:
    """A part of a whole, in per cent: of a zone in its place, of an origin, of a place in a larger one."""
    base = questions_of(subject)
    if subject.zones:
        question = zone_question(base, subject.zones[0], books)
    elif len(subject.places) > 1:
        return _place_share(subject, base, books)
    elif subject.origin is not None or (subject.kind is not None and subject.places and subject.words.has("whole")):
        question = base
    else:
        return refused(subject, books, NOT_A_WHOLE)
    if question.indicator == "capital.implemented_share" or question.definition.unit == "percent":
        return refused(subject, books, NOT_A_WHOLE)
    figure = books.one(replace(question, form=Form.SHARE))
    part, whole = part_and_whole(question)
    said = _share_said(books.one(part), books.one(whole))
    return (with_understood(QuestionAnswer((figure,), said=said), subject, question, books),)


def _place_share(subject: QuestionSubject, base: Question, books: Figures) -> Answers:
    inner, outer = sorted(subject.places, key=len, reverse=True)[:2]
    if not inner.startswith(f"{outer}."):
        return refused(subject, books, NOT_A_WHOLE)
    part, whole = books.answer([replace(base, place=inner), replace(base, place=outer)])
    if part.value is None or not whole.value:
        return refused(subject, books, _lacking(part if part.value is None else whole))
    above, below = as_both_recorded(part, whole)
    value = Fraction(above.value or 0) / Fraction(below.value or 1) * 100
    amount = Text(*(number(value, "percent", lang) for lang in (Lang.VI, Lang.EN)))
    sums = _share_said(part, whole)
    said = Text(f"{amount.vi}: {sums.vi}", f"{amount.en}: {sums.en}")
    return (with_understood(QuestionAnswer(said=said, value=value), subject, part.question, books),)


def _share_said(part: Figure, whole: Figure) -> Text:
    one, other = written_both(part), written_both(whole)
    return Text(f"{one.vi} trong tổng {other.vi}", f"{one.en} of {other.en}")


def headlines(subject: QuestionSubject, books: Figures) -> Answers:
    """What is told of the zones of a place in a period where nothing else is asked."""
    found = []
    for code in HEADLINES:
        asked = replace(subject, indicator=code)
        found += list(values(asked, books))
    return tuple(found)
