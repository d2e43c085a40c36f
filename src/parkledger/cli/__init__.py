"""The `parkledger` command."""

import sys


def main() -> None:
    """Run the command line; the exit code is 0 when done, 1 when refused or found wrong, 2 when asked wrongly."""
    from parkledger.cli.runner import run

    sys.exit(run(sys.argv[1:]))
