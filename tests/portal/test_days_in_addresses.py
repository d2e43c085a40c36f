"""No day that an address can name breaks a page: it is answered, or refused in words."""

import pytest

from tests.portal.test_tables import PAGES

PARAMETERS = ("on", "known", "since", "from", "to", "move", "first", "last", "published")
DAYS = (
    "0001-01-01",
    "9999-12-31",
    "31/12/9999",
    "1/1/0001",
    "2024-02-30",
    "1989-12-31",
    "2101-01-01",
    "9999-12-31T23:59:59",
)


@pytest.mark.parametrize(
    "name", [name if name in {"home", "figure"} else pytest.param(name, marks=pytest.mark.long) for name in PAGES]
)
def test_a_day_at_the_ends_of_the_calendar_is_answered_or_refused(client, name) -> None:
    path, _, query = PAGES[name].partition("?")
    kept = "&".join(part for part in query.split("&") if part.split("=")[0] not in {"on", "known"})
    for parameter in PARAMETERS:
        for day in DAYS:
            answer = client.get(f"{path}?{kept}&{parameter}={day}")
            assert answer.status_code in {200, 302, 400}, (parameter, day, answer.status_code)
            if parameter in {"on", "known"} and day[:2] not in {"19", "20", "21"}:
                assert answer.status_code == 400, (parameter, day)
