"""What children would like to take over. Nobody signs one: no name, no account, no contact (S2)."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.reviewed import Reviewed, ReviewedQuerySet
from people.ages import AgeBand
from takeover.challenges.models import Challenge, Draft
from takeover.wishes.enums import Route, WishState

LONGEST = 140  # letters
# No vowels, so that no address spells a word; nobody can count wishes by it (S11).
_SIGNS = "23456789bcdfghjkmnpqrtvwxyz"


def new_slug() -> str:
    """Return ten signs nobody can guess: the wish's place on the wall."""
    return "".join(secrets.choice(_SIGNS) for _ in range(10))


class Wish(Reviewed):
    """'I want to run a zoo for a day.' The region is the finest place (S2); the age is never public."""

    WORDS = ("words", "region_id", "age_band")
    NAMELESS = {"words": "", "age_band": "", "region": None, "language": ""}
    DESK = "wish_check"

    slug = models.SlugField(max_length=10, unique=True, default=new_slug, editable=False)
    form_key = models.CharField(max_length=64, unique=True, editable=False)
    words = models.CharField(_("wish"), max_length=LONGEST, blank=True)
    region = models.ForeignKey(
        "geography.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    age_band = models.CharField(_("age"), max_length=6, choices=AgeBand.choices, blank=True)
    language = models.CharField(max_length=10, default="en", blank=True)

    objects = ReviewedQuerySet["Wish"].as_manager()

    class Meta(Reviewed.Meta):
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        indexes = [
            models.Index(
                fields=["-approved_at", "-id"],
                name="wish_newest",
                condition=Q(live=True, withdrawn_at__isnull=True, held_at__isnull=True),
            ),
            models.Index(
                fields=["region", "-approved_at", "-id"],
                name="wish_newest_of_region",
                condition=Q(live=True, withdrawn_at__isnull=True, held_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"  # never its words: Wagtail writes this into its log

    def texts(self) -> list[str]:
        return [self.words]

    @property
    def state(self) -> WishState:
        """Return where the wish is, the weightiest first."""
        if self.withdrawn_at is not None:
            return WishState.OVER if self.withdrawn_by == Route.EXPIRY else WishState.WITHDRAWN
        for state, moment in ((WishState.REFUSED, self.refused_at), (WishState.HELD, self.held_at)):
            if moment is not None:
                return state
        return WishState.PUBLISHED if self.live else WishState.WAITING


class Offer(models.Model):
    """A challenge that a host begins because of a wish. Everybody sees it once the challenge is public.

    While the host writes there is only its draft, which goes some days after the challenge's day.
    """

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="offers")
    draft = models.OneToOneField(
        Draft, null=True, blank=True, on_delete=models.SET_NULL, related_name="answers_wish"
    )
    challenge = models.OneToOneField(
        Challenge, null=True, blank=True, on_delete=models.CASCADE, related_name="answers_wish"
    )
    offered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["id"]

    def __str__(self) -> str:
        return f"offer {self.pk}"
