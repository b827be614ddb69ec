"""The database itself refuses to change or delete an audit entry (S22)."""

from django.db import migrations

MESSAGE = "the audit trail is append-only"

POSTGRES = [
    f"""
    CREATE FUNCTION safeguarding_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
    """,
    """
    CREATE TRIGGER safeguarding_audit_no_change BEFORE UPDATE OR DELETE ON safeguarding_auditentry
    FOR EACH ROW EXECUTE FUNCTION safeguarding_refuse()
    """,
    """
    CREATE TRIGGER safeguarding_audit_no_truncate BEFORE TRUNCATE ON safeguarding_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION safeguarding_refuse()
    """,
]
SQLITE = [
    f"""
    CREATE TRIGGER safeguarding_audit_no_{verb.lower()} BEFORE {verb} ON safeguarding_auditentry
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """
    for verb in ("UPDATE", "DELETE")
]
UNDO = {
    "postgresql": [
        "DROP TRIGGER IF EXISTS safeguarding_audit_no_change ON safeguarding_auditentry",
        "DROP TRIGGER IF EXISTS safeguarding_audit_no_truncate ON safeguarding_auditentry",
        "DROP FUNCTION IF EXISTS safeguarding_refuse()",
    ],
    "sqlite": [
        "DROP TRIGGER IF EXISTS safeguarding_audit_no_update",
        "DROP TRIGGER IF EXISTS safeguarding_audit_no_delete",
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
    dependencies = [("safeguarding", "0001_initial")]

    operations = [migrations.RunPython(seal, unseal)]
