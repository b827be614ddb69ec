"""The words people say yes or no to, in each language they are asked in.

Whoever changes a text raises its version in the same line: an answer points to the very words that
were shown, and `queries.wording` refuses to let old rows speak for new words. If the question means
something else now, `counts_from` becomes that version too: every yes to older words stops counting,
and everybody is asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from consent.enums import Party, Purpose

if TYPE_CHECKING:
    from consent.models import Wording

FIRST_LANGUAGE = "en"


class Words(NamedTuple):
    """A text; a yes to version `counts_from` or any later one is a yes to it."""

    version: int
    text: str
    counts_from: int = 1


TEXTS: dict[tuple[Purpose, Party], dict[str, Words]] = {
    (Purpose.PUBLISH_FILM, Party.CHILD): {
        "en": Words(
            1,
            "Yes, you can show my film on this site. Two people watch it first. "
            "The people in it said yes. I can take it back when I like.",
        ),
        "pl": Words(
            1,
            "Tak, możecie pokazać mój film na tej stronie. Najpierw obejrzą go dwie osoby. "
            "Ludzie w filmie się zgodzili. Mogę go zabrać, kiedy zechcę.",
        ),
        "ar": Words(
            1,
            "نعم، يمكنكم عرض فيلمي على هذا الموقع. يشاهده شخصان أولاً. "
            "وافق كل من يظهر فيه. ويمكنني استرجاعه متى أردت.",
        ),
    },
    (Purpose.PUBLISH_FILM, Party.PERSON): {
        "en": Words(
            1,
            "I can be seen or heard in this film. I agree that it is shown to everyone on this site, "
            "with a made-up name and no other details. Two people check it first. "
            "I can change my mind at any time, and then the film is taken off the site.",
        ),
        "pl": Words(
            1,
            "Widać mnie lub słychać w tym filmie. Zgadzam się, aby był pokazany wszystkim na tej stronie, "
            "pod wymyśloną nazwą i bez innych danych. Najpierw sprawdzą go dwie osoby. "
            "Mogę zmienić zdanie w każdej chwili, a wtedy film zniknie ze strony.",
        ),
        "ar": Words(
            1,
            "أظهر في هذا الفيلم أو يُسمع صوتي فيه. أوافق على عرضه للجميع على هذا الموقع "
            "باسم مستعار ودون أي تفاصيل أخرى. يتحقق منه شخصان أولاً. "
            "ويمكنني تغيير رأيي في أي وقت، وعندئذ يُرفع الفيلم من الموقع.",
        ),
    },
    # One text for every adult who answers for a child: which of them it was is sealed (docs/adr/0080).
    (Purpose.PUBLISH_FILM, Party.GUARDIAN): {
        "en": Words(
            2,
            "I may say yes for this child: I am their parent, guardian or carer, or I sign for the "
            "authority that looks after them and have whatever agreement the law asks for. "
            "The child wants this too. I agree that the film is shown to everyone on this site, "
            "with a made-up name and no other details. Two people check it first. "
            "I can change my mind at any time, and then the film is taken off the site.",
        ),
        "pl": Words(
            2,
            "Mogę wyrazić zgodę w imieniu tego dziecka: jestem jego rodzicem, opiekunem prawnym lub "
            "osobą sprawującą opiekę albo podpisuję w imieniu instytucji, która się nim opiekuje, i mam "
            "każdą zgodę, jakiej wymaga prawo. Dziecko też tego chce. Zgadzam się, aby film był pokazany "
            "wszystkim na tej stronie, pod wymyśloną nazwą i bez innych danych. Najpierw sprawdzą go dwie "
            "osoby. Mogę zmienić zdanie w każdej chwili, a wtedy film zniknie ze strony.",
        ),
        "ar": Words(
            2,
            "يحق لي أن أوافق نيابة عن هذا الطفل: فأنا والده أو ولي أمره أو راعيه، أو أوقّع باسم الجهة "
            "التي ترعاه ولدي كل موافقة يطلبها القانون. والطفل يريد ذلك أيضاً. "
            "أوافق على عرض الفيلم للجميع على هذا الموقع باسم مستعار ودون أي تفاصيل أخرى. "
            "يتحقق منه شخصان أولاً. ويمكنني تغيير رأيي في أي وقت، وعندئذ يُرفع الفيلم من الموقع.",
        ),
    },
    (Purpose.USE_IN_REPORTS, Party.CHILD): {
        "en": Words(1, "Yes, you can show my film in talks and reports for grown-ups who decide things."),
        "pl": Words(1, "Tak, możecie pokazać mój film dorosłym, którzy o czymś decydują, i w raportach."),
        "ar": Words(1, "نعم، يمكنكم عرض فيلمي في تقارير ولقاءات للكبار الذين يتخذون القرارات."),
    },
    (Purpose.USE_IN_REPORTS, Party.PERSON): {
        "en": Words(
            1,
            "I agree that this film, or pictures and words from it, are also used in our reports and talks. "
            "I can change my mind at any time. Reports already printed stay as they are.",
        ),
        "pl": Words(
            1,
            "Zgadzam się, aby ten film albo jego kadry i słowa były też używane w naszych raportach "
            "i wystąpieniach. Mogę zmienić zdanie w każdej chwili. Wydrukowane raporty się nie zmienią.",
        ),
        "ar": Words(
            1,
            "أوافق على استخدام هذا الفيلم أو صور وكلمات منه في تقاريرنا ولقاءاتنا أيضاً. "
            "ويمكنني تغيير رأيي في أي وقت. أما التقارير المطبوعة فتبقى كما هي.",
        ),
    },
    (Purpose.USE_IN_REPORTS, Party.GUARDIAN): {
        "en": Words(
            1,
            "I may say yes for this child, and the child agrees: this film, or pictures and words from it, "
            "may also be used in your reports and talks. "
            "I can change my mind at any time. Reports already printed stay as they are.",
        ),
        "pl": Words(
            1,
            "Mogę wyrazić zgodę w imieniu tego dziecka, a ono się zgadza: ten film albo jego kadry i słowa "
            "mogą być też używane w waszych raportach i wystąpieniach. Mogę zmienić zdanie w każdej chwili. "
            "Wydrukowane raporty się nie zmienią.",
        ),
        "ar": Words(
            1,
            "يحق لي أن أوافق نيابة عن هذا الطفل وهو موافق: يمكن استخدام هذا الفيلم أو صور وكلمات منه "
            "في تقاريركم ولقاءاتكم أيضاً. ويمكنني تغيير رأيي في أي وقت. أما التقارير المطبوعة فتبقى كما هي.",
        ),
    },
    (Purpose.TAKE_PART, Party.CHILD): {
        "en": Words(
            1,
            "Yes, I want to come to this takeover. I can change my mind at any time.",
        ),
        "pl": Words(
            1,
            "Tak, chcę wziąć udział w tym przejęciu. W każdej chwili mogę zmienić zdanie.",
        ),
        "ar": Words(
            1,
            "نعم، أريد أن أشارك في تولّي المهام هذا. ويمكنني تغيير رأيي في أي وقت.",
        ),
    },
    # One text for every adult who answers for a child, as above: which of them it was is sealed.
    (Purpose.TAKE_PART, Party.GUARDIAN): {
        "en": Words(
            1,
            "I may say yes for this child: I am their parent, guardian or carer, or I sign for the "
            "authority that looks after them and have whatever agreement the law asks for. "
            "The child wants this too. They may come to this takeover. "
            "I can change my mind at any time, and then their place goes to somebody else.",
        ),
        "pl": Words(
            1,
            "Mogę wyrazić zgodę w imieniu tego dziecka: jestem jego rodzicem, opiekunem prawnym lub "
            "osobą sprawującą opiekę albo podpisuję w imieniu instytucji, która się nim opiekuje, i mam "
            "każdą zgodę, jakiej wymaga prawo. Dziecko też tego chce. Może wziąć udział w tym przejęciu. "
            "Mogę zmienić zdanie w każdej chwili, a wtedy jego miejsce dostanie ktoś inny.",
        ),
        "ar": Words(
            1,
            "يحق لي أن أوافق نيابة عن هذا الطفل: فأنا والده أو ولي أمره أو راعيه، أو أوقّع باسم الجهة "
            "التي ترعاه ولدي كل موافقة يطلبها القانون. والطفل يريد ذلك أيضاً. "
            "يمكنه أن يشارك في تولّي المهام هذا. "
            "ويمكنني تغيير رأيي في أي وقت، وعندئذ ينتقل مكانه إلى غيره.",
        ),
    },
    (Purpose.PHOTO_AT_EVENT, Party.CHILD): {
        "en": Words(1, "Yes, you can take a photo of me on this day and show it. I can change my mind."),
        "pl": Words(1, "Tak, możecie mi zrobić zdjęcie tego dnia i je pokazać. Mogę zmienić zdanie."),
        "ar": Words(1, "نعم، يمكنكم التقاط صورة لي في هذا اليوم وعرضها. ويمكنني تغيير رأيي."),
    },
    (Purpose.PHOTO_AT_EVENT, Party.GUARDIAN): {
        "en": Words(
            1,
            "I may say yes for this child, and the child agrees: photos may be taken of them at this event "
            "and shown without a name. I can change my mind at any time.",
        ),
        "pl": Words(
            1,
            "Mogę wyrazić zgodę w imieniu tego dziecka, a ono się zgadza: na tym wydarzeniu można robić mu "
            "zdjęcia i pokazywać je bez imienia i nazwiska. Mogę zmienić zdanie w każdej chwili.",
        ),
        "ar": Words(
            1,
            "يحق لي أن أوافق نيابة عن هذا الطفل وهو موافق: يمكن التقاط صور له في هذه الفعالية "
            "وعرضها دون اسم. ويمكنني تغيير رأيي في أي وقت.",
        ),
    },
    (Purpose.SHARE_WITH_HOST, Party.CHILD): {
        "en": Words(1, "Yes, the people I visit can know my first name and what I need on the day."),
        "pl": Words(1, "Tak, gospodarze mogą znać moje imię i wiedzieć, czego potrzebuję tego dnia."),
        "ar": Words(1, "نعم، يمكن لمن أزورهم معرفة اسمي الأول وما أحتاجه في ذلك اليوم."),
    },
    (Purpose.SHARE_WITH_HOST, Party.GUARDIAN): {
        "en": Words(
            1,
            "I may say yes for this child, and the child agrees: the host may know their first name, "
            "what they need and whom to call in an emergency, until a few days after the visit.",
        ),
        "pl": Words(
            1,
            "Mogę wyrazić zgodę w imieniu tego dziecka, a ono się zgadza: gospodarz może znać jego imię, "
            "potrzeby i numer na wypadek zagrożenia, do kilku dni po wizycie.",
        ),
        "ar": Words(
            1,
            "يحق لي أن أوافق نيابة عن هذا الطفل وهو موافق: يمكن للمضيف معرفة اسمه الأول وما يحتاجه "
            "وبمن يتصل عند الطوارئ، حتى أيام قليلة بعد الزيارة.",
        ),
    },
    (Purpose.CONTACT_AGAIN, Party.PERSON): {
        "en": Words(1, "You may write to me again while this film is with you. I can change my mind."),
        "pl": Words(1, "Możecie napisać do mnie ponownie, dopóki macie ten film. Mogę zmienić zdanie."),
        "ar": Words(1, "يمكنكم مراسلتي مرة أخرى ما دام هذا الفيلم لديكم. ويمكنني تغيير رأيي."),
    },
    (Purpose.CONTACT_AGAIN, Party.GUARDIAN): {
        "en": Words(1, "You may write to me again while this film is with you. I can change my mind."),
        "pl": Words(1, "Możecie napisać do mnie ponownie, dopóki macie ten film. Mogę zmienić zdanie."),
        "ar": Words(1, "يمكنكم مراسلتي مرة أخرى ما دام هذا الفيلم لديكم. ويمكنني تغيير رأيي."),
    },
}


def said_as(party: Party | str) -> Party:
    """Return the party under which the words for `party` are kept: an authority reads a guardian's."""
    return Party.GUARDIAN if party == Party.AUTHORITY else Party(party)


def has(purpose: Purpose, party: Party | str) -> bool:
    """Whether `party` is ever asked about `purpose`."""
    return (purpose, said_as(party)) in TEXTS


def words(purpose: Purpose, party: Party, language: str) -> tuple[str, Words]:
    """Return the language really used (FIRST_LANGUAGE when there is no translation) and its words.

    Raises KeyError for a question that is never put to `party`.
    """
    texts = TEXTS[(purpose, said_as(party))]
    code = language if language in texts else language.split("-", maxsplit=1)[0]
    code = code if code in texts else FIRST_LANGUAGE
    return code, texts[code]


def counts_from(wording: Wording) -> int:
    """Return the oldest version to which a yes still counts, in the language of `wording`."""
    _code, today = words(Purpose(wording.purpose), Party(wording.party), wording.language)
    return today.counts_from
