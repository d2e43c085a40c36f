"""What the command line says, and how: language, JSON or tables, errors."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from parkledger.configuration import variable
from parkledger.language import Lang, ParkError, Text, reason


@dataclass(slots=True)
class Speech:
    """How this run of the command speaks."""

    lang: Lang = Lang.VI
    as_json: bool = False


SPEECH = Speech()


def configure(arguments: Sequence[str]) -> list[str]:
    """Take --lang and --json out of the arguments, wherever they stand, and speak accordingly from now on."""
    rest: list[str] = []
    given = iter(arguments)
    SPEECH.as_json = False
    lang = os.environ.get(variable("lang")) or "vi"
    for argument in given:
        if argument == "--json":
            SPEECH.as_json = True
        elif argument == "--lang":
            lang = next(given, "")
        elif argument.startswith("--lang="):
            lang = argument.partition("=")[2]
        else:
            rest.append(argument)
    if lang not in set(Lang):
        raise LanguageUnknown(lang=lang)
    SPEECH.lang = Lang(lang)
    return rest


class LanguageUnknown(ParkError):
    """A language other than Vietnamese and English was asked for."""

    code = "language_unknown"
    vi = "Không có ngôn ngữ «{lang}». Hãy dùng --lang vi hoặc --lang en."
    en = "There is no language “{lang}”. Use --lang vi or --lang en."


def say(vi: str, en: str) -> str:
    """A sentence in the language of this run."""
    return en if SPEECH.lang is Lang.EN else vi


def out() -> Console:
    """Where results go: wide enough not to cut tables when it is not a terminal."""
    return Console(width=None if sys.stdout.isatty() else 160, highlight=False, soft_wrap=not sys.stdout.isatty())


def err() -> Console:
    """Where errors and progress go."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(value: object) -> None:
    """A result as JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning: of which event or row, in words, and the parameters that say from where on one is warned."""

    where: str
    words: Text
    rules: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The warning for programs."""
        return {"where": self.where, "vi": self.words.vi, "en": self.words.en, "rules": list(self.rules)}


def print_warnings(warnings: Sequence[Warned], most: int = 200) -> None:
    """What was recorded, or would be, and is to be looked at again: on standard error."""
    for each in warnings[:most]:
        err().print(
            escape(
                say(
                    f"Cảnh báo: {each.where}: {each.words.vi}. Vẫn ghi được; hãy xem lại.",
                    f"Warning: {each.where}: {each.words.en}. It can be recorded; look at it again.",
                )
            )
        )
    if (rest := len(warnings) - most) > 0:
        err().print(say(f"… và {rest} cảnh báo nữa.", f"… and {rest} more warnings."))


def print_errors(errors: Sequence[ParkError]) -> None:
    """Errors in their one shape: JSON on standard output where JSON was asked for, else lines on standard error."""
    if SPEECH.as_json:
        print_json({"errors": [error.as_json() for error in errors]})
        return
    for error in errors:
        where = f"{error.where}: " if error.where else ""
        err().print(f"[bold red]{say('Lỗi', 'Error')}[/]: {escape(where + error.message(SPEECH.lang))}")


def escape(text: str) -> str:
    """Text in which square brackets are only square brackets."""
    return text.replace("[", "\\[")


class CalledWrongly(ParkError):
    """The command was called in a way that has no meaning."""

    code = "called_wrongly"
    is_misuse = True
    vi = "Lệnh không đúng: {problem}. Xem `parkledger {command} --help`."
    en = "The command was called wrongly: {problem}. See `parkledger {command} --help`."


@contextmanager
def opened_as_told(file: Path, command: str) -> Iterator[None]:
    """Read or write a file that the call names: one that cannot be is a wrong call, unless the machine fails, as a full disk does."""
    from parkledger.failures import in_words

    try:
        yield
    except OSError as problem:
        problem.filename = problem.filename or str(file)  # a disk that fills while it is written to does not say where
        if in_words(problem):
            raise
        why = reason(problem)
        raise CalledWrongly(problem=Text(f"{file}: {why.vi}", f"{file}: {why.en}"), command=command) from None
