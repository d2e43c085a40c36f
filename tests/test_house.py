"""The rules of the house that no linter knows: lengths, borders, words of errors, what no file may hold."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from packaging.requirements import Requirement
from tools import measure_house

import parkledger
from parkledger.catalogue import ReportStatus, Status
from parkledger.language import ParkError
from parkledger.language.errors import slots

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FUNCTION = 40
MOST_SMALL_MODULES, MOST_REPEATED_CLASSES, MOST_SKIPS, MOST_COMPLICATED = 20, 15, 30, 4
CODE = sorted(
    path
    for folder in ("src", "tools", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts and "__pycache__" not in path.parts
)
WITHOUT_DJANGO = ("language", "catalogue", "places", "figures", "reading")
NEEDS_DJANGO = {"parkledger.figures.current", "parkledger.figures.mirror.filling"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lengths(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a module with its length."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            yield f"{name_of(path)}:{node.name}", node.end_lineno - node.lineno + 1


def test_no_function_is_too_long():
    found = {name: length for path in CODE for name, length in lengths(path) if length > LONGEST_FUNCTION}
    assert not found, f"functions have at most {LONGEST_FUNCTION} lines"


def test_lengths_are_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    path = tmp_path / "long.py"
    path.write_text(
        "def f():\n" + "    g()\n" * 40 + "\nclass C:\n    async def g(self):\n        return 1\n", encoding="utf-8"
    )
    assert list(lengths(path)) == [("long.py:f", 41), ("long.py:g", 2)]


def modules_of(package: str) -> list[str]:
    """A package's modules by name, without importing them."""
    folder = ROOT / "src" / "parkledger" / package
    paths = sorted(path.relative_to(folder.parent).with_suffix("") for path in folder.rglob("*.py"))
    found = [".".join(("parkledger", *path.parts)).removesuffix(".__init__") for path in paths]
    return [name for name in found if name not in NEEDS_DJANGO]


@pytest.mark.parametrize("package", WITHOUT_DJANGO)
def test_loads_without_django(package):
    probe = f"import sys, {', '.join(modules_of(package))}; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", probe], text=True).split()
    assert f"parkledger.{package}" in loaded
    assert [
        name for name in loaded if name.split(".")[0] in {"django", "psycopg"} or name.startswith("parkledger.ledger")
    ] == []


def errors() -> list[type[ParkError]]:
    """Every error of the package that has words of its own."""
    for module in pkgutil.walk_packages(parkledger.__path__, "parkledger."):
        if not module.name.endswith(("__main__", ".wsgi")) and ".migrations" not in module.name:
            importlib.import_module(module.name)
    found, queue = [], [ParkError]
    while queue:
        queue += (below := queue.pop().__subclasses__())
        found += [error for error in below if error.__module__.startswith("parkledger.") and error.vi]
    return sorted(set(found), key=lambda error: error.code)


def test_every_error_says_the_same_in_both_languages_under_a_code_of_its_own():
    found = errors()
    assert len(found) > 30
    for error in found:
        assert slots(error.vi) == slots(error.en), error.__name__
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", error.code), error.__name__
        assert error.vi != error.en
    codes = [error.code for error in found]
    assert sorted(codes) == sorted(set(codes)), "two errors have one code"


COMMANDS_ALONE = (
    "cli",
    "backup",
    "geography",
    "schema",
    "statics",
    "ledger.book.heads",
    "ledger.book.verifying",
    "briefing.reports.records",
)
"""Rooms and modules whose errors are met by whoever runs the machine."""


def test_no_error_that_a_page_may_tell_speaks_of_commands_or_codes():
    for error in errors():
        if error.__module__.removeprefix("parkledger.").startswith(COMMANDS_ALONE):
            continue
        for words in (error.page_vi or error.vi, error.page_en or error.en):
            assert not re.search(r"`| --|parkledger |path of a|đường dẫn", words), f"{error.__name__}: {words}"


def test_days_are_written_by_the_writer_of_days() -> None:
    """Not by a pattern in a text, which writes 01/03/2023 or 2023-03-01 where all else says 1/3/2023 and 1 March 2023."""
    written = re.compile(r":%(?:d/%m/%Y|Y-%m-%d)")
    by_pattern = {path.name for path in CODE if "src" in path.parts and written.search(path.read_text("utf-8"))}
    assert by_pattern == {"files.py"}, "the cells of a Vietnamese spreadsheet alone"


