"""Turn a message into an e-mail: the first line of the template is the subject, the rest the body."""

from __future__ import annotations

import hashlib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from outbox.models import Message


def write(message: Message) -> EmailMessage:
    """Return `message` as plain text in its own language.

    The Message-ID is made of the key, so that a receiver can tell a copy from a second letter. A letter to
    many, which has a `stop_link`, tells mail programs how to stop such letters by one press (RFC 8058).
    """
    template = get_template(template_name(message.template))
    facts = {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL, **message.context}
    with translation.override(message.language):
        # Plain text is not HTML: escaping would put &amp; into addresses.
        text = template.template.render(Context(facts, autoescape=False))  # type: ignore[attr-defined]
    subject, _, body = text.strip().partition("\n")
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    name = hashlib.sha256(f"{settings.SECRET_KEY}:{message.key}".encode()).hexdigest()[:32]
    headers = {"Message-ID": f"<{name}@{domain}>", "Auto-Submitted": "auto-generated"}
    if stop_link := facts.get("stop_link"):
        headers |= {
            "List-Unsubscribe": f"<{stop_link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[message.to], headers=headers)


def template_name(name: str) -> str:
    """Return the path of the template called `name`."""
    return f"mail/{name}.txt"
