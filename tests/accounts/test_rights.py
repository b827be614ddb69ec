"""Design 2: groups with the least rights that work, and no say in a review for superusers."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from accounts import rights
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_every_right_of_the_table_is_in_place() -> None:
    """A right in the table that no model has would fail the migration, not the editor."""
    for name, places in rights.table().items():
        group = Group.objects.get(name=name)
        held = {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()}
        assert held == set(places["site"])
        assert group.permissions.filter(codename="access_admin").exists()


def test_drifted_right_goes_back_when_migrated() -> None:
    """A right somebody clicked together does not outlive a deployment."""
    moderators = Group.objects.get(name="Moderators")
    moderators.permissions.add(
        Permission.objects.get(codename="add_user", content_type__app_label="accounts")
    )
    moderators.permissions.remove(rights.permission("our_childhood.view_film"))
    rights.put_in_place()
    held = set(moderators.permissions.values_list("codename", flat=True))
    assert held == {right.partition(".")[2] for right in rights.table()["Moderators"]["site"]}
    assert "view_film" in held and "add_user" not in held


def test_moderators_publish_no_page_and_editors_see_no_film() -> None:
    """Wagtail gives its own 'Moderators' group the right to publish pages; ours has another job."""
    assert not GroupPagePermission.objects.filter(
        group__name__in=["Moderators", "Safeguarding leads"]
    ).exists()
    editor = UserFactory(editor=True)
    assert not any("film" in name for name in editor.get_all_permissions())


def test_unknown_right_is_named() -> None:
    with pytest.raises(rights.UnknownRight, match=r"our_childhood\.delete_film"):
        rights.permission("our_childhood.delete_film")
