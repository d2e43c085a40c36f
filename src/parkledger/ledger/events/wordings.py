"""How people write a choice, besides its code: its name in either language, with or without its commas, and common short words.

The sheets, the command line, lines of JSON and the programs' doors all know a choice by the same words.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from parkledger.catalogue import Status
from parkledger.language import Text, fold
from parkledger.ledger.events.base import Event

UNIT_SPELLINGS = {
    "ha": ("héc ta", "hecta"),
    "m2": ("m2", "mét vuông"),
    "m3": ("m3", "mét khối", "khối"),
    "m": ("mét", "m dài", "md", "mét dài"),
    "km": ("ki lô mét", "cây số"),
    "m3/day": ("m3/ngày đêm", "m3/ngày", "m3/ng.đ", "m3/ngđ", "m3/ng.đêm", "m3/ng đêm", "m3/24h", "m3/d"),
    "kVA": ("kva",),
    "kg/day": ("kg/ngày", "kg/ngày đêm", "kg/ngđ", "kg/ng.đ"),
    "item": ("cái", "công trình", "hạng mục", "bộ", "chiếc"),
}
"""How offices write the units that a list of choices has, without their raised numbers."""
SHORT = {
    "park": ("KCN", "khu"),
    "cluster": ("CCN", "cụm"),
    "economic_zone": ("KKT",),
    "fdi": ("nước ngoài",),
    "ddi": ("trong nước",),
    "up": ("tăng", "điều chỉnh tăng"),
    "down": ("giảm", "điều chỉnh giảm"),
    "expanded": ("tăng", "điều chỉnh tăng"),
    "reduced": ("điều chỉnh giảm", "thu hẹp"),
    Status.ESTIMATE.value: ("ước",),
    Status.FINAL.value: ("chính thức",),
    "infrastructure": ("hạ tầng", "dự án kinh doanh hạ tầng", "kinh doanh hạ tầng"),
    "secondary": ("thứ cấp",),
    "environment": ("bảo vệ môi trường", "BVMT"),
    "construction": ("xây dựng", "quy hoạch", "quy hoạch xây dựng", "trật tự xây dựng", "quy hoạch, xây dựng"),
    "fire_safety": ("PCCC", "phòng cháy", "phòng cháy chữa cháy và cứu nạn cứu hộ", "PCCC và CNCH"),
    "land": ("đất", "sử dụng đất", "quản lý, sử dụng đất", "quản lý đất đai"),
    "labour": ("lao động", "an toàn lao động", "an toàn, vệ sinh lao động", "ATVSLĐ", "ATLĐ"),
    "investment": ("đầu tư", "dự án đầu tư", "thực hiện dự án", "tiến độ dự án", "hoạt động đầu tư"),
    "reporting": ("báo cáo", "thực hiện chế độ báo cáo"),
    "other": ("khác",),
}
"""Other ways to write choices, by their codes. One that two choices of a field could mean stands for the first of them."""
_MARKS = re.compile(r"[\s,;.:()/–-]+")


def _bare(text: str) -> str:
    """A text folded, with nothing between its words but blanks."""
    return _MARKS.sub(" ", fold(text)).strip()


def _bare_unit(text: str) -> str:
    """A unit folded, without blanks or raised numbers."""
    return fold(text.replace("³", "3").replace("²", "2")).replace(" ", "")


def choice_written(choices: tuple[tuple[str, Text], ...], text: str) -> str | None:
    """The code of the choice that a text names; None where it names none."""
    exact, bare = _known(choices)
    return exact.get(fold(text)) or exact.get(_bare_unit(text)) or bare.get(_bare(text))


@cache
def _known(choices: tuple[tuple[str, Text], ...]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The codes of some choices by all that they are called: as it is written, and by the words alone."""
    exact: dict[str, str] = {}
    bare: dict[str, str] = {}
    for code, name in choices:
        for written in (name.en, name.vi, code):
            exact[fold(written)] = code
    for code, name in choices:
        for written in (name.vi, name.en):
            bare.setdefault(_bare(written), code)
    for code, _ in choices:
        for written in UNIT_SPELLINGS.get(code, ()):
            exact.setdefault(_bare_unit(written), code)
        for written in SHORT.get(code, ()):
            bare.setdefault(_bare(written), code)
    return exact, bare


def with_codes(kind: type[Event], fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """An event's fields with the codes of the choices that are written in words."""
    found: dict[str, str] = {}
    for name, choices in kind.choices().items():
        given = fields.get(name) if isinstance(fields, Mapping) else None
        if isinstance(given, str) and given not in choices:
            code = choice_written(tuple(choices.items()), given)
            found |= {name: code} if code is not None else {}
    return {**fields, **found} if found else fields
