"""What the load bench says of a run: it fails where something is slow, lost, doubled or wrong."""

from typing import Any

import pytest
from benchmarks.load import LIMIT, Seen, _lines

KEPT = {"reports": 4, "different": 4, "rows": 9}


def seen(**changed: Any) -> Seen:
    return Seen(**{"together": [5, 6], "paced": [10, 20], "dashboard": [7], "wrong": [], **changed})


def verdicts(found: Seen, kept: dict[str, int], *, limited: bool = True) -> list[bool | None]:
    return [line.passed for line in _lines("PostgreSQL", found, kept, 4, 9, limited=limited)]


def test_a_run_in_which_all_is_well() -> None:
    assert verdicts(seen(), KEPT) == [True, None, None, True]
    assert verdicts(seen(paced=[LIMIT * 9] * 9), KEPT, limited=False) == [None, None, None, True]


@pytest.mark.parametrize(
    ("found", "kept", "expected"),
    [
        (seen(paced=[LIMIT + 1] * 20), KEPT, [False, None, None, True]),
        (seen(), {**KEPT, "different": 3}, [True, None, None, False]),
        (seen(), {**KEPT, "reports": 5}, [True, None, None, False]),
        (seen(), {**KEPT, "rows": 8}, [True, None, None, False]),
        (seen(wrong=["Refused"]), KEPT, [True, None, None, False]),
        (seen(paced=[]), KEPT, [None, None, None, False]),
    ],
    ids=["slow", "lost", "doubled", "rows lost", "an error", "nothing sent"],
)
def test_a_run_in_which_something_is_not(found: Seen, kept: dict[str, int], expected: list[bool | None]) -> None:
    assert verdicts(found, kept) == expected
