"""A form that asks to look again before something is sent, where a person could be found in it (S20)."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation import text_checks


class LooksAgain(forms.Form):
    """Base for a form in which an adult writes what others will read.

    Whatever could name a child, a school or a way to reach somebody is shown once, beside a box: it is
    sent when the box is ticked, or the words are gone. Reviewers see the same hits.
    """

    READ: ClassVar[tuple[str, ...]] = ("words",)  # the fields others will read
    looked = forms.BooleanField(
        label=_("I looked. No child, school or home can be found in it."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hits: list[text_checks.Hit] = []
        self.move_to_end("looked")
        if not self.is_bound:
            del self.fields["looked"]

    def move_to_end(self, name: str) -> None:
        """Put a field last."""
        self.fields[name] = self.fields.pop(name)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.hits = text_checks.hits(*(str(given.get(name, "")) for name in self.READ))
        if self.hits and not given.get("looked"):
            self.add_error("looked", _("Look at it again. Then take it out, or tick the box."))
        elif not self.hits:
            del self.fields["looked"]  # nothing to look at, so nothing to tick
        given.pop("looked", None)
        return given
