"""The database itself refuses to change or delete an answer: what somebody said, they said."""

from django.db import migrations

MESSAGE = "answers are only added"

POSTGRES = [
    f"""
    CREATE FUNCTION consent_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
    """,
    """
    CREATE TRIGGER consent_answer_no_change BEFORE UPDATE OR DELETE ON consent_answer
    FOR EACH ROW EXECUTE FUNCTION consent_refuse()
    """,
    """
    CREATE TRIGGER consent_answer_no_truncate BEFORE TRUNCATE ON consent_answer
    FOR EACH STATEMENT EXECUTE FUNCTION consent_refuse()
    """,
]
SQLITE = [
    f"""
    CREATE TRIGGER consent_answer_no_{verb.lower()} BEFORE {verb} ON consent_answer
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """
    for verb in ("UPDATE", "DELETE")
]
UNDO = {
    "postgresql": [
        "DROP TRIGGER IF EXISTS consent_answer_no_change ON consent_answer",
        "DROP TRIGGER IF EXISTS consent_answer_no_truncate ON consent_answer",
        "DROP FUNCTION IF EXISTS consent_refuse()",
    ],
    "sqlite": [
        "DROP TRIGGER IF EXISTS consent_answer_no_update",
        "DROP TRIGGER IF EXISTS consent_answer_no_delete",
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
    dependencies = [("consent", "0004_ledger")]

    operations = [migrations.RunPython(seal, unseal)]
