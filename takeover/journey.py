"""A host's registration as one table: which topics there are, and in which order."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from takeover import forms
from takeover.answers import Answers
from takeover.models import Season
from takeover.topics import Journey, Topic


def _seasons_to_choose_from(answers: Answers) -> bool:
    """Whether there is a choice; one that was made can still be seen and changed."""
    return "season" in answers or Season.objects.canonical().taking_hosts(timezone.localdate()).count() > 1


TOPICS: tuple[Topic, ...] = (
    Topic("season", forms.SeasonForm, _("Season"), applies=_seasons_to_choose_from),
    Topic("organisation", forms.OrganisationForm, _("Your organisation")),
    Topic("place", forms.PlaceForm, _("Where you are"), "takeover/register_place.html"),
    Topic("contact", forms.ContactForm, _("Whom we write to")),
    Topic("decide", forms.DecideForm, _("What children decide")),
    Topic("lead", forms.LeadForm, _("Your safeguarding lead")),
    Topic("policy", forms.PolicyForm, _("Your policy")),
    Topic("risk", forms.RiskForm, _("Your risk assessment")),
    Topic("insurance", forms.InsuranceForm, _("Your insurance")),
    Topic("adults", forms.AdultsForm, _("Who is with the children")),
    Topic("checks", forms.ChecksForm, _("Ages and checks"), "takeover/register_checks.html"),
    Topic("access", forms.AccessForm, _("Access")),
    Topic("papers", forms.PapersForm, _("Documents"), "takeover/register_papers.html"),
)


REGISTRATION = Journey(TOPICS)
