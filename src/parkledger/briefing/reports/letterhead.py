"""The head and foot of an official paper, as Decree 30/2020/NĐ-CP lays them out."""

from typing import Final, NamedTuple

from parkledger.briefing.reports.model import Report
from parkledger.language import Lang, Text, format_date
from parkledger.ledger.store import registry
from parkledger.places import Level, get

_STATE: Final = Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")
_MOTTO: Final = Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness")
_COMMITTEE: Final = Text("ỦY BAN NHÂN DÂN {place}", "PEOPLE'S COMMITTEE OF {place}")
_OFFICE: Final = Text("[TÊN CƠ QUAN BAN HÀNH]", "[ISSUING OFFICE]")
_NUMBER: Final = Text("Số: {number}", "No. {number}")
_NUMBERED: Final = ("số", "no.")
"""What an office may have written before the number itself."""
_DAY: Final = Text("{place}, ngày {day}", "{place}, {day}")
_SIGNS: Final = Text("THỦ TRƯỞNG CƠ QUAN", "HEAD OF THE OFFICE")
_SIGNED: Final = Text("(Chữ ký, họ tên, dấu)", "(Signature, name, seal)")
_RECIPIENTS: Final = Text("Nơi nhận:", "Recipients:")
_FILED: Final = Text("- …;\n- Lưu: VT.", "- …;\n- Files.")
"""Whom a paper goes to only the office knows: it names no addressee above, to whom "as above" would refer."""


class Letterhead(NamedTuple):
    """What stands above and below a report's text."""

    parent: str
    office: str
    state: str
    motto: str
    number: str
    place_and_day: str
    recipients: tuple[str, ...]
    title: str
    signatory: str


def letterhead(report: Report) -> Letterhead:
    """The head and foot of a report; what only the office knows (its number, who signs) is left to be filled in."""
    issuer, lang = report.request.issuer, report.lang
    end = report.request.period.end
    day = _DAY.of(lang).format(place=report.place, day=format_date(end, lang, long=True))
    return Letterhead(
        parent=issuer.parent.upper() or _committee(report),
        office=issuer.office.upper() or _only_office(report) or _OFFICE.of(lang),
        state=_STATE.of(lang),
        motto=_MOTTO.of(lang),
        number=_numbered(issuer.number, lang),
        place_and_day=day,
        recipients=(_RECIPIENTS.of(lang), *_FILED.of(lang).split("\n")),
        title=issuer.title.upper() or _SIGNS.of(lang),
        signatory=issuer.signatory or _SIGNED.of(lang),
    )


def _numbered(number: str, lang: Lang) -> str:
    """The paper's number with the word before it, as the decree asks; left open where the office gave none."""
    if number.lower().startswith(_NUMBERED):
        return number
    return _NUMBER.of(lang).format(number=number or "…")


def _committee(report: Report) -> str:
    """The people's committee of a province, under which its offices stand."""
    place = get(report.request.place)
    if place.level is not Level.PROVINCE:
        return ""
    return _COMMITTEE.of(report.lang).format(
        place=place.title(max(report.request.period.end, place.exists_from)).of(report.lang).upper()
    )


def _only_office(report: Report) -> str:
    """The office whose book is the only one of the place; of several, it must be said which issues the report."""
    names = [book.name for book in registry.books() if book.place == report.request.place]
    return str(names[0]).upper() if len(names) == 1 and report.lang is Lang.VI else ""
