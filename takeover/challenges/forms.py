"""One form a topic of a challenge; answers are kept under the names of Challenge's and Arrival's fields.

Beside the host's answers, a form's `answers` know the season ("season": its number) and which ages the
host was checked for ("host_ages": a takeover.enums.Ages).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from people.phones import PhoneField
from takeover.challenges.enums import CalledOffFor
from takeover.challenges.models import LARGEST, OLDEST, YOUNGEST
from takeover.enums import Access, Ages
from takeover.forms import PlaceForm, SeasonForm
from takeover.models import Season, SeasonQuerySet
from takeover.topic_form import TopicForm

LARGEST_GROUP = 100  # as registered with places.bookables
MOST_DAYS = 14
_NUMBER = {"invalid": _("Type a number, in digits.")}
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class WhichSeasonForm(SeasonForm):
    """Asked before anything is written, while more than one season runs or comes."""

    def seasons(self) -> SeasonQuerySet:
        return Season.objects.canonical().not_over(timezone.localdate())


class DecideForm(TopicForm):
    """The heart of it. 'Shadowing is not a takeover.'"""

    title = forms.CharField(
        label=_("What is it called?"),
        help_text=_("Start with what children do: 'Run the bakery', 'Choose the museum's next show'."),
        max_length=80,
        error_messages={"required": _("Give it a name.")},
    )
    decide = forms.CharField(
        label=_("What do children really decide?"),
        help_text=_(
            "Say it to them: 'You choose next month's cake, and its price.' Say what you will do with what "
            "they decide, and by when."
        ),
        min_length=40,
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Say what children really decide."),
            "min_length": _("Say a little more: which decision, and what happens with it?"),
        },
    )


class DayForm(TopicForm):
    """What happens, hour by hour."""

    day = forms.CharField(
        label=_("How does the day go?"),
        help_text=_("From the door to the end, in short lines. When do they decide? When do they eat?"),
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Say how the day goes.")},
    )


class WhenForm(TopicForm):
    """One day, or days in a row, within the season."""

    first_date = forms.DateField(
        label=_("Which day?"),
        widget=_DAY,
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day that there is.")},
    )
    last_date = forms.DateField(
        label=_("Last day, if there are more days"),
        help_text=_("Leave it empty for one day. The same children come on all days."),
        widget=_DAY,
        required=False,
        error_messages={"invalid": _("Choose a day that there is.")},
    )
    starts_time = forms.TimeField(
        label=_("When does it start?"),
        widget=_HOUR,
        error_messages={"required": _("Say when it starts."), "invalid": _("Type a time, such as 9:30.")},
    )
    ends_time = forms.TimeField(
        label=_("When does it end?"),
        widget=_HOUR,
        error_messages={"required": _("Say when it ends."), "invalid": _("Type a time, such as 15:00.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.season = Season.objects.filter(pk=int(self.answers["season"])).first()
        if self.season is not None:
            self.fields["first_date"].help_text = _("A day of this season: from %(first)s to %(last)s.") % {
                "first": date_format(self.season.starts_date),
                "last": date_format(self.season.ends_date),
            }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first_date"), given.get("last_date") or given.get("first_date")
        starts, ends = given.get("starts_time"), given.get("ends_time")
        if first and last and "last_date" not in self.errors:
            given["last_date"] = last
            self._must_fit(first, last)
        if starts and ends and ends <= starts:
            self.add_error("ends_time", _("It has to end after it starts."))
        return given

    def _must_fit(self, first: Any, last: Any) -> None:
        season = self.season
        if first <= timezone.localdate():
            self.add_error("first_date", _("This day is here or over. Choose one that comes."))
        elif season is not None and not season.starts_date <= first <= season.ends_date:
            self.add_error("first_date", _("This day is not in the season. Choose one that is."))
        elif last < first:
            self.add_error("last_date", _("The last day comes after the first, or is the same."))
        elif season is not None and last > season.ends_date:
            self.add_error("last_date", _("The season is over by then. Choose an earlier day."))
        elif last - first >= timedelta(days=MOST_DAYS):
            self.add_error("last_date", _("Two weeks are the most. Write one challenge for each part."))


class AreaForm(PlaceForm):
    """In which council area; the host's own is chosen already."""


