"""Reading, checking, keeping and conditions on the command line, as an officer uses them."""

import base64
import io
import json
import shutil
from pathlib import Path

import docx
import pytest

from parkledger.catalogue import Verified
from tests.checking.saying import SEED, run

TEXT = """Bắc Giang: phát triển khu, cụm công nghiệp

Hiện nay, tỉnh Bắc Giang có 9 KCN được thành lập với tổng diện tích hơn 1.967 ha, tỷ lệ lấp đầy đạt 75,6%.
Toàn tỉnh có {clusters} CCN được thành lập.
"""
DAY = ("--date", "22/8/2023")


@pytest.fixture
def desk(demonstration: Path, tmp_path: Path) -> Path:
    """A user's own copy of the demonstration books, with a page that agrees and one that does not."""
    shutil.copytree(demonstration, tmp_path / "home")
    (tmp_path / "right.txt").write_text(TEXT.format(clusters=54), encoding="utf-8")
    (tmp_path / "wrong.txt").write_text(TEXT.format(clusters=55), encoding="utf-8")
    return tmp_path / "home"


def test_reading_needs_no_books(tmp_path):
    (tmp_path / "page.txt").write_text(TEXT.format(clusters=54), encoding="utf-8")
    done = run(tmp_path / "none", "read", str(tmp_path / "page.txt"), *DAY, "--json")
    page = json.loads(done.stdout)
    assert done.returncode == 0
    assert page.keys() == {"title", "published", "author", "source", "sections", "quantities", "statements", "findings"}
    first = page["statements"][0]
    assert (first["quote"], first["indicator"], first["kind"], first["period_end"]) == (
        "9 KCN",
        "zones.established",
        "park",
        "2023-08-22",
    )
    text = TEXT.format(clusters=54)
    assert all(text[each["start"] : each["end"]] == each["quote"] for each in page["statements"])
    assert not (tmp_path / "none").exists()


def test_reading_from_standard_input_gives_the_same(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT.format(clusters=54), encoding="utf-8")
    there = run(tmp_path, "read", str(path), *DAY, "--json")
    here = run(tmp_path, "read", "-", *DAY, "--json", given=path.read_text(encoding="utf-8"))
    assert here.stdout == there.stdout


def test_a_page_on_the_screen_has_its_statements_and_where_asked_their_rules(tmp_path):
    shown = run(tmp_path, "read", "-", *DAY, given=TEXT.format(clusters=54)).stdout
    assert "75,6%" in shown
    assert "[75,55; 75,65) percent" in shown
    assert "4 số liệu" in shown
    explained = run(tmp_path, "read", "-", *DAY, "--explain", "--lang", "en", given=TEXT.format(clusters=54)).stdout
    assert "└ number." in explained
    assert "Points: " in explained
    assert "Sentence" in explained
    assert "[75.55; 75.65) percent" in explained


