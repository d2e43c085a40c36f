"""What is compared: provinces and other places, books, zones; read from an address, or found by a name typed in.

A book's figures are those of its kind of zone in its place. Where that is not what one book alone holds, its figures
cannot be told from another's, and it is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from parkledger.catalogue import ZoneKind
from parkledger.figures import Figures
from parkledger.language import Lang, ParkError, Text, fold, format_date, sort_key
from parkledger.ledger.models import Book
from parkledger.ledger.store import registry
from parkledger.places import Level, Place, get, is_within_any, provinces, territory
from parkledger.places import named as place_named
from parkledger.records.dates import Dates
from parkledger.records.figure_queries import zone_id
from parkledger.records.histories import zones_by_id

BOOK = "book:"
MOST = 6
MOST_OFFERED = 12


class TooManyCompared(ParkError):
    """More is to be compared than can be read side by side."""

    code = "too_many_compared"
    is_misuse = True
    vi = "So sánh được nhiều nhất {most} nơi cùng lúc, không phải {count}. Hãy bỏ bớt."
    en = "At most {most} can be compared at once, not {count}. Take some off."


class BookNotApart(ParkError):
    """A book's figures cannot be told from those of other books in its place."""

    code = "book_not_apart"
    is_misuse = True
    vi = "Sổ {book} không giữ riêng một loại khu, cụm nên không tách số liệu ra để so sánh được. Hãy so sánh theo tỉnh."
    en = (
        "Book {book} does not hold one kind of zone alone, so that its figures cannot be told apart. Compare provinces."
    )


class NothingNamed(ParkError):
    """No place, book or zone has the name typed in."""

    code = "nothing_named"
    is_misuse = True
    vi = "Không tìm thấy tỉnh, sổ, khu hoặc cụm «{name}». Hãy gõ tên đầy đủ, ví dụ Bắc Giang hoặc KCN Quang Châu."
    en = "No province, book or zone “{name}” is known. Type the whole name, such as Bac Giang or KCN Quang Chau."


class ComparedWithItself(ParkError):
    """Something is to be compared with itself."""

    code = "compared_with_itself"
    is_misuse = True
    vi = "«{name}» được nêu hai lần: không so sánh một nơi với chính nơi đó. Hãy nêu nơi khác."
    en = "“{name}” is named twice: nothing is compared with itself. Name another."


@dataclass(frozen=True, slots=True)
class ComparisonSubject:
    """Something compared: how addresses name it, its title, what its questions are asked with, and what to know of it."""

    key: str
    title: Text
    place: str
    kind: ZoneKind | None = None
    zone: int | None = None
    notes: tuple[Text, ...] = ()
    is_province: bool = False


def subjects_of(keys: Sequence[str], books: Figures, dates: Dates) -> list[ComparisonSubject]:
    """What an address compares, each once."""
    wanted = list(dict.fromkeys(key for key in keys if key))
    if len(wanted) > MOST:
        raise TooManyCompared(most=MOST, count=len(wanted))
    found = [subject_of(key, books, dates) for key in wanted]
    return [replace(one, notes=(*one.notes, *_overlaps(one, found))) for one in found]


def check_apart(keys: Sequence[str], books: Figures, dates: Dates) -> None:
    """Raise ComparedWithItself where a key is named twice."""
    repeated = next((key for at, key in enumerate(keys) if key in keys[:at]), None)
    if repeated is not None:
        raise ComparedWithItself(name=subject_of(repeated, books, dates).title)


def _overlaps(subject: ComparisonSubject, among: Sequence[ComparisonSubject]) -> Iterator[Text]:
    """That a place stands beside a part of itself: the part's figures are in its own."""
    if subject.kind is not None or subject.zone is not None:
        return
    whole = territory(get(subject.place))
    for other in among:
        if other.place != subject.place and other.zone is None and is_within_any(other.place, whole):
            vi, en = other.title.vi, other.title.en
            yield Text(
                f"Đã gồm {vi}, cũng đứng trong bảng này: không cộng, không xếp hạng hai nơi với nhau.",
                f"Takes in {en}, which stands in this table, too: the two are not to be added or ranked.",
            )


def is_of_place(key: str) -> bool:
    """Whether a key names a place, and neither a book nor a zone."""
    return not key.startswith(BOOK) and "/" not in key


