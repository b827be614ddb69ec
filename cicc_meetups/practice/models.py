"""Between meetups: what councils' workers tell and ask each other. Nobody else reads it."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cicc_meetups.models import Council, Worker
from cicc_meetups.practice.enums import Kind, PostState, Topic
from consent import tombstones
from moderation.reviewed import Reviewed, ReviewedQuerySet

LONGEST = 3000
LONGEST_ANSWER = 1500
MOST_PAPERS = 3
# No vowels, so that no address spells a word.
_SIGNS = "23456789bcdfghjkmnpqrtvwxyz"


def new_slug() -> str:
    """Return ten signs nobody can guess."""
    return "".join(secrets.choice(_SIGNS) for _ in range(10))


class Written(Reviewed):
    """Something a worker wrote. Others see the council and never the worker (S2).

    Its author may take it back; without one, because they left, the sweep does.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+", editable=False)
    worker = models.ForeignKey(Worker, null=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    language = models.CharField(max_length=10, default="en", blank=True)

    class Meta(Reviewed.Meta):
        abstract = True

    @property
    def state(self) -> PostState:
        """Return where it is, the weightiest first."""
        for state, moment in (
            (PostState.WITHDRAWN, self.withdrawn_at),
            (PostState.REFUSED, self.refused_at),
            (PostState.HELD, self.held_at),
            (PostState.ASKED, self.asked_at),
        ):
            if moment is not None:
                return state
        if self.live:
            return PostState.SHOWN
        return PostState.DRAFT if getattr(self, "is_draft", False) else PostState.WAITING


class Post(Written):
    """Something that works well, or a question, with up to three papers."""

    WORDS = ("kind", "topic", "title", "words", "council_id", "sent_papers")
    NAMELESS = {"title": "", "words": "", "language": "", "worker": None}
    DESK = "practice_check"

    slug = models.SlugField(max_length=10, unique=True, default=new_slug, editable=False)
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind.choices)
    topic = models.CharField(_("what it is about"), max_length=12, choices=Topic.choices)
    title = models.CharField(_("title"), max_length=100, blank=True)
    words = models.TextField(_("words"), max_length=LONGEST, blank=True)
    is_draft = models.BooleanField(default=True, editable=False)

    objects = ReviewedQuerySet["Post"].as_manager()

    class Meta(Written.Meta):
        verbose_name = _("post between meetups")
        verbose_name_plural = _("posts between meetups")
        indexes = [
            models.Index(
                fields=["-approved_at", "-id"],
                name="practice_newest",
                condition=Q(live=True, withdrawn_at__isnull=True, held_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"post {self.pk}"  # never its words: Wagtail writes this into its log

    @property
    def sent_papers(self) -> list[list[Any]]:
        """What its papers are: their hashes and what they are called (S13)."""
        return [[paper.sha256, paper.called] for paper in self.papers.all()]

    def texts(self) -> list[str]:
        return [self.title, self.words, *(paper.called for paper in self.papers.all())]

    def lacks(self) -> list[str]:
        found = [str(_("It is still being written."))] if self.is_draft else []
        if any(paper.scanned_at is None for paper in self.papers.all()):
            found.append(str(_("A paper waits for the scanner.")))
        return found

    def places(self) -> list[str]:
        return [f"{tombstones.PRIVATE}{paper.key}" for paper in self.papers.all()]

    def forget_more(self) -> None:
        self.papers.all().delete()


class Paper(models.Model):
    """A paper of a post, in private storage under a random key. Opened only once it was scanned (S37)."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="papers")
    called = models.CharField(_("what it is called"), max_length=100)
    key = models.CharField(max_length=120, unique=True)
    ending = models.CharField(max_length=8)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    scanned_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["id"]

    def __str__(self) -> str:
        return f"paper {self.pk}"


class Answer(Written):
    """What another council's worker says to a post."""

    WORDS = ("words", "post_id", "council_id")
    NAMELESS = {"words": "", "language": "", "worker": None}
    DESK = "practice_answer_check"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="answers", editable=False)
    words = models.TextField(_("words"), max_length=LONGEST_ANSWER, blank=True)

    objects = ReviewedQuerySet["Answer"].as_manager()

    class Meta(Written.Meta):
        verbose_name = _("answer between meetups")
        verbose_name_plural = _("answers between meetups")

    def __str__(self) -> str:
        return f"answer {self.pk}"

    def texts(self) -> list[str]:
        return [self.words]
