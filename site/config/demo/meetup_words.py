"""The words of the demo's meetups, in its three languages. All made up: no guest here is anybody."""

# ruff: noqa: E501 (prose is not wrapped)

from __future__ import annotations

from typing import NamedTuple


class Planned(NamedTuple):
    """A meetup: days from today, its region by its place in the list, and {language: (title, first words)}.

    Councils can book from `opens` days from today; None for one that is over.
    """

    days: int
    region: int
    opens: int | None
    words: dict[str, tuple[str, str]]


MEETUPS = (
    Planned(
        -160,
        0,
        None,
        {
            "en": ("A meetup among the mills", "Old mills and new ideas. We talked about moving home."),
            "pl": (
                "Spotkanie wśród dawnych fabryk",
                "Stare fabryki i nowe pomysły. Rozmawialiśmy o przeprowadzkach.",
            ),
            "ar": (
                "لقاء بين المصانع القديمة",
                "مصانع قديمة وأفكار جديدة. تحدثنا عن الانتقال من بيت إلى بيت.",
            ),
        },
    ),
    Planned(
        -70,
        5,
        None,
        {
            "en": ("A meetup by the sea", "A day by the water, and three big questions."),
            "pl": ("Spotkanie nad morzem", "Dzień nad wodą i trzy ważne pytania."),
            "ar": ("لقاء على شاطئ البحر", "يوم قرب الماء، وثلاثة أسئلة كبيرة."),
        },
    ),
    Planned(
        24,
        7,
        0,
        {
            "en": ("A meetup in the hills", "Fresh air, good food and big questions. There is room for you."),
            "pl": (
                "Spotkanie wśród wzgórz",
                "Świeże powietrze, dobre jedzenie i ważne pytania. Jest miejsce i dla was.",
            ),
            "ar": ("لقاء بين التلال", "هواء نقي وطعام طيب وأسئلة كبيرة. هناك مكان لكم."),
        },
    ),
    Planned(
        95,
        4,
        40,
        {
            "en": ("A meetup on the canals", "A day of boats and bridges. We talk about turning 18."),
            "pl": (
                "Spotkanie nad kanałami",
                "Dzień łodzi i mostów. Porozmawiamy o tym, co po 18. urodzinach.",
            ),
            "ar": ("لقاء عند القنوات المائية", "يوم بين القوارب والجسور. نتحدث عن بلوغ سن 18."),
        },
    ),
)

# (name, role, why they come)
GUESTS = {
    "en": (
        ("Imogen Vale", "the Children's Champion (made up)", "She listens first and talks last."),
        ("Tomasz Adler", "a Member of Parliament (made up)", "He wants to know what should change."),
    ),
    "pl": (
        ("Imogen Vale", "rzeczniczka dzieci (postać wymyślona)", "Najpierw słucha, mówi na końcu."),
        ("Tomasz Adler", "poseł (postać wymyślona)", "Chce wiedzieć, co trzeba zmienić."),
    ),
    "ar": (
        ("إيموجن فيل", "نصيرة الأطفال (شخصية مُتخيَّلة)", "تستمع أولًا وتتكلم أخيرًا."),
        ("توماش أدلر", "نائب في البرلمان (شخصية مُتخيَّلة)", "يريد أن يعرف ما الذي يجب أن يتغير."),
    ),
}

# (time, what, more)
PROGRAMME = {
    "en": (
        ("11:00", "Hello", "A game and a warm drink. You can just watch."),
        ("11:45", "Your questions", "Councils ask. The people in charge answer."),
        ("13:00", "Lunch", ""),
        ("14:00", "Make and play", "Paint, music, or a walk outside."),
        ("15:15", "What they promise", "They say what they will do, and by when. We write it down."),
    ),
    "pl": (
        ("11:00", "Dzień dobry", "Zabawa i coś ciepłego do picia. Możesz tylko patrzeć."),
        ("11:45", "Wasze pytania", "Rady pytają. Ci, którzy decydują, odpowiadają."),
        ("13:00", "Obiad", ""),
        ("14:00", "Tworzymy i bawimy się", "Farby, muzyka albo spacer."),
        ("15:15", "Co obiecują", "Mówią, co zrobią i do kiedy. My to zapisujemy."),
    ),
    "ar": (
        ("11:00", "أهلًا", "لعبة ومشروب دافئ. يمكنك أن تكتفي بالمشاهدة."),
        ("11:45", "أسئلتكم", "تسأل المجالس. ويجيب أصحاب القرار."),
        ("13:00", "الغداء", ""),
        ("14:00", "نصنع ونلعب", "ألوان أو موسيقى أو نزهة في الخارج."),
        ("15:15", "ما يعدون به", "يقولون ماذا سيفعلون ومتى. ونحن نكتبه."),
    ),
}

