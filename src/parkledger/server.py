"""The server process: `python -m parkledger.server HOST PORT WORKERS LOG_FORMAT WORDS`; the words are told once it answers.

`parkledger serve` prepares the books and the static files, and then becomes this process. It holds no connection to a
database, no open file and little memory, so that its workers inherit nothing: two processes that read from one
inherited connection read each other's answers. Each worker is a new process as well ("spawn").
"""

import contextlib
import http.client
import multiprocessing
import os
import socket
import sys
import tempfile
import threading
import time
from typing import Any, NoReturn

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from parkledger.language import ParkError, reason
from parkledger.logs import logging_settings

COUNTED = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that tells Prometheus's library where the processes of one server count."""
APPLICATION = "parkledger.wsgi:application"
THREADS = 4
"""Requests that one process works on at a time; the rest wait in its queue."""
PATIENCE = 10
"""Seconds that a process is given to finish when the portal is stopped: one still starting would not hear it."""
BACKLOG = 512
"""Requests that may wait in one process."""
SOON = 10.0
"""Seconds within which a process that was replaced should not end again."""
PAUSES = (0.5, 30.0)
"""The first and the longest pause, in seconds, before a process that ended soon after it began is replaced."""


EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  what an operator gives
"""Of addresses that stand for all of a machine's, the one at which the machine reaches itself."""
ALIVE = "/healthz"
"""An address at which a worker answers under any host name, whatever the books hold."""
ASKED_AGAIN = 0.1
"""Seconds after which a server that does not answer yet is asked again."""
LONGEST_ANSWER = 60
"""Seconds that an answer is waited for: the first one of a worker loads the program."""


class PersistentServer(MPServer):
    """A server that replaces each worker that ends, however often: granian itself stops at the second end within 5.5 s.

    A worker that ends soon after another was replaced is replaced after a pause, which doubles each time.
    """

    _replaced_at = -SOON
    _pause = 0.0

    def _respawn_workers(self, workers: list[int], spawn_target: Any, target_loader: Any, delay: float = 0) -> None:
        if not delay:  # they ended by themselves; with a delay, they are replaced while they still run
            self._wait_if_soon()
            if self.interrupt_signal:
                return
            dead = {number for number, worker in enumerate(self.wrks) if not worker.is_alive()}  # type: ignore[no-untyped-call]
            workers = sorted(dead.union(workers))
        super()._respawn_workers(workers, spawn_target, target_loader, delay=delay)
        self.respawned_wrks.clear()  # by which granian decides that it stops
        self._replaced_at = time.monotonic()

    def _wait_if_soon(self) -> None:
        is_soon = time.monotonic() - self._replaced_at < SOON
        self._pause = min(max(self._pause * 2, PAUSES[0]), PAUSES[1]) if is_soon else 0.0
        until = time.monotonic() + self._pause
        while time.monotonic() < until and not self.interrupt_signal:
            time.sleep(0.1)


class AddressTaken(ParkError):
    """Another program listens there already: its visitors would be answered by turns."""

    code = "address_taken"
    vi = "Không mở được cổng {port} ở {host}: {problem}. Hãy dừng chương trình đang dùng cổng ấy, hoặc chọn cổng khác."
    en = "Port {port} at {host} cannot be opened: {problem}. Stop the program that uses it, or choose another port."


def require_free(host: str, port: int) -> None:
    """Raise AddressTaken where nothing can listen. Workers share their port, so a second server would not be refused by itself."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as problem:
        raise AddressTaken(host=host, port=str(port), problem=reason(problem)) from problem


def become(host: str, port: int, workers: int, log_format: str, words: str) -> NoReturn:
    """Turn this process into the server; whatever it had open is closed. It tells the words once it answers."""
    command = [sys.executable, "-m", "parkledger.server", host, str(port), str(workers), log_format, words]
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, command)  # noqa: S606  our own interpreter, without a shell


def main(host: str, port: str, workers: str, log_format: str, words: str) -> None:
    """Serve until stopped. What the workers count is kept in a folder that they share and that goes with the server."""
    multiprocessing.set_start_method("spawn")
    threading.Thread(target=tell_when_answering, args=(host, int(port), words), daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="parkledger-metrics-") as counted:
        os.environ[COUNTED] = counted
        _serve(host, int(port), int(workers), log_format)


def tell_when_answering(host: str, port: int, words: str) -> None:
    """Tell the words when the first worker answers: before that nobody listens at the address."""
    while not _answers(EVERYWHERE.get(host, host), port):
        time.sleep(ASKED_AGAIN)
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def _answers(host: str, port: int) -> bool:
    """Whether a worker answers, whatever it says."""
    asking = http.client.HTTPConnection(host, port, timeout=LONGEST_ANSWER)
    with contextlib.closing(asking), contextlib.suppress(OSError, http.client.HTTPException):
        asking.request("GET", ALIVE)
        return asking.getresponse().status > 0
    return False


def _serve(host: str, port: int, workers: int, log_format: str) -> None:
    PersistentServer(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=BACKLOG,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=logging_settings(log_format, "warning"),
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    ).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
