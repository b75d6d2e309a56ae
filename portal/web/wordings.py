"""The wording of a clause, and its translation beside it, paragraph by paragraph where the two line up."""

from dataclasses import dataclass

from markupsafe import Markup

from portal.domain.clause import Clause
from portal.library.shelf import Shelf
from portal.rendering.markdown import MarkdownRenderer
from portal.web.reading import Reading
from portal.web.reading import read_entry
from portal.web.reading import wording
from portal.web.reading import wording_blocks


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wording of a clause: the original, and beside it the reader's translation where that is another text.

    `pairs` holds both block by block; it is empty where they have not the same blocks.
    """

    original: Markup
    original_reading: Reading
    translation: Markup | None
    pairs: tuple[tuple[Markup, Markup], ...] = ()


def wordings(entry: Clause, reading: Reading, renderer: MarkdownRenderer, shelf: Shelf) -> Wordings | None:
    """Return the wording of a clause as the reader of `reading` gets it, or None where it has no wording."""
    own = read_entry(entry, entry.original)
    original = wording(own, renderer, shelf)
    if original is None:
        return None
    translation = wording(reading, renderer, shelf) if reading.language != own.language else None
    pairs = _pairs(own, reading, renderer, shelf) if translation is not None else ()
    return Wordings(original, own, translation, pairs)


def _pairs(
    own: Reading, reading: Reading, renderer: MarkdownRenderer, shelf: Shelf
) -> tuple[tuple[Markup, Markup], ...]:
    """Return the blocks of both texts side by side, or nothing where one has a block that the other lacks."""
    left, right = wording_blocks(own, renderer, shelf), wording_blocks(reading, renderer, shelf)
    if [kind for kind, _ in left] != [kind for kind, _ in right]:
        return ()
    return tuple((original, translation) for (_, original), (_, translation) in zip(left, right, strict=True))
