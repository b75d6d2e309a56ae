"""The terms of the shelf as it is now: the glossary to look words up in, and the bridge between the languages."""

import threading
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from portal.analysis.analyzer import Analyzer
from portal.analysis.bridge import ConceptBridge
from portal.analysis.freedict import FreeDict
from portal.analysis.term_bank import Analyse
from portal.analysis.term_bank import TermBank
from portal.domain.entry import Entry
from portal.domain.equivalent import Equivalent
from portal.domain.glossary import Concept
from portal.domain.glossary import Wordings
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.organisation import Organisation
from portal.domain.reference import Collection
from portal.domain.token import Token
from portal.domain.vocabulary import Vocabularies
from portal.library.shelf import Shelf
from portal.publishing.coded_labels import LABELLED_VOCABULARIES
from portal.publishing.kept_analyses import KeptAnalyses
from portal.publishing.live_shelf import LiveShelf

# What a municipality is called besides its name: City of Turku, Turun kaupunki, Åbo stad.
COMMON_NAMES = {
    Language.FI: {"kaupunki", "kunta"},
    Language.SV: {"stad", "kommun"},
    Language.EN: {"city", "municipality", "of"},
}


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything made from one glossary, the coded words and the places of one shelf."""

    concepts: Mapping[str, Concept]
    vocabularies: Vocabularies
    organisations: tuple[Entry, ...]
    places: tuple[Concept, ...]
    bank: TermBank
    codes: TermBank
    bridge: ConceptBridge


class LiveTerms:
    """Hands out the terms of the current shelf; they are made at the first question and when the words change."""

    def __init__(
        self,
        live_shelf: LiveShelf,
        analyzers: Mapping[Language, Analyzer],
        dictionaries: FreeDict,
        kept: Path | None = None,
    ) -> None:
        """`kept` is a file that remembers the words of the terms from start to start, if any is."""
        self._live_shelf = live_shelf
        self._analyzers = analyzers
        self._analyses = KeptAnalyses(kept, analyzers)
        self._dictionaries = dictionaries
        self._lock = threading.Lock()
        self._shelf: Shelf | None = None
        self._made: Terms | None = None
        self._named: dict[str, tuple[Organisation, Concept]] = {}

    def bank(self) -> TermBank:
        """Return the glossary, ready to look words up in."""
        return self._current().bank

    def equivalents(self, question: str, reader: Language) -> Sequence[Equivalent]:
        """Return what the stretches of a question mean in the languages they are not in."""
        return self._current().bridge.equivalents(question, reader)

    def places(self) -> Sequence[Concept]:
        """Return the municipalities as concepts named by their bare names, which are in lower case."""
        return self._current().places

    def words(self) -> Iterator[tuple[Language, str]]:
        """Yield every word of the glossary and of the names of places, in lower case, with its language."""
        terms = self._current()
        for concept in (*terms.concepts.values(), *terms.places):
            for language, wordings in concept.wordings.items():
                for wording in wordings.ways_in:
                    for token in self._analyzers[language].analyse(wording):
                        yield language, token.surface

    def _current(self) -> Terms:
        shelf = self._live_shelf.current()
        with self._lock:
            if self._made is None or self._shelf is not shelf:
                self._made = self._terms(shelf, self._made)
                self._shelf = shelf
            return self._made

    def _terms(self, shelf: Shelf, old: Terms | None) -> Terms:
        """The terms of a shelf; what is made of words that are the same as before is kept, as analysing takes time."""
        organisations = shelf.entries(Collection.ORGANISATIONS)
        same_words = old is not None and old.concepts == shelf.concepts and old.vocabularies == shelf.vocabularies
        if old is not None and same_words and old.organisations is organisations:
            return old
        places = self._places(organisations)
        if old is not None and same_words and old.places == places:
            return replace(old, organisations=organisations)
        kept = old if same_words else None
        bank = kept.bank if kept else self._bank(shelf.concepts.values())
        codes = kept.codes if kept else self._bank(_codes(shelf))
        bridge = ConceptBridge((bank, self._bank(places), codes), self._dictionaries, self._analyzers)
        self._analyses.keep()
        return Terms(shelf.concepts, shelf.vocabularies, organisations, places, bank, codes, bridge)

    def _bank(self, concepts: Iterable[Concept]) -> TermBank:
        return TermBank(concepts, self._analyzers, self._analyses.analyse)

    def _places(self, organisations: tuple[Entry, ...]) -> tuple[Concept, ...]:
        """The municipalities as concepts; that of an organisation that is the same as before is kept."""
        known, self._named = self._named, {}
        for each in organisations:
            if isinstance(each, Organisation) and each.kind == "municipality":
                found = known.get(each.id)
                same = found is not None and found[0] is each
                self._named[each.id] = found if found and same else (each, _place(each, self._analyses.analyse))
        return tuple(concept for _entry, concept in self._named.values())


def _codes(shelf: Shelf) -> Iterator[Concept]:
    """Yield the codes whose labels are searched with the entries as concepts: called by their labels."""
    for name in dict.fromkeys(LABELLED_VOCABULARIES):
        for term in shelf.vocabularies[name]:
            words = {
                language: Wordings(term.label(language), everyday=term.everyday.get(language, ()))
                for language in Language
            }
            yield Concept(f"{name}/{term.code}", words, term.labels)


def _place(entry: Organisation, analyse: Analyse) -> Concept:
    """Return a municipality as a concept, named by its bare names: Turku, Åbo, Turku."""
    words = {
        language: _own_words(analyse(language, text.title), language) for language, text in entry.texts.values.items()
    }
    english = {token.surface for token in words.get(Language.EN, ())}
    names = {
        language: Wordings(" ".join(_nominative(token, language, english) for token in own))
        for language, own in words.items()
        if own
    }
    return Concept(str(entry.ref), names, Localized({entry.original: entry.id}, entry.original))


def _own_words(title: Iterable[Token], language: Language) -> list[Token]:
    """Return what is left of a title without the common names."""
    return [token for token in title if not COMMON_NAMES[language] & set(token.lemmas)]


def _nominative(token: Token, language: Language, english: AbstractSet[str]) -> str:
    """Return the base form of a word of a name: the English one if it is a form of that, for English bends no names.

    Else the first base form in Finnish; in Swedish one that the word begins with (*Göteborgs*), or the word itself:
    the dictionary takes *Vanda* for a form of a verb.
    """
    forms = (token.surface, *token.lemmas)
    same = next((form for form in forms if form in english), None)
    if same or language is Language.FI:
        return same or token.lemmas[0]
    return next((lemma for lemma in token.lemmas if token.surface.startswith(lemma)), token.surface)
