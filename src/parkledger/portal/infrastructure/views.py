"""What is behind in infrastructure: lots of works that are late, utilities nearly full, tariffs outside their frames; assets."""

from dataclasses import replace

from django.http import HttpResponse

from parkledger.briefing.zone_profiles import outside_frames, tariffs_table
from parkledger.figures import Question
from parkledger.figures.current import current_figures
from parkledger.language import Lang, Text, format_number
from parkledger.places import COUNTRY_CODE
from parkledger.records.areas import area_asked
from parkledger.records.figure_queries import choice
from parkledger.records.infrastructure import (
    NEARLY_FULL,
    LotOn,
    LotState,
    lots_on,
    lots_table,
    utilities_on,
    utilities_table,
)
from parkledger.records.state_assets import assets_on, assets_table
from parkledger.records.tariff_frames import frames_on
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page

FIGURES = (
    "works.planned",
    "works.completed",
    "works.value_approved",
    "works.value_done",
    "works.completion",
    "works.disbursed",
)
ALL, BEHIND = "all", "behind"


@kept
def infrastructure(request: PageRequest) -> HttpResponse:
    """Lots by state and words, those behind unless others are asked for; utilities that are nearly full, or all."""
    dates, lang, given = request.dates, request.lang, request.GET
    text, whole = given.get("q", "").strip()[:200], given.get("utilities") == ALL
    state = choice(LotState, given, "state") if given.get("state") not in {ALL, BEHIND, "", None} else None
    behind = state is None and given.get("state") != ALL
    due = dates.of_duties
    area = area_asked(given, dates)
    every = [each for each in lots_on(due) if area.has(each.event)]
    used = [each for each in utilities_on(dates) if area.has_zone(each.zone)]
    found = [each for each in every if _fits(each, state, text, behind=behind)]
    shown = used if whole else [each for each in used if each.is_nearly_full]
    part = part_of(request, found)
    outside = [each for each in outside_frames(dates) if area.has_zone(each.zone)]
    assets = [each for each in assets_on(dates) if area.has(each.event)]
    base = Question(FIGURES[0], COUNTRY_CODE, dates.on, known_at=dates.known_at)
    context = {
        "area": area,
        "text": text,
        "state": state,
        "behind": behind,
        "states": list(LotState),
        "whole": whole,
        "nearly_full": NEARLY_FULL,
        "any_lots": bool(every),
        "any_utilities": bool(used),
        "figures": current_figures().answer([area.narrowed(replace(base, indicator=code)) for code in FIGURES]),
        "part": part,
        "lots": lots_table(part.items, due, lang, caption=_counted(part.total, "hạng mục", "lots").of(lang)),
        "shown": shown,
        "outside": tariffs_table(outside, dates, lang, in_zone=False) if outside else None,
        "any_frames": bool(frames_on(dates)),
        "assets": assets_table(assets, dates, lang) if assets else None,
        "utilities": utilities_table(shown, dates, lang, caption=_counted(len(shown), "hạ tầng", "utilities").of(lang)),
    }
    return table_page(request, "infrastructure/infrastructure.html", context)


def _fits(lot: LotOn, state: LotState | None, text: str, *, behind: bool) -> bool:
    """Whether a lot is in a state, where one is asked for, is behind, where only those are, and has some words."""
    is_of_state = state in {None, lot.state} and (lot.state.is_behind or not behind)
    return is_of_state and text.casefold() in lot.words.casefold()


def _counted(count: int, vi: str, en: str) -> Text:
    return Text(f"{format_number(count, Lang.VI)} {vi}", f"{format_number(count, Lang.EN)} {en}")
