"""What events name by a code and is kept outside the books, such as practices: whoever keeps it says which codes there are."""

from collections.abc import Callable, Iterable
from typing import Final

from parkledger.language import Text, closest
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import KeptCodeUnknown

_codes_of: Final[dict[str, Callable[[], Iterable[str]]]] = {}


def keep_codes(field: str, codes: Callable[[], Iterable[str]]) -> None:
    """Say which codes there are of what a field names, asked anew each time."""
    _codes_of[field] = codes


def need_kept(view: View, field: str, what: Text, given: str) -> None:
    """Refuse a code under which nothing is kept. A journal that was exported is taken as it is."""
    if view.exported or field not in _codes_of:
        return
    known = list(_codes_of[field]())
    if given not in known:
        nearest = closest(given, known) or ["—"]
        raise KeptCodeUnknown(what=what, given=given, nearest=nearest).at_field(field)
