"""Triggers that hold published words and figures still, whoever writes to the database.

They are laid after every migration (a rebuilt table loses its triggers on SQLite). Verification
finds a change even where they were taken away; they stop the honest mistake.
"""

from django.db import connections

# table -> (columns that may still change, condition on the old row under which the guard holds)
GUARDED = {
    "scoring_schemeversion": ({"status"}, "OLD.status NOT IN ('draft', 'publicity')"),
    "scoring_edition": ({"status"}, "OLD.status IN ('published', 'replaced')"),
    "scoring_editionrow": (
        set(),
        "(SELECT e.status FROM scoring_edition e WHERE e.id = OLD.edition_id)"
        " IN ('published', 'replaced')",
    ),
    "scoring_editionimprint": (set(), "OLD.id > 0"),
    "scoring_fairnesssheet": (
        set(),
        "(SELECT e.status FROM scoring_edition e WHERE e.id = OLD.edition_id)"
        " IN ('published', 'replaced')",
    ),
    "scoring_reviewaccess": (set(), "OLD.id > 0"),
    "scoring_reviewmove": (set(), "OLD.id > 0"),
    "scoring_reviewnote": (set(), "OLD.id > 0"),
    "scoring_memberopinion": ({"stands"}, "OLD.id > 0"),
    "scoring_reviewcase": ({"status", "decision", "decided_on"}, "OLD.status <> 'drafted'"),
}
# Tables nothing is ever taken out of.
KEPT = ["scoring_reviewaccess", "scoring_reviewmove"]


def lay_guards(using="default", **kwargs):
    """Create the triggers that are not there yet (after `migrate`)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for table, (free, held) in GUARDED.items():
            if table in tables:
                names = [
                    column.name
                    for column in connection.introspection.get_table_description(cursor, table)
                    if column.name not in free
                ]
                for statement in _statements(connection.vendor, table, names, held):
                    cursor.execute(statement)
        for table in KEPT:
            if table in tables:
                for statement in _keeping(connection.vendor, table):
                    cursor.execute(statement)


def lift_guards(using="default"):
    """Take the triggers away (a restore, or a test that plays the intruder)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in GUARDED:
            where = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_stands{where}")
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_kept{where}")


def _statements(vendor, table, columns, held):
    quoted = ", ".join(f'"{name}"' for name in columns)
    refusal = f"{table}: what is published stands"
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {table}_stands",  # laid anew: columns may have come since
            f"CREATE TRIGGER {table}_stands BEFORE UPDATE OF {quoted} ON {table}"
            f" WHEN {held} BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_stands() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN IF {held} THEN RAISE EXCEPTION '{refusal}' USING ERRCODE = '23514'; END IF;"
        " RETURN NEW; END $$",
        f"CREATE OR REPLACE TRIGGER {table}_stands BEFORE UPDATE OF {quoted} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_stands()",
    ]


def _keeping(vendor, table):
    refusal = f"{table}: nothing is taken out"
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_kept BEFORE DELETE ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = '23514'; END $$",
        f"CREATE OR REPLACE TRIGGER {table}_kept BEFORE DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_kept()",
    ]
