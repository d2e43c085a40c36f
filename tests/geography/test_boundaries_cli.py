"""`parkledger boundaries` as people use it."""

import json
import os

import pytest

from tests import prepared_process
from tests.figures.books import Scribe
from tests.geography.files import square, write


@pytest.fixture
def run(sqlite_database, home):
    """Run the command in a home whose book has one park of a square kilometre."""
    Scribe().zone("Mot", industrial_m2=100)

    def running(*words: str) -> tuple[int, str, str]:
        environment = {k: v for k, v in os.environ.items() if k != "PARKLEDGER_DATABASE_URL"}
        environment |= {"PARKLEDGER_HOME": str(home), "PARKLEDGER_USER": "lan"}
        done = prepared_process.run(["boundaries", *words], environment)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    return running


@pytest.fixture
def file(tmp_path):
    return str(write(tmp_path / "a.gpkg", [square(106.1, 21.2, 1030)], ["KCN Mot"]))


ON = ("--book", "bg", "--valid-from", "1/1/2022")


def test_a_file_is_tried_imported_and_known(run, file):
    tried = run("import", file, *ON, "--dry-run")
    assert (tried[0], "Thử, chưa ghi." in tried[1]) == (0, True)
    assert "No boundaries" in run("list", "--lang", "en")[1]
    code, said, _ = run("import", file, *ON)
    assert code == 0
    assert "KHÁC sổ" in said
    assert "1/1 chênh quá 2%" in said
    assert "+6,2%" in said
    assert "nothing was added" in run("import", file, *ON, "--lang", "en")[1]
    listed = json.loads(run("list", "--json")[1])
    assert [(each["name"], each["count"], each["imported_by"]) for each in listed] == [("a.gpkg", 1, "lan")]


def test_with_a_wider_tolerance_it_does_not_differ(run, file):
    done = json.loads(run("import", file, *ON, "--tolerance", "6,5", "--json")[1])
    assert [line["differs"] for line in done["boundaries"]] == [False]
    assert done["boundaries"][0]["recorded_m2"] == 1_000_000


def test_what_is_wrong_is_said_in_one_shape(run, tmp_path):
    path = str(write(tmp_path / "b.gpkg", [square(2.3, 48.8, 900), square(106.1, 21.2, 900)], ["Mot", "Ba"]))
    code, said, _ = run("import", path, *ON, "--json")
    assert code == 1
    errors = json.loads(said)["errors"]
    assert [(each["where"], each["code"]) for each in errors] == [
        ("b.gpkg#1", "boundary_outside_viet_nam"), ("b.gpkg#2", "boundary_of_no_zone"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("--book", "bg", "--valid-from", "hôm qua"),
        (*ON, "--kind", "villa"),
        (*ON, "--tolerance", "nhiều"),
        ("--book", "xx", "--valid-from", "1/1/2022"),
    ],
)
def test_a_misuse_is_told_from_a_refusal(run, file, words):
    assert run("import", file, *words)[0] == 2


def test_the_systems_are_listed(run):
    assert "EPSG:9211 (106-00)" in run("systems")[1]
