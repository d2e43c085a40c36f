"""What a subscription is about: read from a key, called by its name, found at its page."""

from urllib.parse import parse_qsl, urlencode

from parkledger.catalogue import ZoneKind, official_title
from parkledger.figures import Figure, Figures
from parkledger.figures.wording import figure_title
from parkledger.language import Lang, ParkError
from parkledger.people.models import Subscription, SubscriptionKind
from parkledger.people.subscriptions import SubscriptionUnfit
from parkledger.places import COUNTRY_CODE, get
from parkledger.records.dates import KNOWN, ON, Dates
from parkledger.records.figure_queries import question_from
from parkledger.records.histories import Reference, zones_on
from parkledger.records.links import address as page_address
from parkledger.records.links import reach
from parkledger.records.place_text import place_words

OF_FIGURE = (
    "indicator",
    "place",
    "zone",
    "kind",
    "origin",
    "form",
    "from",
    "to",
    "target",
    "currency",
    "country",
    "sector",
)
"""What of a figure's address says which figure it is."""


def reference(key: str) -> Reference:
    """The zone of a key."""
    book, _, code = key.partition("/")
    return book, code


def figure_query(given: dict[str, str]) -> str:
    """The key of a figure by the query of its address: what says which figure it is, without the page's dates."""
    return urlencode([(name, given[name].strip()) for name in OF_FIGURE if given.get(name, "").strip()])


def figure_of(key: str, dates: Dates, books: Figures) -> Figure:
    """The figure of a key on a page's dates."""
    return books.answer([question_from(dict(parse_qsl(key)), dates, books)])[0]


def checked(kind: SubscriptionKind, key: str, dates: Dates, books: Figures) -> str:
    """The key as it is kept; refused where nothing is called so, or whoever asks may not see it."""
    key = " ".join(key.split())
    if kind is SubscriptionKind.PLACE:
        return get(key).code
    if kind is SubscriptionKind.FIGURE:
        query = figure_query(dict(parse_qsl(key)))
        figure_of(query, dates, books)
        return query
    if not key or (kind is SubscriptionKind.ZONE and reference(key) not in zones_on(dates)):
        raise SubscriptionUnfit(key=key)
    return key


def title(subscription: Subscription, dates: Dates, books: Figures, lang: Lang) -> str:
    """What a subscription is about, in words; its key where that is not there any more."""
    key = subscription.key
    try:
        if subscription.kind == SubscriptionKind.PLACE.value:
            return get(key).title(dates.on).of(lang)
        if subscription.kind == SubscriptionKind.ZONE.value and (zone := zones_on(dates).get(reference(key))):
            return official_title(ZoneKind(zone.kind), zone.name)
        if subscription.kind == SubscriptionKind.FIGURE.value:
            return title_of_figure(figure_of(key, dates, books), dates, lang)
    except ParkError:
        return key
    return key


def title_of_figure(figure: Figure, dates: Dates, lang: Lang) -> str:
    """A figure with the zone or place that it is of."""
    asked = figure.question
    zone = next((each for each in zones_on(dates).values() if each.id == asked.zone), None) if asked.zone else None
    where = official_title(ZoneKind(zone.kind), zone.name) if zone else place_words(asked.place, dates.on).of(lang)
    return f"{figure_title(figure, lang)}, {where}"


def page(subscription: Subscription, dates: Dates) -> str:
    """The address of the page that a subscription is about, for a page's dates; empty where there is none to be seen."""
    kind, key = SubscriptionKind(subscription.kind), subscription.key
    if kind is SubscriptionKind.PLACE:
        return reach("home", dates=dates) if key == COUNTRY_CODE else reach("place", key, dates=dates)
    if kind is SubscriptionKind.ZONE:
        return reach("zone", *reference(key), dates=dates)
    if kind is SubscriptionKind.QUESTION:
        return reach("search", dates=dates, q=key)
    given = {name: value for name, value in dates.given if name in {ON, KNOWN}}
    return f"{page_address('figure')}?{key}{'&' if given else ''}{urlencode(given)}"


def changes_page(subscription: Subscription, dates: Dates, since: str) -> str:
    """The address of what changed of a place or zone since a moment."""
    key = subscription.key
    if subscription.kind == SubscriptionKind.ZONE.value:
        return reach("zone_changes", *reference(key), dates=dates, since=since)
    if key == COUNTRY_CODE:
        return reach("country_changes", dates=dates, since=since)
    return reach("place_changes", key, dates=dates, since=since)
