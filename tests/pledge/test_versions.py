"""Editors write versions, translators translate them, and both at the same desk as all else."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from pledge.models import Promise, Version
from tests.factories import pledge as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def written(promises: int) -> dict[str, Any]:
    one = {"heading": "We listen", "question": "Do they listen?"}
    one |= dict.fromkeys(("under_10", "to_14", "to_18", "adults", "easy"), "We listen to you")
    said = {"title": "We promise", "intro": "This is it.", "starts_date": "2026-12-01"}
    return nested_form_data(said | {"promises": inline_formset([one] * promises)})


@pytest.mark.parametrize(("promises", "made"), [(5, 0), (6, 1), (8, 1), (9, 0)])
def test_a_version_has_six_to_eight_promises(client, promises, made) -> None:
    client.force_login(UserFactory(editor=True, is_staff=True))
    client.post(reverse("wagtailsnippets_pledge_version:add"), written(promises))
    assert Version.objects.count() == made
    assert Promise.objects.count() == made * promises


@pytest.mark.parametrize("trait", ["moderator", "board"])
def test_others_write_no_versions(client, trait) -> None:
    client.force_login(UserFactory(is_staff=True, **{trait: True}))
    client.post(reverse("wagtailsnippets_pledge_version:add"), written(6))
    assert not Version.objects.exists()


def test_a_version_is_translated_whole_and_its_promises_stay_the_same_promises() -> None:
    """What children say of a promise is counted by its key, in whatever language they were asked."""
    polish, _ = Locale.objects.get_or_create(language_code="pl")
    version = make.version(promises=6)
    source, _ = TranslationSource.update_or_create_from_instance(version)
    translation = Translation.objects.create(source=source, target_locale=polish)
    for segment in StringSegment.objects.filter(source=source):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=polish,
            context=segment.context,
            data=f"pl: {segment.string.data}",
        )
    translation.save_target()
    shown = Version.objects.get(locale=polish)
    assert shown.title == "pl: We promise"
    assert shown.starts_date == version.starts_date
    assert [one.question for one in shown.promises.all()] == [f"pl: Do they do it {n}?" for n in range(6)]
    keys = [set(each.promises.values_list("translation_key", flat=True)) for each in (version, shown)]
    assert keys[0] == keys[1] and len(keys[0]) == 6
