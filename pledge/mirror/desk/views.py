"""/admin/did-it-happen/: every number, and the words nobody else reads; each look is on record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people import staff_pages
from pledge import queries
from pledge.mirror import figures
from pledge.mirror.models import Reply
from safeguarding import audit
from safeguarding.permissions import by_group

PER_PAGE = 25


def may_read(user: Any) -> bool:
    """Whether one of the person's groups lets them read children's words: being a superuser does not (S1)."""
    return ("mirror", "view_reply") in by_group(user)


@require_safe
def replies(request: HttpRequest) -> HttpResponse:
    """Show the last quarter that is over, the running one, and what was written, newest first."""
    user: Any = request.user
    if not may_read(user):
        raise Http404
    pledge = queries.pledge()
    today = timezone.localdate()
    first, last = figures.quarter(today)
    times = [(first, last), (last + timedelta(days=1), today)]
    said = [
        (begin, end, figures.for_staff(pledge.version, pledge.promises, begin, end))
        for begin, end in (times if pledge is not None else [])
        if pledge is not None
    ]
    rows = Reply.objects.filter(has_words=True).select_related("authority")
    words = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    shown = [row.pk for row in words.object_list]
    if shown:
        audit.record(by=audit.actor(user), act="reply.read", subject=user, replies=shown)
    context = {
        "said": said,
        "words": words,
    }
    return staff_pages.page(request, "mirror/admin/replies.html", context, _("Did it happen?"), icon="help")
