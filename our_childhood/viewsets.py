"""Films in the admin: a list to find them by, Wagtail's own editor, history, reports and locks.

Verdicts are given at the desk (our_childhood/desk); Wagtail's own ways to give one end in the same
moderation.actions.decide. There is no way here to add, delete, publish or unpublish (ADR 0042).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn, UpdatedAtColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.snippets.views import snippets

from moderation import actions as moderation_actions
from moderation.models import ReviewTask
from our_childhood import story
from our_childhood.models import Film
from safeguarding import audit
from safeguarding import queries as safeguarding
from safeguarding.permissions import LEADS


class FilmEditView(snippets.EditView):
    """Wagtail's editor without the ways past the review; changed words start the review anew."""

    _NOT_HERE = frozenset({"publish", "submit", "cancel-workflow", "restart-workflow"})

    def get_available_actions(self) -> list[str]:
        return [action for action in super().get_available_actions() if action not in self._NOT_HERE]

    def run_action_method(self) -> HttpResponse | None:
        anew = moderation_actions.void_if_changed(subject=self.object, by=audit.actor(self.request.user))
        if anew:
            messages.warning(self.request, _("The words are not what was approved: both checks begin again."))
            return None
        try:
            with transaction.atomic():
                return super().run_action_method()
        except PermissionDenied as refused:
            messages.error(self.request, str(refused))
            return redirect(self.get_edit_url())

    def save_instance(self) -> Film:
        film = super().save_instance()
        if self.form.has_changed():
            audit.record(
                by=audit.actor(self.request.user),
                act="film.words_changed",
                subject=film,
                fields=sorted(self.form.changed_data),
            )
        return film


class FilmWorkflowActionView(snippets.WorkflowActionView):
    """A verdict through Wagtail's own dialogue; a refused one is a sentence in it, not an error page."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except PermissionDenied as refused:
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                form = self.form_class(request.POST)
                form.add_error(None, str(refused))
                return self.render_modal_form(request, form)
            messages.error(request, str(refused))
            return redirect(self.redirect_url)


class FilmLockView(snippets.LockView):
    """Only somebody who may do the current check takes a film for themselves; superusers included."""

    def user_has_permission(self, permission: str) -> bool:
        task = self.object.current_workflow_task
        return isinstance(task, ReviewTask) and task.user_can_lock(self.object, self.request.user)


class FilmUnlockView(snippets.UnlockView):
    """Whoever took a film puts it back, or a safeguarding lead does."""

    def user_has_permission(self, permission: str) -> bool:
        user = self.request.user
        return self.object.locked_by_id == user.pk or user.groups.filter(name=LEADS).exists()


class FilmConfirmCancellationView(PermissionCheckedMixin, snippets.ConfirmWorkflowCancellationView):
    """Wagtail asks nobody for a permission here; we do."""

    permission_required = "change"


def on_record(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let `view` of Wagtail's open a film, with the look on record (S22); never one that is sealed (S17)."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = kwargs.get("pk")
        film = Film.objects.filter(pk=unquote(str(key))).first() if key is not None else None
        if film is not None and safeguarding.is_sealed(film):
            raise Http404
        answer = view(request, *args, **kwargs)
        if (
            film is not None
            and film.released_at is None
            and (request.method, answer.status_code) == ("GET", 200)
        ):
            what = request.resolver_match.url_name if request.resolver_match is not None else ""
            audit.record(by=audit.actor(request.user), act="film.opened_in_editor", subject=film, what=what)
        return answer

    return opened


class FilmViewSet(snippets.SnippetViewSet):
    """Every film that has not been taken back."""

    model = Film
    icon = "media"
    menu_label = gettext_lazy("All films")
    menu_name = "films"
    menu_order = 205
    add_to_admin_menu = True
    copy_view_enabled = False
    edit_view_class = FilmEditView
    lock_view_class = FilmLockView
    unlock_view_class = FilmUnlockView
    workflow_action_view_class = FilmWorkflowActionView
    confirm_workflow_cancellation_view_class = FilmConfirmCancellationView
    list_display = [
        "title",
        Column("state", label=gettext_lazy("Where it is"), accessor=lambda film: story.state(film).label),
        "age_band",
        "region",
        "prompt",
        DateColumn("received_at", label=gettext_lazy("Came in"), sort_key="received_at"),
        UpdatedAtColumn(),
    ]
    list_filter = ["age_band", "region", "prompt", "speech", "others_in_film", "live"]
    search_fields = ["title", "description", "transcript"]
    ordering = ["-received_at"]
    panels = [
        FieldPanel("title"),
        FieldPanel("description"),
        FieldPanel("speech"),
        FieldPanel("captions"),
        FieldPanel("transcript"),
        FieldPanel("language"),
        FieldPanel("prompt"),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        films = Film.objects.filter(withdrawn_at__isnull=True).exclude(pk__in=safeguarding.sealed_ids(Film))
        return films.select_related("video", "prompt", "region")

    def get_urlpatterns(self) -> list[Any]:
        patterns = super().get_urlpatterns()
        for pattern in patterns:
            pattern.callback = on_record(pattern.callback)
        return patterns

    def register_chooser_viewset(self) -> None:
        """Nothing chooses a film, and Wagtail's choosers ask nobody for a permission to look."""
