"""What somebody fills in to tell us about something, and to hear what came of it. For children too."""

from __future__ import annotations

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.models import Report
from moderation.report_reasons import ReportReason
from people import addresses, code_form
from safeguarding.forms import HearsHarm

LONGEST = 2000  # characters


def new_form() -> str:
    """Return a secret for one page with a form: sent twice, it is one report."""
    return secrets.token_urlsafe(24)


class TellUsForm(HearsHarm, forms.Form):
    """What is wrong; words and a way to write back only if somebody wants to (S14)."""

    what = forms.MultipleChoiceField(
        label=_("What is wrong with it?"),
        help_text=_("Pick as many as you like."),
        choices=ReportReason.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pick one or more, so we know what to look for.")},
    )
    words = forms.CharField(
        label=_("Do you want to tell us more?"),
        help_text=_("You don't have to. Only our team reads this."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"max_length": _("That is a bit too long for us. Please make it shorter.")},
    )
    email = forms.EmailField(
        label=_("Shall we write to you?"),
        help_text=_("You don't have to give an e-mail. You get a code that works without one."),
        required=False,
        max_length=addresses.LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "dir": "ltr"}),
        error_messages={
            "invalid": _("That e-mail looks a bit wrong. It needs an @ and a dot, like sam@post.example."),
        },
    )
    form = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_form(self) -> str:
        """A page without its secret is a page of its own."""
        return str(self.cleaned_data["form"]) or new_form()


class CodeForm(code_form.CodeForm):
    """The code of a report."""

    opens = Report
    missing = _("Type the code you wrote down.")
    unknown = _("We can't find this code. Look at each letter again.")
