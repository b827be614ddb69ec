"""The questions of the demo, in its three languages. Written by people, for people from 4 to 17."""

from __future__ import annotations

from typing import NamedTuple


class Asked(NamedTuple):
    """One question: its address, whom it is for, and {language: (question, hint)}."""

    slug: str
    youngest: int
    oldest: int
    words: dict[str, tuple[str, str]]


QUESTIONS = (
    Asked(
        "what-makes-a-home",
        4,
        17,
        {
            "en": (
                "What makes a home?",
                "People, pets, a smell, a door. What is home for you?",
            ),
            "pl": (
                "Co tworzy dom?",
                "Ludzie, zwierzęta, zapach, drzwi. Czym jest dom dla ciebie?",
            ),
            "ar": (
                "ما الذي يصنع البيت؟",
                "ناس، حيوان أليف، رائحة، باب. ما هو البيت بالنسبة لك؟",
            ),
        },
    ),
    Asked(
        "best-part-of-my-day",
        4,
        11,
        {
            "en": (
                "What is the best part of your day?",
                "It can be small. Small is good.",
            ),
            "pl": (
                "Co jest najlepsze w twoim dniu?",
                "To może być coś małego. Małe jest dobre.",
            ),
            "ar": (
                "ما أجمل لحظة في يومك؟",
                "قد تكون شيئاً صغيراً. الأشياء الصغيرة جميلة.",
            ),
        },
    ),
    Asked(
        "if-i-was-in-charge",
        7,
        17,
        {
            "en": (
                "If you were in charge, what would you do first?",
                "You have the big chair now. Show us.",
            ),
            "pl": (
                "Gdyby rządy były twoje, co zrobisz najpierw?",
                "Teraz ty siedzisz na wielkim krześle. Pokaż nam.",
            ),
            "ar": (
                "لو كنت المسؤول، ما أول شيء ستفعله؟",
                "الكرسي الكبير لك الآن. أرنا.",
            ),
        },
    ),
    Asked(
        "my-street",
        7,
        17,
        {
            "en": (
                "What is it like where you live?",
                "Show a place, a walk or a sound. No street names, please.",
            ),
            "pl": (
                "Jak jest tam, gdzie mieszkasz?",
                "Pokaż miejsce, spacer albo dźwięk. Bez nazw ulic.",
            ),
            "ar": (
                "كيف هو المكان الذي تعيش فيه؟",
                "أرنا مكاناً أو نزهة أو صوتاً. بدون أسماء الشوارع من فضلك.",
            ),
        },
    ),
    Asked(
        "when-i-worry",
        7,
        17,
        {
            "en": (
                "What helps when you worry?",
                "A person, a place, a trick that works. You can use drawings.",
            ),
            "pl": (
                "Co pomaga, kiedy się martwisz?",
                "Ktoś, jakieś miejsce, sprawdzony sposób. Możesz użyć rysunków.",
            ),
            "ar": (
                "ما الذي يساعدك عندما تقلق؟",
                "شخص أو مكان أو حيلة تنفع. يمكنك استخدام الرسوم.",
            ),
        },
    ),
    Asked(
        "where-i-feel-safe",
        4,
        13,
        {
            "en": (
                "Where do you feel safe?",
                "A den, a lap, a library. What makes it safe?",
            ),
            "pl": (
                "Gdzie czujesz się bezpiecznie?",
                "Kryjówka, czyjeś kolana, biblioteka. Dlaczego tam?",
            ),
            "ar": (
                "أين تشعر بالأمان؟",
                "خيمة صغيرة أو حضن أو مكتبة. ما الذي يجعله آمناً؟",
            ),
        },
    ),
    Asked(
        "phones",
        10,
        17,
        {
            "en": (
                "What should grown-ups know about phones?",
                "The good bits and the bad bits. You know best.",
            ),
            "pl": (
                "Co dorośli powinni wiedzieć o telefonach?",
                "To, co dobre, i to, co złe. Ty wiesz najlepiej.",
            ),
            "ar": (
                "ماذا يجب أن يعرف الكبار عن الهواتف؟",
                "الجيد والسيئ. أنت أعلم بذلك.",
            ),
        },
    ),
    Asked(
        "really-listened",
        10,
        17,
        {
            "en": (
                "When did a grown-up really listen?",
                "What did they do? What happened next?",
            ),
            "pl": (
                "Kiedy ktoś dorosły naprawdę cię wysłuchał?",
                "Co wtedy zrobił? Co było potem?",
            ),
            "ar": ("متى أصغى إليك أحد الكبار حقاً؟", "ماذا فعل؟ وماذا حدث بعد ذلك؟"),
        },
    ),
)
