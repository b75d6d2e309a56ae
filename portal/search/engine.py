"""What the rest of the house may ask of a search engine, whichever it is."""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Sequence
from typing import Protocol

from portal.domain.language import Language
from portal.search.document import SearchDocument
from portal.search.nearest import Nearest
from portal.search.nearest import Neighbour
from portal.search.request import SearchRequest
from portal.search.result import SearchResult
from portal.search.status import BuildProgress
from portal.search.status import BuildReport
from portal.search.status import IndexStatus


class SearchEngine(Protocol):
    """Answers questions about entries and keeps the index behind the answers."""

    def find(self, request: SearchRequest) -> SearchResult:
        """The answer to any request, however odd; raises `SearchUnavailable` when there is no usable index."""

    def key(self, request: SearchRequest) -> str:
        """All that decides the answer, the same in every process: another one is no longer the same answer.

        Raises `SearchUnavailable` when there is no usable index.
        """

    def nearest(self, text: str, language: Language, collection: str, limit: int) -> Nearest:
        """The entries of a collection nearest to a text in any language; `language` is the reader's.

        Bounded in length and time; raises `SearchUnavailable` when there is no usable index.
        """

    def alike(self, ref: str, language: Language, limit: int) -> tuple[Neighbour, ...]:
        """The entries of its collection nearest to an entry, without itself; raises `SearchUnavailable` as above."""

    def build(
        self,
        documents: Sequence[SearchDocument],
        *,
        full: bool = False,
        progress: Callable[[BuildProgress], None] | None = None,
    ) -> BuildReport:
        """Bring the index to hold exactly these documents; raises `IndexBusy` when another build does not end."""

    def update(self, documents: Sequence[SearchDocument], removed: Collection[str] = ()) -> BuildReport:
        """Put these documents in place of their older selves and take the removed refs out; the rest stays."""

    def join(self) -> bool:
        """Join what many updates have left in the index, which is quick; tells whether there was anything to do.

        Raises `IndexBusy`.
        """

    def status(self) -> IndexStatus:
        """The state of the index, without ever failing."""

    def rest(self) -> None:
        """Let go of what forked processes must not share; each of them begins with what this one has learnt."""

    def close(self) -> None:
        """Let go of open files; a later question opens them again."""
