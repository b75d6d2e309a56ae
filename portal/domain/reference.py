"""How entries are named: a collection and an id that never changes."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

ID_PATTERN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")


class Collection(StrEnum):
    """A folder of entries of one kind."""

    CASES = "cases"
    CLAUSES = "clauses"
    ORGANISATIONS = "organisations"
    INITIATIVES = "initiatives"
    MATERIALS = "materials"
    EVENTS = "events"
    NEWS = "news"
    LAWS = "laws"
    GUIDES = "guides"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """The name of an entry, written `collection/id`."""

    collection: Collection
    id: str

    def __str__(self) -> str:
        return f"{self.collection}/{self.id}"


@lru_cache(16_384)
def shared_ref(collection: Collection, entry_id: str) -> Ref:
    """Return the reference, the same object for a name asked for before: entries name each other many times."""
    return Ref(collection, entry_id)


def ref_from_text(text: str) -> Ref | None:
    """Return the reference that `collection/id` names, or None when the text is not one."""
    collection, _, entry_id = text.partition("/")
    if collection not in set(Collection) or not ID_PATTERN.fullmatch(entry_id):
        return None
    return shared_ref(Collection(collection), entry_id)
