"""The audit trail on both databases: chained, verified, and refused to whoever would change it."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.db.utils import Error as DatabaseProblem
from django.utils import timezone

from parkledger.language import Text
from parkledger.people import audit
from parkledger.people.models import AuditEntry
from parkledger.people.roles import Role
from parkledger.people.scopes import HeldScope, worded


@pytest.fixture
def trail(database: str) -> list[AuditEntry]:
    return [
        audit.record("lan", "signed_in", "lan", None, "192.0.2.7"),
        audit.record("", "sign_in_failed", "minh"),
        audit.record("lan", "role_granted", "minh", {"role": "officer", "book": "bg-parks"}, "2001:db8::1"),
    ]


def test_entries_are_numbered_and_chained_and_verify(trail: list[AuditEntry]) -> None:
    assert [entry.seq for entry in trail] == [1, 2, 3]
    assert len({entry.hash for entry in trail}) == 3
    last, head, problems = audit.verify()
    assert (last, head, problems) == (3, trail[2].hash, [])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_auditentry SET action = 'x' WHERE seq = 2",
        "DELETE FROM people_auditentry WHERE seq = 3",
        "DELETE FROM people_auditentry",
        "UPDATE people_auditentry SET seq = seq + 100",
        "UPDATE people_auditentry SET hash = hash",
        "INSERT INTO people_auditentry SELECT * FROM people_auditentry WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET about = 'x'",
    ],
)
def test_the_database_refuses_to_change_what_was_told(trail: list[AuditEntry], statement: str) -> None:
    with pytest.raises(DatabaseProblem, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.count() == 3
    assert audit.verify()[2] == []


def test_no_path_of_the_orm_changes_it(trail: list[AuditEntry]) -> None:
    entry = AuditEntry.objects.get(seq=2)
    entry.by = "another"
    for change in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(by="x"),
        lambda: AuditEntry.objects.bulk_update([entry], ["by"]),
        lambda: AuditEntry.objects.bulk_create(
            [entry], update_conflicts=True, unique_fields=["seq"], update_fields=["by"]
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert AuditEntry.objects.get(seq=2).by == ""
    assert AuditEntry.objects.count() == 3


def test_what_somebody_did_outlives_their_account(trail: list[AuditEntry]) -> None:
    user = User.objects.create_user("lan")
    audit.record(user, "signed_out", "lan")
    user.delete()
    assert list(AuditEntry.objects.order_by("seq").values_list("by", flat=True)) == ["lan", "", "lan", "lan"]
    assert audit.verify()[2] == []


def test_emptying_the_whole_database_stops_at_the_trail(trail: list[AuditEntry]) -> None:
    """Django's own command, which this package does not offer."""
    with pytest.raises(CommandError):
        call_command("flush", interactive=False, verbosity=0)
    assert AuditEntry.objects.count() == 3
    assert audit.verify()[2] == []


def test_replacing_and_truncating_are_refused(trail: list[AuditEntry]) -> None:
    values = "2, '2026-01-01', 'x', 'x', 'x', '{}', '', 'x'"
    statement = (
        f"INSERT OR REPLACE INTO people_auditentry (seq, at, by, action, about, detail, address, hash) VALUES ({values})"
        if connection.vendor == "sqlite"
        else "TRUNCATE people_auditentry"
    )
    with pytest.raises(DatabaseProblem, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE people_auditentry SET about = 'nobody' WHERE seq = 2", ["2"]),
        ("UPDATE people_auditentry SET detail = '{}' WHERE seq = 3", ["3"]),
        ("DELETE FROM people_auditentry WHERE seq = 2", ["3"]),
    ],
)
def test_who_takes_the_triggers_off_is_found_by_the_chain(
    trail: list[AuditEntry], change: str, broken: list[str]
) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER people_auditentry_no_{name}")
        else:
            cursor.execute("ALTER TABLE people_auditentry DISABLE TRIGGER USER")
        cursor.execute(change)
    assert [problem.facts["seq"] for problem in audit.verify()[2]] == broken


def test_what_was_not_done_is_not_told(trail: list[AuditEntry]) -> None:
    def interrupted() -> None:
        with transaction.atomic():
            audit.record("lan", "role_granted", "minh")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert audit.verify()[0] == 3


def test_long_names_and_floats(database: str) -> None:
    assert audit.record("x" * 200, "signed_in", "y" * 400).about == "y" * 300
    with pytest.raises(TypeError):
        audit.record("x", "signed_in", "y", {"share": 0.5})
    assert audit.verify() == (1, AuditEntry.objects.get().hash, [])


def test_what_is_looked_at_is_told_once_a_day_for_each_person_and_object(database: str) -> None:
    lan, minh = (User.objects.create_user(name) for name in ("lan", "minh"))
    assert audit.record_once_a_day(lan, "contacts_viewed", "bg-parks/a") is not None
    assert audit.record_once_a_day(lan, "contacts_viewed", "bg-parks/a") is None
    for by, about in ((minh, "bg-parks/a"), (lan, "bg-parks/b")):
        assert audit.record_once_a_day(by, "contacts_viewed", about) is not None
    assert audit.verify()[0] == 3
    assert audit.verify()[2] == []


def test_a_day_is_one_of_vietnam(sqlite_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = User.objects.create_user("lan")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 2, 1, tzinfo=UTC))
    for about, at in (("a", datetime(2026, 3, 1, 16, 59, 59, tzinfo=UTC)), ("b", datetime(2026, 3, 1, 17, tzinfo=UTC))):
        audit.record(lan, "contacts_viewed", about, at=at)
    again = {about: audit.record_once_a_day(lan, "contacts_viewed", about) is not None for about in ("a", "b")}
    assert again == {"a": True, "b": False}


def test_a_role_names_its_place_in_the_language_of_the_reader() -> None:
    assert worded(HeldScope(Role.LEADER, place="viet-nam.bac-giang")) == Text(
        "lãnh đạo: Bắc Giang", "leader: Bac Giang"
    )
    told = worded(HeldScope(Role.LEADER, place="viet-nam.tay-ninh"))
    assert told.en == "leader: Tay Ninh province until 30 June 2025"
