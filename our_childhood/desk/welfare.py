"""Looking after reviewers: how the player starts, 'this was hard', and a break proposed."""

from __future__ import annotations

from typing import Any

from django import forms

from moderation import welfare
from moderation.models import Comfort

PLAYER = ("muted", "blurred", "grey")


class PlayerForm(forms.ModelForm):
    """How every film starts for this person."""

    class Meta:
        model = Comfort
        fields: tuple[str, ...] = PLAYER


class ComfortForm(PlayerForm):
    """The same, and whether leads see this week's number."""

    class Meta(PlayerForm.Meta):
        fields = (*PLAYER, "share")


def panel(user: Any) -> dict[str, Any]:
    """Note that `user` is at the desk, and return what parts/welfare.html and parts/break.html need."""
    proposal = welfare.come_to_desk(user=user)
    mine = welfare.comfort(user)
    return {
        "comfort": mine,
        "player": PlayerForm(instance=mine, auto_id="comfort-%s"),
        "proposal": proposal,
        "talk_to": proposal.talk_to if proposal is not None else "",
    }
