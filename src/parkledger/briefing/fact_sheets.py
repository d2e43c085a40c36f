"""A zone's fact sheet: one A4 page in PDF, set by Typst from data alone, so that no name can be read as markup."""

from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from parkledger.briefing import written
from parkledger.briefing.typesetting import FONTS, set_in_type
from parkledger.briefing.zone_profiles import Standing, ZonePage
from parkledger.catalogue import Act, Origin
from parkledger.checking.conditions import INFORMS, ConditionAnswer
from parkledger.figures import Figure
from parkledger.figures.wording import coverage_note, number
from parkledger.language import (
    Lang,
    capitalised,
    format_date,
    format_moment,
    format_number,
    to_hectares,
)
from parkledger.records.dates import Dates
from parkledger.records.land_bars import LandBar, land_bar
from parkledger.records.zone_holdings import stage_name

HERE: Final = Path(__file__).parent
LONGEST: Final = 60
"""Characters of a name in a table; a longer one is cut."""
LONGEST_TITLE: Final = 90


@dataclass(frozen=True, slots=True)
class FactSheet:
    """What a sheet is made from: the zone's page, the dates written out, the address to cite, the language."""

    page: ZonePage
    dates: Dates
    address: str
    lang: Lang

    def say(self, vi: str, en: str) -> str:
        """Words in the sheet's language."""
        return en if self.lang is Lang.EN else vi


def fact_sheet(sheet: FactSheet) -> bytes:
    """The PDF."""
    made_on = (sheet.dates.known_at or datetime.now(UTC)).replace(microsecond=0)
    return set_in_type(HERE / "fact_sheet.typ", sheet_data(sheet), fonts=FONTS, format="pdf", timestamp=made_on)


def sheet_data(sheet: FactSheet) -> dict[str, Any]:
    """All that the page says, in the sheet's language."""
    page, lang = sheet.page, sheet.lang
    bar = land_bar(page.figures)
    return {
        "lang": lang.value,
        "title": cut(page.title, LONGEST_TITLE),
        "kind": capitalised(page.kind.label.of(lang)),
        "lead": capitalised(f"{page.place.of(lang)}. {_status(sheet)}"),
        "on": f"{sheet.say('Số liệu ngày', 'Figures on')} {format_date(sheet.dates.on, lang)}",
        "known": _known(sheet),
        "cards": _cards(sheet),
        "whole": _marked(bar.whole, lang) if bar else "",
        "land": _land(bar, lang) if bar else [],
        "facts": _facts(sheet),
        "decisions": _decisions(sheet),
        "tenants": _tenants(sheet),
        "tenants_said": _tenants_said(sheet),
        "facilities": [_standing(each, lang) for each in page.facilities],
        "tariffs": [_standing(each, lang) for each in page.tariffs],
        "conditions": [_condition(answer, lang) for answer in page.conditions],
        "formula": _formula(sheet),
        "demo": page.demo,
        "address": sheet.address,
        "words": _words(sheet),
    }


