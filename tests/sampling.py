"""Many cases of one test: one in so many runs in `make test`, all of them in `make test-long` and in CI."""

from collections.abc import Iterable
from typing import Any

import pytest

PARAMETERS = type(pytest.param())
"""What `pytest.param` gives: a tuple too, of the values, the marks and the name."""


def sampled(cases: Iterable[Any], one_in: int = 3) -> list[Any]:
    """The cases with all but every so many marked long; a case of several values is a tuple, or a `pytest.param`."""
    return [case if number % one_in == 0 else _long(case) for number, case in enumerate(cases)]


def _long(case: Any) -> Any:
    if isinstance(case, PARAMETERS):
        return pytest.param(*case.values, marks=[*case.marks, pytest.mark.long], id=case.id)
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long)
