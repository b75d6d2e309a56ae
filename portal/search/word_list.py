"""The words that can be found, to tell which of them a misspelt one may have been meant to be."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract
from whoosh.reading import IndexReader

from portal.domain.language import Language
from portal.search.schema import text_field
from portal.search.term import MAX_TERM_LENGTH
from portal.search.term import Kind

SHORTEST = 4
"""Shorter words are like too many others: nobody is helped by a guess at them."""

SHORT = 6
"""Words shorter than this are taken for misspelt by one letter only."""

Words = Mapping[str, Mapping[Language, int]]
"""For each word the number of texts it stands in, by language."""


@dataclass(frozen=True, slots=True)
class Near:
    """A word that may have been meant, the letters it differs in, and in how many texts of a language it stands."""

    text: str
    distance: int
    frequency: Mapping[Language, int]

    def rank(self, reader: Language) -> tuple[int, bool, int, str]:
        """What to sort by: the nearer word, then one of the reader's own language, then the more frequent one."""
        return self.distance, reader not in self.frequency, -sum(self.frequency.values()), self.text


class WordList:
    """Words by length, so that only those that can be near are compared; immutable, so safe to share.

    The distance is that of letters added, dropped, changed or swapped with their neighbour, each counting one.
    Damerau, A technique for computer detection and correction of spelling errors, 1964; here in the form in which no
    stretch is edited twice (optimal string alignment).
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._by_length = _by_length(words)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def near(self, word: str, reader: Language) -> list[Near]:
        """The words that `word` may have been meant to be, the likeliest first."""
        found = (
            Near(text, distance, self._words[text])
            for text, distance in _nearest(word, self._by_length, _allowed(word))
        )
        return sorted(found, key=lambda each: each.rank(reader))

    def frequency(self, word: str) -> Mapping[Language, int]:
        """In how many texts of each language the word stands; nothing for an unknown one."""
        return self._words.get(word, {})

    def near_compounds(self, word: str, reader: Language) -> list[tuple[str, str]]:
        """The compounds of two known parts, one as it stands in `word` and one a little different, the likeliest first.

        Each comes with its last part.
        None for a word that is such a compound already: it is new, not wrong.
        """
        cuts = range(SHORTEST, len(word) - SHORTEST + 1)
        if any(word[:cut] in self._beginnings and word[cut:] in self._words for cut in cuts):
            return []
        found = sorted(chain.from_iterable(self._compounds(word[:cut], word[cut:], reader) for cut in cuts))
        return [(beginning + end, end) for *_rank, beginning, end in found]

    def _compounds(self, head: str, tail: str, reader: Language) -> Iterator[tuple[int, bool, int, str, str]]:
        """The compounds with one of the two parts mended, with what to sort them by."""
        if head in self._beginnings:
            for each in self.near(tail, reader)[:1]:
                yield (*each.rank(reader)[:3], head, each.text)
        if tail in self._words:
            end = Near(tail, 0, self._words[tail]).rank(reader)
            for beginning, distance in _nearest(head, self._beginnings_by_length, _allowed(head)):
                yield distance, end[1], end[2], beginning, tail

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """What stands in front of another word of the list: *sopimus* of *sopimussakko*, *arbets* of *arbetsgivare*."""
        return frozenset(
            word[:cut]
            for word in self._words
            for cut in range(SHORTEST, len(word) - SHORTEST + 1)
            if word[cut:] in self._words and word[cut - 1] != "-"
        )

    @cached_property
    def _beginnings_by_length(self) -> Mapping[int, Sequence[str]]:
        return _by_length(self._beginnings)


def _allowed(word: str) -> int:
    """How many letters may be wrong."""
    return 1 if len(word) < SHORT else 2


def _by_length(words: Iterable[str]) -> Mapping[int, Sequence[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for word in words:
        found[len(word)].append(word)
    return found


def _nearest(word: str, by_length: Mapping[int, Sequence[str]], most: int) -> Iterator[tuple[str, int]]:
    """The words at a distance of 1 up to `most`, with that distance."""
    choices = chain.from_iterable(by_length.get(length, ()) for length in range(len(word) - most, len(word) + most + 1))
    found = extract(
        word,
        choices,
        scorer=OSA.distance,  # type: ignore[arg-type]  # the stubs know scorers of floats only
        score_cutoff=most,
        limit=None,
    )
    for text, distance, _place in found:
        if distance:
            yield text, int(distance)


def read_words(reader: IndexReader, further: Iterable[tuple[Language, str]] = ()) -> Words:
    """The words as written and base forms that stand in the index, and further ones that may stand nowhere.

    A base form counts as often as it is written itself, and once where it never is: else *varata* would always be
    likelier than *varattu*.
    What has digits is no word; English stems (*procur*) are none either, so that only its words as written count.
    """
    found: defaultdict[str, dict[Language, int]] = defaultdict(dict)
    for language in Language:
        for word, frequency in _frequencies(reader, language, Kind.SURFACE).items():
            found[word][language] = frequency
        for word in _frequencies(reader, language, Kind.LEMMA) if language is not Language.EN else ():
            found[word].setdefault(language, 1)
    for language, word in further:
        if is_word(word):
            found[word].setdefault(language, 0)
    return dict(found)


def is_word(text: str) -> bool:
    """Whether the text is a word that can be misspelt: letters, perhaps with hyphens between them."""
    return SHORTEST <= len(text) < MAX_TERM_LENGTH and text.replace("-", "").isalpha()


def _frequencies(reader: IndexReader, language: Language, kind: Kind) -> Mapping[str, int]:
    """In how many texts each word of one kind stands."""
    found: defaultdict[str, int] = defaultdict(int)
    prefix = kind.key("").encode()
    for leaf, _base in reader.leaf_readers():
        for term, info in leaf.iter_prefix(text_field(language), prefix):
            word = term[len(prefix) :].decode()
            if is_word(word):
                found[word] += info.doc_frequency()
    return found
