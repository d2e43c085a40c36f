"""The command line as people use it: in a new folder, in both languages, with JSON, and with their mistakes."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from parkledger.cli.app import COMMANDS
from parkledger.language import today
from tests.prepared_process import run

BOOK = ("--book", "bg")


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


class Desk:
    """A user at a home folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if k != "PARKLEDGER_DATABASE_URL"}
        return {**kept, "PARKLEDGER_HOME": str(self.folder), "PARKLEDGER_USER": "lan"}

    def run(self, *words: str, given: str | None = None) -> Done:
        done = run(words, self.environment, given=given)
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    def record(self, code: str, **fields: object) -> Done:
        words = [word for name, value in fields.items() for word in ("--field", f"{name}={value}")]
        return self.run("record", code, *BOOK, *words, "--json")


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a book, an exchange rate and one park, to be copied."""
    found = Desk(tmp_path_factory.mktemp("furnished") / "home")
    assert found.run("book", "add", "bg", "--name", "Ban Quản lý các KCN", "--place", "Bắc Giang").code == 0
    found.record("exchange_rate_set", effective_on="1/1/2003", vnd_per_usd=16000, source="Ngân hàng Nhà nước")
    done = found.record(
        "zone_established", name="Quang Châu", kind="park", place="Việt Yên, Bắc Giang", effective_on="25/4/2006",
        area_m2="426 ha", industrial_m2="250 ha",
    )  # fmt: skip
    assert done.code == 0, done
    return found.folder


@pytest.fixture
def desk(furnished: Path, tmp_path: Path) -> Desk:
    """A user's own copy of the furnished home."""
    shutil.copytree(furnished, tmp_path / "home")
    return Desk(tmp_path / "home")


LEASE = json.dumps({"type": "land_leased", "zone": "Quang Châu", "effective_on": "2020-01-01", "area_m2": 10_000})
STARTED = {
    "figure": ("figure", "land.established", "--place", "Bắc Giang", "--on", "22/8/2023"),
    "json": ("journal", *BOOK, "--json"),
    "refused": ("figure", "occupanc", "--lang", "en"),
    "input": ("record", *BOOK, "--file", "-", "--dry-run"),
    "read": ("read", "-", "--explain"),
}


@pytest.mark.parametrize("words", STARTED.values(), ids=STARTED)
def test_a_new_process_says_what_the_prepared_one_says(desk, words):
    command = [sys.executable, "-m", "parkledger", *words]
    given = "KCN Quang Châu rộng 426 ha." if words[0] == "read" else f"{LEASE}\n"
    new = subprocess.run(command, input=given, env=desk.environment, capture_output=True, text=True, check=False)
    assert Done(new.returncode, new.stdout, new.stderr) == desk.run(*words, given=given)


def test_without_books_it_says_how_to_begin(tmp_path):
    done = Desk(tmp_path / "none").run("figure", "zones.established")
    assert done.code == 1
    assert "parkledger book add" in done.err
    assert not (tmp_path / "none").exists()


def test_a_recorded_event_is_in_the_next_figure(desk):
    done = desk.record("land_leased", zone="KCN Quang Châu", area_m2="12,5 ha", effective_on="1/3/2023")
    assert done.json["event"] == "bg/3"
    (figure,) = desk.run(
        "figure", "land.leased", "--place", "Bắc Giang", "--kind", "park", "--on", "22/8/2023", "--json"
    ).json
    assert (figure["value"], figure["exact"], figure["unit"]) == (12.5, "25/2", "ha")
    assert figure["events"] == ["bg/3"]
    assert (figure["demo"], figure["formula"]) == (False, "land.leased")


def test_the_json_of_a_figure_has_every_field_promised(desk):
    (figure,) = desk.run("figure", "land.established", "--place", "Bắc Giang", "--json").json
    promised = {
        "indicator", "form", "place", "zone", "kind", "origin", "period_start", "period_end", "known_at", "value", "unit",
        "formula", "terms", "events", "demo",
    }  # fmt: skip
    assert promised <= figure.keys()


def test_what_was_never_recorded_is_null(desk):
    (figure,) = desk.run("figure", "labour.workers", "--place", "Bắc Giang", "--json").json
    assert figure["value"] is None
    assert "chưa có số liệu" in desk.run("figure", "labour.workers", "--place", "Bắc Giang").out


