"""Figures and forecasts as JSON, the same for the command line, the pages and the API."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from parkledger.briefing.situation import Situation
from parkledger.briefing.splits import JOINT_PROJECTS
from parkledger.catalogue.publicity import PublicKind, hides, hiding
from parkledger.figures import Dimension, Figure, Figures, Member, TermValue
from parkledger.figures.coverage import ZoneGap, ZonesLacked
from parkledger.figures.wording import conversion_note, coverage_note
from parkledger.forecast import Forecast
from parkledger.forecast.fill import FillForecast
from parkledger.forecast.wording import not_a_figure
from parkledger.language import VIETNAM, Lang, format_date
from parkledger.ledger.models import SEQ_BITS, SEQ_MASK
from parkledger.ledger.store.journal import Filter, entries
from parkledger.ledger.store.statements import chunks
from parkledger.places import existed, get
from parkledger.records.events import types_hidden
from parkledger.records.histories import zone_title
from parkledger.records.recorders import recorder_told


def moment_json(moment: datetime) -> str:
    """A moment as JSON holds it: to the second, with the offset of Vietnam."""
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def figure_json(figure: Figure, books: Figures, lang: Lang, *, explain: bool) -> dict[str, Any]:
    """A figure as the command line and the API give it; `exact` is the value as a fraction of whole numbers."""
    question = figure.question
    ids = books.events(figure)[::-1] if figure.rest is None else []
    found: dict[str, Any] = {
        "indicator": figure.indicator.code,
        "form": figure.form.value,
        "place": get(question.place).name,
        "zone": zone_title(question),
        "kind": question.kind.value if question.kind else None,
        "origin": question.origin.value if question.origin else None,
        "group": None if question.member is None else group_json(question.member),
        "rest_of": None if figure.rest is None else figure.rest.by,
        "period_start": figure.period_start.isoformat() if figure.period_start else None,
        "period_end": figure.period_end.isoformat(),
        "known_at": moment_json(figure.known_at or datetime.now(UTC)),
        "value": plain(figure.value),
        "exact": None if figure.value is None else str(figure.value),
        "unit": figure.unit,
        "formula": figure.formula,
        "formula_name": figure.formula_name.of(lang),
        "formula_since": figure.formula_since.isoformat() if figure.formula_since else None,
        "basis": figure.basis,
        "verified": figure.verified,
        "terms": [_term_json(term, lang) for term in figure.terms],
        "events": [event_ref(books, event_id) for event_id in ids],
        "demo": figure.demo,
        "estimate": figure.estimate,
        "low": plain(figure.low),
        "high": plain(figure.high),
        "coverage": coverage_json(figure, lang),
        "note": _note(figure, lang),
    }
    if explain:
        found["event_details"] = list(event_details(books, ids))
    return found


def group_json(member: Member) -> dict[str, Any]:
    """The country or sector that a figure is of; without a code, what is filed under no project."""
    return {"by": member.dimension.value, "code": member.code, "name": {"vi": member.name.vi, "en": member.name.en}}


def coverage_json(figure: Figure, lang: Lang) -> dict[str, Any]:
    """What a figure is of, of all that it was asked for; `text` says it in words, empty where it is complete."""
    coverage, hidden = figure.coverage, hiding(PublicKind.ZONES)
    return {
        "status": coverage.status.value,
        "since": coverage.since.isoformat() if coverage.since else None,
        "until": coverage.until.isoformat() if coverage.until else None,
        "books_ended": [{"book": end.book, "until": end.until.isoformat()} for end in coverage.ends],
        "gaps": [[gap.start.isoformat(), gap.end.isoformat()] for gap in coverage.gaps],
        "missing": [get(code).name for code in coverage.missing],
        "zones_silent": len(coverage.silent),
        "zones_partly": len(coverage.partly),
        "zones_empty": len(coverage.empty),
        "zones_lacking": [_zone_gap_json(gap) for gap in coverage.lacking if gap.code and gap.book not in hidden],
        "zones_incomplete": [_lacked_json(each) for each in coverage.lacked],
        "text": coverage_note(figure, lang),
    }


def _lacked_json(lacked: ZonesLacked) -> dict[str, Any]:
    """How many zones a figure does not have all of, for one reason; of a figure of many provinces, which of these."""
    places = [get(code).name for code in lacked.places]
    return {"why": lacked.why.value, "zones": len(lacked.zones), "places": places}


def _zone_gap_json(gap: ZoneGap) -> dict[str, Any]:
    """A zone that is lacking, with the periods that it did not report; none where it reported nothing at all."""
    periods = [[period.start.isoformat(), period.end.isoformat()] for period in gap.periods]
    return {"book": gap.book, "zone": gap.code, "title": gap.title, "periods": periods}


def situation_json(found: Situation, books: Figures, lang: Lang) -> dict[str, Any]:
    """A situation as JSON."""
    return {
        "place": get(found.place).name,
        "sections": [
            {
                "heading": section.heading.of(lang),
                "figures": [figure_json(figure, books, lang, explain=False) for figure in figures],
            }
            for section, figures in found.sections
        ],
    }


def plain(value: Fraction | None) -> int | float | None:
    """A value as a JSON number: whole where it is whole, else the nearest decimal number."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def event_ref(books: Figures, event_id: int) -> str:
    """An event's name: book/seq."""
    return f"{_codes(books)[event_id >> SEQ_BITS]}/{event_id & SEQ_MASK}"


