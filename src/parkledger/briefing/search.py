"""Finding what is on record by its words, with or without diacritics: zones, projects, enterprises, places, indicators.

All names are held in memory in the form they are searched in, once for each state of the books. A name is found when
it has all words asked for, each from the beginning of a word; whole names, then beginnings, then the rest come first.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from parkledger.catalogue import INDICATORS, Origin, ZoneKind, official_title
from parkledger.catalogue.countries import countries_named, country_name
from parkledger.catalogue.publicity import PublicKind, hides, hiding, whole
from parkledger.figures import Figures
from parkledger.language import Labelled, Lang, Text, days_said, fold, number_text, sort_key
from parkledger.ledger.store import registry
from parkledger.places import get
from parkledger.places.table import table
from parkledger.records import documents
from parkledger.records.dates import Dates
from parkledger.records.histories import Reference, ZoneOn, zones_gone, zones_on
from parkledger.records.project_lists import enterprise_slug, enterprises_on

SHOWN = 10
"""Results of a kind that are shown at first."""
MOST = 200
"""Results of a kind that are shown at most; beyond that the words must say more."""
LONGEST = 200
WORD = re.compile(r"[^\s,;.\"“”'()/]+(?:/[^\s,;.\"“”'()]+)*")


OF_COUNTRY = re.compile(r"(?:cac |nhung )?du an (?:cua |den tu |tu )?(?:nuoc |cac nha dau tu |nha dau tu )?(.+)")
"""Words that ask for the projects of a country, folded."""


class Sought(Labelled):
    """What can be found."""

    ZONE = "zone", "Khu, cụm", "Zones"
    PROJECT = "project", "Dự án", "Projects"
    ENTERPRISE = "enterprise", "Doanh nghiệp", "Enterprises"
    DOCUMENT = "document", "Văn bản", "Documents"
    INDICATOR = "indicator", "Chỉ tiêu", "Indicators"
    PLACE = "place", "Địa bàn", "Places"
    BOOK = "book", "Sổ", "Books"
    FOUNDING = "founding", "Hồ sơ thành lập", "Founding dossiers"
    INCENTIVE = "incentive", "Địa bàn ưu đãi đầu tư", "Areas of investment incentives"
    PRACTICE = "practice", "Kinh nghiệm", "Practices"
    EXCHANGE = "exchange", "Trao đổi kinh nghiệm", "Exchanges"
    PAGE = "page", "Trang", "Pages"
    TERM = "term", "Thuật ngữ", "Terms"
    CHAPTER = "chapter", "Sổ tay sử dụng", "Chapters of the handbook"

    @property
    def is_of_books(self) -> bool:
        """Whether it is on record, or what records are about, and not a page of the portal or what is written beside."""
        return self not in BESIDE_BOOKS


BESIDE_BOOKS = frozenset({Sought.PRACTICE, Sought.EXCHANGE, Sought.PAGE, Sought.TERM, Sought.CHAPTER})
"""The kinds that are no names of the books: what is written beside them, and the pages of the portal."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something that can be found: its title, what it is besides, and the page it leads to, with where in it."""

    kind: Sought
    title: Text
    about: Text | None
    route: str
    arguments: tuple[str, ...]
    folded: str
    demo: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The results of one kind, best first; `total` counts those not shown as well."""

    kind: Sought
    entries: tuple[SearchEntry, ...]
    total: int


def search(
    typed: str, books: Figures, lang: Lang, dates: Dates, others: Iterable[SearchEntry] = ()
) -> list[SearchResult]:
    """What has all the words typed, by kind; of the zones those that were known at the moment. `others` are found beside what
    the index of the books has, as whoever asks may see them.
    """
    of_country = OF_COUNTRY.fullmatch(fold(typed[:LONGEST]))
    country = country_name(of_country[1]) if of_country and countries_named(of_country[1]) else ""
    words = [fold(word) for word in WORD.findall(country or typed[:LONGEST])]
    if not words:
        return []
    whole = " ".join(words)
    ranked: dict[Sought, list[tuple[int, SearchEntry]]] = {}
    known = zones_on(dates)
    for entry in (*_entries(books.tip), *(_in_words(_gone(zone)) for zone in zones_gone(dates))):
        if country and entry.kind is not Sought.PROJECT:
            continue
        rank = _rank(entry.folded, words, whole)
        if rank is not None and (entry.kind is not Sought.ZONE or entry.arguments in known) and _is_shown(entry, dates):
            ranked.setdefault(entry.kind, []).append((rank, entry))
    for entry in () if country else others:
        if (rank := _rank(_in_words(entry).folded, words, whole)) is not None:
            ranked.setdefault(entry.kind, []).append((rank, entry))
    return [_found(kind, ranked[kind], lang) for kind in Sought if kind in ranked]


def warm(books: Figures) -> None:
    """Make the index before it is asked for."""
    _entries(books.tip)


def _found(kind: Sought, ranked: list[tuple[int, SearchEntry]], lang: Lang) -> SearchResult:
    best = sorted(ranked, key=lambda each: each[0])[:MOST]
    ordered = sorted(best, key=lambda each: (each[0], sort_key(each[1].title.of(lang))))
    return SearchResult(kind, tuple(entry for _, entry in ordered), len(ranked))


def _rank(folded: str, words: list[str], whole: str) -> int | None:
    """How well a name fits: 0 the whole name, 1 its beginning, 2 the words together, 3 all of them anywhere; None not."""
    if folded == whole or f"|{whole}|" in f"|{folded}|":
        return 0
    if folded.startswith(whole):
        return 1
    padded = f" {folded.replace('|', ' ')}"
    if f" {whole}" in padded:
        return 2
    return 3 if all(f" {word}" in padded for word in words) else None


def _is_shown(entry: SearchEntry, dates: Dates) -> bool:
    """Whether nothing of an entry is withheld from whoever asks."""
    if entry.kind is Sought.PROJECT:
        return not hides(entry.arguments[0], PublicKind.PROJECTS)
    if entry.kind is Sought.ENTERPRISE and hiding(PublicKind.PROJECTS):
        return entry.arguments[0] in enterprises_on(dates)
    if entry.kind is Sought.DOCUMENT and hiding(PublicKind.DOCUMENTS):
        return bool(documents.index()[entry.arguments[0]].events(None))
    return True


@lru_cache(maxsize=2)
@whole
def _entries(tip: str) -> tuple[SearchEntry, ...]:  # noqa: ARG001  the state of the books that the index is of
    return tuple(_in_words(entry) for source in SOURCES for entry in source())


def _in_words(entry: SearchEntry) -> SearchEntry:
    """An entry in the words that are looked for: brackets and quotation marks are no part of what is typed."""
    names = (" ".join(WORD.findall(name)) for name in entry.folded.split("|"))
    return replace(entry, folded="|".join(names))


def _zones() -> Iterator[SearchEntry]:
    columns = ("book__code", "code", "name", "names", "kind", "place", "demo")
    for book, code, name, names, kind, place, demo in registry.all_zones().order_by("pk").values_list(*columns):
        former = [word for word in _names_in(names) if word != name]
        yield _zone((book, code), name, former, ZoneKind(kind), place, demo=bool(demo))


def _gone(zone: ZoneOn) -> SearchEntry:
    """A zone that was withdrawn since the page's moment."""
    former = [name for _, name in zone.names if name != zone.name]
    return _zone(zone.reference, zone.name, former, ZoneKind(zone.kind), zone.place, demo=zone.demo)