def test_whether_a_report_is_final_is_named_by_its_enumeration() -> None:
    assert get_args(ReportStatus) == tuple(each.value for each in Status)
    typed = {name_of(path) for path in CODE if "src" in path.parts and '"final"' in path.read_text("utf-8")}
    named = {f"src/parkledger/{module}.py" for module in ("catalogue/kinds", "catalogue/expressions")}
    assert typed == {*named, "src/parkledger/reading/text/english_times.py"}, "the last reads the word"


SERVING = ("api", "portal", "web")
HTML_PARSERS = ("selectolax", "lxml", "html.parser", "html5lib", "bs4")


def parses_html(text: str) -> bool:
    """Whether a module imports a parser of HTML; pages are made of data, and nothing is read back out of them."""
    for node in ast.walk(ast.parse(text)):
        named = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        named += [each.name for each in node.names] if isinstance(node, ast.Import) else []
        if any(name == parser or name.startswith(f"{parser}.") for name in named for parser in HTML_PARSERS):
            return True
    return "HTMLParser" in text


def test_what_serves_pages_parses_none():
    modules = [path for package in SERVING for path in (ROOT / "src" / "parkledger" / package).rglob("*.py")]
    assert len(modules) > 100
    assert [name_of(path) for path in modules if parses_html(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "line",
    [
        "from selectolax.lexbor import LexborNode",
        "import lxml.html",
        "from html.parser import HTMLParser",
        "import bs4",
    ],
)
def test_a_parser_of_html_is_recognised(line):
    assert parses_html(f"def f():\n    {line}\n")


def test_escaping_is_no_parsing():
    assert not parses_html("from html import escape, unescape")


def tracked() -> list[Path]:
    """The files in git, so long as this is a checkout."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


# Written apart, so that this file does not hold what it looks for.
HOSTS = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "registry." + "npmjs",
    "crates" + ".io",
    "--index" + "-url",
    "--extra-index" + "-url",
)
PATHS = re.compile(r"(?<![\w.~*-])/(?:work|root|home|Users)/" + r"\w")


def test_no_file_names_a_registry_or_a_machine():
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if PATHS.search(line) or any(host in line for host in HOSTS):
                found.append(f"{name_of(path)}:{number}: {line.strip()[:80]}")
    assert found == []


@pytest.mark.parametrize("line", ["/wo" + "rk/main/x", "see /ro" + "ot/x", "'/ho" + "me/lan/x'"])
def test_a_path_of_a_machine_is_recognised(line):
    assert PATHS.search(line)


@pytest.mark.parametrize("line", ["tests/home/x", "the home/mirror folder", "/workers/x"])
def test_other_words_are_not_paths_of_a_machine(line):
    assert not PATHS.search(line)


def locks() -> list[Path]:
    return sorted(path for path in ROOT.glob("requirements*.txt"))


def unhashed(text: str) -> list[str]:
    """The requirements of a lock file that are not pinned to a version with at least one hash."""
    joined = text.replace("\\\n", " ")
    lines = [line.strip() for line in joined.splitlines() if line.strip() and not line.strip().startswith("#")]
    return [line.split(" ")[0] for line in lines if not re.match(r"[\w.\[\]-]+==\S+.*--hash=sha256:[0-9a-f]{64}", line)]


def test_lock_files_have_a_hash_for_every_requirement():
    assert locks()
    for path in locks():
        assert unhashed(path.read_text(encoding="utf-8")) == [], path.name


def test_a_requirement_without_a_hash_is_noticed():
    good = f"django==5.2 \\\n    --hash=sha256:{'0' * 64}\n"
    assert unhashed(good) == []
    assert unhashed(good + "rich==14.0\nducks>=1 --hash=sha256:" + "0" * 64) == ["rich==14.0", "ducks>=1"]


def versions(text: str, python: str, system: str) -> dict[str, set[str]]:
    """The versions that a lock file pins each requirement to on one version of Python and one system."""
    platform = {"linux": ("Linux", "posix"), "win32": ("Windows", "nt")}[system]
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.1",
        "sys_platform": system,
        "platform_system": platform[0],
        "os_name": platform[1],
        "platform_machine": "x86_64",
    }
    found: dict[str, set[str]] = {}
    for line in re.findall(r"^[\w.\[\]-]+==[^\\\n]+", re.sub(r"\s+--hash\S+", "", text), re.MULTILINE):
        required = Requirement(line.strip())
        if required.marker is None or required.marker.evaluate(environment):
            found.setdefault(required.name, set()).add(str(required.specifier))
    return found


@pytest.mark.parametrize("system", ["linux", "win32"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_lock_files_agree_on_one_version_of_a_requirement(python: str, system: str):
    ours = versions((ROOT / "requirements.txt").read_text(encoding="utf-8"), python, system)
    for path in locks():
        theirs = versions(path.read_text(encoding="utf-8"), python, system)
        both = {
            name: some | (ours.get(name, set()) if "bench" in path.name else set()) for name, some in theirs.items()
        }
        assert {name: some for name, some in both.items() if len(some) > 1} == {}, path.name


def test_a_requirement_of_two_versions_is_noticed():
    hashed = f" \\\n    --hash=sha256:{'0' * 64}\n"
    text = f"six==1.0{hashed}six==2.0{hashed}rich==3 ; python_version < '3.12'{hashed}rich==4 ; python_version >= '3.12'{hashed}"
    assert versions(text, "3.11", "linux") == {"six": {"==1.0", "==2.0"}, "rich": {"==3"}}


TABLE = re.compile(r"\bledger_(?:event|posting|subject|zone|project|book|contact|loadedline)\b")
HAVE_SQL = (
    "src/parkledger/ledger/store/",
    "src/parkledger/ledger/models.py",
    "src/parkledger/records/",
    "src/parkledger/figures/mirror/filling.py",
)
"""Where tables of the ledger may be spoken of in SQL; their rows are looked up elsewhere by functions of the store."""


def of_tables(path: Path) -> Iterator[int]:
    """The lines on which a module names a table of the ledger in a text, or has a model of the ledger look up rows."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    models = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "parkledger.ledger.models"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and TABLE.search(node.value):
            yield node.lineno
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            owner = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
            if owner in models or (owner in LEDGER_MODELS and isinstance(node.value, ast.Attribute)):
                yield node.lineno


LEDGER_MODELS = {"Book", "Event", "EventSubject", "FiledEvent", "Posting", "Zone", "Project", "LoadedLine", "Contact"}


def test_tables_of_the_ledger_are_read_in_three_places_only():
    found = [
        f"{name_of(path)}:{line}"
        for path in CODE
        if name_of(path).startswith("src/") and not name_of(path).startswith(HAVE_SQL)
        for line in of_tables(path)
    ]
    assert found == []


def test_reading_a_table_of_the_ledger_is_noticed(tmp_path):
    path = tmp_path / "elsewhere.py"
    path.write_text(
        "from parkledger.ledger.models import Zone as Row\nfrom parkledger.ledger import models\n"
        "found = fetch(f'SELECT {x} FROM ledger_event')\nRow.objects.all()\nmodels.Book.objects.all()\n"
        "Case.objects.all()\nledger_events = 'ledger_events'\n",
        encoding="utf-8",
    )
    assert sorted(of_tables(path)) == [3, 4, 5]


TEMPLATES = sorted((ROOT / "src").rglob("*.html"))
CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LONGEST_LINE = CONFIGURATION["tool"]["djangofmt"]["line-length"]
BEGINS_WITH_A_STOP = re.compile(r"\s*(?:{% (?:if|for|with)\b(?:[^%]|%(?!}))*%}\s*)*[,;.:!?)]")
"""A line of which the first thing shown is a stop: the line break before it is shown as a space before the stop."""


def test_no_line_of_a_template_is_too_long():
    """The formatter leaves alone what it cannot break, such as a tag; `blocktranslate trimmed` takes a long text."""
    found = [
        f"{name_of(path)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > LONGEST_LINE
    ]
    assert TEMPLATES
    assert found == [], f"lines of templates have at most {LONGEST_LINE} columns"


def test_no_line_of_a_template_begins_with_a_stop():
    """The formatter breaks the line between two tags that touch: {% day on as end %}{{ end }}{% if known %}, … stays."""
    found = [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if BEGINS_WITH_A_STOP.match(line)
    ]
    assert found == []


@pytest.mark.parametrize("line", [".", "  {% if 5 %}; {{ x }}", "{% for a in b %}{% if a|f:'%' %}, b"])
def test_a_stop_at_the_beginning_of_a_line_is_recognised(line):
    assert BEGINS_WITH_A_STOP.match(line)


@pytest.mark.parametrize(
    "line", ["{{ x }}.", "{% else %}; {{ x }}", "{% endif %}{% endfor %}.", "{% day on %}, x", "(x)", "{% if a %}", ""]
)
def test_other_beginnings_are_no_stops(line):
    assert not BEGINS_WITH_A_STOP.match(line)


SEEN_ON_PAGES = (
    "briefing",
    "checking",
    "figures",
    "portal",
    "practices",
    "promotion",
    "records",
    "web",
    "ledger/errors.py",
)
"""Whose words pages show, beside those of the command line."""
OPTION = re.compile(r"(?<![\w-])--[a-z]|`parkledger (?!book add|correct)")
"""An option or a command; a book can be made, and a correction recorded by hand, by a command alone."""


def texts_in(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module with their lines, without what documents it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.lineno, node.value


def modules_in(*rooms: str) -> list[Path]:
    wanted = [ROOT / "src" / "parkledger" / room for room in rooms]
    return [path for path in CODE if any(path == room or room in path.parents for room in wanted)]


def test_no_words_of_pages_name_options_of_the_command_line():
    modules = modules_in(*SEEN_ON_PAGES)
    assert len(modules) > len(SEEN_ON_PAGES)
    found = [f"{name_of(path)}:{line}" for path in modules for line, text in texts_in(path) if OPTION.search(text)]
    assert not found, "say it in the words of the form's fields"


@pytest.mark.parametrize("text", ["hãy cho ngày đăng bằng --date", "Xem `parkledger pages`."])
def test_an_option_of_the_command_line_is_recognised(text):
    assert OPTION.search(text)


def test_no_words_are_the_name_of_a_class():
    classes = {
        node.name
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and sum(map(str.isupper, node.name)) > 1
    }
    found = [
        f"{name_of(path)}:{node.lineno}: {argument.value}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Text", "say"}
        for argument in node.args
        if isinstance(argument, ast.Constant) and argument.value in classes
    ]
    assert not found


def session_fixtures(tree: ast.Module) -> set[str]:
    """The names of the fixtures of a module that are made once a session."""
    scoped = "scope='session'"
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and any(scoped in ast.unparse(one) for one in node.decorator_list)
    }


