"""What is asked on the day and after it. Words of harm are heard in each (S21)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeguarding.forms import HearsHarm
from takeover.days.enums import Face, Voice
from takeover.days.queries import Child

LONGEST_WORRY = 4000
LONGEST_SENTENCE = 300

type Words = str | Promise

QUESTIONS: dict[Voice, tuple[Words, Words, Words]] = {
    Voice.CHILD: (
        _("Did you get to decide?"),
        _("Did people listen to you?"),
        _("Would you do it again?"),
    ),
    Voice.HOST: (
        _("Did children decide something real?"),
        _("Did you know all you had to, in time?"),
        _("Would you do it again?"),
    ),
    Voice.LEAD: (
        _("Did the children decide something real?"),
        _("Was the host ready for all of them?"),
        _("Would you do it again?"),
    ),
}


class CameForm(forms.Form):
    """Tick who came."""

    children = forms.MultipleChoiceField(
        label=_("Who came?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, children: list[Child]) -> None:
        super().__init__(data, label_suffix="")
        field = self.fields["children"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (str(child.ticket.pk), child.name or _("Child %(n)s") % {"n": child.number}) for child in children
        ]
        field.initial = [str(child.ticket.pk) for child in children if child.came]

    def ticked(self) -> list[int]:
        """Return the keys of the tickets that were ticked."""
        return [int(key) for key in self.cleaned_data["children"]]


class WorryForm(forms.Form):
    """Something went wrong. A person reads it; none of it is in an e-mail."""

    danger = forms.ChoiceField(
        label=_("Is anybody hurt, or in danger now?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say yes or no.")},
    )
    words = forms.CharField(
        label=_("What happened?"),
        help_text=_("Write it in your own words. A few are enough."),
        max_length=LONGEST_WORRY,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Write what happened. One word is enough."),
            "max_length": _("That is a lot. Please send us the start of it, and the rest after that."),
        },
    )


class HowForm(HearsHarm, forms.Form):
    """Three faces, and a sentence if somebody likes. No name."""

    first = forms.TypedChoiceField(choices=Face.choices, coerce=int, widget=forms.RadioSelect)
    second = forms.TypedChoiceField(choices=Face.choices, coerce=int, widget=forms.RadioSelect)
    third = forms.TypedChoiceField(choices=Face.choices, coerce=int, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Anything else?"),
        help_text=_("You can leave this empty. Please write no names."),
        max_length=LONGEST_SENTENCE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("That is a bit long. Please make it shorter.")},
    )

    def __init__(self, data: Any = None, *, voice: Voice, initial: dict[str, Any]) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        for name, question in zip(("first", "second", "third"), QUESTIONS[voice], strict=True):
            self.fields[name].label = question  # type: ignore[assignment]
            self.fields[name].error_messages["required"] = _("Choose a face.")

    def answers(self) -> tuple[Face, Face, Face]:
        """Return the three faces."""
        first, second, third = (Face(self.cleaned_data[name]) for name in ("first", "second", "third"))
        return first, second, third

    def faces(self) -> list[tuple[Any, list[tuple[Any, str]]]]:
        """Return each question with its choices, and which drawing stands beside each."""
        return [
            (self[name], [(choice, Face(int(choice.data["value"])).name.lower()) for choice in self[name]])
            for name in ("first", "second", "third")
        ]
