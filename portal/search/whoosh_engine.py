"""The embedded search engine: an index of files, read by every process by itself."""

import time
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from functools import partial
from pathlib import Path
from threading import Lock

from whoosh.reading import IndexReader

from portal.domain.equivalent import Equivalent
from portal.domain.language import Language
from portal.search.answer import answer
from portal.search.answer_cache import answer_key
from portal.search.builder import LOCK_WAIT
from portal.search.builder import IndexBuilder
from portal.search.did_you_mean import Mender
from portal.search.did_you_mean import Readings
from portal.search.document import SearchDocument
from portal.search.draft_index import Report
from portal.search.errors import SearchUnavailable
from portal.search.function_words import is_function_word
from portal.search.generations import Generations
from portal.search.generations import Stamp
from portal.search.keeper import Keeper
from portal.search.limits import Codes
from portal.search.limits import Limit
from portal.search.limits import Naming
from portal.search.limits import limits_of
from portal.search.nearest import Nearest
from portal.search.nearest import Neighbour
from portal.search.neighbours import Bridge
from portal.search.neighbours import Neighbourhood
from portal.search.open_index import OpenIndex
from portal.search.open_index import Remembered
from portal.search.open_index import open_current
from portal.search.plan import Analysis
from portal.search.plan import LanguagePlan
from portal.search.plan import plan_query
from portal.search.query import ParsedQuery
from portal.search.query import Scope
from portal.search.query import parse_query
from portal.search.query import readable
from portal.search.request import SearchRequest
from portal.search.result import SearchResult
from portal.search.status import BuildReport
from portal.search.status import IndexState
from portal.search.status import IndexStatus

Terms = Callable[[], Iterable[tuple[Language, str]]]
"""The words of the glossary, each with its language."""

PLANS_KEPT = 256
"""Questions of one word take 7 kB each, those of twelve some 70: a reader who narrows a question asks it again soon."""

ALIKE_KEPT = 4096
RETRY_SECONDS = 2.0
"""How long a failed opening is believed, so that a damaged index does not cost every reader a check of its files."""


def _no_bridge(_question: str, _reader: Language) -> tuple[Equivalent, ...]:
    return ()


def _no_terms() -> tuple[tuple[Language, str], ...]:
    return ()


def _no_names(_scope: Scope, _name: str, _reader: Language) -> Codes:
    return {}


