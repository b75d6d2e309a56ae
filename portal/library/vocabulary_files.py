"""The vocabularies, the term bank, the sources and the redirects, read from their YAML files."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.domain.glossary import Concept
from portal.domain.glossary import Wordings
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.partial_date import partial_date_from_text
from portal.domain.problem import Problem
from portal.domain.problem import Rule
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.domain.source import Source
from portal.domain.vocabulary import Term
from portal.domain.vocabulary import Vocabularies
from portal.domain.vocabulary import Vocabulary
from portal.library.content_file import read_text
from portal.library.content_file import text_of
from portal.library.everyday_words import EverydayWords
from portal.library.everyday_words import concepts_with
from portal.library.everyday_words import everyday_words_from_row
from portal.library.everyday_words import unknown_things
from portal.library.everyday_words import vocabulary_with
from portal.library.faults import Faults
from portal.library.strict_yaml import YamlDocument
from portal.library.strict_yaml import YamlFault
from portal.library.strict_yaml import load_strict

GLOSSARY = "glossary"
SOURCES = "sources"
EVERYDAY = "everyday-words"


@dataclass(frozen=True, slots=True)
class Words:
    """Everything under `vocabulary/`, and the faults found there."""

    vocabularies: Vocabularies
    concepts: Mapping[str, Concept]
    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]


def read_words(content: Path) -> Words:
    """Return every vocabulary, concept and source that is sound."""
    problems: list[Problem] = []
    vocabularies: dict[str, Vocabulary] = {}
    makers = {GLOSSARY: _concept, SOURCES: _source, EVERYDAY: everyday_words_from_row}
    rows: dict[str, list[Any]] = {name: [] for name in makers}
    for path in sorted((content / "vocabulary").glob("*.yaml")):
        faults = Faults(f"vocabulary/{path.name}")
        if path.stem in makers:
            rows[path.stem] = list(_rows(_document(read_text(path, faults), faults), faults, makers[path.stem]))
        else:
            read = _rows(_document(read_text(path, faults), faults), faults, _term)
            terms = {term.code: term for term in read}
            vocabularies[path.stem] = Vocabulary(path.stem, terms)
        problems.extend(faults.problems)
    concepts = {concept.id: concept for concept in rows[GLOSSARY]}
    sources = {source.id: source for source in rows[SOURCES]}
    everyday = {each.id: each for each in rows[EVERYDAY]}
    problems.extend(_pointless(everyday.values(), concepts, vocabularies))
    widened = {name: vocabulary_with(vocabulary, everyday) for name, vocabulary in vocabularies.items()}
    return Words(Vocabularies(widened), concepts_with(concepts, everyday, GLOSSARY), sources, tuple(problems))


def _pointless(
    everyday: Iterable[EverydayWords], concepts: Mapping[str, Concept], vocabularies: Mapping[str, Vocabulary]
) -> tuple[Problem, ...]:
    """Return the faults of everyday words that belong to nothing."""
    faults = Faults(f"vocabulary/{EVERYDAY}.yaml")
    for name in unknown_things(everyday, concepts, vocabularies, GLOSSARY):
        faults.add(Rule.VOCABULARY_INVALID, 1, "of", f"There is no “{name}”.")
    return tuple(faults.problems)


def read_sources(content: bytes) -> tuple[Mapping[str, Source], tuple[Problem, ...]]:
    """Return every sound source of a file of sources that holds these bytes, and the faults found there."""
    faults = Faults(f"vocabulary/{SOURCES}.yaml")
    found = list(_rows(_document(text_of(content, faults), faults), faults, _source))
    return {source.id: source for source in found}, tuple(faults.problems)


def _document(text: str | None, faults: Faults) -> YamlDocument | None:
    if text is None:
        return None
    try:
        return load_strict(text)
    except YamlFault as fault:
        faults.add(fault.rule, fault.line, "", f"The file holds {fault.found}.")
        return None


def _rows(document: YamlDocument | None, faults: Faults, make: Callable[[Mapping[str, Any]], Any]) -> Iterator[Any]:
    if document is None:
        return
    if not isinstance(document.value, list):
        faults.add(Rule.VOCABULARY_INVALID, 1, "", "The file is not a list of terms.")
        return
    seen: set[str] = set()
    for index, row in enumerate(document.value):
        try:
            made = make(row)
            key = getattr(made, "code", None) or made.id
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            faults.add(Rule.VOCABULARY_INVALID, document.line((index,)), str(index), f"The term lacks {error}.")
            continue
        if key in seen:
            faults.add(Rule.VOCABULARY_INVALID, document.line((index,)), str(index), f"“{key}” stands twice.")
            continue
        seen.add(key)
        yield made


def _term(row: Mapping[str, Any]) -> Term:
    note = row.get("note")
    return Term(_text(row, "code"), _localized(row), row.get("broader"), _localized(note) if note else None)


def _localized(texts: Mapping[str, Any]) -> Localized[str]:
    return Localized({language: _text(texts, language) for language in Language}, Language.EN)


def _concept(row: Mapping[str, Any]) -> Concept:
    wordings = {
        language: Wordings(
            _text(row[language], "preferred"),
            tuple(row[language].get("synonyms", ())),
            tuple(row[language].get("abbreviations", ())),
            tuple(row[language].get("finland_swedish", ())),
            tuple(row[language].get("avoided", ())),
        )
        for language in Language
    }
    trap = _localized(row["trap"]) if "trap" in row else None
    return Concept(_text(row, "id"), wordings, _localized(row["definition"]), trap, tuple(row.get("sources", ())))


def _source(row: Mapping[str, Any]) -> Source:
    date = partial_date_from_text(str(row["date"])) if "date" in row else None
    addresses = tuple(row.get("addresses", ()))
    if not all(address.startswith(("https://", "http://")) for address in addresses):
        raise ValueError("an address that begins with https://")
    return Source(
        _text(row, "id"), _text(row, "title"), _text(row, "publisher"),
        addresses, tuple(row["languages"]), _text(row, "seen"), date,
    )  # fmt: skip


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row[name]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"a text for “{name}”")
    return value


def read_redirects(content: Path, present: Callable[[Ref], bool]) -> tuple[Mapping[Ref, Ref], tuple[Problem, ...]]:
    """Return where moved entries are now, and the faults; `present` tells whether an entry is there."""
    path = content / "redirects.yaml"
    faults = Faults(path.name)
    if not path.exists():
        return {}, ()
    document = _document(read_text(path, faults), faults)
    redirects: dict[Ref, Ref] = {}
    if document and not isinstance(document.value, dict | None):
        faults.add(Rule.REDIRECT_INVALID, 1, "", "The file is not a map from old names to new ones.")
    pairs = document.value if document and isinstance(document.value, dict) else {}
    for old, new in pairs.items():
        source, target = ref_from_text(old), ref_from_text(str(new))
        if source is None or target is None or present(source) or not present(target):
            line = document.line((old,)) if document else 1
            faults.add(Rule.REDIRECT_INVALID, line, old, f"“{old}: {new}” does not lead from a gone entry to one here.")
        else:
            redirects[source] = target
    return redirects, tuple(faults.problems)
