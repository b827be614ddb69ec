"""Letters once named their act by whom they went to. A key outlives the sending, so no address may be in it."""

from __future__ import annotations

import re
from typing import Any

from django.db import migrations
from django.db.models import Q

from people import keyed

# What stood before the address, and under which purpose the room hashes it today.
_PURPOSES = {"sign-in": "sign-in", "host_colleague": "host-colleague"}
_NAMED = re.compile(
    r"(?P<head>(?P<act>sign-in):\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d|(?P<letter>host_colleague):\d+):(?P<who>.+)",
    re.DOTALL,
)
_HASH = re.compile(r"[0-9a-f]{16}")


def nameless(key: str) -> str:
    """Return `key` with the hash of an address where the address was; a key without one as it is."""
    named = _NAMED.fullmatch(key)
    if named is not None:
        if _HASH.fullmatch(named["who"]):
            return key
        purpose = _PURPOSES[named["act"] or named["letter"]]
        return f"{named['head']}:{keyed.digest(purpose, named['who'])[:16]}"
    return f"letter:{keyed.digest('outbox-key', key)}" if "@" in key else key


def forget(apps: Any, schema_editor: Any) -> None:
    """Take the addresses out of all keys. Idempotent."""
    rows = apps.get_model("outbox", "Message").objects.using(schema_editor.connection.alias)
    # One so long that its '@' was cut off is found by what stands before it.
    about = Q(key__startswith="sign-in:") | Q(key__startswith="host_colleague:") | Q(key__contains="@")
    for pk, key in rows.filter(about).order_by("pk").values_list("pk", "key").iterator(1000):
        if (new := nameless(key)) != key:
            rows.filter(pk=pk).update(key=new)


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
