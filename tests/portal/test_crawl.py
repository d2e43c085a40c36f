"""Every link and form of every page, as a visitor and as each role, on both databases.

`make test` follows a small sample of each kind; `make crawl` follows them all.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client

from parkledger.figures import current
from parkledger.home import sqlite
from tests import prepared_process
from tests.conftest import new_postgresql, use
from tests.portal.crawling import SMALL, WHOLE, Crawl
from tests.portal.test_permissions import ALL, PUBLIC, TABLE, client_as, made_to_look_at
from tests.run_fixtures import OFFICER, PASSWORD, USER

LIMITS = WHOLE if os.environ.get("PARKLEDGER_WHOLE_CRAWL") else SMALL


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def there(
    request: pytest.FixtureRequest, statics: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The demonstration books of this module's own, with something of each kind to look at."""
    home = tmp_path_factory.mktemp("crawled") / "home"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PARKLEDGER_HOME", str(home))
        patched.setattr(settings, "API_RATE", "1000000/s")
        if request.param == "sqlite":
            shutil.copytree(request.getfixturevalue("demonstration"), home)
            use(sqlite(home / "ledger.sqlite3"))
            yield from _looked_at()
        else:
            home.mkdir()
            with new_postgresql(request.getfixturevalue("postgresql_template")) as address:
                patched.setenv("PARKLEDGER_DATABASE_URL", address)
                for words in (("demo",), ("user", "add", USER, "--password", PASSWORD, *OFFICER)):
                    prepared_process.run(words, os.environ).check_returncode()
                yield from _looked_at()
        use(sqlite(home / "none.sqlite3"))


def _looked_at() -> Iterator[dict[str, str]]:
    current.close()
    officer = Client()
    assert officer.login(username=USER, password=PASSWORD)
    yield made_to_look_at(officer)
    current.close()
    caches["pages"].clear()


ORDER = [PUBLIC, *sorted(ALL - {PUBLIC, "administrator"}), "administrator"]
"""The administrator last: what is sent may deactivate the others."""


@pytest.mark.parametrize(
    "who", [who if who in {PUBLIC, "officer"} else pytest.param(who, marks=pytest.mark.long) for who in ORDER]
)
def test_every_link_and_form_of_every_page(there: dict[str, str], who: str) -> None:
    begin = [row.path.format_map(there) for rows in TABLE.values() for row in rows if who in row.seen]
    crawl = Crawl(client_as(who, there), LIMITS, seed=who).run(["/", "/en/", *begin])
    seen = f"{who}: {crawl.visited} requests, {len(crawl.kinds)} kinds of address, {len(crawl.forms)} forms"
    assert not crawl.wrong, "\n".join([seen, *crawl.wrong])
