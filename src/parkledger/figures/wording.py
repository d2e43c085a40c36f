"""How a figure is written: number, unit, and whether it is an estimate, as an official would write it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Final

from parkledger.catalogue import ZoneKind
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import PERCENTAGE_POINT, RANKED_OF, Figure, Form, Question
from parkledger.figures.coverage import Coverage, ZoneGap, ZoneLack, ZonesLacked
from parkledger.figures.supposing import supposed_mark
from parkledger.language import (
    Lang,
    Period,
    Quantity,
    Text,
    Unit,
    capitalised,
    days_said,
    exact_decimals,
    format_date,
    format_months,
    format_number,
    format_period,
    format_quantity,
    round_half_up,
    unit_label,
)
from parkledger.language.units import ALL_MONEY
from parkledger.places import get

UNKNOWN = Text("chưa có số liệu", "no data yet")
INSUFFICIENT = Text("chưa đủ số liệu", "insufficient data")
_ESTIMATE: Final = Text("ước ", "est. ")
MONEY_DECIMALS = 2
TARIFF_DECIMALS = 6


def form_name(form: Form, lang: Lang) -> str:
    """The name of a form."""
    return form.label.of(lang)


def written(figure: Figure, lang: Lang) -> str:
    """A figure's value in words and digits; that it was never recorded, where that is so. One that is supposed bears the mark."""
    if figure.value is None and (figure.low is None or figure.high is None):
        return _absent(figure).of(lang)
    return _written(figure, lang) + supposed_mark()


def _written(figure: Figure, lang: Lang) -> str:
    if figure.value is None:
        low, high = figure.low or Fraction(0), figure.high or Fraction(0)
        return f"{number(low, figure.unit, lang, figure)} – {number(high, figure.unit, lang, figure)}"
    estimate = estimate_mark(figure, lang)
    if lacks(figure) and figure.indicator.shortfall is not None:
        return f"{estimate}{figure.indicator.shortfall.of(lang)} {number(-figure.value, figure.unit, lang, figure)}"
    return estimate + number(figure.value, figure.unit, lang, figure)


def estimate_mark(figure: Figure, lang: Lang) -> str:
    """What stands before the number of an estimate; empty before one that is none."""
    return _ESTIMATE.of(lang) if figure.estimate and figure.value is not None else ""


CONVERTED: Final = Text(
    "tiền ghi bằng đồng tiền khác được quy đổi theo tỷ giá lưu cùng từng sự kiện, không quy đổi lại",
    "money recorded in another currency is converted at the rate stored with each event, and never again",
)


def conversion_note(figure: Figure) -> Text | None:
    """That amounts in another currency are in a figure; None where there are none, and where it has no value."""
    return CONVERTED if figure.converted and figure.value is not None else None


def lacks(figure: Figure) -> bool:
    """Whether less than nothing is left: a utility of which more is used than there is."""
    falls = figure.form is Form.VALUE and figure.indicator.shortfall is not None
    return falls and figure.value is not None and figure.value < 0


OTHERS_BOOKS: Final = Text(
    "không sổ nào là của địa bàn này: chỉ gồm những gì được ghi rõ là ở trong đó",
    "no book is of this place: only what is recorded as lying in it is counted",
)
"""Of a former province whose zones stand in the book of the province that it went into: one recorded without its district is missing."""


def _absent(figure: Figure) -> Text:
    """What stands in the place of a value that there is none of."""
    return UNKNOWN if figure.coverage.refusal is None else INSUFFICIENT


def coverage_note(figure: Figure, lang: Lang) -> str:
    """What limits a figure, in words for those who read it; empty where it is of all that it was asked for."""
    return "; ".join(part.of(lang) for part in coverage_parts(figure))


def coverage_parts(figure: Figure) -> tuple[Text, ...]:
    """What limits a figure, each limit apart; none where it is of all that it was asked for."""
    coverage, kind = figure.coverage, figure.question.kind
    found = [_days_covered(figure), _gaps(coverage), _tail(coverage)]
    if coverage.missing:
        found.append(_places_missing(figure))
    found += [
        _zones_lacking(coverage, kind),
        _months_lacking(coverage, kind),
        _zones_empty(coverage, kind),
        *(_zones_lacked(each, figure.question) for each in coverage.lacked),
        _zones_of_one_side(coverage, kind),
        *coverage.remarks,
        coverage.refusal,
    ]
    if coverage.compared is not None:
        found.append(_lacking_before(coverage.compared, kind))
    return tuple(part for part in found if part is not None)


