"""The inquiry form: its fields, reading what was sent, and what is wrong with it, field by field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from parkledger.catalogue import Name, Origin
from parkledger.language import Lang, ParkError, Text, parse_area_m2, parse_number
from parkledger.ledger.models import Zone
from parkledger.promotion.cases import Inquiry

SQUARE_METRES = 10_000
MOST_M2 = 10**12
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
PHONE = re.compile(r"\+?[0-9][0-9 .()-]{6,}")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form with what was typed into it and what is wrong with that."""

    name: str
    label: Name
    type: str = "text"
    required: bool = False
    longest: int = 200
    long: bool = False
    autocomplete: str = ""
    choices: tuple[tuple[str, Name], ...] = ()
    typed: str = ""
    problem: str = ""


FIELDS = (
    Field("name", Name("Họ và tên", "Your name"), required=True, autocomplete="name"),
    Field("email", Name("E-mail", "E-mail"), type="email", required=True, autocomplete="email"),
    Field("phone", Name("Điện thoại", "Telephone"), type="tel", longest=50, autocomplete="tel"),
    Field("organisation", Name("Doanh nghiệp, tổ chức", "Company or organisation"), autocomplete="organization"),
    Field("role", Name("Chức vụ", "Your position"), longest=100, autocomplete="organization-title"),
    Field("country", Name("Nước đầu tư", "Country of the investor"), longest=100, autocomplete="country-name"),
    Field(
        "origin", Name("Nguồn vốn", "Origin of the capital"),
        choices=(("", Name("chưa rõ", "not yet known")), *((each.value, each.label) for each in Origin)),
    ),
    Field("sector", Name("Ngành, sản phẩm", "Sector, products")),
    Field("area", Name("Diện tích cần (ha)", "Area wanted (ha)"), longest=30),
    Field("message", Name("Nội dung muốn hỏi", "What you would like to know"), long=True, longest=3000),
)  # fmt: skip
MISSING = Text("Hãy điền «{label}».", "Fill in “{label}”.")
TOO_LONG = Text(
    "«{label}» dài quá {longest} ký tự. Hãy viết ngắn lại.", "“{label}” is longer than {longest} letters. Shorten it."
)
NO_EMAIL = Text("E-mail chưa đúng dạng ten@mien.vn.", "The e-mail is not of the form name@domain.com.")
NO_PHONE = Text(
    "Số điện thoại chỉ gồm chữ số, dấu + và dấu cách, ít nhất 7 chữ số.",
    "A telephone number has digits, + and spaces, at least 7 digits.",
)
NO_CONSENT = Text("Hãy đánh dấu đồng ý cho lưu thông tin liên hệ.", "Tick that your contact details may be kept.")
NO_AREA = Text(
    "Diện tích phải lớn hơn 0 và nhỏ hơn 100 triệu ha.", "The area must be above 0 and below 100 million ha."
)
NO_CHOICE = Text("Hãy chọn một giá trị trong danh sách.", "Choose one of the list.")


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as filled in: its fields, and what is wrong by field."""

    fields: tuple[Field, ...]
    consent: bool
    problems: Mapping[str, str]
    area_m2: int | None

    def text(self, name: str) -> str:
        """What was typed into a field."""
        return next(field.typed for field in self.fields if field.name == name)

    def inquiry(self, zone: Zone, lang: Lang) -> Inquiry:
        """The inquiry that the form makes."""
        words = {name: self.text(name) for name in
                 ("name", "email", "phone", "role", "organisation", "country", "origin", "sector", "message")}  # fmt: skip
        return Inquiry(zone=zone, area_m2=self.area_m2, language=lang.value, **words)


def filled_in(given: Mapping[str, str], lang: Lang) -> Filled:
    """A form that was sent, with all that is wrong with it."""
    problems: dict[str, str] = {}
    typed = {field.name: str(given.get(field.name, "")).strip() for field in FIELDS}
    for field in FIELDS:
        if problem := _problem(field, typed[field.name], lang):
            problems[field.name] = problem
    area = None
    try:
        area = _area_m2(typed["area"], lang)
    except ParkError as unreadable:
        problems["area"] = unreadable.message(lang)
    if area is not None and not 0 < area <= MOST_M2:
        problems["area"] = NO_AREA.of(lang)
    consent = given.get("consent") == "1"
    if not consent:
        problems["consent"] = NO_CONSENT.of(lang)
    fields = tuple(replace(each, typed=typed[each.name], problem=problems.get(each.name, "")) for each in FIELDS)
    return Filled(fields, consent, problems, area)


def _problem(field: Field, typed: str, lang: Lang) -> str:
    label = field.label.of(lang)
    if field.required and not typed:
        return MISSING.of(lang).format(label=label)
    if len(typed) > field.longest:
        return TOO_LONG.of(lang).format(label=label, longest=field.longest)
    if field.name == "email" and not EMAIL.fullmatch(typed):
        return NO_EMAIL.of(lang)
    if field.name == "phone" and typed and not PHONE.fullmatch(typed):
        return NO_PHONE.of(lang)
    if field.choices and typed not in {value for value, _ in field.choices}:
        return NO_CHOICE.of(lang)
    return ""


def _area_m2(typed: str, lang: Lang) -> int | None:
    """An area: a bare number is of hectares, with a unit it is as written; rounded to a whole m², half up."""
    if not typed:
        return None
    if any(letter.isalpha() for letter in typed):
        return parse_area_m2(typed)
    return int(parse_number(typed, lang) * SQUARE_METRES + parse_number("0,5", Lang.VI))
