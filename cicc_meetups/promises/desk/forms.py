"""What staff write down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cicc_meetups.promises.enums import PromiseState
from cicc_meetups.promises.models import LONGEST, LONGEST_NEWS
from cicc_meetups.questions.models import Question


class PromiseForm(forms.Form):
    """What was promised."""

    words = forms.CharField(
        label=_("What did they promise?"),
        help_text=_("As they said it, in one sentence a child understands."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    who = forms.CharField(
        label=_("Who promised it?"),
        help_text=_("The office, not the name: 'the director of children's services, Example County'."),
        max_length=120,
    )
    made_date = forms.DateField(label=_("When?"), widget=forms.DateInput(attrs={"type": "date"}))
    by_date = forms.DateField(
        label=_("By when do they do it?"),
        help_text=_("We ask them on that day. Empty: in three months."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    question = forms.ChoiceField(label=_("Which question did it answer?"), required=False)

    def __init__(self, *args: Any, questions: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {str(one.pk): one for one in questions}
        field = self.fields["question"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None")), *((key, one.words) for key, one in self.questions.items())]

    def clean(self) -> dict[str, Any]:
        """Nothing is done before it was promised, nor promised in the future."""
        given = super().clean() or {}
        given["question"] = self.questions.get(str(given.get("question", "")))
        made, by = given.get("made_date"), given.get("by_date")
        if made and made > timezone.localdate():
            self.add_error("made_date", _("This day is still to come."))
        if made and by and by < made:
            self.add_error("by_date", _("This is before it was promised."))
        return given


class NewsForm(forms.Form):
    """What became of a promise."""

    state = forms.ChoiceField(
        label=_("How far is it?"),
        choices=[choice for choice in PromiseState.choices if choice[0] != PromiseState.MADE],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What happened? Or why not?"),
        help_text=_("Whoever was promised it reads this."),
        max_length=LONGEST_NEWS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    on_date = forms.DateField(
        label=_("When did they tell us?"), widget=forms.DateInput(attrs={"type": "date"})
    )
    ask_again_date = forms.DateField(
        label=_("When do we ask again?"),
        help_text=_("Empty: in three months; never, when it has ended."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_on_date(self) -> Any:
        """Nobody told us tomorrow."""
        day = self.cleaned_data["on_date"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day
