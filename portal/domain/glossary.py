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
    """

    preferred: str
    synonyms: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    finland_swedish: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every form once, the preferred one first."""
        return tuple(
            dict.fromkeys((self.preferred, *self.synonyms, *self.finland_swedish, *self.abbreviations, *self.avoided))
        )


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of the term bank; `trap` tells where readers of another language or country misunderstand it."""

    id: str
    wordings: Mapping[Language, Wordings]
    definition: Localized[str]
    trap: Localized[str] | None = None
    sources: tuple[str, ...] = ()
