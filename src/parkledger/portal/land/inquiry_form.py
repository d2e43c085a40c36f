"""The inquiry form: its fields, reading what was sent, and what is wrong with it, field by field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parkledger.catalogue import Origin
from parkledger.language import Lang, ParkError, Text, parse_area_m2, parse_number
from parkledger.ledger.models import Zone
from parkledger.promotion.cases import Inquiry
from parkledger.promotion.land_search import wanted_words

SQUARE_METRES = 10_000
MOST_M2 = 10**12
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
PHONE = re.compile(r"\+?[0-9][0-9 .()-]{6,}")


@dataclass(frozen=True, slots=True)
class InquiryField:
    """A field of the form with what was typed into it and what is wrong with that."""

    name: str
    label: str | Promise
    type: str = "text"
    required: bool = False
    longest: int = 200
    long: bool = False
    autocomplete: str = ""
    choices: tuple[tuple[str, Text | Promise], ...] = ()
    typed: str = ""
    problem: str = ""


FIELDS = (
    InquiryField("name", pgettext_lazy("of an inquiry", "Họ và tên"), required=True, autocomplete="name"),
    InquiryField("email", _("E-mail"), type="email", required=True, autocomplete="email"),
    InquiryField("phone", _("Điện thoại"), type="tel", longest=50, autocomplete="tel"),
    InquiryField("organisation", _("Doanh nghiệp, tổ chức"), autocomplete="organization"),
    InquiryField("role", _("Chức vụ"), longest=100, autocomplete="organization-title"),
    InquiryField("country", _("Nước đầu tư"), longest=100, autocomplete="country-name"),
    InquiryField(
        "origin",
        pgettext_lazy("of an inquiry", "Nguồn vốn"),
        choices=(("", _("chưa rõ")), *((each.value, each.label) for each in Origin)),
    ),
    InquiryField("sector", _("Ngành, sản phẩm")),
    InquiryField("area", _("Diện tích cần (ha)"), longest=30),
    InquiryField("ready", _("Thời điểm cần đất"), longest=100),
    InquiryField("message", _("Nội dung muốn hỏi"), long=True, longest=3000),
)
READY = Text("Thời điểm cần đất", "Land needed by")
MISSING = _("Hãy điền «%(label)s».")
TOO_LONG = _("«%(label)s» dài quá %(longest)s ký tự. Hãy viết ngắn lại.")
NO_EMAIL = _("E-mail chưa đúng dạng ten@mien.vn.")
NO_PHONE = _("Số điện thoại chỉ gồm chữ số, dấu + và dấu cách, ít nhất 7 chữ số.")
NO_CONSENT = _("Hãy đánh dấu đồng ý cho lưu thông tin liên hệ.")
NO_AREA = _("Diện tích phải lớn hơn 0 và nhỏ hơn 100 triệu ha.")
NO_CHOICE = _("Hãy chọn một giá trị trong danh sách.")


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as filled in: its fields, and what is wrong by field."""

    fields: tuple[InquiryField, ...]
    consent: bool
    problems: Mapping[str, str]
    area_m2: int | None

    def text(self, name: str) -> str:
        """What was typed into a field."""
        return next(field.typed for field in self.fields if field.name == name)

    def inquiry(self, zone: Zone, lang: Lang) -> Inquiry:
        """The inquiry that the form makes."""
        words = {
            name: self.text(name)
            for name in ("name", "email", "phone", "role", "organisation", "country", "origin", "sector", "message")
        }
        if ready := self.text("ready"):
            words["message"] = f"{READY.of(lang)}: {ready}\n{words['message']}".strip()
        return Inquiry(zone=zone, area_m2=self.area_m2, language=lang.value, **words)


def begun(given: Mapping[str, str], lang: Lang) -> tuple[InquiryField, ...]:
    """The fields of a form not yet sent, with what was asked of the land finder; limits without a field stand in the message."""
    typed = {"message": wanted_words(given, lang), **given}
    return tuple(replace(field, typed=str(typed.get(field.name, ""))[: field.longest]) for field in FIELDS)


def filled_in(given: Mapping[str, str], lang: Lang) -> Filled:
    """A form that was sent, with all that is wrong with it."""
    problems: dict[str, str] = {}
    typed = {field.name: str(given.get(field.name, "")).strip() for field in FIELDS}
    for field in FIELDS:
        if problem := _problem(field, typed[field.name]):
            problems[field.name] = problem
    area = None
    try:
        area = _area_m2(typed["area"], lang)
    except ParkError as unreadable:
        problems["area"] = unreadable.message(lang)
    if area is not None and not 0 < area <= MOST_M2:
        problems["area"] = str(NO_AREA)
    consent = given.get("consent") == "1"
    if not consent:
        problems["consent"] = str(NO_CONSENT)
    fields = tuple(replace(each, typed=typed[each.name], problem=problems.get(each.name, "")) for each in FIELDS)
    return Filled(fields, consent, problems, area)


def _problem(field: InquiryField, typed: str) -> str:
    if field.required and not typed:
        return str(MISSING) % {"label": field.label}
    if len(typed) > field.longest:
        return str(TOO_LONG) % {"label": field.label, "longest": field.longest}
    if field.name == "email" and not EMAIL.fullmatch(typed):
        return str(NO_EMAIL)
    if field.name == "phone" and typed and not PHONE.fullmatch(typed):
        return str(NO_PHONE)
    if field.choices and typed not in {value for value, _ in field.choices}:
        return str(NO_CHOICE)
    return ""


def _area_m2(typed: str, lang: Lang) -> int | None:
    """An area: a bare number is of hectares, with a unit it is as written; rounded to a whole m², half up."""
    if not typed:
        return None
    if any(letter.isalpha() for letter in typed):
        return parse_area_m2(typed)
    return int(parse_number(typed, lang) * SQUARE_METRES + parse_number("0,5", Lang.VI))
