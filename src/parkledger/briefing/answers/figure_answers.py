"""Answers that are figures: a value, its growth, its share, its place in the plan; of each zone or place that is named."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.briefing import written
from parkledger.briefing.answers.answer import Answers, OtherWay, QuestionAnswer, refused, with_understood, written_both
from parkledger.briefing.answers.completeness import coverage_text, is_alike, standings
from parkledger.briefing.answers.rules import SHARE_OF
from parkledger.briefing.answers.subjects import QuestionSubject, period_said, questions_of, zone_question
from parkledger.briefing.answers.times import since
from parkledger.briefing.situation import of_clusters_year
from parkledger.catalogue import INDICATORS, Origin, ZoneKind
from parkledger.catalogue.cluster_reports import reported_by, year_reported
from parkledger.checking.amounts import apart
from parkledger.checking.question_plans import plan
from parkledger.figures import (
    PERCENTAGE_POINT,
    Figure,
    Figures,
    Form,
    Question,
    TermValue,
    part_and_whole,
    percent_change,
    set_against,
)
from parkledger.figures.coverage import UNREPORTED_PERIOD
from parkledger.figures.wording import estimate_mark, growth_number, number
from parkledger.language import Lang, ParkError, Text, Unit, format_number, joined_notes
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
    if not subject.is_placed or _is_ranked_in_itself(subject):
        return refused(subject, books, NO_PLACE)
    if (subject.indicator or "").startswith(CAME_TO) and _is_of_year_alone(subject):
        return growth(subject, books)
    periods = range(max(1, len(subject.words.times)))
    asked = [question for period in periods for question in sides(subject, books, period=period)][:MOST_SIDES]
    found = tuple(_value(subject, question, books) for question in asked)
    if len(found) == 2 and subject.words.has("compare", "more", "against"):
        return (replace(found[0], said=_compared(subject, found)), found[1])
    return found


CAME_TO: Final = ("land.cleared", "land.clean", "clearance.", "households.", "works.")
"""Groups of what is held, of which it is told how much came of it in a year: "giải phóng mặt bằng được bao nhiêu năm 2025"."""
IN_A_YEAR: Final = re.compile(r"(?<![^\W_])(?:trong|duoc|them|in|during)(?![^\W_])")


def _is_of_year_alone(subject: QuestionSubject) -> bool:
    """Whether one whole year is named in which something came, and not the end of it."""
    times, definition = subject.words.times, INDICATORS[subject.indicator or ""]
    if len(times) != 1 or not times[0].is_whole_year or definition.unit == Unit.PERCENT:
        return False
    return bool(IN_A_YEAR.search(subject.words.folded)) and not subject.words.has("still", "to_resettle")


def _is_ranked_in_itself(subject: QuestionSubject) -> bool:
    """Whether a rank is asked of the country alone: it is that among which the rank is, and no province is named."""
    ranked = subject.indicator is not None and INDICATORS[subject.indicator].unit == "rank"
    return ranked and subject.places == [COUNTRY_CODE]


NOT_COMPARED = Text(
    "không so được hai bên vì số liệu của một bên chưa đủ, hoặc hai bên khác phạm vi báo cáo",
    "the two are not compared: one is not complete, or they are not equally covered",
)


def _compared(subject: QuestionSubject, found: tuple[QuestionAnswer, ...]) -> Text | None:
    """Which of two sides is more, with yes or no where that is asked; that it is not known where they are unequally covered."""
    said, decided = _beside(found), _decided(subject, found)
    if said is None:
        return None
    one, other = (each.figures[0] for each in found)
    if len(standings([one, other]).ranked) < 2 and not is_alike(one, other):
        return NOT_COMPARED
    return said if decided is None else Text(f"{decided.vi}: {said.vi}", f"{decided.en}: {said.en}")


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


ONE_PERIOD: Final = Text(
    "hai kỳ để so là một; hãy ghi rõ kỳ nào so với kỳ nào",
    "the two periods to be compared are one; say which is compared with which",
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
    if one.unit in {Unit.PROJECT, Unit.ZONE}:  # which may be enterprises or adjustments; parks or clusters
        return mark + number(abs((one.value or Fraction(0)) - (other.value or Fraction(0))), one.unit, lang, one)
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
    words = subject.words
    if len(words.times) > 1 and SAME_PERIOD.search(words.folded) and len({time.end.year for time in words.times}) == 1:
        # two periods of one year, each against its own of the year before, and not the one against the other
        each_of = [replace(subject, words=replace(words, times=[time])) for time in words.times]
        return tuple(_growth(own, question, books) for own in each_of for question in sides(own, books))
    return tuple(_growth(subject, question, books) for question in sides(subject, books))


SAME_PERIOD: Final = re.compile(
    r"(?<![^\W_])(?:cung ky|svck|same period|year on year|nam truoc|nam ngoai|last year)(?![^\W_])"
)


def _growth(subject: QuestionSubject, question: Question, books: Figures) -> QuestionAnswer:
    if problem := _problem(question, books, subject):
        return with_understood(QuestionAnswer(problem=problem), subject, question, books)
    question, before = over_years(subject, question) or (question, _base(subject, question))
    if before == question:
        return with_understood(QuestionAnswer(problem=ONE_PERIOD), subject, question, books)
    if before.end > question.end:
        question, before = before, question
    now, then = books.answer([question, before])
    found = QuestionAnswer((now, then))
    if now.value is None or then.value is None:
        found = QuestionAnswer(problem=_lacking(now if now.value is None else then))
    elif not is_alike(now, then):
        found = replace(found, said=UNREPORTED_PERIOD, note=_limits(now, then))
    else:
        found = replace(_moved(found, now, then), note=_limits(set_against(now, then, books.zone_named), then))
        found = replace(found, said=_with_yes_or_no(subject, found, now.value - then.value))
        if subject.words.has("times_as") and then.value > 0:
            found = replace(found, said=_times_as(found, now.value / then.value))
    return with_understood(found, subject, question, books)


def _times_as(found: QuestionAnswer, ratio: Fraction) -> Text:
    """How many times the one figure is the other, with how far it went."""
    vi, en = (format_number(ratio, lang, decimals=2) for lang in Lang)
    said = found.said or Text("", "")
    return Text(f"gấp {vi} lần; {said.vi}", f"{en} times as much; {said.en}")


MORE_THAN: Final = re.compile(
    r"(?<![^\W_])(?:cao|nhieu|lon|it|thap|nho|higher|more|lower|less|fewer|larger|smaller)(?: hon|(?= .*than))"
)


def _with_yes_or_no(subject: QuestionSubject, found: QuestionAnswer, change: Fraction) -> Text | None:
    """How far a figure went with yes or no, where it is asked whether the first of two times that are named has more, or less."""
    folded, times = subject.words.folded.strip(), subject.words.times
    asked = len(times) == 2 and times[0].end > times[1].end
    if not asked or found.said is None or not MORE_THAN.search(folded) or not YES_OR_NO.search(folded):
        return found.said
    is_so = change < 0 if LESS.search(folded) else change > 0
    return Text(f"{'Có' if is_so else 'Không'}: {found.said.vi}", f"{'Yes' if is_so else 'No'}: {found.said.en}")


def over_years(subject: QuestionSubject, question: Question) -> tuple[Question, Question] | None:
    """The last and the first year of one period of several whole years, or since a year; None of any other time."""
    words = subject.words
    times = words.times
    if len(times) == 1 and times[0].is_whole_year:
        times = since(times, words.text, subject.today)
    if len(times) != 1 or times[0].start is None or times[0].start.year == times[0].end.year:
        return None
    first, last = times[0].start, times[0].end
    if last == subject.today and (last.month, last.day) != (12, 31):
        last = date(last.year - 1, 12, 31)
    if (first.month, first.day) != (1, 1) or (last.month, last.day) != (12, 31):
        return None
    start = date(last.year, 1, 1) if question.start is not None else None
    now = replace(question, start=start, end=last)
    return now, replace(now, start=start and first, end=date(first.year, 12, 31))


def from_first_to_last(first: Figure, last: Figure) -> Text:
    """How far the last of several figures is from the first of them, in a sentence, or that they are not alike."""
    if first.value is None or last.value is None or not is_alike(last, first):
        return NOT_FIRST_TO_LAST
    said = _moved(QuestionAnswer((last, first)), last, first).said or NOT_FIRST_TO_LAST
    period = period_said(last.question)
    return Text(f"{period.vi} {said.vi}", f"{period.en} {said.en}")


NOT_FIRST_TO_LAST: Final = Text(
    "kỳ cuối không so được với kỳ đầu: chưa đủ số liệu, hoặc phạm vi báo cáo khác nhau",
    "the last is not set against the first: one is not known, or their reports are not alike",
)


def change_from(then: Figure, now: Figure) -> Text | None:
    """How far a figure is above or below the one before it; None where they are not alike, or one is not known."""
    if now.value is None or then.value is None or not is_alike(now, then):
        return None
    change = now.value - then.value
    percent = None if now.unit == Unit.PERCENT else percent_change(now, then)
    told = []
    for lang, words in ((Lang.VI, ("tăng", "giảm", "không đổi")), (Lang.EN, ("up", "down", "unchanged"))):
        far = gap_of(now, then, lang) if percent is None else growth_number(percent, lang)
        told.append(f"{words[0] if change > 0 else words[1]} {far}" if change else words[2])
    return Text(*told)


def _limits(now: Figure, then: Figure) -> Text | None:
    """What limits two figures that are set against each other."""
    return joined_notes(*dict.fromkeys(coverage_text(figure) for figure in (now, then)))


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
    if question.start is not None and is_whole_year:
        return replace(question, start=question.start.replace(year=end.year), end=_in_year(question.end, end.year))
    if question.start is not None:
        return replace(question, start=start or date(end.year, 1, 1), end=end)
    return replace(question, end=_in_year(question.end, end.year) if is_whole_year else end)


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _moved(found: QuestionAnswer, now: Figure, then: Figure) -> QuestionAnswer:
    """An answer with how far two known figures are apart: points of a percentage, else the difference and its per cent."""
    change = (now.value or Fraction(0)) - (then.value or Fraction(0))
    percent = None if now.unit == Unit.PERCENT else percent_change(now, then)
    said = []
    for lang in (Lang.VI, Lang.EN):
        gap = gap_of(now, then, lang)
        share = "" if percent is None else f" ({growth_number(percent, lang)})"
        words = (("tăng", "giảm", "không đổi"), ("up", "down", "unchanged"))[lang is Lang.EN]
        which = words[0] if change > 0 else words[1] if change < 0 else words[2]
        base = period_said(then.question).of(lang)
        against = f"so với {base}" if lang is Lang.VI else f"on {base}"
        said.append(f"{which} {gap}{share} {against}" if change else f"{which} {against}")
    return replace(found, said=Text(*said), value=change if percent is None else percent)


def planned(subject: QuestionSubject, books: Figures) -> Answers:
    """What was reached of a plan, or the plan's target itself where only that is asked for."""
    if not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    is_ratio = subject.words.has("reached", "fulfilled", "exceeded", "percent", "against", "share", "rate", "more")
    found = []
    for question, figure, target in _with_targets(sides(subject, books), books):
        if target is None:
            found.append(with_understood(QuestionAnswer(problem=NO_PLAN), subject, question, books))
            continue
        vi, en = (
            number(target.value or Fraction(0), target.unit, lang, books.one(question)) for lang in (Lang.VI, Lang.EN)
        )
        said = Text(f"kế hoạch: {vi}", f"plan: {en}")
        reached = books.one(replace(question, currency=target.unit) if target.unit in MONEY else question)
        if is_ratio and reached.value is not None:
            said = _reached(reached, figure, Text(vi, en))
            if YES_OR_NO.search(subject.words.folded.strip()) and not subject.words.has("count"):
                is_met = reached.value >= (target.value or 0)
                said = Text(f"{'có' if is_met else 'không'}: {said.vi}", f"{'yes' if is_met else 'no'}: {said.en}")
        if whose := target.note:
            said = Text(f"{said.vi} ({whose.vi})", f"{said.en} ({whose.en})")
        note = OWN_PERIOD if is_ratio and year_reported(*question.period) else None
        told = {"figures": (figure,)} if is_ratio else {"value": target.value}
        answer = QuestionAnswer(said=said, note=note, **told)
        found.append(with_understood(answer, subject, question, books))
    return tuple(found)


