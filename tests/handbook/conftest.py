"""The home that the first chapter makes, made once and copied for the chapters that go on from it."""

import shutil
from pathlib import Path

import pytest

from tests.handbook import newcomer
from tests.handbook.samples import Shell, samples

FIRST = "gio-dau-tien"


def follow_first_chapter(shell: Shell) -> list[str]:
    """Do what the first chapter says, with the sheets that it describes; what came out other than it shows."""
    for year, quarter in newcomer.QUARTERS:
        newcomer.write_quarter(shell.work / f"quy-{quarter}-{year}.xlsx", year, quarter)
    missed = []
    for sample in samples(FIRST):
        missed.append(sample.misses(shell.run(sample.command)))
        if sample.command.startswith("parkledger template opening"):
            newcomer.fill_opening(shell.work / "so-du.xlsx")
    return [miss for miss in missed if miss]


@pytest.fixture(scope="session")
def first_hour(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, list[str]]:
    """Where the first chapter was followed, and where it was wrong."""
    shell = Shell(tmp_path_factory.mktemp("first-hour"))
    return shell, follow_first_chapter(shell)


@pytest.fixture
def shell(first_hour: tuple[Shell, list[str]], tmp_path: Path) -> Shell:
    """The home and the folder of the first chapter, copied."""
    made = first_hour[0]
    shutil.copytree(made.home.parent, tmp_path / "copy")
    return Shell(tmp_path / "copy")
