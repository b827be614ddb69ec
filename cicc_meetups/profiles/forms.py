"""What a council's worker fills in for its page, and what everybody narrows the list by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cicc_meetups.profiles.actions import Office
from cicc_meetups.profiles.enums import Often
from cicc_meetups.profiles.models import LONGEST, OLDEST, YOUNGEST
from geography.names import region_choices
from moderation.looking_again import LooksAgain
from people import addresses
from safeguarding.forms import HearsHarm
from uploads.picture_forms import PictureForm

NOBODY, OFFICE = "nobody", "office"


class _Age(forms.IntegerField):
    def __init__(self, *, label: Any, missing: Any) -> None:
        wrong = _("Type an age from 4 to 25.")
        super().__init__(
            label=label,
            min_value=YOUNGEST,
            max_value=OLDEST,
            error_messages={"required": missing, "min_value": wrong, "max_value": wrong, "invalid": wrong},
        )


class ProfileForm(HearsHarm, LooksAgain):
    """What the council says of itself, and whom one can write to. Nobody, if nothing is chosen (S2)."""

    READ = ("called", "words", "contact_role")

    called = forms.CharField(
        label=_("What is your council called?"),
        help_text=_("As its members say it. Never a person's name."),
        max_length=120,
        error_messages={"required": _("Type the name of your council.")},
    )
    words = forms.CharField(
        label=_("What do you work on?"),
        help_text=_(
            "In the young people's own words. No names of people, schools or homes. No days, no place."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": _("Say in a few sentences what you work on."),
            "max_length": _("That is a bit long. Use 600 letters or fewer."),
        },
    )
    age_from = _Age(label=_("How old are the youngest?"), missing=_("Type how old the youngest are."))
    age_to = _Age(label=_("How old are the oldest?"), missing=_("Type how old the oldest are."))
    often = forms.ChoiceField(
        label=_("How often do you meet?"),
        help_text=_("We never show on which day or where."),
        choices=[*Often.choices, ("", _("We do not say"))],
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )
    contact = forms.ChoiceField(
        label=_("Can people write to your council?"),
        help_text=_("They write to an office. Never to a child."),
        choices=[
            (NOBODY, _("No")),
            (OFFICE, _("Yes: everybody sees a role and an office address")),
        ],
        initial=NOBODY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose no, or yes.")},
    )
    contact_role = forms.CharField(
        label=_("If yes: whose office?"),
        help_text=_("For example: participation team."),
        max_length=80,
        required=False,
    )
    contact_email = forms.EmailField(
        label=_("If yes: its e-mail address"),
        help_text=_("One that ends like the address you sign in with."),
        max_length=addresses.LONGEST,
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    contact_name = forms.CharField(
        label=_("If you wish: an adult's name"),
        help_text=_("Everybody sees it. Leave it empty if you are not sure."),
        max_length=80,
        required=False,
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        """`address` is the one its worker signs in with: an office's ends like it."""
        super().__init__(*args, **kwargs)
        self.ending = address.rpartition("@")[2].casefold()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        youngest, oldest = given.get("age_from"), given.get("age_to")
        if youngest and oldest and oldest < youngest:
            self.add_error("age_to", _("The oldest are older than the youngest. Change one of the two."))
        if given.get("contact") == OFFICE:
            if not given.get("contact_role"):
                self.add_error("contact_role", _("Type whose office it is."))
            email = given.get("contact_email") or ""
            if not email and "contact_email" not in self.errors:
                self.add_error("contact_email", _("Type the office's e-mail address."))
            elif email and email.rpartition("@")[2].casefold() != self.ending:
                wrong = _("Use an address that ends with @%(ending)s, as yours does.")
                self.add_error("contact_email", wrong % {"ending": self.ending})
        return given

    def said(self) -> dict[str, Any]:
        """Return what a valid form said, as actions.write takes it."""
        given = self.cleaned_data
        office = None
        if given["contact"] == OFFICE:
            office = Office(given["contact_role"], given["contact_email"], given["contact_name"])
        return {
            **{name: given[name] for name in ("called", "words", "age_from", "age_to")},
            "often": Often(given["often"]) if given["often"] else None,
            "contact": office,
        }


class LogoForm(HearsHarm, LooksAgain, PictureForm):
    """One picture, drawn: nobody can be recognised in it (S19)."""

    READ = ("alt",)

    drawn = forms.BooleanField(
        label=_("It is drawn or made by young people. It shows no photo of a person, and nobody's name."),
        error_messages={"required": _("Choose a logo without photos and names. Then tick this.")},
    )


class RegionForm(forms.Form):
    """Which councils to read about; a plain GET."""

    region = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All of England")), *region_choices()]