def _reached(reached: Figure, ratio: Figure, plan: Text) -> Text:
    """What was reached of a plan: as a part of it, or of a percentage how far above it or below; an estimate is said once."""
    amount, part, mark = written_both(reached), written_both(ratio), estimate_mark(reached, Lang.VI)
    vi, en = f"{mark}đạt {amount.vi.removeprefix(mark)}", f"reached {amount.en}"
    if ratio.unit != Unit.PERCENT:
        is_below = (ratio.value or 0) < 0
        far = [
            written(ratio, lang).removeprefix(estimate_mark(ratio, lang)).lstrip("+-−") for lang in (Lang.VI, Lang.EN)
        ]
        above = ("thấp hơn", "below") if is_below else ("cao hơn", "above")
        return Text(
            f"{vi}, {above[0]} kế hoạch {plan.vi} là {far[0]}", f"{en}, {far[1]} {above[1]} the plan of {plan.en}"
        )
    return Text(
        f"{vi}, bằng {part.vi.removeprefix(mark)} kế hoạch {plan.vi}", f"{en}, {part.en} of the plan of {plan.en}"
    )


def _with_targets(asked: Iterable[Question], books: Figures) -> Iterator[tuple[Question, Figure, TermValue | None]]:
    """Questions with how far they came in their plan, and its target; where the plan is of one kind of zones, of that kind."""
    for question in asked:
        narrower = [] if question.kind or question.zone else [replace(question, kind=kind) for kind in ZoneKind]
        of_years = [of_clusters_year(each, books) for each in (question, *narrower)]
        ratios = books.answer([replace(each, form=Form.PLAN_RATIO) for each in of_years])
        tried = [(each, figure, _target(figure)) for each, figure in zip(of_years, ratios, strict=True)]
        yield next((each for each in tried if each[2] is not None), tried[0])


