"""Definitions kept as YAML files: how a file is read, and how a wrong one is refused with its name, the key and the remedy."""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from parkledger.language import Text

REFUSALS: Mapping[str, Text] = MappingProxyType(
    {
        "suffix": Text(
            "tên tệp phải kết thúc bằng .yaml; hãy đổi tên hoặc chuyển tệp đi nơi khác",
            "the file name must end in .yaml; rename the file or move it away",
        ),
        "unreadable": Text(
            "không đọc được YAML ({found}); hãy sửa cú pháp", "cannot be read as YAML ({found}); correct the syntax"
        ),
        "duplicate": Text(
            "khóa {found} ghi hai lần (dòng {line}); hãy bỏ một",
            "key {found} is written twice (line {line}); remove one",
        ),
        "table": Text(
            "phải là bảng khóa: giá trị và không rỗng; hãy ghi {allowed}",
            "must be a table of key: value and not empty; write {allowed}",
        ),
        "missing": Text("thiếu khóa này; hãy thêm vào", "this key is missing; add it"),
        "unexpected": Text("không có khóa này; chỉ dùng {allowed}", "there is no such key; use only {allowed}"),
        "text": Text(
            "phải là văn bản không rỗng; hãy ghi trong ngoặc kép", "must be text and not empty; write it in quotes"
        ),
        "nfc": Text("chữ chưa theo chuẩn NFC; hãy lưu lại theo NFC", "the text is not NFC; save it as NFC"),
        "code": Text(
            "mã {found} khác tên tệp {allowed}; hãy đổi một trong hai",
            "code {found} differs from the file name {allowed}; change one of them",
        ),
        "one_of": Text(
            "{found} không hợp lệ; hãy chọn một trong {allowed}", "{found} is not allowed; choose one of {allowed}"
        ),
        "day": Text(
            "{found} không phải là ngày; hãy ghi năm-tháng-ngày, không có ngoặc kép",
            "{found} is not a date; write year-month-day without quotes",
        ),
        "order": Text(
            "ngày phải sau {found}; hãy xếp các giá trị theo ngày tăng dần",
            "the date must be after {found}; sort the values by ascending date",
        ),
        "float": Text(
            '{found} không phải là số chính xác; hãy ghi trong ngoặc kép, như "7.5"',
            '{found} is not an exact number; write it in quotes, such as "7.5"',
        ),
        "number": Text(
            '{found} không phải là số; hãy ghi số nguyên, "7.5", hoặc "2/3" (đơn vị share)',
            '{found} is not a number; write a whole number, "7.5", or "2/3" (unit share)',
        ),
        "whole": Text(
            "{found} phải là số nguyên theo đơn vị này; hãy sửa số hoặc đơn vị",
            "{found} must be whole in this unit; correct the number or the unit",
        ),
        "range": Text(
            "{found} lớn hơn {allowed}; hãy sửa số hoặc đơn vị",
            "{found} is more than {allowed}; correct the number or the unit",
        ),
        "month_day": Text(
            '{found} không phải là ngày của mọi năm; hãy ghi "tháng-ngày", như "06-14"',
            '{found} is not a day of every year; write "month-day", such as "06-14"',
        ),
        "exactly_one": Text("ghi đúng một trong {allowed}", "give exactly one of {allowed}"),
        "choices": Text(
            "khóa choices chỉ đi cùng đơn vị text và bắt buộc khi đó; hãy thêm hoặc bỏ",
            "choices go with unit text, and only with it; add or remove them",
        ),
    }
)
"""What is wrong with a value of a file and what to do about it, by the reason's code."""


class DefinitionFileError(ValueError):
    """A file was refused: the file, the key, the reason's code, and in `vi` and `en` what is wrong and what to do."""

    def __init__(self, file: str, key: str, reason: str, **facts: object) -> None:
        self.file, self.key, self.reason = file, key, reason
        self.vi = REFUSALS[reason].vi.format(**facts)
        self.en = REFUSALS[reason].en.format(**facts)
        super().__init__(f"{file}: {key or '-'}: {self.vi} / {self.en}")


def refusal(reason: str, *, key: str = "", **facts: object) -> PydanticCustomError:
    """What a validator raises: the reason with its facts, and the key below the validated field where it is not the field."""
    return PydanticCustomError("refused", "{reason}", {"reason": reason, "key": key, "facts": facts})


