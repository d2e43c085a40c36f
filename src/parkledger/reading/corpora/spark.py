"""Reading a corpus on a cluster: the same reader as a function for Spark's `DataFrame.mapInPandas`.

`frame.mapInPandas(read_pages, SCHEMA)` takes rows of `name`, `content` (bytes) and, where it is there, `published` (a
date, or a text in ISO form) and gives one row a page. Needs requirements-spark.txt; parkledger must be installed on the
workers. Nothing here loads Spark or pandas before it is used.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

COLUMNS: Final = {
    "name": "string",
    "sha256": "string",
    "title": "string",
    "published": "date",
    "statements": "string",
    "quantities": "string",
    "findings": "string",
    "error": "string",
}
SCHEMA: Final = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
"""What `read_pages` gives: lists as JSON, in the form of `Page.as_json`; `error` says why a page could not be read."""

_LISTS: Final = ("statements", "quantities", "findings")


def read_pages(frames: Iterable[Any]) -> Iterator[Any]:
    """Read frames of pages, each into a frame of what they state. One bad page never stops a job."""
    import pandas as pd

    for frame in frames:
        days = frame["published"] if "published" in frame.columns else [None] * len(frame)
        rows = [read_row(*row) for row in zip(frame["name"], frame["content"], days, strict=True)]
        yield pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def read_row(name: str, content: bytes | str | None, published: Any = None) -> dict[str, Any]:
    """One page as a row; all of it but name and error is None where the page could not be read."""
    from parkledger.reading import read

    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row["name"] = name
    if content is None:
        return row | {"error": "no content"}
    try:
        data = content if isinstance(content, str) else bytes(content)
        page = read(data, name=name or "", published=_day(published))
        found = page.as_json()
        lists = {column: json.dumps(found[column], ensure_ascii=False, allow_nan=False) for column in _LISTS}
        raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        return row | {
            "sha256": hashlib.sha256(raw).hexdigest(),
            "title": page.title,
            "published": page.published,
            **lists,
        }
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong with one page must not stop the job
        return row | {"error": f"{type(problem).__name__}: {problem}"}


def _day(published: Any) -> date | None:
    """A day from a date, a pandas timestamp or ISO text; None for what is none (pandas has several such values)."""
    if isinstance(published, str):
        return date.fromisoformat(published[:10]) if published else None
    if isinstance(published, date) and published == published:  # NaT differs from itself
        return date(published.year, published.month, published.day)
    return None
