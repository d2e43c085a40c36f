"""A text to try the reading room with: our own words, the figures of the books for the page's dates.

One figure in it is wrong on purpose, by two clusters, so that a difference can be seen.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from parkledger.briefing import written
from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures import Figure, Question
from parkledger.figures.current import current_figures
from parkledger.language import Lang, format_date, format_number
from parkledger.places import Level, Place, existed, get, is_within
from parkledger.records.dates import Dates

PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
PREFERRED = "viet-nam.bac-giang"
TOO_MANY = 2
"""By how many clusters the sample is wrong."""
SENTENCES = (
    (
        "Đến ngày {day}, {place} có {0} được thành lập với tổng diện tích {1}, tỷ lệ lấp đầy đạt {2}.",
        (("zones.established", PARK, None), ("land.established", PARK, None), ("occupancy", PARK, None)),
    ),
    (
        "Các CCN của tỉnh có {0} thứ cấp còn hiệu lực, trong đó có {1} DDI và {2} FDI.",
        (
            ("projects.in_force", CLUSTER, None),
            ("projects.in_force", CLUSTER, Origin.DDI),
            ("projects.in_force", CLUSTER, Origin.FDI),
        ),
    ),
    ("Tỷ lệ lấp đầy các CCN đạt {0}.", (("occupancy", CLUSTER, None),)),
)
"""Sentences with the figures they are filled with: indicator, kind of zone, origin."""
ESTABLISHED_CLUSTERS = ("zones.established", CLUSTER, None)


@dataclass(frozen=True, slots=True)
class Sample:
    """A text to try, with the day on which it would have been published."""

    text: str
    published: date


def sample(dates: Dates) -> Sample | None:
    """The sample for a page's dates; None where the books know too little of any province for one."""
    place = _place(dates.on)
    if place is None:
        return None
    on = dates.on if place.exists_until is None else min(dates.on, place.exists_until - timedelta(days=1))
    asked = [line for _, lines in SENTENCES for line in lines]
    asked.append(ESTABLISHED_CLUSTERS)
    questions = [
        Question(indicator, place.code, on, kind=kind, origin=origin, known_at=dates.known_at)
        for indicator, kind, origin in asked
    ]
    figures = dict(zip(asked, current_figures().answer(questions), strict=True))
    said = [
        template.format(
            *(_said(figures[line]) for line in lines), day=format_date(on, Lang.VI), place=place.title(on).vi
        )
        for template, lines in SENTENCES
        if all(figures[line].value is not None for line in lines)
    ]
    if not said:
        return None
    clusters = figures[ESTABLISHED_CLUSTERS].value
    if clusters is not None:
        said.insert(1, f"Tỉnh đã thành lập {format_number(clusters + TOO_MANY, Lang.VI)} CCN.")
    title = f"{place.title(on).capitalised().vi}: kết quả phát triển khu, cụm công nghiệp"
    return Sample("\n\n".join((title, f"Ngày {format_date(on, Lang.VI)}", *said)), on)


def _said(figure: Figure) -> str:
    return written(figure, Lang.VI)


def _place(on: date) -> Place | None:
    """The province of the sample: one that the books speak of, and that existed on the day or shortly before it."""
    recorded = current_figures().places()
    if any(is_within(code, PREFERRED) for code in recorded):
        return get(PREFERRED)
    found = [place for place in map(get, recorded) if place.level is Level.PROVINCE and existed(place, on)]
    return min(found, key=lambda place: place.name, default=None)
