"""Postings as a segment of the mirror."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pyarrow as pa

from parkledger.figures.mirror.files import POSTINGS, Cell
from parkledger.language import day_of

MIRRORED = (
    "event_id",
    "measure",
    "scenario",
    "zone_id",
    "project_id",
    "place",
    "kind",
    "origin",
    "currency",
    "detail",
    "period_start",
    "period_end",
    "effective_on",
    "recorded_at",
    "status",
    "demo",
    "count",
    "amount",
    "usd",
    "vnd",
)
"""The columns of a posting that the mirror is filled from. After them come whether a level lapses by it, the event that its
event takes back, and whether it follows from the end of a zone."""
LAPSED = -1
"""The span of such a posting: it takes back no report, and must not be counted among them."""


def posting_table(rows: list[tuple[Any, ...]], cells: dict[Cell, int], moment: Callable[[Any], datetime]) -> pa.Table:
    """Postings, each with what the mirror is filled from (MIRRORED), as a segment; cells not met before are numbered on.

    `moment` makes a moment of what stands in the column of one.
    """
    columns: list[list[Any]] = [[] for _ in POSTINGS.names]
    for row in rows:
        event, measure, scenario, zone, project, place, kind, origin, currency, detail = row[:10]
        period_start, period_end, on, recorded_at, status, demo, count, amount, usd, vnd = row[10:20]
        lapses, taken_back, ends_zone = row[20:]
        cell = (place, measure, kind, origin, currency, scenario, status, bool(demo))
        span = (on - period_start).days if period_start is not None and scenario == "actual" else 0
        span = LAPSED if lapses else span
        at = moment(recorded_at)
        number = cells.setdefault(cell, len(cells))
        key = (number, zone, project, on, span, day_of(at), at)
        values = (
            *key,
            count,
            amount,
            usd,
            vnd,
            detail or None,
            period_start,
            period_end,
            event,
            taken_back,
            bool(ends_zone),
        )
        for column, value in zip(columns, values, strict=True):
            column.append(value)
    arrays = [pa.array(column, kind.type) for column, kind in zip(columns, POSTINGS, strict=True)]
    return pa.Table.from_arrays(arrays, schema=POSTINGS)
