"""The API against its own description: requests made up from it, fitting and unfitting, and every answer held to it.

PARKLEDGER_API_EXAMPLES says how many requests an operation gets of each kind; `make fuzz` gives it many.
"""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

from parkledger.api import middleware, tokens
from parkledger.api.application import description
from parkledger.api.limiting import Limiter
from parkledger.home import sqlite
from parkledger.portal import opened
from tests.api.conftest import BOOK, EVERY
from tests.conftest import use
from tests.portal.persons import person

EXAMPLES = int(os.environ.get("PARKLEDGER_API_EXAMPLES", "12"))
CONFIG = """
# What is well formed may name what is not there (404), or ask what cannot be (422): a day out of range, a figure that is
# not defined for the kind of zone.
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "304", "401", "403", "404", "409", "422"]
"""
SETTINGS = settings(
    max_examples=EXAMPLES,
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


@pytest.fixture(scope="module")
def headers(demonstration: Path, statics: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Books of this module's own behind the application, and the header of somebody who may do nearly everything."""
    home = tmp_path_factory.mktemp("described") / "home"
    shutil.copytree(demonstration, home)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PARKLEDGER_HOME", str(home))
        patched.setattr(middleware, "LIMITER", Limiter(60_000_000, burst=1_000_000))
        use(sqlite(home / "ledger.sqlite3"))
        opened.close()
        user = person("tat-ca", ("officer", {"book": BOOK}), ("approver", {"book": BOOK}), ("administrator", {}))
        yield {"Authorization": f"Bearer {tokens.make(user, 'thử', EVERY, 7).secret}"}
        opened.close()
        use(sqlite(home / "none.sqlite3"))


CASES = [
    pytest.param(name, mode, id=f"{name} {mode.value}")
    for name, operation in OPERATIONS.items()
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    if mode is GenerationMode.POSITIVE or may_be_unfitting(operation)
]


@pytest.mark.parametrize(("name", "mode"), CASES)
def test_every_answer_is_as_described(headers: dict[str, str], name: str, mode: GenerationMode) -> None:
    operation = OPERATIONS[name]
    given_headers = headers if operation.definition.raw.get("security") else {}

    @SETTINGS
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case: Any) -> None:
        header = case.meta.components.get(ParameterLocation.HEADER)
        spoilt = header is not None and header.mode is GenerationMode.NEGATIVE  # perhaps by leaving the token out
        case.call_and_validate(headers={**({} if spoilt else given_headers), "Accept-Encoding": "identity"})

    holds()


def test_an_answer_that_is_not_as_described_is_found(headers: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The check can fail: an operation whose answer lacks what its description promises."""
    monkeypatch.setattr("parkledger.api.zones._place", lambda *_: 1 / 0)
    with pytest.raises(BaseException, match="Server error"):
        test_every_answer_is_as_described(headers, "places", GenerationMode.POSITIVE)
