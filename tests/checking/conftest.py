"""The demonstration books, built once by the command as a user would."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parkledger.figures import Figures
from parkledger.figures.mirror.files import Mirror
from tests.checking.saying import run


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the demonstration books."""
    folder = tmp_path_factory.mktemp("demo") / "home"
    folder.mkdir()
    done = run(folder, "demo")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def demo_figures(demonstration: Path) -> Iterator[Figures]:
    """The figure engine over the demonstration books."""
    manifest = Mirror(demonstration / "mirror").manifest()
    assert manifest is not None
    figures = Figures(demonstration / "mirror", manifest)
    yield figures
    figures.close()