class WhooshEngine:
    """Search over an index in a folder; one object for a process and all its threads.

    A build in any process is seen by the next question in every other: each question looks at the pointer file once.
    While a new index cannot be opened, the one in memory goes on being served.
    """

    def __init__(
        self,
        folder: Path,
        analyse: Mapping[Language, Analysis],
        signatures: Mapping[Language, str],
        wait: float = LOCK_WAIT,
        bridge: Bridge = _no_bridge,
        terms: Terms = _no_terms,
        naming: Naming = _no_names,
        keeper: Keeper | None = None,
    ) -> None:
        """`bridge` tells what words mean in other languages, `naming` what places are called.

        `terms` are words that may be suggested besides those of the index.
        `keeper` is where the catalogue of the index is kept for processes that start later.
        """
        self._generations = Generations(folder)
        self._remembered = Remembered(keeper=keeper)
        self._builder = IndexBuilder(folder, analyse, signatures, wait, self._remembered)
        self._opened: OpenIndex | None = None
        self._failure: tuple[Stamp | None, SearchUnavailable, float] | None = None
        self._lock = Lock()
        self._bridge = bridge
        self._terms = terms
        self._naming = naming
        self._planned = lru_cache(PLANS_KEPT)(self._plans)
        self._read = lru_cache(PLANS_KEPT)(self._readings)

    def find(self, request: SearchRequest) -> SearchResult:
        """The answer to any request, however odd; raises `SearchUnavailable` when no index can serve."""
        query, limits, equivalents = self._understood(request)
        opened = self._current()
        key = answer_key(request, query, limits, equivalents)
        found = opened.answers.get(key)
        if found is None:
            found = self._answered(request, query, limits, equivalents, opened)
            opened.answers.put(key, found, len(request.query))
        return found

    def key(self, request: SearchRequest) -> str:
        """All that decides the answer; see `SearchEngine.key`."""
        opened = self._current()
        return repr((opened.stamp, opened.fault, answer_key(request, *self._understood(request))))

    def _understood(self, request: SearchRequest) -> tuple[ParsedQuery, tuple[Limit, ...], tuple[Equivalent, ...]]:
        """The question taken apart, and what its words and names mean today."""
        query, limits = limits_of(parse_query(request.query), self._naming, request.language)
        return query, limits, self._equivalents(query, request)

    def _answered(
        self,
        request: SearchRequest,
        query: ParsedQuery,
        limits: Sequence[Limit],
        equivalents: tuple[Equivalent, ...],
        opened: OpenIndex,
    ) -> SearchResult:
        """The answer worked out anew, with a suggestion where a word stands nowhere."""
        plans = self._planned(query, equivalents, request.language)
        with opened.reading() as reader:
            found = answer(request, plans, limits, query.notes, opened, reader)
            mender = Mender(
                partial(opened.stands, reader),
                partial(opened.word_list, reader, self._terms),
                found.bridged,
                request.language,
            )
            suggestion = mender.suggestion(readable(request.query), query, self._read(query.text))
            return replace(found, suggestion=suggestion)

    def nearest(self, text: str, language: Language, collection: str, limit: int) -> Nearest:
        """The entries of a collection nearest to a text; nothing of the text is kept."""
        opened = self._current()
        with opened.reading() as reader:
            return self._neighbourhood(opened, reader).of_text(text, language, collection, limit)

    def alike(self, ref: str, language: Language, limit: int) -> tuple[Neighbour, ...]:
        """The entries nearest to an entry, worked out once in each generation of the index."""
        opened = self._current()
        key = (ref, language, limit)
        found = opened.alike.get(key)
        if found is None:
            with opened.reading() as reader:
                found = self._neighbourhood(opened, reader).of_entry(ref, language, limit)
            if len(opened.alike) >= ALIKE_KEPT:
                opened.alike.clear()
            if found:  # whatever else is asked for must not fill the memory
                opened.alike[key] = found
        return found

    def _neighbourhood(self, opened: OpenIndex, reader: IndexReader) -> Neighbourhood:
        lookup = partial(opened.lookup, reader)
        return Neighbourhood(opened.catalogue, reader, lookup, self._builder.analyse, self._bridge)

    def build(
        self, documents: Sequence[SearchDocument], *, full: bool = False, progress: Report | None = None
    ) -> BuildReport:
        """Bring the index to hold exactly these documents; see `IndexBuilder.build`."""
        return self._builder.build(documents, full=full, progress=progress)

    def update(self, documents: Sequence[SearchDocument], removed: Collection[str] = ()) -> BuildReport:
        """Put these documents in place of their older selves; see `IndexBuilder.update`."""
        return self._builder.update(documents, removed)

    def join(self) -> bool:
        """Join what many updates have left in the index; see `IndexBuilder.join`."""
        return self._builder.join()

    def status(self) -> IndexStatus:
        """The state of the index on disk, even while an older one is being served from memory; never fails."""
        try:
            opened = self._current()
        except SearchUnavailable as error:
            return IndexStatus(error.fault.state, error.fault, error.detail)
        failure = self._failure
        if failure is not None and failure[0] != opened.stamp:
            return IndexStatus(failure[1].fault.state, failure[1].fault, failure[1].detail)
        return IndexStatus(
            state=opened.fault.state if opened.fault else IndexState.READY,
            fault=opened.fault,
            documents=opened.meta.documents,
            built_at=opened.meta.built_at,
            generation=opened.number,
            signatures=opened.meta.signatures,
            bytes_on_disk=sum(seal.size for seal in opened.meta.files.values()),
        )

    def close(self) -> None:
        """Let go of open files; a later question opens them again."""
        with self._lock:
            opened, self._opened = self._opened, None
        if opened is not None:
            opened.retire()

    def rest(self) -> None:
        """Let go of open files before this process is forked, and keep what was learnt for the new ones."""
        with self._lock:
            if self._opened is not None:
                self._opened.rest()
                if self._remembered.keeper:
                    self._opened.keep(self._remembered.keeper)

    def _equivalents(self, query: ParsedQuery, request: SearchRequest) -> tuple[Equivalent, ...]:
        """What else is asked for the sake of the other languages."""
        if not request.bridge:
            return ()
        # A word of the title and a word of anywhere are no term together, so each scope is asked for by itself.
        scopes = dict.fromkeys(clause.scope for clause in query.clauses)
        asked = [query.only([each for each in query.clauses if each.scope is scope]).text for scope in scopes]
        found = (each for text in asked for each in self._bridge(text, request.language))
        # The translations of a word that means nothing by itself would find everything.
        return tuple(each for each in found if each.text not in request.without and not is_function_word(each.source))

    def _plans(
        self, query: ParsedQuery, equivalents: tuple[Equivalent, ...], reader: Language
    ) -> tuple[LanguagePlan, ...]:
        """The query of a reader in each language."""
        return tuple(
            plan_query(query, language, analyse, equivalents, reader)
            for language, analyse in self._builder.analyse.items()
        )

    def _readings(self, text: str) -> Readings:
        """The text as the analyser of each language reads it."""
        return {language: analyse(text) for language, analyse in self._builder.analyse.items()}

    def _current(self) -> OpenIndex:
        """The generation the pointer names, opened; or the last good one while that cannot be opened."""
        with self._lock:
            stamp = self._generations.stamp()
            opened = self._opened
            if opened is not None and not opened.belongs_here():
                # Not closed: the files belong to the parent process, which still reads them.
                opened = self._opened = None
            if opened is not None and opened.stamp == stamp:
                self._failure = None
                return opened
            failure = self._recent_failure(stamp)
            if failure is None:
                try:
                    return self._reopened(opened)
                except SearchUnavailable as error:
                    failure = error
                    self._failure = (stamp, error, time.monotonic())
            if opened is not None:
                return opened
            raise SearchUnavailable(failure.fault, failure.detail)

    def _recent_failure(self, stamp: Stamp | None) -> SearchUnavailable | None:
        """The failure to open this very pointer, if it is fresh; a missing index costs nothing to look for again."""
        if self._failure is None or stamp is None:
            return None
        failed, error, when = self._failure
        return error if failed == stamp and time.monotonic() - when < RETRY_SECONDS else None

    def _reopened(self, old: OpenIndex | None) -> OpenIndex:
        """The generation on disk in place of the old one, which is retired."""
        fresh = self._open_patiently()
        self._opened = fresh
        self._failure = None
        if old is not None:
            old.retire()
        return fresh

    def _open_patiently(self) -> OpenIndex:
        """The served generation, tried again when a build swapped it away in the middle of opening."""
        for _ in range(2):
            stamp = self._generations.stamp()
            try:
                return open_current(self._generations, self._builder.signatures, self._remembered)
            except SearchUnavailable:
                if self._generations.stamp() == stamp:
                    raise
        return open_current(self._generations, self._builder.signatures, self._remembered)
