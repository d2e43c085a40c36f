"""Write docs/events.md from the event types, or with --check say whether it is up to date.

Run from anywhere; exits 1 when --check finds a difference.
"""

import argparse
import ast
import inspect
import json
import os
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parkledger.settings")

import django
from pydantic import BaseModel

django.setup()

from parkledger.catalogue import MEASURES  # noqa: E402
from parkledger.ledger.book.refusals import models_in as parts  # noqa: E402
from parkledger.ledger.events import EVENT_TYPES, Event  # noqa: E402
from parkledger.ledger.events.reference import FieldReference, TypeReference, described  # noqa: E402
from parkledger.ledger.events.reference import type_words as typed  # noqa: E402

TARGET = Path(__file__).resolve().parent.parent / "docs" / "events.md"
COMMON = frozenset(Event.model_fields)
NOT_POSTING = frozenset({"check", "revert"})
PREAMBLE = """\
# Các loại sự kiện / Event types

Trang này được tạo từ các lớp trong `src/parkledger/ledger/events/` bằng `tools/write_event_reference.py`: sửa lớp,
không sửa trang này. Diện tích ghi bằng m², tiền bằng đồng hoặc xu Mỹ, đều là số nguyên; trên dòng lệnh và trong tệp có
thể viết "12,5 ha", "1,2 tỷ đồng", "ngày 22/8/2023".

This page is made from the classes in `src/parkledger/ledger/events/` by `tools/write_event_reference.py`: edit the
classes, not this page. Areas are whole m², money is whole đồng or US cents; on the command line and in files,
"12,5 ha", "1,2 tỷ đồng" and "22/8/2023" may be written.
"""
FILES = """\
## Tệp JSONL / JSONL files

`parkledger record --file` đọc mỗi dòng một đối tượng JSON (UTF-8), gồm `type` và các trường của loại ấy; dòng trống
được bỏ qua. Trường gồm nhiều phần được ghi thành một đối tượng lồng bên trong: số liệu của một báo cáo kỳ nằm trong `values`,
theo mã đại lượng; `amount` là số nguyên, tính bằng đồng hoặc xu Mỹ;
riêng vốn còn có thể tính bằng đơn vị nhỏ nhất của ngoại tệ khác.
Thông báo lỗi gọi phần bên trong bằng dấu chấm:
`values.output.revenue.amount`.

`parkledger record --file` reads one JSON object (UTF-8) from each line, with `type` and the fields of that type; empty
lines are skipped. A field with parts is an object within the object: the figures of a period report stand in `values`,
by the codes of their measures; `amount` is whole đồng or US cents,
for capital it may also be in the smallest unit of another currency.
Errors name a part with dots:
`values.output.revenue.amount`.

```json
{examples}
```

Dòng bị từ chối được giữ trong tệp `….refused.jsonl`, sửa rồi nạp lại; dòng đã ghi không bị ghi lần nữa. Dòng của
nhật ký đã xuất có `payload` và `hash`.

Refused lines are kept in a file `….refused.jsonl`, to be mended and loaded; a line that was recorded is not recorded
again. Lines of an exported journal have `payload` and `hash`.

| Kiểu / Type | Phần / Part | Kiểu của phần / Its type | Bắt buộc / Required |
| --- | --- | --- | --- |
{parts}
"""
EXAMPLES: tuple[dict[str, object], ...] = (
    {
        "type": "land_leased",
        "zone": "kcn-quang-chau",
        "project": "DA-12",
        "area_m2": "12,5 ha",
        "effective_on": "22/8/2023",
    },
    {
        "type": "project_registered",
        "project": "DA-12",
        "name": "Nhà máy linh kiện",
        "enterprise": "Công ty TNHH Linh kiện",
        "origin": "fdi",
        "zone": "kcn-quang-chau",
        "capital": {"amount": 1_250_000_000, "currency": "USD"},
        "effective_on": "2023-03-15",
        "document": {"number": "12/GCN", "title": "Giấy chứng nhận đăng ký đầu tư", "issued_on": "2023-03-15"},
    },
    {
        "type": "period_report",
        "zone": "kcn-quang-chau",
        "period_start": "2023-01-01",
        "period_end": "2023-03-31",
        "values": {
            "output.revenue": {"amount": 250_000_000_000, "currency": "VND"},
            "trade.export": "1,2 triệu USD",
            "labour.workers": 10_500,
        },
    },
)
"""Lines as they may stand in a file; a test builds each."""
COLUMNS = ("Trường / Field", "Nghĩa", "Meaning", "Kiểu / Type", "Đơn vị / Unit", "Bắt buộc / Required")
HEADER = f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}"


