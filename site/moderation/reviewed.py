"""Words that two people check before anybody reads them: what every such model is, and its one gate (S13).

    class Wish(Reviewed):
        words = models.CharField(max_length=140)
        WORDS = ("words", "region_id", "age_band")
        NAMELESS = {"words": "", "region": None}

Its revisions hold nothing but its number (design 3): Wagtail's workflow hangs on them, and what is
approved is named by a digest over the row. Whoever writes it changes nothing that waits or is public but
by sending it again. `live` is Wagtail's; the constraint says that nothing is live that the gate did not
let through, or that was taken back. Deciding is done at a desk (moderation/desk.py), taking back by
consent.withdrawal (moderation/leaving.py).
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import DraftStateMixin, LockableMixin, Revision, RevisionMixin, WorkflowMixin

from moderation import queries
from moderation.enums import Check
from safeguarding import audit
from safeguarding import queries as safeguarding


class Missing(models.TextChoices):
    """What stands between something reviewed and the public, in words for staff."""

    WITHDRAWN = "withdrawn", _("It was taken back.")
    REFUSED = "refused", _("It was refused.")
    HELD = "held", _("It is held.")
    ASKED = "asked", _("A change was asked for.")
    NOT_APPROVED_BY_TWO = "not_approved_by_two", _("Two people have not approved it.")
    CHANGED_SINCE_APPROVAL = "changed_since_approval", _("It is not what was approved.")


class NotCleared(PublishPermissionError):
    """The gate stays shut. `why_not` says why, one sentence each."""

    def __init__(self, why_not: list[str]) -> None:
        self.why_not = why_not
        super().__init__(" ".join(why_not))


class ReviewedQuerySet[Row: "Reviewed"](models.QuerySet[Row]):
    def public(self) -> Self:
        """Return what everybody may see; nothing else is ever shown (S13)."""
        return self.filter(
            live=True, approved_at__isnull=False, withdrawn_at__isnull=True, held_at__isnull=True
        )

    def here(self) -> Self:
        """Return what was not taken back."""
        return self.filter(withdrawn_at__isnull=True)


class Reviewed(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """Something written that waits for two people.

    WORDS are the attributes that two people approve, in order; NAMELESS the columns a tombstone has;
    DESK the name of its page at the desk, by number.
    """

    decided_at_the_desk = True  # moderation.models.ReviewTask offers no verdict elsewhere
    WORDS: ClassVar[tuple[str, ...]]
    NAMELESS: ClassVar[dict[str, Any]]
    DESK: ClassVar[str]

    live = models.BooleanField(default=False, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)
    refused_at = models.DateTimeField(null=True, blank=True, editable=False)
    reply = models.ForeignKey(
        "moderation.Reason", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.CharField(max_length=12, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="%(class)s")

    class Meta:
        abstract = True
        # Nobody publishes by permission: the gate is the only way (design 3.5).
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(
                name="%(class)s_live_only_when_approved",
                condition=Q(live=False)
                | (Q(approved_at__isnull=False, withdrawn_at__isnull=True) & ~Q(approved_digest="")),
            ),
            models.CheckConstraint(
                name="%(class)s_withdrawn_at_and_by",
                condition=(Q(withdrawn_at__isnull=True) & Q(withdrawn_by=""))
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
            ),
        ]

    def review_digest(self, check: Check | str) -> str:
        """Return the 64-hex digest of all that both checks look at (S13)."""
        said = json.dumps([getattr(self, name) for name in self.WORDS], ensure_ascii=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()

    def review_address(self) -> str:
        """Return where reviewers look at it."""
        return reverse(self.DESK, args=[self.pk])

    def review_blockers(self, check: Check | str) -> list[str]:
        """Return what must happen, in words for staff, before `check` can be approved."""
        moments = {
            Missing.WITHDRAWN: self.withdrawn_at,
            Missing.REFUSED: self.refused_at,
            Missing.HELD: self.held_at or safeguarding.is_held(self) or None,
            Missing.ASKED: self.asked_at,
        }
        return [*(str(one.label) for one, moment in moments.items() if moment), *self.lacks()]

    @property
    def counted(self) -> bool:
        """Whether people are on record as seen in it, so that the first check counts them (S19)."""
        return False

    def texts(self) -> list[str]:
        """Return the words a reader would see, to be searched for names and the like (S20)."""
        return []

    def lacks(self) -> list[str]:
        """Return what else it lacks, one sentence each; for models to say."""
        return []

    def why_not_public(self) -> list[str]:
        """Return everything that stands between this row, as it is in memory, and the public."""
        found = self.review_blockers(Check.EDITORIAL)
        clearance = queries.clearance(self)
        if not clearance.complete or len(clearance.by) < 2:
            found.append(str(Missing.NOT_APPROVED_BY_TWO.label))
        elif clearance.digest != self.review_digest(Check.EDITORIAL):
            found.append(str(Missing.CHANGED_SINCE_APPROVAL.label))
        return found

    def places(self) -> list[str]:
        """Return where its files lie, as 'private:key' or 'public:key' (consent.withdrawal)."""
        return []

    def people_seen(self) -> int | None:
        """Return how many people can be seen in it, for the first check to count (S19); None for none."""
        return None

    def stop(self) -> None:
        """Take down what was made of it; called in the transaction in which it leaves the public."""

    def forget_more(self) -> None:
        """Delete what rows of its own say; called when its words go."""

    def serializable_data(self) -> dict[str, Any]:
        """Return what a revision keeps: the number, so that erasing the row leaves no copy."""
        return {"pk": self.pk}

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return it as its row is now."""
        return type(self)._base_manager.get(pk=self.pk)

    @transaction.atomic
    def save_revision(self, *args: Any, approved_go_live_at: Any = None, **kwargs: Any) -> Revision:
        """Keep a revision, for the workflow to hang on; never scheduled (F10)."""
        return super().save_revision(*args, approved_go_live_at=None, **kwargs)

    @transaction.atomic
    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> None:
        """Let everybody see it if nothing stands in the way: the only way (S13). Raises NotCleared.

        The row is locked and read again: what the caller holds may be a minute old.
        """
        rows = type(self)._base_manager.filter(pk=self.pk)
        row = rows.select_for_update().get()
        if why_not := row.why_not_public():
            raise NotCleared(why_not)
        digest = row.review_digest(Check.EDITORIAL)
        rows.filter(withdrawn_at__isnull=True, refused_at__isnull=True).update(
            approved_at=timezone.now(), approved_digest=digest
        )
        audit.record(by=audit.actor(user), act=f"{self._meta.model_name}.cleared", subject=row, digest=digest)
        super().publish(revision, user=user, **kwargs)
        self.refresh_from_db()