def imports(tree: ast.Module) -> set[str]:
    """What a module imports from other modules, with their names."""
    found = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {f"{node.module}.{name.name}" for node in found for name in node.names}


def test_no_fixture_of_a_session_is_imported():
    """An imported fixture is a second one: it starts its browser, or builds its books, again beside the first."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "tests").rglob("*.py")}
    rooms = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in trees}
    once = {f"{rooms[path]}.{name}" for path, tree in trees.items() for name in session_fixtures(tree)}
    assert {f"tests.run_fixtures.{name}" for name in ("browser", "demonstration", "statics")} <= once
    found = {rooms[path]: imports(tree) & once for path, tree in trees.items()}
    assert {room: names for room, names in found.items() if names} == {}


def test_the_house_stays_as_simple_as_it_was_made() -> None:
    """Numbers reached once; `python -m tools.measure_house --names` says what is beyond them."""
    found = measure_house.modules()
    small = [
        name for name in measure_house.small_modules(found) if name.rpartition(".")[2] not in measure_house.FRAMEWORK
    ]
    assert len(small) <= MOST_SMALL_MODULES, small
    assert len(measure_house.repeated_classes(found)) <= MOST_REPEATED_CLASSES
    assert measure_house.skips(found) <= MOST_SKIPS
    assert measure_house.long_calls(found) == []
    complicated = measure_house.complex_blocks()
    assert complicated is not None, "radon is among the requirements"
    assert len(complicated) <= MOST_COMPLICATED, complicated


NAMES_IN_ROWS = re.compile(r'"-?(?:\w+__)?(?:name|enterprise|sector|search|title|issuer)"')
"""Columns of names, whose order in a database is that of bytes: Đ stands behind Z there."""


def test_no_list_of_names_has_the_order_of_a_database():
    """Whoever looks for a name finds it in Vietnamese order: `language.in_name_order`."""
    found = [
        f"{name_of(path)}: {call[0]}"
        for path in CODE
        if name_of(path).startswith("src/")
        for call in re.finditer(r"\border_by\([^)]*\)", path.read_text(encoding="utf-8"))
        if NAMES_IN_ROWS.search(call[0])
    ]
    assert found == []
