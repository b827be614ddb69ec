"""The Pledge: a version in three languages, people and organisations who signed, and what children say."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from config.demo import staff
from config.demo.pledge_words import PROMISES, TITLES
from config.demo.wishes import decide
from geography.models import LocalAuthority
from moderation.enums import Verdict
from pledge import actions, figures, queries
from pledge.actions import Words
from pledge.enums import Kind, Role
from pledge.mirror import actions as mirror
from pledge.mirror.enums import Happened
from pledge.mirror.figures import quarter
from pledge.mirror.models import Reply
from pledge.models import Promise, PublicName, Signature, Version

_PEOPLE = (
    # name, role, where they work, council area, how far their name goes
    ("Robin Ashgrove", Role.SOCIAL_WORKER, "Fernbridge Children's Services", "Leeds", "public"),
    ("Imani Quill", Role.FOSTER_CARER, "Self-employed", "Leeds", "public"),
    ("Tomasz Wren", Role.SCHOOL, "Lantern Lane Primary", "Bristol", "public"),
    ("Noor Hazelwood", Role.HEALTH, "Willow Walk Surgery", "York", "half"),
    ("Sam Birchall", Role.POLICE, "Rivermouth Police", "Hull", "waiting"),
    ("Ottilie Marsh", Role.MANAGER, "Fernbridge Children's Services", "Leeds", "refused"),
)
_HOUSES = (
    ("Fernbridge Children's Services", "Alex Thornhill", Role.MANAGER, "Leeds", "public"),
    ("Cobalt House", "Mina Oakes", Role.HOME, "Bristol", "public"),
    ("Lantern Lane Primary", "Piotr Reed", Role.SCHOOL, "Bristol", "waiting"),
)
_HOW = (
    "Each child meets a new worker together with the old one. We ask them a month later how it was.",
    "Before each meeting a child says what it should be about. That comes first.",
    "We read what we wrote about a child to them once a term, and change what is wrong.",
)
_AREAS = ("Leeds", "Bristol", "York", "Kent", "Leeds", "Essex", "Leeds")
_MORE_PEOPLE = 22
_REPLIES = (
    # council area, how many children, how they answer in turn
    ("Leeds", 14, (Happened.YES, Happened.YES, Happened.SOMETIMES, Happened.NO)),
    ("Bristol", 11, (Happened.YES, Happened.SOMETIMES)),
    ("York", 3, (Happened.NO, Happened.UNSURE)),
)


def seed() -> None:
    """Put in place what is missing."""
    if not Version.objects.exists():
        _write()
    _sign()
    _say()
    figures.take()


@transaction.atomic
def _write() -> None:
    key, keys = uuid4(), [uuid4() for _ in PROMISES["en"]]
    starts = timezone.localdate() - timedelta(days=200)
    for language, (title, intro) in TITLES.items():
        locale = Locale.objects.get(language_code=language)
        version = Version.objects.create(
            locale=locale, translation_key=key, title=title, intro=intro, starts_date=starts
        )
        for place, said in enumerate(PROMISES[language]):
            heading, under_10, to_14, to_18, adults, easy, question = said
            Promise.objects.create(
                version=version,
                locale=locale,
                translation_key=keys[place],
                sort_order=place,
                heading=heading,
                under_10=under_10,
                to_14=to_14,
                to_18=to_18,
                adults=adults,
                easy=easy,
                question=question,
            )


def _sign() -> None:
    version = queries.current()
    if version is None or Signature.objects.exists():
        return
    roles = list(Role)
    for number, (name, role, organisation, place, state) in enumerate(_PEOPLE):
        _one(version, number, Words(Kind.PERSON, name, role, organisation, _area(place), "", True), state)
    for number, (organisation, lead, role, place, state) in enumerate(_HOUSES):
        words = Words(Kind.ORGANISATION, lead, role, organisation, _area(place), _HOW[number], True)
        _one(version, number, words, state)
    for number in range(_MORE_PEOPLE):
        place = _AREAS[number % len(_AREAS)]
        role = roles[number % 4]
        words = Words(Kind.PERSON, f"Somebody {number}", role, "Fernbridge", _area(place))
        _one(version, 100 + number, words, "nowhere" if number else "unconfirmed")


@transaction.atomic
def _one(version: Version, number: int, words: Words, state: str) -> None:
    email = f"{words.kind}{number}@work.example"
    actions.ask(words=words, email=email, version=version, language=settings.LANGUAGE_CODE)
    signature = Signature.objects.latest("id")
    if state == "unconfirmed":
        return
    actions.confirm(signature=signature)
    if not words.wants_name:
        return
    actions.propose_name(signature=signature)
    name = PublicName.objects.get(signature=signature)
    if state == "refused":
        decide(name, staff.person("moderator1"), Verdict.REFUSE, reason="pledge-unfit")
    if state in ("half", "public"):
        decide(name, staff.person("moderator1"))
    if state == "public":
        decide(name, staff.person("moderator2"))


def _say() -> None:
    version = queries.current()
    if version is None or Reply.objects.exists():
        return
    promises = list(version.promises.all())
    _first, last = quarter(timezone.localdate())
    for place, number, faces in _REPLIES:
        for child in range(number):
            mirror.tell(
                version=version,
                authority=_area(place),
                marks={
                    one.translation_key: faces[(child + turn) % len(faces)]
                    for turn, one in enumerate(promises)
                },
                words="My old worker said goodbye. That was nice." if child == 0 else "",
                form=f"demo reply {place} {child}",
            )
    Reply.objects.filter(said_on=timezone.localdate()).update(said_on=last)


def _area(name: str) -> LocalAuthority:
    return LocalAuthority.objects.filter(name__icontains=name).order_by("name")[0]
