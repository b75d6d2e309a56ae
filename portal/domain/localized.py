"""One value per language, with a known fallback."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic
from typing import TypeVar

from portal.domain.language import Language

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Localized(Generic[T]):
    """A value in one or more languages; `original` is the language it was first written in."""

    values: Mapping[Language, T]
    original: Language

    def best(self, language: Language) -> tuple[T, Language]:
        """Return the value for a reader of `language` and the language it really is in.

        Order: the reader's own language, the original, then any other in the order of `Language`.
        """
        # The reader's own is there nearly always, and a page asks hundreds of times.
        if language in self.values:
            return self.values[language], language
        for candidate in (self.original, *Language):
            if candidate in self.values:
                return self.values[candidate], candidate
        raise LookupError("a localized value needs at least one language")

    def get(self, language: Language) -> T | None:
        """Return the value in exactly this language, or None."""
        return self.values.get(language)

    def __contains__(self, language: object) -> bool:
        return language in self.values

    def __iter__(self) -> Iterator[Language]:
        return (language for language in Language if language in self.values)