def _gaps(coverage: Coverage) -> Text | None:
    """The periods that no report is about."""
    if not coverage.gaps:
        return None
    named = [days_said(gap.start, gap.end) for gap in coverage.gaps[:MOST_NAMED]]
    more = "…" if len(coverage.gaps) > MOST_NAMED else ""
    vi, en = (", ".join(each.of(lang) for each in named) + more for lang in (Lang.VI, Lang.EN))
    return Text(f"chưa có báo cáo kỳ {vi}", f"no report for {en}")


def _tail(coverage: Coverage) -> Text | None:
    """The last day reported on, where nobody reported what follows."""
    if coverage.tail is None:
        return None
    said = days_said(coverage.tail)
    return Text(f"báo cáo đến ngày {said.vi}", f"reported to {said.en}")


MOST_NAMED = 3
"""Places and periods that are named; of more their number is said."""


def _days_covered(figure: Figure) -> Text | None:
    """From and to which day the books speak, where a figure was asked for more."""
    since, until = figure.coverage.since, figure.coverage.until
    if not figure.coverage.recorded:
        return None if figure.value is None else OTHERS_BOOKS
    if until is not None:
        if figure.coverage.ends:
            return _books_ended(figure.coverage)
        said = days_said(until)
        if figure.value is None and figure.coverage.refusal is None:
            return Text(f"chưa có số liệu sau ngày {said.vi}", f"no data after {said.en}")
        return Text(f"số liệu đến ngày {said.vi}", f"data to {said.en}")
    if since is not None:
        said = days_said(since)
        return Text(f"số liệu từ ngày {said.vi}", f"data from {said.en}")
    return None


def _books_ended(coverage: Coverage) -> Text:
    """To which day each of the books speaks that end before the day asked for; of many, how many do."""
    ends = coverage.ends
    if len(ends) > MOST_NAMED:
        first = days_said(min(end.until for end in ends))
        return Text(
            f"{len(ends)}/{coverage.books} sổ chưa có số liệu đến ngày hỏi, sổ sớm nhất đến {first.vi}",
            f"{len(ends)} of {coverage.books} books end before the day asked for, the first on {first.en}",
        )
    days = [(end.name or end.book, days_said(end.until)) for end in ends]
    vi = ", ".join(f"{name} đến ngày {day.vi}" for name, day in days)
    return Text(f"số liệu của {vi}", f"data of {', '.join(f'{name} to {day.en}' for name, day in days)}")


def _places_missing(figure: Figure) -> Text:
    """Which provinces a figure lacks; of many, how many it has. One of before a merger may bear the name of the merged.

    Where the place has books, and none of them a zone of the kind, it is that which is said: the place lacks not itself.
    """
    coverage, kind = figure.coverage, figure.question.kind
    if kind is not None and not coverage.covered:
        return Text(
            f"các sổ của địa bàn chưa ghi nhận {kind_words(kind, Lang.VI)} nào",
            f"no {kind_words(kind, Lang.EN)} are on record in the books of the place",
        )
    if len(coverage.missing) <= MOST_NAMED:
        places = [get(code) for code in coverage.missing]
        asked = get(figure.question.place)
        former = [each.name == asked.name and each.code != asked.code for each in places]
        titles = [each.title(figure.question.end) for each in places]
        vi = [title.vi + (" (cũ)" if old else "") for title, old in zip(titles, former, strict=True)]
        en = [("former " if old else "") + title.en for title, old in zip(titles, former, strict=True)]
        return Text(f"chưa gồm {', '.join(vi)}", f"without {', '.join(en)}")
    there = coverage.covered
    return Text(
        f"mới có số liệu của {there}/{coverage.places} tỉnh, thành phố", f"{there} of {coverage.places} provinces only"
    )


