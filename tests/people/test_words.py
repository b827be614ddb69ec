"""The words of codes and names: enough of them, and none that could hurt (S2)."""

from __future__ import annotations

import random

from people import names, words

HURTFUL = """
Ape Baboon Monkey Gorilla Chimp Pig Hog Cow Rat Snake Toad Slug Snail Worm Leech Louse Flea Donkey
Mule Goat Sheep Chicken Turkey Whale Hippo Elephant Sloth Weasel Vulture Hyena Skunk Cockroach Black
White Brown Yellow Red Pink Fat Thin Big Small Tiny Huge Short Tall Old Young Ugly Pretty Slow Lazy
Silly Mad Crazy Dumb Poor Rich Lost Lonely Sad Scared Special Odd Weird Strange Crying Begging
Stealing Fighting Eating Hunting Killing Hiding Escaping Cooking Baking
"""


def test_words_are_many_and_different():
    """S8: about nine thousand million codes; S2: so many names that one says nothing."""
    assert len(set(words.CODE_WORDS)) == len(words.CODE_WORDS) >= 512
    lists = (words.ADJECTIVES, words.VERBS, words.ANIMALS)
    assert all(len(set(each)) == len(each) for each in lists)
    assert len(words.ADJECTIVES) * len(words.VERBS) * len(words.ANIMALS) > 1_000_000


def test_code_words_are_easy_to_write_down():
    """Short, plain letters, read in small or in capital letters alike."""
    for word in words.CODE_WORDS:
        assert word.isascii()
        assert word.isalpha()
        assert word.islower()
        assert 3 <= len(word) <= 12


def test_names_hold_no_word_that_could_hurt():
    """S2: neither a colour nor a body, nor an animal people are called when others are unkind."""
    hurtful = set(HURTFUL.split())
    assert hurtful.isdisjoint({*words.ADJECTIVES, *words.VERBS, *words.ANIMALS})


def test_friendly_name_is_three_words_and_repeatable_for_demos():
    """The same seed gives the same name; two draws differ."""
    name = names.friendly_name(random.Random(7))
    assert name == names.friendly_name(random.Random(7))
    adjective, verb, animal = name.split()
    assert adjective in words.ADJECTIVES
    assert verb in words.VERBS
    assert animal in words.ANIMALS
    assert len({names.friendly_name() for _ in range(50)}) > 40


def test_longest_name_fits_a_film():
    """Film.title holds 80 characters."""
    assert sum(max(map(len, each)) for each in (words.ADJECTIVES, words.VERBS, words.ANIMALS)) + 2 <= 80
