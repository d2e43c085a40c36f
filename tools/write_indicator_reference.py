"""Write docs/indicators.md from the catalogue's indicators and measures, or with --check say whether it is up to date.

Run from anywhere; exits 1 when --check finds a difference.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from parkledger.catalogue import INDICATORS, MEASURES, Formula, Indicator, Measure, Nature, Pledge, Verified
from parkledger.catalogue.expressions import CountZones, Expression, Ratio, Reports, Sum, Term, Timing, Zones
from parkledger.language import Text

TARGET = Path(__file__).resolve().parent.parent / "docs" / "indicators.md"
NATURES = {
    Nature.STOCK: Text("tồn tại đến khi thay đổi", "held until changed"),
    Nature.LEVEL: Text("mức theo báo cáo", "level as reported"),
    Nature.COUNTED: Text("sổ tự đếm trong kỳ", "counted in a period"),
    Nature.REPORTED: Text("báo cáo trong kỳ", "reported for a period"),
    Nature.TARIFF: Text("giá, mức của từng khu", "holds zone by zone"),
    Nature.QUOTED: Text("trích dẫn", "quoted"),
    Nature.TARGET: Text("chỉ giao chỉ tiêu", "for targets only"),
}
TIMINGS = {Timing.ON: "", Timing.IN_PERIOD: "kỳ ", Timing.TO_DATE: "lũy kế "}
COLUMNS = ("Mã / Code", "Tên", "Name", "Đơn vị / Unit", "Tính chất / Nature", "Cam kết / Pledge")
PREAMBLE = """\
# Chỉ tiêu và đại lượng / Indicators and measures

Trang này được tạo từ `src/parkledger/catalogue/` bằng `tools/write_indicator_reference.py`: sửa danh mục, không sửa
trang này. Chỉ tiêu là thứ có thể hỏi; đại lượng là thứ được ghi sổ. Trong công thức, "kỳ" là cộng trong kỳ hỏi, "lũy
kế" là cộng từ trước đến ngày hỏi, còn lại là số có vào ngày hỏi; trong ngoặc vuông là điều kiện đối với khu, cụm.

This page is made from `src/parkledger/catalogue/` by `tools/write_indicator_reference.py`: edit the catalogue, not this
page. Indicators are what can be asked; measures are what is posted. In formulas, "kỳ" sums over the period asked, "lũy
kế" sums up to the date asked, and the rest is what is held on that date; conditions on zones stand in square brackets.

| Mức xác minh / Verified | Nghĩa | Meaning |
| --- | --- | --- |
"""


def written(expression: Expression) -> str:
    """A formula in signs, over the codes of measures."""
    if isinstance(expression, Ratio):
        times = "" if not expression.percent else " × 100"
        return f"{_bracketed(expression.numerator)} / {_bracketed(expression.denominator)}{times}"
    if isinstance(expression, Sum):
        signed = ((" − " if sign < 0 else " + ") + written(part) for sign, part in expression.parts)
        return "".join(signed).removeprefix(" + ").strip()
    if isinstance(expression, CountZones):
        return f"số khu, cụm {_condition(expression.zones)}"
    if isinstance(expression, Term):
        reports = "" if expression.reports is Reports.BEST else f" ({expression.reports.value})"
        zones = f" {_condition(expression.zones)}" if expression.zones else ""
        standing = " [dự án thứ cấp còn hiệu lực / tenants' projects in force]" if expression.is_of_standing else ""
        return f"{TIMINGS[expression.timing]}`{expression.measure}`{reports}{zones}{standing}"
    raise TypeError(f"no way to write {expression!r}")


def _bracketed(expression: Expression) -> str:
    return f"({written(expression)})" if isinstance(expression, Sum) else written(expression)


def _condition(zones: Zones) -> str:
    has = ", ".join(f"`{code}`" for code in zones.all_of)
    lacks = ", ".join(f"`{code}`" for code in zones.none_of)
    return f"[{has}; không / not {lacks}]" if lacks else f"[{has}]"


def formula_lines(formula: Formula) -> Iterator[str]:
    """The lines about one formula."""
    yield f"- `{formula.code}`: {formula.name.vi} / {formula.name.en}"
    yield f"  - = {written(formula.expression)}"
    if formula.kinds:
        kinds = ", ".join(f"{kind.label.vi} / {kind.label.en}" for kind in formula.kinds if kind)
        yield f"  - Áp dụng / Applies to: {kinds}"
    if formula.since is not None:
        yield f"  - Từ ngày / Since: {formula.since.isoformat()}"
    if formula.basis:
        yield f"  - Căn cứ / Basis: {formula.basis}"
    yield f"  - Xác minh / Verified: `{formula.verified.value}`"


def section(indicator: Indicator) -> Iterator[str]:
    """The lines about one indicator."""
    yield f"### `{indicator.code}`\n"
    yield f"{indicator.name.vi}  \n{indicator.name.en}\n"
    yield f"- Đơn vị / Unit: `{indicator.unit}`; số chữ số thập phân / decimals: {indicator.decimals}"
    if indicator.statistic:
        yield "- Số liệu do cơ quan khác công bố, được trích dẫn / a statistic of others, as quoted"
    for formula in indicator.formulas:
        yield from formula_lines(formula)
    yield ""


def measure_row(measure: Measure) -> str:
    """One measure as a line of a table."""
    nature = NATURES[measure.nature]
    pledge = "" if measure.pledge is Pledge.NONE else measure.pledge.value
    cells = (f"`{measure.code}`", measure.vi, measure.en, f"`{measure.unit}`", f"{nature.vi} / {nature.en}", pledge)
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def render(indicators: Iterable[Indicator], measures: Iterable[Measure]) -> str:
    """The whole page, in the order of the catalogue."""
    lines = [f"| `{tag.value}` | {tag.label.vi} | {tag.label.en} |" for tag in Verified]
    lines.append("\n## Chỉ tiêu / Indicators\n")
    lines += [line for indicator in indicators for line in section(indicator)]
    lines.append("## Đại lượng / Measures\n")
    lines.append(f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}")
    lines += [measure_row(measure) for measure in measures]
    return PREAMBLE + "\n".join(lines).rstrip() + "\n"


def main(arguments: list[str], target: Path = TARGET) -> int:
    """Write the page, or with --check compare it; the exit code is 1 if it differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    page = render(INDICATORS.values(), MEASURES.values())
    if not parser.parse_args(arguments).check:
        target.parent.mkdir(exist_ok=True)
        target.write_text(page, encoding="utf-8")
        return 0
    if target.exists() and target.read_text(encoding="utf-8") == page:
        return 0
    print(f"{target.name} is not what the catalogue says; run tools/write_indicator_reference.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
