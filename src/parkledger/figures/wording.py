"""How a figure is written: number, unit, and whether it is an estimate, as an official would write it."""

from fractions import Fraction
from functools import lru_cache

from parkledger.catalogue import ZoneKind
from parkledger.figures import Figure, Form
from parkledger.figures.coverage import CoverageStatus
from parkledger.language import (
    Lang,
    Quantity,
    Text,
    Unit,
    exact_decimals,
    format_date,
    format_number,
    format_quantity,
    unit_label,
)
from parkledger.places import get

FORM_NAMES = {
    Form.VALUE: Text("giá trị", "value"),
    Form.GROWTH: Text("tăng trưởng", "growth"),
    Form.PLAN_RATIO: Text("so với kế hoạch", "against the plan"),
    Form.SHARE: Text("tỷ trọng", "share"),
    Form.RANK: Text("thứ hạng", "rank"),
}
UNKNOWN = Text("chưa ghi nhận", "not recorded")
NO_DATA = Text("chưa có số liệu", "no data yet")
INSUFFICIENT = Text("chưa đủ số liệu", "insufficient data")
MONEY_DECIMALS = 2
TARIFF_DECIMALS = 6


def form_name(form: Form, lang: Lang) -> str:
    """The name of a form."""
    return FORM_NAMES[form].of(lang)


def written(figure: Figure, lang: Lang) -> str:
    """A figure's value in words and digits; that it was never recorded, where that is so."""
    if figure.value is None:
        if figure.low is not None and figure.high is not None:
            return f"{number(figure.low, figure.unit, lang, figure)} – {number(figure.high, figure.unit, lang, figure)}"
        return _absent(figure).of(lang)
    estimate = {Lang.VI: "ước ", Lang.EN: "est. "}[lang] if figure.estimate else ""
    return estimate + number(figure.value, figure.unit, lang, figure)


def _absent(figure: Figure) -> Text:
    """What stands in the place of a value that there is none of."""
    if figure.coverage.refusal is not None:
        return INSUFFICIENT
    return NO_DATA if figure.coverage.status is CoverageStatus.BEYOND else UNKNOWN


def coverage_note(figure: Figure, lang: Lang) -> str:
    """What limits a figure, in words for those who read it; empty where it is of all that it was asked for."""
    coverage = figure.coverage
    found = [_days_covered(figure)]
    if coverage.gaps:
        named = ", ".join(
            f"{format_date(gap.start, lang)}–{format_date(gap.end, lang)}" for gap in coverage.gaps[:MOST_NAMED]
        )
        more = "…" if len(coverage.gaps) > MOST_NAMED else ""
        found.append(Text(f"chưa có báo cáo kỳ {named}{more}", f"no report for {named}{more}"))
    if coverage.missing:
        found.append(_places_missing(figure))
    found.append(coverage.refusal)
    return "; ".join(part.of(lang) for part in found if part is not None)


MOST_NAMED = 3
"""Places and periods that are named; of more their number is said."""


def _days_covered(figure: Figure) -> Text | None:
    """From and to which day the books speak, where a figure was asked for more."""
    since, until = figure.coverage.since, figure.coverage.until
    if not figure.coverage.recorded:
        return None
    if until is not None:
        said = [format_date(until, lang) for lang in (Lang.VI, Lang.EN)]
        if figure.value is None and figure.coverage.refusal is None:
            return Text(f"chưa có số liệu sau ngày {said[0]}", f"no data after {said[1]}")
        return Text(f"số liệu đến ngày {said[0]}", f"data to {said[1]}")
    if since is not None:
        said = [format_date(since, lang) for lang in (Lang.VI, Lang.EN)]
        return Text(f"số liệu từ ngày {said[0]}", f"data from {said[1]}")
    return None


def _places_missing(figure: Figure) -> Text:
    """Which provinces a figure lacks; of many, how many it has. One of before a merger may bear the name of the merged."""
    coverage = figure.coverage
    if len(coverage.missing) <= MOST_NAMED:
        places = [get(code) for code in coverage.missing]
        asked = get(figure.question.place)
        former = [each.name == asked.name and each.code != asked.code for each in places]
        vi = [each.title().vi + (" (cũ)" if old else "") for each, old in zip(places, former, strict=True)]
        en = [("former " if old else "") + each.title().en for each, old in zip(places, former, strict=True)]
        return Text(f"chưa gồm {', '.join(vi)}", f"without {', '.join(en)}")
    there = coverage.covered
    return Text(
        f"mới có số liệu của {there}/{coverage.places} tỉnh, thành phố", f"{there} of {coverage.places} provinces only"
    )