def row(field: FieldReference) -> str:
    """One field as a line of a table."""
    required = "có / yes" if field.required else ""
    choices = field.type.replace(" | ", ", ")
    cells = (f"`{field.name}`", field.label.vi, field.label.en, choices, field.unit, required)
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def section(reference: TypeReference) -> Iterator[str]:
    """The lines about one event type; the fields that all types share stand at the end of the page."""
    yield f"## `{reference.code}`\n"
    yield f"{reference.label.vi}  \n{reference.label.en}\n"
    yield f"{reference.summary}\n"
    if reference.basis:
        yield f"- Căn cứ / Basis: {reference.basis}"
    if measures := measures_of(EVENT_TYPES[reference.code]):
        yield f"- Đại lượng / Measures: {listed(measures)}"
    yield f"\n{HEADER}"
    yield from (row(field) for field in reference.fields if field.name not in COMMON)
    yield ""


def files() -> str:
    """What a file of lines is, with examples and with the parts of the fields that have some."""
    examples = "\n".join(json.dumps(each, ensure_ascii=False) for each in EXAMPLES)
    rows = [
        f"| `{model.__name__}` | `{name}` | {typed(info.annotation).replace(' | ', ', ')} | {'có / yes' if info.is_required() else ''} |"
        for model in sorted(models(), key=lambda each: each.__name__)
        for name, info in model.model_fields.items()
    ]
    return FILES.format(examples=examples, parts="\n".join(rows).replace("|  |", "| |"))


def models() -> set[type[BaseModel]]:
    """The models that fields of events have as their values."""
    return {
        model
        for kind in EVENT_TYPES.values()
        for info in kind.model_fields.values()
        for model in parts(info.annotation)
    }


def common(reference: TypeReference) -> Iterator[str]:
    """The fields that every event type has."""
    yield "## Các trường chung / Common fields\n"
    yield HEADER
    yield from (row(field) for field in reference.fields if field.name in COMMON)
    yield ""


def listed(measures: list[str]) -> str:
    """Codes in a line; where they are most of the catalogue, those that are not among them."""
    if 2 * len(measures) < len(MEASURES):
        return ", ".join(f"`{code}`" for code in measures)
    others = ", ".join(f"`{code}`" for code in MEASURES if code not in measures)
    return f"tất cả trừ / all but {others}"


def measures_of(kind: type[Event]) -> list[str]:
    """The measures that a type's code names: the ones it may post, in the order of the catalogue."""
    words: set[str] = set()
    patterns: set[tuple[str, ...]] = set()
    for base in kind.__mro__[: kind.__mro__.index(Event)]:
        words |= {value for value in vars(base).values() if isinstance(value, str)}
        module = sys.modules[base.__module__]
        for function in _functions(base):
            _read(function, vars(module), words, patterns, seen=set())
    for info in kind.model_fields.values():
        choices = getattr(info.annotation, "__members__", None) or {}
        words |= {str(member.value) for member in choices.values()} | set(_literals(info.annotation))
    named = {"".join(part or word for part in parts) for parts in patterns for word in words}
    return [code for code in MEASURES if code in words | named]


def _functions(base: type) -> Iterator[ast.AST]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(base)))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name not in NOT_POSTING:
            yield node


def _read(
    node: ast.AST, scope: dict[str, object], words: set[str], patterns: set[tuple[str, ...]], *, seen: set[str]
) -> None:
    """Collect a function's texts, the shapes of its f-strings, and those of the tables and functions it names."""
    for part in ast.walk(node):
        if isinstance(part, ast.JoinedStr):
            patterns.add(tuple(str(p.value) if isinstance(p, ast.Constant) else "" for p in part.values))
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            words.add(part.value)
        elif isinstance(part, ast.Name) and part.id in scope and part.id not in seen:
            seen.add(part.id)
            _follow(scope[part.id], words, patterns, seen)


def _follow(found: object, words: set[str], patterns: set[tuple[str, ...]], seen: set[str]) -> None:
    if isinstance(found, tuple | dict):
        texts = (*found, *found.values()) if isinstance(found, dict) else found
        words |= {text for text in texts if isinstance(text, str)}
    elif inspect.isgeneratorfunction(found) and found.__module__.startswith(Event.__module__.rpartition(".")[0]):
        tree = ast.parse(textwrap.dedent(inspect.getsource(found)))
        _read(tree, vars(sys.modules[found.__module__]), words, patterns, seen=seen)


def _literals(annotation: object) -> Iterator[str]:
    for part in getattr(annotation, "__args__", ()):
        if isinstance(part, str):
            yield part
        else:
            yield from _literals(part)


def render(references: Iterable[TypeReference]) -> str:
    """The whole page, types in the order of definition."""
    every = list(references)
    contents = [f"- [`{each.code}`](#{each.code}): {each.label.vi} / {each.label.en}" for each in every]
    lines = [PREAMBLE, files(), *contents, "", *(line for each in every for line in section(each)), *common(every[0])]
    return "\n".join(lines).rstrip() + "\n"


def main(arguments: list[str], target: Path = TARGET) -> int:
    """Write the page, or with --check compare it; the exit code is 1 if it differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    page = render(described())
    if not parser.parse_args(arguments).check:
        target.parent.mkdir(exist_ok=True)
        target.write_text(page, encoding="utf-8")
        return 0
    if target.exists() and target.read_text(encoding="utf-8") == page:
        return 0
    print(f"{target.name} is not what the event types say; run tools/write_event_reference.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
