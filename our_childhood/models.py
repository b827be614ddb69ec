"""Films and the questions that invite them."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Revision,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

from moderation.enums import Check
from our_childhood import gate, review
from our_childhood.enums import AgeBand, Blocker, Speech, WithdrawalRoute
from people.sealed import EncryptedJSONField
from safeguarding import switch
from video.enums import Stage
from video.models import Video


class Prompt(TranslatableMixin, models.Model):
    """A question that invites a film: 'What makes a home?'"""

    question = models.CharField(_("question"), max_length=120)
    hint = models.CharField(_("hint"), max_length=240, blank=True)
    slug = models.SlugField(max_length=60)
    youngest = models.PositiveSmallIntegerField(_("from age"), default=4)
    oldest = models.PositiveSmallIntegerField(_("to age"), default=17)
    picture = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sort_order = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta(TranslatableMixin.Meta):
        ordering = ["sort_order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="prompt_slug_once_per_locale"),
            models.CheckConstraint(
                condition=Q(youngest__lte=models.F("oldest")), name="prompt_age_range_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.question


class FilmQuerySet(models.QuerySet["Film"]):
    def public(self) -> FilmQuerySet:
        """Films that may be rendered to anybody; nothing else ever is (S13). Pages ask for `shown`."""
        return self.filter(
            live=True,
            cleared_at__isnull=False,
            released_at__isnull=False,
            withdrawn_at__isnull=True,
            held_at__isnull=True,
        )

    def shown(self) -> FilmQuerySet:
        """Public films while the switch is on (S16): what pages, lists and feeds ask for."""
        return self.public() if switch.is_on() else self.none()

    def to_release(self) -> FilmQuerySet:
        """Films the gate let through and nobody stopped since; their files belong into the public."""
        return self.filter(
            live=True,
            cleared_at__isnull=False,
            withdrawn_at__isnull=True,
            held_at__isnull=True,
            refused_at__isnull=True,
        )

    def waiting_for_review(self) -> FilmQuerySet:
        """Films with a preview that nobody has been asked to look at."""
        return self.filter(
            review_asked_at__isnull=True,
            withdrawn_at__isnull=True,
            refused_at__isnull=True,
            change_asked_at__isnull=True,
            # Not a join: the conditions above must be asked again of a row somebody else just wrote.
            video__in=Video.objects.filter(stage__in=[Stage.PREVIEWED, Stage.LADDERED]),
        )

    def waiting_for_new_file(self) -> FilmQuerySet:
        """Films whose child may send another file: asked to, or because this one cannot be opened."""
        return self.filter(
            Q(change_asked_at__isnull=False) | Q(video__in=Video.objects.filter(stage=Stage.REFUSED))
        )

    def newest_first(self) -> FilmQuerySet:
        return self.order_by("-released_at", "-id")


class Film(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """A child's film. Holds no name and no contact: those live in rows that can be deleted whole.

    `live` is Wagtail's; the constraint below it says that nothing is live unless it was cleared
    by the gate (our_childhood/gate.py) and has not been withdrawn.

    FACTS are what happened to the film, and what the child alone says. They belong to the row, not
    to a revision, and only a conditional UPDATE (our_childhood/actions.py) writes them: `save()`
    leaves them out, so that somebody saving what they read a minute ago cannot undo a withdrawal.
    """

    FACTS = frozenset(
        {
            "slug",
            "age_band",
            "others_in_film",
            "video",
            "received_at",
            "file_received_at",
            "review_asked_at",
            "cleared_at",
            "cleared_digest",
            "released_at",
            "rested_at",
            "held_at",
            "change_asked_at",
            "refused_at",
            "reply",
            "withdrawn_at",
            "withdrawn_by",
            "erased_at",
        }
    )

    title = models.CharField(max_length=80, help_text="A friendly name we make; never a child's name.")
    slug = models.SlugField(max_length=100, unique=True)
    description = models.TextField(blank=True, help_text="What the film shows, for people who cannot see it.")
    transcript = models.TextField(blank=True)
    captions = models.TextField(blank=True, help_text="WebVTT.")
    speech = models.CharField(max_length=12, choices=Speech.choices, default=Speech.UNKNOWN, blank=True)
    language = models.CharField(max_length=10, default="en", help_text="Spoken in the film.")
    prompt = models.ForeignKey(Prompt, null=True, blank=True, on_delete=models.SET_NULL, related_name="films")
    age_band = models.CharField(max_length=6, choices=AgeBand.choices)
    region = models.ForeignKey(
        "geography.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    others_in_film = models.BooleanField(default=False)
    video = models.OneToOneField(
        "video.Video", null=True, blank=True, on_delete=models.SET_NULL, related_name="film"
    )

    live = models.BooleanField(default=False, editable=False)
    received_at = models.DateTimeField(auto_now_add=True)
    file_received_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Of the file it has now; a yes counts from then on."
    )
    review_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    cleared_at = models.DateTimeField(null=True, blank=True, editable=False)
    cleared_digest = models.CharField(max_length=64, blank=True, editable=False)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    rested_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Off the site until everybody says yes again."
    )
    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    change_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    refused_at = models.DateTimeField(null=True, blank=True, editable=False)
    reply = models.ForeignKey(
        "moderation.Reason", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.CharField(
        max_length=10, choices=WithdrawalRoute.choices, blank=True, editable=False
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="film",
        for_concrete_model=False,
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="film")

    objects = FilmQuerySet.as_manager()

    class Meta:
        # Nobody publishes by permission: the gate is the only way (design 3.5).
        default_permissions = ("view", "change")
        verbose_name = _("film")
        verbose_name_plural = _("films")
        indexes = [
            models.Index(
                fields=["-released_at", "-id"],
                name="film_public_newest",
                condition=Q(
                    live=True, withdrawn_at__isnull=True, held_at__isnull=True, released_at__isnull=False
                ),
            ),
            models.Index(
                fields=["prompt", "-released_at", "-id"],
                name="film_public_by_prompt",
                condition=Q(
                    live=True, withdrawn_at__isnull=True, held_at__isnull=True, released_at__isnull=False
                ),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="film_live_only_when_cleared",
                condition=Q(live=False)
                | (Q(cleared_at__isnull=False) & ~Q(cleared_digest="") & Q(withdrawn_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="film_withdrawn_at_and_by",
                condition=(Q(withdrawn_at__isnull=True) & Q(withdrawn_by=""))
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"film {self.pk}"

    @property
    def needs_guardian(self) -> bool:
        """Whether a grown-up must say yes too (S7)."""
        return bool(self.age_band) and AgeBand(self.age_band).needs_guardian

    def content_digest(self) -> str:
        """Return the 64-hex digest of exactly what would be shown: pictures, sound and words (S13)."""
        words = [
            self.video.digest if self.video is not None else "",
            self.title,
            self.description,
            self.transcript,
            self.captions,
            self.speech,
            self.language,
            self.prompt_id,
            self.age_band,
            self.region_id,
        ]
        return hashlib.sha256(json.dumps(words, ensure_ascii=True).encode()).hexdigest()

    def review_digest(self, check: Check | str) -> str:
        """Return the 64-hex digest of what `check` looks at (our_childhood/review.py)."""
        return review.digest(self, check)

    def review_address(self) -> str:
        """Return where reviewers look at this film."""
        return reverse("review_film", args=[self.pk])

    def review_blockers(self, check: Check | str) -> list[str]:
        """Return what must happen, in words for staff, before `check` can be approved."""
        return review.blockers(self, check)

    @transaction.atomic
    def save(self, *args: Any, update_fields: Any = None, **kwargs: Any) -> None:
        """Save what a person may edit; FACTS of an existing film stay as the row has them.

        Raises gate.NotCleared for a film that was withdrawn meanwhile (a stale copy must not bring its
        words back, S8) and for a live one whose content is not what was cleared (S13); ValueError for
        an attempt to save a fact by name.
        """
        if not self._state.adding:
            gate.lock(self)
            if update_fields is None:
                update_fields = [
                    field.name
                    for field in self._meta.local_concrete_fields
                    if not field.primary_key and field.name not in self.FACTS
                ]
            elif facts := self.FACTS.intersection(update_fields):
                raise ValueError(
                    f"{', '.join(sorted(facts))}: facts are written by our_childhood.actions only."
                )
        if self.live and (update_fields is None or not gate.WORDLESS.issuperset(update_fields)):
            gate.must_be_what_was_cleared(self)
        super().save(*args, update_fields=update_fields, **kwargs)

    @transaction.atomic
    def save_revision(self, *args: Any, approved_go_live_at: Any = None, **kwargs: Any) -> Revision:
        """Keep a revision. `approved_go_live_at` is dropped: films are never scheduled (F10).

        Raises gate.NotCleared for a withdrawn film: an autosave must not bring its words back (S8).
        """
        gate.lock(self)
        return super().save_revision(*args, approved_go_live_at=None, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Film:
        """Return the film with a revision's words; every fact stays the row's."""
        film = super().with_content_json(content)
        for field in self._meta.local_concrete_fields:
            if field.name in self.FACTS:
                setattr(film, field.attname, getattr(self, field.attname))
        film.go_live_at = film.expire_at = None
        return film

    @transaction.atomic
    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> None:
        """Publish `revision` if the gate lets it through: the only way into the public (S13).

        Every route of Wagtail's ends here: button, workflow, bulk, schedule, API. Raises
        gate.NotCleared, which the admin answers like a missing permission.
        """
        gate.lock(self)
        # Read again under the lock: what the caller holds may be a minute old.
        revision = Revision.objects.get(pk=revision.pk)
        if any(revision.content.get(name) for name in ("go_live_at", "expire_at")):
            raise gate.NotCleared([Blocker.SCHEDULED])
        gate.clear(revision.as_object(), user=user)
        super().publish(Revision.objects.get(pk=revision.pk), user=user, **kwargs)
        self.refresh_from_db()

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Take the film off; its public files go as soon as that is committed."""
        gate.lock(self, withdrawn_too=True)
        self.refresh_from_db()
        super().unpublish(*args, **kwargs)
        gate.shut(self)
        self.refresh_from_db()


class FilmDraft(models.Model):
    """The answers of one making journey, until it is sent or expires; then deleted whole.

    The cookie holds a random token; this row holds its keyed hash. Sending empties `answers` and
    sets `film`, so that a second tap is answered with the same film (F8).
    """

    token: str = ""  # only in memory, put there by our_childhood.drafts

    token_hash = models.CharField(max_length=64, unique=True)
    answers = EncryptedJSONField(default=dict, blank=True)
    replaces = models.ForeignKey(
        Film,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The film a change was asked for.",
    )
    film = models.ForeignKey(Film, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"journey {self.pk}"