def number(value: Fraction, unit: str, lang: Lang, figure: Figure | None = None) -> str:
    """A value with its unit."""
    if unit == "zone":
        kind = figure.question.kind if figure else None
        return f"{format_number(value, lang)} {_zones(kind, value, lang)}"
    if unit in {"USD", "VND"}:
        return _quantity(value, unit, lang, _money_decimals(value))
    if unit == "rank":
        note = f" ({figure.note})" if figure and figure.note else ""
        return ("thứ " if lang is Lang.VI else "rank ") + format_number(value, lang) + note
    if "/" in unit and unit != Unit.M3_PER_DAY.value:
        return _tariff(value, unit, lang)
    decimals = _decimals(value, figure, unit)
    if unit in set(Unit):
        return _quantity(value, unit, lang, decimals)
    return _tariff(value, unit, lang)


@lru_cache(maxsize=65_536)
def _quantity(value: Fraction, unit: str, lang: Lang, decimals: int | None) -> str:
    """A number with its unit; tables hold the same ones again and again."""
    return format_quantity(Quantity(value, Unit(unit)), lang, decimals=decimals)


def _zones(kind: ZoneKind | None, value: Fraction, lang: Lang) -> str:
    """What is counted: KCN, CCN; in English one industrial park, two industrial parks."""
    if lang is Lang.VI:
        return kind.short if kind else "khu, cụm"
    many = "zones" if kind is None else f"{kind.label.en}s"
    return many.removesuffix("s") if value == 1 else many


@lru_cache(maxsize=16_384)
def _tariff(value: Fraction, unit: str, lang: Lang) -> str:
    exact = 0 if unit.endswith("/person") else exact_decimals(value)
    shown = format_number(value, lang, decimals=2 if exact is None or exact > TARIFF_DECIMALS else exact)
    return f"{shown} {unit_label(unit).of(lang)}"


def _money_decimals(value: Fraction) -> int:
    """Two decimals of the largest scale, and none for small amounts."""
    return MONEY_DECIMALS if abs(value) >= 1_000_000 else 0


def _decimals(value: Fraction, figure: Figure | None, unit: str) -> int:
    """The decimals of the figure's indicator; without one, hectares have two, and what is counted as many as it needs."""
    if unit == "percent":
        return 2 if figure and figure.form in {Form.PLAN_RATIO, Form.GROWTH} else 1
    if figure is not None:
        return figure.indicator.decimals
    exact = exact_decimals(value)
    return 2 if unit == "ha" or exact is None else exact


def period_words(figure: Figure, lang: Lang) -> str:
    """The date or period of a figure."""
    end = format_date(figure.period_end, lang)
    return end if figure.period_start is None else f"{format_date(figure.period_start, lang)} – {end}"


def figure_title(figure: Figure, lang: Lang) -> str:
    """What a figure is of, in one line."""
    title = figure.indicator.name.of(lang)
    title = title[:1].upper() + title[1:]
    question = figure.question
    if question.kind and question.zone is None:
        title = _of_kind(title, question.kind, lang)
    if question.origin:
        title += f", {question.origin.value.upper()}"
    return title if figure.form is Form.VALUE else f"{title}: {form_name(figure.form, lang)}"


def _of_kind(title: str, kind: ZoneKind, lang: Lang) -> str:
    """An indicator's title said of one kind of zone: "KCN đã thành lập", "Established parks"."""
    words, own = (
        (ZONES_IN_WORDS, {each: each.short for each in ZoneKind})
        if lang is Lang.VI
        else (ZONES_IN_ENGLISH, ENGLISH_KINDS)
    )
    for word in words:
        if word in title:
            said = title.replace(word, own[kind])
            return said[:1].upper() + said[1:]
    return f"{title} ({own[kind]})"


ZONES_IN_WORDS = ("Khu, cụm", "khu, cụm")
ZONES_IN_ENGLISH = ("Zones", "zones")
ENGLISH_KINDS = {ZoneKind.PARK: "parks", ZoneKind.CLUSTER: "clusters", ZoneKind.ECONOMIC_ZONE: "economic zones"}
