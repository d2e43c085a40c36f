"""`parkledger user` and `parkledger audit`, as they are run."""

import json
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests import prepared_process


@pytest.fixture
def run(home: Path) -> Any:
    def command(*arguments: str, code: int = 0) -> str:
        environment = {**os.environ, "PARKLEDGER_HOME": str(home), "PARKLEDGER_USER": "may-chu"}
        environment.pop("PARKLEDGER_DATABASE_URL", None)
        done = prepared_process.run(arguments, environment)
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    command("book", "add", "bg-parks", "--name", "Ban Quản lý", "--place", "Bắc Giang")
    return command


@pytest.mark.long
def test_accounts_are_made_given_roles_deactivated_and_told_of(run: Any, home: Path) -> None:
    password = ("--password", "khong-ai-doan-77")
    run("user", "add", "lan", *password, "--role", "officer", "--role", "promotion", "--book", "bg-parks")
    run("user", "add", "minh", "--password", "ngan", code=2)
    run("user", "add", "minh", *password, "--role", "officer", code=1)
    run("user", "grant", "lan", "--role", "leader", "--place", "Bắc Giang")
    run("user", "grant", "lan", "--role", "leader", "--place", "Bắc Giang")
    run("user", "deactivate", "lan")
    (user,) = json.loads(run("user", "list", "--json"))
    assert (user["name"], user["active"]) == ("lan", False)
    assert user["roles"] == [
        {"role": "officer", "book": "bg-parks"},
        {"role": "promotion", "book": "bg-parks"},
        {"role": "leader", "place": "viet-nam.bac-giang"},
    ]
    told = [(each["by"], each["action"]) for each in json.loads(run("audit", "list", "--json"))]
    assert {by for by, _ in told} == {"lệnh/may-chu"}
    assert [action for _, action in told][::-1] == ["user_added", *["role_granted"] * 3, "user_deactivated"]
    lines = run("audit", "list").splitlines()
    assert all(re.match(r"\d+ \d{1,2}/\d{1,2}/\d{4} \d\d:\d\d:\d\d lệnh/may-chu ", line) for line in lines), lines
    assert json.loads(run("audit", "verify", "--json"))["last"] == 5
    with closing(sqlite3.connect(home / "ledger.sqlite3", isolation_level=None)) as database:
        database.execute("DROP TRIGGER people_auditentry_no_update")
        database.execute("UPDATE people_auditentry SET about = 'ai-do' WHERE seq = 3")
    assert "mục 3" in run("audit", "verify", code=1)


def test_digests_need_the_address_of_the_portal(run: Any) -> None:
    assert "--address" in run("digest", code=2)
    assert "0 thư theo dõi" in run("digest", "--address", "https://kcn.example")
    told = json.loads(run("digest", "--dry-run", "--json", "--address", "https://kcn.example"))
    assert told == {"digests": [], "sent": 0, "failed": 0, "nobody": 0}
