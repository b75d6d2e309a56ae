"""How well texts meet the words of a query: BM25F over whole arrays of documents."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

import numpy as np

from portal.domain.language import Language
from portal.search.arrays import Keys
from portal.search.arrays import Scores
from portal.search.catalogue import Catalogue
from portal.search.postings import POSITION_BITS
from portal.search.postings import Postings
from portal.search.postings import contains
from portal.search.postings import distinct
from portal.search.schema import REGION_BITS
from portal.search.schema import Region
from portal.search.strengths import Lookup
from portal.search.strengths import Strength
from portal.search.strengths import Strengths
from portal.search.term import TermGroup
from portal.search.term import Word

SATURATION = 7.0
"""`k1` of BM25: how soon another occurrence of a word stops counting.

Larger than for plain texts, since an occurrence in a title counts four times.
"""

PRESENT = 1.2
"""The same where it is asked only whether a text has a word: one or two occurrences are enough."""

APART = 0.6
"""What the parts of a phrase or a compound are worth where they stand apart."""

EQUIVALENT_APART = 0.5
"""What the mean of the words of an equivalent is worth where they stand apart.

The mean and not the sum, so that a longer equivalent is not worth more than a shorter one.
Less than the reader's own words, for a text that has *small* need not be about small and medium-sized enterprises.
"""

_POSITION = (1 << POSITION_BITS) - 1

NO_PLACES: Keys = np.zeros(0, dtype=np.int64)

STRENGTHS_HELD = 1024 * 1024
"""Bytes of strengths that a scorer keeps where it is not given any that outlast it."""


@dataclass(frozen=True)
class Scorer:
    """The scores of groups of terms over all documents of one generation.

    The formula is BM25F: the frequencies in the regions of a text, each weighted and divided by its region's relative
    length, are added up first and saturate together.
    S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section 3.6.
    `standing` gathers the equivalents found in a text, whole or in part, each with its language and the region it was
    looked for in.
    """

    catalogue: Catalogue
    lookup: Lookup
    strengths: Strengths = field(default_factory=lambda: Strengths(STRENGTHS_HELD))
    standing: set[tuple[Language, Region | None, str]] = field(default_factory=set)

    def score(self, group: TermGroup, language: Language) -> Scores:
        """The score of each document's text in this language, 0 where the group is not met."""
        best = self._best(group, language, SATURATION)
        if not best.any():
            return best
        if group.bonus:
            frequency = self._frequency((group.bonus,), group.region, language)
            if frequency is not None:
                best += np.where(best > 0, _saturated(frequency, SATURATION), np.float32(0))
        return best * self._rarity(best, language)

    def apart(self, group: TermGroup, language: Language) -> Scores:
        """The score of texts that have the parts of the group, but not together; the fewer of them, the less.

        The parts are those of the question's own words, or those of any equivalent of several words.
        """
        best = np.zeros(self.catalogue.size, dtype=np.float32)
        if group.parts:
            best += np.float32(APART) * _in_part([self.score(part, language) for part in group.parts])
        for way in group.alternatives:
            if way.apart:
                scores = [self._alone(word, group.region, language) for word in way.apart]
                share = np.float32(EQUIVALENT_APART * way.weight / len(scores))
                np.maximum(best, share * _in_part(scores), out=best)
                if way.equivalent and any(score.any() for score in scores):
                    self.standing.add((language, group.region, way.equivalent.text))
        return best

    def _alone(self, word: Word, region: Region | None, language: Language) -> Scores:
        """The score of each document's text for one word."""
        frequency = self._frequency((word,), region, language)
        if frequency is None:
            return np.zeros(self.catalogue.size, dtype=np.float32)
        score = _saturated(frequency, SATURATION)
        return score * self._rarity(score, language)

    def presence(self, group: TermGroup, language: Language) -> Scores:
        """How strongly each document's text meets the group, from 0 to 1, however rare its words are."""
        return self._best(group, language, PRESENT)

    def _best(self, group: TermGroup, language: Language, soon: float) -> Scores:
        """The strength of the best alternative in each document."""
        best = np.zeros(self.catalogue.size, dtype=np.float32)
        for alternative in group.alternatives:
            frequency = self._frequency(alternative.words, group.region, language)
            if frequency is not None:
                np.maximum(best, alternative.weight * _saturated(frequency, soon), out=best)
                if alternative.equivalent:
                    self.standing.add((language, group.region, alternative.equivalent.text))
        return best

    def _rarity(self, score: Scores, language: Language) -> np.float32:
        """How much a group counts: more, the fewer texts meet it in any of its ways.

        One rarity for all alternatives keeps an uncommon synonym from beating the word that everybody uses.
        """
        found = int(np.count_nonzero(score))
        speakers = max(self.catalogue.speakers[language], found)
        return np.float32(math.log(1 + (speakers - found + 0.5) / (found + 0.5)))

    def _frequency(self, words: tuple[Word, ...], region: Region | None, language: Language) -> Scores | None:
        """The weighted frequency of a word, or of a sequence of words, in a part of each document or in all of them.

        None where no document has it, which is so for most equivalents of a word and must cost next to nothing.
        """
        strengths = [[(term.weight, self._strength(term.key, region, language)) for term in word] for word in words]
        if not all(any(strength.documents.size for _, strength in terms) for terms in strengths):
            return None
        if len(words) > 1:
            return self._phrase_frequency(words, region, language)
        total = np.zeros(self.catalogue.size, dtype=np.float32)
        for weight, strength in strengths[0]:
            total[strength.documents] += np.float32(weight) * strength.amounts
        return total

    def _strength(self, key: str, region: Region | None, language: Language) -> Strength:
        return self.strengths.get(self.catalogue, self.lookup, language, region, key)

    def _phrase_frequency(self, words: tuple[Word, ...], region: Region | None, language: Language) -> Scores | None:
        """The same for words that follow one another."""
        starts = phrase_starts(words, language, self.lookup)
        regions = (starts & _POSITION) >> REGION_BITS
        if region is not None:
            inside = regions == region.number
            starts, regions = starts[inside], regions[inside]
        if not starts.size:
            return None
        documents = starts >> POSITION_BITS
        weights = self.catalogue.weights[language][regions, documents]
        return np.bincount(documents, weights, minlength=self.catalogue.size).astype(np.float32)


