"""Write docs/settings.md from `parkledger.configuration`, or with --check say whether it is up to date.

Run from anywhere; exits 1 when --check finds a difference.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic.fields import FieldInfo

from parkledger.configuration import IN_FILE, Configuration, SettingGroup, about, variable, wanted
from parkledger.language import Text

TARGET = Path(__file__).resolve().parent.parent / "docs" / "settings.md"
PREAMBLE = """\
# Thiết lập / Settings

Trang này được tạo từ `src/parkledger/configuration.py` bằng `tools/write_settings_reference.py`: sửa ở đó, không sửa trang
này. Mỗi thiết lập là một biến môi trường; để trống cũng như không đặt. Giá trị sai bị từ chối khi khởi động, với tên biến;
biến `PARKLEDGER_…` mà không ai đọc thì được báo. Thiết lập bí mật (🔒) có thể đặt trong tệp: biến có thêm `_FILE` chỉ tệp đó.

This page is made from `src/parkledger/configuration.py` by `tools/write_settings_reference.py`: edit that, not this page.
Each setting is an environment variable; an empty one is as good as none. A wrong value is refused at start, with the name of
its variable; a variable `PARKLEDGER_…` that nothing reads is told. A secret (🔒) may be given in a file: the variable with
`_FILE` after it names that file.
"""
COLUMNS = ("Biến / Variable", "Nghĩa", "Meaning", "Giá trị / Value", "Mặc định / Default")
HEADER = f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}"


def both(text: Text) -> str:
    """A text in both languages; once where they are the same."""
    return text.vi if text.vi == text.en else f"{text.vi} / {text.en}"


def default(field: FieldInfo) -> str:
    """What holds where the setting is not set."""
    if unset := about(field).unset:
        return both(unset)
    given = field.default
    if isinstance(given, bool):
        return f"`{int(given)}`"
    written = " ".join(map(str, given)) if isinstance(given, tuple) else str(given)
    return f"`{written}`" if written else "không có / none"


def row(name: str, field: FieldInfo) -> str:
    """One setting as a line of the table."""
    setting = about(field)
    title = f"`{variable(name)}`" + (f" 🔒 `{IN_FILE}`" if setting.is_secret else "")
    cells = (title, setting.label.vi, setting.label.en, both(wanted(field)), default(field))
    return f"| {' | '.join(cells)} |"


def render() -> str:
    """The whole page, group by group."""

    def lines() -> Iterator[str]:
        for group in SettingGroup:
            yield f"\n## {both(group.label)}\n\n{HEADER}"
            for name, field in Configuration.model_fields.items():
                if about(field).group is group:
                    yield row(name, field)

    return PREAMBLE + "\n".join(lines()) + "\n"


def main(arguments: list[str], target: Path = TARGET) -> int:
    """Write the page, or with --check compare it; the exit code is 1 if it differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    page = render()
    if not parser.parse_args(arguments).check:
        target.write_text(page, encoding="utf-8")
        return 0
    if target.exists() and target.read_text(encoding="utf-8") == page:
        return 0
    print(f"{target.name} is not what the settings say; run tools/write_settings_reference.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
