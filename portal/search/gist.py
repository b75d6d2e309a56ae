"""What an entry is about in a few words, and which entries are about the same as the best hits."""

import zlib
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from portal.domain.language import Language
from portal.domain.token import Token
from portal.search.arrays import Numbers
from portal.search.arrays import Scores
from portal.search.function_words import FUNCTION_WORDS
from portal.search.schema import REGION_WEIGHTS
from portal.search.schema import Region

WORDS = 60
"""Words of each language version: half as many know a long text less well, more made no measured difference."""

SHORTEST = 3

Gist = bytes
"""Numbers that stand for words, four bytes each: a word of a language always has the same one.

As numbers of Python, those of all entries would take ten times the memory.
"""

_NUMBER = np.dtype("<u4")


def gist_of(texts: Mapping[Language, Mapping[Region, Sequence[Token]]]) -> Gist:
    """The numbers of the words that an entry says most often, those of the title and summary counting more.

    It depends on this one entry only, so that an update gives what a fresh build gives.
    """
    found: list[int] = []
    for language, regions in texts.items():
        counts: Counter[str] = Counter()
        for region, tokens in regions.items():
            for token in tokens:
                counts[token.lemmas[0]] += round(REGION_WEIGHTS[region])
        telling = (word for word in counts if _tells(word, language))
        most_said = sorted(telling, key=lambda word: (-counts[word], word))[:WORDS]
        found.extend(zlib.crc32(f"{language}:{word}".encode()) for word in most_said)
    return gist_from_numbers(dict.fromkeys(found))


def gist_from_numbers(numbers: Iterable[int]) -> Gist:
    """The gist that has these numbers."""
    return np.fromiter(numbers, dtype=_NUMBER).tobytes()


def _tells(word: str, language: Language) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and word not in FUNCTION_WORDS[language]


@dataclass(frozen=True)
class Kinship:
    """The gists of all entries: for each document the numbers of its words, 0 standing for none.

    `rarities` tells by number how much a word tells, `lengths` by document how long its vector is.
    """

    words: Numbers
    rarities: Scores
    lengths: Scores

    def to(self, examples: Numbers, worths: Scores, documents: Numbers) -> Scores:
        """How near each of the documents is to the examples, each of which counts by its worth.

        The nearness is the cosine between the document and the weighted middle of the examples (J. Rocchio, Relevance
        feedback in information retrieval, 1971), each word weighing as much as it is rare.
        """
        middle = np.zeros(len(self.rarities), dtype=np.float32)
        for example, worth in zip(examples, worths, strict=True):
            inside = self.words[example]
            middle[inside] += worth * self.rarities[inside] / self.lengths[example]
        near: Scores = (middle * self.rarities)[self.words[documents]].sum(axis=1) / self.lengths[documents]
        return near


def build_kinship(gists: Iterable[Gist]) -> Kinship:
    """The kinship of documents from their gists, which are empty for deleted ones."""
    rows = [np.frombuffer(gist, dtype=_NUMBER) for gist in gists]
    width = max(map(len, rows), default=0)
    table = np.zeros((len(rows), max(width, 1)), dtype=_NUMBER)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    # To look the numbers up in the few different ones takes half the time of having them told by `unique`.
    numbers, counts = np.unique(np.append(table.ravel(), _NUMBER.type(0)), return_counts=True)
    rarities = np.log(np.float32(max(sum(len(row) > 0 for row in rows), 1)) / counts).clip(min=0).astype(np.float32)
    rarities[(counts < 2) | (numbers == 0)] = 0
    words = numbers.searchsorted(table).astype(np.int32)
    lengths = np.sqrt((rarities[words] ** 2).sum(axis=1)).clip(min=1e-6).astype(np.float32)
    return Kinship(words, rarities, lengths)
