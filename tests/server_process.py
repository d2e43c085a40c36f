"""The portal's own server as a process of its own, for the tests of how it runs."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

START = 180
"""Seconds that a server is given to answer: starting is slow on a machine with other work."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_until(is_so: Callable[[], object], what: str, seconds: float = START) -> None:
    """Wait until something is so; fails with what was waited for."""
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            raise AssertionError(f"waited {seconds} s for: {what}")
        time.sleep(0.1)


class ServerProcess:
    """A running `parkledger serve`: what it answers, its processes, what it said."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, log: Path, asked: str) -> None:
        self.process, self.address, self._log = process, f"http://127.0.0.1:{port}", log
        self._port, self._asked = port, asked

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of an address, over a connection of its own."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=60) as answer:  # noqa: S310  our own server
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()

    def headers(self, path: str, **sent: str) -> tuple[int, Mapping[str, str]]:
        """Status and headers of an address as they are: nothing is followed."""
        asking = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            asking.request("GET", path, headers=sent)
            answer = asking.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}
        finally:
            asking.close()

    def answers(self) -> bool:
        """Whether it answers; fails where it has ended."""
        ended = self.process.poll()
        assert ended is None, f"ended with {ended}: {self.said()}"
        try:
            return self.get(self._asked)[0] == 200
        except (OSError, urllib.error.URLError):
            return False

    def workers(self) -> list[int]:
        """The process ids of its workers; the helper of `multiprocessing` is not one."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]

    def said(self) -> str:
        """What it wrote to its outputs."""
        return self._log.read_text(encoding="utf-8")

    def stop(self) -> int:
        """Stop it as an operator does; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


@contextmanager
def served(
    log: Path,
    *options: str,
    environment: Mapping[str, str],
    python: str = sys.executable,
    folder: Path | None = None,
    asked: str = "/dang-nhap/",
) -> Iterator[ServerProcess]:
    """The portal served until the end of the block; `asked` is the address that tells that it answers."""
    port = free_port()
    command = [python, "-m", "parkledger", "serve", "--port", str(port), *options]
    with log.open("wb") as output:
        whole = {**os.environ, **environment}
        process = subprocess.Popen(command, env=whole, cwd=folder, stdout=output, stderr=output)
    found = ServerProcess(process, port, log, asked)
    try:
        wait_until(found.answers, "the server answers")
        yield found
    finally:
        if process.poll() is None:
            found.stop()
