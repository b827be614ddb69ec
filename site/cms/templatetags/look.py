"""What templates need to draw the frame round every page."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms import navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation_links(context: Context, place: str) -> list[navigation.Link]:
    """`{% navigation_links "menu" as links %}`: the editors' links of that place."""
    request = context.get("request")
    return navigation.menu(request, place) if request is not None else []


@register.simple_tag
def links_beside(place: str) -> list[navigation.Link]:
    """`{% links_beside "hosts" as links %}`: what editors put beside that part, if it is there."""
    return navigation.beside(place)


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[navigation.Language]:
    """`{% language_links as languages %}`: this page in each language."""
    request = context.get("request")
    if request is None:
        return []
    page = context.get("page")
    return navigation.languages(request, page if hasattr(page, "get_translations") else None)


@register.simple_tag
def in_language(address: str) -> str:
    """`{% in_language "/films/" %}`: an English address as it is in the reader's language."""
    return navigation.address_in(address, get_language() or "en")


@register.simple_tag(takes_context=True)
def link_url(context: Context, link: Any) -> str:
    """Where a LinkBlock's value leads: its page in the reader's language, or its address."""
    page = link.get("page")
    if page is not None:
        return page.localized.get_url(context.get("request")) or ""
    return in_language(link.get("address") or "/")


@register.filter
def marked(words: str, mark: str) -> str | SafeString:
    """`words` with the part that equals `mark` in `<em>`, which the hero underlines."""
    before, found, after = words.partition(mark) if mark else (words, "", "")
    return format_html("{}<em>{}</em>{}", before, found, after) if found else words


# --- Forms: one bound field, drawn with the right label, hint, error and references ------------------


@register.filter
def kind(field: BoundField) -> str:
    """Which part draws this field: text, textarea, select, tick, ticks, radios, file or hidden."""
    widget = field.field.widget
    for name, classes in (
        ("hidden", forms.HiddenInput),
        ("ticks", forms.CheckboxSelectMultiple),
        ("radios", forms.RadioSelect),
        ("tick", forms.CheckboxInput),
        ("file", forms.FileInput),
        ("textarea", forms.Textarea),
        ("select", forms.Select),
    ):
        if isinstance(widget, classes):
            return name
    return "text"


@register.simple_tag
def control(field: BoundField, css: str = "") -> SafeString:
    """The bare control of `field`, with the class and the references a reader's software needs."""
    attrs: dict[str, str | bool] = {"class": f"{field.field.widget.attrs.get('class', '')} {css}".strip()}
    if not attrs["class"]:
        del attrs["class"]
    described = described_by(field)
    if described:
        attrs["aria-describedby"] = described
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


@register.filter
def described_by(field: BoundField) -> str:
    """Ids of the hint and the error of `field`, in the order they are read."""
    ids = [f"{field.auto_id}_hint"] if field.help_text else []
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


@register.filter
def first_id(field: BoundField) -> str:
    """The id an error summary links to: a group's first choice, else the control itself."""
    if kind(field) in ("radios", "ticks"):
        return f"{field.auto_id}_0"
    return str(field.id_for_label or field.auto_id)


@register.simple_tag
def stones(step: int, steps: int) -> list[str]:
    """One word a stepping stone: 'done' before `step`, 'here' at it, nothing after it."""
    return [
        "done" if at < int(step) else "here" if at == int(step) else "" for at in range(1, int(steps) + 1)
    ]


@register.simple_tag
def static_or_nothing(name: str) -> str:
    """The address of a static file, or nothing when there is none: an error page must not fail in turn."""
    try:
        return static(name)
    except (ValueError, OSError):
        return ""
