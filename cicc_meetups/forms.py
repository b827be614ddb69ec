"""What a council's worker is asked: which council, and who they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cicc_meetups.models import Council
from people.phones import PhoneField
from safeguarding.forms import HearsHarm

NEW = "new"


class CouncilForm(HearsHarm, forms.Form):
    """One of the councils we know in an authority, or the name of another one."""

    council = forms.ChoiceField(
        label=_("Which council is yours?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick your council, or another one.")},
    )
    council_name = forms.CharField(
        label=_("Name of your Children in Care Council"),
        help_text=_("As its members say it. Never a person's name."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, known: list[Council], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            choices = [(str(each.pk), each.name) for each in known]
            if self.initial.get("council") in dict(choices):  # its name is the choice, not another one's
                self.initial = {**self.initial, "council_name": ""}
            self.fields["council"].choices = [*choices, (NEW, _("Another one"))]  # type: ignore[attr-defined]
        else:
            del self.fields["council"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        name = (said.get("council_name") or "").strip()
        if said.get("council", NEW) == NEW and not name and "council" not in self.errors:
            self.add_error("council_name", _("Type the name of your council."))
        return said


class YouForm(forms.Form):
    """The adult beside the council."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Type your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    role = forms.CharField(
        label=_("What you do there"),
        help_text=_("For example: participation worker."),
        max_length=120,
        error_messages={"required": _("Type what you do there.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    phone = PhoneField(
        label=_("A phone number that is answered on the day"),
        help_text=_("Only our team sees it."),
        error_messages={"required": _("Type a phone number that is answered on the day.")},
    )


class ReplyForm(HearsHarm, forms.Form):
    """A worker's answer to our question."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Type your answer.")},
    )
