"""Entries of the trail, holds, concerns and seals. All are made by the product's own verbs."""

from __future__ import annotations

from typing import Any

import factory

from safeguarding import actions, audit, sealing
from safeguarding.enums import Outcome, Source, WhySealed
from safeguarding.models import AuditEntry, Concern, Hold, Seal
from tests.factories.accounts import UserFactory


class AuditEntryFactory(factory.Factory[AuditEntry]):
    class Meta:
        model = AuditEntry

    by = "system"
    act = "user.seen"
    subject = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class: type[AuditEntry], *args: Any, **kwargs: Any) -> AuditEntry:
        return audit.record(**kwargs)


class HoldFactory(factory.Factory[Hold]):
    class Meta:
        model = Hold

    class Params:
        open_again = factory.Trait(lifted=True)

    subject = factory.SubFactory(UserFactory)
    reason = "needs-a-lead"
    by = "system"
    lifted = False

    @classmethod
    def _create(cls, model_class: type[Hold], *args: Any, **kwargs: Any) -> Hold:
        lifted = kwargs.pop("lifted")
        hold = actions.hold(**kwargs)
        if lifted:
            actions.lift(subject=kwargs["subject"], by="system")
            hold.refresh_from_db()
        return hold


class ConcernFactory(factory.Factory[Concern]):
    """`ConcernFactory(level=Level.RED)`; `taken`, `closed`."""

    class Meta:
        model = Concern

    class Params:
        taken = factory.Trait(state="taken")
        closed = factory.Trait(state="closed")

    subject = None
    source = Source.DESK
    level = None
    words = factory.Sequence(lambda number: f"He said he is afraid to go home. {number}")
    by = "system"
    user = None
    state = "raised"

    @classmethod
    def _create(cls, model_class: type[Concern], *args: Any, **kwargs: Any) -> Concern:
        state = kwargs.pop("state")
        concern = actions.raise_concern(**kwargs)
        somebody = kwargs["user"] or (UserFactory(lead=True) if state != "raised" else None)
        if state == "taken":
            actions.take(concern=concern, by=audit.actor(somebody), user=somebody)
        if state == "closed":
            actions.close(concern=concern, outcome=Outcome.SUPPORTED, by=audit.actor(somebody), user=somebody)
        concern.refresh_from_db()
        return concern


class SealFactory(factory.Factory[Seal]):
    """`SealFactory(subject=film)`, sealed by a new lead or by `user`."""

    class Meta:
        model = Seal

    subject = factory.SubFactory(UserFactory)
    reason = WhySealed.INDECENT
    user = factory.SubFactory(UserFactory, lead=True)

    @classmethod
    def _create(cls, model_class: type[Seal], *args: Any, **kwargs: Any) -> Seal:
        return sealing.seal(by=audit.actor(kwargs["user"]), **kwargs)
