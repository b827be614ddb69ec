"""Friendly names for films. Children's own nicknames leak names, so we make them (S2)."""

from __future__ import annotations

import random
import secrets

from people.words import ADJECTIVES, ANIMALS, VERBS


def friendly_name(rng: random.Random | None = None) -> str:
    """Return a name such as 'Brave Singing Otter': adjective, verb, animal, never unkind.

    `rng` makes it repeatable for demos and tests.
    """
    chance = rng or secrets.SystemRandom()
    return f"{chance.choice(ADJECTIVES)} {chance.choice(VERBS)} {chance.choice(ANIMALS)}"
