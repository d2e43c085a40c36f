"""The numbers that the layout of the code is watched by: `python -m tools.measure_house`."""

import ast
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
MOST_COMPLEX = 20
"""What radon's grade C ends with."""
MOST_POSITIONAL = 6
"""Positional arguments that a call may have."""
VARIADIC = {"add_row", "format_html", "values", "c_make_encoder"}
"""Functions of libraries that take any number of arguments, or no keywords."""
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


def long_calls(found: dict[str, Path]) -> list[str]:
    """Calls with more than six positional arguments, with their places; those of functions that take any number are none."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in found.values()}
    any_number = VARIADIC | {
        node.name
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.args.vararg is not None
    }
    return [
        f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node.func)}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and len([arg for arg in node.args if not isinstance(arg, ast.Starred)]) > MOST_POSITIONAL
        and ast.unparse(node.func).rpartition(".")[2] not in any_number
    ]


def complex_blocks() -> list[str] | None:
    """Functions and classes that radon grades D or worse, with their places; None where radon is not installed."""
    try:
        from radon.complexity import cc_visit  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        return None
    return [
        f"{path.relative_to(ROOT)}:{block.lineno} {block.name} ({block.complexity})"
        for path in modules().values()
        for block in cc_visit(path.read_text(encoding="utf-8"))
        if block.complexity > MOST_COMPLEX
    ]


def small_modules(found: dict[str, Path]) -> list[str]:
    """Modules under SMALL lines that serve a single other."""
    by = importers(found)
    return sorted(name for name in found if len(by[name]) == 1 and lines(found[name]) < SMALL)


def skips(found: dict[str, Path]) -> int:
    """Places that the formatter is kept from."""
    return sum(path.read_text(encoding="utf-8").count("# fmt: skip") for path in found.values())


def main() -> int:
    """Print the numbers."""
    found = modules()
    by = importers(found)
    packages: Counter[str] = Counter()
    for name, path in found.items():
        packages[name.split(".")[1] if "." in name else "(top)"] += lines(path)
    single = [name for name in found if len(by[name]) <= 1]
    small = small_modules(found)
    asked_for = [name for name in small if name.rpartition(".")[2] in FRAMEWORK]
    templates = [path for path in SOURCE.rglob("*.html") if "node_modules" not in path.parts]
    wide = sum(len(line) > 160 for path in templates for line in path.read_text(encoding="utf-8").splitlines())
    print("lines by package:", ", ".join(f"{name} {count}" for name, count in packages.most_common()))
    print("lines:", sum(packages.values()), "in", len(found), "modules; templates:", sum(map(lines, templates)))
    print("modules with at most one importer:", len(single))
    print(f"modules under {SMALL} lines with a single importer:", len(small), "of which Django's:", len(asked_for))
    print("class names in several modules:", len(repeated_classes(found)))
    print("fmt: skip:", skips(found))
    print(f"calls with more than {MOST_POSITIONAL} positional arguments:", *(long_calls(found) or ["0"]))
    print("template lines over 160 characters:", wide)
    blocks = complex_blocks()
    print("radon D or worse:", *(["radon is not installed"] if blocks is None else blocks or ["0"]))
    if "--names" in sys.argv:
        print("\n".join(["", "small:", *small, "", "classes:", *map(str, sorted(repeated_classes(found).items()))]))
    return 0


if __name__ == "__main__":
    subprocess.check_call(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"])
    sys.exit(main())
