"""Composed names: of places, never of persons."""

from __future__ import annotations

from pejl.engine.example.dice import Dice

TREES = (
    "Ahorn", "Aske", "Birke", "Brombær", "Bøge", "Ege", "Elle", "Elme", "Enebær", "Gran", "Hassel", "Havtorn",
    "Hvede", "Hyben", "Hyld", "Kastanje", "Kirsebær", "Kløver", "Linde", "Lupin", "Lyng", "Mirabel", "Mynte",
    "Pile", "Poppel", "Ribs", "Rug", "Rønne", "Siv", "Slåen", "Syren", "Tranebær", "Tusindfryd", "Valmue",
    "Vedbend",
)  # fmt: skip
PLACES = (
    "bakke", "bo", "bæk", "dal", "eng", "gård", "have", "holm", "høj", "kær", "lund", "mark", "sti", "sø",
    "toft", "vang",
)  # fmt: skip
SIDES = ("", " Nord", " Syd", " Øst", " Vest", " Nordøst", " Nordvest", " Sydøst", " Sydvest")
TOWNS = ("Eksempelby", "Mønsterlev", "Prøverup", "Skitselund", "Udkastrup", "Modelby", "Forlægsted")
"""Towns whose names say that they are made up."""
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", " ": "-", ".": None, ",": None})


class Places:
    """Names of places, in an order that belongs to the seed, each once."""

    def __init__(self, seed: int, purpose: str) -> None:
        self.names = Dice(seed, f"places {purpose}").shuffled(
            [tree + end for tree in TREES for end in PLACES]
        )
        self.used = 0

    def next(self) -> str:
        """A name that was not given out before."""
        turn, at = divmod(self.used, len(self.names))
        self.used += 1
        return self.names[at] + (SIDES[turn] if turn < len(SIDES) else f" {turn}")


def address(place: str, dice: Dice) -> str:
    """An address in one of the towns."""
    road = place.split(" ")[0]
    return f"{road}vej {dice.between(1, 180)}, {dice.pick(TOWNS)}"


def slug(text: str) -> str:
    """A text as part of an id: without spaces and Danish letters."""
    return text.lower().translate(LETTERS)
