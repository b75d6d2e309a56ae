"""What is looked up in the index for one word of a query."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum

from portal.domain.equivalent import Equivalent
from portal.domain.equivalent import Origin
from portal.search.result import Mark
from portal.search.schema import Region

MAX_TERM_LENGTH = 80


class Kind(StrEnum):
    """What a term in the index is; the value is its prefix, so that one field holds them all at the same positions.

    `FOLDED` is a word as written or a base form without its accents, where it has any.
    """

    FOLDED = "f"
    LEMMA = "l"
    PART = "p"
    SURFACE = "s"

    def key(self, text: str) -> str:
        """The term as written into the index; overlong words are cut there and in queries alike."""
        return f"{self}:{text[:MAX_TERM_LENGTH]}"


@dataclass(frozen=True, slots=True)
class Term:
    """One index term, as written into the index, with its weight among its fellows."""

    kind: Kind
    key: str
    weight: float


def term_of(kind: Kind, text: str, weight: float) -> Term:
    """The term of a word or a part of one; its key is asked for so often that it is made once."""
    return Term(kind, kind.key(text), weight)


Word = tuple[Term, ...]
"""Terms any of which may stand at one position; their occurrences count together, each by its weight."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to meet a query word: a word, or several words that must follow one another.

    `weight` scales its score; `equivalent` is what was asked instead of the reader's own word, if it was.
    `apart` are the words of an equivalent of several words, each by itself and without those of grammar.
    """

    words: tuple[Word, ...]
    weight: float = 1.0
    equivalent: Equivalent | None = None
    apart: tuple[Word, ...] = ()

    @property
    def mark(self) -> Mark:
        """How it is shown where it meets a whole word."""
        return Mark.BRIDGED if self.equivalent else Mark.WORD


@dataclass(frozen=True, slots=True)
class TermGroup:
    """One query word or phrase: the best of its alternatives counts, so that synonyms do not add up.

    `bonus` terms never decide whether a text is met, they only lift it a little: the exact form typed.
    `parts` are the words of a phrase or the parts of a compound: a text that has them apart meets the group in part.
    Equivalents of a word of another language are further alternatives, marked `BRIDGED`.
    `region` is the one part of a text it is looked for in; None means every part.
    """

    alternatives: tuple[Alternative, ...]
    bonus: Word = ()
    parts: tuple["TermGroup", ...] = ()
    region: Region | None = None

    @property
    def is_term(self) -> bool:
        """Whether it names a concept, a place or a code, as told by the equivalents it has."""
        return any(each.equivalent and each.equivalent.origin is Origin.GLOSSARY for each in self.alternatives)

    def loosened(self) -> "TermGroup":
        """The same group with its parts among the alternatives: every place in a text that has to do with it."""
        apart = [each for part in self.parts for each in part.alternatives]
        apart += [Alternative((word,), way.weight, way.equivalent) for way in self.alternatives for word in way.apart]
        return replace(self, alternatives=(*self.alternatives, *apart), bonus=(), parts=())

    def within(self, region: Region | None) -> "TermGroup":
        """The same group looked for in one part of a text only, with all its parts."""
        return replace(self, region=region, parts=tuple(part.within(region) for part in self.parts))

    def widened(self, alternatives: Iterable[Alternative]) -> "TermGroup":
        """The same group with more ways to meet it."""
        return replace(self, alternatives=(*self.alternatives, *alternatives))
