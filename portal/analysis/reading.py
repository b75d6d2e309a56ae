"""What a dictionary says about one word, wherever the word stands."""

from collections.abc import Sequence
from dataclasses import dataclass

# Longer runs occur only in nonsense (*a-a-a-a*) and in enumerations, where nobody searches for them.
_LONGEST_RUN = 5


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a word, in characters of that word, with its base forms."""

    start: int
    end: int
    lemmas: tuple[str, ...]

    def shifted(self, by: int) -> "Segment":
        """The same stretch in a longer word that has `by` more characters in front."""
        return Segment(self.start + by, self.end + by, self.lemmas)


@dataclass(frozen=True, slots=True)
class Reading:
    """The base forms of a word, and the pieces that tile it if it is a compound.

    `pieces` is empty or holds two or more segments without gaps from the first to the last character.
    `known` is false when no dictionary had the word and the lemma is the word itself or a guess.
    """

    lemmas: tuple[str, ...]
    pieces: tuple[Segment, ...] = ()
    known: bool = True


def unique(words: Sequence[str]) -> tuple[str, ...]:
    """The words casefolded and without hyphens, each once, in the order of first appearance.

    Without hyphens, because writers disagree about them: *skakrav* and *ska-krav* are one word.
    """
    folded = (word.replace("-", "").casefold() or word.casefold() for word in words)
    return tuple(dict.fromkeys(word for word in folded if word))


def runs(word: str, pieces: Sequence[Segment]) -> tuple[Segment, ...]:
    """Every run of up to five adjacent pieces short of the whole word, single pieces included.

    A run has the base forms of its last piece behind the spelling of the others:
    *työ|ehto|sopimuksen* gives *työ*, *työehto*, *ehto*, *ehtosopimus* and *sopimus*.
    """
    found: list[Segment] = []
    for first, opening in enumerate(pieces):
        longest = min(_LONGEST_RUN, len(pieces) - 1)
        for last in range(first, min(first + longest, len(pieces))):
            closing = pieces[last]
            head = word[opening.start : closing.start]
            lemmas = unique([head + lemma for lemma in closing.lemmas])
            found.append(Segment(opening.start, closing.end, lemmas))
    return tuple(found)
