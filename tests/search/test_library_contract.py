"""What we rely on in the index library, checked against the one that is installed."""

import importlib.metadata

import numpy as np
import pytest
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import COLUMN
from whoosh.fields import ID
from whoosh.fields import Schema
from whoosh.index import create_in
from whoosh.index import open_dir
from whoosh.matching.wrappers import WrappingMatcher

from portal.search.codec import BlockCodec
from portal.search.codec import BlockMatcher
from portal.search.schema import build_schema
from portal.search.spans import Occurrence
from portal.search.spans import decode_spans


@pytest.fixture
def index(tmp_path):
    """A library index with our schema and two documents."""
    made = create_in(str(tmp_path), build_schema())
    writer = made.writer(compound=False, codec=BlockCodec())
    for ref in ("a", "b"):
        terms = (Occurrence("l:x", 0, 0, 1), Occurrence("l:x", 7, 20, 25), Occurrence("p:x", 7, 22, 25))
        writer.add_document(ref=ref, card=ref.encode(), texts={"fi": {"body": "text"}}, text_fi=terms)
    writer.commit(merge=False)
    return made


def test_exactly_one_distribution_owns_the_library() -> None:
    """Two forks installed together overwrite each other's files."""
    owners = {
        distribution.metadata["Name"]
        for distribution in importlib.metadata.distributions()
        if any(path.parts[:2] == ("whoosh", "index.py") for path in distribution.files or [])
    }

    assert 1 == len(owners)


def test_values_come_back_as_they_were_given(index) -> None:
    """Our occurrences, cards and texts survive writing and reading."""
    reader = index.reader()
    ((leaf, base),) = reader.leaf_readers()
    matcher = leaf.postings("text_fi", b"l:x")
    read = (
        base,
        list(matcher.all_ids()),
        decode_spans(leaf.postings("text_fi", b"l:x").value()).tolist(),
        leaf.column_reader("card", translate=False)[1],
        leaf.stored_fields(0)["texts"],
    )
    reader.close()

    assert (0, [0, 1], [[0, 0, 1], [7, 20, 25]], b"b", {"fi": {"body": "text"}}) == read


def test_deleted_documents_are_wrapped_out(index) -> None:
    """After a deletion the matcher is a wrapper around the real one, and the document is known as gone."""
    writer = index.writer(compound=False)
    writer.delete_by_term("ref", "a")
    writer.commit(merge=False)
    reader = index.reader()
    ((leaf, _),) = reader.leaf_readers()
    matcher = leaf.postings("text_fi", b"l:x")
    found = (isinstance(matcher, WrappingMatcher), matcher.id(), leaf.is_deleted(0), index.doc_count())
    reader.close()

    assert (True, 1, True, 1) == found


def test_an_unknown_term_is_told_before_it_is_read(index) -> None:
    """Membership of a term can be asked for each segment."""
    reader = index.reader()
    ((leaf, _),) = reader.leaf_readers()
    known = (("text_fi", b"l:x") in leaf, ("text_fi", b"l:y") in leaf)
    reader.close()

    assert (True, False) == known


def test_segment_names_are_our_own(tmp_path) -> None:
    """With one seed two writers still choose different names."""
    import random

    names = set()
    for _ in range(3):
        random.seed(7)
        names.add(BlockCodec().new_segment(None, "MAIN").segment_id())

    assert 3 == len(names)


def test_the_codec_is_the_default_one(tmp_path) -> None:
    """What our codec changes is the library's own."""
    create_in(str(tmp_path), Schema(ref=ID(), card=COLUMN()))
    writer = open_dir(str(tmp_path)).writer()
    default = type(writer.codec)
    writer.cancel()

    assert W3Codec is default


def test_a_posting_is_three_small_numbers_for_each_occurrence() -> None:
    """The width of a row is fixed in every index on disk."""
    assert np.array([[1, 2, 3]], dtype="<i4").tolist() == decode_spans(b"\1\0\0\0\2\0\0\0\3\0\0\0").tolist()


def test_blocks_of_postings_say_what_the_library_reads_from_them(tmp_path) -> None:
    """Taken whole, a block has the documents and values that the library tells one by one, whatever their length."""
    made = create_in(str(tmp_path), build_schema())
    writer = made.writer(compound=False, codec=BlockCodec())
    for number in range(300):
        terms = tuple(Occurrence("l:x", place, number, 300) for place in range(1 + number % 3))
        writer.add_document(ref=f"{number}", card=b"", texts={}, text_fi=terms if number % 7 else ())
    writer.commit(merge=False)
    reader = made.reader()
    ((leaf, _),) = reader.leaf_readers()
    matcher = leaf.postings("text_fi", b"l:x")
    told = list(zip(*[(number, matcher.value()) for number in iterated(matcher)], strict=True))
    matcher = leaf.postings("text_fi", b"l:x")
    assert isinstance(matcher, BlockMatcher)
    blocks = []
    while matcher.is_active():
        blocks.append(matcher.block())
        matcher.to_next_block()
    reader.close()

    assert [128, 128, 1] == [len(block.documents) for block in blocks]
    assert [
        tuple(number for block in blocks for number in block.documents.tolist()),
        tuple(len(value) for value in told[1]),
        b"".join(told[1]),
    ] == [
        told[0],
        tuple(size for block in blocks for size in block.sizes.tolist()),
        b"".join(block.occurrences for block in blocks),
    ]


def test_merged_segments_keep_their_postings(tmp_path) -> None:
    """What the library writes anew when it merges segments is what stood in them."""
    made = create_in(str(tmp_path), build_schema())
    for first in (0, 200):
        writer = made.writer(compound=False, codec=BlockCodec())
        for number in range(first, first + 200):
            writer.add_document(ref=f"{number}", card=b"", texts={}, text_fi=(Occurrence("l:x", number, 0, 1),))
        writer.commit(merge=False)
    made.writer(compound=False, codec=BlockCodec()).commit(optimize=True)
    reader = made.reader()
    ((leaf, _),) = reader.leaf_readers()
    matcher = leaf.postings("text_fi", b"l:x")
    read = [(number, int(decode_spans(matcher.value())[0][0])) for number in iterated(matcher)]
    reader.close()

    assert [(number, number) for number in range(400)] == read


def iterated(matcher):
    """The documents of a matcher, which stands at each while it is told."""
    while matcher.is_active():
        yield matcher.id()
        matcher.next()
