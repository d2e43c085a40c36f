"""Write docs/api.md from the API's own description, or with --check say whether it is up to date.

Run from anywhere; exits 1 when --check finds a difference.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parkledger.settings")

import django

django.setup()

from parkledger.api.application import ALWAYS, WITH_TOKEN, WRITES, description  # noqa: E402
from parkledger.api.tokens import LONGEST_DAYS, TokenScope  # noqa: E402
from parkledger.api.views import grouped, type_of  # noqa: E402

TARGET = Path(__file__).resolve().parent.parent / "docs" / "api.md"
PREAMBLE = f"""\
# API

Trang này được tạo từ chính mã của API bằng `tools/write_api_reference.py`: sửa mã, không sửa trang này.

This page is made from the API's own description by `tools/write_api_reference.py`: edit the code, not this page. The same
description is served as OpenAPI 3.1 at `/api/v1/openapi.json`, and as a page at `/lap-trinh/`.

**Reads are public** and need no token. `on` is the day that figures are of (today in Vietnam where it is left out), `known`
the moment whose knowledge they are of. With both, an address gives the same for ever. Answers carry an `ETag`; whoever
sends it back in `If-None-Match` is told 304 until the books have gone on. The scripts of any site may read, without a token.

**Nothing is recorded directly.** What is sent is a submission; it is in the book once somebody else has approved it.

**Tokens** are sent as `Authorization: Bearer pl_…`. They are made at `/lap-trinh/ma-truy-cap/` or with
`parkledger token add`, last {LONGEST_DAYS} days at most, may be for one book only, and never allow more than their owner's
roles do. Their scopes:

{chr(10).join(f"- `{scope.value}`: {scope.label.en}" for scope in TokenScope)}

**Sending again.** A write with an `Idempotency-Key` header is done once: the same key with the same body gets the answer that
it got before (for thirty days, with `Idempotent-Replayed: true`), with another body 409. A refused write keeps nothing, so
that it can be mended and sent again under its key.

**Lists** come in parts: `items`, `next` (the address of the part that follows, null at the end) and, where it is known
without counting, `total`. `/books/{{book}}/journal` is streamed whole, a line an event.

**Numbers.** `exact` is a value as a fraction of whole numbers; `value` is the same as the nearest JSON number. Amounts of
postings are whole, in the smallest unit: m², US cents, đồng.

**Errors** have one shape, always a list:

```json
{{"errors": [{{"code": "day_out_of_range", "where": "", "vi": "…", "en": "…"}}]}}
```

| Status | Meaning |
| --- | --- |
"""


def written() -> Iterator[str]:
    """The page in pieces."""
    yield PREAMBLE
    for status, words in sorted({**ALWAYS, **WITH_TOKEN, **WRITES}.items()):
        yield f"| {status} | {words} |\n"
    schema = description()
    for group in grouped(schema):
        yield f"\n## {group['name'].capitalize()}\n"
        for each in group["operations"]:
            yield from _operation(each)
    yield "\n## Shapes\n"
    for name, shape in sorted(schema["components"]["schemas"].items()):
        if "properties" in shape:
            yield from _shape(name, shape)
        elif "enum" in shape:
            yield f"\n### `{name}`\n\n{' '.join(shape.get('description', '').split())} "
            yield f"One of: {', '.join(f'`{value}`' for value in shape['enum'])}.\n"


def _operation(each: dict[str, Any]) -> Iterator[str]:
    yield f"\n### `{each['method']} {each['path']}`\n\n{each['says']}"
    if each["scope"]:
        yield " Needs a token." if each["scope"] == "—" else f" Needs a token with the scope `{each['scope']}`."
    yield f" Body: `{each['body']}`." if each["body"] else ""
    yield f" Answer: `{each['answer']}`.\n" if each["answer"] else "\n"
    if each["parameters"]:
        yield "\n| Parameter | Where | Value | Meaning |\n| --- | --- | --- | --- |\n"
    for given in each["parameters"]:
        mark = " (required)" if given.get("required") else ""
        yield f"| `{given['name']}`{mark} | {given['in']} | {_cell(given['type'])} | {_cell(given['says'])} |\n"


def _shape(name: str, shape: dict[str, Any]) -> Iterator[str]:
    yield f"\n### `{name}`\n\n{' '.join(shape.get('description', '').split())}\n\n| Field | Value | Meaning |\n| --- | --- | --- |\n"
    for field, given in shape["properties"].items():
        yield f"| `{field}` | {_cell(type_of(given))} | {_cell(given.get('description', ''))} |\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments: list[str] | None = None) -> int:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    checking = parser.parse_args(arguments).check
    text = "".join(written())
    if not checking:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{TARGET.name} is not up to date: run tools/write_api_reference.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
