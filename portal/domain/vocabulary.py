"""Controlled words in three languages, each with a code that addresses and filters use."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from portal.domain.language import Language
from portal.domain.localized import Localized


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary; `everyday` are other words that people type when they mean it."""

    code: str
    labels: Localized[str]
    broader: str | None = None
    note: Localized[str] | None = None
    everyday: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)

    def label(self, language: Language) -> str:
        """Return the label in the language; every term has all three."""
        return self.labels.best(language)[0]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of one vocabulary in the order of its file."""

    name: str
    terms: Mapping[str, Term]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def __contains__(self, code: object) -> bool:
        return code in self.terms

    def label(self, code: str, language: Language) -> str:
        """Return the label of a code, or the code itself where the vocabulary does not know it."""
        term = self.terms.get(code)
        return term.label(language) if term else code


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """All vocabularies by name."""

    by_name: Mapping[str, Vocabulary] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Vocabulary:
        return self.by_name.get(name) or Vocabulary(name, {})

    def __contains__(self, name: object) -> bool:
        return name in self.by_name

    def label(self, name: str, code: str, language: Language) -> str:
        """Return the label of a code of the named vocabulary, or the code itself."""
        return self[name].label(code, language)
