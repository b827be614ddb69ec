"""One film's way, step by step, with the very acts a child, a grown-up and reviewers cause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.utils import translation

from accounts.models import User
from consent import actions as consent_actions
from consent import queries as consent_queries
from consent.enums import Channel, Purpose
from geography.models import Region
from moderation import actions as moderation_actions
from moderation import queries as moderation_queries
from moderation.enums import Check, Verdict
from our_childhood import actions, drafts
from our_childhood.actions import Submitted
from our_childhood.enums import Speech
from our_childhood.models import Film, Prompt
from people.models import Contact
from uploads import actions as upload_actions


@dataclass(frozen=True)
class Journey:
    """What a child answers in the demo. `key` also names the grown-up, and so the film once it is sent."""

    key: str
    prompt: str
    age_band: str
    region: int = 0
    language: str = "en"
    others: bool = False

    @property
    def grown_up(self) -> str:
        return f"{self.key}@grown-ups.example"


@dataclass(frozen=True)
class Words:
    """What a reviewer writes down about a film."""

    description: str
    transcript: str = ""
    captions: str = ""
    language: str = "en"

    @property
    def speech(self) -> Speech:
        return Speech.CAPTIONED if self.captions else Speech.NO_SPEECH


def sent(journey: Journey) -> Film | None:
    """Return the film of a journey that was sent earlier."""
    contact = Contact.objects.filter(email=journey.grown_up).first()
    return contact.subject if contact is not None else None


def send(journey: Journey, file: Path) -> Submitted:
    """Answer every question, hand the file in, send."""
    return send_file(journey, file.read_bytes(), name=file.name)


def send_file(journey: Journey, content: bytes, *, name: str) -> Submitted:
    """The same with a file that is at hand."""
    draft, _token = drafts.start(HttpRequest())
    question = Prompt.objects.get(slug=journey.prompt, locale__language_code="en")
    regions = list(Region.objects.values_list("code", flat=True))
    drafts.keep(
        draft,
        prompt=str(question.translation_key),
        age_band=journey.age_band,
        region=regions[journey.region % len(regions)],
        me="yes",
        care="no",
        others=1 if journey.others else 0,
        p2="older-mail",
        p2_email=f"{journey.key}-friend@people.example",
        email=journey.grown_up,
    )
    form_file = SimpleUploadedFile(name, content, content_type="video/mp4")
    upload = upload_actions.take_form_file(file=form_file, owner=drafts.owner_of(draft))
    with translation.override(journey.language):
        return actions.submit(draft=draft, upload=upload, by="child")


def grown_up_says_yes(film: Film) -> None:
    """Answer every question that was e-mailed, through its own link; nothing where that happened already."""
    for asked in consent_queries.asks(film).filter(closed_at__isnull=True, answers__isnull=True):
        opened = consent_queries.open_ask(consent_queries.token_of(asked) or "")
        assert opened is not None, "An open question has a link that opens."
        consent_actions.answer(
            subject=film,
            party=opened.party,
            purpose=Purpose.PUBLISH_FILM,
            yes=True,
            wording=consent_queries.wording(Purpose.PUBLISH_FILM, opened.party, film.language),
            channel=Channel.LINK,
            by="link",
            asked=opened,
        )


def write_words(film: Film, words: Words, *, user: User) -> None:
    """Write description, transcript and captions into the film's next revision, as the desk does."""
    draft = moderation_queries.as_submitted(film)
    draft.description = words.description
    draft.transcript = words.transcript
    draft.captions = words.captions
    draft.speech = words.speech
    draft.language = words.language
    draft.save_revision(user=user)
    film.refresh_from_db()
    moderation_actions.void_if_changed(subject=film, by=f"user:{user.pk}")


def decide(film: Film, verdict: Verdict, *, user: User, reason: str = "") -> None:
    """Watch the film, which leaves its trace, and give the verdict on the check that is due."""
    film.refresh_from_db()
    state = film.current_workflow_task_state
    assert state is not None, f"{film} is not being reviewed."
    check = state.task.specific.check_kind
    submitted = moderation_queries.as_submitted(film)
    what = "preview.mp4" if check == Check.SAFEGUARDING else "master.m3u8"
    moderation_actions.note_seen(subject=film, user=user, digest=submitted.review_digest(check), what=what)
    moderation_actions.decide(
        task_state=state,
        user=user,
        verdict=verdict,
        reason=reason,
        people=consent_queries.in_frame(submitted),
    )
    film.refresh_from_db()


def due(film: Film) -> Check | None:
    """Return the check the film waits for now."""
    film = Film.objects.get(pk=film.pk)
    state = film.current_workflow_task_state
    return state.task.specific.check_kind if state is not None and film.review_asked_at else None


def fact(film: Film, condition: Callable[[Film], bool]) -> Callable[[], bool]:
    """Return a question to ask again and again: is it so, in the database, now?"""
    return lambda: condition(Film.objects.select_related("video").get(pk=film.pk))
