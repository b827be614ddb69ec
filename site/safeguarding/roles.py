"""The rights of a database role that runs the site and owns nothing (Postgres, S22).

Migrations run as the owner; web servers and workers as this role. It can add to the audit trail and
read it, and neither change nor empty it, nor give itself the right to.
"""

from __future__ import annotations

from psycopg import sql

from safeguarding.models import AuditEntry


def statements(role: str) -> list[str]:
    """Return what the owner runs once for `role`, and again after each release with new tables."""
    name = sql.Identifier(role).as_string()
    trail = sql.Identifier(AuditEntry._meta.db_table).as_string()
    return [
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {trail} FROM {name}",
    ]
