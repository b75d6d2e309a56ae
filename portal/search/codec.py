"""How postings lie on disk: the library's own format, with the occurrences of a block in one piece.

The library pickles the value of every posting by itself, in a way that takes a call of Python to read each of them:
a third of what reading a term costs, and a quarter of the disk.
"""

import secrets
from dataclasses import dataclass
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.codec.whoosh3 import W3PostingsWriter
from whoosh.codec.whoosh3 import W3Segment

from portal.search.arrays import Numbers


@dataclass(frozen=True, slots=True)
class Block:
    """Some postings: the documents, how many bytes the occurrences in each take, and these one after another."""

    documents: Numbers
    sizes: Numbers
    occurrences: bytes


class BlockWriter(W3PostingsWriter):
    """Writes the values of a block as their sizes and one run of bytes; those of a fixed size as the library does."""

    def _mini_values(self) -> Any:
        written: Any = self._format
        if written.fixed_value_size() is not None:
            return super()._mini_values()  # type: ignore[no-untyped-call]  # untyped in the library
        return tuple(map(len, self._values)), b"".join(self._values)


class BlockMatcher(W3LeafMatcher):
    """Reads what `BlockWriter` writes, posting by posting for the library and block by block for a search."""

    def block(self) -> Block:
        """The block it stands in."""
        if self._data is None:
            self._read_data()  # type: ignore[no-untyped-call]  # untyped in the library
        data: Any = self._data
        steps, _weights, (sizes, occurrences) = data
        return Block(np.cumsum(steps, dtype=np.int32), np.array(sizes, dtype=np.int32), occurrences)

    def to_next_block(self) -> None:
        """Go to the next block, or to the end."""
        self._next_block()  # type: ignore[no-untyped-call]  # untyped in the library

    def _read_values(self) -> None:
        if self._fixedsize is not None:
            super()._read_values()  # type: ignore[no-untyped-call]  # untyped in the library
            return
        block = self.block()
        ends = np.cumsum(block.sizes).tolist()
        self._values = tuple(
            block.occurrences[end - size : end] for size, end in zip(block.sizes.tolist(), ends, strict=True)
        )


class BlockCodec(W3Codec):
    """The library's codec with blocks of our own, and with segment names that no seed can repeat.

    The library draws names from the global `random`; after `random.seed()` anywhere in the process a new segment
    could take the name, and so overwrite the files, of one that is being served.
    """

    def new_segment(self, _storage: object, indexname: str) -> W3Segment:
        """A segment with a name of its own."""
        return W3Segment(self, indexname, segid=secrets.token_hex(8))  # type: ignore[no-untyped-call]  # untyped in the library

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> BlockWriter:
        """What writes the postings of a segment."""
        return BlockWriter(  # type: ignore[no-untyped-call]  # untyped in the library
            dbfile,
            blocklimit=self._blocklimit,
            byteids=byteids,
            compression=self._compression,
            inlinelimit=self._inlinelimit,
        )

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        """What reads the postings of a term; those of a term that stands once lie with the term itself."""
        if terminfo.is_inlined():
            return super().postings_reader(dbfile, terminfo, format_, term, scorer)  # type: ignore[no-untyped-call]  # untyped in the library
        matcher: Any = BlockMatcher  # what it leaves out, the library's own matcher does too
        return matcher(dbfile, *terminfo.extent(), format_, term=term, scorer=scorer)
