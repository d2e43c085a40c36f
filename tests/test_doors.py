"""Every door to the ledger is listed in a decision: whoever else comes to call what records fails here."""

import ast
import re
from collections import defaultdict
from pathlib import Path

from tests.test_house import ROOT

PACKAGE = ROOT / "src" / "parkledger"
DECISION = ROOT / "docs" / "decisions" / "038-doors-to-the-ledger.md"
BOOK = "parkledger.ledger.book"
RECORDING = {
    *(f"{BOOK}.recording.{name}" for name in ("writing", "record", "correct", "withdraw", "withdraw_all", "Writer()")),
    *(f"{BOOK}.loading.{name}" for name in ("load", "load_read")),
}
"""What writes events; only within the ledger's own package is more than this known of them."""
APPROVAL = "parkledger.submissions.workflow.lifecycle.approve"
TRIALS = {
    "parkledger.submissions.preview.dry_run.tried",
    "parkledger.suppositions.evaluation.supposed",
    "parkledger.workbooks.uploads.attempt",
}
"""What opens a book to try something out and abandons it: whoever asks for that records nothing."""


def module_of(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def imported(tree: ast.AST) -> dict[str, str]:
    """What each name of a module stands for, wherever it is imported."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        if isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: alias.name for alias in node.names}
    return found


def mentions(node: ast.AST, names: dict[str, str], module: str) -> set[str]:
    """The functions that a piece of code mentions, called or handed on."""
    found = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name | ast.Attribute):
            found |= {f"{name}()" for name in mentions(each.func, names, module)}
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id in names:
            found.add(f"{names[each.value.id]}.{each.attr}")
        if isinstance(each, ast.Name):
            found.add(names.get(each.id, f"{module}.{each.id}"))
    return found


def used(root: Path) -> dict[str, set[str]]:
    """Which functions and classes of a source tree mention what; what stands outside of them is its module's."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in root.rglob("*.py"):
        module, tree = module_of(path, root), ast.parse(path.read_text(encoding="utf-8"))
        names = imported(tree)
        for node in tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                continue
            name = getattr(node, "name", "") if isinstance(node, ast.FunctionDef | ast.ClassDef) else ""
            found[f"{module}.{name}" if name else module] |= mentions(node, names, module)
    return found


def doors(root: Path) -> set[str]:
    """The modules outside of the ledger from which something is recorded, at whatever remove, but for approval's own callers."""
    uses, recording = used(root), set(RECORDING)
    while True:
        more = {
            name
            for name, mentioned in uses.items()
            if name not in recording
            and not name.startswith(f"{BOOK}.")
            and mentioned & (recording - TRIALS - {APPROVAL})
        }
        if not more:
            break
        recording |= more
    return {
        name if name in uses and name.rpartition(".")[0] not in modules(root) else name.rpartition(".")[0]
        for name in recording - RECORDING
    }


def modules(root: Path) -> set[str]:
    return {module_of(path, root) for path in root.rglob("*.py")}


def listed() -> set[str]:
    """The modules that the decision names, in the first column of its table."""
    rows = re.findall(r"^\| `([a-z_/]+)\.py` \|", DECISION.read_text(encoding="utf-8"), re.MULTILINE)
    return {f"parkledger.{row.replace('/', '.')}" for row in rows}


def test_every_door_to_the_ledger_is_listed_and_there_is_no_other() -> None:
    assert doors(PACKAGE.parent) == listed()


def test_no_page_and_no_program_records_but_by_approval() -> None:
    assert not [door for door in doors(PACKAGE.parent) if door.split(".")[1] in {"portal", "api", "web", "promotion"}]


def test_a_new_door_is_noticed_at_whatever_remove(tmp_path: Path) -> None:
    package = tmp_path / "parkledger" / "portal"
    package.mkdir(parents=True)
    (package / "first.py").write_text(
        "from parkledger.ledger.book import recording as r\n\ndef keep(x):\n    return r.record('a', x, by='b')\n"
    )
    (package / "second.py").write_text(
        "def view(x):\n    from parkledger.portal.first import keep\n    return map(keep, x)\n"
    )
    (package / "third.py").write_text(
        "from parkledger.ledger.book.recording import Writer\n\ndef seq(writer: Writer) -> int:\n    return writer.tip.seq\n"
    )
    assert doors(tmp_path) == {"parkledger.portal.first", "parkledger.portal.second"}
