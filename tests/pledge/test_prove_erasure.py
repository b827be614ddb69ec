"""A signature in many places, then in none: by its link, by its time; a reply's words too (S8)."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from config.proof.needles import Needles
from config.proof.places import search
from people import sweeper as retention
from pledge import actions, sweeper
from pledge.enums import Gone, Kind
from pledge.mirror.models import Reply
from pledge.models import Signature
from tests.factories import pledge as make

pytestmark = pytest.mark.django_db

WHO = ["Zażółć Quillfeather", "unmistakable.signer@work.example", "Marmalade Harbour Trust", "purple gate"]


def found() -> set[int]:
    return {number for _, number in search(Needles(WHO)).hits}


def everywhere() -> Signature:
    """A signature with all that can be made of it: on the wall, certified, asked again, letters waiting."""
    make.version()
    signature = make.signed(
        WHO[1],
        kind=Kind.ORGANISATION,
        name=WHO[0],
        organisation=WHO[2],
        how="We painted a purple gate",
        wants_name=True,
    )
    make.named(signature)
    actions.certify(signature=signature, named=True)
    Signature.objects.update(kept_until=timezone.localdate() + timedelta(days=30))
    sweeper.sweep()
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    return Signature.objects.get(pk=signature.pk)


def test_taken_back_it_is_nowhere(django_capture_on_commit_callbacks) -> None:
    """The number on a certificate stays, and says of nobody that it was theirs."""
    with django_capture_on_commit_callbacks(execute=True):
        signature = everywhere()
    assert found() == {1, 2, 3, 4}
    with django_capture_on_commit_callbacks(execute=True):
        actions.take_back(signature=signature, by="signer", route=Gone.LINK)
    assert found() == set()
    out = StringIO()
    call_command("prove_erasure", identifiers=WHO, stdout=out)
    assert "Found nowhere." in out.getvalue()


def test_its_time_over_it_is_nowhere(django_capture_on_commit_callbacks) -> None:
    """S1: nobody said that it is still kept."""
    with django_capture_on_commit_callbacks(execute=True):
        everywhere()
        make.asked("unmistakable.signer+2@work.example", name=WHO[0])
    long_ago = timezone.now() - timedelta(days=40)
    Signature.objects.counted().update(
        kept_until=timezone.localdate() - timedelta(days=1), reminded_at=long_ago
    )
    Signature.objects.waiting().update(sent_at=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        retention.sweep()
    assert not Signature.objects.exists()
    assert found() == set()


def test_a_childs_words_are_sealed_and_go(django_capture_on_commit_callbacks) -> None:
    make.version()
    make.reply(more="They painted a purple gate")
    assert found() == {4}
    Reply.objects.update(said_on=timezone.localdate() - timedelta(days=200))
    retention.sweep()
    assert found() == set()
