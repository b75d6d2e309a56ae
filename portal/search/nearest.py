"""The answer to a text instead of a question: the entries nearest to it."""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.language import Language

# The bounds go with `LENGTH_NORMALISATION`: where long texts are held back less, the shares are a little higher.
# A clause reaches 0.5 to 0.7 when its own wording is asked for, as no word counts fully however often it stands.
_VERY_CLOSE = 0.47
_CLOSE = 0.32
_RELATED = 0.18


class Closeness(StrEnum):
    """How near an entry is, as far as words can tell; figures would promise an accuracy that they do not have."""

    VERY_CLOSE = "very-close"
    CLOSE = "close"
    RELATED = "related"
    FAR = "far"

    @classmethod
    def of(cls, share: float) -> "Closeness":
        """The name for the share of a text's telling words that an entry has."""
        bounds = {cls.VERY_CLOSE: _VERY_CLOSE, cls.CLOSE: _CLOSE, cls.RELATED: _RELATED}
        return next((name for name, least in bounds.items() if share >= least), cls.FAR)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One entry near a text; `language` is that of its nearest version, `score` sorts and is not for readers."""

    ref: str
    language: Language
    closeness: Closeness
    score: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """The entries nearest to a text, the nearest first.

    `language` is the one the text was read in, `text` what of it there was room and time for.
    """

    neighbours: tuple[Neighbour, ...]
    language: Language
    text: str
