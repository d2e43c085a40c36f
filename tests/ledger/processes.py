"""Other processes that write to the database of the test."""

import subprocess
import sys
import time

PREAMBLE = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parkledger.settings")
import django
django.setup()
"""


def start(program: str, *arguments: str) -> "subprocess.Popen[bytes]":
    """A Python process with Django set up for the database in use."""
    return subprocess.Popen(
        [sys.executable, "-c", PREAMBLE + program, *arguments], stdout=subprocess.PIPE, stdin=subprocess.PIPE
    )


def ready(process: "subprocess.Popen[bytes]", word: bytes, pause: float = 0.0) -> None:
    """Wait until a process has said a word, and a little longer."""
    assert process.stdout is not None
    assert process.stdout.readline().strip() == word
    time.sleep(pause)
