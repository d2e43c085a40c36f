"""The files that come with the demonstration: tables, stories, and the documents they name."""

import csv
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

DATA: Final = files("parkledger.demo") / "data"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    text = (DATA / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def entries(name: str) -> list[dict[str, Any]]:
    """The entries of a YAML file."""
    loaded = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return list(loaded)


@cache
def _documents() -> dict[str, dict[str, str]]:
    return {row.pop("key"): {name: text for name, text in row.items() if text} for row in table("documents")}


def document(key: str) -> dict[str, Any] | None:
    """A document by its key in documents.csv; None for no key."""
    return dict(_documents()[key]) if key else None
