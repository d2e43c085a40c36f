"""An office to back up, and an empty place to restore into, on either database."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from parkledger.backup.making import Installation
from tests.conftest import drop, require_pg_dump
from tests.postgresql import POSTGRESQL
from tests.submissions.conftest import office

__all__ = ["office"]


@pytest.fixture
def target(database: str, tmp_path: Path) -> Iterator[Installation]:
    """An empty place of the same kind."""
    folder = tmp_path / "restored"
    if database == "sqlite":
        yield Installation(folder)
        return
    name = f"parkledger_restored_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(POSTGRESQL, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield Installation(folder, POSTGRESQL.rsplit("/", 1)[0] + f"/{name}")
    drop(name)


@pytest.fixture(autouse=True)
def _tools(request: pytest.FixtureRequest) -> None:
    if "postgresql" in request.node.name.partition("[")[2]:
        require_pg_dump()
