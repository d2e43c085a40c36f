"""Write docs/parameters.md from the parameter files, or with --check say whether it is up to date.

Run from anywhere; exits 1 when --check finds a difference.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from parkledger.catalogue import Verified
from parkledger.catalogue.parameters import Parameter, ParameterUnit, Value, load_parameters
from parkledger.catalogue.yaml_files import MonthDay
from parkledger.language import Text

TARGET = Path(__file__).resolve().parent.parent / "docs" / "parameters.md"

GROUPS: Mapping[str, Text] = {
    "cluster": Text("Cụm công nghiệp", "Industrial clusters"),
    "park": Text("Khu công nghiệp", "Industrial parks"),
    "inspection": Text("Kiểm tra, xử phạt", "Inspections and fines"),
    "environment": Text("Môi trường", "Environment"),
    "labour": Text("Lao động", "Labour"),
    "procedure": Text("Thủ tục hành chính", "Administrative procedures"),
    "waste_water": Text("Nước thải", "Waste water"),
}
PREAMBLE = """\
# Tham số pháp lý / Legal parameters

Trang này được tạo từ `src/parkledger/catalogue/parameters/` bằng `tools/write_parameter_reference.py`:
sửa tệp tham số, không sửa trang này. Một giá trị có hiệu lực từ ngày ghi ở cột đầu đến giá trị kế tiếp;
trước ngày đầu tiên không có giá trị (không phải bằng 0). Số thập phân dùng dấu phẩy, hàng nghìn không có dấu.

This page is made from `src/parkledger/catalogue/parameters/` by `tools/write_parameter_reference.py`: edit
the parameter files, not this page. A value holds from the date in the first column until the next value;
before the first date there is no value (it is not zero). Decimals have a comma, thousands have no mark.

| Mức xác minh / Verified | Nghĩa | Meaning | Số giá trị / Values |
| --- | --- | --- | --- |
"""


def written_number(number: Fraction, unit: ParameterUnit) -> str:
    """A whole number, a decimal with a comma, or for a share a fraction."""
    if number.denominator == 1 or unit is ParameterUnit.SHARE:
        return str(number)
    return format(Decimal(number.numerator) / Decimal(number.denominator), "f").replace(".", ",")


def written_value(value: Value, parameter: Parameter) -> str:
    """A value as it stands in the table, with its unit or, for a code, with its meaning."""
    if value is None:
        return "không có / none"
    if isinstance(value, Fraction):
        return written_number(value, parameter.unit)
    if isinstance(value, MonthDay):
        return f"{value.day}/{value.month}"
    if isinstance(value, date):
        return value.isoformat()
    meaning = parameter.meaning(value)
    return f"`{value}`: {meaning.vi} / {meaning.en}"


def section(parameter: Parameter) -> Iterator[str]:
    """The lines about one parameter."""
    unit, to = parameter.unit.label, parameter.applies_to.label
    unit_name = unit.vi if unit.vi == unit.en else f"{unit.vi} / {unit.en}"
    yield f"### `{parameter.code}`\n"
    yield f"{parameter.name.vi}  \n{parameter.name.en}\n"
    yield f"- Đơn vị / Unit: {unit_name} (`{parameter.unit}`)"
    yield f"- Áp dụng / Applies to: {to.vi} / {to.en}"
    if parameter.note is not None:
        yield f"- {parameter.note.vi} / {parameter.note.en}"
    yield "\n| Từ ngày / From | Giá trị / Value | Căn cứ / Basis | Xác minh / Verified | Ghi chú / Note |"
    yield "| --- | --- | --- | --- | --- |"
    for dated in parameter.values:
        note = f"{dated.note.vi} / {dated.note.en}" if dated.note is not None else ""
        value = written_value(dated.value, parameter)
        cells = (dated.since.isoformat(), value, dated.basis, dated.verified, note)
        yield f"| {' | '.join(cells)} |".replace("|  |", "| |")
    yield ""


def render(parameters: Iterable[Parameter]) -> str:
    """The whole page; parameters come in the order of their codes."""
    ordered = sorted(parameters, key=lambda each: each.code)
    counted = Counter(dated.verified for each in ordered for dated in each.values)
    lines = [f"| `{tag}` | {tag.label.vi} | {tag.label.en} | {counted[tag]} |" for tag in Verified]
    for group, members in groupby(ordered, key=lambda each: each.code.split(".")[0]):
        lines.append(f"\n## {GROUPS[group].vi} / {GROUPS[group].en}\n")
        for each in members:
            lines.extend(section(each))
    return PREAMBLE + "\n".join(lines).rstrip() + "\n"


def main(arguments: list[str], target: Path = TARGET) -> int:
    """Write the page, or with --check compare it; the exit code is 1 if it differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    page = render(load_parameters().values())
    if not parser.parse_args(arguments).check:
        target.parent.mkdir(exist_ok=True)
        target.write_text(page, encoding="utf-8")
        return 0
    if target.exists() and target.read_text(encoding="utf-8") == page:
        return 0
    remedy = "run tools/write_parameter_reference.py"
    print(f"{target.name} is not what the parameter files say; {remedy}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