def _zones_lacking(coverage: Coverage, kind: ZoneKind | None) -> Text | None:
    """Of how many zones nothing was reported, and of which where they are few."""
    if not coverage.silent:
        return None
    shown = _of_zones(coverage.silent, coverage, kind)
    names = _named([gap for gap in coverage.lacking if gap.is_silent])
    return Text(f"chưa có báo cáo của {shown.vi}{names}", f"without reports of {shown.en}{names}")


def _named(gaps: Sequence[ZoneGap]) -> str:
    """The names of few zones, in brackets; none where one is withheld from whoever asks."""
    if len(gaps) > MOST_NAMED or not _are_shown(gaps):
        return ""
    return f" ({', '.join(gap.title for gap in gaps)})"


def _are_shown(gaps: Sequence[ZoneGap]) -> bool:
    """Whether whoever asks may know which zones these are."""
    hidden = hiding(PublicKind.ZONES)
    return all(gap.title and gap.book not in hidden for gap in gaps)


def _months_lacking(coverage: Coverage, kind: ZoneKind | None) -> Text | None:
    """Which months zones did not report that reported others; of many zones, of how many."""
    gaps = coverage.partly
    if not gaps:
        return None
    if len(gaps) > MOST_NAMED or not _are_shown(gaps):
        shown = _of_zones(frozenset(gap.zone for gap in gaps), coverage, kind)
        return Text(f"thiếu báo cáo một số tháng của {shown.vi}", f"without some months of {shown.en}")
    vi, en = (", ".join(f"{gap.title}: {_months(gap.periods, lang)}" for gap in gaps) for lang in (Lang.VI, Lang.EN))
    return Text(f"thiếu {vi}", f"without {en}")


def _months(periods: Sequence[Period], lang: Lang) -> str:
    """The months that periods are, or their days where they are of no whole months."""
    more = ", …" if len(periods) > MOST_NAMED else ""
    return ", ".join(format_months(period, lang) for period in periods[:MOST_NAMED]) + more


def _lacking_before(before: Coverage, kind: ZoneKind | None) -> Text | None:
    """What the year before lacks that a figure was to be compared with."""
    found = [
        each
        for each in (_gaps(before), _tail(before), _zones_lacking(before, kind), _months_lacking(before, kind))
        if each
    ]
    if not found:
        return None
    vi, en = (", ".join(each.of(lang) for each in found) for lang in (Lang.VI, Lang.EN))
    return Text(f"cùng kỳ năm trước {vi}", f"the year before {en}")


def _zones_empty(coverage: Coverage, kind: ZoneKind | None) -> Text | None:
    """Of how many zones no letting is on record. Their own figures say which."""
    if not coverage.empty:
        return None
    shown = _of_zones(coverage.empty, coverage, kind)
    return Text(
        f"chưa ghi nhận cho thuê ở {shown.vi}, tính là chưa cho thuê",
        f"{shown.en} have no letting on record, counted as not let",
    )


_LACKED = {
    ZoneLack.OPENED: Text(
        "chưa gồm phần trước ngày chốt số dư đầu kỳ của {zones}",
        "without what came before the opening balances of {zones}",
    ),
    ZoneLack.FDI_ALONE: Text(
        "báo cáo gần nhất của {zones} chỉ có phần FDI", "the last report of {zones} is of FDI alone"
    ),
    ZoneLack.DDI_ALONE: Text(
        "báo cáo gần nhất của {zones} chỉ có phần DDI", "the last report of {zones} is of domestic projects alone"
    ),
    ZoneLack.UNSPLIT: Text(
        "chưa gồm phần của {zones}: báo cáo không tách FDI và trong nước",
        "without the part of {zones}, where reports do not tell foreign and domestic capital apart",
    ),
    ZoneLack.MERGED: Text(
        "chưa gồm phần của {zones} từ khi sáp nhập: khu, cụm tiếp nhận chưa báo cáo",
        "without what was reported of {zones} until merged: the zone that took over has not reported since",
    ),
    ZoneLack.UNMATCHED: Text(
        "chưa gồm {zones}: chưa ghi nhận đủ các số dùng để tính",
        "without {zones}, of which not all that it is computed from is on record",
    ),
    ZoneLack.UNMEASURED: Text("chưa ghi nhận diện tích của {zones}", "without the areas of {zones}, not on record"),
    ZoneLack.CONTRADICTED: Text(
        "số liệu mâu thuẫn ở {zones}: đất đã cho thuê, đã chấp thuận vượt đất có trên sổ",
        "the books contradict themselves in {zones}: more land is let or approved than there is on record",
    ),
    ZoneLack.UNPLANNED: Text(
        "chưa gồm {zones} đã thành lập mà chưa ghi nhận đưa vào quy hoạch",
        "without {zones} established and not on record as planned",
    ),
}
"""What a figure does not have of zones, by the reason."""
_OF_PLACES = Text("địa bàn", "the place as a whole")