def subject_of(key: str, books: Figures, dates: Dates) -> ComparisonSubject:
    """One thing compared, by how addresses name it."""
    if key.startswith(BOOK):
        return _book(key.removeprefix(BOOK), books, dates.on)
    if "/" in key:
        return _zone(key, books, dates)
    place = get(key)
    return ComparisonSubject(
        key,
        place.title(dates.on),
        key,
        notes=territory_notes(place, dates.on),
        is_province=place.level is Level.PROVINCE,
    )


def territory_notes(place: Place, on: date) -> tuple[Text, ...]:
    """That a place is a former one on a day, or that its figures take in what was merged into it."""
    if place.exists_until is not None and place.exists_until <= on:
        heirs = [get(code) for code in place.successors]
        return (
            (
                Text(
                    f"Địa giới cũ: đã nhập vào {', '.join(heir.name for heir in heirs)} từ {_day(place.exists_until)}.",
                    f"Former territory: part of {', '.join(heir.english for heir in heirs)} since "
                    f"{format_date(place.exists_until, Lang.EN)}.",
                ),
            )
            if heirs
            else (Text("Địa giới cũ.", "Former territory."),)
        )
    before = [get(code) for code in sorted(territory(place) - {place.code}) if place.level is Level.PROVINCE]
    if not before:
        return ()
    return (
        Text(
            f"Gồm cả địa bàn các đơn vị đã nhập vào: {', '.join(each.name for each in before)}.",
            f"Takes in what was merged into it: {', '.join(each.english for each in before)}.",
        ),
    )


def _day(day: date) -> str:
    return format_date(day, Lang.VI)


def _zone(key: str, books: Figures, dates: Dates) -> ComparisonSubject:
    zone = zones_by_id(dates)[zone_id(books, key, dates.known_at)]
    return ComparisonSubject(key, Text(zone.title, zone.title), zone.place, ZoneKind(zone.kind), zone.id)


def _book(code: str, books: Figures, on: date) -> ComparisonSubject:
    book = registry.find_book(code)
    if book is None:
        raise NothingNamed(name=code)
    kind = _own_kind(book, books)
    if kind is None:
        raise BookNotApart(book=code)
    place = get(book.place)
    scope = Text(
        f"Phạm vi: {kind.short} trên địa bàn {place.title(on).vi}.",
        f"Covers the {kind.label.en}s in {place.title(on).en}.",
    )
    notes = (scope, *territory_notes(place, on))
    return ComparisonSubject(BOOK + code, Text(book.name, book.name), book.place, kind, notes=notes)


def _own_kind(book: Book, books: Figures) -> ZoneKind | None:
    """The one kind of zone that this book alone holds in its place; None where it holds several or shares it."""
    kinds = {zone["kind"] for zone in books.zones.values() if zone["book"] == book.code}
    if len(kinds) != 1:
        return None
    kind, around = ZoneKind(kinds.pop()), territory(get(book.place))
    shared = any(
        zone["book"] != book.code and zone["kind"] == kind and is_within_any(zone["place"], around)
        for zone in books.zones.values()
    )
    return None if shared else kind


def offered(books: Figures, dates: Dates) -> list[tuple[str, Text]]:
    """What is offered to be compared: the provinces of the day that have zones on record, then the books by themselves."""
    found = [(place.code, place.text) for place in with_zones(books, dates.on)]
    apart = [book for book in registry.books() if _own_kind(book, books) is not None]
    found += [(BOOK + book.code, Text(book.name, book.name)) for book in apart]
    return found[:MOST_OFFERED]


def with_zones(books: Figures, on: date) -> list[Place]:
    """The provinces of a day in whose territory a zone is on record."""
    codes = {zone["place"] for zone in books.zones.values()}
    there = [place for place in provinces(on) if any(is_within_any(code, territory(place)) for code in codes)]
    return sorted(there, key=lambda place: sort_key(place.name))


def named(name: str, books: Figures, dates: Dates) -> list[str]:
    """The keys of what a name typed in may mean: one where it is sure, several zones where it is not."""
    if name.startswith(BOOK) or "/" in name:
        return [subject_of(name, books, dates).key]
    typed = fold(name)
    zones = [zone for zone in books.zones.values() if typed and typed in zone["search"]]
    exact = [zone for zone in zones if zone["search"] == typed]
    if exact:
        return [f"{zone['book']}/{zone['code']}" for zone in exact]
    if registry.find_book(name) is not None:
        return [subject_of(BOOK + name, books, dates).key]
    try:
        place = place_named(name, dates.on)
    except ParkError:
        if not zones:
            raise NothingNamed(name=name) from None
        return [f"{zone['book']}/{zone['code']}" for zone in zones[:MOST_OFFERED]]
    return [place.code]