class AddressForm(TopicForm):
    """Where exactly: only booked groups see it (S12)."""

    address = forms.CharField(
        label=_("What is the address?"),
        help_text=_("Only groups that have places see it. Everybody else sees the area."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
        error_messages={"required": _("Type the address.")},
    )


class PlacesForm(TopicForm):
    """How many, in groups of which size."""

    capacity = forms.IntegerField(
        label=_("How many children can come?"),
        help_text=_("All groups together."),
        min_value=1,
        max_value=LARGEST,
        error_messages={"required": _("Say how many children can come."), **_NUMBER},
    )
    smallest_group = forms.IntegerField(
        label=_("Smallest group"),
        help_text=_("1 lets a young person of 16 or 17, or a child with a parent, come without a group."),
        min_value=1,
        max_value=LARGEST_GROUP,
        initial=1,
        error_messages={"required": _("Type the smallest number that may come together."), **_NUMBER},
    )
    largest_group = forms.IntegerField(
        label=_("Largest group"),
        help_text=_("100 at most."),
        min_value=1,
        max_value=LARGEST_GROUP,
        error_messages={"required": _("Type the largest number that may come together."), **_NUMBER},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("smallest_group", 1)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        all_of_them, least, most = (
            given.get(name) for name in ("capacity", "smallest_group", "largest_group")
        )
        if all_of_them and most and most > all_of_them:
            self.add_error("largest_group", _("A group cannot be larger than all places together."))
        elif least and most and least > most:
            self.add_error("smallest_group", _("The smallest group is larger than the largest."))
        return given


class AgesForm(TopicForm):
    """Only ages the host was checked for (S24)."""

    youngest = forms.IntegerField(
        label=_("From which age?"),
        min_value=YOUNGEST,
        max_value=OLDEST,
        error_messages={"required": _("Say from which age."), **_NUMBER},
    )
    oldest = forms.IntegerField(
        label=_("Up to which age?"),
        min_value=YOUNGEST,
        max_value=OLDEST,
        error_messages={"required": _("Say up to which age."), **_NUMBER},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        youngest, oldest = given.get("youngest"), given.get("oldest")
        if not youngest or not oldest:
            return given
        if youngest > oldest:
            self.add_error("oldest", _("This has to be the higher age, or the same."))
        elif self.answers.get("host_ages") == Ages.UNDER_16 and oldest > 15:
            self.add_error(
                "oldest",
                _("You told us that you take children under 16 only. Change it here, or in your answers."),
            )
        elif self.answers.get("host_ages") == Ages.OVER_16 and youngest < 16:
            self.add_error(
                "youngest",
                _("You told us that you take 16 and 17-year-olds only. Change it here, or in your answers."),
            )
        return given


class AccessForm(TopicForm):
    """So that every child can choose well."""

    access = forms.MultipleChoiceField(
        label=_("What is there on the day?"),
        help_text=_("Tick only what is sure to be there: children who need it rely on it."),
        choices=Access.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    access_more = forms.CharField(
        label=_("Anything else that helps, or could be hard?"),
        help_text=_("Noise, bright lights, long walks, smells, animals, a place to lie down."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ComingForm(TopicForm):
    """How children come prepared."""

    bring = forms.CharField(
        label=_("What do children bring and wear?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    food = forms.CharField(
        label=_("What is there to eat and drink?"),
        help_text=_("Say whether it is free, and whether you can do without meat, nuts and the like."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    travel = forms.CharField(
        label=_("How do you help with travel?"),
        help_text=_("Do you pay for the bus? The fare is what keeps many children away."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ArrivalForm(TopicForm):
    """Whom a group asks for; kept apart, sealed, and gone soon after the day."""

    contact_name = forms.CharField(
        label=_("Whom does a group ask for at the door?"),
        help_text=_("Only groups that have places see this page. We delete it 14 days after the last day."),
        max_length=120,
        error_messages={"required": _("Type the name of somebody who is there on the day.")},
    )
    contact_phone = PhoneField(
        label=_("A phone number that is answered on the day"),
        error_messages={"required": _("Type a phone number that is answered on the day.")},
    )
    directions = forms.CharField(
        label=_("How does a group find you?"),
        help_text=_("The nearest stop, which door, where a minibus can park."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CallOffForm(forms.Form):
    """A reason of ours, and two words typed: nobody calls a day off by a slip of the finger."""

    why = forms.ChoiceField(
        label=_("Why?"),
        help_text=_("Every group that has places, or waits for them, is told this."),
        choices=[each for each in CalledOffFor.choices if each[0] != CalledOffFor.LEFT],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    typed = forms.CharField(
        label=_("Type: call it off"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": _("Type the words: call it off")},
    )

    def clean_typed(self) -> str:
        if self.cleaned_data["typed"].casefold().split() != str(_("call it off")).casefold().split():
            raise forms.ValidationError(_("Type the words: call it off"))
        return ""