def _zone(reference: Reference, name: str, former: list[str], kind: ZoneKind, place: str, *, demo: bool) -> SearchEntry:
    title = Text(official_title(kind, name), f"{name} {kind.label.en}")
    about = get(place).title()
    vi, en = about.vi, about.en
    if former:
        vi, en = f"{vi}; tên cũ: {', '.join(former)}", f"{en}; formerly {', '.join(former)}"
    words = (official_title(kind, name), name, *former, kind.label.vi)
    folded = "|".join((*(fold(each) for each in words), reference[1]))
    return SearchEntry(
        kind=Sought.ZONE, title=title, about=Text(vi, en), route="zone", arguments=reference, folded=folded, demo=demo
    )


def _names_in(stored: str) -> list[str]:
    """All names in a zone's history of names: since when, by which event, the name."""
    return list(dict.fromkeys(name for _, _, name in json.loads(stored or "[]")))


def _projects() -> Iterator[SearchEntry]:
    columns = ("book__code", "code", "name", "enterprise", "origin", "place", "demo", "country")
    for book, code, name, enterprise, origin, place, demo, country in (
        registry.all_projects().order_by("pk").values_list(*columns)
    ):
        where = get(place).text
        kind = Origin(origin).value.upper()
        about = Text(f"{code}; {enterprise}; {kind}, {where.vi}", f"{code}; {enterprise}; {kind}, {where.en}")
        folded = "|".join((fold(name or code), fold(code), fold(enterprise), fold(country_name(country))))
        yield SearchEntry(
            kind=Sought.PROJECT,
            title=Text(name or code, name or code),
            about=about,
            route="project",
            arguments=(book, code),
            folded=folded,
            demo=bool(demo),
        )


