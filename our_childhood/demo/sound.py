"""Plucked strings, rain and bells, made from arithmetic and written as a WAV file."""

from __future__ import annotations

import array
import functools
import math
import random
import wave
from pathlib import Path

RATE = 32_000  # samples a second
_NOTES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


class Track:
    """`seconds` of sound; everything added is mixed in at a moment in seconds."""

    def __init__(self, seconds: float) -> None:
        self.samples = array.array("d", bytes(8 * int(seconds * RATE)))

    def add(self, sound: array.array[float], at: float, loud: float = 1.0) -> None:
        """Mix a sound in at `at` seconds; what reaches over the end is cut."""
        start = int(at * RATE)
        for place in range(min(len(sound), len(self.samples) - start)):
            self.samples[start + place] += sound[place] * loud

    def tune(self, notes: str, *, at: float = 0, beat: float = 0.3, loud: float = 0.5) -> None:
        """Pluck a melody such as 'C4 E4 - G4 C5+E5': one word a beat, '-' rests, '+' sounds together."""
        for place, word in enumerate(notes.split()):
            for note in word.split("+"):
                if note != "-":
                    self.add(pluck(note), at + place * beat, loud)

    def save(self, path: Path) -> None:
        """Write the track as 16-bit mono, as loud as fits, with soft ends."""
        peak = max((abs(sample) for sample in self.samples), default=0.0) or 1.0
        scale = 0.72 * 32767 / peak
        fade = RATE // 4
        many = len(self.samples)
        soft = (
            int(sample * scale * min(1.0, place / 800, (many - place) / fade))
            for place, sample in enumerate(self.samples)
        )
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(array.array("h", soft).tobytes())


@functools.cache
def pluck(note: str, seconds: float = 1.1) -> array.array[float]:
    """A plucked string (Karplus and Strong, 1983): noise going round in a ring, growing dull."""
    pitch = 440 * 2 ** ((_NOTES[note[0]] + 12 * int(note[-1]) - 57 + note.count("#")) / 12)
    rng = random.Random(note)
    ring = [rng.uniform(-1, 1) for _ in range(int(RATE / pitch))]
    ring = [(ring[i] + ring[i - 1] + ring[i - 2]) / 3 for i in range(len(ring))]  # a soft thumb, no nail
    out = array.array("d")
    before = ring[-1]
    for place in range(int(seconds * RATE)):
        spot = place % len(ring)
        now = ring[spot]
        out.append(now)
        ring[spot] = 0.4985 * (now + before)
        before = now
    return out


def rain(seconds: float) -> array.array[float]:
    """Rain: soft noise with drops in it."""
    rng = random.Random(4)
    out = array.array("d")
    low = 0.0
    drop = 0.0
    for _ in range(int(seconds * RATE)):
        low += 0.25 * (rng.uniform(-1, 1) - low)
        if rng.random() < 0.0012:
            drop = rng.uniform(0.3, 0.9)
        drop *= 0.985
        out.append(low * 0.22 + drop * rng.uniform(-0.5, 0.5))
    return out


def tap(seconds: float = 0.12, *, high: float = 180) -> array.array[float]:
    """Something made of paper put down on a table."""
    rng = random.Random(int(high))
    return array.array(
        "d",
        (
            math.exp(-place / RATE * 45) * (math.sin(math.tau * high * place / RATE) + rng.uniform(-0.5, 0.5))
            for place in range(int(seconds * RATE))
        ),
    )


def bell(seconds: float = 1.2, *, high: float = 1180) -> array.array[float]:
    """A small bell."""
    return array.array(
        "d",
        (
            math.exp(-place / RATE * 4)
            * sum(
                math.sin(math.tau * high * over * place / RATE) / (1 + 2 * rank)
                for rank, over in enumerate((1, 2.01, 2.9))
            )
            for place in range(int(seconds * RATE))
        ),
    )


def slide(start: float, end: float, seconds: float, *, shake: float = 0) -> array.array[float]:
    """A whistle from one pitch (in hertz) to another: a chirp, a meow, a splash's plop."""
    out = array.array("d")
    turn = 0.0
    many = int(seconds * RATE)
    for place in range(many):
        part = place / many
        turn += (start + (end - start) * part + shake * math.sin(part * 60)) / RATE
        out.append(math.sin(math.tau * turn) * math.sin(math.pi * part))
    return out


def splash(seconds: float = 0.5) -> array.array[float]:
    """Two boots in one puddle."""
    rng = random.Random(9)
    return array.array(
        "d",
        (rng.uniform(-1, 1) * math.exp(-place / RATE * 9) for place in range(int(seconds * RATE))),
    )