def _zones_lacked(lacked: ZonesLacked, question: Question) -> Text:
    """The zones, or provinces, of which a figure does not have all, named where they are few, with the reason."""
    count, said, kind = Fraction(len(lacked.zones)), _LACKED[lacked.why], question.kind
    if not lacked.zones:
        whose = _provinces(lacked.places, question.end) if lacked.places else _OF_PLACES
        return Text(*(said.of(lang).format(zones=whose.of(lang)) for lang in (Lang.VI, Lang.EN)))
    names = _named(lacked.zones)
    shown = (
        _counted_of(int(count), lacked.every, kind, lang)
        if lacked.every
        else f"{format_number(count, lang)} {counted_zones(kind, count, lang)}"
        for lang in (Lang.VI, Lang.EN)
    )
    vi, en = (
        said.of(lang).format(zones=f"{zones}{names}") for lang, zones in zip((Lang.VI, Lang.EN), shown, strict=True)
    )
    return Text(vi, en)


def _provinces(codes: Sequence[str], on: date) -> Text:
    """Provinces by what they were called on a day; of many, how many they are."""
    if len(codes) > MOST_NAMED:
        return Text(f"{len(codes)} tỉnh, thành phố", f"{len(codes)} provinces")
    titles = [get(code).title(on) for code in codes]
    return Text(", ".join(title.vi for title in titles), ", ".join(title.en for title in titles))


def one_sided_note(figure: Figure, lang: Lang) -> str:
    """What limits a change alone: that the two figures are not of the reports of the same zones; empty where they are."""
    found = _zones_of_one_side(figure.coverage, figure.question.kind)
    return found.of(lang) if found else ""


def _zones_of_one_side(coverage: Coverage, kind: ZoneKind | None) -> Text | None:
    """Which zones' reports are only in the later or only in the earlier of two figures that are set against each other."""
    found = []
    for zones, vi, en in (
        (coverage.joined, "kỳ sau có thêm báo cáo riêng của", "only the later period has reports of"),
        (coverage.left, "chỉ kỳ trước có báo cáo riêng của", "only the earlier period has reports of"),
    ):
        if zones:
            count = Fraction(len(zones))
            told = (f"{format_number(count, lang)} {counted_zones(kind, count, lang)}" for lang in (Lang.VI, Lang.EN))
            shown, names = Text(*told), _named(zones)
            found.append(Text(f"{vi} {shown.vi}{names}", f"{en} {shown.en}{names}"))
    return Text(", ".join(each.vi for each in found), ", ".join(each.en for each in found)) if found else None


def _of_zones(lacking: frozenset[int], coverage: Coverage, kind: ZoneKind | None) -> Text:
    """How many of all zones that a figure should be of."""
    left_out = {gap.zone for each in coverage.lacked if each.why is ZoneLack.UNMATCHED for gap in each.zones}
    every = Fraction(len(lacking | coverage.heard | coverage.silent | left_out))
    return Text(*(_counted_of(len(lacking), int(every), kind, lang) for lang in (Lang.VI, Lang.EN)))


def _counted_of(count: int, every: int, kind: ZoneKind | None, lang: Lang) -> str:
    """Some of all zones, "1/8 KCN"; in English "1 of 8 industrial parks", which is no number of parks to whoever reads it."""
    of = "/" if lang is Lang.VI else " of "
    return f"{format_number(count, lang)}{of}{format_number(every, lang)} {counted_zones(kind, Fraction(every), lang)}"


