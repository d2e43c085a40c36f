"""A process that has loaded what commands need, and forks for each of them: a command is then its own work alone.

`run` is used in place of a new Python process, which loads all of it again: a command still has a process of its own, with
its own environment, working folder, files and exit code. What is to be shown of the start of a process is shown in a new one.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[1]
LATER = ("figures.current", "figures.mirror.filling", "backup.making", "reading.pages.formats")
"""What commands load while they run."""


def run(
    words: Sequence[str],
    environment: Mapping[str, str],
    *,
    given: str | None = None,
    folder: Path | None = None,
    together: bool = False,
) -> "subprocess.CompletedProcess[str]":
    """A `parkledger` command with an environment, the text of its standard input and a working folder.

    With `together`, what it says on either stream is one text, line by line.
    """
    with tempfile.TemporaryDirectory(prefix="parkledger-command-") as files:
        streams = [Path(files) / name for name in ("in", "out", "out" if together else "err")]
        streams[0].write_text(given or "", encoding="utf-8")
        asked = {
            "words": list(words), "environment": dict(environment), "folder": str(folder or Path.cwd()),
            "streams": [str(stream) for stream in streams],
        }  # fmt: skip
        process = _prepared()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        code = int(process.stdout.readline())
        out, err = (stream.read_text(encoding="utf-8") for stream in streams[1:])
    return subprocess.CompletedProcess(["parkledger", *words], code, out, err)


@cache
def _prepared() -> "subprocess.Popen[str]":
    """The process that forks, one for each process of a test run."""
    home = tempfile.mkdtemp(prefix="parkledger-prepared-")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PARKLEDGER_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.prepared_process"], cwd=ROOT,
        env={**environment, "PARKLEDGER_HOME": home},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
    )  # fmt: skip

    def end() -> None:
        process.communicate()
        shutil.rmtree(home, ignore_errors=True)

    atexit.register(end)
    return process


def _load() -> None:
    """All that commands are made of, but not the commands, which are told in the language of each run, nor a connection."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "parkledger.settings"
    django.setup()
    from parkledger.cli.app import COMMANDS

    for module in COMMANDS:
        importlib.import_module(f"parkledger.cli.{module}")
    for module in LATER:
        importlib.import_module(f"parkledger.{module}")
    for name in [name for name in sys.modules if name.startswith("parkledger.cli")]:
        del sys.modules[name]
    from django.db.migrations.loader import MigrationLoader

    MigrationLoader(None)
    gc.freeze()


def _requests() -> Iterator[dict[str, Any]]:
    """What this process, a fork, is asked to do; the first process goes on waiting and never comes out of here."""
    requests, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    for line in requests:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            child = os.fork()  # the other thread is one of the allocator, which knows of forks
        if not child:
            requests.close()
            answers.close()
            yield json.loads(line)
            return
        answers.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        answers.flush()


def _become(asked: dict[str, Any]) -> None:
    """Be the process that was asked for: its files, folder, arguments and environment."""
    flags = (os.O_RDONLY, os.O_WRONLY | os.O_CREAT | os.O_APPEND, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number, (path, how) in enumerate(zip(asked["streams"], flags, strict=True)):
        opened = os.open(path, how, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout.reconfigure(line_buffering=asked["streams"][1] == asked["streams"][2])  # type: ignore[union-attr]
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.environ["DJANGO_SETTINGS_MODULE"] = "parkledger.settings"
    sys.argv = ["parkledger", *asked["words"]]


def _set_up() -> None:
    """What `django.setup` does in a new process: read the settings, which follow from the environment, and set up logs."""
    from django.conf import settings
    from django.utils.log import configure_logging

    read = importlib.reload(sys.modules["parkledger.settings"])
    for name in vars(read):
        if name.isupper() and not name.startswith("_"):
            setattr(settings, name, getattr(read, name))
    _forget_settings()
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)


def _forget_settings() -> None:
    """Databases, caches and files are those of the settings in force."""
    from asgiref.local import Local
    from django.core.cache import caches
    from django.core.files.storage import storages
    from django.db import connections

    handlers: list[Any] = [connections, caches]
    for handler in handlers:
        handler._settings = None
        handler.__dict__.pop("settings", None)
        handler._connections = Local(handler.thread_critical)
    vars(storages).update(_backends=None)
    vars(storages).pop("backends", None)


def _leave(code: object) -> NoReturn:
    """End with an exit code, and with everything closed that the end of a Python process closes; the rest is not taken down."""
    from django.db import connections

    from parkledger.figures import current

    if (problem := sys.exception()) is not None:
        traceback.print_exception(problem)
    current.close()
    connections.close_all()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


def main() -> None:
    """Fork for each command asked for, and run it in the fork."""
    _load()
    for asked in _requests():
        _become(asked)
        import django

        from parkledger.cli import main as command

        vars(django)["setup"] = _set_up

        code: object = 1
        try:
            command()
        except SystemExit as ended:
            code = ended.code
        finally:
            _leave(code)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
    os._exit(0)
