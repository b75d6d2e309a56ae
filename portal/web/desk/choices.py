"""What may be chosen in a field: codes, entries and sources, by their names in the reader's language."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import ref_from_text
from portal.library.form_field import Control
from portal.library.form_field import FormField
from portal.library.shelf import Shelf

SOURCES = "sources"
ANY_ENTRY = "entries"
MOST = 12
"""Names that are offered while somebody types."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be chosen: what is written into the file, and what people call it."""

    value: str
    name: str


def list_of(field: FormField) -> str:
    """Return the name of the list a field is filled from, or nothing where anything may be typed."""
    if field.control is Control.SOURCES:
        return SOURCES
    if field.control in {Control.REFERENCE, Control.REFERENCES}:
        return ANY_ENTRY
    return field.collection.value if field.collection else ""


def codes(vocabulary: str, shelf: Shelf, language: Language) -> tuple[Choice, ...]:
    """Return the codes of a vocabulary with their labels, in the order of the vocabulary."""
    return tuple(Choice(term.code, term.label(language)) for term in shelf.vocabularies[vocabulary])


def all_of(name: str, shelf: Shelf, language: Language) -> Iterator[Choice]:
    """Yield everything a list holds, by name; a list that is none is empty."""
    if name == SOURCES:
        yield from (Choice(source.id, f"{source.title}, {source.publisher}") for source in shelf.sources.values())
    elif name == ANY_ENTRY:
        yield from (Choice(str(entry.ref), entry.texts.best(language)[0].title) for entry in shelf)
    elif name in set(Collection):
        found = shelf.entries(Collection(name))
        yield from (Choice(entry.id, entry.texts.best(language)[0].title) for entry in found)


def matching(name: str, words: str, shelf: Shelf, language: Language) -> Sequence[Choice]:
    """Return what of a list somebody may mean: every word they typed stands in its name or its id."""
    asked = words[:200].casefold().replace("-", " ").split()
    if not asked:
        return ()
    found = [each for each in all_of(name, shelf, language) if all(word in _text(each) for word in asked)]
    return sorted(found, key=lambda each: not _text(each).startswith(asked[0]))[:MOST]


def meant(name: str, words: str, shelf: Shelf, language: Language) -> str:
    """Return the id that somebody means who typed an id or a whole name, or what they typed."""
    typed = words.strip()
    if not typed or is_known(name, typed, shelf):
        return typed
    named = [each.value for each in all_of(name, shelf, language) if each.name.casefold() == typed.casefold()]
    return named[0] if len(named) == 1 else typed


def is_known(name: str, value: str, shelf: Shelf) -> bool:
    """Whether a list holds an id; asked of every field at every save, so that it looks at nothing else."""
    if name == SOURCES:
        return value in shelf.sources
    ref = ref_from_text(value if name == ANY_ENTRY else f"{name}/{value}")
    return ref is not None and shelf.get(ref) is not None


def _text(choice: Choice) -> str:
    return f"{choice.name} {choice.value}".casefold().replace("-", " ")
