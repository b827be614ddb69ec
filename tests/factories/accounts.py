"""People who sign in."""

from __future__ import annotations

from typing import Any

import factory
from django.contrib.auth.models import Group

from accounts.models import User

PASSWORD = "a-long-paper-boat-of-words"


class UserFactory(factory.django.DjangoModelFactory[User]):
    """Traits: moderator, lead, adviser, editor, translator, board, superuser."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        superuser = factory.Trait(is_superuser=True, is_staff=True)

    email = factory.Sequence(lambda n: f"person{n}@heard.example")
    first_name = factory.Sequence(lambda n: f"Person {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        password = kwargs.pop("password", PASSWORD)
        user = model_class(*args, **kwargs)
        user.set_password(password)
        user.save()
        return user

    @classmethod
    def _in(cls, user: User, name: str, yes: bool | None) -> None:
        if yes:
            user.groups.add(Group.objects.get(name=name))

    @factory.post_generation
    def moderator(self: User, create: bool, extracted: bool | None, **_: Any) -> None:
        UserFactory._in(self, "Moderators", extracted)

    @factory.post_generation
    def lead(self: User, create: bool, extracted: bool | None, **_: Any) -> None:
        UserFactory._in(self, "Safeguarding leads", extracted)

    @factory.post_generation
    def adviser(self: User, create: bool, extracted: bool | None, **_: Any) -> None:
        UserFactory._in(self, "Helpline advisers", extracted)

    @factory.post_generation
    def editor(self: User, create: bool, extracted: bool | None, **_: Any) -> None:
        UserFactory._in(self, "Editors", extracted)

    @factory.post_generation
    def translator(self: User, create: bool, extracted: bool | None, **_: Any) -> None:
        UserFactory._in(self, "Translators", extracted)

    @factory.post_generation
    def board(self: User, create: bool, extracted: bool | None, **_: Any) -> None:
        UserFactory._in(self, "Board", extracted)
