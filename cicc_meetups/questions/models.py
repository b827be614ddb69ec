"""What councils want to ask decision-makers at a meetup, and which of it most councils want to hear."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cicc_meetups.models import Council, Meetup
from cicc_meetups.questions.enums import Came, QuestionState
from moderation.reviewed import Reviewed, ReviewedQuerySet

LONGEST = 200  # letters: it is read out
LONGEST_ANSWER = 600


class Question(Reviewed):
    """One question of one council for one meetup. The council is named, nobody in it is."""

    WORDS = ("words", "council_id", "meetup_id")
    NAMELESS = {"words": "", "language": ""}
    DESK = "question_check"

    meetup = models.ForeignKey(Meetup, on_delete=models.PROTECT, related_name="questions", editable=False)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="questions", editable=False)
    words = models.CharField(_("question"), max_length=LONGEST, blank=True)
    language = models.CharField(max_length=10, default="en", blank=True)

    objects = ReviewedQuerySet["Question"].as_manager()

    class Meta(Reviewed.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        indexes = [
            models.Index(
                fields=["meetup", "id"],
                name="question_shown_of_meetup",
                condition=Q(live=True, withdrawn_at__isnull=True, held_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"  # never its words: Wagtail writes this into its log

    def texts(self) -> list[str]:
        return [self.words]

    @property
    def state(self) -> QuestionState:
        """Return where it is, the weightiest first."""
        for state, moment in (
            (QuestionState.WITHDRAWN, self.withdrawn_at),
            (QuestionState.REFUSED, self.refused_at),
            (QuestionState.HELD, self.held_at),
        ):
            if moment is not None:
                return state
        return QuestionState.SHOWN if self.live else QuestionState.WAITING

    def forget_more(self) -> None:
        self.outcomes.all().delete()


class Vote(models.Model):
    """One council wants to hear the answer: one a council and question, whoever of its workers gave it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="votes")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="question_votes")
    voted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "council"], name="vote_once_for_a_council")
        ]

    def __str__(self) -> str:
        return f"vote {self.pk}"


class Outcome(models.Model):
    """What came of a question, as somebody of ours noted it. Rows are only added: the last one counts."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="outcomes")
    came = models.CharField(_("what came of it"), max_length=10, choices=Came.choices)
    words = models.CharField(_("the answer, in short"), max_length=LONGEST_ANSWER, blank=True)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="outcome_answered_has_words",
                condition=~Q(came=Came.ANSWERED) | ~Q(words=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.came} {self.pk}"
