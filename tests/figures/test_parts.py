"""A place's figure is divided among its parts on any day: no posting in two of them, and none left out but the place's own."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

from parkledger.figures import Figures
from parkledger.places import COUNTRY_CODE, Level, Place, districts, existed, get, recorded_parts, territory_on, units
from tests.figures.books import BAC_GIANG, COUNTRY, Scribe, figures_of, question

PROVINCES = (
    "thai-binh",
    "hai-duong",
    "ha-noi",
    "bac-giang",
    "an-giang",
    "ho-chi-minh",
    "hue",
    "bac-ninh-2025",
    "hung-yen-2025",
)
FIRST, LAST = date(2000, 1, 1), date(2026, 11, 1)


def _somewhere(dice: Random, province: str, on: date) -> Place | None:
    """A district or ward of a province that existed on a day, or none: the province itself."""
    inside = [place for place in (*districts(), *units(Level.WARD)) if place.code.startswith(f"{province}.")]
    there = [place for place in inside if existed(place, on)]
    return dice.choice(there) if there and dice.random() < 0.8 else None


def _books(dice: Random) -> list[tuple[str, date, int]]:
    """Zones of random places, each with its place, its day and its hectares."""
    found = []
    for number, province in enumerate(f"viet-nam.{name}" for name in PROVINCES):
        scribe = Scribe(f"b{number}", province)
        for n in range(6):
            life = get(province)
            last = (life.exists_until or LAST) - timedelta(days=1)
            on = date.fromordinal(dice.randint(max(life.exists_from, FIRST).toordinal(), last.toordinal()))
            place, area = _somewhere(dice, province, on), dice.randint(1, 400)
            given = {"place": place.code} if place else {}
            scribe.zone(f"Z{n}", on=on.isoformat(), area_m2=area, **given)
            found.append((place.code if place else province, on, area))
    return found


def _area(books: Figures, place: str, on: date) -> Fraction:
    value = books.answer([question("land.established", on.isoformat(), place)])[0].value
    return value or Fraction(0)


def test_parts_of_any_place_on_any_day_come_to_the_place(database: str, home: Path) -> None:
    dice = Random(database)
    zones, books = _books(dice), figures_of(home)
    recorded = books.places()
    asked = [COUNTRY_CODE, *(code for code in sorted({".".join(place.split(".")[:3]) for place, _, _ in zones}))]
    asked += [place.code for place in units(Level.PROVINCE) if recorded_parts(place, LAST, recorded)]
    for code in dict.fromkeys(asked):
        for day in (
            *(dice.randint(FIRST.toordinal(), LAST.toordinal()) for _ in range(3)),
            date(2024, 12, 31).toordinal(),
        ):
            on = date.fromordinal(day)
            parts = recorded_parts(get(code), on, recorded)
            held = [codes for part in parts for codes in territory_on(part, on)]
            assert len(held) == len(set(held))
            own = sum(area for place, since, area in zones if place == code and since <= on)
            shared = sum((_area(books, part.code, on) for part in parts), Fraction(0))
            assert _area(books, code, on) == shared + own, (code, on)


def test_a_city_is_what_it_was_on_the_day(database: str, home: Path) -> None:
    """Yên Dũng became part of the city of Bắc Giang on 1/1/2025: until then each has its own figures."""
    city, district = f"{BAC_GIANG}.bac-giang", f"{BAC_GIANG}.yen-dung"
    scribe = Scribe()
    scribe.zone("A", on="2010-01-01", area_m2=10, place=city)
    scribe.zone("B", on="2010-01-01", area_m2=200, place=district)
    books = figures_of(home)
    before, after = date(2024, 12, 31), date(2025, 1, 1)
    assert [_area(books, place, before) for place in (city, district)] == [10, 200]
    assert _area(books, city, after) == 210
    for on in (before, after, date(2026, 1, 1)):
        parts = recorded_parts(get(BAC_GIANG), on, books.places())
        assert sum(_area(books, part.code, on) for part in parts) == _area(books, BAC_GIANG, on) == 210


def test_growth_is_of_one_territory(database: str, home: Path) -> None:
    """The year before is taken in the boundaries of the day: a merger is no growth."""
    scribe = Scribe()
    scribe.zone("A", on="2010-01-01", area_m2=100, place=f"{BAC_GIANG}.bac-giang")
    scribe.zone("B", on="2010-01-01", area_m2=100, place=f"{BAC_GIANG}.yen-dung")
    books = figures_of(home)
    for on in ("2024-06-30", "2025-06-30"):
        grown = books.answer([question("land.established", on, f"{BAC_GIANG}.bac-giang", form="growth")])[0]
        assert grown.value in (0, None)
    assert books.answer([question("land.established", "2025-06-30", COUNTRY)])[0].value == 200