OTHER = {
    "en": {
        "access_words": "Tell us what you can eat, and there will be some. The quiet room has soft light and no music. We pay for trains, buses and petrol.",
        "bring_words": "Clothes for inside and outside. Your questions, on paper or in your head. Any medicine you need that day.",
        "photo_words": "Nobody has to be in a photo. We ask each young person first. You can change your mind later. Then we take the photo away.",
    },
    "pl": {
        "access_words": "Powiedzcie nam, co jecie, a to będzie. W cichym pokoju jest łagodne światło i nie ma muzyki. Płacimy za pociąg, autobus i paliwo.",
        "bring_words": "Ubranie do środka i na dwór. Wasze pytania, na kartce albo w głowie. Leki, jeśli ktoś ich tego dnia potrzebuje.",
        "photo_words": "Nikt nie musi być na zdjęciu. Najpierw pytamy każdego młodego człowieka. Później można zmienić zdanie. Wtedy usuwamy zdjęcie.",
    },
    "ar": {
        "access_words": "أخبرونا بما يمكنكم أكله، وسيكون موجودًا. في الغرفة الهادئة ضوء خافت ولا موسيقى. ندفع ثمن القطار والحافلة والوقود.",
        "bring_words": "ملابس للداخل وللخارج. أسئلتكم، على ورقة أو في أذهانكم. وأي دواء يحتاج إليه أحد في ذلك اليوم.",
        "photo_words": "لا يُجبَر أحد على الظهور في صورة. نسأل كل يافع أولًا. ويمكنك أن تغيّر رأيك لاحقًا. عندها نزيل الصورة.",
    },
}

# Title and first words of the page that tells how the one by the sea was, what is on it, and who said so.
AFTER = {
    "en": (
        "How it was by the sea",
        "Three councils, three questions, and a promise about phone calls.",
        "<p>Three councils came. They asked, and wrote down what would make moving easier.</p>",
        ("I did not know that others think so too.", "age 14"),
        "Three Children in Care Councils asked. Grown-ups in charge answered, and made promises.",
    ),
    "pl": (
        "Jak było nad morzem",
        "Trzy rady, trzy pytania i obietnica w sprawie telefonów.",
        "<p>Przyjechały trzy rady. Pytały i spisały, co ułatwiłoby przeprowadzki.</p>",
        ("Nie wiedziałam, że inni też tak myślą.", "14 lat"),
        "Trzy rady dzieci w pieczy zadały pytania. Dorośli, którzy decydują, odpowiedzieli i złożyli obietnice.",
    ),
    "ar": (
        "كيف كان اللقاء على البحر",
        "ثلاثة مجالس، وثلاثة أسئلة، ووعد بشأن المكالمات.",
        "<p>جاءت ثلاثة مجالس. سألت، وكتبت ما يجعل الانتقال أسهل.</p>",
        ("لم أكن أعرف أن الآخرين يفكرون هكذا أيضًا.", "14 سنة"),
        "سألت ثلاثة مجالس للأطفال في الرعاية. أجاب أصحاب القرار وقطعوا وعودًا.",
    ),
}


def page_words(planned: Planned) -> dict[str, dict[str, object]]:
    """Return the fields of a meetup's page by language, blocks as home.demo.planting takes them."""
    return {
        language: {
            "title": title,
            "lead": lead,
            "guests": [
                {"type": "guest", "value": {"name": name, "role": role, "words": words}}
                for name, role, words in GUESTS[language]
            ],
            "programme": [
                {"type": "moment", "value": {"time": time, "what": what, "words": words}}
                for time, what, words in PROGRAMME[language]
            ],
            **OTHER[language],
        }
        for language, (title, lead) in planned.words.items()
    }


def after_words() -> dict[str, dict[str, object]]:
    """Return the fields of the page that tells how it was, by language."""
    return {
        language: {
            "title": title,
            "lead": lead,
            "body": [
                {"type": "words", "value": html},
                {"type": "quote", "value": {"words": said, "who": who}},
            ],
            "post": post,
        }
        for language, (title, lead, html, (said, who), post) in AFTER.items()
    }