def cut(text: str, most: int = LONGEST) -> str:
    """A text that is no longer than so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _words(sheet: FactSheet) -> dict[str, Any]:
    say = sheet.say
    return {
        "land": say("Đất", "Land"),
        "about": say("Thông tin chung", "About"),
        "decisions": say("Quyết định", "Decisions"),
        "decision_heads": [say("Ngày", "Day"), say("Việc và văn bản", "What, and document")],
        "tenants": say("Dự án còn hiệu lực", "Projects in force"),
        "tenant_heads": [
            say("Doanh nghiệp", "Enterprise"),
            say("Ngành, nước", "Sector, country"),
            say("Vốn đăng ký", "Capital"),
            say("Đất thuê", "Land"),
            say("Tình trạng", "Status"),
        ],
        "facilities": say("Hạ tầng, nước thải", "Facilities, waste water"),
        "facility_heads": [say("Công trình", "Facility"), say("Công suất", "Capacity"), say("Từ ngày", "Since")],
        "tariffs": say("Giá, phí đang áp dụng", "Tariffs in force"),
        "tariff_heads": [say("Loại", "Tariff"), say("Đơn giá", "Price"), say("Từ ngày", "Since")],
        "conditions": say("Điều kiện mở rộng", "Conditions for expansion")
        if sheet.page.act is Act.EXPAND
        else say("Điều kiện thành lập", "Conditions for establishment"),
        "informs": INFORMS.of(sheet.lang),
        "none": say("chưa có số liệu", "not recorded"),
        "more": say("… và {n} dòng nữa, xem ở địa chỉ dưới trang", "… and {n} more, at the address below"),
        "demo": say("* Có dữ liệu minh họa, không có thật.", "* Contains demonstration data, which are made up."),
        "cite": say("Trích dẫn", "Cite"),
    }


def _status(sheet: FactSheet) -> str:
    page, lang = sheet.page, sheet.lang
    if page.zone.ended_on is None:
        stage = stage_name(page.stage).of(lang)
        return capitalised(stage)
    day = format_date(page.zone.ended_on, lang)
    if page.merged_into is None:
        return f"{sheet.say('Bãi bỏ từ ngày', 'Revoked on')} {day}"
    return f"{sheet.say('Sáp nhập vào', 'Merged into')} {page.merged_into.name}, {day}"


def _known(sheet: FactSheet) -> str:
    known = sheet.dates.known_at
    if known is None:
        return ""
    return f"{sheet.say('theo dữ liệu ghi nhận đến', 'as known at')} {format_moment(known, sheet.lang)}"


def _marked(figure: Figure, lang: Lang) -> str:
    """A figure's value, with the mark of demonstration data and, where something limits it, what that is."""
    note = coverage_note(figure, lang) if figure.value is not None else ""
    mark = "*" if figure.demo and figure.value is not None else ""
    return written(figure, lang) + mark + (f" ({note})" if note else "")


def _cards(sheet: FactSheet) -> list[dict[str, str]]:
    page, lang = sheet.page, sheet.lang
    figures = page.figures
    occupancy, available, leasable = (figures[code] for code in ("occupancy", "land.available", "land.leasable"))
    found = [
        (occupancy.indicator.name.of(lang), _marked(occupancy, lang), cut(occupancy.formula_name.of(lang), 70)),
        (
            available.indicator.name.of(lang),
            _marked(available, lang),
            sheet.say("trong ", "of ") + written(leasable, lang),
        ),
    ]
    for projects, capital in zip(page.origins["projects.in_force"], page.origins["capital.in_force"], strict=True):
        origin = (projects.question.origin or Origin.FDI).short
        label = sheet.say(f"Dự án {origin.vi} còn hiệu lực", f"{origin.en} projects in force")
        found.append((label, _marked(projects, lang), f"{sheet.say('vốn', 'capital')} {written(capital, lang)}"))
    found.append((figures["labour.workers"].indicator.name.of(lang), _marked(figures["labour.workers"], lang), ""))
    for figure in page.reported[:3]:
        start = format_date(figure.period_start, lang) if figure.period_start else ""
        period = f"{start} – {format_date(figure.period_end, lang)}"
        found.append((figure.indicator.name.of(lang), _marked(figure, lang), period))
    return [{"label": capitalised(label), "value": value, "more": more} for label, value, more in found]


def _land(bar: LandBar, lang: Lang) -> list[dict[str, Any]]:
    return [
        {
            "look": part.look,
            "width": part.width,
            "name": capitalised(part.name.of(lang)),
            "area": number(part.area_ha, "ha", lang) + ("*" if part.demo else ""),
            "share": number(part.share, "percent", lang) + ("*" if part.demo else ""),
        }
        for part in bar.parts
    ]


