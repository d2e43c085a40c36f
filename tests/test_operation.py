"""What runs an installation asks: health, metrics, logs, the version, the doctor."""

import json
import logging.config
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import clear_url_caches, path

from parkledger import urls
from parkledger.configuration import variable
from parkledger.logs import logging_settings
from tests import prepared_process
from tests.conftest import last_migration
from tests.portal.conftest import books, client

ROOT = Path(__file__).resolve().parent.parent
__all__ = ["books", "client"]


@pytest.fixture
def monitor(books: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Whoever asks by the server's number, without HTTPS."""
    return Client(headers={"host": "10.9.8.7"})


def test_the_process_answers_under_any_host_name(monitor: Client) -> None:
    answer = monitor.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "version": version("parkledger")})


def forget_last_migration() -> None:
    """Make the database one of the version before."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'ledger' AND name = %s", [last_migration("ledger")])


def test_readiness_tells_what_fails_and_no_more(monitor: Client, books: Path) -> None:
    assert monitor.get("/readyz").json() == {"status": "ready", "database": "ok", "migrations": "ok", "mirror": "ok"}
    forget_last_migration()
    answer = monitor.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "database_behind")
    shutil.move(books / "ledger.sqlite3", books / "gone.sqlite3")
    connection.close()
    assert monitor.get("/readyz").status_code == 503


def test_metrics_are_for_those_who_may_ask(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/metrics").status_code == 404
    monkeypatch.setenv("PARKLEDGER_METRICS_TOKEN", "ma-do-dem")
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"authorization": "Bearer sai"}).status_code == 404
    client.get("/dang-nhap/")
    told = client.get("/metrics", headers={"authorization": "Bearer ma-do-dem"})
    assert told.status_code == 200
    assert (
        'django_http_requests_latency_seconds_by_view_method_count{method="GET",view="sign_in"}'
        in told.content.decode()
    )
    monkeypatch.setenv("PARKLEDGER_METRICS_NETWORKS", "10.0.0.0/8 127.0.0.0/8")
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="192.168.1.4").status_code == 404


def test_robots_and_the_version(client: Client) -> None:
    assert "Disallow: /tim/" in client.get("/robots.txt").content.decode()
    assert f"parkledger {version('parkledger')}" in client.get("/dang-nhap/").content.decode()


def test_what_changed_is_told_by_the_command_and_led_to_from_the_foot_of_pages(client: Client) -> None:
    written = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "parkledger", "changelog"], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == written.strip()
    foot = client.get("/dang-nhap/").content.decode().partition("<footer")[2]
    assert 'href="/tro-giup/changelog/"' in foot
    page = client.get("/tro-giup/changelog/").content.decode()
    assert 'id="unreleased"' in page
    assert '<article lang="en">' in page


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Path]:
    """A file that this process's log goes to, as JSON."""
    described = logging_settings("json", "info")
    described["handlers"]["console"] = {
        "class": "logging.FileHandler",
        "filename": str(tmp_path / "log"),
        "formatter": "line",
    }
    logging.config.dictConfig(described)
    yield tmp_path / "log"
    logging.config.dictConfig(settings.LOGGING)


def test_a_request_is_one_line_with_its_id_and_without_its_secrets(client: Client, logged: Path) -> None:
    answer = client.get("/loi-moi/bi-mat-cua-toi/?next=/", headers={"x-forwarded-for": "1.2.3.4"})
    (line,) = [json.loads(each) for each in logged.read_text(encoding="utf-8").splitlines()]
    assert (line["event"], line["request"], line["code"]) == ("request_finished", "GET /loi-moi/…/", answer.status_code)
    assert (line["request_id"], line["ip"]) == (answer["X-Request-ID"], "127.0.0.1")
    assert line["milliseconds"] >= 0
    assert line["process"] == os.getpid()
    assert "bi-mat-cua-toi" not in logged.read_text(encoding="utf-8")


def doctor(home: Path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PARKLEDGER_HOME": str(home), "PARKLEDGER_DATABASE_URL": "", **settings}
    return prepared_process.run(["doctor", *words], environment)


def test_the_doctor_tells_what_is_wrong_and_what_to_do(books: Path) -> None:
    books.chmod(0o755)
    wrong = {"email_backend": "", "hsots": "so.vn", "secret_key": "ngan"}
    done = doctor(books, "--json", **{variable(name): value for name, value in wrong.items()})
    told = json.loads(done.stdout)
    assert done.returncode == 0, "advice is no error"
    assert told["version"] == version("parkledger")
    assert {each["code"] for each in told["findings"]} == {"unknown_setting", "https", "secret_key", "email", "private"}
    forget_last_migration()
    done = doctor(books, "--lang", "en")
    assert done.returncode == 1
    assert "parkledger migrate" in done.stdout
    empty = doctor(books / "none", "--lang", "en")
    assert (empty.returncode, "parkledger book add" in empty.stdout) == (1, True)


UNITS = ("parkledger.service", "parkledger-backup.service")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze here")
@pytest.mark.parametrize("name", UNITS)
def test_the_unit_is_one_that_systemd_takes(tmp_path: Path, name: str) -> None:
    unit = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(unit.replace("/opt/parkledger/bin/parkledger", "/bin/true"), encoding="utf-8")
    checked = ["systemd-analyze", "verify", str(tmp_path / name)]
    done = subprocess.run(checked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_units_are_hardened_alike() -> None:
    of_each = []
    for name in UNITS:
        settings_of_service = (
            (ROOT / "deploy" / name).read_text(encoding="utf-8").partition("[Service]\n")[2].partition("[")[0]
        )
        of_each.append(settings_of_service.strip().rpartition("\n\n")[2].splitlines())
    portal, backup = of_each
    assert "ProtectSystem=strict" in portal
    assert backup == portal


def fails(_request: HttpRequest) -> HttpResponse:
    raise LookupError("một lỗi của chúng ta")


urlpatterns = [path("hong/", fails), *urls.urlpatterns]
handler500 = urls.handler500


def test_a_failure_is_logged_whole_with_the_id_that_was_answered(
    client: Client, logged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ROOT_URLCONF", __name__)
    clear_url_caches()
    client.raise_request_exception = False
    answer = client.get("/hong/")
    monkeypatch.undo()
    clear_url_caches()
    (failed,) = [json.loads(each) for each in logged.read_text(encoding="utf-8").splitlines()]
    assert (answer.status_code, failed["event"], failed["level"]) == (500, "request_failed", "error")
    assert failed["request_id"] == answer["X-Request-ID"]
    assert "một lỗi của chúng ta" in str(failed["exception"])
