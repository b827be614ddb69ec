"""The database itself refuses to change or delete what happened to a booking."""

from django.db import migrations

MESSAGE = "what happened to a booking is kept as it was"

POSTGRES = [
    f"""
    CREATE FUNCTION places_keep() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
    """,
    """
    CREATE TRIGGER places_step_no_change BEFORE UPDATE OR DELETE ON places_step
    FOR EACH ROW EXECUTE FUNCTION places_keep()
    """,
    """
    CREATE TRIGGER places_step_no_truncate BEFORE TRUNCATE ON places_step
    FOR EACH STATEMENT EXECUTE FUNCTION places_keep()
    """,
]
SQLITE = [
    f"""
    CREATE TRIGGER places_step_no_{verb.lower()} BEFORE {verb} ON places_step
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """
    for verb in ("UPDATE", "DELETE")
]
UNDO = {
    "postgresql": [
        "DROP TRIGGER IF EXISTS places_step_no_change ON places_step",
        "DROP TRIGGER IF EXISTS places_step_no_truncate ON places_step",
        "DROP FUNCTION IF EXISTS places_keep()",
    ],
    "sqlite": [
        "DROP TRIGGER IF EXISTS places_step_no_update",
        "DROP TRIGGER IF EXISTS places_step_no_delete",
    ],
}
DO = {"postgresql": POSTGRES, "sqlite": SQLITE}


def seal(apps, schema_editor):
    for statement in DO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unseal(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [migrations.RunPython(seal, unseal)]
