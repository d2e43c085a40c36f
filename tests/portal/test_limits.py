"""Limits hold over all processes of the portal: what this one counted, another that begins afterwards knows."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allauth.core import ratelimit
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.test import Client, RequestFactory
from django.utils import timezone

from parkledger.promotion import form_guard
from tests.portal.persons import PASSWORD, person
from tests.portal.test_land import form as inquiry

ANOTHER = """
import json, sys
import django
django.setup()
from django.test import Client
answers = [Client().post(path, given) for path, given in json.load(sys.stdin)]
print(json.dumps([[each.status_code, each.content.decode()] for each in answers]))
"""


def another_process(home: Path, statics: Path, sent: list[tuple[str, dict[str, str]]]) -> list[tuple[int, str]]:
    """What another process of the portal answers, over the same books."""
    environment = {
        **os.environ, "PARKLEDGER_HOME": str(home), "PARKLEDGER_STATIC": str(statics),
        "DJANGO_SETTINGS_MODULE": "parkledger.settings", "PARKLEDGER_SECRET_KEY": settings.SECRET_KEY,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", ANOTHER], env=environment, input=json.dumps(sent), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return [(status, page) for status, page in json.loads(done.stdout)]


@pytest.mark.long
def test_limits_of_signing_in_of_letters_and_of_inquiries_are_counted_by_all_processes(
    client: Client, books: Path, statics: Path
) -> None:
    person("lan", second_factor=False)
    wrong = {"username": "lan", "password": "sai"}
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert client.post("/dang-nhap/", wrong).status_code == 200
    for _ in range(5):
        assert client.post("/quen-mat-khau/", {"email": "lan@a.example"}).status_code == 302
    request = RequestFactory().post("/", REMOTE_ADDR="127.0.0.1")
    for _ in range(form_guard.MOST_AN_HOUR):
        form_guard.count_sending(request, timezone.now())
    for _ in range(60 - settings.AXES_FAILURE_LIMIT - 1):
        assert ratelimit.consume(request, action="login")
    (failure, page), last, one_more, letter, (sixth, said) = another_process(
        books, statics,
        [
            ("/dang-nhap/", wrong), ("/dang-nhap/", {}), ("/dang-nhap/", {}),
            ("/quen-mat-khau/", {"email": "lan@a.example"}), ("/tim-dat/hoi/", inquiry()),
        ],
    )  # fmt: skip
    assert failure == 429
    assert "tạm khóa" in page, "the fifth failure locks, though four were another process's"
    assert (last[0], one_more[0]) == (200, 429), "the sixty-first attempt within a minute"
    assert letter[0] == 429
    assert sixth == 422
    assert "trong một giờ" in said
    caches["default"].clear()
    assert client.post("/dang-nhap/", {"username": "lan", "password": PASSWORD}).status_code == 429


def test_what_one_holder_of_the_cache_writes_another_reads_on_both_databases(database: str) -> None:
    first, second = (_holder() for _ in range(2))
    assert first is not second
    assert first.add("tried", [1.5, 2.5], timeout=60)
    assert not second.add("tried", [], timeout=60), "who comes second does not get the lock"
    assert second.get("tried") == [1.5, 2.5]
    assert caches["default"].get("tried") == [1.5, 2.5]
    first.set("tried", "gone", timeout=-1)
    assert second.get("tried") is None
    assert second.add("tried", "again", timeout=60)


def _holder() -> Any:
    given: Any = settings.CACHES["default"]
    return DatabaseCache(given["LOCATION"], {"OPTIONS": given["OPTIONS"]})
