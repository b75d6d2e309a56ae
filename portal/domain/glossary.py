"""The term bank: one concept, its words in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.language import Language
from portal.domain.localized import Localized


@dataclass(frozen=True, slots=True)
class Wordings:
    """The words one language has for a concept; `finland_swedish` holds forms used in Finland's Swedish.

    `avoided` are words that others use and Silta does not: they are looked for when texts are proofread, and found
    when a reader searches for them.
    `everyday` are words of people who do not know the trade: they lead to the concept, and are no names of it.
    """

    preferred: str
    synonyms: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    finland_swedish: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every name once, the preferred one first."""
        return tuple(
            dict.fromkeys((self.preferred, *self.synonyms, *self.finland_swedish, *self.abbreviations, *self.avoided))
        )

    @property
    def ways_in(self) -> tuple[str, ...]:
        """Everything that leads to the concept: its names, then the everyday words."""
        return tuple(dict.fromkeys((*self.all, *self.everyday)))


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of the term bank; `trap` tells where readers of another language or country misunderstand it."""

    id: str
    wordings: Mapping[Language, Wordings]
    definition: Localized[str]
    trap: Localized[str] | None = None
    sources: tuple[str, ...] = ()