def _saturated(frequency: Scores, soon: float) -> Scores:
    """Every further occurrence counts less."""
    score: Scores = frequency / (np.float32(soon) + frequency)
    return score


def _in_part(scores: Sequence[Scores]) -> Scores:
    """The sum of some words' scores, times the share of the words that a text has."""
    met = np.sum([score > 0 for score in scores], axis=0, dtype=np.float32) / np.float32(len(scores))
    total: Scores = np.sum(scores, axis=0, dtype=np.float32)
    return met * total


def phrase_starts(words: tuple[Word, ...], language: Language, lookup: Lookup) -> Keys:
    """Every place in the texts where the words follow one another, as the key of its first word, ascending.

    The word that stands in the fewest places is looked at first, and of the others only whether they stand beside it.
    """
    standing = [[each for term in word if (each := lookup(language, term.key)).documents.size] for word in words]
    if not all(standing):
        return NO_PLACES
    rarest, *others = sorted(range(len(words)), key=lambda place: sum(len(each.rows) for each in standing[place]))
    starts = _places(standing[rarest]) - rarest
    for place in others:
        if not starts.size:
            break
        held = [contains(each.keys, starts + place) for each in standing[place]]
        starts = starts[np.any(held, axis=0)]
    return starts


def _places(terms: Sequence[Postings]) -> Keys:
    """Every place of any of the terms, ascending."""
    if len(terms) == 1:
        return terms[0].keys
    return distinct(np.sort(np.concatenate([each.keys for each in terms])))
