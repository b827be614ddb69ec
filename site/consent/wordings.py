"""The words people say yes or no to, in each language they are asked in.

Whoever changes a text raises its version in the same line: an answer points to the very words that
were shown, and `queries.wording` refuses to let old rows speak for new words.
"""

from __future__ import annotations

from typing import NamedTuple

from consent.enums import Party, Purpose

FIRST_LANGUAGE = "en"


class Words(NamedTuple):
    version: int
    text: str


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
    (Purpose.PUBLISH_FILM, Party.GUARDIAN): {
        "en": Words(
            1,
            "I am the parent or guardian of the child who made this film. "
            "I agree that it is shown to everyone on this site, with a made-up name and no other details. "
            "Two people check it first. I can change my mind at any time, and then the film is deleted.",
        ),
        "pl": Words(
            1,
            "Jestem rodzicem lub opiekunem dziecka, które nakręciło ten film. "
            "Zgadzam się, aby był pokazany wszystkim na tej stronie, "
            "pod wymyśloną nazwą i bez innych danych. Najpierw sprawdzą go dwie osoby. "
            "Mogę zmienić zdanie w każdej chwili, a wtedy film zostanie usunięty.",
        ),
        "ar": Words(
            1,
            "أنا والد الطفل الذي صنع هذا الفيلم أو ولي أمره. "
            "أوافق على عرضه للجميع على هذا الموقع باسم مستعار ودون أي تفاصيل أخرى. "
            "يتحقق منه شخصان أولاً. ويمكنني تغيير رأيي في أي وقت، وعندئذ يُحذف الفيلم.",
        ),
    },
}


def words(purpose: Purpose, party: Party, language: str) -> tuple[str, Words]:
    """Return the language really used (FIRST_LANGUAGE when there is no translation) and its words."""
    texts = TEXTS[(purpose, party)]
    code = language if language in texts else language.split("-", maxsplit=1)[0]
    code = code if code in texts else FIRST_LANGUAGE
    return code, texts[code]
