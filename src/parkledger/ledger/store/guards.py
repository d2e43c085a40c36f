"""The triggers that keep events, postings, subjects and files from being changed: whether they are all there, and on."""

from django.db import connection

from parkledger.ledger.store import tables
from parkledger.ledger.store.statements import fetch

GUARDED = (tables.EVENTS.name, tables.POSTINGS.name, tables.SUBJECTS.name, tables.FILED.name)


def missing_guards() -> list[str]:
    """The names of the triggers that are missing, turned off, or refuse nothing."""
    if connection.vendor == "postgresql":
        sql = (
            "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgenabled IN ('O', 'A') AND p.prosrc LIKE '%%RAISE EXCEPTION%%' AND t.tgname LIKE c.relname || '_no_%%'"
        )
        wanted = [f"{table}_no_{what}" for table in GUARDED for what in ("change", "truncate")]
    else:
        sql = (
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%%RAISE(ABORT%%' "
            "AND name LIKE tbl_name || '_no_%%'"
        )
        wanted = [f"{table}_no_{what}" for table in GUARDED for what in ("update", "delete", "replace")]
    found = {name for (name,) in fetch(sql)}
    return [name for name in wanted if name not in found]
