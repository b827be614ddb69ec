"""Post a message with the act that causes it, or take it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.template.loader import get_template
from django.utils import timezone

from outbox import tasks
from outbox.letters import template_name
from outbox.models import Message


@transaction.atomic
def post(
    *, key: str, to: str, template: str, context: Mapping[str, Any], language: str, subject_ref: str = ""
) -> Message:
    """Write one message in the caller's transaction; it goes out after the commit.

    `key` names the act: a second post with the same key returns the first message, whatever else
    it says (F8). It is kept for good: no address and no name is in it (S1). `template` is the name of a
    file in templates/mail/ without its ending. `context` is JSON: links, codes and titles we made, never a
    child's words.

    Raises TemplateDoesNotExist at once, rather than when it is too late to tell anybody.
    """
    get_template(template_name(template))
    if existing := Message.objects.filter(key=key).first():
        return existing
    try:
        with transaction.atomic():
            message = Message.objects.create(
                key=key,
                to=to,
                template=template,
                context=dict(context),
                language=language,
                subject_ref=subject_ref,
                next_try_at=timezone.now(),
            )
    except IntegrityError:
        return Message.objects.get(key=key)
    transaction.on_commit(lambda: tasks.deliver.enqueue(message.pk))
    return message


@transaction.atomic
def cancel_for(subject_ref: str) -> int:
    """Take back everything not yet sent about `subject_ref`, and forget whom it was for.

    Returns how many messages will now not go out. One that is being sent at this moment is no
    longer ours to stop.
    """
    about = Message.objects.filter(subject_ref=subject_ref)
    about.filter(state=Message.State.FAILED).update(to="", context={})
    return about.filter(state=Message.State.WAITING).update(state=Message.State.CANCELLED, to="", context={})


@transaction.atomic
def try_again(*, message: Message, by: str) -> bool:
    """Let a failed message go out after all, because a person says so; False if it cannot.

    The only way past 'at most once': the outcome of the last try may be unknown, and whoever asks
    for another accepts that it may arrive twice.
    """
    now = timezone.now()
    changed = (
        Message.objects.filter(pk=message.pk, state=Message.State.FAILED)
        .exclude(to="")
        .update(
            state=Message.State.WAITING,
            tries=0,
            next_try_at=now,
            failed_at=None,
            last_error=f"again: {by}"[:200],
        )
    )
    if changed:
        transaction.on_commit(lambda: tasks.deliver.enqueue(message.pk))
    return bool(changed)
