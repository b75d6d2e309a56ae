"""How people ask who do not know the words of the trade: read from one list, and given to what they mean."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from typing import Any

from portal.domain.glossary import Concept
from portal.domain.language import Language
from portal.domain.vocabulary import Term
from portal.domain.vocabulary import Vocabulary

FIELDS = frozenset({"of", *Language})


@dataclass(frozen=True, slots=True)
class EverydayWords:
    """The words for one thing by language; `id` tells which: `glossary/apprenticeship`, `sectors/cleaning`."""

    id: str
    words: Mapping[Language, tuple[str, ...]]


def everyday_words_from_row(row: Mapping[str, Any]) -> EverydayWords:
    """Return what a row of the list says; raises ValueError for anything but lists of words."""
    words = {language: row.get(language, []) for language in Language}
    plain = all(isinstance(each, list) and all(_is_text(word) for word in each) for each in words.values())
    if not plain or not set(row) <= FIELDS:
        raise ValueError("a list of words for each language")
    return EverydayWords(str(row["of"]), {language: tuple(each) for language, each in words.items() if each})


def _is_text(word: object) -> bool:
    return isinstance(word, str) and bool(word.strip())


def concepts_with(
    concepts: Mapping[str, Concept], everyday: Mapping[str, EverydayWords], glossary: str
) -> dict[str, Concept]:
    """Return the concepts, each with its everyday words; `glossary` is what their ids begin with in the list."""
    return {
        concept_id: _widened(concept, everyday[key]) if (key := f"{glossary}/{concept_id}") in everyday else concept
        for concept_id, concept in concepts.items()
    }


def _widened(concept: Concept, everyday: EverydayWords) -> Concept:
    wordings = {
        language: replace(wording, everyday=everyday.words.get(language, ()))
        for language, wording in concept.wordings.items()
    }
    return replace(concept, wordings=wordings)


def vocabulary_with(vocabulary: Vocabulary, everyday: Mapping[str, EverydayWords]) -> Vocabulary:
    """Return the vocabulary with the everyday words of its terms."""
    return Vocabulary(vocabulary.name, {term.code: _asked(vocabulary.name, term, everyday) for term in vocabulary})


def _asked(name: str, term: Term, everyday: Mapping[str, EverydayWords]) -> Term:
    found = everyday.get(f"{name}/{term.code}")
    return replace(term, everyday=found.words) if found else term


def unknown_things(
    everyday: Iterable[EverydayWords],
    concepts: Mapping[str, Concept],
    vocabularies: Mapping[str, Vocabulary],
    glossary: str,
) -> Iterator[str]:
    """Yield the ids in the list that name nothing."""
    for each in everyday:
        name, _, code = each.id.partition("/")
        known = concepts if name == glossary else vocabularies.get(name, ())
        if code not in known:
            yield each.id
