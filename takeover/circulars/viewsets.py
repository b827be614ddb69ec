"""Where staff write to all hosts of a season: write, look at it as hosts will, try it out, send."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import View
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.models import User
from outbox.letters import write
from people.numbers import whole_number
from takeover.circulars import actions, emails, queries
from takeover.circulars.models import Circular
from takeover.desk.menu import MENU


class CircularForm(WagtailAdminModelForm):
    """Its words in the first language are what everybody reads whose own language is not there."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        texts = self.formsets["texts"]
        texts.is_valid()  # a form is cleaned before those inside it
        kept = [
            form.cleaned_data.get("language")
            for form in texts.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        if settings.LANGUAGE_CODE not in kept:
            first = dict(settings.LANGUAGES)[settings.LANGUAGE_CODE]
            raise forms.ValidationError(
                _("Write it in %(language)s: everybody reads that whose own language is not here.")
                % {"language": first}
            )
        return cleaned


class ListView(generic.IndexView):
    """All letters; one that was sent leads to how it was read."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("season").prefetch_related("texts")

    def get_edit_url(self, instance: Circular) -> str | None:
        return super().get_edit_url(instance) if instance.sent_at is None else self.get_inspect_url(instance)

    def get_delete_url(self, instance: Circular) -> str | None:
        return super().get_delete_url(instance) if instance.sent_at is None else None


class Unsent(View):
    """What was sent stays as it went out: it is looked at, never changed or deleted."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if Circular.objects.filter(pk=kwargs["pk"], sent_at__isnull=False).exists():
            messages.error(request, _("It has been sent, and stays as it was."))
            return redirect("circulars_staff:inspect", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class ChangeView(Unsent, generic.EditView):
    pass


class DropView(Unsent, generic.DeleteView):
    pass


class LookView(generic.InspectView):
    """The letter as each language's hosts will read it, to how many it goes, and the buttons."""

    template_name = "circulars/admin/circular.html"
    page_title = gettext_lazy("Look and send")

    def get_edit_url(self) -> str | None:
        return super().get_edit_url() if self.object.sent_at is None else None

    def get_delete_url(self) -> str | None:
        return super().get_delete_url() if self.object.sent_at is None else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        circular: Circular = self.object
        names = dict(settings.LANGUAGES)
        number = queries.recipients(circular).count()
        return super().get_context_data(**kwargs) | {
            "circular": circular,
            "letters": [
                (names[text.language], write(emails.as_read(circular, text.language)))
                for text in circular.texts.all()
            ],
            "number": number,
            "stopped": queries.audience(circular).count() - number,
            "languages": [
                (names.get(code, code), many) for code, many in queries.languages(circular).most_common()
            ],
            "may_send": self.request.user.has_perm("circulars.send_circular"),
        }


@require_POST
def try_out(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: write it to whoever asks."""
    if not request.user.has_perm("circulars.change_circular"):
        raise PermissionDenied
    assert isinstance(request.user, User)
    actions.try_out(circular=get_object_or_404(Circular, pk=pk), user=request.user)
    said = _("It is on its way to %(email)s, as hosts will get it.") % {"email": request.user.email}
    messages.success(request, said)
    return redirect("circulars_staff:inspect", pk)


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: send it to as many as whoever sends it has read and typed."""
    if not request.user.has_perm("circulars.send_circular"):
        raise PermissionDenied
    assert isinstance(request.user, User)
    circular = get_object_or_404(Circular, pk=pk)
    typed = whole_number(request.POST.get("number", "").strip())
    number = -1 if typed is None else typed
    try:
        actions.send(circular=circular, number=number, user=request.user)
    except actions.NotSendable as why:
        messages.error(request, _why_not(why.number))
    else:
        said = ngettext("It goes to %(n)s organisation.", "It goes to %(n)s organisations.", number)
        messages.success(request, said % {"n": number})
    return redirect("circulars_staff:inspect", pk)


def _why_not(number: int | None) -> str:
    if number is None:
        return _("It has been sent already. Nothing was sent now.")
    if not number:
        return _("It is for nobody. Nothing was sent. Choose others under 'Edit'.")
    return _("Nothing was sent. It is for %(n)s organisations: look again, and type that number.") % {
        "n": number
    }


class CircularViewSet(ModelViewSet):
    model = Circular
    name = "circulars_staff"
    url_prefix = "host-letters"
    icon = "mail"
    menu_label = gettext_lazy("Letters to hosts")
    menu_order = 85
    menu_hook = MENU
    copy_view_enabled = True
    inspect_view_enabled = True
    index_view_class = ListView
    edit_view_class = ChangeView
    delete_view_class = DropView
    inspect_view_class = LookView
    inspect_view_fields = ["season", "audience", "kind", "region"]
    list_display = [
        "__str__",
        Column("season", label=gettext_lazy("Season")),
        Column("get_audience_display", label=gettext_lazy("To whom")),
        Column("to_number", label=gettext_lazy("Sent to")),
        DateColumn("sent_at", label=gettext_lazy("Sent")),
    ]
    list_filter = ["season", "audience"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("season"),
                    FieldPanel("audience"),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("region")]),
                ],
                heading=gettext_lazy("To whom"),
            ),
            InlinePanel(
                "texts",
                [FieldPanel("language"), FieldPanel("subject"), FieldPanel("words")],
                heading=gettext_lazy("Words"),
                label=gettext_lazy("language"),
                help_text=gettext_lazy(
                    "Plain words, no names of children. A host whose language is not here reads the English."
                ),
                min_num=1,
                max_num=len(settings.LANGUAGES),
            ),
        ],
        base_form_class=CircularForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("try/<int:pk>/", try_out, name="try"),
            path("send/<int:pk>/", send, name="send"),
        ]


circular_viewset = CircularViewSet()
