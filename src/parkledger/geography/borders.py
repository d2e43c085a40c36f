"""Which provinces of a day have their borders on the map.

Drawn are the provinces of the last day before the mergers of 1/7/2025, and those since (`tools/draw_borders.py`). Of an
earlier day are those whose territory was the same as later: Hà Nội is not, while Hà Tây was a province of its own.
"""

from datetime import date, timedelta

from parkledger.places import TWO_TIERS, Place, existed, provinces, territory

LAST_OF_THREE_TIERS = TWO_TIERS - timedelta(days=1)


def is_drawn(province: Place, on: date) -> bool:
    """Whether the borders that a province had on a day are among those drawn."""
    if on >= TWO_TIERS:
        return True
    later = LAST_OF_THREE_TIERS
    return existed(province, later) and territory(province, on) == territory(province, later)


def drawn_provinces(on: date) -> list[str]:
    """The codes of the provinces of a day whose borders are drawn."""
    return [each.code for each in provinces(on) if is_drawn(each, on)]
