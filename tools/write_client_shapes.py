"""Write src/parkledger/client/shapes.py from the API's description, or with --check say whether it is up to date.

Only what answers may hold is written. A client must not fail when a later version of the API knows another kind of zone or
another field, so enumerations are plain text, and limits that the server keeps are left to it. Exits 1 when --check finds a
difference.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parkledger.settings")

import django

django.setup()

from datamodel_code_generator import InputFileType, PythonVersion, generate  # noqa: E402
from datamodel_code_generator.enums import DataModelType  # noqa: E402
from datamodel_code_generator.format import DatetimeClassType, Formatter  # noqa: E402

from parkledger.api.application import description  # noqa: E402

TARGET = Path(__file__).resolve().parent.parent / "src" / "parkledger" / "client" / "shapes.py"
REFERENCE = "#/components/schemas/"
NAMES = {"PageOut": "KeptPage"}
"""Names that are other ones in the client; elsewhere "Out" is left off."""
EXACT = {"customTypePath": "parkledger.client.base.Exact"}
KEPT = ("type", "format", "items", "anyOf", "additionalProperties", "properties", "required", "default", "description")
HEADER = '''\
"""What the API gives, typed: made from its description by tools/write_client_shapes.py, which is run again when it changes.

Exact values are fractions, money is whole US cents or đồng.
"""
'''


def written() -> str:
    """The module."""
    source = {"openapi": "3.1.0", "info": {"title": "parkledger", "version": "1"}, "paths": {}}
    source["components"] = {"schemas": shapes(description())}
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "shapes.py"
        generate(
            json.dumps(source),
            input_file_type=InputFileType.OpenAPI,
            output=output,
            output_model_type=DataModelType.PydanticV2BaseModel,
            base_class="parkledger.client.base.Shape",
            target_python_version=PythonVersion.PY_311,
            output_datetime_class=DatetimeClassType.Datetime,
            use_union_operator=True,
            use_standard_collections=True,
            use_schema_description=True,
            disable_timestamp=True,
            disable_future_imports=True,
            custom_file_header=HEADER,
            formatters=[Formatter.BUILTIN],
        )
        return _formatted(_tidied(output.read_text(encoding="utf-8")))


def shapes(described: dict[str, Any]) -> dict[str, Any]:
    """The shapes that answers are made of, under their names in the client; lists come item by item."""
    known = described["components"]["schemas"]
    queue, found = list(_answers(described)), dict[str, Any]()
    while queue:
        name = queue.pop()
        if name in found or "properties" not in known[name]:
            continue
        found[name] = known[name]
        queue += _named(known[name])
    lists = {name for name in found if name.startswith("ListPage_") or set(found[name]["properties"]) == {"items"}}
    return {_own(name): _plain(found[name], known) for name in sorted(found) if name not in lists}


def _answers(described: dict[str, Any]) -> Iterator[str]:
    for operations in described["paths"].values():
        for operation in operations.values():
            for answer in operation["responses"].values():
                yield from _named(answer)


def _named(part: Any) -> list[str]:
    """The shapes that a part of the description refers to."""
    return re.findall(rf'"{REFERENCE}(\w+)"', json.dumps(part))


def _own(name: str) -> str:
    return NAMES.get(name) or name.removesuffix("Out")


def _plain(schema: Any, known: dict[str, Any]) -> Any:
    """A schema with its types and descriptions only."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(REFERENCE)
        return {"$ref": REFERENCE + _own(name)} if "properties" in known[name] else {"type": known[name]["type"]}
    if schema.get("format") == "fraction":
        return EXACT
    found = {key: schema[key] for key in KEPT if key in schema}
    for key in ("items", "additionalProperties"):
        if isinstance(found.get(key), dict):
            found[key] = _plain(found[key], known)
    if "anyOf" in found:
        found["anyOf"] = [_plain(each, known) for each in found["anyOf"]]
    if "properties" in found:
        found["properties"] = {
            name: {key: value for key, value in _plain(each, known).items() if key != "description"}
            for name, each in found["properties"].items()
        }
    return found


def _tidied(text: str) -> str:
    """With docstrings on one line, and without the leave for types of our own, which pydantic needs no more."""
    text = re.sub(r'"""\n    (.*)\n    """', r'"""\1"""', text)
    return re.sub(r"    model_config = ConfigDict\(\n +arbitrary_types_allowed=True,?\n    \)\n", "", text)


def _formatted(text: str) -> str:
    """In the style of this repository."""
    ruff = [str(Path(sys.executable).with_name("ruff"))]
    for arguments in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        done = subprocess.run(
            [*ruff, *arguments, "--stdin-filename", str(TARGET), "-"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
        text = done.stdout
    return text


def main(arguments: list[str] | None = None) -> int:
    """Write the module, or compare it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    checking = parser.parse_args(arguments).check
    text = written()
    if not checking:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{TARGET.name} is not up to date: run tools/write_client_shapes.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
