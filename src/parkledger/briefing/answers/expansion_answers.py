"""Answers on what the law asks for the enlargement of a zone: each condition beside the figure of the day, as far as the books know it."""

import re
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, QuestionAnswer, refused, with_understood
from parkledger.briefing.answers.figure_answers import NO_PLACE
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.catalogue import Act, ZoneKind, official_title
from parkledger.checking.conditions import ConditionAnswer, ConditionCase, Tested, conditions, worst
from parkledger.checking.rules import Verdict
from parkledger.figures import Figures
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, format_date
from parkledger.records.histories import zones_by_id

ENLARGE: Final = re.compile(
    r"(?<![^\W_])(?:(?:dieu kien|duoc|phep) (?:\w+ ){0,3}?mo rong|mo rong (?:\w+ ){0,5}?dieu kien"
    r"|(?:condition|qualif|eligible|allowed|requirement|criteria)\w* (?:\w+ ){0,6}?(?:expand|expansion|enlarge|extend|extension)\w*"
    r"|(?:expand|expansion|enlarge|extend|extension)\w* (?:\w+ ){0,6}?(?:condition|qualif|eligible|requirement|criteria)\w*)"
)
"""Words that ask whether a zone may be enlarged."""
OF_PARKS: Final = Text("Nghị định 35 là về KCN, không về CCN", "Decree 35 is on parks, not on clusters")
NOT_ALL_KNOWN: Final = Text(
    "chưa kết luận được: có điều kiện sổ không ghi", "no verdict: of some conditions nothing is on record"
)
VERDICTS: Final = {
    Verdict.HOLDS: Text("đạt các điều kiện", "the conditions are met"),
    Verdict.FAILS: Text("không đạt", "the conditions are not met"),
    Verdict.UNKNOWN: NOT_ALL_KNOWN,
}


def asked_of_expansion(subject: QuestionSubject) -> bool:
    """Whether it is asked if zones that are named may be enlarged."""
    return (
        bool(subject.zones)
        and subject.words.has("expandable", "conditions")
        and ENLARGE.search(subject.words.folded) is not None
    )


def expansion(subject: QuestionSubject, books: Figures) -> Answers:
    """Of each zone named what is asked for its enlargement, and whether it is met."""
    if subject.words.has("of_decree") and any(books.zone(zone)["kind"] == ZoneKind.CLUSTER for zone in subject.zones):
        return refused(subject, books, OF_PARKS)
    known = zones_by_id(subject.as_asked)
    told = [_of_zone(zone, known[zone].developer, subject, books) for zone in subject.zones if zone in known]
    return tuple(told) or refused(subject, books, NO_PLACE)


def _of_zone(zone: int, developer: str, subject: QuestionSubject, books: Figures) -> QuestionAnswer:
    held = books.zone(zone)
    case = ConditionCase(held, Act.EXPAND, subject.day, known_at=subject.dates.known_at, developer=developer)
    found = conditions(books, case)
    verdict = VERDICTS[worst(found)]
    title = official_title(held["kind"], held["name"])
    day = [format_date(subject.day, lang) for lang in Lang]
    said = Text(f"{title}, {day[0]}: {verdict.vi}", f"{title}, {day[1]}: {verdict.en}")
    reference = (str(held["book"]), str(held["code"]))
    lines = tuple(
        AnswerLine(f"{each.code}", each.name.capitalised(), "zone", reference, note=_note(each)) for each in found
    )
    answer = QuestionAnswer(said=said, lines=lines, total=len(lines))
    return with_understood(answer, subject, None, books)


def _note(answer: ConditionAnswer) -> Text:
    """Whether a condition is met, with the figure, the bound and by what law."""
    return Text(
        *(
            "; ".join(
                part
                for part in (
                    answer.verdict.label.of(lang),
                    *(_tested(each, lang) for each in answer.tests),
                    answer.note.of(lang) if answer.note else "",
                )
                if part
            )
            for lang in Lang
        )
    )


def _tested(tested: Tested, lang: Lang) -> str:
    """A figure with its bound and the law, or why it is not known."""
    parts = []
    if tested.value is not None and tested.unit:
        parts.append(number(tested.value, tested.unit, lang))
    if tested.bound is not None and tested.unit:
        parts.append(f"{tested.test.comparison.label.of(lang)} {number(tested.bound, tested.unit, lang)}")
    parts += [tested.note.of(lang)] if tested.note else []
    parts += [tested.basis] if tested.basis else []
    return ", ".join(parts)
