"""Names that are nearly those of zones of the book: "KCN Yên Lu" for Yên Lư is asked about, neither passed nor made a new zone."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from parkledger.catalogue import official_title, own_name
from parkledger.language import Text, fold
from parkledger.ledger.book.view import View
from parkledger.ledger.events import Event, SubjectKind
from parkledger.ledger.events.declarations import ZoneDeclaration
from parkledger.workbooks.errors import ZoneNameNear

_NUMERAL = re.compile(r"[0-9]+|[ivx]+|[a-z]")


def ask_names(event: Event, view: View) -> None:
    """Ask where an event names a zone of the book by nearly its name, or declares one whose name is nearly that of another.

    A zone that is given a code of its own is meant as it is written.
    """
    if isinstance(event, ZoneDeclaration):
        if event.name and not event.zone and view.own_zone() is None:
            title = official_title(str(event.kind), own_name(event.name)[1])
            known = view.names.zone_names()
            if not any(_same(title, each) for each in known):
                _ask("name", title, [each for each in known if is_near(title, each)])
        return
    for name, ref in event.subject_fields().items():
        given = getattr(event, name)
        if ref.to == "zone" and isinstance(given, str) and len(ids := view.names.zone_ids(given)) == 1:
            zone = view.register.zone(ids[0])
            title = official_title(zone.kind, zone.name)
            written = official_title(zone.kind, own_name(given)[1])
            if given != zone.code and not given.isascii() and not _same(written, title):
                _ask(name, given, [title])


def names_that_differ(event: Event, named: Mapping[str, str], view: View) -> list[Text]:
    """What is to be said of names that stand beside codes and are not those of what the codes are: the codes count."""
    found = []
    for field, written in named.items():
        known = _name_of(getattr(event, field, None), event.subject_fields()[field].to, view)
        if known is not None and not _is_called(written, known):
            code = getattr(event, field)
            found.append(
                Text(
                    f"mã «{code}» là «{known}», còn cột tên ghi «{written}»: ghi theo mã, hãy xem lại mã hay tên sai",
                    f"the code “{code}” is of “{known}”, but the column of names says “{written}”: the code counts; look which is wrong",
                )
            )
    return found


def _name_of(given: object, kind: SubjectKind, view: View) -> str | None:
    """The name of a zone or project by its code; None where there is none by that code, which the book tells itself."""
    if not isinstance(given, str) or not given:
        return None
    if kind == SubjectKind.PROJECT:
        found = view.names.project_id(given)
        return view.register.project(found).name if found is not None else None
    ids = view.names.zone_ids(given)
    zone = view.register.zone(ids[0]) if len(ids) == 1 else None
    return official_title(zone.kind, zone.name) if zone is not None else None


_CALLED = frozenset({"du", "an", "khu", "cum", "cong", "nghiep", "kcn", "ccn", "kkt", "kinh", "te", "dau", "tu"})
"""Words before a name that are none of it."""


def _is_called(written: str, known: str) -> bool:
    """Whether a name is another's, shortened or written out: the words of one are among those of the other."""
    one, other = (
        Counter(word for word in re.findall(r"[a-z0-9]+", fold(each)) if word not in _CALLED)
        for each in (written, known)
    )
    return one <= other or other <= one or is_near(written, known)


def _ask(field: str, given: str, nearest: list[str]) -> None:
    if nearest:
        raise ZoneNameNear(given=given, nearest=nearest[:3]).at_field(field)


def _same(one: str, other: str) -> bool:
    return _plain(one.lower()) == _plain(other.lower())


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\s–—-]+", " ", text).split())


def is_near(one: str, other: str) -> bool:
    """Whether two names differ in marks only, or by one letter of one word; numbers (I and II, 1 and 2) tell names apart."""
    first, second = _plain(fold(one)).split(), _plain(fold(other)).split()
    if len(first) != len(second) or not first or first[0] != second[0]:
        return False
    different = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return not different or (len(different) == 1 and _one_letter(*different[0]))


def _one_letter(one: str, other: str) -> bool:
    if _NUMERAL.fullmatch(one) and _NUMERAL.fullmatch(other):
        return False
    if min(len(one), len(other)) < len("abc") or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return shorter in _without_one(longer)


def _without_one(word: str) -> Iterable[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}
