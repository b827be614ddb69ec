"""What each staff group may do: the least that works, written in rights.csv and nowhere else.

The table is put in place at the end of every `migrate`, exactly: a right that somebody added or
took away in the database does not outlive a deployment (ADR 0041).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

TABLE = Path(__file__).with_name("rights.csv")
GROUPS = (
    "Moderators",
    "Safeguarding leads",
    "Helpline advisers",
    "Operators",
    "Editors",
    "Translators",
    "Board",
)


class UnknownRight(LookupError):
    """rights.csv names a permission that no installed model has."""


def table() -> dict[str, dict[str, list[str]]]:
    """Return {group: {'site' | 'pages' | 'files': ['app.codename', …]}}."""
    rights: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in GROUPS}
    with TABLE.open(newline="") as lines:
        for row in csv.DictReader(lines):
            rights[row["group"]][row["where"]].append(row["permission"])
    return rights


@transaction.atomic
def put_in_place() -> None:
    """Give each group exactly what the table says.

    Raises UnknownRight, naming the line's permission.
    """
    root_page = Page.objects.filter(depth=1).first()
    root_collection = Collection.get_first_root_node()
    for name, places in table().items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([permission(right) for right in places["site"]])
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        if root_page is not None:
            GroupPagePermission.objects.bulk_create(
                GroupPagePermission(group=group, page=root_page, permission=permission(right))
                for right in places["pages"]
            )
        if root_collection is not None:
            GroupCollectionPermission.objects.bulk_create(
                GroupCollectionPermission(
                    group=group, collection=root_collection, permission=permission(right)
                )
                for right in places["files"]
            )


def permission(name: str) -> Permission:
    """Return the permission called 'app.codename'; raises UnknownRight."""
    app, _, codename = name.partition(".")
    try:
        return Permission.objects.get(content_type__app_label=app, codename=codename)
    except Permission.DoesNotExist as error:
        raise UnknownRight(f"rights.csv: no permission {name}") from error
