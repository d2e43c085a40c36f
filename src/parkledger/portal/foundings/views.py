"""The founding dossiers of a year with the step each stands at; one dossier with its steps, terms, points and conditions."""

from typing import Final

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from parkledger.catalogue import Act
from parkledger.checking.conditions import INFORMS, ConditionAnswer, ConditionCase, conditions
from parkledger.figures.current import current_figures
from parkledger.language import Text, format_number
from parkledger.ledger.events.founding import MATTERS
from parkledger.ledger.store import registry
from parkledger.people.permissions import Target, may
from parkledger.people.roles import Action
from parkledger.records.areas import area_asked
from parkledger.records.dates import Dates
from parkledger.records.figure_queries import choice, questions_of_year, year_asked
from parkledger.records.foundings import (
    FoundingOn,
    FoundingStage,
    books_withholding_foundings,
    clocks_table,
    founding_at,
    foundings_on,
    foundings_table,
    has_choice,
    points_table,
    steps_table,
)
from parkledger.records.histories import ZoneOn, zones_on
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page

IN_YEAR: Final = ("foundings.opened", "foundings.approved", "foundings.refused", "foundings.withdrawn")
ON_DAY: Final = ("foundings.open", "zones.legacy", "zones.legacy_settled", "legacy.lacks_open")
ACTS: Final = {"found": Act.ESTABLISH, "enlarge": Act.EXPAND, "merge": Act.MERGE, "end": Act.REVOKE}
"""What a dossier asks for, as the law sets conditions on it; of an adjustment the catalogue has none."""


@kept
def foundings(request: PageRequest) -> HttpResponse:
    """The dossiers that were opened or ended in a year, the latest first; by stage and by words."""
    dates, lang = request.dates, request.lang
    year, text = year_asked(request.GET, dates), request.GET.get("q", "").strip()[:200]
    stage = choice(FoundingStage, request.GET, "stage")
    area = area_asked(request.GET, dates)
    every = [each for each in foundings_on(dates) if area.has(each.events[0])]
    found = [
        each
        for each in every
        if (year in each.years or (each.stage.is_open and each.opened.effective_on.year < year <= dates.on.year))
        and stage in {None, each.stage}
        and text.casefold() in each.words.casefold()
    ]
    part = part_of(request, found)
    said = format_number(part.total, lang)
    caption = Text(f"{said} hồ sơ của năm {year}", f"{said} dossiers of {year}")
    asked = questions_of_year(year, dates, IN_YEAR, ON_DAY)
    context = {
        "area": area,
        "year": year,
        "years": sorted({year, dates.on.year, *(each for one in every for each in one.years)}, reverse=True),
        "text": text,
        "stage": stage,
        "stages": list(FoundingStage),
        "figures": current_figures().answer([area.narrowed(each) for each in asked]),
        "part": part,
        "withheld": bool(books_withholding_foundings()),
        "table": foundings_table(part.items, dates, lang, caption=caption.of(lang)),
    }
    return table_page(request, "foundings/foundings.html", context)


@never_cache
def founding(request: PageRequest, book: str, dossier: str) -> HttpResponse:
    """One dossier; where the book withholds it, visitors are asked to sign in.

    Candidates and points are for those who may read the book's submissions, for others once it is decided.
    """
    if book in books_withholding_foundings() and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("sign_in"))
    dates, lang = request.dates, request.lang
    each = founding_at(book, dossier, dates)
    kept_in = registry.get_book(book)
    reader = may(request.user, Action.READ_SUBMISSIONS, Target(kept_in.pk, kept_in.place))
    shows_choice = has_choice(each) and (reader or each.course.decided is not None)
    context = {
        "each": each,
        "matter": MATTERS[each.opened.matter],
        "zone": zones_on(dates).get(each.zone),
        "steps": steps_table(each, dates, lang, with_choice=shows_choice),
        "clocks": clocks_table(each, dates, lang) if each.duties else None,
        "points": points_table(each, lang) if shows_choice else None,
        "council": each.course.council,
        "withholds_choice": has_choice(each) and not shows_choice,
        "conditions": _conditions(each, dates),
        "informs": INFORMS,
    }
    return table_page(request, "foundings/founding.html", context)


def _conditions(each: FoundingOn, dates: Dates) -> list[ConditionAnswer]:
    """The conditions of the law on what the dossier asks for, while it is not decided; none of a matter without any."""
    books, act = current_figures(), ACTS.get(each.opened.matter)
    zone = zones_on(dates).get(each.zone)
    if act is None or zone is None or not each.stage.is_open or zone.id not in books.zones_known(dates.known_at):
        return []
    about = dict(books.zone(zone.id))
    case = ConditionCase(about, act, dates.on, known_at=dates.known_at, developer=_developer(each, zone))
    return conditions(books, case)


def _developer(each: FoundingOn, zone: ZoneOn) -> str:
    """Who is to develop the zone: whoever was chosen within the dossier, else the developer on record."""
    chosen = each.course.chosen
    return chosen.candidate if chosen is not None else zone.developer
