"""Practices and exchanges as they stood at a moment: of each the last version that was written by then."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max

from parkledger.language import fold
from parkledger.places import get, is_within_any, territory
from parkledger.practices.errors import ExchangeNotThere, PracticeNotThere
from parkledger.practices.models import Exchange, ExchangeVersion, Practice, PracticeVersion


def practices(known_at: datetime | None, *, topic: str = "", place: str = "", words: str = "") -> list[PracticeVersion]:
    """The practices known at a moment, the last written first; of a topic, within a place (a code), with words."""
    found = _last_of_each(PracticeVersion.objects.select_related("of"), known_at)
    within = territory(get(place)) if place else None
    wanted = fold(words).split()
    return [
        version
        for version in found
        if topic in {"", version.topic}
        and (within is None or is_within_any(version.place, within))
        and all(word in version.search for word in wanted)
    ]


def practices_named(slugs: Iterable[str], known_at: datetime | None) -> dict[str, PracticeVersion]:
    """Practices by their addresses, those that were known at a moment."""
    asked = PracticeVersion.objects.select_related("of").filter(of__slug__in=list(slugs))
    return {version.of.slug: version for version in _last_of_each(asked, known_at)}


def practice_versions(slug: str, known_at: datetime | None) -> list[PracticeVersion]:
    """All versions of a practice known at a moment, the last first; PracticeNotThere where there is none."""
    asked = _known(PracticeVersion.objects.select_related("of").filter(of__slug=slug), known_at)
    return list(asked.order_by("-number")) or _missing(PracticeNotThere(slug=slug))


def exchanges(known_at: datetime | None) -> list[ExchangeVersion]:
    """The exchanges known at a moment, the latest held first."""
    found = _last_of_each(ExchangeVersion.objects.select_related("of"), known_at)
    return sorted(found, key=lambda version: version.held_on, reverse=True)


def exchange_versions(slug: str, known_at: datetime | None) -> list[ExchangeVersion]:
    """All versions of an exchange known at a moment, the last first; ExchangeNotThere where there is none."""
    asked = _known(ExchangeVersion.objects.select_related("of").filter(of__slug=slug), known_at)
    return list(asked.order_by("-number")) or _missing(ExchangeNotThere(slug=slug))


def exchanges_with(practice: str, known_at: datetime | None) -> list[ExchangeVersion]:
    """The exchanges in which a practice was told."""
    return [version for version in exchanges(known_at) if practice in version.content["practices"]]


def _known(versions: Any, known_at: datetime | None) -> Any:
    return versions if known_at is None else versions.filter(written_at__lte=known_at)


def _last_of_each(versions: Any, known_at: datetime | None) -> list[Any]:
    last: dict[int, Any] = {}
    for version in _known(versions, known_at).order_by("number"):
        last[version.of_id] = version
    return sorted(last.values(), key=lambda version: version.written_at, reverse=True)


def _missing(problem: PracticeNotThere | ExchangeNotThere) -> Any:
    raise problem


def state() -> str:
    """What tells this state of practices and exchanges from any other."""
    last = [versions.objects.aggregate(last=Max("pk"))["last"] or 0 for versions in (PracticeVersion, ExchangeVersion)]
    return "/".join(map(str, last))


def practice_slugs() -> list[str]:
    """The names of all practices in the addresses of their pages."""
    return list(Practice.objects.values_list("slug", flat=True))


def exchange_slugs() -> list[str]:
    """The names of all exchanges in the addresses of their pages."""
    return list(Exchange.objects.values_list("slug", flat=True))
