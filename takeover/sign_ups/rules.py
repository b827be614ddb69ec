"""Who may ask for how many places: pure but for the challenge's own columns."""

from __future__ import annotations

from datetime import date

from people.ages import AgeBand
from takeover.challenges.models import Challenge
from takeover.sign_ups.enums import Ages, Asker
from takeover.sign_ups.errors import NotOpen, WrongAges, WrongSize
from takeover.sign_ups.models import SignUp

LINE = 16  # from this age a young person needs no guardian's yes for a takeover (ADR 0130)
MOST_CHILDREN_OF_ONE = 6  # brothers and sisters
_BANDS = {
    AgeBand.UNDER_7: (4, 6),
    AgeBand.UNDER_10: (7, 9),
    AgeBand.UNDER_13: (10, 12),
    AgeBand.UNDER_16: (13, 15),
    AgeBand.UNDER_18: (16, 17),
}


def is_open(challenge: Challenge, today: date) -> bool:
    """Whether children can sign up today: the season says when, the challenge whether it is shown."""
    season = challenge.season
    if not season.children_from_date <= today <= season.children_until_date:
        return False
    return challenge.first_date >= today and Challenge.objects.public().filter(pk=challenge.pk).exists()


def check(challenge: Challenge, *, asker: Asker, size: int, ages: Ages, today: date) -> None:
    """Raise errors.NotAsked unless `asker` may ask for `size` places today."""
    if not is_open(challenge, today):
        raise NotOpen
    if asker not in askers(challenge) or ages not in ages_of(challenge, asker):
        raise WrongAges
    least, most = sizes(challenge, asker)
    if not least <= size <= most:
        raise WrongSize(least, most)


def askers(challenge: Challenge) -> list[Asker]:
    """Return who can ask here: nobody is offered what the challenge does not take."""
    found = [Asker.GROUP]
    if challenge.smallest_group == 1 and challenge.oldest >= LINE:
        found.append(Asker.YOUNG_PERSON)
    if challenge.smallest_group <= MOST_CHILDREN_OF_ONE:
        found.append(Asker.GUARDIAN)
    return found


def sizes(challenge: Challenge, asker: Asker) -> tuple[int, int]:
    """Return the fewest and the most places `asker` can ask for."""
    if asker == Asker.YOUNG_PERSON:
        return 1, 1
    most = challenge.largest_group
    return challenge.smallest_group, min(most, MOST_CHILDREN_OF_ONE) if asker == Asker.GUARDIAN else most


def ages_of(challenge: Challenge, asker: Asker) -> list[Ages]:
    """Return which answers there are to how old they are; one means that it need not be asked."""
    if challenge.oldest < LINE:
        return [Ages.YOUNGER]
    if challenge.youngest >= LINE or asker == Asker.YOUNG_PERSON:
        return [Ages.OLDER]
    return [Ages.YOUNGER, Ages.MIXED, Ages.OLDER]


def bands(sign_up: SignUp) -> list[AgeBand]:
    """Return the age bands a child of this sign-up can choose from."""
    youngest, oldest = sign_up.challenge.youngest, sign_up.challenge.oldest
    if sign_up.ages == Ages.YOUNGER:
        oldest = min(oldest, LINE - 1)
    if sign_up.ages == Ages.OLDER:
        youngest = max(youngest, LINE)
    return [band for band, (first, last) in _BANDS.items() if first <= oldest and last >= youngest]


def needs_guardian(sign_up: SignUp, band: AgeBand) -> bool:
    """Whether a guardian has to say yes; nobody is 16 by saying so alone."""
    return sign_up.ages == Ages.YOUNGER or band != AgeBand.UNDER_18
