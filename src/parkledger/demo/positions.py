"""Made-up positions of the zones whose own is not known: near the middle of their district, each marked as assumed.

They let the demonstration's map be full; no zone lies where they say. Only events that are demonstration data get one.
"""

from dataclasses import replace
from fractions import Fraction
from typing import Final

from parkledger.demo.division import wave
from parkledger.demo.drafts import DECLARING, Draft
from parkledger.demo.sources import table

SPREAD: Final = 6
"""Hundredths of a degree, about kilometres, by which a made-up position may be off its district's middle."""
NOTE: Final = "Vị trí là giả định để minh họa."


def with_positions(drafts: list[Draft]) -> list[Draft]:
    """One book's drafts, those that put a zone on record without a position given a made-up one."""
    middles = {row["place"]: (row["latitude"], row["longitude"]) for row in table("district_middles")}
    declared: set[str] = set()
    found = []
    for draft in drafts:
        place, zone = str(draft.fields.get("place", "")), str(draft.fields.get("zone", ""))
        first = draft.type in DECLARING and bool(draft.fields.get("name")) and zone not in declared
        if first:
            declared.add(zone)
        if first and draft.demo and "latitude" not in draft.fields and place in middles:
            latitude, longitude = (
                _moved(middle, 2 * len(declared) + turn) for turn, middle in enumerate(middles[place])
            )
            assumed = {"latitude": latitude, "longitude": longitude, "position_assumed": True}
            note = f"{draft.note} {NOTE}".strip()
            draft = replace(draft, fields={**draft.fields, **assumed}, note=note)
        found.append(draft)
    return found


def _moved(middle: str, number: int) -> str:
    """A coordinate some hundredths of a degree off, with two decimals."""
    hundredths = Fraction(middle) * 100 + wave(number, -SPREAD, SPREAD)
    return f"{hundredths.numerator // 100}.{hundredths.numerator % 100:02d}"
