"""The demo's staff, and how to sign in as them. None of them exists anywhere else."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User


class SignIn(NamedTuple):
    """One demo account: what it is for, its address and its password."""

    role: str
    email: str
    password: str


_PEOPLE = (
    ("Moderator (first check)", "moderator1", "Mo", "Hart", "Moderators"),
    ("Moderator (second check)", "moderator2", "Noor", "Reid", "Moderators"),
    ("Safeguarding lead", "lead", "Sam", "Okoro", "Safeguarding leads"),
    ("Helpline adviser", "adviser1", "Ada", "Quill", "Helpline advisers"),
    ("Helpline adviser", "adviser2", "Ben", "Frost", "Helpline advisers"),
    ("Editor", "editor", "Edie", "Marsh", "Editors"),
    ("Translator", "translator", "Tomasz", "Lis", "Translators"),
    ("Board member (figures only)", "board", "Bo", "Ardley", "Board"),
    ("Operator (superuser)", "operator", "Ope", "Rator", ""),
)
_PASSWORD = "paper-scissors-chair"  # noqa: S105 (printed at every start of the demo, and nowhere else)


def sign_ins() -> list[SignIn]:
    """Return the demo's sign-ins; `make run` prints them at each start."""
    return [SignIn(role, f"{name}@heard.example", _PASSWORD) for role, name, *_ in _PEOPLE]


@transaction.atomic
def seed() -> None:
    """Make the accounts that are missing; those that are there keep what they have."""
    for _role, name, first, last, group in _PEOPLE:
        email = f"{name}@heard.example"
        if User.objects.filter(email=email).exists():
            continue
        make = User.objects.create_user if group else User.objects.create_superuser
        user = make(email, _PASSWORD, first_name=first, last_name=last)
        if group:
            user.is_staff = True
            user.save(update_fields=["is_staff"])
            user.groups.add(Group.objects.get(name=group))


def person(name: str) -> User:
    """Return the demo account `name`, such as 'moderator1'."""
    return User.objects.get(email=f"{name}@heard.example")
