"""The figures of the demonstration books."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parkledger.figures import Figures
from parkledger.figures.mirror.files import Mirror


@pytest.fixture(scope="session")
def demo_figures(demo_home: Path) -> Iterator[Figures]:
    """The figure engine over the demonstration books."""
    manifest = Mirror(demo_home / "mirror").manifest()
    assert manifest is not None
    figures = Figures(demo_home / "mirror", manifest)
    yield figures
    figures.close()
