"""A mail server for the tests: it takes letters by SMTP, as a real one does, and keeps them."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from queue import Queue
from typing import cast


class _Session(socketserver.StreamRequestHandler):
    """One client: every command is agreed to; what follows DATA is a letter."""

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline().strip().upper():
            if line == b"QUIT":
                return self._say("221 bye")
            if line == b"DATA":
                self._say("354 go on")
                cast("_Server", self.server).letters.put(self._letter())
            self._say("250 done")
        return None

    def _letter(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()).rstrip(b"\r\n") != b".":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return email.message_from_bytes(b"".join(lines), policy=default)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    letters: "Queue[EmailMessage]"


@contextmanager
def mail_server() -> Iterator[tuple[int, "Queue[EmailMessage]"]]:
    """The port of a mail server on this machine, and the letters as they come in."""
    with _Server(("127.0.0.1", 0), _Session) as server:
        server.letters = Queue()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server.server_address[1], server.letters
        server.shutdown()
        thread.join()
