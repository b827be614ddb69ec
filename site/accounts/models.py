"""Who may sign in. Adults only: children never have an account (design 1, S2)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Creates people who sign in with an e-mail address; there are no user names."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create one person; raises ValueError without an address."""
        if not email:
            raise ValueError("A person who signs in needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create an operator. Being one gives no say in moderation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def whoever_has(self, email: str) -> User:
        """Return the person with this address; an address nobody has becomes a guest's, without a password.

        Two presses of one button end at the same person.
        """
        if found := self.filter(email__iexact=email).first():
            return found
        fields = {"guest": True, "password": make_password(None)}
        return self.get_or_create(email=self.normalize_email(email).lower(), defaults=fields)[0]

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)


class User(AbstractUser):
    """Staff, and guests: adults from outside, such as a host of a takeover.

    A guest signs in by a code sent to the address, never with a password, and no address of the staff
    side answers to them, whatever groups somebody puts them into (S40, ADR 0120).
    """

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    guest = models.BooleanField(default=False, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                name="user_guest_is_no_staff",
                condition=Q(guest=False) | Q(is_staff=False, is_superuser=False),
            )
        ]
