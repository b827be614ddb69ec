"""A film that lacks one thing to be public, and the mightiest account there can be."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from our_childhood.models import Film
from tests.factories.accounts import UserFactory
from tests.moderation.lacking import LACKING


@pytest.fixture(params=LACKING.values(), ids=LACKING.keys())
def film(request: pytest.FixtureRequest) -> Film:
    return request.param()


@pytest.fixture
def operator() -> User:
    """The mightiest account there can be: superuser and member of every group."""
    return UserFactory(superuser=True, moderator=True, lead=True, editor=True)


@pytest.fixture
def desk(client: Client, operator: User) -> Client:
    client.force_login(operator)
    return client
