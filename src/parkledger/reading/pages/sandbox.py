"""A process of its own that opens one Word or PDF file: bytes in, the source as JSON out, within limits."""

import json
import resource
import sys
from dataclasses import asdict

from parkledger.reading.pages.formats import source_of

MOST_SECONDS = 15
MOST_BYTES = 2 * 2**30


def main() -> int:
    """Read the file from standard input; its name is the only argument."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    told = asdict(source_of(sys.stdin.buffer.read(), sys.argv[1] if len(sys.argv) > 1 else ""))
    told["published"] = told["published"].isoformat() if told["published"] else None
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
