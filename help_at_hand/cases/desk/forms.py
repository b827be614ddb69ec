"""What advisers fill in about a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from help_at_hand.cases import queries
from help_at_hand.cases.enums import Outcome, Referral, State, Topic
from help_at_hand.cases.models import Case
from safeguarding.enums import Level


class Filters(forms.Form):
    """By state, level and whose it is; anything unknown narrows nothing. Open ones unless asked."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("open")), *State.choices, ("late", _("too late"))],
    )
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("Any")), *Level.choices])
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("Everybody's")), ("mine", _("Mine")), ("rush", _("Came in a rush"))],
    )

    def rows(self, user: Any) -> Any:
        """Return the cases that fit."""
        asked = self.cleaned_data if self.is_valid() else {}
        whose = asked.get("whose", "")
        return queries.listed(
            state=asked.get("state", ""),
            level=asked.get("level", ""),
            of=user if whose == "mine" else None,
            rushed=whose == "rush",
        )


class _Words(forms.CharField):
    def __init__(self, rows: int = 3, **kwargs: Any) -> None:
        attributes = {"rows": rows, "spellcheck": "false", "autocomplete": "off"}
        super().__init__(max_length=4000, widget=forms.Textarea(attrs=attributes), **kwargs)


class CaseForm(forms.Form):
    """One act on one case; `case` and `user` are there for lists that depend on them."""

    def __init__(self, *args: Any, case: Case, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.user = case, user


class AnswerForm(CaseForm):
    """What the child will read. Short words: it may be nine years old."""

    words = _Words(rows=8, label=_("Your answer"), help_text=_("The child reads it with its code."))


class CallForm(CaseForm):
    words = _Words(label=_("You reached the child: what was said?"), help_text=_("Stops the clock."))


class NoteForm(CaseForm):
    words = _Words(label=_("Note"), help_text=_("For colleagues. It stays as you write it."))


class GiveForm(CaseForm):
    to: Any = forms.ModelChoiceField(label=_("To"), queryset=None)
    words = _Words(label=_("What do they need to know?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queries.advisers().exclude(pk=self.user.pk)


class ReferForm(CaseForm):
    to = forms.ChoiceField(label=_("To"), choices=Referral.choices)
    words = _Words(label=_("Who took it, and their reference"))


class SortForm(CaseForm):
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    topic = forms.ChoiceField(
        label=_("About"), required=False, choices=[("", _("not said yet")), *Topic.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"level": self.case.level, "topic": self.case.topic}


class CloseForm(CaseForm):
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=Outcome.choices)