_FORM_DECIMALS: Final = 2
"""Decimals of a growth and of a share of the plan, in per cent."""


def number(value: Fraction, unit: str, lang: Lang, figure: Figure | None = None) -> str:
    """A value with its unit."""
    if unit in ALL_MONEY:
        return _quantity(value, unit, lang, _money_decimals(value))
    if unit == PERCENTAGE_POINT:
        return f"{'+' if value > 0 else ''}{format_number(value, lang, decimals=2)} {unit_label(unit).of(lang)}"
    if unit == "rank":
        return ("thứ " if lang is Lang.VI else "rank ") + format_number(value, lang) + _ranked_of(figure, lang)
    if "/" in unit and unit != Unit.M3_PER_DAY.value:
        return _tariff(value, unit, lang)
    if counted := _counted(value, unit, figure, lang):
        return f"{format_number(value, lang)} {counted}"
    if unit in set(Unit):
        return _quantity(value, unit, lang, _decimals(value, figure, unit))
    return _tariff(value, unit, lang)


def growth_number(growth: Fraction, lang: Lang) -> str:
    """How far something went up or down, in per cent and without its direction: as exact as the figure of the growth is."""
    return _quantity(abs(growth), Unit.PERCENT, lang, _FORM_DECIMALS)


def _ranked_of(figure: Figure | None, lang: Lang) -> str:
    """Of how many a rank is: as it was quoted, or among whom it was counted."""
    if figure is None or figure.note is None:
        return ""
    if figure.note.vi.startswith(RANKED_OF):
        return f"/{figure.note.vi.removeprefix(RANKED_OF)}"
    return f" {figure.note.of(lang)}"


def _counted(value: Fraction, unit: str, figure: Figure | None, lang: Lang) -> str:
    """What is counted, where the indicator names it more closely than its unit does; else empty."""
    if unit == "zone":
        return counted_zones(figure.question.kind if figure else None, value, lang)
    if figure is None:
        return ""
    if unit == Unit.PROJECT and figure.question.indicator in ADJUSTMENTS:
        return (_ADJUSTMENTS_OF_ONE if value == 1 else TIMES).of(lang)
    if unit == Unit.PROJECT and figure.question.indicator.startswith("enterprises."):
        return Text("doanh nghiệp", "enterprise" if value == 1 else "enterprises").of(lang)
    if unit == Unit.PERSON and not figure.question.indicator.startswith("labour."):
        return _persons(value).of(lang)
    return ""


def persons(value: Fraction, lang: Lang) -> str:
    """How many persons, where they are counted not as workers: those injured, those who took part in a stoppage."""
    return f"{format_number(value, lang)} {_persons(value).of(lang)}"


def _persons(value: Fraction) -> Text:
    return Text("người", "person" if value == 1 else "persons")


ADJUSTMENTS: Final = frozenset({"projects.adjusted", "projects.reduced", "projects.share_purchases"})
"""What counts adjustments: a project adjusted twice in a period is counted twice, and "25 projects" would be wrong."""
TIMES: Final = Text("lượt dự án", "project adjustments")
_ADJUSTMENTS_OF_ONE: Final = Text("lượt dự án", "project adjustment")


@lru_cache(maxsize=65_536)
def _quantity(value: Fraction, unit: str, lang: Lang, decimals: int | None) -> str:
    """A number with its unit; tables hold the same ones again and again."""
    return format_quantity(Quantity(value, Unit(unit)), lang, decimals=decimals)


def counted_zones(kind: ZoneKind | None, value: Fraction, lang: Lang) -> str:
    """What is counted: KCN, CCN; in English one industrial park, two industrial parks."""
    if lang is Lang.VI:
        return kind.short if kind else "khu, cụm"
    many = "zones" if kind is None else f"{kind.label.en}s"
    return many.removesuffix("s") if value == 1 else many


