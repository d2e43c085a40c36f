"""Why a parameter, or a parameter file, was refused, in Vietnamese and English."""

from collections.abc import Mapping
from types import MappingProxyType

from parkledger.catalogue.names import Name


class UnknownParameterError(KeyError):
    """No parameter has this code; `matches` are the codes most like it."""

    def __init__(self, code: str, matches: tuple[str, ...]) -> None:
        super().__init__(code)
        self.code, self.matches = code, matches
        near = ", ".join(matches) or "docs/parameters.md"
        self.vi = f"không có tham số {code!r}; hãy xem {near}"
        self.en = f"there is no parameter {code!r}; see {near}"

    def __str__(self) -> str:
        return f"{self.vi} / {self.en}"


REFUSALS: Mapping[str, Name] = MappingProxyType(
    {
        "suffix": Name(
            "tên tệp phải kết thúc bằng .yaml; hãy đổi tên hoặc chuyển tệp đi nơi khác",
            "the file name must end in .yaml; rename the file or move it away",
        ),
        "unreadable": Name(
            "không đọc được YAML ({found}); hãy sửa cú pháp", "cannot be read as YAML ({found}); correct the syntax"
        ),
        "duplicate": Name(
            "khóa {found} ghi hai lần (dòng {line}); hãy bỏ một",
            "key {found} is written twice (line {line}); remove one",
        ),
        "table": Name(
            "phải là bảng khóa: giá trị và không rỗng; hãy ghi {allowed}",
            "must be a table of key: value and not empty; write {allowed}",
        ),
        "missing": Name("thiếu khóa này; hãy thêm vào", "this key is missing; add it"),
        "unexpected": Name("không có khóa này; chỉ dùng {allowed}", "there is no such key; use only {allowed}"),
        "text": Name(
            "phải là văn bản không rỗng; hãy ghi trong ngoặc kép", "must be text and not empty; write it in quotes"
        ),
        "nfc": Name("chữ chưa theo chuẩn NFC; hãy lưu lại theo NFC", "the text is not NFC; save it as NFC"),
        "code": Name(
            "mã {found} khác tên tệp {allowed}; hãy đổi một trong hai",
            "code {found} differs from the file name {allowed}; change one of them",
        ),
        "one_of": Name(
            "{found} không hợp lệ; hãy chọn một trong {allowed}", "{found} is not allowed; choose one of {allowed}"
        ),
        "day": Name(
            "{found} không phải là ngày; hãy ghi năm-tháng-ngày, không có ngoặc kép",
            "{found} is not a date; write year-month-day without quotes",
        ),
        "order": Name(
            "ngày phải sau {found}; hãy xếp các giá trị theo ngày tăng dần",
            "the date must be after {found}; sort the values by ascending date",
        ),
        "float": Name(
            '{found} không phải là số chính xác; hãy ghi trong ngoặc kép, như "7.5"',
            '{found} is not an exact number; write it in quotes, such as "7.5"',
        ),
        "number": Name(
            '{found} không phải là số; hãy ghi số nguyên, "7.5", hoặc "2/3" (đơn vị share)',
            '{found} is not a number; write a whole number, "7.5", or "2/3" (unit share)',
        ),
        "whole": Name(
            "{found} phải là số nguyên theo đơn vị này; hãy sửa số hoặc đơn vị",
            "{found} must be whole in this unit; correct the number or the unit",
        ),
        "range": Name(
            "{found} lớn hơn {allowed}; hãy sửa số hoặc đơn vị",
            "{found} is more than {allowed}; correct the number or the unit",
        ),
        "month_day": Name(
            '{found} không phải là ngày của mọi năm; hãy ghi "tháng-ngày", như "06-14"',
            '{found} is not a day of every year; write "month-day", such as "06-14"',
        ),
        "choices": Name(
            "khóa choices chỉ đi cùng đơn vị text và bắt buộc khi đó; hãy thêm hoặc bỏ",
            "choices go with unit text, and only with it; add or remove them",
        ),
    }
)


class ParameterFileError(ValueError):
    """A parameter file was refused: the file, the key, and in `vi` and `en` what is wrong and what to do."""

    def __init__(self, file: str, key: str, reason: str, **facts: object) -> None:
        self.file, self.key, self.reason = file, key, reason
        self.vi = REFUSALS[reason].vi.format(**facts)
        self.en = REFUSALS[reason].en.format(**facts)
        super().__init__(f"{file}: {key or '-'}: {self.vi} / {self.en}")