def _target(figure: Figure) -> TermValue | None:
    return next((term for term in figure.terms if term.name.vi == "kế hoạch" and term.value is not None), None)


def share(subject: QuestionSubject, books: Figures) -> Answers:
    """A part of a whole, in per cent: of a zone in its place, of an origin, of a place in a larger one."""
    if len(subject.origins) > 1 and not subject.zones:
        each_of = [replace(subject, origins=[origin]) for origin in subject.origins]
        return tuple(each for own in each_of for each in share(own, books))
    base = questions_of(subject)
    if base.indicator in SHARE_OF:
        return _part_of_another(subject, books)
    if subject.zones:
        question = zone_question(base, subject.zones[0], books)
    elif len(subject.places) > 1:
        return _place_share(subject, base, books)
    elif subject.origin is not None:
        question = base
    else:
        return refused(subject, books, NOT_A_WHOLE)
    if question.indicator == "capital.implemented_share" or question.definition.unit == "percent":
        return refused(subject, books, NOT_A_WHOLE)
    if says_whole_province(subject):
        return (_share_of_province(subject, question, books),)
    figure = books.one(replace(question, form=Form.SHARE))
    part, whole = part_and_whole(question)
    said = _share_said(books.one(part), books.one(whole))
    return (with_understood(QuestionAnswer((figure,), said=said), subject, question, books),)


