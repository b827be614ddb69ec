"""Help at Hand: ready answers in three languages, and a few cases in every state. All words are made up."""

# ruff: noqa: E501 (prose is not wrapped)

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from config.demo import staff
from help_at_hand.cases import actions
from help_at_hand.cases.enums import Kind, Outcome, Referral, Topic
from help_at_hand.cases.models import Canned, Case
from safeguarding.audit import actor
from safeguarding.enums import Level

# Title, subject, {language: words}. Advisers change them under Ready answers.
_CANNED: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "Thank you for telling us",
        "",
        {
            "en": "Thank you for telling us. It was brave. You did nothing wrong.\n\nI am reading what you wrote. "
            "I will ask the people who can change it. I write here again by Friday.",
            "pl": "Dziękujemy, że nam mówisz. To wymagało odwagi. To nie twoja wina.\n\nCzytam, co piszesz. "
            "Zapytam ludzi, którzy mogą to zmienić. Odpiszę tutaj do piątku.",
            "ar": "شكرًا لأنك أخبرتنا. كان هذا شجاعًا. أنت لم تفعل شيئًا خطأ.\n\nأقرأ الآن ما كتبته. "
            "سأسأل من يستطيع أن يغير الأمر. سأكتب لك هنا قبل يوم الجمعة.",
        },
    ),
    (
        "You can have an advocate",
        Topic.NOT_HEARD,
        {
            "en": "You can have an advocate. That is someone who speaks up for you. It is free.\n\n"
            "Shall I ask for one? Just write yes here.",
            "pl": "Możesz mieć rzecznika. To ktoś, kto mówi w twoim imieniu. To nic nie kosztuje.\n\n"
            "Mam o niego poprosić? Wystarczy, że napiszesz tu: tak.",
            "ar": "يمكن أن يكون لك مناصر، وهو شخص يتكلم من أجلك. هذا مجاني.\n\nهل أطلب لك واحدًا؟ اكتب هنا نعم فقط.",
        },
    ),
    (
        "A move you do not want",
        Topic.MOVE,
        {
            "en": "Nobody may move you without asking what you think. They must write it down.\n\n"
            "I will ask your social worker why, and when. What should I tell them from you?",
            "pl": "Nikt nie może cię przenieść bez pytania, co o tym myślisz. Muszą to zapisać.\n\n"
            "Zapytam pracownika socjalnego, dlaczego i kiedy. Co mam przekazać od ciebie?",
            "ar": "لا يجوز لأحد أن ينقلك دون أن يسألك عن رأيك. وعليهم أن يكتبوا رأيك.\n\n"
            "سأسأل الأخصائي الاجتماعي لماذا ومتى. ماذا تريد أن أقول لهم عنك؟",
        },
    ),
)
# What was written, in which language, from where, is the child safe, and how far it is.
_CASES: tuple[tuple[str, str, str, str, str], ...] = (
    ("They want to move me again. I like it here.", "en", "E12000002", "yes", "new"),
    ("My social worker never calls me back.", "en", "E12000007", "yes", "taken"),
    ("I do not want to go home tonight. I am afraid of him.", "en", "E12000003", "no", "new"),
    ("Nikt nie pyta, czy chcę widywać brata.", "pl", "E12000005", "unsure", "answered"),
    ("I turned 18 and nobody told me about money.", "en", "E12000001", "yes", "referred"),
    ("The food is fine but nobody knocks on my door.", "en", "E12000008", "yes", "closed"),
)


def seed() -> None:
    """Write what is missing; a ready answer that is there stays as advisers left it."""
    _canned()
    for number, (words, language, region, safe, state) in enumerate(_CASES):
        _case(number, words, language, region, safe, state)


@transaction.atomic
def _canned() -> None:
    for title, topic, words in _CANNED:
        key = uuid5(NAMESPACE_URL, f"ready-answer:{title}")
        for language, text in words.items():
            locale = Locale.objects.get(language_code=language)
            Canned.objects.get_or_create(
                translation_key=key, locale=locale, defaults={"title": title, "topic": topic, "words": text}
            )


@transaction.atomic
def _case(number: int, words: str, language: str, region: str, safe: str, state: str) -> None:
    answers = {"words": words, "region": region, "safe": safe, "age_band": "13-15", "name": "Kit"}
    sent = actions.send(answers=answers, language=language, form=f"demo help case {number}")
    if not sent.is_new:
        return
    case, adviser = sent.case, staff.person("adviser1")
    by: dict[str, Any] = {"by": actor(adviser), "user": adviser}
    if state == "new":
        return
    actions.take(case=case, **by)
    if state == "taken":
        return
    actions.sort(case=case, level=Level(case.level), topic=Topic.RIGHTS, **by)
    actions.answer(case=case, words="Thank you for telling us. We asked them today.", **by)
    if state == "referred":
        actions.refer(case=case, to=Referral.ADVOCATE, words="Nadia at Loud Enough, reference 12", **by)
        second = staff.person("adviser2")
        actions.give(case=case, to=second, words="I am away next week. The advocate calls on Monday.", **by)
    if state == "closed":
        actions.answer(case=case, words="They knock now, and the child is glad.", kind=Kind.CALL, **by)
        actions.close(case=case, outcome=Outcome.HELPED, **by)
        ended = timezone.now() - timedelta(days=30)
        Case.objects.filter(pk=case.pk).update(closed_at=ended)