def _indicators() -> Iterator[SearchEntry]:
    for code, indicator in INDICATORS.items():
        folded = "|".join(
            (fold(indicator.name.vi), fold(indicator.name.en), code, code.replace(".", " ").replace("_", " "))
        )
        yield SearchEntry(Sought.INDICATOR, indicator.name, Text(code, code), "indicator", (code,), folded)


def _places() -> Iterator[SearchEntry]:
    recorded = set(registry.all_zones().values_list("place", flat=True).distinct())
    around = {".".join(code.split(".")[:n]) for code in recorded for n in range(1, code.count(".") + 2)}
    others = (get(code) for code in sorted(around - table().keys()))
    for place in (*table().values(), *others):
        if place.code not in around and place.level.value != "province":
            continue
        title = place.title()
        folded = "|".join(
            (fold(place.name), fold(place.english), fold(title.vi), *(fold(alias) for alias in place.aliases))
        )
        about = _until(place.exists_until)
        yield SearchEntry(Sought.PLACE, Text(title.vi, title.en), about, "place", (place.code,), folded)


def _until(day: date | None) -> Text | None:
    return None if day is None else Text(f"đến {days_said(day).vi}", f"until {days_said(day).en}")


def _enterprises() -> Iterator[SearchEntry]:
    for name, projects, demo in registry.enterprises_counted():
        many = number_text(projects)
        about = Text(f"{many.vi} dự án", f"{many.en} project{'s' if projects > 1 else ''}")
        yield SearchEntry(
            kind=Sought.ENTERPRISE,
            title=Text(name, name),
            about=about,
            route="enterprise",
            arguments=(enterprise_slug(name),),
            folded=fold(name),
            demo=bool(demo),
        )


def _documents() -> Iterator[SearchEntry]:
    for document in documents.index().values():
        heading = document.heading
        issuer = document.fields.get("issuer", "")
        parts = ([Text(issuer, issuer)] if issuer else []) + (
            [days_said(document.issued_on)] if document.issued_on else []
        )
        named = Text(", ".join(part.vi for part in parts), ", ".join(part.en for part in parts)) if parts else None
        yield SearchEntry(Sought.DOCUMENT, Text(heading, heading), named, "document", (document.id,), document.search)


Source = Callable[[], Iterable[SearchEntry]]
SOURCES: list[Source] = [_zones, _projects, _enterprises, _documents, _indicators, _places]
"""Where entries come from."""
