"""Settings: each declared once, checked at start, told in both languages, and documented."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from tools import write_settings_reference

from parkledger.configuration import (
    DEVELOPMENT,
    PREFIX,
    Configuration,
    SettingsRefused,
    about,
    configuration,
    unknown_variables,
    variable,
)
from parkledger.language import Lang

ROOT = Path(__file__).resolve().parent.parent
NAMES = {variable(name) for name in Configuration.model_fields}


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment without settings."""
    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    return monkeypatch


def run(*words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "parkledger", *words]
    return subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)


def test_settings_are_read_as_what_they_are(nothing_set: pytest.MonkeyPatch) -> None:
    nothing_set.setenv("PARKLEDGER_HOSTS", "so.bacgiang.vn  10.0.0.7")
    nothing_set.setenv("PARKLEDGER_HTTPS", "0")
    nothing_set.setenv("PARKLEDGER_EMAIL_PORT", "465")
    nothing_set.setenv("PARKLEDGER_HOME", "")
    found = configuration()
    assert (found.hosts, found.https, found.email_port) == (("so.bacgiang.vn", "10.0.0.7"), False, 465)
    assert (found.home, found.api_rate) == (None, 1200)


def test_all_wrong_values_are_told_at_once_by_their_variables(nothing_set: pytest.MonkeyPatch) -> None:
    nothing_set.setenv("PARKLEDGER_EMAIL_PORT", "mail")
    nothing_set.setenv("PARKLEDGER_HTTPS", "perhaps")
    nothing_set.setenv("PARKLEDGER_DATABASE_URL", "oracle://lan:mat-khau@db/so")
    with pytest.raises(SettingsRefused) as refused:
        configuration()
    assert "PARKLEDGER_EMAIL_PORT=mail: cần số nguyên từ 1 đến 65535" in refused.value.message(Lang.VI)
    assert "PARKLEDGER_HTTPS=perhaps: 1 or 0 is wanted" in refused.value.message(Lang.EN)
    assert "PARKLEDGER_DATABASE_URL=…: " in refused.value.message(Lang.EN)
    assert "mat-khau" not in refused.value.message(Lang.VI)


def test_a_secret_is_read_from_its_file(nothing_set: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("mot-khoa-bi-mat\n", encoding="utf-8")
    nothing_set.setenv("PARKLEDGER_SECRET_KEY_FILE", str(tmp_path / "key"))
    assert configuration().secret_key.startswith("mot-khoa-bi-mat")
    assert list(unknown_variables()) == []
    nothing_set.setenv("PARKLEDGER_SECRET_KEY", "khoa-khac")
    with pytest.raises(SettingsRefused, match="chỉ được đặt một"):
        configuration()
    nothing_set.delenv("PARKLEDGER_SECRET_KEY")
    nothing_set.setenv("PARKLEDGER_SECRET_KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(SettingsRefused, match="PARKLEDGER_SECRET_KEY_FILE") as refused:
        configuration()
    assert "không có tệp hay thư mục đó" in refused.value.message(Lang.VI)
    assert "there is no such file or folder" in refused.value.message(Lang.EN)


def test_only_secrets_are_read_from_files(nothing_set: pytest.MonkeyPatch) -> None:
    nothing_set.setenv("PARKLEDGER_HOSTS_FILE", "/etc/hostname")
    assert list(unknown_variables()) == [("PARKLEDGER_HOSTS_FILE", "PARKLEDGER_HOSTS")]


def test_a_command_says_what_is_wrong_before_it_does_anything(tmp_path: Path) -> None:
    home = {"PARKLEDGER_HOME": str(tmp_path / "home")}
    done = run("book", "list", PARKLEDGER_API_RATE="0", **home)
    assert (done.returncode, done.stdout) == (2, "")
    assert "PARKLEDGER_API_RATE=0: cần số nguyên từ 1 đến 1000000" in done.stderr
    assert "Traceback" not in done.stderr
    done = run("book", "list", "--lang", "en", PARKLEDGER_SECOND_FACTOR="aprover", **home)
    assert done.returncode == 2
    assert "PARKLEDGER_SECOND_FACTOR=aprover: administrator, officer, approver" in done.stderr


def test_a_variable_that_nothing_reads_is_told_with_the_nearest(tmp_path: Path) -> None:
    home = {"PARKLEDGER_HOME": str(tmp_path / "home")}
    done = run("types", "--lang", "en", PARKLEDGER_EMAIL_HSOT="thu.vn", **home)
    assert done.returncode == 0
    assert "There is no setting PARKLEDGER_EMAIL_HSOT. Did you mean PARKLEDGER_EMAIL_HOST?" in done.stderr


def test_what_tests_and_tools_read_is_known() -> None:
    folders = ("tests", "tools", "benchmarks", "deploy")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    texts = [path.read_text(encoding="utf-8") for path in (*paths, ROOT / "Makefile", ROOT / ".ci" / "run")
             if path.suffix in {"", ".py", ".yaml", ".service"} and path != Path(__file__)]  # fmt: skip
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]+[A-Z]\b", "\n".join(texts)))
    secrets = {f"{variable(name)}_FILE" for name, field in Configuration.model_fields.items() if about(field).is_secret}
    assert named - NAMES - DEVELOPMENT - secrets == set()


def test_no_other_module_reads_a_setting() -> None:
    named = {
        path.relative_to(ROOT / "src" / "parkledger").as_posix()
        for path in (ROOT / "src").rglob("*.py")
        if re.search(rf"""["']{PREFIX}[A-Z]""", path.read_text(encoding="utf-8"))
    }
    assert named == {"people/encryption.py"}, "the words of an error"


def test_the_page_is_what_the_settings_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_settings_reference.main(["--check"]) == 0
    page = tmp_path / "settings.md"
    assert write_settings_reference.main(["--check"], page) == 1
    assert write_settings_reference.main([], page) == 0
    assert write_settings_reference.main(["--check"], page) == 0
    assert "settings.md" in capsys.readouterr().err
    assert set(re.findall(rf"^\| `({PREFIX}\w+)`", page.read_text(encoding="utf-8"), re.MULTILINE)) == NAMES


def test_a_host_that_is_not_served_is_told_which_setting_names_hosts(sqlite_database: str, statics: Path) -> None:
    for path, words in (
        ("/", "không trả lời dưới tên «so.bacgiang.vn»"),
        ("/en/", "does not answer to “so.bacgiang.vn”"),
    ):
        answer = Client(headers={"host": "so.bacgiang.vn"}).get(path)
        assert answer.status_code == 400
        assert words in answer.content.decode()
        assert "PARKLEDGER_HOSTS" in answer.content.decode()