def test_a_refusal_names_zone_day_and_hectares_in_both_languages(desk):
    done = desk.run(
        "record", "land_leased", *BOOK, "-f", "zone=Quang Chau", "-f", "area_m2=300 ha", "-f", "effective_on=2/1/2020"
    )
    assert (done.code, done.out) == (1, "")
    assert "KCN Quang Châu: từ ngày 2/1/2020 chỉ còn 250 ha có thể cho thuê, không đủ 300 ha" in done.err
    words = ("-f", "zone=Quang Chau", "-f", "area_m2=300 ha", "-f", "effective_on=2/1/2020", "--lang", "en")
    english = desk.run("record", "land_leased", *BOOK, *words)
    assert "from 2 January 2020 only 250 ha can be let, less than the 300 ha asked" in english.err


def test_errors_as_json_have_one_shape(desk):
    done = desk.run(
        "record",
        "land_leased",
        *BOOK,
        "-f",
        "zone=Quang Chaau",
        "-f",
        "area_m2=1 ha",
        "-f",
        "effective_on=2/1/2020",
        "--json",
    )
    assert done.code == 1
    (error,) = done.json["errors"]
    assert error.keys() == {"code", "where", "vi", "en"}
    assert "KCN Quang Châu" in error["vi"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("figure",), "CODES"),
        (("figur", "x"), "figure"),
        (("figure", "occupanc"), "occupancy"),
        (("figure", "occupancy", "--place", "Bắc Giang"), "KCN (park)"),
        (("figure", "zones.established", "--place", "Bac Giangg"), "Bắc Giang"),
        (("figure", "zones.established", "--on", "31/2/2023"), "31/2/2023"),
        (("figure", "zones.established", "--on", "1/1/2023", "--from", "1/1/2023"), "--on"),
        (("figure", "output.production", "--from", "2/1/2023", "--to", "1/1/2023"), "ngày đầu và ngày cuối"),
        (("figure", "zones.established", "--form", "sum"), "growth"),
        (("figure", "zones.established", "--nope"), "--nope"),
        (("record", "land_lease", "--book", "bg", "-f", "x=1"), "land_leased"),
        (("record", "land_leased", "--book", "nope", "-f", "zone=x", "-f", "area_m2=1", "-f", "effective_on=1/1/2020"), "bg"),
        (("record", "land_leased", "--book", "bg"), "zone: bắt buộc"),
        (("record", "land_leased", "--book", "bg", "-f", "zome=x"), "zone"),
        (("record", "land_leased", "--book", "bg", "-f", "use=x"), "industrial"),
        (("record", "--book", "bg"), "--file"),
        (("record", "land_leased", "--book", "bg", "-f", "area"), "NAME=VALUE"),
        (("record", "land_leased", "--book", "bg", "-f", "zone=x", "-f", "area_m2=12 mẫu", "-f", "effective_on=1/1/2020"), "area_m2"),
        (("record", "--book", "bg", "--file", "nowhere.jsonl"), "nowhere.jsonl"),
        (("reissue", "nowhere.docx"), "FILE: không có tệp hay thư mục «nowhere.docx»"),
        (("reissue", "."), "FILE: «.» là thư mục"),
        (("serve", "--port", "abc"), "--port cần một số."),
        (("serve", "--port", "99999"), "--port nhiều nhất là 65535"),
        (("backup", "x", "--keep", "-1"), "--keep ít nhất là 0"),
        (("correct", "bg/99", "--reason", "x"), "bg"),
        (("correct", "nonsense", "--reason", "x"), "BOOK/SEQ"),
        (("types", "land_lease"), "land_leased"),
        (("figure", "zones.established", "--lang", "fr"), "--lang vi"),
    ],
)  # fmt: skip
def test_a_wrong_call_exits_with_2_and_says_what_would_be_right(desk, words, said):
    done = desk.run(*words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_correction_leaves_both_truths(desk):
    desk.record("land_leased", zone="Quang Châu", area_m2="125 ha", effective_on="1/3/2019")
    done = desk.run("correct", "bg/3", "--reason", "gõ thừa một chữ số", "-f", "area_m2=12,5 ha", "--json")
    assert done.json["event"] == "bg/5"
    (figure,) = desk.run("figure", "land.leased", "--place", "Bắc Giang", "--explain", "--json").json
    assert figure["value"] == 12.5
    kinds = [(entry["ref"], entry["type"], entry["reverses"], entry["replaces"]) for entry in figure["event_details"]]
    assert kinds == [
        ("bg/3", "land_leased", None, None),
        ("bg/4", "correction", 3, None),
        ("bg/5", "land_leased", None, 3),
    ]
    assert desk.run("correct", "bg/3", "--reason", "lại", "-f", "area_m2=1 ha").code == 1


def test_a_correction_within_a_field_leaves_what_stands_beside_it(desk):
    report = {"zone": "Quang Châu", "period_start": "1/1/2023", "period_end": "31/3/2023"}
    paper = {"document.number": "12/BC", "document.issuer": "BQL", "document.issued_on": "5/4/2023"}
    desk.record("period_report", **report, **paper, **{"values.labour.workers": 900, "values.labour.female": 500})
    done = desk.run(
        "correct", "bg/3", "--reason", "gõ nhầm", "-f", "values.labour.workers=950", "-f", "document.number=13/BC"
    )
    assert done.code == 0, done
    corrected = json.loads(desk.run("journal", *BOOK, "--json").out.splitlines()[-1])
    assert corrected["payload"]["values"] == {"labour.female": 500, "labour.workers": 950}
    assert corrected["document"] == {"issued_on": "2023-04-05", "issuer": "BQL", "number": "13/BC"}


def test_places_are_compared_by_their_codes_too(desk):
    by_code = desk.run("compare", "Bắc Giang", "viet-nam.bac-kan", "--on", "31/12/2023")
    assert by_code.code == 0, by_code
    assert by_code.out == desk.run("compare", "Bắc Giang", "Bắc Kạn", "--on", "31/12/2023").out


def test_a_dry_run_records_nothing(desk):
    words = ("-f", "zone=Quang Châu", "-f", "area_m2=1 ha", "-f", "effective_on=1/1/2020", "--dry-run")
    assert desk.run("record", "land_leased", *BOOK, *words).code == 0
    assert len(desk.run("journal", *BOOK, "--json").out.splitlines()) == 2


def test_a_file_is_recorded_once_and_its_refused_lines_are_kept(desk, tmp_path):
    lease = {"type": "land_leased", "zone": "Quang Châu", "effective_on": "2020-01-01"}
    good = [json.dumps({**lease, "area_m2": f"{n} ha"}) for n in range(1, 4)]
    bad = [json.dumps({**lease, "area_m2": "900 ha"}), "không phải JSON"]
    file = tmp_path / "leases.jsonl"
    file.write_text("\n".join([good[0], bad[0], good[1], "", bad[1], good[2]]), encoding="utf-8")
    first = desk.run("record", *BOOK, "--file", str(file), "--json")
    assert first.code == 1
    assert (first.json["recorded"], first.json["already"]) == (3, 0)
    assert [error["line"] for error in first.json["errors"]] == [2, 5]
    assert (tmp_path / "leases.refused.jsonl").read_text(encoding="utf-8").splitlines() == bad
    again = desk.run("record", *BOOK, "--file", str(file), "--json")
    assert (again.json["recorded"], again.json["already"]) == (0, 3)
    (figure,) = desk.run("figure", "land.leased", "--place", "Bắc Giang", "--json").json
    assert figure["value"] == 6


def test_standard_input_is_a_file_too(desk):
    line = json.dumps({"type": "land_leased", "zone": "Quang Châu", "effective_on": "2020-01-01", "area_m2": 10000})
    assert desk.run("record", *BOOK, "--file", "-", given=line + "\n").code == 0


@pytest.mark.parametrize("from_input", [False, True])
def test_a_dry_run_of_a_file_tells_its_lines_and_writes_nothing(desk, tmp_path, monkeypatch, from_input):
    monkeypatch.chdir(tmp_path)
    lease = {"type": "land_leased", "zone": "Quang Châu", "effective_on": "2020-01-01"}
    text = "\n".join(json.dumps({**lease, "area_m2": area}) for area in ("1 ha", "900 ha", "2 ha"))
    file = tmp_path / "leases.jsonl"
    file.write_text(text, encoding="utf-8")
    source = {"given": text} if from_input else {}
    before = desk.run("journal", *BOOK, "--json").out
    tried = desk.run("record", *BOOK, "--file", "-" if from_input else str(file), "--dry-run", "--json", **source)
    assert tried.code == 1
    assert (tried.json["recorded"], tried.json["dry_run"], len(tried.json["errors"])) == (2, True, 1)
    assert desk.run("journal", *BOOK, "--json").out == before
    said = desk.run("record", *BOOK, "--file", "-" if from_input else str(file), "--dry-run", **source)
    assert "Thử, chưa ghi: ghi được 2 sự kiện" in said.out
    assert not list(tmp_path.glob("*refused*"))


@pytest.mark.long
def test_a_journal_loads_into_an_empty_book_with_the_same_hashes(desk, tmp_path):
    desk.record("land_leased", zone="Quang Châu", area_m2="125 ha", effective_on="1/3/2019")
    desk.run("correct", "bg/3", "--reason", "nhầm", "-f", "area_m2=12 ha")
    file = tmp_path / "journal.jsonl"
    assert desk.run("journal", *BOOK, "--export", str(file)).code == 0
    other = Desk(tmp_path / "other")
    other.run("book", "add", "copy", "--name", "Bản sao", "--place", "Bắc Giang")
    assert other.run("record", "--book", "copy", "--file", str(file)).code == 0
    assert other.run("journal", "--book", "copy", "--json").out == desk.run("journal", *BOOK, "--json").out
    assert other.run("verify").code == 0


def test_verify_finds_and_names_a_changed_byte(desk):
    assert desk.run("verify").code == 0
    with closing(sqlite3.connect(desk.folder / "ledger.sqlite3")) as database, database:
        database.execute("DROP TRIGGER ledger_event_no_update")
        database.execute("UPDATE ledger_event SET payload = replace(payload, '4260000', '4260001') WHERE seq = 2")
    done = desk.run("verify")
    assert done.code == 1
    assert "bg/2" in done.err
    assert "bg/1" not in done.err


def test_verify_misses_an_end_that_was_cut_off(desk):
    desk.record("land_leased", zone="Quang Châu", area_m2="1 ha", effective_on="1/3/2019")
    desk.run("mirror")
    with closing(sqlite3.connect(desk.folder / "ledger.sqlite3")) as database, database:
        for table in ("event", "posting"):
            database.execute(f"DROP TRIGGER ledger_{table}_no_delete")
        database.execute("DELETE FROM ledger_posting WHERE event_id & 4294967295 = 3")
        database.execute("DELETE FROM ledger_event WHERE seq = 3")
    done = desk.run("verify", "--json")
    assert done.code == 1
    assert [error["code"] for error in done.json["errors"]] == ["guards_missing", "subjects_orphaned", "end_missing"]


def test_the_journal_can_be_filtered(desk):
    found = desk.run(
        "journal", *BOOK, "--type", "zone_established", "--from", "1/1/2006", "--to", "31/12/2006", "--json"
    )
    assert [json.loads(line)["seq"] for line in found.out.splitlines()] == [2]
    assert "Không có sự kiện" in desk.run("journal", *BOOK, "--type", "zone_merged").out


def test_references_are_there_in_both_languages(desk):
    assert "Cho thuê" in desk.run("types", "land_leased").out
    assert "Land let or sub-let" not in desk.run("types", "land_leased").out
    fields = desk.run("types", "dossier_received", "--lang", "en").out
    assert "online in part" in fields
    assert "document.number" in fields
    assert "Land leased" in desk.run("types", "land_leased", "--lang", "en").out
    assert {each["code"] for each in desk.run("types", "--json").json} >= {"land_leased", "correction", "period_report"}
    assert {each["code"] for each in desk.run("indicators", "occupancy", "--json").json} >= {
        "occupancy",
        "occupancy.gross",
    }


def test_a_brief_of_a_province_with_nothing_says_so(desk):
    done = desk.run("brief", "--place", "Bắc Kạn", "--on", "22/8/2023")
    assert done.code == 0
    assert "chưa có số liệu" in done.out
    assert "minh họa" not in done.out


def test_a_brief_is_compared_with_another_place(desk):
    beside = ("--compare", "Bắc Kạn", "--on", "22/8/2023")
    shown = desk.run("brief", "--place", "Bắc Giang", *beside)
    assert shown.code == 0
    assert "| Bắc Giang" in " ".join(shown.out.split())
    assert "| Bắc Kạn | Công thức" in " ".join(shown.out.split())
    report = desk.run("brief", "--place", "Bắc Giang", "--template", "leader", *beside)
    assert report.code == 0
    assert "Phụ lục. So sánh tỉnh Bắc Giang và tỉnh Bắc Kạn đến ngày 22/8/2023" in report.out
    refused = desk.run("brief", "--place", "Bắc Giang", "--template", "leader", "--compare", "Nơi không có")
    assert refused.code == 2
    assert "Không tìm thấy tỉnh, sổ, khu hoặc cụm «Nơi không có»" in refused.err


@pytest.mark.parametrize("words", [("--template", "leader"), ()])
def test_a_brief_is_compared_with_a_zone_and_a_book_and_not_with_its_own_place(desk, words):
    """On the screen as in a report; there the comparison stands below the situation."""
    asked = ("brief", "--place", "Bắc Giang", "--on", "22/8/2023", *words)
    shown = desk.run(*asked, "--compare", "KCN Quang Châu", "--compare", "bg")
    assert shown.code == 0, shown.err
    assert "| Công thức" in " ".join(shown.out.split()) or words
    titles = re.search(r"So sánh tỉnh Bắc Giang, KCN Quang Châu và (.*) đến ngày 22/8/2023", shown.out, re.IGNORECASE)
    assert titles is not None, shown.out
    alone = desk.run(*asked, "--compare", "Bắc Giang")
    assert alone.code == 2
    assert "«tỉnh Bắc Giang» được nêu hai lần: không so sánh một nơi với chính nơi đó" in alone.err
    compared = desk.run("compare", "Bắc Giang", "Bắc Giang")
    assert (compared.code, "được nêu hai lần" in compared.err) == (2, True)


def test_splitting_by_zone_month_and_origin(desk):
    desk.record(
        "zone_established",
        name="Vân Trung",
        kind="park",
        place="Việt Yên, Bắc Giang",
        effective_on="18/2/2008",
        area_m2="350,3 ha",
    )
    zones = desk.run("figure", "land.established", "--place", "Bắc Giang", "--by", "zone", "--json").json
    assert [(z["zone"], z["value"]) for z in zones] == [("KCN Quang Châu", 426), ("KCN Vân Trung", 350.3)]
    months = desk.run(
        "figure",
        "zones.established",
        "--place",
        "Bắc Giang",
        "--from",
        "1/1/2008",
        "--to",
        "31/3/2008",
        "--by",
        "month",
        "--json",
    ).json
    assert [(m["period_end"], m["value"]) for m in months] == [("2008-01-31", 1), ("2008-02-29", 2), ("2008-03-31", 2)]
    origins = desk.run("figure", "projects.in_force", "--place", "Bắc Giang", "--by", "origin", "--json").json
    assert [o["origin"] for o in origins] == ["fdi", "ddi"]
    places = desk.run(
        "figure", "zones.established", "--place", "Bắc Giang", "--by", "place", "--on", "22/8/2023", "--json"
    ).json
    assert [(p["place"], p["value"]) for p in places] == [("Việt Yên", 2)]


def test_a_province_that_is_gone_answers_for_its_former_territory_and_says_so(desk):
    words = ("figure", "land.established", "--place", "Bắc Giang")
    assert "địa giới cũ" in desk.run(*words, "--on", "2025-12-31").out
    assert "địa giới cũ" not in desk.run(*words, "--on", "2023-08-22").out
    (figure,) = desk.run(*words, "--on", "2025-12-31", "--json").json
    assert (figure["value"], figure["note"]) == (426, "địa giới cũ")


def test_each_module_of_commands_adds_just_the_commands_it_is_read_for():
    for name, commands in COMMANDS.items():
        app: Any = typer.Typer()
        import_module(f"parkledger.cli.{name}").add_to(app)
        added = [each.name or each.callback.__name__ for each in app.registered_commands]
        added += [each.name or each.typer_instance.info.name for each in app.registered_groups]
        assert sorted(added) == sorted(commands), name


def test_digits_stay_text_in_a_field_of_text(desk):
    document = {"document.number": "4521", "document.issued_on": "1/2/2020"}
    done = desk.record(
        "project_registered", project="9800001507", name="Nhà máy số 1", enterprise="Công ty số 1", zone="KCN Quang Châu",
        origin="fdi", effective_on="1/2/2020", capital="5 triệu USD", **document,
    )  # fmt: skip
    assert done.code == 0, done
    leased = desk.record(
        "land_leased", zone="KCN Quang Châu", project="9800001507", area_m2=20000, effective_on="1/3/2020"
    )
    assert leased.code == 0, leased
    words = ("--reason", "sai diện tích", "-f", "project=9800001507", "-f", "area_m2=30000")
    assert desk.run("correct", leased.json["event"], *words).code == 0


def test_the_demonstration_beside_real_books_needs_a_yes(desk):
    refused = desk.run("demo")
    assert (refused.code, refused.out) == (1, "")
    assert "--yes" in refused.err
    assert "bg" in refused.err
    assert [book["book"] if "book" in book else book["code"] for book in desk.run("book", "list", "--json").json] == [
        "bg"
    ]


def test_verify_names_a_damaged_mirror_and_a_damaged_file(desk):
    desk.run("mirror")
    kept = desk.folder / "heads.json"
    kept.write_text(desk.run("heads").out, encoding="utf-8")
    assert desk.run("verify", "--head", str(kept)).code == 0
    segment = next((desk.folder / "mirror").glob("postings-*.parquet"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)
    done = desk.run("verify", "--json")
    assert (done.code, [error["code"] for error in done.json["errors"]]) == (1, ["mirror_damaged"])
    with closing(sqlite3.connect(desk.folder / "ledger.sqlite3")) as database, database:
        database.execute("UPDATE ledger_book SET place = 'viet-nam.ha-noi'")
    done = desk.run("verify", "--head", str(kept))
    assert done.code == 1
    assert "viet-nam.ha-noi" in done.err
    file = desk.folder / "ledger.sqlite3"
    file.write_bytes(file.read_bytes()[:100] + b"x" * 4000 + file.read_bytes()[4100:])
    done = desk.run("verify")
    assert done.code == 1
    assert "Traceback" not in done.err


def test_the_values_of_a_report_are_fields_of_their_own(desk):
    period = {"period_start": "1/1/2020", "period_end": "31/1/2020", "kind": "park"}
    done = desk.record(
        "period_report", **period, **{"values.labour.workers": 18500, "values.output.production": "5 tỷ đồng"}
    )
    assert done.code == 0, done
    asked = desk.run("figure", "labour.workers", "--place", "Bắc Giang", "--on", "31/1/2020", "--json")
    assert asked.json[0]["value"] == 18500


def test_what_is_missing_of_a_command_within_a_group_names_the_whole_command(desk):
    refused = desk.run("book", "add", "moi")
    assert "book add" in refused.err
    assert "parkledger book add --help" in refused.err


NOWHERE = "khong-co/tep"
"""A file in a folder that is not there."""
FILES_NAMED = {
    "template": ("template", "opening", "-o", f"{NOWHERE}.xlsx"),
    "import": ("import", f"{NOWHERE}.xlsx", *BOOK),
    "journal": ("journal", *BOOK, "--export", NOWHERE),
    "record": ("record", "--file", NOWHERE, *BOOK),
    "read": ("read", NOWHERE),
    "brief": ("brief", "--place", "Bắc Giang", "--period", "2023", "-o", f"{NOWHERE}.html"),
}


@pytest.mark.parametrize("words", FILES_NAMED.values(), ids=FILES_NAMED)
def test_a_file_that_cannot_be_opened_is_told_in_one_language(desk, words):
    done, english = desk.run(*words), desk.run(*words, "--lang", "en")
    assert (done.code, english.code) in {(2, 2), (1, 1)}
    assert "không có tệp hay thư mục đó" in done.err
    assert "there is no such file or folder" in english.err
    assert "No such file" not in done.err + english.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("what", ["template", "refused"])
def test_a_disk_that_fills_up_is_a_failure_of_the_machine(desk, tmp_path, what):
    words = {
        "template": ("template", "opening", "-o", "/dev/full"),
        "refused": ("record", *BOOK, "--refused", "/dev/full"),
    }[what]
    lines = tmp_path / "lines.jsonl"
    lines.write_text("{}\n", encoding="utf-8")
    done = desk.run(*words, *(("--file", str(lines)) if what == "refused" else ()))
    assert (done.code, "Hết chỗ trên đĩa khi ghi /dev/full" in done.err) == (1, True), done


@pytest.mark.long
def test_a_book_is_not_made_of_a_name_that_two_provinces_had(desk):
    words = ("book", "add", "tn", "--name", "Ban Quản lý các KCN", "--place")
    refused = desk.run(*words, "Tây Ninh", "--json")
    assert refused.code == 2
    (error,) = refused.json["errors"]
    assert error["code"] == "place_of_two_times"
    assert "tỉnh Tây Ninh đến 30/6/2025 (viet-nam.tay-ninh)" in error["vi"]
    assert "tn" not in [book["code"] for book in desk.run("book", "list", "--json").json]
    assert "tỉnh Tây Ninh đến 30/6/2025" in desk.run(*words, "viet-nam.tay-ninh").out
    assert "tỉnh Tây Ninh đến 30/6/2025" in desk.run("book", "list").out
    assert (
        desk.run("book", "add", "la", "--name", "Ban", "--place", "Long An").out == "Đã thêm sổ la, địa bàn Long An.\n"
    )


def test_places_are_meant_in_the_boundaries_of_the_sixty_three_or_the_thirty_four(desk):
    words = ("figure", "land.established", "--by", "place", "--on", "22/8/2023", "--json")
    (before,), (after,) = (desk.run(*words, "--boundaries", number).json for number in ("63", "34"))
    assert [(one["place"], one["value"], one["note"]) for one in (before, after)] == [
        ("Bắc Giang", 426, ""),
        ("Bắc Ninh", 426, "địa giới từ 1/7/2025"),
    ]
    named = ("figure", "land.established", "--place", "Bắc Ninh", "--on", "22/8/2023", "--json")
    assert [desk.run(*named, *more).json[0]["value"] for more in ((), ("--boundaries", "1/7/2025"))] == [None, 426]
    quarters = desk.run(
        "figure",
        "land.established",
        "--place",
        "Bắc Giang",
        "--from",
        "1/1/2023",
        "--to",
        "22/8/2023",
        "--by",
        "quarter",
        "--json",
    ).json
    assert [one["period_end"] for one in quarters] == ["2023-03-31", "2023-06-30", "2023-08-22"]


def test_numbers_with_two_meanings_are_asked(desk):
    """At the command line as well, when recording, correcting and supposing."""
    about = ("-f", "source=NHNN", "-f", "effective_on=1/3/2023")
    asked = desk.run("record", "exchange_rate_set", *BOOK, *about, "-f", "vnd_per_usd=25.000")
    assert asked.code in {1, 2}
    assert "25000" in asked.err
    assert desk.run("record", "exchange_rate_set", *BOOK, *about, "-f", "vnd_per_usd=25").code == 1
    assert desk.run("record", "exchange_rate_set", *BOOK, *about, "-f", "vnd_per_usd=23.456,5").code == 0
    assert "25000" in desk.run("correct", "bg/3", "--reason", "x", "-f", "vnd_per_usd=25.000").err
    desk.run("suppose", "create", "Thử", *BOOK)
    assert "25000" in desk.run("suppose", "add", "1", "exchange_rate_set", *about, "-f", "vnd_per_usd=25.000").err


def test_a_book_has_a_plain_code_and_its_place_is_told(desk):
    """A code that could not stand in an address is refused with one that can; a place written otherwise is told."""
    about = ("--name", "Sở", "--place", "Cao Băng")
    refused = desk.run("book", "add", "cb cụm", *about)
    assert refused.code != 0
    assert "cb-cum" in refused.err
    added = desk.run("book", "add", "cb-cum", *about)
    assert added.code == 0
    assert "được hiểu là Cao Bằng" in added.err
    assert "Cao Bằng" in added.out


def test_a_file_of_lines_says_which_were_withdrawn(desk, tmp_path):
    """Loading it again records nothing, and says so of what is not in force any more."""
    line = {"type": "exchange_rate_set", "effective_on": "2023-03-01", "vnd_per_usd": 23456, "source": "NHNN"}
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(line), encoding="utf-8")
    assert desk.run("record", *BOOK, "--file", str(file)).code == 0
    assert "bị hủy" not in desk.run("record", *BOOK, "--file", str(file)).err
    assert desk.run("withdraw", "bg/3", "--reason", "x").code == 0
    told = desk.run("record", *BOOK, "--file", str(file))
    assert "1 dòng đã bị hủy" in told.err
    assert "bg/3" in told.err


def test_one_event_withdrawn_is_told_in_the_shape_of_several(desk):
    assert (
        desk.run(
            "record",
            "exchange_rate_set",
            *BOOK,
            "-f",
            "effective_on=6/3/2023",
            "-f",
            "vnd_per_usd=23456",
            "-f",
            "source=x",
        ).code
        == 0
    )
    assert (
        desk.run(
            "record",
            "exchange_rate_set",
            *BOOK,
            "-f",
            "effective_on=7/3/2023",
            "-f",
            "vnd_per_usd=23456",
            "-f",
            "source=y",
        ).code
        == 0
    )
    for ref, count in (("bg/4", 1), ("bg/3-3", 1)):
        told = desk.run("withdraw", ref, "--reason", "x", "--json").json
        assert list(told) == ["events"]
        assert [sorted(each) for each in told["events"]] == [["event", "hash", "recorded_at", "type"]] * count


@pytest.mark.parametrize("ref", ["bg", "bg/", "/3", "bg/x", "bg/²", "bg/2-1", "bg/1-", "bg/-1", f"bg/1-{10**22}"])
@pytest.mark.parametrize("command", ["correct", "withdraw"])
def test_a_number_that_is_none_is_refused_in_words(desk, ref: str, command: str):
    told = desk.run(command, ref, "--reason", "x")
    assert (told.code, ref in told.err, command in told.err) == (2, True, True)


def test_one_event_is_corrected_at_a_time(desk):
    told = desk.run("correct", "bg/1-2", "--reason", "x")
    assert (told.code, "chỉ một sự kiện" in told.err) == (2, True)


def test_several_events_are_withdrawn_at_once(desk, tmp_path):
    """By ranges and single numbers, the last first; all of them or none, and the event that cannot be is named."""
    rates = [
        {"type": "exchange_rate_set", "effective_on": f"2023-03-0{day}", "vnd_per_usd": 23456, "source": "NHNN"}
        for day in range(1, 7)
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(map(json.dumps, rates)), encoding="utf-8")
    assert desk.run("record", *BOOK, "--file", str(file)).code == 0
    assert desk.run("withdraw", "bg/5", "--reason", "x").code == 0
    refused = desk.run("withdraw", "bg/3-6", "--reason", "nạp nhầm")
    assert (refused.code, "bg/5" in refused.err) == (1, True)
    assert desk.run("withdraw", "bg/3-99", "--reason", "nạp nhầm").code == 2
    assert desk.run("withdraw", "bg/6-3", "--reason", "nạp nhầm").code == 2
    told = desk.run("withdraw", "bg/3-4", "bg/7", "--reason", "nạp nhầm")
    assert (told.code, told.out) == (0, "Đã hủy 3 sự kiện: bg/3-4 bg/7.\n")
    again = desk.run("withdraw", "bg/6", "bg/8", "--reason", "nạp nhầm", "--json").json
    assert [list(again), len(again["events"])] == [["events"], 2]
    assert desk.run("journal", *BOOK, "--export", str(tmp_path / "journal.jsonl")).code == 0
    journal = map(json.loads, (tmp_path / "journal.jsonl").read_text(encoding="utf-8").splitlines())
    taken_back = [each["reverses"] for each in journal if each["reverses"] is not None]
    assert taken_back == [5, 7, 4, 3, 8, 6]


@pytest.mark.parametrize(
    "moment",
    ["2026-01-02 10:00", "2/1/2026 10:00", "10h00 ngày 2/1/2026", "2026-01-02T10:00+07:00", "2026-01-02T03:00Z"],
)
def test_a_moment_is_written_as_people_do(desk, moment: str) -> None:
    (figure,) = desk.run("figure", "land.established", "--place", "Bắc Giang", "--known-at", moment, "--json").json
    assert figure["known_at"] == "2026-01-02T10:00:00+07:00"


def test_a_moment_to_come_is_refused_and_the_end_of_today_is_not(desk) -> None:
    asked = ("figure", "land.established", "--place", "Bắc Giang", "--known-at")
    to_come = desk.run(*asked, (today() + timedelta(days=1)).isoformat())
    assert (to_come.code, "chưa ai biết" in to_come.err) == (2, True)
    assert desk.run(*asked, today().isoformat()).code == 0


@pytest.mark.parametrize("moment", ["2026-01-02 25:00", "2026-01-02T10:99", "hôm qua 10:00"])
def test_a_moment_that_cannot_be_read_is_told_with_how_to_write_it(desk, moment: str) -> None:
    done = desk.run("figure", "land.established", "--place", "Bắc Giang", "--known-at", moment)
    assert done.code == 2
    assert "22/8/2023" in done.err
