"""A form that listens, and what leads fill in about a concern."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from safeguarding import hearing
from safeguarding.enums import Level, Outcome, Recipient, Source


class HearsHarm:
    """Mixin for a form in which somebody can write what they like (S21).

        class TellUsForm(HearsHarm, forms.Form): …
        help_now = form.hear(by="child", subject=film)

    Every field of plain text is heard, valid or not: a child who forgot the e-mail is heard too.
    """

    def hear(
        self: Any, *, by: str, subject: Model | None = None, source: Source = Source.WORDS, user: Any = None
    ) -> bool:
        """Raise a concern for words of harm; return whether to show where help is. Never raises."""
        names = [name for name, field in self.fields.items() if type(field) is forms.CharField]
        texts = [str(self.data.get(self.add_prefix(name), "")) for name in names]
        return hearing.hear(*texts, by=by, subject=subject, source=source, user=user)


class _Words(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


class RaiseForm(forms.Form):
    """A worry, by whoever works at the desk."""

    level = forms.ChoiceField(label=_("How soon?"), choices=Level.choices, initial=Level.AMBER)
    words = _Words(label=_("What worries you?"), help_text=_("Only safeguarding leads read this."))


class NoteForm(forms.Form):
    words = _Words(label=_("Note"), help_text=_("It stays as you write it."))


class LevelForm(forms.Form):
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    why = _Words(label=_("Why?"))


class HandOverForm(forms.Form):
    to = forms.ChoiceField(label=_("To"), choices=Recipient.choices)
    whom = forms.CharField(label=_("Who took it, and their reference"), max_length=200)


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=Outcome.choices)


class OpenSealForm(forms.Form):
    words = _Words(label=_("Why may it be opened?"), help_text=_("Who said so, and when."))
