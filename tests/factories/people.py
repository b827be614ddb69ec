"""Grown-ups we may write to."""

from __future__ import annotations

import factory

from people.models import Contact
from tests.factories.accounts import UserFactory


class ContactFactory(factory.django.DjangoModelFactory[Contact]):
    class Meta:
        model = Contact

    subject = factory.SubFactory(UserFactory)
    email = factory.Sequence(lambda n: f"grown-up{n}@post.example")
    language = "en"
