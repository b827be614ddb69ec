"""What a child reads when a file cannot be used: kind, short, and always what to do next."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from video.enums import Refusal

_SENTENCES = {
    Refusal.EMPTY: _("There is nothing in this file. Please choose your film again."),
    Refusal.TOO_BIG: _("This film is too big to send. Make a shorter one, 2 minutes at most, and try again."),
    Refusal.NOT_A_FILM: _(
        "This is not a film we can play. Please choose the film from your phone or camera."
    ),
    Refusal.IMAGE: _("This is a picture, not a film. Please choose a film."),
    Refusal.NO_VIDEO: _("We can hear this, but there are no pictures in it. Please choose a film."),
    Refusal.UNREADABLE: _("We could not open this film. Please send it again, or make a new one."),
    Refusal.INCOMPLETE: _("The end of your film did not arrive. Please send it again."),
    Refusal.ENCRYPTED: _("This film is locked, so we cannot open it. Please send one you made yourself."),
    Refusal.TOO_SHORT: _("This film is very short. Please make one that lasts at least a second."),
    Refusal.TOO_LONG: _("This film is too long. Please make it 2 minutes or less."),
    Refusal.PICTURE_TOO_LARGE: _(
        "The pictures in this film are too large. Use your camera's normal setting and try again."
    ),
    Refusal.TOO_MANY_FRAMES: _(
        "There is too much in this film for us. Turn off slow motion on your camera and try again."
    ),
    Refusal.ALTERED: _("Your film got mixed up on its way to us. Please send it again."),
    Refusal.INFECTED: _(
        "This file could harm computers, so we removed it. Ask a grown-up for help, then make a new film."
    ),
}


class Refused(Exception):
    """A file is not taken. `code` says why."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code.value)
        self.code = code


def sentence(code: str) -> str:
    """Return the child's sentence for a Refusal `code`, in the language of the reader.

    Raises ValueError for a code that is no Refusal.
    """
    return str(_SENTENCES[Refusal(code)])
