"""The numbers that the layout of the code is watched by: `python -m tools.measure_house`."""

import ast
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
SMALL = 60
"""Lines under which a module should serve more than one other."""
FRAMEWORK = ("urls", "apps")
"""Modules that Django asks for in each folder, however short."""
GENERATED = "parkledger.client.shapes"
"""Written from the API's description: its names are the API's."""


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name, migrations left out."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            found[".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")] = path
    return found


def importers(found: dict[str, Path]) -> dict[str, set[str]]:
    """By module: the modules that import it or something out of it."""
    by: defaultdict[str, set[str]] = defaultdict(set)
    for name, path in found.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                inner = [f"{node.module}.{alias.name}" for alias in node.names]
                targets = [each if each in found else node.module for each in inner]
            else:
                continue
            for target in targets:
                if target in found and target != name:
                    by[target].add(name)
    return by


def lines(path: Path) -> int:
    """Lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def repeated_classes(found: dict[str, Path]) -> dict[str, int]:
    """Class names that stand in more than one module, with how many."""
    names: Counter[str] = Counter()
    for name, path in found.items():
        if name == GENERATED:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names.update({node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)} - {"Meta"})
    return {name: count for name, count in names.items() if count > 1}


def long_calls(found: dict[str, Path]) -> int:
    """Calls with more than six positional arguments."""
    return sum(
        isinstance(node, ast.Call) and len([arg for arg in node.args if not isinstance(arg, ast.Starred)]) > 6
        for path in found.values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def complex_blocks() -> int | None:
    """Functions and classes that radon grades D or worse; None where radon is not installed."""
    try:
        from radon.complexity import cc_visit  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return None
    blocks = [block for path in modules().values() for block in cc_visit(path.read_text(encoding="utf-8"))]
    return sum(block.complexity > 20 for block in blocks)


def main() -> int:
    """Print the numbers."""
    found = modules()
    by = importers(found)
    packages: Counter[str] = Counter()
    for name, path in found.items():
        packages[name.split(".")[1] if "." in name else "(top)"] += lines(path)
    single = [name for name in found if len(by[name]) <= 1]
    small = sorted(name for name in single if len(by[name]) == 1 and lines(found[name]) < SMALL)
    asked_for = [name for name in small if name.rpartition(".")[2] in FRAMEWORK]
    skips = sum(len(re.findall(r"# fmt: skip", path.read_text(encoding="utf-8"))) for path in found.values())
    templates = [path for path in SOURCE.rglob("*.html") if "node_modules" not in path.parts]
    wide = sum(len(line) > 160 for path in templates for line in path.read_text(encoding="utf-8").splitlines())
    print("lines by package:", ", ".join(f"{name} {count}" for name, count in packages.most_common()))
    print("lines:", sum(packages.values()), "in", len(found), "modules; templates:", sum(map(lines, templates)))
    print("modules with at most one importer:", len(single))
    print(f"modules under {SMALL} lines with a single importer:", len(small), "of which Django's:", len(asked_for))
    print("class names in several modules:", len(repeated_classes(found)))
    print("fmt: skip:", skips)
    print("calls with more than six positional arguments:", long_calls(found))
    print("template lines over 160 characters:", wide)
    print("radon D or worse:", complex_blocks())
    if "--names" in sys.argv:
        print("\n".join(["", "small:", *small, "", "classes:", *map(str, sorted(repeated_classes(found).items()))]))
    return 0


if __name__ == "__main__":
    subprocess.check_call(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"])
    sys.exit(main())
