"""A host's registration as one table: which topics there are, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from takeover import forms
from takeover.answers import Answers
from takeover.forms import TopicForm
from takeover.models import Season


def _always(answers: Answers) -> bool:
    return True


def _seasons_to_choose_from(answers: Answers) -> bool:
    """Whether there is a choice; one that was made can still be seen and changed."""
    return "season" in answers or Season.objects.canonical().taking_hosts(timezone.localdate()).count() > 1


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the registration, at /takeovers/host/register/<slug>/."""

    slug: str
    form: type[TopicForm]
    name: Promise
    template: str = "takeover/register_topic.html"
    applies: Callable[[Answers], bool] = _always

    def answered(self, answers: Answers) -> bool:
        """Return whether the answers still hold: a day may have passed meanwhile."""
        if self.form is forms.PapersForm:
            return True
        names = [name for name in self.form.base_fields if name != "find"]
        given = {name: answers[name] for name in names if name in answers}
        return len(given) == len(names) and self.form(data=given, answers=answers).is_valid()


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


def topics(answers: Answers) -> Iterator[Topic]:
    """Yield the topics that apply to these answers, in order."""
    return (topic for topic in TOPICS if topic.applies(answers))


def find(slug: str, answers: Answers) -> Topic | None:
    """Return the topic at `slug` if it applies."""
    return next((topic for topic in topics(answers) if topic.slug == slug), None)


def first_unanswered(answers: Answers) -> Topic | None:
    """Return the first topic still to be answered, or None when all are."""
    return next((topic for topic in topics(answers) if not topic.answered(answers)), None)
