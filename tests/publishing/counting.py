"""An analyser that tells how often it was asked."""

from portal.analysis.analyzer import Analyzer
from portal.domain.token import Token


class Counting:
    """An analyser that counts what it is asked."""

    def __init__(self, analyzer: Analyzer, signature: str = "one") -> None:
        self.language, self.signature, self.degraded = analyzer.language, signature, None
        self.asked = 0
        self._analyse = analyzer.analyse

    def analyse(self, text: str) -> tuple[Token, ...]:
        """Count and analyse."""
        self.asked += 1
        return self._analyse(text)
