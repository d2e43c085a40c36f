"""Misuse of the command line, said in Vietnamese and English: what typer raises, in our words."""

from typing import Any

from parkledger.cli.output import CalledWrongly
from parkledger.language import ParkError


class CommandUnknown(CalledWrongly):
    """There is no such command."""

    code = "command_unknown"
    vi = "Không có lệnh «{given}». {nearest}Xem `parkledger --help`."
    en = "There is no command “{given}”. {nearest}See `parkledger --help`."


class OptionUnknown(CalledWrongly):
    """The command has no such option."""

    code = "option_unknown"
    vi = "Lệnh {command} không có tùy chọn {given}. {nearest}Xem `parkledger {command} --help`."
    en = "{command} has no option {given}. {nearest}See `parkledger {command} --help`."


class ArgumentMissing(CalledWrongly):
    """Something that must be given is not."""

    code = "argument_missing"
    vi = "Lệnh {command} thiếu {given}. Xem `parkledger {command} --help`."
    en = "{command} lacks {given}. See `parkledger {command} --help`."


class ValueRefused(CalledWrongly):
    """The value of an option or argument is none of those possible."""

    code = "value_refused"
    vi = "Giá trị của {given} không hợp lệ; dùng: {choices}. Xem `parkledger {command} --help`."
    en = "The value of {given} will not do; use: {choices}. See `parkledger {command} --help`."


def worded(misuse: Any) -> ParkError:
    """The error for a misuse, by what typer calls it; its own words where it is none of these."""
    command = _command_of(misuse)
    name = type(misuse).__name__
    nearest = "".join(f"{found}? " for found in (getattr(misuse, "possibilities", None) or ())[:1])
    if name == "NoSuchOption":
        return OptionUnknown(command=command or "parkledger", given=misuse.option_name, nearest=nearest)
    if name == "MissingParameter" and misuse.param is not None:
        return ArgumentMissing(command=command, given=_parameter(misuse.param))
    message = misuse.format_message().rstrip(".")
    if name == "BadParameter" and misuse.param is not None and "is not one of " in message:
        choices = message.rpartition("is not one of ")[2].replace("'", "")
        return ValueRefused(command=command, given=_parameter(misuse.param), choices=choices)
    if message.startswith("No such command"):
        given, _, suggestion = message.removeprefix("No such command '").partition("'")
        nearest = suggestion.partition("'")[2].partition("'")[0]
        return CommandUnknown(given=given, nearest=f"{nearest}? " if nearest else "")
    return CalledWrongly(problem=message, command=command)


def _parameter(parameter: Any) -> str:
    """A parameter as it is typed: its longest option, or its name in capitals."""
    options = [option for option in parameter.opts if option.startswith("-")]
    return max(options, key=len) if options else str(parameter.name).upper()


def _command_of(misuse: Any) -> str:
    """The command that was misused, as it is typed after the program's name; empty where it was the program itself."""
    names: list[str] = []
    context = misuse.ctx
    while context is not None and context.parent is not None:
        names.insert(0, str(context.info_name))
        context = context.parent
    return " ".join(names)
