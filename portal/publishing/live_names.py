"""What places and languages are called: from a name behind a prefix of a question to the codes of entries."""

import threading
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from operator import is_not

from portal.analysis.analyzer import Analyzer
from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.organisation import Organisation
from portal.domain.reference import Collection
from portal.domain.vocabulary import Vocabularies
from portal.library.shelf import Shelf
from portal.publishing.facets import VOCABULARY_OF_FACET
from portal.publishing.facets import Facet
from portal.publishing.live_shelf import LiveShelf
from portal.search.limits import Codes
from portal.search.query import Scope

COMMON_NAMES = frozenset(
    {"kaupunki", "kunta", "lääni", "maakunta", "stad", "kommun", "län", "landskap", "city", "municipality", "county",
     "region", "of"}
)  # fmt: skip
"""What a place is called besides its name: City of Turku, Åbo stad, Skåne län, Stockholm County."""

Code = tuple[str, str]
"""A facet and one of its codes."""


@dataclass(frozen=True, slots=True)
class Names:
    """The codes by folded name: `full` ones as written, `bare` ones without the common word.

    A bare name of a region steps back behind a municipality of the same name: Stockholm is the city.
    """

    full: dict[str, set[Code]] = field(default_factory=dict)
    bare: dict[str, set[Code]] = field(default_factory=dict)
    bare_regions: dict[str, set[Code]] = field(default_factory=dict)
    languages: dict[str, set[Code]] = field(default_factory=dict)

    def places(self, keys: Iterable[str]) -> set[Code]:
        """Return the places that go by any of the keys, the closest kind of name first."""
        for names in (self.full, self.bare, self.bare_regions):
            found = {code for key in keys for code in names.get(key, ())}
            if found:
                return found
        return set()


class LiveNames:
    """Looks names up on the current shelf; the tables are made at the first question and when a name may be another."""

    def __init__(self, live_shelf: LiveShelf, analyzers: Mapping[Language, Analyzer]) -> None:
        self._live_shelf = live_shelf
        self._analyzers = analyzers
        self._lock = threading.Lock()
        self._made: tuple[tuple[Vocabularies, tuple[Entry, ...]], Names] | None = None

    def codes(self, scope: Scope, name: str, _reader: Language) -> Codes:
        """Return the codes by facet that a name stands for, in whatever language and form it is; none if none."""
        names = self._current()
        if scope is Scope.LANG:
            found = names.languages.get(folded(name), set())
        else:
            found = names.places([folded(name), *self._base_forms(name, Language)])
        return {facet: frozenset(code for each, code in found if each == facet) for facet, _ in found}

    def _current(self) -> Names:
        shelf = self._live_shelf.current()
        source = shelf.vocabularies, shelf.entries(Collection.ORGANISATIONS)
        with self._lock:
            # A shelf whose names have not changed hands out the very same words and organisations.
            if self._made is None or any(map(is_not, self._made[0], source)):
                self._made = source, self._names(shelf)
            return self._made[1]

    def _names(self, shelf: Shelf) -> Names:
        names = Names()
        for language in Language:
            for code in shelf.vocabularies[VOCABULARY_OF_FACET[Facet.LANGUAGE]]:
                if code.code in set(Language):
                    for name in (code.code, code.label(language)):
                        names.languages.setdefault(folded(name), set()).add((Facet.LANGUAGE, code.code))
            for facet, bare in ((Facet.COUNTRY, names.bare), (Facet.REGION, names.bare_regions)):
                for term in shelf.vocabularies[VOCABULARY_OF_FACET[facet]]:
                    self._add(names.full, bare, term.label(language), (facet, term.code), language)
        for entry in shelf.entries(Collection.ORGANISATIONS):
            if isinstance(entry, Organisation) and entry.kind == "municipality":
                for language, text in entry.texts.values.items():
                    self._add(names.full, names.bare, text.title, (Facet.MUNICIPALITY, entry.id), language)
        return names

    def _add(
        self, full: dict[str, set[Code]], bare: dict[str, set[Code]], name: str, code: Code, language: Language
    ) -> None:
        full.setdefault(folded(name), set()).add(code)
        for key in self._base_forms(name, (language,)):
            bare.setdefault(key, set()).add(code)

    def _base_forms(self, name: str, languages: Iterable[Language]) -> Iterator[str]:
        """Yield what is left of a name without its common words, as base forms and as written."""
        for language in languages:
            tokens = self._analyzers[language].analyse(name)
            kept = [token for token in tokens if not COMMON_NAMES & set(token.lemmas)]
            if kept:
                yield folded(" ".join(token.lemmas[0] for token in kept))
                yield folded(" ".join(token.surface for token in kept))


def folded(name: str) -> str:
    """Return a name without capitals, accents and needless spaces, so that Malmö and malmo are one."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
