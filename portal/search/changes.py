"""What has to be done to the index so that it holds the given documents."""

from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from portal.search.document import SearchDocument


@dataclass(frozen=True, slots=True)
class Changes:
    """Documents to write and refs to take out, with the counts for the report."""

    write: tuple[SearchDocument, ...]
    remove: tuple[str, ...]
    added: int
    changed: int
    unchanged: int

    @property
    def none(self) -> bool:
        """Whether the index is as it should be."""
        return not self.write and not self.remove

    @property
    def documents(self) -> int:
        """How many documents the index holds afterwards."""
        return len(self.write) + self.unchanged


def changes_to_hold(documents: Sequence[SearchDocument], known: Mapping[str, str]) -> Changes:
    """The changes after which the index holds exactly these documents, `known` being its fingerprints by ref.

    Raises ValueError when two documents have one ref.
    """
    wanted = {document.ref: document for document in documents}
    if len(wanted) < len(documents):
        raise ValueError("Two documents for the index have the same ref; each entry must be handed in once.")
    return _changes(wanted, [ref for ref in known if ref not in wanted], known, 0)


def changes_to_put(documents: Sequence[SearchDocument], removed: Collection[str], known: Mapping[str, str]) -> Changes:
    """The changes that put these documents in and take the removed refs out, leaving all others alone.

    A document whose ref is also removed is put in.
    """
    wanted = {document.ref: document for document in documents}
    gone = [ref for ref in dict.fromkeys(removed) if ref in known and ref not in wanted]
    return _changes(wanted, gone, known, len(known.keys() - wanted.keys()) - len(gone))


def _changes(
    wanted: Mapping[str, SearchDocument], gone: Sequence[str], known: Mapping[str, str], others: int
) -> Changes:
    """The changes for the wanted documents; `others` is the number of documents nobody speaks of."""
    write = tuple(document for ref, document in wanted.items() if known.get(ref) != document.fingerprint)
    changed = sum(1 for document in write if document.ref in known)
    return Changes(write, tuple(gone), len(write) - changed, changed, len(wanted) - len(write) + others)
