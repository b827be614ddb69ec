"""The staff edge: what waits, what failed, and letting a failed message go out after all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.tables import MomentColumn
from outbox import actions
from outbox.models import Message
from outbox.permissions import LookPolicy


class MessageInspectView(generic.InspectView):
    template_name = "outbox/message_inspect.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.object.state == Message.State.FAILED and self.object.to:
            context["again_url"] = reverse("outbox_messages:again", args=[self.object.pk])
        return context


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one failed message go out again; only for those who may look at it."""
    if not LookPolicy(Message).user_has_permission(request.user, "view"):
        raise PermissionDenied
    message = get_object_or_404(Message, pk=pk)
    if actions.try_again(message=message, by=f"user:{request.user.pk}"):
        messages.success(request, _("It will go out within a minute."))
    else:
        messages.error(request, _("It can no longer go out."))
    return redirect("outbox_messages:inspect", pk)


class MessageViewSet(ModelViewSet):
    model = Message
    name = "outbox_messages"
    url_prefix = "messages"
    icon = "mail"
    menu_label = gettext_lazy("Messages")
    menu_order = 920
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = MessageInspectView
    form_fields = ["state"]
    list_display = [
        Column("key", label=gettext_lazy("Message")),
        Column("template", label=gettext_lazy("Letter")),
        Column("get_state_display", label=gettext_lazy("State")),
        Column("tries", label=gettext_lazy("Tries")),
        DateColumn("created_at", label=gettext_lazy("Written")),
        MomentColumn("next_try_at", label=gettext_lazy("Next try")),
        Column("last_error", label=gettext_lazy("Last error")),
    ]
    list_filter = ["state", "template"]
    # Neither address nor context: they open doors, and no operator needs them to mend the post.
    inspect_view_fields = [
        "key",
        "template",
        "language",
        "state",
        "tries",
        "created_at",
        "next_try_at",
        "sent_at",
        "failed_at",
        "last_error",
    ]

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("again/<int:pk>/", again, name="again")]


message_viewset = MessageViewSet()
