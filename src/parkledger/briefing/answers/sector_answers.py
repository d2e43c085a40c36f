"""Answers to which zones take in a sector: as the policies of zones on record decide it, with their conditions."""

from dataclasses import replace
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood
from parkledger.briefing.answers.completeness import WITHHELD
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.catalogue.sectors import SECTORS, Sector, Stance, sector_by_words
from parkledger.figures import Figures
from parkledger.language import Lang, Text, fold, format_date, joined_notes
from parkledger.places import get, is_within_any
from parkledger.places.rollup import territory_on
from parkledger.records.histories import ZoneOn, zones_on
from parkledger.records.sector_policies import Decided, policies

NO_SECTOR: Final = Text("chưa rõ hỏi ngành nào", "it is not clear which sector is asked of")
NO_POLICY: Final = Text(
    "sổ chưa ghi quy định tiếp nhận ngành này ở các khu, cụm được hỏi",
    "the books have no policy on this sector in the zones asked of",
)
FACTORY: Final = ("nhà máy ", "nha may ", "xưởng ", "xuong ", "ngành ", "nganh ", "dự án ", "du an ")


TWO_IN_ONE: Final = {
    "det may": ("13", "14"),
    "textiles and garments": ("13", "14"),
    "textile and garment": ("13", "14"),
    "det may da giay": ("13", "14", "15"),
}
"""What is spoken of as one and stands as several divisions in the system of sectors (Decision 27/2018/QĐ-TTg, level 2)."""


def sectors_named(subject: QuestionSubject) -> list[Sector]:
    """The sectors that the words name which are nothing else: one, or those that are spoken of as one; none where it is not clear."""
    said = {_bare(words) for words in (*subject.words.unheard, *subject.words.typed_of_sort("sector"))}
    if len(said) == 1 and (codes := TWO_IN_ONE.get(fold(next(iter(said))))):
        return [SECTORS[code] for code in codes]
    found = {sector.code if (sector := sector_by_words(words)) else "": sector for words in said}
    alone = next(iter(found.values())) if len(found) == 1 else None
    return [alone] if alone else []


def _bare(words: str) -> str:
    """The words of a sector without "nhà máy" before them."""
    for before in FACTORY:
        words = words[len(before) :] if fold(words).startswith(fold(before)) else words
    return words


def accepting(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones asked of that take in a sector, or with a denial those that do not; of a zone that is named, whether it does."""
    sectors = sectors_named(subject)
    if not sectors:
        return refused(subject, books, NO_SECTOR)
    subject.words.unheard.clear()
    zones = _zones(subject)
    return tuple(answer for sector in sectors for answer in _accepting(sector, zones, subject, books))


def _accepting(sector: Sector, zones: list[ZoneOn], subject: QuestionSubject, books: Figures) -> Answers:
    """The zones that take in one sector."""
    stands = policies([zone.id for zone in zones], subject.as_asked)
    decided = [(zone, held) for zone in zones if zone.id in stands and (held := stands[zone.id].on(sector))]
    if not decided:
        return refused(subject, books, NO_POLICY)
    order = list(Stance)
    decided.sort(key=lambda pair: (order.index(pair[1].stance), pair[0].code))
    wanted = not subject.words.has("not")
    told = decided if subject.zones else [pair for pair in decided if pair[1].stance.admits is wanted]
    lines = [_line(zone, held) for zone, held in told]
    said = _said(sector, len(told), wanted=wanted) if not subject.zones else Text(sector.title.vi, sector.title.en)
    note = None if subject.zones else _left(len(decided) - len(told), len(zones) - len(decided), wanted=wanted)
    answers = listed(said, lines, note=note, value=Fraction(len(told)))
    meant = replace(subject, indicator=None)
    return tuple(with_understood(replace(each, lines=tuple(lines)), meant, None, books) for each in answers)


def _zones(subject: QuestionSubject) -> list[ZoneOn]:
    within = territory_on(get(subject.place), subject.day) if subject.places or subject.implied else None
    return [
        zone
        for zone in zones_on(subject.as_asked).values()
        if (zone.id in subject.zones if subject.zones else zone.kind in subject.kinds)
        and (within is None or subject.zones or is_within_any(zone.place, within))
        and zone.ended_on is None
    ]


def _line(zone: ZoneOn, held: Decided) -> AnswerLine:
    said = [
        "; ".join(
            part
            for part in (
                held.stance.label.of(lang),
                held.conditions,
                f"{'từ' if lang is Lang.VI else 'since'} {format_date(held.since, lang)}",
            )
            if part
        )
        for lang in Lang
    ]
    return AnswerLine("/".join(zone.reference), Text(zone.title, zone.title), "zone", zone.reference, note=Text(*said))


def _said(sector: Sector, count: int, *, wanted: bool) -> Text:
    vi = "tiếp nhận" if wanted else "không tiếp nhận"
    en = "take in" if wanted else "do not take in"
    return Text(f"{count} khu, cụm {vi} {sector.title.vi}", f"{count} zones {en} {sector.title.en}")


def _left(others: int, silent: int, *, wanted: bool) -> Text | None:
    """How many of the zones asked of decide otherwise, and of how many nothing is decided."""
    parts = []
    if others:
        vi, en = ("không tiếp nhận", "do not take it in") if wanted else ("tiếp nhận", "take it in")
        parts.append(Text(f"{others} nơi {vi}", f"{others} {en}"))
    if silent:
        parts.append(Text(f"{silent} nơi chưa ghi quy định", f"of {silent} no policy is on record"))
    if hiding(PublicKind.ZONES):
        parts.append(WITHHELD)
    return joined_notes(*parts)