def _codes(books: Figures) -> dict[int, str]:
    """The books' codes by their ids."""
    return {mark.id: code for code, mark in books.heads.items()}


def event_details(books: Figures, ids: list[int]) -> list[dict[str, Any]]:
    """The events behind a figure with their documents, read from the journal."""
    codes = _codes(books)
    found = []
    for book_id in dict.fromkeys(event_id >> SEQ_BITS for event_id in ids):
        if hides(codes[book_id], PublicKind.JOURNAL):
            continue
        seqs = [event_id & SEQ_MASK for event_id in ids if event_id >> SEQ_BITS == book_id]
        hidden = types_hidden(codes[book_id])
        for some in chunks(seqs):
            found += [
                {
                    "ref": f"{codes[book_id]}/{entry['seq']}",
                    **entry,
                    "recorded_by": recorder_told(entry["recorded_by"], codes[book_id], demo=bool(entry["demo"])),
                }
                for entry in entries(book_id, Filter(seqs=tuple(some)))
                if entry["type"] not in hidden
            ]
    return found


def _note(figure: Figure, lang: Lang) -> str:
    """What is to be known of a figure besides its coverage: among whom it is ranked, the territory, how joint projects count,
    that money in it was converted."""
    member = figure.question.member
    by_country = member is not None and member.dimension is Dimension.COUNTRY
    parts = [
        figure.note.of(lang) if figure.note else "",
        former(figure, lang).strip(" ()"),
        JOINT_PROJECTS.of(lang) if by_country else "",
        converted.of(lang) if (converted := conversion_note(figure)) else "",
    ]
    return "; ".join(part for part in parts if part)


def former(figure: Figure, lang: Lang) -> str:
    """That a place was no longer a unit of its own on the date, or not yet: the figure is of its territory of then."""
    place = get(figure.question.place)
    if existed(place, figure.period_end):
        return ""
    if place.exists_from > figure.period_end:
        day = format_date(place.exists_from, lang)
        return {Lang.VI: f" (địa giới từ {day})", Lang.EN: f" (territory since {day})"}[lang]
    return {Lang.VI: " (địa giới cũ)", Lang.EN: " (former territory)"}[lang]


def _term_json(term: TermValue, lang: Lang) -> dict[str, Any]:
    return {
        "code": term.code,
        "name": term.name.of(lang),
        "value": plain(term.value),
        "unit": term.unit,
        "note": term.note.of(lang) if term.note else "",
    }


def forecast_json(forecast: Forecast, lang: Lang) -> dict[str, Any]:
    """A forecast as JSON: under "forecast", never under the names that figures have."""
    asked, basis, record = forecast.question, forecast.basis, forecast.record
    return {
        "is": "forecast",
        "indicator": asked.indicator,
        "place": get(asked.place).name,
        "kind": asked.kind.value if asked.kind else None,
        "origin": asked.origin.value if asked.origin else None,
        "year": asked.year,
        "made_on": asked.on.isoformat(),
        "known_at": moment_json(asked.known_at) if asked.known_at else None,
        "forecast": {
            **{name: round(getattr(forecast, name)) for name in ("low", "median", "high")},
            "level": forecast.level,
        },
        "unit": forecast.unit,
        "plan": plain(forecast.plan),
        "plan_exact": None if forecast.plan is None else str(forecast.plan),
        "chance_of_plan": forecast.chance,
        "method": forecast.method.value,
        "method_name": forecast.method.label.of(lang),
        "made_from": {
            "first_month": basis.first.isoformat(),
            "last_month": basis.last.isoformat(),
            "months": basis.months,
            "estimates": basis.estimates,
            "corrections": [one._asdict() for one in basis.corrections],
        },
        "track_record": {
            "years": record.origins,
            "within": record.covered,
            "crps": record.crps,
            "officers_rule": record.officers,
        },
        "demo": forecast.demo,
        "note": not_a_figure(forecast.level, lang),
    }


def fill_json(forecast: FillForecast, zone: str, lang: Lang) -> dict[str, Any]:
    """The forecast of a day on which a zone is full, as JSON."""
    days = {name: getattr(forecast, name) for name in ("low", "median", "high")}
    return {
        "is": "forecast",
        "zone": zone,
        "share": forecast.share,
        "now": forecast.now,
        "made_on": forecast.on.isoformat(),
        "forecast": {
            **{name: day.isoformat() if day else None for name, day in days.items()},
            "level": forecast.level,
        },
        "chance_within_fifteen_years": forecast.within,
        "made_from": {"quarters": forecast.quarters, "other_zones": forecast.peers},
        "demo": forecast.demo,
        "note": not_a_figure(forecast.level, lang),
    }
