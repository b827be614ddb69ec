"""The yearly question: two pages, no account, nothing kept but two numbers that grow."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

YES, NO = "yes", "no"


class CareForm(forms.Form):
    care = forms.ChoiceField(
        label=_("Do you live in care, or did you once?"),
        help_text=_("With foster carers, in a children's home, or with family because a court said so."),
        choices=[(YES, _("Yes")), (NO, _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick yes or no.")},
    )


class KnewForm(forms.Form):
    care = forms.ChoiceField(choices=[(YES, YES), (NO, NO)], widget=forms.HiddenInput)
    knew = forms.ChoiceField(
        label=_("Did you know before today that you can call or write to us for help?"),
        choices=[(YES, _("Yes")), (NO, _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick yes or no.")},
    )
