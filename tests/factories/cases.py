"""Help cases, made by the product's own verbs."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from accounts.models import User
from help_at_hand.cases import actions
from help_at_hand.cases.enums import Outcome
from help_at_hand.cases.models import Case
from safeguarding import audit
from tests.factories.accounts import UserFactory

WORDS = "Nobody asks me where I want to live."


def adviser(**fields: Any) -> User:
    """Return somebody who works on help cases."""
    return UserFactory(adviser=True, **fields)


class CaseFactory(factory.Factory[Case]):
    """`CaseFactory(words=…, safe="no")`; `answered`, `closed`; `days_ago` moves the end of a closed one."""

    class Meta:
        model = Case

    class Params:
        answered = factory.Trait(state="answered")
        closed = factory.Trait(state="closed")

    words = WORDS
    language = "en"
    rushed = False
    state = "new"
    days_ago = 0

    @classmethod
    def _create(cls, model_class: type[Case], *args: Any, **kwargs: Any) -> Case:
        state, days = kwargs.pop("state"), kwargs.pop("days_ago")
        language, rushed = kwargs.pop("language"), kwargs.pop("rushed")
        case = actions.send(
            answers=kwargs, language=language, form=secrets.token_urlsafe(24), rushed=rushed
        ).case
        if state in ("answered", "closed"):
            somebody = adviser()
            by = {"by": audit.actor(somebody), "user": somebody}
            actions.answer(case=case, words="We will ask your social worker.", **by)
            if state == "closed":
                actions.close(case=case, outcome=Outcome.HELPED, **by)
                ended = timezone.now() - timedelta(days=days)
                Case.objects.filter(pk=case.pk).update(closed_at=ended)
        return Case.objects.get(pk=case.pk)
