"""Misuse of the command line, said in Vietnamese and English: what typer raises, in our words."""

import re
from typing import Any, Final

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


class PathAbsent(CalledWrongly):
    """The file or folder that is named is not there."""

    code = "path_absent"
    vi = "{given}: không có tệp hay thư mục «{path}». Hãy kiểm tra tên, hoặc ghi đường dẫn đầy đủ."
    en = "{given}: there is no file or folder “{path}”. Check the name, or give the whole path."


class FolderRefused(CalledWrongly):
    """A folder is named where a file is needed."""

    code = "folder_refused"
    vi = "{given}: «{path}» là thư mục. Hãy ghi tên tệp."
    en = "{given}: “{path}” is a folder. Name a file."


class NumberRefused(CalledWrongly):
    """Something else than a number is given where one is needed."""

    code = "number_refused"
    vi = "{given} cần một số. Xem `parkledger {command} --help`."
    en = "{given} needs a number. See `parkledger {command} --help`."


class NumberTooLarge(CalledWrongly):
    """A number is above the most that will do."""

    code = "number_too_large"
    vi = "{given} nhiều nhất là {bound}. Xem `parkledger {command} --help`."
    en = "{given} is {bound} at most. See `parkledger {command} --help`."


class NumberTooSmall(CalledWrongly):
    """A number is below the least that will do."""

    code = "number_too_small"
    vi = "{given} ít nhất là {bound}. Xem `parkledger {command} --help`."
    en = "{given} is {bound} at least. See `parkledger {command} --help`."


_REFUSALS: Final = (
    (re.compile(r"^\w+ '(?P<path>.*)' does not exist"), PathAbsent),
    (re.compile(r"^\w+ '(?P<path>.*)' is a directory"), FolderRefused),
    (re.compile(r"^Input should be a valid (?:integer|number)"), NumberRefused),
    (re.compile(r"^Input should be less than or equal to (?P<bound>[-\d.]+)"), NumberTooLarge),
    (re.compile(r"^Input should be greater than or equal to (?P<bound>[-\d.]+)"), NumberTooSmall),
)
"""What typer says of a value that it refuses, and the error that says so here with the same facts."""


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
    for said, error in _REFUSALS:
        if name == "BadParameter" and misuse.param is not None and (found := said.search(misuse.message)):
            return error(given=_parameter(misuse.param), command=command, **found.groupdict())
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
