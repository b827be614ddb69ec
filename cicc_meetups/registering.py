"""A worker's registration: which pages there are, and what was said so far, sealed in the session."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cicc_meetups import queries
from cicc_meetups.forms import NEW, CouncilForm, YouForm
from cicc_meetups.models import Worker
from geography.forms import AuthorityForm
from people import sealed

_KEY = "worker_registration"
STEPS = {"where": _("Where you are"), "council": _("Your Children in Care Council"), "you": _("You")}
_ALWAYS = {"where": ("authority",), "council": ("council_name",), "you": ("name", "role", "phone")}


def said(request: HttpRequest, worker: Worker | None) -> dict[str, Any]:
    """Return what was said so far; of a registered worker, what is on record."""
    facts: dict[str, Any] = {}
    if worker is not None:
        council = worker.council
        facts = {name: getattr(worker, name) for name in _ALWAYS["you"]}
        facts |= {"authority": council.authority_id, "words": council.authority.name}
        facts |= {"council": str(council.pk), "council_name": council.name}
    return facts | _kept(request)


def keep(request: HttpRequest, form: forms.Form) -> None:
    """Add a valid form's answers to what was said; another authority has other councils."""
    facts = _kept(request)
    if isinstance(form, AuthorityForm):
        assert form.chosen is not None
        facts |= {"authority": form.chosen.pk, "words": form.chosen.name, "council": "", "council_name": ""}
    elif isinstance(form, CouncilForm):
        chosen = form.cleaned_data.get("council", NEW)
        name = form.cleaned_data["council_name"].strip()
        if chosen != NEW:
            name = dict(form.fields["council"].choices)[chosen]  # type: ignore[attr-defined]
        facts |= {"council": chosen, "council_name": name}
    else:
        facts |= form.cleaned_data
    request.session[_KEY] = sealed.seal(json.dumps(facts))


def clear(request: HttpRequest) -> None:
    """Forget what was said: it is on record now."""
    request.session.pop(_KEY, None)


def due(facts: dict[str, Any]) -> str:
    """Return the first page that still has to be answered, or ''."""
    return next((slug for slug, names in _ALWAYS.items() if not all(facts.get(n) for n in names)), "")


def form_of(slug: str, facts: dict[str, Any], given: Any = None) -> forms.Form:
    """Return the form of one page, with what was `given` or said before."""
    said = {"initial": facts, "label_suffix": ""} if given is None else {"data": given, "label_suffix": ""}
    match slug:
        case "where":
            return AuthorityForm(**said)
        case "council":
            return CouncilForm(**said, known=queries.known_in(facts["authority"]))
    return YouForm(**said)


def sections(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each page with its questions, answers in words, and where they are changed."""
    rows = {
        "where": [(_("Local council"), str(facts["words"]))],
        "council": [(_("Children in Care Council"), str(facts["council_name"]))],
        "you": [(field.label, str(facts[name])) for name, field in YouForm.base_fields.items()],
    }
    return [
        {"slug": slug, "name": name, "rows": rows[slug], "change": reverse("meetups:register", args=[slug])}
        for slug, name in STEPS.items()
    ]


def _kept(request: HttpRequest) -> dict[str, Any]:
    kept = request.session.get(_KEY)
    facts: dict[str, Any] = {}
    if kept:
        with suppress(sealed.SealBroken):
            facts = json.loads(sealed.unseal(kept))
    return facts
