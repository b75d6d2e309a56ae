"""The library by entry and language: what is in step, what is behind, what is missing."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.translation import TranslationState
from portal.domain.translation import TranslationStatus
from portal.domain.translation import translation_statuses
from portal.library.shelf import Shelf


class Standing(StrEnum):
    """How an entry stands in one language; several may hold at once."""

    ORIGINAL = "original"
    CURRENT = "current"
    STALE = "stale"
    MINOR = "minor"
    MISSING = "missing"
    LEFT_OUT = "left-out"
    MACHINE_MADE = "machine-made"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Cell:
    """One entry in one language; `reason` is the code of why it was left out on purpose."""

    language: Language
    status: TranslationStatus
    reason: str | None = None
    machine_made: bool = False

    @property
    def standing(self) -> Standing:
        """The one standing that tells most: a language left out on purpose is not missing."""
        if self.status.state is TranslationState.MISSING:
            return Standing.LEFT_OUT if self.reason else Standing.MISSING
        return Standing(self.status.state)

    @property
    def standings(self) -> frozenset[Standing]:
        """Every standing that the shelf tells; whether there is a draft it does not know."""
        more = {Standing.MINOR} if self.status.minor else set()
        return frozenset({self.standing, *more, *({Standing.MACHINE_MADE} if self.machine_made else ())})


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One entry in all languages."""

    entry: Entry
    cells: Mapping[Language, Cell]

    @property
    def is_stale(self) -> bool:
        """Whether a translation of it is behind."""
        return any(cell.standing is Standing.STALE for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a collection has come in one language: how many of its entries stand how."""

    counts: Mapping[Standing, int]

    def __getitem__(self, standing: Standing) -> int:
        return self.counts.get(standing, 0)

    @property
    def wanted(self) -> int:
        """The entries that are to be there in the language."""
        return sum(self[each] for each in (Standing.ORIGINAL, Standing.CURRENT, Standing.STALE, Standing.MISSING))

    @property
    def there(self) -> int:
        """Those that can be read in the language, behind or not."""
        return self.in_step + self[Standing.STALE]

    @property
    def in_step(self) -> int:
        """Those of them that are there as they should be."""
        return self[Standing.ORIGINAL] + self[Standing.CURRENT]

    @property
    def percent(self) -> int:
        """The share in step in whole per cent, rounded down, so that 100 means all."""
        return 100 * self.in_step // self.wanted if self.wanted else 100


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every entry of a shelf, in the order of the shelf."""

    rows: tuple[MatrixRow, ...]
    by_ref: Mapping[Ref, MatrixRow]
    counts: Mapping[tuple[Collection, Language], Mapping[Standing, int]]

    def progress(self, collection: Collection, language: Language) -> Progress:
        """Return how far a collection has come in a language."""
        return Progress(self.counts.get((collection, language), {}))


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a coordinator wants to see; what is None narrows nothing."""

    collection: Collection | None = None
    language: Language | None = None
    standing: Standing | None = None
    country: str | None = None


def matrix_of(shelf: Shelf, before: Matrix | None = None) -> Matrix:
    """Return the matrix of a shelf; rows of entries that are the same as `before` are taken from there."""
    known = before.by_ref if before else {}
    rows = tuple(_row(entry, known.get(entry.ref)) for entry in shelf)
    counts: dict[tuple[Collection, Language], Counter[Standing]] = {}
    for row in rows:
        for language, cell in row.cells.items():
            counts.setdefault((row.entry.COLLECTION, language), Counter()).update(cell.standings)
    return Matrix(rows, {row.entry.ref: row for row in rows}, counts)


def sifted(matrix: Matrix, sieve: Sieve, drafts: Iterable[tuple[Ref, Language]] = ()) -> list[MatrixRow]:
    """Return the rows in which a cell of the language, or of any, stands as asked; `drafts` are the open ones."""
    open_ones = frozenset(drafts)
    return [row for row in matrix.rows if _is_in(row, sieve) and _stands(row, sieve, open_ones)]


def stale_cells(rows: Sequence[MatrixRow], language: Language | None = None) -> list[tuple[Entry, Language]]:
    """Return the stale translations in the rows, in the language or in any."""
    return [
        (row.entry, each.language)
        for row in rows
        for each in row.cells.values()
        if each.standing is Standing.STALE and language in {None, each.language}
    ]


def _row(entry: Entry, known: MatrixRow | None) -> MatrixRow:
    if known is not None and known.entry is entry:
        return known
    statuses = translation_statuses(entry)
    cells = {
        language: Cell(
            language,
            statuses[language],
            entry.untranslated.get(language),
            language in entry.texts and entry.texts.values[language].machine_made,
        )
        for language in Language
    }
    return MatrixRow(entry, cells)


def _is_in(row: MatrixRow, sieve: Sieve) -> bool:
    entry = row.entry
    return sieve.collection in {None, entry.COLLECTION} and sieve.country in {None, entry.country}


def _stands(row: MatrixRow, sieve: Sieve, drafts: frozenset[tuple[Ref, Language]]) -> bool:
    if sieve.standing is None:
        return True
    languages = [sieve.language] if sieve.language else list(Language)
    if sieve.standing is Standing.DRAFT:
        return any((row.entry.ref, language) in drafts for language in languages)
    return any(sieve.standing in row.cells[language].standings for language in languages)
