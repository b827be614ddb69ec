"""One form a topic of a host's registration; answers are kept under the fields' names (S1, S23, S24)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geography.queries import authorities
from people import addresses
from people.phones import PhoneField
from takeover.enums import Access, Ages, HostKind
from takeover.models import Season, SeasonQuerySet
from takeover.topic_form import TopicForm

# Kinds that the law on employers' liability insurance lets off (Act of 1969, section 3).
MAY_BE_EXEMPT = (HostKind.COUNCIL, HostKind.POLICE, HostKind.HOSPITAL, HostKind.GOVERNMENT)
_YES_NO = [("yes", _("Yes")), ("no", _("Not yet"))]
_FILE = {"empty": _("There is nothing in this file. Please choose it again.")}


class SeasonForm(TopicForm):
    """Asked only while more than one season is open to hosts."""

    season = forms.ChoiceField(
        label=_("Which season is it for?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a season.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["season"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(season.pk), season.localized.name) for season in self.seasons()]

    def seasons(self) -> SeasonQuerySet:
        """Return the seasons there are to choose from."""
        return Season.objects.canonical().taking_hosts(timezone.localdate()).order_by("starts_date")


class OrganisationForm(TopicForm):
    """Who they are."""

    name = forms.CharField(
        label=_("Name of your organisation"),
        max_length=120,
        error_messages={"required": _("Type the name of your organisation.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    team = forms.CharField(
        label=_("Team or site, if you host for one only"),
        help_text=_("Leave it empty if you speak for all of it."),
        max_length=60,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("What kind of organisation is it?"),
        choices=HostKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a kind.")},
    )
    kind_other = forms.CharField(label=_("If it is something else: what?"), max_length=80, required=False)


class PlaceForm(TopicForm):
    """Where: England's local authorities, from a list one can search (`find`)."""

    not_kept = ("find",)

    find = forms.CharField(
        label=_("Search for your area"),
        help_text=_("Type part of its name, then press 'Search'. Or go through the list below."),
        max_length=60,
        required=False,
    )
    authority = forms.ChoiceField(
        label=_("Local authority"),
        help_text=_("The council area in which children would visit you."),
        error_messages={"required": _("Choose your local authority from the list.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.pop("find", None)
        wanted = str(self.data.get("find", "")).strip().casefold() if self.is_bound else ""
        everywhere = list(authorities())
        found = [each for each in everywhere if wanted in each.name.casefold()] if wanted else everywhere
        # What was chosen stays choosable, so that a search loses no answer.
        chosen = self.data.get("authority") if self.is_bound else self.initial.get("authority")
        self.nothing_found = bool(wanted) and not found
        if self.nothing_found:
            found = everywhere
        regions: dict[str, list[tuple[str, str]]] = {}
        for each in everywhere:
            if each in found or each.code == chosen:
                regions.setdefault(each.region.name, []).append((each.code, each.name))
        field = self.fields["authority"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose from the list")), *sorted(regions.items())]


class ContactForm(TopicForm):
    """Whom we write and talk to. The e-mail address is the one they signed in with."""

    contact_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Type your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_role = forms.CharField(
        label=_("Your job there"),
        max_length=120,
        error_messages={"required": _("Type what you do there.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    contact_phone = PhoneField(label=_("Phone number, if we may call you"), required=False)


class DecideForm(TopicForm):
    """The heart of it: a takeover is a decision, not a visit."""

    decide = forms.CharField(
        label=_("What will children really decide?"),
        help_text=_(
            "Shadowing is not a takeover. Say which decision is theirs: "
            "next month's menu, what goes in the museum's next room, where the money for the park goes."
        ),
        min_length=30,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Say what children will really decide."),
            "min_length": _("Say a little more: which decision, and about what?"),
        },
    )
    after = forms.CharField(
        label=_("What will happen with what they decide, and by when?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what will happen with their decision.")},
    )


class LeadForm(TopicForm):
    """S23: a named safeguarding lead, who knows it."""

    lead_name = forms.CharField(
        label=_("Name of your safeguarding lead"),
        help_text=_("The person everybody turns to with a worry about a child on the day."),
        max_length=120,
        error_messages={"required": _("Type the name of your safeguarding lead.")},
    )
    lead_role = forms.CharField(label=_("Their job"), max_length=120, required=False)
    lead_email = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=addresses.LONGEST,
        error_messages={"required": _("Type their e-mail address.")},
    )
    lead_phone = PhoneField(
        label=_("Their phone number on the day"),
        error_messages={"required": _("Type a phone number that is answered on the day.")},
    )
    lead_knows = forms.BooleanField(
        label=_("They know that I name them here"),
        error_messages={"required": _("Tell them first, then tick the box.")},
    )


class PastDateField(forms.DateField):
    """The day of something that has happened."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Check the year."))


class PolicyForm(TopicForm):
    """S23: a policy that covers children who come to visit."""

    policy = forms.ChoiceField(
        label=_("Do you have a safeguarding policy that covers children who visit?"),
        choices=_YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose 'Yes' or 'Not yet'.")},
    )
    policy_date = PastDateField(label=_("When did somebody last go over it?"), required=False)


class RiskForm(TopicForm):
    """S23: an employer of 250 or of 3 must think of young people in particular (HSE)."""

    risk = forms.ChoiceField(
        label=_("Does your risk assessment cover young people?"),
        help_text=_("They have less experience, may not see a danger, and may not be fully grown."),
        choices=_YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose 'Yes' or 'Not yet'.")},
    )
    risk_date = PastDateField(label=_("When did somebody last go over it?"), required=False)


class InsuranceForm(TopicForm):
    """S23: employers' liability insurance with its end date; some public bodies are let off by law."""

    insurance = forms.ChoiceField(
        label=_("Do you have employers' liability insurance?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    insurer = forms.CharField(label=_("Name of the insurer"), max_length=120, required=False)
    insurance_ends = forms.DateField(
        label=_("Last day it is valid"),
        help_text=_("It is on the certificate. We write to you before it ends."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["insurance"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(_YES_NO)
        if self.answers.get("kind") in MAY_BE_EXEMPT:
            field.choices = [
                _YES_NO[0],
                ("exempt", _("The law lets us off, as a public body")),
                _YES_NO[1],
            ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("insurance") != "yes" or "insurance_ends" in self.errors:
            return given
        if not given.get("insurance_ends"):
            self.add_error("insurance_ends", _("Type the last day on the certificate."))
        elif given["insurance_ends"] < timezone.localdate():
            self.add_error("insurance_ends", _("This insurance has ended. Type the day of the new one."))
        return given


class AdultsForm(TopicForm):
    """S23: who is with the children, and never one adult alone with one child."""

    adults = forms.CharField(
        label=_("Who will be with the children?"),
        help_text=_("How many adults, and what they do at work. No names needed."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say who will be with the children.")},
    )
    never_alone = forms.BooleanField(
        label=_("Never one adult alone with one child. We make sure of it."),
        error_messages={"required": _("Nobody can host without this promise.")},
    )
    how = forms.CharField(
        label=_("How do you make sure?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say how you make sure.")},
    )


class ChecksForm(TopicForm):
    """S24: checks as the law has them, never 'a DBS check for everybody'."""

    ages = forms.ChoiceField(
        label=_("Which ages can you take?"),
        choices=Ages.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the ages.")},
    )
    regulated = forms.ChoiceField(
        label=_("Will any adult look after or teach children under 16 often, without somebody else there?"),
        help_text=_(
            "Often means once a week or more, or four days in a month. For a takeover of a day or two, "
            "the answer is nearly always 'No'."
        ),
        choices=[("no", _("No")), ("yes", _("Yes")), ("unsure", _("I am not sure"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    checked = forms.ChoiceField(
        label=_("If yes: do those adults have an enhanced check with the barred lists?"),
        choices=[("", _("Does not apply")), *_YES_NO],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("ages") == Ages.OVER_16 and given.get("regulated") == "yes":
            self.add_error(
                "regulated",
                _("You take 16 and 17-year-olds only, so this does not apply. Choose 'No'."),
            )
        elif given.get("regulated") == "yes" and not given.get("checked"):
            self.add_error("checked", _("Choose 'Yes' or 'Not yet'."))
        return given


class AccessForm(TopicForm):
    """So that every child can come."""

    access = forms.MultipleChoiceField(
        label=_("What can you offer?"),
        help_text=_("Tick all that is there. Nothing here keeps you from hosting."),
        choices=Access.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    access_more = forms.CharField(
        label=_("Anything else that helps, or could be hard?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PapersForm(TopicForm):
    """Files; they are kept as they come, not among the answers. All can follow later."""

    kept_elsewhere = True

    policy_file = forms.FileField(label=_("Safeguarding policy"), required=False, error_messages=_FILE)
    risk_file = forms.FileField(label=_("Risk assessment"), required=False, error_messages=_FILE)
    insurance_file = forms.FileField(label=_("Insurance certificate"), required=False, error_messages=_FILE)


class AnswerForm(forms.Form):
    """The answer to one of our questions."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Type your answer.")},
    )
