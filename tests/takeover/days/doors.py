"""Browsers of a host, a lead and a child who are already inside, and the addresses of their pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client

from consent.enums import Party
from takeover.sign_ups.models import SignUp, Ticket
from takeover.sign_ups.views.edge import COOKIE, open_with
from tests.factories.sign_ups import key_of


def as_host(sign_up: SignUp) -> Client:
    client = Client()
    client.force_login(sign_up.challenge.host.registration.owner)
    return client


def as_lead(sign_up: SignUp) -> Client:
    client = Client()
    assert sign_up.group is not None
    client.force_login(sign_up.group.lead)
    return client


def as_child(ticket: Ticket, party: Party = Party.CHILD) -> Client:
    """A browser in which a ticket's code was typed."""
    client = Client()
    client.cookies[COOKIE] = open_with(HttpResponse(), key_of(ticket, party)).cookies[COOKIE].value
    return client


def host_page(sign_up: SignUp, what: str = "") -> str:
    return f"/takeovers/host/challenges/{sign_up.challenge_id}/day/{what}"


def group_page(sign_up: SignUp, what: str = "day/") -> str:
    return f"/takeovers/groups/bookings/{sign_up.pk}/{what}"


def child_of(sign_up: SignUp) -> Ticket:
    found = sign_up.tickets.here().first()
    assert found is not None
    return found
