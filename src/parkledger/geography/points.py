"""Positions as the books have them: degrees written as text."""

from decimal import Decimal, InvalidOperation


def point_of(longitude: str, latitude: str) -> tuple[str, str] | None:
    """A point from its degrees as they were written, with a comma or a point; None where they are no such thing."""
    try:
        x, y = Decimal(longitude.replace(",", ".")), Decimal(latitude.replace(",", "."))
    except InvalidOperation:
        return None
    return (str(x), str(y)) if abs(x) <= 180 and abs(y) <= 85 else None
