"""The `parkledger` command."""

import os
import sys

PRIVATE = 0o077
"""What the group and others may not do with files that are made: books hold what is not everybody's to read."""


def main() -> None:
    """Run the command line; the exit code is 0 when done, 1 when refused or found wrong, 2 when asked wrongly."""
    os.umask(os.umask(PRIVATE) | PRIVATE)
    from parkledger.cli.runner import run

    sys.exit(run(sys.argv[1:]))
