"""Versions of practices and exchanges are append-only, enforced by the database itself."""

from typing import Any

from django.db import migrations

TABLES = ("exchange_practiceversion", "exchange_exchangeversion")
REFUSAL = "parkledger: da viet thi khong sua; hay viet ban moi (append-only: write a new version)"

SQLITE = """
CREATE TRIGGER {table}_no_{change} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
POSTGRESQL_FUNCTION = f"""
CREATE FUNCTION exchange_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END; $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION exchange_append_only()
"""


def protect(apps: Any, schema_editor: Any) -> None:
    """Put the triggers on."""
    cursor = schema_editor.connection.cursor()
    if schema_editor.connection.vendor == "postgresql":
        cursor.execute(POSTGRESQL_FUNCTION)
        for table in TABLES:
            cursor.execute(POSTGRESQL.format(table=table))
        return
    for table in TABLES:
        for change in ("UPDATE", "DELETE"):
            cursor.execute(SQLITE.format(table=table, change=change, refusal=REFUSAL))


def release(apps: Any, schema_editor: Any) -> None:
    """Take the triggers off, for a migration backwards."""
    cursor = schema_editor.connection.cursor()
    if schema_editor.connection.vendor == "postgresql":
        cursor.execute("DROP FUNCTION exchange_append_only() CASCADE")
        return
    for table in TABLES:
        for change in ("UPDATE", "DELETE"):
            cursor.execute(f"DROP TRIGGER {table}_no_{change}")


class Migration(migrations.Migration):
    """Triggers of the tables of versions."""

    dependencies = [("exchange", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
