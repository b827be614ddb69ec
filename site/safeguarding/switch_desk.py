"""/admin/switch/: the switch for those who may turn it, behind a word to type (S16)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.menu import MenuItem

from people.staff_pages import headed
from safeguarding import audit, switch
from safeguarding.models import SwitchTurn

RIGHT = "safeguarding.turn_switch"
# Not translated: what is typed is what is said on the telephone at night.
WORDS = {False: "FILMS OFF", True: "FILMS ON"}


class TurnForm(forms.Form):
    """The second key: the words themselves, so that no single click hides every film."""

    typed = forms.CharField(
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
        error_messages={"required": gettext_lazy("Type the words first.")},
    )

    def __init__(self, *args: Any, turn_on: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = WORDS[turn_on]
        self.fields["typed"].label = _("Type %(words)s") % {"words": self.words}

    def clean_typed(self) -> str:
        typed = " ".join(str(self.cleaned_data["typed"]).upper().split())
        if typed != self.words:
            raise forms.ValidationError(
                _("Nothing was done. Type %(words)s exactly."), params={"words": self.words}
            )
        return typed


@require_http_methods(["GET", "HEAD", "POST"])
def turn(request: HttpRequest) -> HttpResponse:
    """Show how the switch stands, and turn it the other way. 404 for everybody without the right."""
    if not request.user.has_perm(RIGHT):
        raise Http404
    last = switch.last()
    is_on = last is None or last.on
    # What the page offered when it was opened: of two who type at once, the second undoes nothing.
    turn_on = request.POST["turn"] == "on" if "turn" in request.POST else not is_on
    form = TurnForm(request.POST or None, turn_on=turn_on)
    if request.method == "POST" and form.is_valid():
        try:
            switch.turn(on=turn_on, by=audit.actor(request.user), user=request.user)
        except switch.AlreadyTurned:
            messages.warning(request, _("Somebody was faster. This is how it stands now."))
        else:
            said = (
                _("Films are on again. Everything is back within a minute.")
                if turn_on
                else _("Films are off. Within a minute nobody sees one and nobody can send one.")
            )
            messages.success(request, said)
        return redirect("films_switch")
    return render(
        request,
        "safeguarding/switch.html",
        {
            "form": form,
            "is_on": is_on,
            "turns": SwitchTurn.objects.select_related("turned_by")[:10],
            **headed(_("Stop all films")),
        },
        status=422 if form.errors else 200,
    )


class SwitchMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(RIGHT))


def urls() -> list[Any]:
    return [path("switch/", turn, name="films_switch")]


def menu_item() -> MenuItem:
    return SwitchMenuItem(
        gettext_lazy("Stop all films"),
        reverse("films_switch"),
        name="stop-films",
        icon_name="warning",
        order=900,
    )
