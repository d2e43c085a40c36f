"""Formulas in words: the measures by their names, how each is taken in time, over which zones, and by what they are divided."""

from parkledger.catalogue import INDICATORS, MEASURES, Formula, Indicator, Verified
from parkledger.catalogue.expressions import CountZones, Expression, Ratio, Reports, Sum, Term, Timing
from parkledger.figures import Figure
from parkledger.language import Text

TIMINGS = {
    Timing.IN_PERIOD: Text(" trong kỳ", " in the period"),
    Timing.TO_DATE: Text(" lũy kế từ trước đến nay", " to date"),
}
GROUPS = (
    ("zones", Text("Khu, cụm", "Zones")),
    ("infrastructure", Text("Hạ tầng", "Infrastructure")),
    ("land", Text("Đất", "Land")),
    ("households", Text("Tái định cư", "Resettlement")),
    ("occupancy", Text("Tỷ lệ lấp đầy", "Occupancy")),
    ("projects", Text("Dự án", "Projects")),
    ("enterprises", Text("Doanh nghiệp", "Enterprises")),
    ("capital", Text("Vốn đầu tư", "Capital")),
    ("output", Text("Sản xuất", "Output")),
    ("trade", Text("Xuất, nhập khẩu", "Trade")),
    ("budget", Text("Ngân sách", "Budget")),
    ("labour", Text("Lao động", "Labour")),
    ("fee", Text("Giá, phí", "Prices and charges")),
    ("wastewater", Text("Nước thải", "Waste water")),
    ("power", Text("Điện", "Power")),
    ("water", Text("Cấp nước", "Water supply")),
    ("waste", Text("Chất thải rắn", "Solid waste")),
    ("telecom", Text("Viễn thông", "Telecommunication")),
    ("fire", Text("Chữa cháy", "Fire protection")),
    ("works", Text("Hạng mục hạ tầng", "Infrastructure lots")),
    ("assets", Text("Tài sản Nhà nước", "State assets")),
    ("housing", Text("Nhà ở công nhân", "Worker housing")),
    ("school", Text("Trường học", "Schools")),
    ("procedures", Text("Thủ tục hành chính", "Administrative procedures")),
    ("inquiries", Text("Nhà đầu tư tìm hiểu", "Investors' inquiries")),
    ("grdp", Text("GRDP", "GRDP")),
    ("pci", Text("PCI", "PCI")),
    ("fdi", Text("FDI", "FDI")),
)
"""The groups of indicators, by the first word of their codes."""


def expression_in_words(expression: Expression) -> Text:
    """An expression as a sentence would have it: (a + b) / c × 100."""
    if isinstance(expression, Ratio):
        above, below = _bracketed(expression.numerator), _bracketed(expression.denominator)
        times = " × 100" if expression.percent else ""
        return Text(f"{above.vi} / {below.vi}{times}", f"{above.en} / {below.en}{times}")
    if isinstance(expression, Sum):
        parts = [(sign, expression_in_words(part)) for sign, part in expression.parts]
        return Text(
            _joined([(sign, part.vi) for sign, part in parts]), _joined([(sign, part.en) for sign, part in parts])
        )
    if isinstance(expression, CountZones):
        condition = expression.zones.words
        return Text(f"số khu, cụm {condition.vi}", f"the number of zones {condition.en}")
    if isinstance(expression, Term):
        return term_in_words(expression)
    raise TypeError(f"no words for {type(expression).__name__}")


def term_in_words(term: Term) -> Text:
    """A term: its measure, how it is taken in time, and over which zones."""
    measure, timing = MEASURES[term.measure].name, TIMINGS.get(term.timing)
    which = Text(f" của khu, cụm {term.zones.words.vi}", f" of zones {term.zones.words.en}") if term.zones else None
    if term.is_of_standing:
        which = Text(" của dự án thứ cấp còn hiệu lực", " of tenants' projects in force")
    reports = Text(" (chỉ số chính thức)", " (final reports only)") if term.reports is Reports.FINAL else None
    vi = measure.vi + (timing.vi if timing else "") + (which.vi if which else "") + (reports.vi if reports else "")
    return Text(
        vi, measure.en + (timing.en if timing else "") + (which.en if which else "") + (reports.en if reports else "")
    )


def formula_of(figure: Figure) -> Formula | None:
    """The formula that a figure was computed by; None for a statistic quoted."""
    base = figure.formula.removesuffix(f".{figure.form.value}")
    return next((each for each in figure.indicator.formulas if each.code == base), None)


def verified_in_words(verified: str) -> Text | None:
    """How well a basis was verified."""
    return Verified(verified).label if verified else None


def grouped() -> list[tuple[Text, list[Indicator]]]:
    """All indicators in their groups, in the order of the catalogue."""
    named = dict(GROUPS)
    found: dict[str, list[Indicator]] = {}
    for each in INDICATORS.values():
        found.setdefault(each.code.partition(".")[0], []).append(each)
    return [(named.get(code, Text(code, code)), members) for code, members in found.items()]


def _bracketed(expression: Expression) -> Text:
    words = expression_in_words(expression)
    return Text(f"({words.vi})", f"({words.en})") if isinstance(expression, Sum) else words


def _joined(parts: list[tuple[int, str]]) -> str:
    said = "".join((" − " if sign < 0 else " + ") + part for sign, part in parts)
    return said.removeprefix(" + ").strip()
