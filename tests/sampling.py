"""Many cases of one test: one in so many runs in `make test`, all of them in `make test-long` and in CI."""

from collections.abc import Iterable
from typing import Any

import pytest


def sampled(cases: Iterable[Any], one_in: int = 3) -> list[Any]:
    """The cases with all but every so many marked long; a case of several values is a tuple."""
    return [
        case
        if number % one_in == 0
        else pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long)
        for number, case in enumerate(cases)
    ]
