"""The server as a process: its workers share nothing, and it outlives them."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from parkledger.language import Lang
from parkledger.server import AddressTaken, require_free, tell_when_answering
from tests import prepared_process
from tests.conftest import new_postgresql
from tests.server_process import ServerProcess, free_port, served, wait_until

STARTS = int(os.environ.get("PARKLEDGER_SERVER_STARTS", "1"))
"""How often the server is started, `make starts` 50 times; where workers inherit a connection, three of four starts fail
on PostgreSQL."""
WORKERS = 3
PAGES = ("/khu-cum/", "/dang-nhap/", "/api/v1/zones")
ZONE = ("name=Quang Châu", "kind=park", "place=Việt Yên, Bắc Giang", "effective_on=25/4/2006", "area_m2=426 ha")


def furnish(environment: Mapping[str, str]) -> None:
    """A book with one zone."""
    book = ("--name", "Ban Quản lý các KCN", "--place", "Bắc Giang")
    fields = [word for field in ZONE for word in ("-f", field)]
    for words in (("book", "add", "bg", *book), ("record", "zone_established", "--book", "bg", *fields)):
        prepared_process.run(words, {**os.environ, **environment}).check_returncode()


@pytest.fixture
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a home with a book, on the kind of database that the test names."""
    found = {"PARKLEDGER_HOME": str(tmp_path / "home"), "PARKLEDGER_DATABASE_URL": ""}
    found |= {"PARKLEDGER_LOG_FORMAT": "json", "PARKLEDGER_LOG_LEVEL": "info"}
    if request.param == "sqlite":
        furnish(found)
        yield found
        return
    with new_postgresql(request.getfixturevalue("postgresql_template")) as address:
        found["PARKLEDGER_DATABASE_URL"] = address
        furnish(found)
        yield found


def sockets(process: int) -> set[str]:
    """The sockets that a process has open."""
    found = set()
    for entry in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(OSError):  # closed since
            found.add(str(entry.readlink()))
    return {name for name in found if name.startswith("socket:")}


def assert_workers_answer(server: ServerProcess) -> None:
    """Every one of the workers answers pages, as the log tells, and none is replaced."""
    wait_until(lambda: len(server.workers()) == WORKERS, f"{WORKERS} workers")
    before = server.workers()
    wait_until(lambda: asked(server) == set(before), "each worker has answered")
    for _ in range(WORKERS):
        assert [server.get(path)[0] for path in PAGES] == [200] * len(PAGES), server.said()
    assert server.workers() == before, server.said()
    assert {line["level"] for line in lines(server)} <= {"info", "warning"}, server.said()


def asked(server: ServerProcess) -> set[int]:
    """Ask pages once more; the processes that have answered requests until now."""
    for path in PAGES:
        assert server.get(path)[0] == 200, server.said()
    return {line["process"] for line in lines(server) if line["event"] == "request_finished"}


def lines(server: ServerProcess) -> list[dict[str, Any]]:
    """The lines of its log."""
    return [json.loads(line) for line in server.said().splitlines() if line.startswith("{")]


@pytest.mark.parametrize("environment", ["postgresql"], indirect=True)
def test_every_worker_answers_over_a_connection_of_its_own(environment: dict[str, str], tmp_path: Path) -> None:
    for start in range(1, STARTS + 1):
        with served(tmp_path / "log", "--workers", str(WORKERS), environment=environment) as server:
            assert_workers_answer(server)
            processes = [server.process.pid, *server.workers()]
            shared = set.intersection(*map(sockets, processes))
            assert len(shared) <= 1, "no socket but the one that is listened on is shared"
            assert server.stop() == 0, server.said()
        print(f"{start} of {STARTS} starts", flush=True)  # noqa: T201 - told with -s


@pytest.mark.parametrize("environment", ["sqlite"], indirect=True)
def test_garbage_collections_pass_over_what_a_worker_has_loaded(environment: dict[str, str]) -> None:
    asked = """
import gc, time, parkledger.wsgi
until = time.monotonic() + 30
while not gc.isenabled() and time.monotonic() < until:  # what is read ahead pauses collections
    time.sleep(0.05)
print(gc.isenabled(), gc.get_freeze_count() > 100_000)
"""
    whole = {**os.environ, **environment}
    done = subprocess.run([sys.executable, "-c", asked], env=whole, capture_output=True, text=True, check=False)
    assert done.stdout == "True True\n", done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104  what an operator gives