def _facts(sheet: FactSheet) -> list[tuple[str, str]]:
    page, zone, say = sheet.page, sheet.page.zone, sheet.say
    found = [(say("Chủ đầu tư hạ tầng", "Developer"), cut(zone.developer) or "—")]
    if len(zone.names) > 1:
        former = "; ".join(f"{cut(name, 40)} ({format_date(since, sheet.lang)})" for since, name in zone.names)
        found.append((say("Tên qua các thời kỳ", "Names over time"), cut(former, 140)))
    for code in ("land.natural", "land.planned", "land.industrial", "land.service", "infrastructure.completion"):
        figure = page.figures[code]
        if figure.value is not None:
            name = figure.indicator.name.of(sheet.lang)
            found.append((cut(capitalised(name), 34), _marked(figure, sheet.lang)))
    if zone.latitude and zone.longitude:
        said = say("vị trí minh họa, chưa đo", "position assumed, not surveyed")
        assumed = f" ({said})" if zone.position_assumed else ""
        found.append((say("Tọa độ", "Coordinates"), f"{zone.latitude}° N, {zone.longitude}° E{assumed}"))
    return found


def _decisions(sheet: FactSheet) -> list[tuple[str, str]]:
    entries = [entry for entry in sheet.page.decisions if not entry.taken_back]
    return [
        (
            format_date(entry.on, sheet.lang),
            cut(f"{entry.label.of(sheet.lang)}{': ' if entry.document else ''}{entry.document}", 75),
        )
        for entry in reversed(entries)
    ]


def _tenants(sheet: FactSheet) -> list[tuple[str, str, str, str, str]]:
    """The tenants with the most land first."""
    lines = sorted(sheet.page.tenants, key=lambda line: (-(line.land or 0), line.project.reference))
    return [
        (
            cut(line.project.enterprise or line.project.code, 42) + ("*" if line.demo else ""),
            cut(", ".join(part for part in (line.project.sector, line.project.country) if part), 48),
            _money(line.capital, line.currency, sheet.lang),
            _hectares(line.land, sheet.lang),
            cut(line.said.of(sheet.lang), 30),
        )
        for line in lines
    ]


def _tenants_said(sheet: FactSheet) -> str:
    count = format_number(Fraction(len(sheet.page.tenants)), sheet.lang)
    return f"({count}; {sheet.say('nhiều đất nhất trước', 'most land first')})"


def _standing(each: Standing, lang: Lang) -> tuple[str, str, str]:
    mark = "*" if each.demo else ""
    if each.measure.startswith("fee."):
        name = each.name.of(lang)
        label = capitalised(name) + (f" ({each.grade})" if each.grade else "")
        return cut(label) + mark, number(each.value, each.unit, lang), format_date(each.since, lang)
    return cut(each.detail, 44) + mark, number(each.value, each.unit, lang), format_date(each.since, lang)


def _condition(answer: ConditionAnswer, lang: Lang) -> tuple[str, str]:
    name = answer.name.of(lang)
    basis = "; ".join(dict.fromkeys(test.basis for test in answer.tests if test.basis))
    said = answer.verdict.label.of(lang)
    return cut(capitalised(name), 90), said + (f" [{cut(basis, 60)}]" if basis else "")


def _formula(sheet: FactSheet) -> str:
    occupancy = sheet.page.figures["occupancy"]
    label = occupancy.indicator.name.of(sheet.lang)
    basis = f" ({occupancy.basis})" if occupancy.basis else ""
    return cut(f"{label} = {occupancy.formula_name.of(sheet.lang)}{basis}.", 220)


def _money(amount: int | None, currency: str, lang: Lang) -> str:
    return "—" if amount is None else number(Fraction(amount, 100 if currency == "USD" else 1), currency, lang)


def _hectares(area_m2: int | None, lang: Lang) -> str:
    return "—" if area_m2 is None else number(to_hectares(area_m2), "ha", lang)
