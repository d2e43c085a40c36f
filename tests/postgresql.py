"""Ledgers on the test server: made from a migrated database, emptied after each test and handed to the next one.

To make and to drop a database costs the server more than most tests cost it. A database that comes back other than it was
handed out in anything but its rows (a table, a trigger, a function, a right, a setting) is dropped instead.
"""

import os
import uuid
from dataclasses import dataclass, field

import psycopg

POSTGRESQL = os.environ.get("PARKLEDGER_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")

# What a database is besides its rows
MADE_OF = """
SELECT md5(string_agg(part, chr(10) ORDER BY part)) FROM (
    SELECT concat_ws(' ', 'relation', oid::regclass, relkind, relowner, relacl, relrowsecurity, reloptions)
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind <> 'i'
    UNION ALL SELECT concat_ws(' ', 'column', attrelid::regclass, attname, atttypid, atttypmod, attnotnull, attisdropped, adbin)
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attnum > 0 AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind <> 'i')
    UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT concat_ws(' ', 'trigger', tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT concat_ws(' ', 'function', proname, proargtypes, proacl, prosrc)
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT concat_ws(' ', 'view', definition) FROM pg_views WHERE schemaname = 'public'
    UNION ALL SELECT concat_ws(' ', 'schema', nspname, nspacl) FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'
    UNION ALL SELECT concat_ws(' ', 'extension', extname, extversion) FROM pg_extension
    UNION ALL SELECT concat_ws(' ', 'large object', oid) FROM pg_largeobject_metadata
    UNION ALL SELECT concat_ws(' ', 'database', datdba, datacl, datallowconn, datconnlimit, setrole, setconfig)
        FROM pg_database LEFT JOIN pg_db_role_setting ON setdatabase = pg_database.oid WHERE datname = current_database()
) AS parts (part)
"""
TABLES = "SELECT quote_ident(relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
SEQUENCES = (
    "SELECT quote_ident(sequencename), coalesce(last_value, start_value), last_value IS NOT NULL FROM pg_sequences"
)


def server() -> "psycopg.Connection":
    """A connection to the test server's own database. Raises psycopg.OperationalError where no server answers."""
    return psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3)


def address_of(name: str) -> str:
    """The address of a database on the test server."""
    return POSTGRESQL.rsplit("/", 1)[0] + f"/{name}"


def drop_database(name: str) -> None:
    """Remove a database and whoever is connected to it."""
    with server() as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@dataclass
class EmptyLedgers:
    """Databases made from a template that has not changed since: `take` one under a name of its own, and `give_back`."""

    template: str
    free: list[str] = field(default_factory=list)
    made_of: str = ""
    rows: dict[str, bytes] = field(default_factory=dict)
    sequences: str = ""

    def take(self) -> str:
        """The name, never used before, of a database as the template is."""
        name = f"parkledger_{uuid.uuid4().hex[:12]}"
        with server() as connection:
            if self.free:
                connection.execute(f'ALTER DATABASE "{self.free.pop()}" RENAME TO "{name}"')
                return name
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self.template}"')
            # what is recorded in a test need not outlive the server
            connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit TO off')
        if not self.made_of:
            self._describe(name)
        return name

    def _describe(self, name: str) -> None:
        """Remember what a new database is made of, and the rows that are in it from the beginning."""
        with psycopg.connect(address_of(name), autocommit=True) as connection:
            self.made_of = _made_of(connection)
            for (table,) in connection.execute(TABLES).fetchall():
                with connection.cursor().copy(f"COPY {table} TO STDOUT") as rows:
                    self.rows[table] = b"".join(bytes(row) for row in rows)
            values = [f"setval('{each}', {at}, {used})" for each, at, used in connection.execute(SEQUENCES).fetchall()]
            self.sequences = f"SELECT {', '.join(values)}"

    def give_back(self, name: str) -> None:
        """Empty a database for the next test; drop it where it is not what was taken."""
        try:
            with server() as connection:
                connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            with psycopg.connect(address_of(name), autocommit=True) as connection:
                cleared = _made_of(connection) == self.made_of
                if cleared:
                    self._clear(connection)
        except psycopg.OperationalError:  # the test dropped it, or let nobody in
            cleared = False
        if cleared:
            self.free.append(name)
        else:
            drop_database(name)

    def _clear(self, connection: "psycopg.Connection") -> None:
        """Leave the rows of the beginning alone, past the triggers that keep what is recorded."""
        connection.execute("SET session_replication_role TO replica")
        with connection.transaction():
            connection.execute(";".join(f"DELETE FROM {table}" for table in self.rows))
            for table, rows in self.rows.items():
                if rows:
                    with connection.cursor().copy(f"COPY {table} FROM STDIN") as filled:
                        filled.write(rows)
            connection.execute(self.sequences)

    def drop_all(self) -> None:
        """Remove the databases that nobody uses."""
        while self.free:
            drop_database(self.free.pop())


def _made_of(connection: "psycopg.Connection") -> str:
    row = connection.execute(MADE_OF).fetchone()
    assert row is not None
    return str(row[0])
