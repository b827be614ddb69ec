"""Signing, putting it right, and the lost link. Everything on one page: adults sign in a minute."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geography.forms import AuthorityForm
from people import addresses
from pledge.actions import Words
from pledge.enums import Kind, Role
from pledge.models import LONGEST_HOW, LONGEST_NAME, Signature
from safeguarding.forms import HearsHarm


class WordsForm(HearsHarm, AuthorityForm):
    """What is said of a signature; for Kind.ORGANISATION also how it will be kept."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type a name.")},
    )
    role = forms.ChoiceField(
        label=_("What you do"),
        choices=[("", _("Choose")), *Role.choices],
        error_messages={"required": _("Choose what is closest.")},
    )
    organisation = forms.CharField(
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Type the organisation's name.")},
    )
    how = forms.CharField(
        label=_("How will your organisation keep it?"),
        help_text=_("What will be different for a child? 400 letters at most."),
        max_length=LONGEST_HOW,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say how you will keep it. One or two sentences are enough.")},
    )
    wants_name = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, kind: Kind, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        self.kind = kind
        fields = self.fields
        if kind == Kind.PERSON:
            del fields["how"]
            fields["name"].label = _("Your name")
            fields["organisation"].label = _("Where you work")
            fields["organisation"].help_text = _(
                "The organisation's name. On your own? Write 'self-employed'."
            )
            fields["words"].help_text = _(
                "The council area you work in. In many? Take the one you are in most."
            )
            fields["wants_name"].label = _("Show my name on the wall of names")
            fields["wants_name"].help_text = _(
                "Name, what you do, where you work and the council area. Two people read it first. Without a "
                "tick, your signature counts and nobody sees your name."
            )
        else:
            fields["name"].label = _("Who leads on it in your organisation?")
            fields["name"].help_text = _("First name and surname. Children should know whom to ask.")
            fields["role"].label = _("What they do")
            fields["organisation"].label = _("Name of the organisation")
            fields["words"].help_text = _(
                "The council area it works in. In many? Take that of your main office."
            )
            fields["wants_name"].label = _("Show our organisation on the wall of names")
            fields["wants_name"].help_text = _(
                "Its name, its lead, the council area and how you will keep it. Two people read it first."
            )
        fields["words"].label = _("Council area")
        who = ["name", "role", "organisation"] if kind == Kind.PERSON else ["organisation", "name", "role"]
        self.order_fields([*who, "words", "authority", "how", "email", "wants_name"])

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_organisation(self) -> str:
        return " ".join(str(self.cleaned_data["organisation"]).split())

    def clean_how(self) -> str:
        return " ".join(str(self.cleaned_data["how"]).split())

    @property
    def said(self) -> Words:
        """What a valid form says."""
        assert self.chosen is not None
        data = self.cleaned_data
        return Words(
            kind=self.kind,
            name=data["name"],
            role=Role(data["role"]),
            organisation=data["organisation"],
            authority=self.chosen,
            how=data.get("how", ""),
            wants_name=data["wants_name"],
        )


class SignForm(WordsForm):
    """The same, and where the link goes."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_(
            "At work, if you can. We send a link there; your signature counts once you have used it."
        ),
        max_length=addresses.LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Type an e-mail address."),
            "invalid": _("This is no e-mail address. Look at it again."),
        },
    )


class LostForm(forms.Form):
    """The mailbox a link went to."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("The one you signed with."),
        max_length=addresses.LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Type an e-mail address."),
            "invalid": _("This is no e-mail address. Look at it again."),
        },
    )


def filled(signature: Signature) -> dict[str, Any]:
    """Return what a form that corrects `signature` begins with."""
    return {
        "name": signature.name,
        "role": signature.role,
        "organisation": signature.organisation,
        "words": signature.authority.name,
        "how": signature.how,
        "wants_name": signature.wants_name,
    }
