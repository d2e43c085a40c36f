"""The version of parkledger that is installed."""

from importlib.metadata import version
from pathlib import Path

VERSION = version("parkledger")


def changelog() -> str:
    """What changed from version to version: Markdown, beside the package where it is installed, else in its checkout."""
    package = Path(__file__).resolve().parent
    places = (package / "CHANGELOG.md", package.parents[1] / "CHANGELOG.md")
    return next(path for path in places if path.is_file()).read_text(encoding="utf-8")