@lru_cache(maxsize=16_384)
def _tariff(value: Fraction, unit: str, lang: Lang) -> str:
    exact = 0 if unit.endswith("/person") else exact_decimals(value)
    shown = format_number(value, lang, decimals=2 if exact is None or exact > TARIFF_DECIMALS else exact)
    label = unit_label(unit).of(lang)
    return f"{shown} {label}{A_MONTH.of(lang)}" if unit.endswith("/person") else f"{shown} {label}"


A_MONTH: Final = Text("/tháng", " a month")
"""What a person earns is told of a month: wages are reported so."""


def _money_decimals(value: Fraction) -> int:
    """Two decimals of the largest scale, and none for small amounts."""
    return MONEY_DECIMALS if abs(value) >= 1_000_000 else 0


def _decimals(value: Fraction, figure: Figure | None, unit: str) -> int:
    """The decimals of the figure's indicator; without one, hectares have two, and what is counted as many as it needs."""
    if unit == "percent":
        if figure and figure.form is Form.GROWTH:
            return _FORM_DECIMALS
        return _percent_decimals(value, _FORM_DECIMALS if figure and figure.form is Form.PLAN_RATIO else 1)
    if figure is not None:
        return figure.indicator.decimals
    exact = exact_decimals(value)
    return 2 if unit == "ha" or exact is None else exact


def _percent_decimals(value: Fraction, least: int) -> int:
    """So many decimals, or as many more as it takes that what is nearly all, or nearly nothing, is not told as all or nothing."""
    most = least + _MORE_DECIMALS
    told = (decimals for decimals in range(least, most) if round_half_up(value, decimals) not in _ALL_OR_NOTHING)
    return least if value in _ALL_OR_NOTHING else next(told, most)


_ALL_OR_NOTHING: Final = frozenset({Fraction(0), Fraction(100)})
_MORE_DECIMALS: Final = 4


def period_words(figure: Figure, lang: Lang) -> str:
    """The date or period of a figure."""
    end = format_date(figure.period_end, lang)
    return end if figure.period_start is None else f"{format_date(figure.period_start, lang)} – {end}"


def figure_title(figure: Figure, lang: Lang) -> str:
    """What a figure is of, in one line."""
    title = indicator_title(figure, lang)
    question = figure.question
    if question.kind and question.zone is None and title == capitalised(figure.indicator.name.of(lang)):
        title = f"{title} ({kind_words(question.kind, lang)})"
    if question.origin:
        title += f", {question.origin.short.of(lang)}"
    if question.member:
        title += f", {question.member.name.of(lang)}"
    if figure.rest:
        title += f", {figure.rest.name.of(lang)}"
    return title if figure.form is Form.VALUE else f"{title}: {form_name(figure.form, lang)}"


def dated_title(figure: Figure, on: date, lang: Lang, *, of_form: bool = True) -> str:
    """What a figure is of, with its period where it is not of a day; without its form where another word says that."""
    title = figure_title(
        figure if of_form else replace(figure, question=replace(figure.question, form=Form.VALUE)), lang
    )
    if figure.period_start is None and figure.period_end == on:
        return title
    period = Period(figure.period_start or figure.period_end, figure.period_end)
    return f"{title}, {format_period(period, lang)}"


def indicator_title(figure: Figure, lang: Lang) -> str:
    """A figure's indicator, said of its kind of zones where its name speaks of zones: "KCN đã thành lập"."""
    title = capitalised(figure.indicator.name.of(lang))
    kind = figure.question.kind
    if kind is None or figure.question.zone is not None:
        return title
    for word in ZONES_IN_WORDS if lang is Lang.VI else ZONES_IN_ENGLISH:
        if word in title:
            return capitalised(title.replace(word, kind_words(kind, lang)))
    return title


def kind_words(kind: ZoneKind, lang: Lang) -> str:
    """Zones of a kind in few words: KCN, parks."""
    return kind.short if lang is Lang.VI else ENGLISH_KINDS[kind]


ZONES_IN_WORDS = ("Khu, cụm", "khu, cụm")
ZONES_IN_ENGLISH = ("Zones", "zones")
ENGLISH_KINDS = {ZoneKind.PARK: "parks", ZoneKind.CLUSTER: "clusters", ZoneKind.ECONOMIC_ZONE: "economic zones"}
