"""What decision-makers promised at a meetup, and each time that something became of it (ADR 0181)."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise as Promise_
from django.utils.translation import gettext_lazy as _

from cicc_meetups.models import Meetup
from cicc_meetups.promises.enums import PromiseState
from cicc_meetups.questions.models import Question
from geography.names import region_name
from moderation.reviewed import Reviewed, ReviewedQuerySet

LONGEST = 300
LONGEST_NEWS = 600
# No vowels, so that no address spells a word.
_SIGNS = "23456789bcdfghjkmnpqrtvwxyz"


def new_slug() -> str:
    """Return eight signs: the promise's place in the list, which counts nothing."""
    return "".join(secrets.choice(_SIGNS) for _ in range(8))


class PromiseQuerySet(ReviewedQuerySet["Promise"]):
    def with_state(self) -> Self:
        """Bring `now`, how far each is as everybody reads it: by its last public news."""
        told = News.objects.public().filter(promise=OuterRef("pk")).order_by("-on_date", "-id")
        now = Coalesce(Subquery(told.values("state")[:1]), models.Value(PromiseState.MADE.value))
        return self.annotate(now=now)

    def due(self, today: date) -> Self:
        """Return the public ones somebody of ours asks about again by today, the oldest first."""
        return self.public().filter(ask_again_date__lte=today).order_by("ask_again_date", "id")


class Promise(Reviewed):
    """One promise, by an office and not by a name: offices stay, people move on.

    Whoever of ours was there writes it down; two others check it, so that nobody is misquoted.
    """

    WORDS = ("words", "who", "made_date", "by_date", "meetup_id", "question_id")
    NAMELESS = {"words": "", "who": "", "language": ""}
    DESK = "promise_check"

    slug = models.SlugField(max_length=8, unique=True, default=new_slug, editable=False)
    meetup = models.ForeignKey(Meetup, on_delete=models.PROTECT, related_name="promises", editable=False)
    question = models.ForeignKey(
        Question,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="promises",
        editable=False,
        help_text="The question it was an answer to.",
    )
    words = models.CharField(_("what they promised"), max_length=LONGEST, blank=True)
    who = models.CharField(_("who promised it"), max_length=120, blank=True)
    made_date = models.DateField(_("when"))
    by_date = models.DateField(_("by when they do it"), null=True, blank=True)
    ask_again_date = models.DateField(_("when we ask again"), null=True, blank=True)
    reminded_for = models.DateField(null=True, blank=True, editable=False)
    language = models.CharField(max_length=10, default="en", blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        permissions = [("record_promise", "Can write down what was promised, and what became of it")]
        indexes = [
            models.Index(
                fields=["-approved_at", "-id"],
                name="promise_newest",
                condition=Q(live=True, withdrawn_at__isnull=True, held_at__isnull=True),
            ),
            models.Index(fields=["ask_again_date"], name="promise_due", condition=Q(live=True)),
        ]

    def __str__(self) -> str:
        return f"promise {self.pk}"

    def texts(self) -> list[str]:
        return [self.words, self.who]

    @property
    def state_label(self) -> str | Promise_:
        """How far it is, in words; of a row that was read `with_state`."""
        return PromiseState(getattr(self, "now", PromiseState.MADE)).label

    @property
    def region_name(self) -> str | Promise_:
        """Where it was made, in the reader's language."""
        return region_name(self.meetup.region)

    @property
    def is_due(self) -> bool:
        """Whether the day on which we ask again has come."""
        return self.ask_again_date is not None and self.ask_again_date <= timezone.localdate()

    @property
    def question_shown(self) -> bool:
        """Whether everybody may read the question it answered."""
        asked = self.question
        return asked is not None and asked.live and asked.withdrawn_at is None and asked.held_at is None


class News(Reviewed):
    """What became of a promise, one row each time. The last public one says how far it is (S32)."""

    WORDS = ("state", "words", "on_date", "promise_id")
    NAMELESS = {"words": "", "language": ""}
    DESK = "promise_news_check"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="news", editable=False)
    state = models.CharField(_("how far it is"), max_length=10, choices=PromiseState.choices)
    words = models.CharField(_("what happened, or why not"), max_length=LONGEST_NEWS, blank=True)
    on_date = models.DateField(_("when they told us"))
    language = models.CharField(max_length=10, default="en", blank=True)

    objects = ReviewedQuerySet["News"].as_manager()

    class Meta(Reviewed.Meta):
        verbose_name = _("news of a promise")
        verbose_name_plural = _("news of promises")
        constraints = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(name="news_is_more_than_made", condition=~Q(state=PromiseState.MADE)),
        ]

    def __str__(self) -> str:
        return f"news {self.pk}"

    def texts(self) -> list[str]:
        return [self.words]
