"""Which documents of the index a change concerns: those of the entries, and those that take something from them."""

from collections.abc import Callable
from collections.abc import Collection as AbstractCollection
from dataclasses import dataclass
from dataclasses import fields
from functools import partial

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.library.shelf_reading import ShelfReading
from portal.publishing.search_documents import search_document
from portal.publishing.search_documents import taken_from_others
from portal.search.document import SearchDocument

GIVING = frozenset({Collection.CASES, Collection.CLAUSES, Collection.ORGANISATIONS})
"""The kinds of entry that others take codes or names from."""
STEPS = 2
"""How far something is handed on: from an organisation to its case, and from there to the case's clause."""


@dataclass(frozen=True, slots=True)
class IndexUpdate:
    """What the index is told: documents as they are now, and the refs that have none any more."""

    documents: tuple[SearchDocument, ...]
    removed: tuple[str, ...]


def index_update(
    named: AbstractCollection[Ref], before: Shelf, after: ShelfReading, plain: Callable[[str], str]
) -> IndexUpdate:
    """Return what brings an index of the shelf before in step with the shelf after, in which the named have changed.

    A named entry that is no other than before was changed before this process first read it, so that nobody can tell
    what else it concerned: then all that could take something from it is handed over, as it is.
    """
    shelf = after.shelf
    unseen = frozenset(named) - after.changed
    giving = frozenset(ref for ref in after.changed if _gives_otherwise(before.get(ref), shelf.get(ref)))
    taking = {ref for ref in _reached(giving, partial(_linked, shelf), STEPS) if _takes_otherwise(ref, before, shelf)}
    # One step more: who names an entry that is gone has left the shelf, and what took something from it has not.
    concerned = sorted({*named, *after.changed, *taking, *_reached(unseen, after.naming, STEPS + 1)})
    found = [(ref, shelf.get(ref)) for ref in concerned]
    return IndexUpdate(
        tuple(search_document(entry, shelf, plain) for _ref, entry in found if entry is not None),
        tuple(str(ref) for ref, entry in found if entry is None),
    )


def _reached(refs: frozenset[Ref], naming: Callable[[frozenset[Ref]], frozenset[Ref]], steps: int) -> frozenset[Ref]:
    """The refs and those of all that name one of them in so many steps."""
    reached = refs
    for _ in range(steps if refs else 0):
        reached |= naming(reached)
    return reached


def _linked(shelf: Shelf, refs: frozenset[Ref]) -> frozenset[Ref]:
    """The refs of the entries on the shelf that name one of these."""
    return frozenset(entry.ref for ref in refs for entry in shelf.linked_from(ref))


def _gives_otherwise(old: Entry | None, new: Entry | None) -> bool:
    """Whether another entry can take something else from this one than before."""
    one = old or new
    return one is not None and one.COLLECTION in GIVING and _given(old) != _given(new)


def _given(entry: Entry | None) -> tuple[object, ...]:
    """What others can take from an entry: its facts and titles, but no word of its texts."""
    if entry is None:
        return ()
    facts = [getattr(entry, field.name) for field in fields(entry) if field.name != "texts"]
    return entry.original, [_title(entry, language) for language in Language], facts


def _title(entry: Entry, language: Language) -> str | None:
    text = entry.texts.get(language)
    return text.title if text else None


def _takes_otherwise(ref: Ref, before: Shelf, after: Shelf) -> bool:
    """Whether an entry takes something else from others than before."""
    old, new = before.get(ref), after.get(ref)
    return old is None or new is None or taken_from_others(old, before) != taken_from_others(new, after)
