"""Every sample of the handbooks runs and prints what is shown; every command that is named exists; a first hour adds up."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
import typer
from django.test import Client

from parkledger.cli.app import build_app
from parkledger.figures import current
from parkledger.home import sqlite
from parkledger.portal.handbook.chapters import CHAPTERS, source
from tests import prepared_process
from tests.conftest import use
from tests.handbook import newcomer
from tests.handbook.conftest import FIRST
from tests.handbook.samples import Sample, Shell, samples, samples_in

PLACE = ("--place", "Hà Tĩnh", "--kind", "park")
ROOT = Path(__file__).resolve().parents[2]
BACKUPS_DOCUMENT = "docs/backup.md"
BACKUPS = (ROOT / BACKUPS_DOCUMENT).read_text(encoding="utf-8")
UNITS = ("deploy/parkledger-backup.service",)
END, YEAR = ("--on", "31/12/2025"), ("--from", "1/1/2025", "--to", "31/12/2025")


def test_the_first_chapter_does_what_it_says(first_hour: tuple[Shell, list[str]]) -> None:
    assert first_hour[1] == []


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in CHAPTERS if name != FIRST and [*samples(name)]])
def test_the_samples_of_a_chapter_print_what_is_shown(shell: Shell, name: str) -> None:
    missed = [miss for sample in samples(name) if (miss := sample.misses(shell.run(sample.command)))]
    assert not missed, "\n\n".join(missed)


@pytest.mark.long
def test_the_samples_of_the_document_about_backups_print_what_is_shown(shell: Shell) -> None:
    missed = [miss for sample in samples_in(BACKUPS) if (miss := sample.misses(shell.run(sample.command)))]
    assert not missed, "\n\n".join(missed)


def asked(shell: Shell, code: str, *how: str) -> Fraction:
    """A figure, exactly."""
    done = prepared_process.run(["figure", code, *PLACE, *how, "--json"], shell.environment, folder=shell.work)
    (found,) = json.loads(done.stdout)
    return Fraction(found["exact"])


def test_the_figures_are_the_sums_of_the_sheets(first_hour: tuple[Shell, list[str]]) -> None:
    shell = first_hour[0]
    zones, projects, operating = newcomer.ZONES, newcomer.PROJECTS, newcomer.OPERATING
    leased, industrial = sum(zone.leased for zone in zones), sum(zone.industrial for zone in zones)
    expected = {
        ("zones.established", *END): 10,
        ("zones.operating", *END): 8,
        ("land.industrial", *END): industrial,
        ("land.leased_industrial", *END): leased,
        ("occupancy", *END): Fraction(100 * leased, industrial),
        ("projects.in_force", *END): 60,
        ("projects.in_force", "--origin", "fdi", *END): sum(project.foreign for project in projects),
        ("labour.workers", *END): sum(newcomer.workers(zone, 2025, 4) for zone in operating),
        ("capital.in_force", "--origin", "fdi", *END): 10**6
        * sum(project.capital for project in projects if project.foreign),
        ("capital.in_force", "--origin", "ddi", *END): 10**9
        * sum(project.capital for project in projects if not project.foreign),
        ("trade.export", *YEAR): 10**6
        * sum(newcomer.export(zone, 2025, quarter) for zone in operating for quarter in (1, 2, 3, 4)),
        ("output.production", *YEAR): 10**9
        * sum(newcomer.output(zone, 2025, quarter) for zone in operating for quarter in (1, 2, 3, 4)),
    }
    assert {question: asked(shell, *question) for question in expected} == expected


def test_the_first_pages_show_the_figures(
    shell: Shell, statics: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("PARKLEDGER_HOME", str(shell.home))
    use(sqlite(shell.home / "ledger.sqlite3"))
    current.close()
    request.addfinalizer(current.close)
    for address in ("/", "/dia-ban/viet-nam.ha-tinh/"):
        answer = Client().get(address)
        text = re.sub(r"<[^>]+>|&nbsp;|\s+", " ", answer.content.decode())
        assert answer.status_code == 200
        assert "31/12/2025" in text, "the page opens at the last day with figures"
        assert "32,3%" in text
        details = Client().get(f"{address}chi-tiet/").content.decode()
        assert re.search(r"60 +dự án", re.sub(r"<[^>]+>|&nbsp;|\s+", " ", details))


def commands_named(text: str) -> set[str]:
    """The commands that a text names in its sentences and samples that are not run."""
    inline = re.findall(r"`(parkledger [a-z][^`…]*)`", text)
    loose = re.findall(r"^[^$`\n]*?(?:/bin/)?(parkledger [a-z][a-z-]*[^\n]*)$", text, flags=re.MULTILINE)
    return {*inline, *(each for each in loose if not each.startswith("parkledger là"))}


@pytest.mark.parametrize("name", [*CHAPTERS, BACKUPS_DOCUMENT, *UNITS])
def test_every_command_that_is_named_exists_with_its_options(name: str) -> None:
    text = source(name) if name in CHAPTERS else (ROOT / name).read_text(encoding="utf-8")
    for named in commands_named(text):
        command = typer.main.get_command(build_app())
        words = named.split()[1:]
        while words and hasattr(command, "commands"):
            assert words[0] in command.commands, named
            command = command.commands[words.pop(0)]
        known = {option for each in command.params for option in each.opts}
        assert {word for word in words if word.startswith("--")} <= known, named


def test_what_a_sample_prints_is_held_against_what_is_shown() -> None:
    sample = Sample("parkledger x", ("Đã ghi: …, 5", "…", "hết"))
    assert sample.misses("Đã ghi: a/1, 5\nb\n\nc\nhết\n") == ""
    assert sample.misses("Đã ghi: a/1, 6\nhết\n")
    assert sample.misses("Đã ghi: a/1, 5\nhết\nthêm\n")
