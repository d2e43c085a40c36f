"""The samples of a chapter: commands with what they print, taken from its Markdown and run as a reader would run them.

A line that begins with "$" is a command; what follows is what it prints. "…" stands for anything, alone on a line for
any lines. Lines that ask for a password are typed for.
"""

import os
import re
import shlex
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt

from parkledger.portal.handbook.chapters import source
from tests import prepared_process

PASSWORD = "mat-khau-thu-9a"  # noqa: S105  typed where a sample asks for one
ASKED = re.compile(r"(?:Mật khẩu|Mật khẩu mới|Gõ lại mật khẩu): ?")
NOISE = re.compile(r"^.*(?:GetPassWarning|fallback_getpass|may be echoed).*\n", re.MULTILINE)
ELLIPSIS = "…"


@dataclass(frozen=True)
class Sample:
    """A command and what the chapter says that it prints."""

    command: str
    shown: tuple[str, ...]

    def misses(self, printed: str) -> str:
        """How what was printed differs from what is shown; empty where it does not."""
        found = [line.rstrip() for line in ASKED.sub("", NOISE.sub("", printed)).splitlines() if line.strip()]
        shown = [line for line in self.shown if line.strip() and not ASKED.fullmatch(line)]
        pattern = "".join(_pattern(line) for line in shown)
        if re.fullmatch(pattern, "".join(f"{line}\n" for line in found)):
            return ""
        return "\n".join((f"$ {self.command}", "--- shown", *shown, "--- printed", *found))


def _pattern(line: str) -> str:
    if line.strip() == ELLIPSIS:
        return r"(?:.*\n)*?"
    return ".*?".join(map(re.escape, line.rstrip().split(ELLIPSIS))) + r"\n"


def blocks(markdown: str, language: str = "console") -> Iterator[str]:
    """The code blocks of a text that are marked as of a language."""
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type == "fence" and token.info == language:
            yield token.content


def samples(name: str) -> Iterator[Sample]:
    """The samples of a chapter, in order."""
    return samples_in(source(name))


def samples_in(markdown: str) -> Iterator[Sample]:
    """The samples of a text, in order."""
    for block in blocks(markdown):
        lines = block.replace("\\\n", "").splitlines()
        starts = [at for at, line in enumerate(lines) if line.startswith("$ ")]
        for start, end in pairwise((*starts, len(lines))):
            yield Sample(re.sub(r"\s+", " ", lines[start][2:]), tuple(lines[start + 1 : end]))


OF_THE_SHELL = re.compile(r"[|&;<>$`*?~{}()#!\\]")
"""What a shell does not hand on as it stands."""


class Shell:
    """A folder of one's own in which commands run, with an empty home beside it."""

    def __init__(self, folder: Path) -> None:
        self.work, self.home, programs = folder / "work", folder / "home", folder / "bin"
        for each in (self.work, programs):
            each.mkdir(parents=True, exist_ok=True)
        program = programs / "parkledger"
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -m parkledger "$@"\n', encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PARKLEDGER_")}
        self.environment = {
            **kept,
            "PARKLEDGER_HOME": str(self.home),
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONUNBUFFERED": "1",
        }

    def run(self, command: str) -> str:
        """Run a command; what it printed, on either stream. It has no terminal, so a password is read from its input."""
        given = f"{PASSWORD}\n" * 4
        if command.startswith("parkledger ") and not OF_THE_SHELL.search(command):
            words = shlex.split(command)[1:]
            return prepared_process.run(words, self.environment, given=given, folder=self.work, together=True).stdout
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.work,
            env=self.environment,
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            check=False,
        )
        return done.stdout
