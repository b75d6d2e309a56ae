"""The analysers, built once for all tests of the room."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from portal.analysis.analyzer import Analyzer
from portal.analysis.analyzers import build_analyzers
from portal.bootstrap import CACHE
from portal.domain.language import Language
from portal.domain.token import Token
from tests.conftest import IndexFolder


class Words:
    """Questions about words, put to the analyser of one language."""

    def __init__(self, analyzer: Analyzer) -> None:
        self.analyzer = analyzer

    def token(self, word: str) -> Token:
        """The one token of a word."""
        (token,) = self.analyzer.analyse(word)
        return token

    def lemmas(self, word: str) -> set[str]:
        """The base forms of a word."""
        return set(self.token(word).lemmas)

    def is_met(self, document: str, query: str) -> bool:
        """Whether a query for the word finds the other word itself."""
        return bool(self.lemmas(document) & self.lemmas(query))

    def part_is_met(self, document: str, query: str) -> bool:
        """Whether a query for the word finds a part of the other word."""
        return bool(self.token(document).part_lemmas & self.lemmas(query))


@pytest.fixture(scope="session")
def cache_folder(index_folder: IndexFolder) -> Path:
    """A cache folder of this test run, so that nothing an older version kept is read."""
    return index_folder() / CACHE


@pytest.fixture(scope="session")
def analyzers(cache_folder: Path) -> Mapping[Language, Analyzer]:
    """The analysers as the portal builds them."""
    return build_analyzers(cache_folder)


@pytest.fixture(scope="session")
def finnish(analyzers: Mapping[Language, Analyzer]) -> Words:
    """Questions in Finnish."""
    return Words(analyzers[Language.FI])


@pytest.fixture(scope="session")
def swedish(analyzers: Mapping[Language, Analyzer]) -> Words:
    """Questions in Swedish."""
    return Words(analyzers[Language.SV])


@pytest.fixture(scope="session")
def english(analyzers: Mapping[Language, Analyzer]) -> Words:
    """Questions in English."""
    return Words(analyzers[Language.EN])
