"""The API against its own description: requests made up from it, fitting and unfitting, and every answer held to it.

PARKLEDGER_API_EXAMPLES says how many requests an operation gets of each kind; `make fuzz-api` gives it many.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

from parkledger.api import tokens
from parkledger.api.application import description
from parkledger.figures import current
from parkledger.home import sqlite
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.models import Book
from parkledger.ledger.store.registry import add_book
from tests.api.conftest import BOOK, EVERY, ZONE
from tests.conftest import new_postgresql, use
from tests.portal.persons import person

EXAMPLES = int(os.environ.get("PARKLEDGER_API_EXAMPLES", "12"))
CONFIG = """
# What is well formed may name what is not there (404), or ask what cannot be (422): a day out of range, a figure that is
# not defined for the kind of zone.
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "304", "401", "403", "404", "409", "422"]
"""
PART = {"sqlite": 1, "postgresql": 4}
"""On PostgreSQL an operation gets a part of the requests: what differs there is how the database is asked, not what."""


def asked(vendor: str) -> settings:
    """How many requests are made up, and that they are the same each time unless many are wanted."""
    return settings(
        max_examples=max(3, EXAMPLES // PART[vendor]),
        deadline=None,
        database=None,
        derandomize="PARKLEDGER_API_EXAMPLES" not in os.environ,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def described() -> Any:
    """The description as schemathesis reads it."""
    found = schemathesis.openapi.from_dict(description(), config=SchemathesisConfig.from_str(CONFIG))
    found.app = application
    return found


@cache
def served() -> Any:
    """The portal's application, made once there is something to serve."""
    return get_wsgi_application()


def application(environ: dict[str, Any], start: Any) -> Any:
    """The application behind the description."""
    return served()(environ, start)


OPERATIONS = {each.ok().definition.raw["operationId"]: each.ok() for each in described().get_all_operations()}


def may_be_unfitting(operation: Any) -> bool:
    """Whether a request can be unfitting: any words are a code, so that an operation of codes alone takes everything."""
    given = [each["schema"] for each in operation.definition.raw.get("parameters", ())]
    return "requestBody" in operation.definition.raw or any(
        each != {"title": each.get("title"), "type": "string"} for each in given
    )


@dataclass(frozen=True, slots=True)
class Served:
    """Books behind the application, and the headers of programs with several tokens, none among them."""

    vendor: str
    headers: tuple[dict[str, str], ...]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def behind(request: pytest.FixtureRequest, statics: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Books of this module's own: the demonstration's on SQLite, a small one on PostgreSQL."""
    home = tmp_path_factory.mktemp("described") / "home"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PARKLEDGER_HOME", str(home))
        patched.setattr(django_settings, "API_RATE", "1000000/s")
        if request.param == "sqlite":
            shutil.copytree(request.getfixturevalue("demonstration"), home)
            use(sqlite(home / "ledger.sqlite3"))
            yield from _with_tokens("sqlite")
        else:
            home.mkdir()
            with new_postgresql(request.getfixturevalue("postgresql_template")) as address:
                patched.setenv("PARKLEDGER_DATABASE_URL", address)
                _small_book()
                yield from _with_tokens("postgresql")
        use(sqlite(home / "none.sqlite3"))


def _with_tokens(vendor: str) -> Iterator[Served]:
    """Tokens for everything, for one thing each, for one book, and of somebody without a role."""
    current.close()
    user = person("tat-ca", ("officer", {"book": BOOK}), ("approver", {"book": BOOK}), ("administrator", {}))
    book = Book.objects.get(code=BOOK)
    made = [tokens.make(user, "thử", EVERY, 7), tokens.make(user, "một sổ", EVERY, 7, book)]
    made += [tokens.make(user, scope, [scope], 7) for scope in EVERY]
    made.append(tokens.make(person("ngoai"), "người ngoài", EVERY, 7))
    secrets = [f"Bearer {each.secret}" for each in made]
    yield Served(vendor, (*({"Authorization": each} for each in [secrets[0], *secrets]), {}))
    current.close()


def _small_book() -> None:
    """A book with a zone, its project, and land let."""
    add_book(BOOK, "Sổ thử", "viet-nam.bac-giang")
    rate = {"vnd_per_usd": "23000", "source": "sổ tay"}
    zone = {
        "name": "Quang Châu",
        "kind": "park",
        "place": "viet-nam.bac-giang",
        "area_m2": "100 ha",
        "industrial_m2": "60 ha",
    }
    project = {
        "project": "DA-1",
        "name": "Nhà máy",
        "enterprise": "Công ty",
        "origin": "ddi",
        "zone": f"{ZONE}",
        "capital": "10 tỷ đồng",
    }
    lease = {
        "zone": ZONE,
        "project": "DA-1",
        "area_m2": "2 ha",
        "document": {"number": "1/HĐ", "issued_on": "2020-01-01"},
    }
    for code, fields in (
        ("exchange_rate_set", rate),
        ("zone_established", zone),
        ("project_registered", project),
        ("land_leased", lease),
    ):
        record(BOOK, build(code, {**fields, "effective_on": "2020-01-01"}), by="lan")


CASES = [
    pytest.param(name, mode, id=f"{name} {mode.value}")
    for name, operation in OPERATIONS.items()
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    if mode is GenerationMode.POSITIVE or may_be_unfitting(operation)
]


@pytest.mark.parametrize(("name", "mode"), CASES)
def test_every_answer_is_as_described(behind: Served, name: str, mode: GenerationMode) -> None:
    """Whatever the token: what it may not do is refused in the shape that the description gives."""
    operation = OPERATIONS[name]
    secured = bool(operation.definition.raw.get("security"))

    @asked(behind.vendor)
    @given(case=operation.as_strategy(generation_mode=mode), token=st.sampled_from(behind.headers))
    def holds(case: Any, token: dict[str, str]) -> None:
        header = case.meta.components.get(ParameterLocation.HEADER)
        spoilt = header is not None and header.mode is GenerationMode.NEGATIVE  # perhaps by leaving the token out
        given_headers = token if secured and not spoilt else {}
        case.call_and_validate(headers={**given_headers, "Accept-Encoding": "identity"})

    holds()


def test_an_answer_that_is_not_as_described_is_found(behind: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check can fail: an operation whose answer lacks what its description promises."""
    monkeypatch.setattr("parkledger.api.zones._place", lambda *_: 1 / 0)
    with pytest.raises(BaseException, match="Server error"):
        test_every_answer_is_as_described(behind, "places", GenerationMode.POSITIVE)