def test_a_folder_of_pages_is_read_in_several_processes(tmp_path):
    (tmp_path / "pages").mkdir()
    for clusters in (54, 55):
        (tmp_path / "pages" / f"{clusters}.txt").write_text(TEXT.format(clusters=clusters), encoding="utf-8")
    words = ("read", str(tmp_path / "pages"), "--jobs", "2", "--out", str(tmp_path / "out"))
    done = run(tmp_path, *words, "--json")
    assert (done.returncode, json.loads(done.stdout)["pages"]) == (0, 2)
    assert run(tmp_path, *words, "--keep").returncode == 2


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = run(tmp_path, "read", str(tmp_path / "none.html"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "none.html" in done.stderr


@pytest.mark.skipif(not SEED.exists(), reason="the published page is not beside this checkout")
def test_the_published_page_agrees_with_the_demonstration_books(desk):
    done = run(desk, "check", str(SEED), *DAY, "--json")
    checks = json.loads(done.stdout)["checks"]
    assert done.returncode == 0
    assert len(checks) >= 30
    assert [each for each in checks if each["outcome"] != "agrees"] == []


def test_checking_names_formula_and_denominator(desk):
    done = run(desk, "check", str(desk.parent / "right.txt"), *DAY, "--json")
    checks = {each["quote"]: each for each in json.loads(done.stdout)["checks"]}
    assert done.returncode == 0
    rate = checks["75,6%"]
    assert (rate["outcome"], rate["formula"], rate["denominator"]) == (
        "agrees", "occupancy.park_since_decree_35", "đất công nghiệp và dịch vụ",
    )  # fmt: skip
    assert rate.keys() >= {
        "quote",
        "start",
        "end",
        "indicator",
        "form",
        "outcome",
        "figure",
        "difference",
        "note",
        "basis",
        "verified",
    }
    assert (rate["demo"], rate["unit"]) == (True, "percent")
    assert (checks["54 CCN"]["figure"], checks["54 CCN"]["difference"]) == (54, 0)


def test_a_difference_is_said_and_is_the_exit_code(desk):
    done = run(desk, "check", str(desk.parent / "wrong.txt"), *DAY, "--json")
    (wrong,) = (each for each in json.loads(done.stdout)["checks"] if each["outcome"] != "agrees")
    assert done.returncode == 1
    assert (wrong["quote"], wrong["outcome"], wrong["figure"], wrong["difference"]) == ("55 CCN", "differs", 54, -1)
    shown = run(desk, "check", str(desk.parent / "wrong.txt"), *DAY)
    assert shown.returncode == 1
    assert "khác nhau: 1" in shown.stdout
    assert "khớp: 3" in shown.stdout


def test_the_place_of_a_page_that_names_none_is_given_or_is_that_of_a_book(desk):
    text = "Tình hình các khu công nghiệp\n\nHiện có 9 KCN được thành lập.\n"
    outcome = {}
    for words in ((), ("--place", "Bắc Giang"), ("--book", "bg-parks"), ("--book", "bk-parks")):
        done = run(desk, "check", "-", *DAY, *words, "--json", given=text)
        outcome[words[-1:]] = [each["outcome"] for each in json.loads(done.stdout)["checks"]]
    assert outcome == {
        (): ["not_comparable"],
        ("Bắc Giang",): ["agrees"],
        ("bg-parks",): ["agrees"],
        ("bk-parks",): ["differs"],
    }


@pytest.mark.long
def test_a_page_is_kept_once_and_accepted_once(desk):
    right, wrong = str(desk.parent / "right.txt"), str(desk.parent / "wrong.txt")
    keep = ("--keep", "--url", "https://bacgiang.example/a")
    first = json.loads(run(desk, "read", right, *DAY, *keep, "--json").stdout)["kept"]
    assert (first["page"], first["added"]) == (1, True)
    assert "không thêm gì" in run(desk, "read", right, *DAY, *keep).stdout
    changed = run(desk, "read", wrong, *DAY, *keep).stdout
    assert "± 54 CCN" in changed
    assert "→ 55 CCN" in changed
    assert [page["version_of"] for page in json.loads(run(desk, "pages", "--json").stdout)] == [None, 1]
    accepted = json.loads(run(desk, "accept", "1", "3", "--book", "bg-province", "--json").stdout)
    assert (accepted[0]["quote"], accepted[0]["event"].partition("/")[0]) == ("75,6%", "bg-province")
    again = run(desk, "accept", "1", "3", "--book", "bg-province")
    assert again.returncode == 1
    assert accepted[0]["event"] in again.stderr
    bound = json.loads(run(desk, "accept", "1", "1", "--bind", "bg-parks/12", "--json").stdout)
    assert (bound[0]["event"], bound[0]["bound"]) == ("bg-parks/12", True)
    shown = json.loads(run(desk, "pages", "show", "1", "--json").stdout)
    assert [row["event"] for row in shown["statements"]] == ["bg-parks/12", None, accepted[0]["event"], None]
    assert run(desk, "verify", "--book", "bg-province").returncode == 0


def test_sources_are_compared_and_none_is_chosen(desk):
    for name in ("right", "wrong"):
        run(desk, "read", str(desk.parent / f"{name}.txt"), *DAY, "--keep")
    (found,) = json.loads(
        run(desk, "pages", "compare", "--indicator", "zones.established", "--kind", "cluster", "--json").stdout
    )
    assert found["disagree"] is True
    assert [(row["quote"], row["source"]["page"]) for row in found["statements"]] == [("54 CCN", 1), ("55 CCN", 2)]
    shown = run(desk, "pages", "compare", "--indicator", "zones.established", "--place", "Bắc Giang").stdout
    assert "KHÁC nhau" in shown
    assert "không mâu thuẫn" in shown


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("pages", "show", "7"), 2, "số 7"),
        (("accept", "7", "1", "--book", "bg-parks"), 2, "số 7"),
        (("accept", "7", "1"), 2, "--bind"),
        (("pages", "compare", "--indicator", "zones.establishd"), 2, "zones.established"),
        (("conditions", "--zone", "Quang Chou", "--act", "expand"), 1, "KCN Quang Châu"),
        (("conditions", "--zone", "KCN Quang Châu", "--act", "close"), 2, "establish"),
    ],
)
def test_mistakes_say_what_to_do(desk, words, code, told):
    done = run(desk, *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr


def test_conditions_are_answered_with_numbers_basis_and_verification(desk):
    words = ("conditions", "--zone", "KCN Quang Châu", "--act", "expand", "--on", "2023-08-22")
    found = json.loads(run(desk, *words, "--json").stdout)
    assert (found["zone"], found["act"], found["on"]) == ("KCN Quang Châu", "expand", "2023-08-22")
    assert {each["verdict"] for each in found["conditions"]} <= {"holds", "fails", "unknown"}
    (tested,) = found["conditions"][0]["tests"]
    assert (tested["threshold"], tested["comparison"], tested["verified"]) == (60, ">=", "memory")
    assert tested["basis"] == "Nghị định 35/2022/NĐ-CP"
    assert tested["formulas"] == ["occupancy.park_since_decree_35"]
    done = run(desk, *words, "--lang", "en")
    assert done.returncode == 0
    assert "must be at least 60" in done.stdout
    assert "neither permits nor forbids" in done.stdout
    assert f"; {Verified.MEMORY.label.en}]" in done.stdout
    explained = run(desk, "figure", "occupancy", "--zone", "KCN Quang Châu", "--on", "2023-08-22", "--explain").stdout
    basis = next(line for line in explained.splitlines() if line.strip().startswith("Căn cứ:"))
    assert basis.endswith(tuple(f"({each.label.vi})" for each in Verified)), "in words, not by its tag"


@pytest.mark.parametrize(
    ("command", "content"),
    [("read", b"KCN " * 500_001), ("read", b"<p>x" * 1_000_001), ("check", b"\0" * (64 * 2**20 + 1))],
    ids=["text", "tags", "bytes"],
)
def test_what_is_longer_than_a_page_is_refused_before_it_is_read(desk, tmp_path, command, content):
    (tmp_path / "page.html").write_bytes(content)
    done = run(desk, command, str(tmp_path / "page.html"), "--lang", "en")
    assert (done.returncode, "longer than a page" in done.stderr) == (1, True)
    assert "page.html" in done.stderr


PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def pictures_alone() -> bytes:
    """A Word file with a picture and no word."""
    out, document = io.BytesIO(), docx.Document()
    document.add_picture(io.BytesIO(PICTURE))
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("scan.docx", pictures_alone()), ("empty.html", b""), ("blank.txt", b" \n"), ("empty.pdf", b"")],
    ids=["pictures", "nothing", "blanks", "no pages"],
)
@pytest.mark.parametrize("command", ["read", "check"])
def test_a_file_without_words_is_said_to_have_none(desk, tmp_path, command, name, content):
    (tmp_path / name).write_bytes(content)
    done = run(desk, command, str(tmp_path / name), "--lang", "en")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"No text was found in the file “{tmp_path / name}”" in done.stderr