def test_where_the_portal_is_is_told_once_a_worker_answers(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A worker that listens and does not answer yet, or a port at which nobody listens, is none that answers."""
    answering, port = threading.Event(), free_port()
    telling = threading.Thread(target=tell_when_answering, args=(host, port, "Ở đây."), daemon=True)
    telling.start()
    telling.join(0.5)
    assert telling.is_alive()

    class Worker(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answering.wait(30)
            self.send_response(503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", port), Worker) as worker:
        serving = threading.Thread(target=worker.serve_forever, daemon=True)
        serving.start()
        telling.join(0.5)
        assert telling.is_alive(), "it listens, and does not answer yet"
        assert capsys.readouterr().err == ""
        answering.set()
        telling.join(30)
        worker.shutdown()
    assert capsys.readouterr().err == "Ở đây.\n"


def test_a_second_server_on_the_same_port_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AddressTaken) as refused:
            require_free("127.0.0.1", port)
    assert f"Không mở được cổng {port} ở 127.0.0.1: chương trình khác đang dùng cổng này" in refused.value.message(
        Lang.VI
    )
    require_free("127.0.0.1", port)


READY = """
import threading
import parkledger.wsgi
from parkledger.briefing.answers.known_names import NAMES
from parkledger.records import duties
for thread in threading.enumerate():
    if thread.name == "warming":
        thread.join(60)
print(sorted(duties._current.marks), bool(NAMES._made))
"""


@pytest.mark.parametrize("environment", ["sqlite"], indirect=True)
def test_what_is_due_and_the_words_of_questions_are_read_before_the_first_visitor_asks(
    environment: dict[str, str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READY], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['bg'] True", done.stderr


@pytest.mark.long
@pytest.mark.parametrize("environment", ["sqlite"], indirect=True)
def test_one_worker_is_one_and_is_replaced_however_often_it_dies(environment: dict[str, str], tmp_path: Path) -> None:
    with served(tmp_path / "log", "--workers", "1", environment=environment) as server:
        worker = 0
        for _ in range(3):
            (worker,) = [each for each in server.workers() if each != worker]
            os.kill(worker, signal.SIGKILL)
            wait_until(lambda: set(server.workers()) - {worker}, "another worker")  # noqa: B023  waits here
        wait_until(server.answers, "the server answers again")
        (worker,) = server.workers()
        assert server.stop() == 0, server.said()
        assert not Path(f"/proc/{worker}").exists()


YEAR = 31_536_000
OVER_HTTPS = {"X-Forwarded-Proto": "https"}


@pytest.mark.parametrize("https", [True, pytest.param(False, marks=pytest.mark.long)])
def test_only_behind_https_are_visitors_sent_there_and_browsers_told_to_remember_it(
    tmp_path: Path, *, https: bool
) -> None:
    """`/healthz` and `/robots.txt` are answered before that: a monitor asks the server itself."""
    environment = {"PARKLEDGER_HOME": str(tmp_path / "home"), "PARKLEDGER_DATABASE_URL": ""}
    furnish(environment)
    environment |= {"PARKLEDGER_HTTPS": "1"} if https else {}
    with served(tmp_path / "log", "--workers", "1", environment=environment, asked="/healthz") as server:
        plain, proxied = server.headers("/dang-nhap/"), server.headers("/dang-nhap/", **OVER_HTTPS)
        kept = "strict-transport-security"
        if https:
            assert (plain[0], plain[1]["location"]) == (301, f"{server.address.replace('http:', 'https:')}/dang-nhap/")
            assert (proxied[0], proxied[1][kept]) == (200, f"max-age={YEAR}")
        else:
            assert (plain[0], proxied[0], kept in plain[1], kept in proxied[1]) == (200, 200, False, False)
        for path in ("/healthz", "/robots.txt"):
            status, headers = server.headers(path)
            assert (status, kept in headers) == (200, False)


ASKED = """
import json
import parkledger.wsgi
from django.core.management import call_command
from django.test import Client

def told(path):
    found = Client(SERVER_NAME="localhost").get(path)
    return [found.status_code, found.content.decode()]

before = [told(path) for path in ("/", "/api/v1/zones", "/healthz")]
call_command("migrate", verbosity=0)
print(json.dumps([before, told("/api/v1/zones")]))
"""


def test_an_application_on_an_empty_home_says_what_to_run_until_it_was_run(tmp_path: Path) -> None:
    environment = {**os.environ, "PARKLEDGER_HOME": str(tmp_path), "PARKLEDGER_DATABASE_URL": ""}
    done = subprocess.run([sys.executable, "-c", ASKED], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (page, program, alive), after = json.loads(done.stdout)
    assert page[0] == program[0] == 503
    assert "Hãy chạy `parkledger migrate`" in page[1]
    assert json.loads(program[1])["errors"][0]["code"] == "database_empty"
    assert alive[0] == after[0] == 200
    assert "Run `parkledger migrate`" in done.stderr


def test_an_application_brings_an_empty_home_up_where_that_is_set(tmp_path: Path) -> None:
    environment = {**os.environ, "PARKLEDGER_HOME": str(tmp_path / "new"), "PARKLEDGER_DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        env={**environment, "PARKLEDGER_MIGRATE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    before, _ = json.loads(done.stdout)
    assert [status for status, _ in before] == [200, 200, 200]
