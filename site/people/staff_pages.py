"""The head of a page of staff's in Wagtail's admin: its title, and the crumbs that lead to it from home.

For templates that extend "wagtailadmin/generic/base.html".
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

type Words = str | Promise


def headed(title: Words, *above: tuple[Words, str], icon: str = "") -> dict[str, Any]:
    """Return what the admin's header reads.

    `above` are the pages between home and this one, each a label and its address ('' for none); `icon` is
    one of Wagtail's.
    """
    crumbs = [(_("Home"), reverse("wagtailadmin_home")), *above, (title, "")]
    return {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": address, "label": label} for label, address in crumbs],
    }


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    title: Words,
    *above: tuple[Words, str],
    icon: str = "",
) -> HttpResponse:
    """Answer with `template`, read with `context` and the head of the page; the rest as in `headed`.

    The status is 422 when the context's `form` was posted and has errors; a filter in an address has none.
    """
    form = context.get("form")
    status = 422 if request.method == "POST" and form is not None and form.errors else 200
    return render(request, template, {**context, **headed(title, *above, icon=icon)}, status=status)
