"""What the books know by name: zones, places, countries, sectors and enterprises, to whoever may see them."""

import re
import threading
from collections.abc import Iterable, Mapping
from typing import Final

from parkledger.briefing.answers.numbers_said import ORDINALS
from parkledger.briefing.answers.spelling import Phrases, Sign, letters, plainly, syllables_of
from parkledger.briefing.answers.times import NUMBERS
from parkledger.briefing.answers.vocabulary import listed, phrases, vocabulary
from parkledger.briefing.answers.zone_names import BEFORE, PHASE, names_besides
from parkledger.catalogue import ZoneKind
from parkledger.catalogue.countries import countries
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Figures
from parkledger.language import Text, fold
from parkledger.ledger.store import registry
from parkledger.places import COUNTRY_CODE, get, province_or_whole
from parkledger.places.model import Level, Place
from parkledger.places.table import table

SHORT_COUNTRIES: Final = 6
"""Letters of a country's name below which it is taken for one only with its diacritics or after a word for a country."""


SHORTEST_GUESSED = 6


class Names(Phrases):
    """Phrases with what they say; `syllables` are those that they are made of, folded, `initials` provinces by theirs.

    `sectors` are those of the projects on record as they are written there, by their marks.
    """

    def __init__(self, known: Phrases, initials: Mapping[str, Sign], sectors: Mapping[str, str]) -> None:
        super().__init__(known)
        self.initials = initials
        self.sectors = sectors
        self.meant = frozenset(
            letters(each)
            for forms in self.forms.values()
            for form in forms
            if form.sign[0] != "spoken"
            for each in form.syllables
            if not each.isascii()
        ) - {
            letters(phrase) for phrase, _, _ in listed(vocabulary()) if " " not in phrase and _is_particle(phrase, self)
        }
        self.syllables = (
            frozenset(word for phrase in self.forms for word in phrase.split()) | NUMBERS.keys() | ORDINALS.keys()
        )


def _is_particle(syllable: str, known: Phrases) -> bool:
    """Whether a syllable says nothing where it stands alone: "đấy"."""
    forms = known.forms.get(plainly(syllable), ())
    own = [form for form in forms if letters(form.syllables[0]) == letters(syllable)]
    return bool(own) and all(form.sign[0] == "spoken" for form in own)


class _KnownNames:
    """All phrases that are known of one state of the books, made for each of those from whom something else is withheld.

    What is made for one asker must not be told to another: a name may stand for a zone that only some may see.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tip = ""
        self._made: dict[tuple[frozenset[str], frozenset[str]], Names] = {}

    def known(self, books: Figures) -> Names:
        """The phrases that whoever asks may know."""
        key = (hiding(PublicKind.ZONES), hiding(PublicKind.PROJECTS))
        with self._lock:
            if self._tip != books.tip:
                self._tip, self._made = books.tip, {}
            found = self._made.get(key)
        if found is None:
            found = _make_names(books, hidden_projects=key[1])
            with self._lock:
                if self._tip == books.tip:
                    self._made[key] = found
        return found


NAMES = _KnownNames()


def sector_name(mark: str, books: Figures) -> Text:
    """What a sector is called, however it was typed: as the vocabulary names it, else as projects have it on record."""
    names = vocabulary()["sector_names"].get(mark)
    recorded = NAMES.known(books).sectors.get(mark, mark)
    return Text(*(names or (recorded, recorded)))


def _make_names(books: Figures, *, hidden_projects: frozenset[str]) -> Names:
    """The vocabulary, then countries, places, sectors and zones that are shown to whoever asks, the later over the earlier."""
    found = Phrases(phrases())
    shown = registry.all_projects().exclude(book__code__in=hidden_projects)
    sectors = {fold(sector): sector for sector in filter(None, shown.values_list("sector", flat=True).distinct())}
    for mark, sector in sectors.items():
        found.put(sector, ("sector", mark), over=())
    for called, code in _country_names():
        found.put(called, ("country", code), over=())
    for place, called in _places(books.places()):
        found.put(called, ("place", place.code), over={"spoken"})
    short = _short_names(books, found)
    for called, sign in _zone_names(books):
        found.put(called, sign, over={"spoken"})
    for called, sign in short.items():
        found.put(called, sign, over=())
    for called, said in names_besides(books).items():
        found.put(called, ("zone", said), over=())
    for called, name in _enterprise_names(hidden_projects):
        found.put(called, ("enterprise", name), over=())
    return Names(found, _initials(books), sectors)


def _country_names() -> Iterable[tuple[str, str]]:
    """What countries are called, but for the books' own, each with its code."""
    for code, name in countries().items():
        for called in (name.vi, name.en):
            if len(called) >= SHORT_COUNTRIES and called.lower() not in {"việt nam", "vietnam"}:
                yield called, code


