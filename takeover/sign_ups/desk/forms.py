"""What whoever looks at a group fills in: as of everybody, and what a refusal means here."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation import checking_forms as shared
from moderation.checked import Seen


class CheckedForm(shared.CheckedForm):
    """The group is real, and this person speaks for it."""

    counts_for = timedelta(days=730)


class RefusedForm(shared.RefusedForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["words"].help_text = _(
            "The lead reads this. All places the group has or waits for are given back."
        )


FORMS: dict[Seen, type[forms.Form]] = {
    **shared.FORMS,
    Seen.CHECKED: CheckedForm,
    Seen.REFUSED: RefusedForm,
}
