"""The units of fields, in words."""

from parkledger.language import unit_label

UNITS = {
    **{
        code: unit_label(code)
        for code in ("household", "case", "percent", "year", "degree", "VND/USD", "person", "m3/day")
    },
    "project": unit_label("enterprise"),  # of what enterprises report, only enterprises are counted
}
"""Units as they stand beside a field."""
