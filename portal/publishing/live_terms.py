"""The term bank of the shelf as it is now."""

import threading
from collections.abc import Mapping

from portal.analysis.analyzer import Analyzer
from portal.analysis.term_bank import TermBank
from portal.domain.glossary import Concept
from portal.domain.language import Language
from portal.publishing.live_shelf import LiveShelf


class LiveTerms:
    """Hands out the term bank of the current shelf; it is made at the first question and when the glossary changes."""

    def __init__(self, live_shelf: LiveShelf, analyzers: Mapping[Language, Analyzer]) -> None:
        self._live_shelf = live_shelf
        self._analyzers = analyzers
        self._lock = threading.Lock()
        self._made: tuple[Mapping[str, Concept], TermBank] | None = None

    def current(self) -> TermBank:
        """Return the term bank."""
        concepts = self._live_shelf.current().concepts
        with self._lock:
            # A new shelf with the same glossary keeps the bank: analysing every word anew takes a second.
            if self._made is None or (self._made[0] is not concepts and self._made[0] != concepts):
                self._made = concepts, TermBank(concepts.values(), self._analyzers)
            return self._made[1]
