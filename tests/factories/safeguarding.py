"""Entries of the trail, and holds. Both are made by the product's own verbs."""

from __future__ import annotations

from typing import Any

import factory

from safeguarding import actions, audit
from safeguarding.models import AuditEntry, Hold
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
