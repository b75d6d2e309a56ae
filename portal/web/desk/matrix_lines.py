"""The matrix of translations as its page shows it: one line an entry, one cell a language, one act a cell."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.publishing.live_translations import Behind
from portal.publishing.translation_matrix import Cell
from portal.publishing.translation_matrix import Matrix
from portal.publishing.translation_matrix import MatrixRow
from portal.publishing.translation_matrix import Progress
from portal.publishing.translation_matrix import Standing
from portal.web.formats import moment_day
from portal.web.labels import passage_name
from portal.web.queries import address_of
from portal.web.queries import with_query


@dataclass(frozen=True, slots=True)
class PassageLink:
    """A passage that is behind: its name, the language of the name where it is a heading, and where it is done."""

    name: str
    language: Language | None
    address: str


@dataclass(frozen=True, slots=True)
class CellLine:
    """One entry in one language; `address` leads to the act, `since` is the day it first fell behind."""

    language: Language
    standing: Standing
    address: str
    reason: str | None
    machine_made: bool
    drafted: bool
    stale: tuple[PassageLink, ...]
    minor: tuple[PassageLink, ...]
    since: str | None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry in all languages."""

    entry: Entry
    title: str
    title_language: Language
    cells: tuple[CellLine, ...]


@dataclass(frozen=True, slots=True)
class ProgressCell:
    """How far a collection has come in a language, and where what is left to do is listed."""

    progress: Progress
    address: str


def entry_lines(
    rows: Sequence[MatrixRow], behind: Behind, drafts: Mapping[tuple[Ref, Language], int], reader: Language
) -> list[EntryLine]:
    """Return the lines of the rows, for the reader."""
    found = []
    for row in rows:
        text, language = row.entry.texts.best(reader)
        cells = tuple(_cell(row.entry, row.cells[each], behind, drafts, reader) for each in Language)
        found.append(EntryLine(row.entry, text.title, language, cells))
    return found


def progress_lines(matrix: Matrix) -> list[tuple[Collection, tuple[ProgressCell, ...]]]:
    """Return for each collection that has entries how far it has come in each language."""
    found = []
    for collection in Collection:
        counts = {language: matrix.progress(collection, language) for language in Language}
        if any(each.counts for each in counts.values()):
            cells = tuple(ProgressCell(counts[each], _left_to_do(collection, each, counts[each])) for each in Language)
            found.append((collection, cells))
    return found


def work_address(entry: Entry, language: Language) -> str:
    """Return where an entry is translated into a language."""
    place = {"collection": entry.COLLECTION.value, "entry_id": entry.id, "target": language.value}
    return url_for("desk_translate.index", **place)  # type: ignore[arg-type]  # werkzeug takes its options so as well


def history_address(entry: Entry, language: Language) -> str:
    """Return where the desk shows what one language version of an entry has been, and lets somebody correct it."""
    path = url_for("desk_entry.history", collection=entry.COLLECTION.value, entry_id=entry.id)
    return with_query(path, [("text", language.value)])


def _cell(
    entry: Entry, cell: Cell, behind: Behind, drafts: Mapping[tuple[Ref, Language], int], reader: Language
) -> CellLine:
    original = cell.standing is Standing.ORIGINAL or entry.original not in entry.texts
    act = history_address(entry, cell.language) if original else work_address(entry, cell.language)
    since = behind.get((entry.ref, cell.language))
    return CellLine(
        cell.language,
        cell.standing,
        act,
        cell.reason,
        cell.machine_made,
        (entry.ref, cell.language) in drafts,
        tuple(_passage(entry, name, act) for name in cell.status.stale),
        tuple(_passage(entry, name, act) for name in cell.status.minor),
        moment_day(since.changed.when, reader) if since and since.changed else None,
    )


def _passage(entry: Entry, name: str, address: str) -> PassageLink:
    original = entry.texts.get(entry.original)
    section = original.section(name) if original else None
    label = passage_name(name, section.heading if section else None)
    return PassageLink(label, entry.original if section else None, f"{address}#unit-{name}")


def _left_to_do(collection: Collection, language: Language, progress: Progress) -> str:
    standing = next((each for each in (Standing.STALE, Standing.MISSING) if progress[each]), None)
    sieve = {"collection": collection.value, "language": language.value, "standing": standing.value if standing else ""}
    return address_of("desk_translations.index", sieve.items())
