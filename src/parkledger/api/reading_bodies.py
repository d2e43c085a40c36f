"""Bodies of requests: JSON that the ledger's databases can keep, or none at all."""

import json
import re
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from parkledger.api.errors import BodyUnfit

ZERO = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
HALF = re.compile("[\ud800-\udfff]")
DEEPEST = 40
"""Brackets within brackets that a body may have."""


class StrictJson(Parser):
    """JSON as its standard has it: no NaN, no half characters, no zero characters, nothing nested without end."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body's value; ValueError where it is no JSON, which ninja answers with 400."""
        try:
            found = json.loads(request.body.decode(), parse_constant=_no_number)
        except RecursionError:
            raise BodyUnfit(most=DEEPEST) from None
        written = json.dumps(found, ensure_ascii=False)
        if ZERO.search(written) or HALF.search(written) or _depth(found) > DEEPEST:
            raise BodyUnfit(most=DEEPEST)
        return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inner), default=0)
