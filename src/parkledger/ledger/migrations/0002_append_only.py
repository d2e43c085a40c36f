"""Events and postings are append-only, enforced by the database itself: UPDATE, DELETE and replacing INSERT are refused."""

from typing import Any

from django.db import migrations

TABLES = ("ledger_event", "ledger_posting")
REFUSAL = "parkledger: so cai chi ghi them; dung dinh chinh (append-only: record a correction)"

SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END;
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{refusal}'); END;
"""

SAME = {
    "ledger_event": "id = NEW.id OR book_id = NEW.book_id AND (seq = NEW.seq OR reverses = NEW.reverses)",
    "ledger_posting": "id = NEW.id",
}
"""What a replacing INSERT would silently remove on SQLite: rows with the same value under any unique constraint."""

POSTGRESQL = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
"""

POSTGRESQL_FUNCTION = f"""
CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END; $$;
"""


def protect(apps: Any, schema_editor: Any) -> None:
    """Put the triggers on."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.connection.cursor().execute(POSTGRESQL_FUNCTION)
    for table in TABLES:
        protect_table(schema_editor.connection, table, SAME[table])


def protect_table(connection: Any, table: str, same: str) -> None:
    """Put the triggers on a table; `same` tells on SQLite which row a new one would replace."""
    cursor = connection.cursor()
    if connection.vendor == "postgresql":
        cursor.execute(POSTGRESQL.format(table=table))
        return
    for statement in SQLITE.format(table=table, refusal=REFUSAL, same=same).split("END;"):
        if statement.strip():
            cursor.execute(statement + "END;")


def release(apps: Any, schema_editor: Any) -> None:
    """Take the triggers off, for a migration backwards."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.connection.cursor().execute("DROP FUNCTION ledger_append_only() CASCADE")
        return
    for table in TABLES:
        release_table(schema_editor.connection, table)


def release_table(connection: Any, table: str) -> None:
    """Take the triggers off a table."""
    cursor = connection.cursor()
    if connection.vendor == "postgresql":
        for name in ("change", "truncate"):
            cursor.execute(f"DROP TRIGGER {table}_no_{name} ON {table}")
        return
    for name in ("update", "delete", "replace"):
        cursor.execute(f"DROP TRIGGER {table}_no_{name}")


class Migration(migrations.Migration):
    """Triggers of the append-only tables."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
