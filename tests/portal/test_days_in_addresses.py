"""No day that an address can name breaks a page: it is answered, or refused in words."""

from datetime import timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser

from parkledger.language import today
from tests.portal.conftest import DAY
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


@pytest.mark.parametrize(
    ("path", "status", "said"), [("/khu-cum/", 400, "chưa ai biết"), ("/api/v1/zones", 422, "known_to_come")]
)
def test_a_moment_to_come_is_refused_in_words(client, path: str, status: int, said: str) -> None:
    answer = client.get(path, {"on": DAY, "known": (today() + timedelta(days=1)).isoformat()})
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert client.get(path, {"on": DAY, "known": today().isoformat()}).status_code == 200


@pytest.mark.parametrize(
    ("query", "wrong", "kept"),
    [
        (
            "with=viet-nam.khong-co&with=viet-nam.bac-giang",
            ("with", "viet-nam.khong-co"),
            ("with", "viet-nam.bac-giang"),
        ),
        ("i=khong.co&with=viet-nam.bac-giang", ("i", "khong.co"), ("with", "viet-nam.bac-giang")),
        ("on=31/2/2023&with=viet-nam.bac-giang", ("on", "31/2/2023"), ("with", "viet-nam.bac-giang")),
        ("on=1/1/2200&with=viet-nam.bac-giang", ("on", "1/1/2200"), ("with", "viet-nam.bac-giang")),
    ],
)
def test_what_cannot_be_read_is_written_again_and_the_rest_is_kept(client, query, wrong, kept) -> None:
    page = LexborHTMLParser(client.get(f"/so-sanh/?{query}").content.decode())
    fields = [(node.attributes["name"], node.attributes["value"]) for node in page.css("main form input:not([type])")]
    hidden = [(node.attributes["name"], node.attributes["value"]) for node in page.css("main form input[type=hidden]")]
    assert (fields, hidden) == ([wrong], [kept])


def test_a_page_speaks_of_no_commands(client) -> None:
    page = client.get("/so/khong-co/").content.decode()
    assert "Không có sổ «khong-co»" in page
    assert "parkledger book add" not in page