def _short_names(books: Figures, taken: Mapping[str, Sign]) -> dict[str, Sign]:
    """How officers shorten names: "KCN VT" of a zone by its initials, "B.Giang" of a province; those of several are none's."""
    provinces = _initials(books)
    short: dict[str, dict[Sign, str]] = {}
    for zone in books.zones.values():
        kind, syllables = ZoneKind(zone["kind"]), syllables_of(zone["name"])
        initials = "".join(word[0] for word in syllables)
        is_word = taken.get(fold(initials), ("spoken", ""))[0] != "spoken"
        if len(syllables) < SHORTEST_INITIALS or fold(initials) in provinces or is_word:
            continue
        for called in (f"{before} {initials}" for before in BEFORE.get(kind, ())):
            short.setdefault(plainly(called), {})["zone", f"{kind.value}|{zone['name']}"] = called
    for sign in provinces.values():
        first, *rest = syllables_of(get(sign[1]).name)
        at_initials = (f"{before} {first[0]}{''.join(word[0] for word in rest)}" for before in BEFORE_PLACES)
        for called in (f"{first[0]}{' '.join(rest)}", f"{first[0]} {' '.join(rest)}", *at_initials):
            short.setdefault(plainly(called), {})[sign] = called
    return {called: sign for signs in short.values() if len(signs) == 1 for sign, called in signs.items()}


BEFORE_PLACES: Final = ("ở", "tỉnh", "tại", "toàn tỉnh", "trên địa bàn tỉnh")
"""Words before a province's initials in small letters: "ở bg" is in Bắc Giang, "đã bg" may be anything."""


SHORTEST_INITIALS: Final = 2
"""Syllables of a zone's name from which its initials stand for it."""


def _enterprise_names(hidden_projects: frozenset[str]) -> Iterable[tuple[str, str]]:
    """What the enterprises of the projects that are shown are called: in full, and without the form of company."""
    for name in registry.enterprises_outside(hidden_projects):
        full = plainly(name)
        short = FORM_OF_COMPANY.sub("", full)
        yield name, name
        if len(short) >= SHORTEST_GUESSED and (" " in short or not short.isalpha()):
            first = full[: full.index(short)].count(" ")
            yield " ".join(syllables_of(name)[first : first + short.count(" ") + 1]), name


FORM_OF_COMPANY: Final = re.compile(
    r"^(?:(?:tong )?cong ty|cty|ctcp|tap doan|doanh nghiep(?: tu nhan)?)(?: (?:co phan|cp|trach nhiem huu han|tnhh))?"
    r"(?: (?:mtv|mot thanh vien))? | (?:co ltd|ltd|jsc|corp|corporation|inc)$"
)


def _initials(books: Figures) -> Mapping[str, Sign]:
    """The provinces of the books by their initials, which are written in capitals: BG; those of several are none's."""
    found: dict[str, set[str]] = {}
    for code in {province_or_whole(place) for place in books.places()} - {COUNTRY_CODE}:
        name = get(code).name
        found.setdefault("".join(word[0] for word in plainly(name).split()), set()).add(code)
    return {initials: ("place", codes.pop()) for initials, codes in found.items() if len(codes) == 1}


def _places(recorded: Iterable[str]) -> Iterable[tuple[Place, str]]:
    """Provinces, and the units with something on record, by all that they are called; provinces come first."""
    around = {".".join(code.split(".")[:count]) for code in recorded for count in range(1, code.count(".") + 2)}
    for place in table().values():
        if place.level in {Level.PROVINCE, Level.REGION, Level.COUNTRY} or place.code in around:
            for called in (place.name, place.english, place.title().vi, place.title().en, *place.aliases):
                if called:
                    yield place, called
    for code in sorted(around - table().keys()):
        place = get(code)
        for called in (place.title().vi, place.title().en, place.name):
            yield place, called
    yield get("viet-nam"), "cả nước"


def _zone_names(books: Figures) -> Iterable[tuple[str, Sign]]:
    """What zones are called, each with the kind said and the name, "park|Quang Châu"; phases by the name that they share."""
    for zone in books.zones.values():
        name = zone["name"]
        kind = ZoneKind(zone["kind"])
        for called in (name, PHASE.sub("", name)):
            yield called, ("zone", f"|{called}")
            for before in BEFORE.get(kind, ()):
                yield f"{before} {called}", ("zone", f"{kind.value}|{called}")
