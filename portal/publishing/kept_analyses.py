"""Short texts that every start analyses anew, with their words as the last start found them."""

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from portal.analysis.analyzer import Analyzer
from portal.domain.language import Language
from portal.domain.token import Token
from portal.publishing.kept_file import KeptFile

HEAD = 16
ROOMS = ("analysis", "domain")
"""The code that makes words of a text, and what words are."""

Analyses = dict[tuple[Language, str], tuple[Token, ...]]


class KeptAnalyses:
    """Analyses as the analysers do; what it is asked for stays in memory, so it is for texts of the content only."""

    def __init__(self, file: Path | None, analyzers: Mapping[Language, Analyzer]) -> None:
        """Without a file nothing is kept."""
        self._file = KeptFile(file, *ROOMS)
        self._analyzers = analyzers
        self._asked: Analyses = {}
        self._known: Analyses | None = None
        self._is_fresh = False

    def analyse(self, language: Language, text: str) -> tuple[Token, ...]:
        """The words of a text; see `Analyzer.analyse`."""
        key = language, text
        found = self._asked.get(key)
        if found is None:
            if self._known is None:
                self._known = self._read()
            found = self._known.get(key)
            if found is None:
                found = self._analyzers[language].analyse(text)
                self._is_fresh = True
            self._asked[key] = found
        return found

    def keep(self) -> None:
        """Keep what was asked for until now for the next start, if there is anything new."""
        self._known = {}
        if self._is_fresh:
            self._file.write(self._head(), self._asked)
            self._is_fresh = False

    def _read(self) -> Analyses:
        found = self._file.read(self._head())
        return found if isinstance(found, dict) else {}

    def _head(self) -> bytes:
        signatures = "\n".join(analyzer.signature for analyzer in self._analyzers.values())
        return blake2b(signatures.encode(), digest_size=HEAD).digest()
