"""The term bank: one concept, its words in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.language import Language
from portal.domain.localized import Localized


@dataclass(frozen=True, slots=True)
class Wordings:
    """The words one language has for a concept; `finland_swedish` holds forms used in Finland's Swedish."""

    preferred: str
    synonyms: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    finland_swedish: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every form once, the preferred one first."""
        return tuple(dict.fromkeys((self.preferred, *self.synonyms, *self.finland_swedish, *self.abbreviations)))


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of the term bank."""

    id: str
    wordings: Mapping[Language, Wordings]
    definition: Localized[str]
    sources: tuple[str, ...] = ()