WHOLE_PROVINCE: Final = re.compile(
    r"(?<![^\W_])(?:(?:toan|ca) tinh|(?:whole|entire) province|province as a whole)(?![^\W_])"
)
"""Words for a province with all that is in it: the whole of a share is then not that of the parks, or clusters, alone."""


def says_whole_province(subject: QuestionSubject) -> bool:
    """Whether a share is asked in what there is of a whole province: behind the words that ask for the share."""
    words = subject.words
    asked = min((each.first for each in words.seen if each.sign[1] in {"share", "percent"}), default=len(words.folded))
    return WHOLE_PROVINCE.search(words.folded, asked) is not None


def _share_of_province(subject: QuestionSubject, question: Question, books: Figures) -> QuestionAnswer:
    """What part of the figure of a province that of a zone, or of a kind of them, is."""
    part, whole = books.answer([question, replace(question, zone=None, kind=None)])
    if part.value is None or not whole.value or part.unit != whole.unit:
        return refused(subject, books, NOT_A_WHOLE)[0]
    value = part.value / whole.value * 100
    sums = _share_said(part, whole)
    amount = Text(*(number(value, "percent", lang) for lang in (Lang.VI, Lang.EN)))
    said = Text(f"{amount.vi}: {sums.vi}", f"{amount.en}: {sums.en}")
    answer = QuestionAnswer((part,), said=said, value=value, note=_limits(part, whole))
    return with_understood(answer, subject, question, books)


def _part_of_another(subject: QuestionSubject, books: Figures) -> Answers:
    """What part of another figure a figure is, of each zone or place named: of workers the foreign ones."""
    named = subject.is_placed or not subject.each_of
    each_of = [subject] if named else [replace(subject, places=[place]) for place in subject.each_of]
    found = []
    for question in (question for one in each_of for question in sides(one, books)):
        part, whole = books.answer([question, replace(question, indicator=SHARE_OF[question.indicator])])
        if part.value is None or not whole.value:
            answer = QuestionAnswer(problem=_lacking(part if part.value is None else whole))
        else:
            value = part.value / whole.value * 100
            amount = Text(*(number(value, "percent", lang) for lang in (Lang.VI, Lang.EN)))
            sums = _share_said(part, whole)
            said = Text(f"{amount.vi}: {sums.vi}", f"{amount.en}: {sums.en}")
            answer = QuestionAnswer((part,), said=said, value=value, note=_limits(part, whole))
        found.append(with_understood(answer, subject, question, books))
    return tuple(found)


def _place_share(subject: QuestionSubject, base: Question, books: Figures) -> Answers:
    inner, outer = sorted(subject.places, key=len, reverse=True)[:2]
    if not inner.startswith(f"{outer}."):
        return refused(subject, books, NOT_A_WHOLE)
    part, whole = books.answer([replace(base, place=inner), replace(base, place=outer)])
    if part.value is None or not whole.value:
        return refused(subject, books, _lacking(part if part.value is None else whole))
    value = part.value / whole.value * 100
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
