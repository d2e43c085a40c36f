"""Write what `make demo` prints into the READMEs, so that they show what the program does today.

    python tools/write_readme.py [--check]

The demonstration books are built in a temporary folder by the command itself.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
DAY = "22/8/2023"
BRIEF = ("brief", "--place", "Bắc Giang", "--place", "Bắc Kạn", "--on", DAY, "--known-at", DAY)
EXPLAIN = ("figure", "occupancy", "--place", "Bắc Giang", "--kind", "park", "--on", DAY, "--explain")
EVENTS_SHOWN = 4


def outputs() -> tuple[str, str]:
    """What the two commands of the READMEs print."""
    with tempfile.TemporaryDirectory() as folder:
        _run(folder, "demo")
        return _run(folder, *BRIEF), _shortened(_run(folder, *EXPLAIN))


def rendered(readme: str, brief: str, explained: str) -> str:
    """A README with its two blocks of output replaced."""
    text = re.sub(
        r"(```text\n)(?:@@DEMO@@|Tình hình.*?)\n```", lambda m: f"{m[1]}{brief}\n```", readme, count=1, flags=re.S
    )
    return re.sub(r"(--explain\n).*?\n```", lambda m: f"{m[1]}{explained}\n```", text, count=1, flags=re.S)


def main(arguments: list[str]) -> int:
    """Write both READMEs, or with --check say whether they are as they should be."""
    brief, explained = outputs()
    stale = []
    for name in ("README.md", "README.vi.md"):
        path = ROOT / name
        before = path.read_text(encoding="utf-8")
        after = rendered(before, brief, explained)
        if before != after:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(after, encoding="utf-8")
    for name in stale:
        print(f"{name}: {'stale' if '--check' in arguments else 'written'}")
    return 1 if stale and "--check" in arguments else 0


def _run(folder: str, *arguments: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PARKLEDGER_")}
    command = [sys.executable, "-m", "parkledger", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def _shortened(explained: str) -> str:
    """The first events only: the reader of a README needs the shape."""
    lines = explained.splitlines()
    first = next(n for n, line in enumerate(lines) if line.strip().startswith("Sự kiện")) + 1
    return "\n".join([*lines[: first + EVENTS_SHOWN], "    …"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