class Frozen(BaseModel):
    """A table of a file: immutable and never coerced (a float is refused, not rounded), without unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _table(cls, value: object) -> object:
        if isinstance(value, cls):
            return value
        allowed = ", ".join(cls.model_fields)
        if not isinstance(value, dict) or not value:
            raise refusal("table", allowed=allowed)
        for name, field in cls.model_fields.items():
            if field.is_required() and name not in value:
                raise refusal("missing", key=name)
        for key in value:
            if key not in cls.model_fields:
                raise refusal("unexpected", key=str(key), allowed=allowed)
        return value


def _words(value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        raise refusal("text")
    if not unicodedata.is_normalized("NFC", value):
        raise refusal("nfc")
    return value


Words = Annotated[str, BeforeValidator(_words)]
"""Text of a file: not blank, and NFC."""


class _Both(Frozen):
    vi: Words
    en: Words


def _bilingual(value: object) -> object:
    if isinstance(value, Text):
        return value
    both = _Both.model_validate(value)
    return Text(both.vi, both.en)


FileText = Annotated[Text, BeforeValidator(_bilingual)]
"""A text of a file in both languages: {vi: …, en: …}."""
FileNote = Annotated[Text | None, BeforeValidator(_bilingual)]
"""The same, where it may be left out."""


def one_of(allowed: Iterable[str]) -> BeforeValidator:
    """The validator of a field that holds one of some codes, or a member of a closed list by its code."""
    known = {str(each): each for each in allowed}

    def member(value: object) -> object:
        if not isinstance(value, str) or value not in known:
            raise refusal("one_of", found=value, allowed=", ".join(known))
        return known[value]

    return BeforeValidator(member)


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day of every year, such as the last day of a reporting window (14/6)."""

    month: int
    day: int

    def __post_init__(self) -> None:
        date(2001, self.month, self.day)  # a year without 29/2: the day must exist in every year

    def in_year(self, year: int) -> date:
        """That day in `year`."""
        return date(year, self.month, self.day)

    @classmethod
    def read(cls, value: object, *, key: str = "") -> "MonthDay":
        """The day as files have it: "06-14"."""
        try:
            if written := re.fullmatch(r"(\d\d)-(\d\d)", str(value), re.ASCII):
                return cls(int(written[1]), int(written[2]))
        except ValueError:  # the thirteenth month, the thirtieth of February
            pass
        raise refusal("month_day", key=key, found=value)


class _Loader(yaml.SafeLoader):
    """SafeLoader that refuses a key written twice, and reads 010 as it is written instead of as octal 8."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise DefinitionFileError(self.name, str(key.value), "duplicate", found=key.value, line=line)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)

    def plain_int(self, node: yaml.ScalarNode) -> int | str:
        """The number if written in plain decimal digits; otherwise its text, which the checks then refuse."""
        return int(node.value) if re.fullmatch(r"0|[1-9]\d*", node.value) else str(node.value)


_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.plain_int)

Definition = TypeVar("Definition", bound=BaseModel)


def _key(found: Any, raw: Any) -> str:
    """Where an error lies in a file; a number among the keys of a table stands for the key at that place."""
    parts: list[object] = []
    for part in found["loc"]:
        key = list(raw)[part] if isinstance(raw, dict) and isinstance(part, int) else part
        parts.append(key)
        raw = raw.get(key) if isinstance(raw, dict) else None
    return ".".join(map(str, (*parts, *filter(None, (found["ctx"]["key"],)))))


def read_definition(file: Traversable, model: type[Definition]) -> Definition:
    """Read a file as a model whose `code` is the file's name; DefinitionFileError (a ValueError) names what is wrong."""
    if not file.name.endswith(".yaml"):
        raise DefinitionFileError(file.name, "", "suffix")
    try:
        loader = _Loader(file.read_text(encoding="utf-8"))
        loader.name = file.name
        raw = loader.get_single_data()
    except DefinitionFileError:
        raise
    except (yaml.YAMLError, ValueError) as error:  # ValueError: not UTF-8, or a date such as 2022-02-30
        raise DefinitionFileError(file.name, "", "unreadable", found=" ".join(str(error).split())) from error
    try:
        found = model.model_validate(raw)
    except ValidationError as refused:
        first = refused.errors(include_url=False)[0]
        context = first["ctx"]
        raise DefinitionFileError(file.name, _key(first, raw), context["reason"], **context["facts"]) from refused
    code, stem = getattr(found, "code", None), file.name.removesuffix(".yaml")
    if code != stem:
        raise DefinitionFileError(file.name, "code", "code", found=code, allowed=stem)
    return found
