"""Takeovers: a season that runs, one before it, and made-up organisations in every state."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw
from wagtail.models import Locale

from accounts.models import User
from config.demo import staff
from geography.models import LocalAuthority
from moderation import actions as moderation
from moderation.enums import Check, Verdict
from safeguarding import audit
from takeover import actions, documents
from takeover.enums import DocumentKind, Proof, SuspendedFor
from takeover.models import Host, Registration, Season

_WORDS = {
    "en": ("Takeovers", "On one day, children run the place. All season, others do too."),
    "pl": ("Dzieci u steru", "Jednego dnia rządzą dzieci. Przez cały sezon inni też."),
    "ar": ("تولّي المهام", "في يوم واحد يدير الأطفال المكان. وطوال الموسم يفعل آخرون ذلك أيضًا."),
}
_HOSTS = (
    # name, kind, authority's name, what children decide, how far it goes
    ("Lantern Museum", "museum", "Leeds", "what the next room shows, and what it is called", "approved"),
    (
        "Harbour Street Hospital",
        "hospital",
        "Bristol, City of",
        "the children's ward's menu for June",
        "ending",
    ),
    ("Copper Kettle Bakery", "business", "Derby", "the cake of the month, and its price", "waiting"),
    ("Fern Valley Council", "council", "Cornwall", "where the new crossing by the park goes", "half"),
    ("Paper Kite Theatre", "creative", "Camden", "which of three plays is put on in spring", "asked"),
    ("Quiet Owl Security", "business", "Kent", "they may watch us and wear a badge for a day", "refused"),
    (
        "Northmoor Fire Station",
        "police",
        "County Durham",
        "which drill every school learns first",
        "suspended",
    ),
    ("Marigold Market", "business", "Manchester", "what is on offer in all its shops", "approved"),
    ("Saltmarsh Wildlife Trust", "charity", "Norfolk", "where the marsh's new path goes", "approved"),
    ("Tidewater Radio", "creative", "Newcastle upon Tyne", "what the breakfast show is about", "approved"),
)
HOSTS = len(_HOSTS)


def seed() -> None:
    """Put everything in place that is missing; what editors and hosts changed stays changed."""
    today = timezone.localdate()
    season = _season("next", today)
    _season("before", today - timedelta(days=365))
    for number, row in enumerate(_HOSTS):
        register(number, season, *row)


def _season(slug: str, today: date) -> Season:
    first = Season.objects.canonical().filter(slug=slug).first()
    if first is not None:
        return first
    national = today + timedelta(days=60)
    for language, (name, intro) in _WORDS.items():
        season = Season(
            locale=Locale.objects.get(language_code=language),
            name=f"{name} {national.year}",
            intro=intro,
            slug=slug,
            starts_date=national - timedelta(days=14),
            national_date=national,
            ends_date=national + timedelta(days=14),
            hosts_from_date=today - timedelta(days=30),
            hosts_until_date=national - timedelta(days=7),
            children_from_date=today + timedelta(days=14),
            children_until_date=national - timedelta(days=3),
            target_hosts=60,
            target_children=3000,
        )
        if first is not None:
            season.translation_key = first.translation_key
        season.save()
        first = first or season
    assert first is not None
    return first


@transaction.atomic
def register(number: int, season: Season, name: str, kind: str, area: str, decide: str, state: str) -> None:
    email = f"host{number + 1}@takeover.example"
    if User.objects.filter(email=email).exists():
        return
    found = (
        LocalAuthority.objects.filter(name=area).first() or LocalAuthority.objects.order_by("name").first()
    )
    assert found is not None
    owner = User.objects.whoever_has(email)
    registration = actions.begin(owner=owner, language=settings.LANGUAGE_CODE)
    actions.keep(
        registration=registration,
        answers=_answers(name, kind, found.code, decide, str(season.pk)),
        language=settings.LANGUAGE_CODE,
    )
    for paper in DocumentKind:
        file = SimpleUploadedFile(f"{paper.value}.pdf", _paper(f"{name}: {paper.label}"))
        documents.take(registration=registration, kind=paper, file=file)
    _go(actions.send(registration=registration, by=audit.actor(owner)), registration, state)


def _go(host: Host, registration: Registration, state: str) -> None:
    first, second, lead = (staff.person(name) for name in ("moderator1", "moderator2", "lead"))
    if state == "waiting":
        return
    if state == "asked":
        _look(host, first)
        words = "Which adult stays on stage while the other one fetches lunch?"
        actions.ask(host=host, words=words, reason="host-question", user=first)
        return
    if state == "refused":
        _decide(host, first, Verdict.REFUSE, reason="host-shadowing")
        return
    for proof in Proof:
        soon = state == "ending" and proof == Proof.INSURANCE
        ends = timezone.localdate() + timedelta(days=25 if soon else 300)
        evidence = "Read the paper it sent, and called the number in the public register."
        actions.tick(host=host, proof=proof, evidence=evidence, ends_date=ends, user=first)
    _decide(host, first, Verdict.APPROVE)
    if state == "half":
        return
    _decide(host, second, Verdict.APPROVE)
    if state == "suspended":
        actions.suspend(host=host, reason=SuspendedFor.STAFF, by=audit.actor(lead), user=lead)


def _look(host: Host, user: User) -> None:
    host = Host.objects.get(pk=host.pk)
    digest = host.review_digest(Check.SAFEGUARDING)
    moderation.note_seen(subject=host, user=user, digest=digest, what="page")


def _decide(host: Host, user: User, verdict: Verdict, reason: str = "") -> None:
    _look(host, user)
    state = Host.objects.get(pk=host.pk).current_workflow_task_state
    assert state is not None
    moderation.decide(task_state=state, user=user, verdict=verdict, reason=reason)


def _answers(name: str, kind: str, authority: str, decide: str, season: str) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "season": season,
        "name": name,
        "team": "",
        "kind": kind,
        "kind_other": "",
        "authority": authority,
        "contact_name": "Robin Reed",
        "contact_role": "Community lead",
        "contact_phone": "01632 960 100",
        "decide": f"They decide {decide}.",
        "after": "We do it within three months, and say in public who decided.",
        "lead_name": "Alex Marsh",
        "lead_role": "Safeguarding lead",
        "lead_email": "alex.marsh@takeover.example",
        "lead_phone": "01632 960 101",
        "lead_knows": True,
        "policy": "yes",
        "policy_date": (today - timedelta(days=120)).isoformat(),
        "risk": "yes",
        "risk_date": (today - timedelta(days=40)).isoformat(),
        "insurance": "yes",
        "insurer": "Paper Mutual",
        "insurance_ends": (today + timedelta(days=300)).isoformat(),
        "adults": "Three people who do the work every day, and one who looks after the group.",
        "never_alone": True,
        "how": "Two of us are in every room, and the doors stay open.",
        "ages": "both",
        "regulated": "no",
        "checked": "",
        "access": ["step-free", "toilet", "quiet"],
        "access_more": "",
    }


def _paper(words: str) -> bytes:
    """Return a page of paper with a line on it, as a PDF."""
    page = Image.new("RGB", (620, 877), "#FFFBF2")
    ImageDraw.Draw(page).text((60, 80), f"{words}\nMade up, for the demo.", fill="#1B1340")
    kept = io.BytesIO()
    page.save(kept, "PDF")
    return kept.getvalue()
