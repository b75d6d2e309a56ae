"""The matrix of the shelf as it is now, and since when what is behind is behind."""

import threading
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime

from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.publishing.stale_since import UNKNOWN
from portal.publishing.stale_since import Since
from portal.publishing.stale_since import StaleSince
from portal.publishing.translation_matrix import Matrix
from portal.publishing.translation_matrix import MatrixRow
from portal.publishing.translation_matrix import matrix_of
from portal.publishing.translation_matrix import stale_cells

LATEST = datetime.max.replace(tzinfo=UTC)


Behind = Mapping[tuple[Ref, Language], Since]
"""When each translation first fell behind; one that is not there has not been looked up yet."""


class LiveTranslations:
    """Hands out the matrix of the current shelf; rows of entries that have not changed are kept."""

    def __init__(self, shelf: Callable[[], Shelf], since: StaleSince) -> None:
        self._shelf = shelf
        self.since = since
        self._lock = threading.Lock()
        self._made: tuple[Shelf, Matrix] | None = None

    def matrix(self) -> Matrix:
        """Return the matrix of the current shelf."""
        shelf = self._shelf()
        with self._lock:
            if self._made is None or self._made[0] is not shelf:
                self._made = shelf, matrix_of(shelf, self._made[1] if self._made else None)
            return self._made[1]

    def behind(self, rows: Sequence[MatrixRow], language: Language | None = None, seconds: float = 5.0) -> Behind:
        """Return since when each stale translation in the rows is behind, as far as there is time to look it up."""
        cells = stale_cells(rows, language)
        found = self.since.of_all(cells, seconds)
        named = zip(((entry.ref, each) for entry, each in cells), found, strict=True)
        return {name: oldest(passages.values()) for name, passages in named if passages}


def oldest(changes: Iterable[Since]) -> Since:
    """Return the one that changed first; what history does not tell counts only where it tells nothing."""
    known = [each for each in changes if each.changed]
    return min(known, key=lambda each: each.changed.when if each.changed else LATEST, default=UNKNOWN)


def oldest_first(rows: Sequence[MatrixRow], behind: Behind) -> list[MatrixRow]:
    """Return the rows, what has been behind longest first; then what is behind since nobody knows when; then the rest.

    Among equals the order stays.
    """
    since: dict[Ref, datetime] = {}
    for (ref, _), each in behind.items():
        since[ref] = min(since.get(ref, LATEST), each.changed.when if each.changed else LATEST)

    def rank(row: MatrixRow) -> tuple[bool, datetime]:
        return not row.is_stale, since.get(row.entry.ref, LATEST)

    return sorted(rows, key=rank)
