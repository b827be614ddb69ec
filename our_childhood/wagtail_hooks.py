"""The room's staff side: the review desk, films, questions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from our_childhood.desk import concern_views, ledger_views, views, welfare_views
from our_childhood.models import Film
from our_childhood.prompt_viewset import PromptViewSet
from our_childhood.viewsets import FilmViewSet

register_snippet(FilmViewSet)
register_snippet(PromptViewSet)


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    return [
        path("films/", views.DeskView.as_view(), name="review_desk"),
        path("films/<int:pk>/", views.FilmView.as_view(), name="review_film"),
        path("films/<int:pk>/decide/<slug:verdict>/", views.DecideView.as_view(), name="review_decide"),
        path("films/<int:pk>/words/", views.WordsView.as_view(), name="review_words"),
        path("films/<int:pk>/claim/", views.ClaimView.as_view(), {"act": "claim"}, name="review_claim"),
        path("films/<int:pk>/release/", views.ClaimView.as_view(), {"act": "release"}, name="review_release"),
        path("films/<int:pk>/lift/", views.LiftView.as_view(), name="review_lift"),
        path("films/<int:pk>/take-down/", views.TakeDownView.as_view(), name="review_take_down"),
        path("films/<int:pk>/concern/", concern_views.RaiseView.as_view(), name="review_concern"),
        path("films/<int:pk>/hold/", concern_views.HoldView.as_view(), name="review_hold"),
        path("films/<int:pk>/seal/", concern_views.SealView.as_view(), name="review_seal"),
        path("films/<int:pk>/hard/", welfare_views.HardView.as_view(), name="review_hard"),
        path("welfare/", welfare_views.WelfareView.as_view(), name="welfare"),
        path("films/<int:pk>/retry/", views.RetryView.as_view(), name="review_retry"),
        path("films/<int:pk>/ledger/enter/", ledger_views.EnterView.as_view(), name="review_enter"),
        path("films/<int:pk>/ledger/ask/", ledger_views.AskView.as_view(), name="review_ask"),
        path("films/<int:pk>/ledger/care/", ledger_views.CareView.as_view(), name="review_care"),
        path(
            "films/<int:pk>/ledger/care/<int:number>/",
            ledger_views.NoteCareView.as_view(),
            name="review_note_care",
        ),
        path("films/<int:pk>/captions.vtt", views.CaptionsView.as_view(), name="review_captions"),
        path("films/<int:pk>/media/<str:name>", views.MediaView.as_view(), name="review_media"),
    ]


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy_registry.get_by_type(Film).user_has_permission(request.user, "view")


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Review desk"), reverse("review_desk"), name="review-desk", icon_name="glasses", order=50
    )


@hooks.register("construct_snippet_action_menu")
def nothing_past_the_review(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Offer no button that could only be refused: publishing and the round belong to the review."""
    if context.get("model") is Film:
        past = {
            "action-publish",
            "action-unpublish",
            "action-submit",
            "action-cancel-workflow",
            "action-restart-workflow",
        }
        items[:] = [item for item in items if item.name not in past]


@hooks.register("register_snippet_listing_buttons")
def review_button(film: Any, user: Any, next_url: str | None = None) -> Any:
    from wagtail.admin.widgets.button import Button

    if isinstance(film, Film):
        yield Button(_("Review"), reverse("review_film", args=[film.pk]), icon_name="glasses", priority=5)
