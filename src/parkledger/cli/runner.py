"""Running a command: its language first, then Django, then the command; every failure in words, with its exit code."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django
import typer
from django.db import Error as DatabaseError

from parkledger.cli.output import LanguageUnknown, configure, err, print_errors, say
from parkledger.cli.usage_errors import worded
from parkledger.configuration import configuration, unknown_variables
from parkledger.home import LOCAL_HOME
from parkledger.language import ParkError

DONE, REFUSED, MISUSED = 0, 1, 2
UsageError: type[Any] = typer.BadParameter.__mro__[1]
"""What typer raises for any misuse; it gives no public name to the common class."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    try:
        rest = configure(arguments)
    except LanguageUnknown as error:
        print_errors([error])
        return MISUSED
    try:
        _set_up(rest)
        from parkledger.cli.app import build_app

        code = build_app(next((word for word in rest if not word.startswith("-")), ""))(rest, standalone_mode=False)
    except typer.Exit as stopped:
        return stopped.exit_code
    except UsageError as misuse:
        print_errors([worded(misuse)])
        return MISUSED
    except ParkError as error:
        print_errors([error])
        return MISUSED if error.is_misuse else REFUSED
    except (OSError, DatabaseError) as problem:
        return _failed(problem)
    except (KeyboardInterrupt, typer.Abort):
        err().print(say("Đã dừng. Chạy lại lệnh để tiếp tục.", "Stopped. Run the command again to go on."))
        return REFUSED
    return code if isinstance(code, int) else DONE


def _failed(problem: Exception) -> int:
    """Say a failure of the machine in words; any other is a mistake of the program and is raised."""
    from parkledger.failures import in_words

    if isinstance(problem, BrokenPipeError):
        return DONE
    told = in_words(problem)
    if told is None:
        raise problem
    print_errors([told])
    return REFUSED


def _set_up(arguments: Sequence[str]) -> None:
    """Settle where the books are, then set Django up on them: the demonstration books are kept in the working folder."""
    for name, nearest in unknown_variables():
        meant = say(f" Có phải {nearest}?", f" Did you mean {nearest}?") if nearest else ""
        err().print(say(f"Không có thiết lập {name}.{meant}", f"There is no setting {name}.{meant}"))
    if arguments[:1] == ["demo"] and configuration().home is None:
        Path(LOCAL_HOME).mkdir(exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parkledger.settings")
    django.setup()
