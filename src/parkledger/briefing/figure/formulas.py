"""Formulas in words: the measures by their names, how each is taken in time, over which zones, and by what they are divided."""

from parkledger.catalogue import INDICATORS, MEASURES, Formula, Indicator, Name, Verified
from parkledger.catalogue.expressions import CountZones, Expression, Ratio, Reports, Sum, Term, Timing, Zones
from parkledger.figures import Figure

TIMINGS = {
    Timing.IN_PERIOD: Name(" trong kỳ", " in the period"),
    Timing.TO_DATE: Name(" lũy kế từ trước đến nay", " to date"),
}
GROUPS = (
    ("zones", Name("Khu, cụm", "Zones")),
    ("infrastructure", Name("Hạ tầng", "Infrastructure")),
    ("land", Name("Đất", "Land")),
    ("households", Name("Tái định cư", "Resettlement")),
    ("occupancy", Name("Tỷ lệ lấp đầy", "Occupancy")),
    ("projects", Name("Dự án", "Projects")),
    ("enterprises", Name("Doanh nghiệp", "Enterprises")),
    ("capital", Name("Vốn đầu tư", "Capital")),
    ("output", Name("Sản xuất", "Output")),
    ("trade", Name("Xuất, nhập khẩu", "Trade")),
    ("budget", Name("Ngân sách", "Budget")),
    ("labour", Name("Lao động", "Labour")),
    ("fee", Name("Giá, phí", "Prices and charges")),
    ("wastewater", Name("Nước thải", "Waste water")),
    ("housing", Name("Nhà ở công nhân", "Worker housing")),
    ("school", Name("Trường học", "Schools")),
    ("procedures", Name("Thủ tục hành chính", "Administrative procedures")),
    ("inquiries", Name("Nhà đầu tư tìm hiểu", "Investors' inquiries")),
    ("grdp", Name("GRDP", "GRDP")),
    ("pci", Name("PCI", "PCI")),
    ("fdi", Name("FDI", "FDI")),
)
"""The groups of indicators, by the first word of their codes."""


def expression_in_words(expression: Expression) -> Name:
    """An expression as a sentence would have it: (a + b) / c × 100."""
    if isinstance(expression, Ratio):
        above, below = _bracketed(expression.numerator), _bracketed(expression.denominator)
        times = " × 100" if expression.percent else ""
        return Name(f"{above.vi} / {below.vi}{times}", f"{above.en} / {below.en}{times}")
    if isinstance(expression, Sum):
        parts = [(sign, expression_in_words(part)) for sign, part in expression.parts]
        return Name(
            _joined([(sign, part.vi) for sign, part in parts]), _joined([(sign, part.en) for sign, part in parts])
        )
    if isinstance(expression, CountZones):
        condition = conditions(expression.zones)
        return Name(f"số khu, cụm {condition.vi}", f"the number of zones {condition.en}")
    if isinstance(expression, Term):
        return term_in_words(expression)
    raise TypeError(f"no words for {type(expression).__name__}")


def term_in_words(term: Term) -> Name:
    """A term: its measure, how it is taken in time, and over which zones."""
    measure, timing = MEASURES[term.measure].name, TIMINGS.get(term.timing)
    which = (
        Name(f" của khu, cụm {conditions(term.zones).vi}", f" of zones {conditions(term.zones).en}")
        if term.zones
        else None
    )
    reports = Name(" (chỉ số chính thức)", " (final reports only)") if term.reports is Reports.FINAL else None
    vi = measure.vi + (timing.vi if timing else "") + (which.vi if which else "") + (reports.vi if reports else "")
    return Name(
        vi, measure.en + (timing.en if timing else "") + (which.en if which else "") + (reports.en if reports else "")
    )


def conditions(zones: Zones) -> Name:
    """Which zones are meant, by the stages they have and have not reached."""
    has = [MEASURES[code].name for code in zones.all_of]
    lacks = [MEASURES[code].name for code in zones.none_of]
    vi = "thuộc diện «" + "» và «".join(name.vi for name in has) + "»"
    en = "among the “" + "” and the “".join(name.en for name in has) + "”"
    if lacks:
        vi += " mà không thuộc «" + "», «".join(name.vi for name in lacks) + "»"
        en += " but not among the “" + "”, “".join(name.en for name in lacks) + "”"
    return Name(vi, en)


def formula_of(figure: Figure) -> Formula | None:
    """The formula that a figure was computed by; None for a statistic quoted."""
    base = figure.formula.removesuffix(f".{figure.form.value}")
    return next((each for each in figure.indicator.formulas if each.code == base), None)


def verified_in_words(verified: str) -> Name | None:
    """How well a basis was verified."""
    return Verified(verified).label if verified else None


def grouped() -> list[tuple[Name, list[Indicator]]]:
    """All indicators in their groups, in the order of the catalogue."""
    named = dict(GROUPS)
    found: dict[str, list[Indicator]] = {}
    for each in INDICATORS.values():
        found.setdefault(each.code.partition(".")[0], []).append(each)
    return [(named.get(code, Name(code, code)), members) for code, members in found.items()]


def _bracketed(expression: Expression) -> Name:
    words = expression_in_words(expression)
    return Name(f"({words.vi})", f"({words.en})") if isinstance(expression, Sum) else words


def _joined(parts: list[tuple[int, str]]) -> str:
    said = "".join((" − " if sign < 0 else " + ") + part for sign, part in parts)
    return said.removeprefix(" + ").strip()
