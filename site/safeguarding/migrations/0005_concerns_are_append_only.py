"""What was written about a concern is never changed, and nothing of an open one is deleted.

On Postgres the rights to change the audit trail are taken away as well, from the very role that owns
it (S22). The owner could give them back, and a superuser needs none: the triggers stand behind, and
the chain behind those. docs/operate.md says how to run as a role that owns nothing.
"""

from django.db import migrations

MESSAGE = "what was written about a concern is kept as it was"
WRITTEN = ("safeguarding_concernnote", "safeguarding_handover")
AUDIT = "safeguarding_auditentry"

POSTGRES = [
    f"""
    CREATE FUNCTION safeguarding_keep() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
    """,
    f"""
    CREATE FUNCTION safeguarding_keep_open() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM safeguarding_concern WHERE id = OLD.concern_id AND closed_at IS NULL) THEN
            RAISE EXCEPTION '{MESSAGE}';
        END IF;
        RETURN OLD;
    END $$
    """,
    *(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION safeguarding_keep()"
        for table in WRITTEN
    ),
    *(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION safeguarding_keep_open()"
        for table in WRITTEN
    ),
    "CREATE TRIGGER safeguarding_concern_no_delete BEFORE DELETE ON safeguarding_concern "
    "FOR EACH ROW WHEN (OLD.closed_at IS NULL) EXECUTE FUNCTION safeguarding_keep()",
    f"REVOKE UPDATE, DELETE, TRUNCATE ON {AUDIT} FROM PUBLIC, CURRENT_USER",
]
SQLITE = [
    *(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for table in WRITTEN
    ),
    *(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        "WHEN EXISTS (SELECT 1 FROM safeguarding_concern WHERE id = OLD.concern_id AND closed_at IS NULL) "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for table in WRITTEN
    ),
    "CREATE TRIGGER safeguarding_concern_no_delete BEFORE DELETE ON safeguarding_concern "
    f"WHEN OLD.closed_at IS NULL BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
]
DROPS = [f"{table}_{what}" for table in WRITTEN for what in ("no_change", "no_delete")]
UNDO = {
    "postgresql": [
        *(f"DROP TRIGGER IF EXISTS {name} ON {name.rsplit('_no_', 1)[0]}" for name in DROPS),
        "DROP TRIGGER IF EXISTS safeguarding_concern_no_delete ON safeguarding_concern",
        "DROP FUNCTION IF EXISTS safeguarding_keep()",
        "DROP FUNCTION IF EXISTS safeguarding_keep_open()",
        f"GRANT UPDATE, DELETE, TRUNCATE ON {AUDIT} TO CURRENT_USER",
    ],
    "sqlite": [
        *(f"DROP TRIGGER IF EXISTS {name}" for name in DROPS),
        "DROP TRIGGER IF EXISTS safeguarding_concern_no_delete",
    ],
}
DO = {"postgresql": POSTGRES, "sqlite": SQLITE}


def keep(apps, schema_editor):
    for statement in DO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def let_go(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("safeguarding", "0004_concerns")]

    operations = [migrations.RunPython(keep, let_go)]
