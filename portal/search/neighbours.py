"""Which entries are nearest to a text: by the words that tell it apart, in its language and across the bridge."""

import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from itertools import islice

import numpy as np
from whoosh.reading import IndexReader

from portal.domain.equivalent import Equivalent
from portal.domain.language import Language
from portal.search.arrays import Scores
from portal.search.catalogue import Catalogue
from portal.search.nearest import Closeness
from portal.search.nearest import Nearest
from portal.search.nearest import Neighbour
from portal.search.plan import Analysis
from portal.search.plan import equivalent_alternative
from portal.search.plan import word_group
from portal.search.record import StoredTexts
from portal.search.schema import TEXTS
from portal.search.schema import Region
from portal.search.schema import text_field
from portal.search.scoring import Scorer
from portal.search.significance import Significant
from portal.search.significance import bounded_text
from portal.search.significance import language_of_text
from portal.search.significance import read_words
from portal.search.significance import significant_words
from portal.search.strengths import Lookup
from portal.search.term import Kind
from portal.search.term import TermGroup

Bridge = Callable[[str, Language], Sequence[Equivalent]]
"""From a question and the reader's language to what its stretches are called in other languages."""

BRIDGED = 0.75
"""What a word counts that is met by one of several translations."""

SCORING_SECONDS = 0.8
"""How long the words of a text may be compared; the least telling are left out when the time is up."""


@dataclass(frozen=True, slots=True)
class WeighedGroup:
    """A word of the text as it is looked for in one language; None where that language has no word for it.

    `worth` is what meeting it counts.
    """

    group: TermGroup | None
    weight: float
    worth: float = 1.0


@dataclass(frozen=True)
class Neighbourhood:
    """Finds the neighbours of texts in one opened generation of the index."""

    catalogue: Catalogue
    reader: IndexReader
    lookup: Lookup
    analyse: Mapping[Language, Analysis]
    bridge: Bridge

    def of_text(self, text: str, reader_language: Language, collection: str, limit: int) -> Nearest:
        """The entries of a collection nearest to a text, in whichever of the languages that is."""
        text = bounded_text(text)
        language = language_of_text(text, reader_language)
        words, read = self._words(text, language)
        found = self._neighbours({language: words}, collection, reader_language)
        near = (each for each in found if each.closeness is not Closeness.FAR)
        return Nearest(tuple(islice(near, max(limit, 0))), language, read)

    def of_entry(self, ref: str, reader_language: Language, limit: int) -> tuple[Neighbour, ...]:
        """The entries of the same collection nearest to an entry, without itself; none for one that is not there."""
        document = self.catalogue.documents.get(ref, -1)
        card = self.catalogue.cards[document] if document >= 0 else None
        if card is None:
            return ()
        texts: StoredTexts = self.reader.stored_fields(document)[TEXTS]
        words = {}
        for language in card.titles:
            whole = "\n".join(texts[language].get(region, "") for region in Region)
            words[language], _ = self._words(bounded_text(whole), language)
        found = self._neighbours(words, card.collection, reader_language)
        return tuple(islice((each for each in found if each.ref != ref), max(limit, 0)))

    def _words(self, text: str, language: Language) -> tuple[tuple[Significant, ...], str]:
        """The telling words of a text, and how far it was read."""
        tokens, read = read_words(text, self.analyse[language])
        entries = max(1, self.catalogue.speakers[language])
        return significant_words(tokens, language, self._entries_with(language), entries), read

    def _neighbours(
        self, words: Mapping[Language, Sequence[Significant]], collection: str, reader_language: Language
    ) -> Iterator[Neighbour]:
        """The nearest entries, the nearest first, each by the language version that is nearest."""
        until = time.monotonic() + SCORING_SECONDS
        # The text's own languages first: what the time is too short for is then what the bridge would add.
        languages = sorted(Language, key=lambda language: language not in words)
        shares = np.stack([self._share(self._groups(words, language), language, until) for language in languages])
        best, version = shares.max(axis=0), shares.argmax(axis=0)
        order = np.lexsort((self.catalogue.by_title(reader_language), -best))
        for document in order[self.catalogue.in_collection(collection)[order] & (best[order] > 0)]:
            card = self.catalogue.cards[document]
            if card is not None:
                score = float(best[document])
                yield Neighbour(card.ref, languages[int(version[document])], Closeness.of(score), score)

    def _groups(self, words: Mapping[Language, Sequence[Significant]], language: Language) -> list[WeighedGroup]:
        """The words to look for in a language: its own text's, else what those of another are called in it."""
        if language in words:
            return [WeighedGroup(word_group(word.token), word.weight) for word in words[language]]
        source, foreign = next(iter(words.items()), (language, ()))
        # Only the telling words go over the bridge, in one line and in their order, so that words that are a term
        # together mostly stand together.
        inside = sorted(foreign, key=lambda word: word.place)
        starts = [0, *accumulate(len(word.token.text) + 1 for word in inside)]
        found = self.bridge(" ".join(word.token.text for word in inside), source) if inside else ()
        groups = []
        for start, word in zip(starts, inside, strict=False):
            ways = [
                alternative
                for each in found
                if each.language is language and each.start < start + len(word.token.text) and start < each.end
                if (alternative := equivalent_alternative(each, self.analyse[language]))
            ]
            groups.append(WeighedGroup(TermGroup(tuple(ways)) if ways else None, word.weight, BRIDGED))
        return sorted(groups, key=lambda each: -each.weight)

    def _share(self, groups: Sequence[WeighedGroup], language: Language, until: float) -> Scores:
        """For each document how much of the text's weight it has, each word by how strongly it has it."""
        scorer = Scorer(self.catalogue, self.lookup)
        share = np.zeros(self.catalogue.size, dtype=np.float32)
        whole = 0.0
        for each in groups:
            if time.monotonic() > until:
                break
            whole += each.weight
            if each.group is not None:
                share += np.float32(each.weight * each.worth) * scorer.presence(each.group, language)
        return share / np.float32(max(whole, 1e-9))

    def _entries_with(self, language: Language) -> Callable[[str], int]:
        """In how many entries a base form stands in the texts of a language."""
        field = text_field(language)
        return lambda lemma: int(self.reader.doc_frequency(field, Kind.LEMMA.key(lemma)))
