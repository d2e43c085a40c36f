"""Land that somebody looks for: "we are a Japanese company looking for 5 ha near Hanoi". The land finder is for that.

A question of which zones have so much left is answered as such; whoever tells of their own project, with the area that it
needs, is led to the land finder with that area, and told that distances, sectors and prices are asked for there.
"""

import re
from dataclasses import replace
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, refused
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.figures import Figures
from parkledger.language import Text, fold

_ASKER: Final = re.compile(
    r"(?<![^\W_])(?:(?:cong ty|doanh nghiep|nha may|tap doan|ben) (?:chung )?(?:toi|em|minh)|chung toi|toi|em|minh"
    r"|(?:la|mot) (?:mot )?(?:cong ty|doanh nghiep|nha dau tu|tap doan)|we|we['’]re|i|i['’]m|our (?:company|group|firm|client|factory)"
    r"|my (?:company|client))(?![^\W_])"
)
"""Words for whoever looks for land."""
_WANT: Final = re.compile(
    r"(?<![^\W_])(?:(?:can|muon|dang|dinh|co nhu cau) (?:\w+ ){0,3}?(?:thue|tim|mua|dat|mat bang)|tim (?:\w+ ){0,2}?(?:dat|mat bang|cho)"
    r"|(?:can|muon|dinh|du dinh|co nhu cau) (?:dau tu|xay|mo) (?:\w+ ){0,2}?(?:nha may|xuong|kho)"
    r"|looking for|searching for|seeking|(?:need|needs|want|wants)(?: to (?:lease|rent|find))?|interested in (?:leasing|renting)"
    r"|(?:lease|rent) (?:about|around))(?![^\W_])"
)
"""Words for looking for it."""
_AREA: Final = re.compile(
    r"(?<![\w.,/])(?P<number>\d+(?:[.,]\d+)*)[ -]*(?P<unit>ha|hec ta|hecta|hectares?|m2|met vuong|square met(?:re|er)s?|sqm)(?![^\W_])"
)
_SQUARE_METRES: Final = ("m", "s")
LAND_FINDER: Final = Text(
    "tìm đất cho dự án của mình thì dùng trang tìm đất, ở đó nêu được diện tích, ngành, giá, khoảng cách đến cảng, sân bay, cao tốc",
    "to find land for a project use the land finder, where area, sector, rent and distances to ports, airports and motorways are asked for",
)


def area_wanted(typed: str) -> str | None:
    """The area that whoever asks looks for, as it is typed, with its unit; None where no land is looked for."""
    folded = fold(typed)
    area = _AREA.search(folded)
    if area is None or not _ASKER.search(folded) or not _WANT.search(folded):
        return None
    return f"{area['number']} {'m2' if area['unit'].startswith(_SQUARE_METRES) else 'ha'}"


def land_finder(subject: QuestionSubject, area: str, books: Figures) -> Answers:
    """The land finder with the area that is looked for, in place of an answer."""
    page = AnswerLine("land", Text(f"Tìm đất: từ {area}", f"Land finder: from {area}"), "land", query=(("area", area),))
    return tuple(replace(each, pages=(page, *each.pages)) for each in refused(subject, books, LAND_FINDER))
