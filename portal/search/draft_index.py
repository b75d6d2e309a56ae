"""A generation of the index in the making; nobody sees it before it is finished."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

from whoosh.codec.base import Segment
from whoosh.index import FileIndex
from whoosh.index import create_in
from whoosh.index import open_dir
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE
from whoosh.writing import OPTIMIZE
from whoosh.writing import IndexWriter

from portal.domain.language import Language
from portal.search.changes import Changes
from portal.search.codec import BlockCodec
from portal.search.errors import BuildFailed
from portal.search.generations import Generations
from portal.search.meta import META_NAME
from portal.search.meta import FileSeal
from portal.search.meta import IndexMeta
from portal.search.meta import seal_file
from portal.search.meta import write_meta
from portal.search.open_index import OpenIndex
from portal.search.plan import Analysis
from portal.search.record import record_from_document
from portal.search.schema import REF
from portal.search.schema import RULES_VERSION
from portal.search.schema import SCHEMA_VERSION
from portal.search.schema import build_schema
from portal.search.status import BuildProgress
from portal.search.status import BuildStage

MOST_SEGMENTS = 10
"""Above this number of segments every search pays more than one merge costs."""

JOINED_AT_ONCE = 12
"""How many documents are joined while others may wait to publish: they take about half a second together."""

_WRITER_MEGABYTES = 256

_BLOCK = 1024
"""Postings in one block; they are read from the first to the last, so that small blocks only cost time."""

Report = Callable[[BuildProgress], None]
Merge = Callable[[Any, list[Segment]], list[Segment]]


def open_draft(folder: Path, base: OpenIndex | None) -> FileIndex:
    """The index to write into: what the folder already shares with its base, or an empty one."""
    return open_dir(str(folder)) if base else create_in(str(folder), build_schema())


def write_draft(
    index: FileIndex, changes: Changes, analyse: Mapping[Language, Analysis], merge: Merge, report: Report
) -> None:
    """Carry out the changes and commit them; on any failure nothing is committed."""
    # `compound` would pack a segment into one file that every reader copies into its own memory.
    codec = BlockCodec(blocklimit=_BLOCK)  # type: ignore[no-untyped-call]  # untyped in the library
    writer: IndexWriter = index.writer(limitmb=_WRITER_MEGABYTES, compound=False, codec=codec)
    try:
        for ref in (*changes.remove, *(document.ref for document in changes.write)):
            writer.delete_by_term(REF, ref)
        for done, document in enumerate(changes.write):
            report(BuildProgress(BuildStage.ANALYSING, done, len(changes.write)))
            writer.add_document(**record_from_document(document, analyse))
        report(BuildProgress(BuildStage.WRITING, len(changes.write), len(changes.write)))
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=merge)


def is_crowded(base: OpenIndex) -> bool:
    """Whether the index has gathered so many segments, or so much that is deleted, that it is worth tidying."""
    return len(base.catalogue.segments) >= MOST_SEGMENTS or _is_mostly_deleted(base)


def thorough_merge(base: OpenIndex | None) -> Merge:
    """How a build merges the segments of its base: all of them when most of what they hold is deleted.

    Else all but the largest when many small ones have gathered, which takes no longer than they are big.
    """
    if base is None or not is_crowded(base):
        return NO_MERGE
    return OPTIMIZE if _is_mostly_deleted(base) else merge_small


def quick_merge(base: OpenIndex, most: int = MOST_SEGMENTS) -> Merge:
    """How to merge while others wait: the smallest segments only, and only where so many segments have gathered.

    Nothing is merged for the sake of a few, for a document would be written anew each time.
    """
    sizes = [len(segment.cards) for segment in base.catalogue.segments.values()]
    worth_it = len(sizes) >= most and 2 * _joined_at_once(sizes) >= MOST_SEGMENTS
    return merge_smallest if worth_it else NO_MERGE


def merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Take all segments but the largest into the one being written; what is left is the largest."""
    *small, largest = _by_size(segments)
    return _merged(writer, small, [largest])


def merge_smallest(writer: Any, segments: list[Any]) -> list[Any]:
    """Take the smallest segments into the one being written, as many as are joined at once; returns the others."""
    by_size = _by_size(segments)
    count = _joined_at_once([segment.doc_count_all() for segment in by_size])
    return _merged(writer, by_size[:count], by_size[count:])


def _joined_at_once(sizes: Sequence[int]) -> int:
    """How many of the smallest segments are joined at once."""
    return sum(documents <= JOINED_AT_ONCE for documents in accumulate(sorted(sizes)))


def _merged(writer: Any, small: list[Any], left: list[Any]) -> list[Any]:
    for segment in small:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return left


def _by_size(segments: list[Any]) -> list[Any]:
    return sorted(segments, key=lambda segment: int(segment.doc_count_all()))


def _is_mostly_deleted(base: OpenIndex) -> bool:
    return base.catalogue.size > 2 * len(base.catalogue.fingerprints)


def label_draft(
    folder: Path, index: FileIndex, expected: int, signatures: Mapping[Language, str], known: Mapping[str, FileSeal]
) -> None:
    """Check the number of documents and write the label; raises `BuildFailed` when it is wrong.

    Files shared with the base keep the seal they have: sealing them anew would bless a damage done meanwhile.
    """
    if index.doc_count() != expected:
        raise BuildFailed(expected, index.doc_count())
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and not _is_lock(path))
    for path in folder.iterdir():
        if _is_lock(path):
            with suppress(OSError):
                path.unlink()
    seals = {name: known.get(name) or seal_file(folder / name) for name in names if name != META_NAME}
    built_at = datetime.now(UTC).isoformat(timespec="seconds")
    write_meta(folder, IndexMeta(SCHEMA_VERSION, RULES_VERSION, signatures, built_at, expected, seals))


def share_base(generations: Generations, base: OpenIndex, number: int) -> None:
    """Give a new generation all files of the one it starts from."""
    generations.share(base.number, number, list(base.meta.files))


def _is_lock(path: Path) -> bool:
    """Whether the file is the library's own lock, which says nothing once the draft is finished."""
    return path.name.endswith("WRITELOCK")
