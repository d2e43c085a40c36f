"""Suppositions as JSON, the same for the command line and the API; every figure under one says so (`supposed`)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from parkledger.briefing.as_json import moment_json, plain
from parkledger.figures import Figure
from parkledger.figures.supposing import MARK
from parkledger.figures.wording import figure_title, written
from parkledger.language import Lang
from parkledger.suppositions.comparison import BANNER, Contrast, ContrastGroup
from parkledger.suppositions.goals import SoughtAmount
from parkledger.suppositions.models import Supposition


def supposition_json(found: Supposition, *, events: bool = False) -> dict[str, Any]:
    """A supposition, with its events where they are asked for."""
    told: dict[str, Any] = {
        "number": found.pk,
        "book": found.book.code,
        "title": found.title,
        "description": found.description,
        "author": found.author,
        "revision": found.revision,
        "saved_at": moment_json(found.saved_at),
    }
    if events:
        told["events"] = [
            {"position": each.position, "type": each.type, "fields": each.payload} for each in found.events.all()
        ]
    return told


def comparison_json(
    found: Supposition, groups: Sequence[ContrastGroup], on: date, place: str, lang: Lang
) -> dict[str, Any]:
    """What changes by a day under a supposition."""
    return {
        "supposition": supposition_json(found, events=True),
        "on": on.isoformat(),
        "place": place,
        "notice": BANNER.of(lang),
        "groups": [
            {
                "zone": group.title or None,
                "new": group.is_new,
                "figures": [_contrast_json(row, lang) for row in group.rows],
            }
            for group in groups
        ],
    }


def found_json(found: SoughtAmount, lang: Lang) -> dict[str, Any]:
    """The amount by which a goal is reached."""
    return {
        "notice": BANNER.of(lang),
        "amount_m2": found.amount,
        "event": {"type": found.event.type, "fields": dict(found.event.payload)},
        "before": _value_json(found.before, lang, supposed=False),
        "reached": _value_json(found.reached, lang, supposed=True),
        "one_less": _value_json(found.short, lang, supposed=True),
    }


def _contrast_json(row: Contrast, lang: Lang) -> dict[str, Any]:
    question = row.supposed.question
    difference: Fraction | None = row.difference
    return {
        "indicator": question.indicator,
        "name": figure_title(row.supposed, lang),
        "kind": question.kind.value if question.kind else None,
        "unit": row.supposed.unit,
        "recorded": _value_json(row.recorded, lang, supposed=False),
        "under": _value_json(row.supposed, lang, supposed=True),
        "difference": plain(difference),
    }


def _value_json(figure: Figure, lang: Lang, *, supposed: bool) -> dict[str, Any]:
    words = written(figure, lang)
    return {
        "value": plain(figure.value),
        "exact": None if figure.value is None else str(figure.value),
        "words": f"{words} {MARK}" if supposed else words,
        "supposed": supposed,
        "demo": figure.demo,
    }
