"""A small index in a temporary folder, made of documents a test can read at a glance."""

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path

import pytest

from portal.analysis.analyzer import Analyzer
from portal.analysis.analyzers import build_analyzers
from portal.bootstrap import CACHE
from portal.domain.language import Language
from portal.domain.token import Part
from portal.domain.token import Token
from portal.search.document import DocumentText
from portal.search.document import SearchDocument
from portal.search.plan import Analysis
from portal.search.request import SearchRequest
from portal.search.result import Piece
from portal.search.result import SearchResult
from portal.search.whoosh_engine import WhooshEngine
from tests.conftest import IndexFolder

WORD = re.compile(r"[^\W_]+(?:=[^\W_]+)*")


def plain_words(text: str) -> tuple[Token, ...]:
    """Every word is its own base form; `siivous=palvelu` is a compound of two parts."""
    tokens = []
    for match in WORD.finditer(text):
        parts = []
        start = match.start()
        if "=" in match[0]:
            for part in match[0].split("="):
                parts.append(Part(part, (part.casefold(),), start, start + len(part)))
                start += len(part) + 1
        tokens.append(Token(match[0], match.start(), match.end(), (match[0].casefold(),), tuple(parts)))
    return tuple(tokens)


@pytest.fixture(scope="session")
def plain() -> Mapping[Language, Analysis]:
    """The simplest analysis there is, the same in all languages."""
    return dict.fromkeys(Language, plain_words)


@pytest.fixture(scope="session")
def signatures() -> Mapping[Language, str]:
    """The make of the simplest analysis."""
    return dict.fromkeys(Language, "plain 1")


@pytest.fixture(scope="session")
def analyzers(index_folder: IndexFolder) -> Mapping[Language, Analyzer]:
    """The portal's own analysers."""
    return build_analyzers(index_folder() / CACHE)


Compose = Callable[..., SearchDocument]


@pytest.fixture
def compose() -> Compose:
    """Make a document: `compose("cases/a", fi="title | body")`, with facets and more as keywords."""

    def make(ref: str, *, fi: str = "", sv: str = "", en: str = "", date: str = "", **facets: str) -> SearchDocument:
        texts = {}
        for language, text in {Language.FI: fi, Language.SV: sv, Language.EN: en}.items():
            if text:
                title, _, body = text.partition(" | ")
                texts[language] = DocumentText(title, body=body)
        codes = {name: tuple(values.split()) for name, values in facets.items()}
        return SearchDocument(ref, ref.split("/", maxsplit=1)[0], texts, codes, date, repr((fi, sv, en, date, facets)))

    return make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the index lies; it does not exist yet."""
    return tmp_path / "search_index"


@pytest.fixture
def engine(
    folder: Path, plain: Mapping[Language, Analysis], signatures: Mapping[Language, str]
) -> Iterator[WhooshEngine]:
    """An engine with the simplest analysis and no index yet."""
    made = WhooshEngine(folder, plain, signatures, wait=5)
    yield made
    made.close()


Ask = Callable[..., SearchResult]


@pytest.fixture
def ask(engine: WhooshEngine) -> Ask:
    """Ask the engine: `ask("words", Language.SV, page=2)`."""

    def find(query: str = "", language: Language = Language.FI, **rest) -> SearchResult:
        return engine.find(SearchRequest(query, language, **rest))

    return find


@pytest.fixture
def refs(ask: Ask) -> Callable[..., list[str]]:
    """The ids of the hits, in order, without their collection."""

    def find(query: str = "", *arguments, **rest) -> list[str]:
        return [hit.ref.partition("/")[2] for hit in ask(query, *arguments, **rest).hits]

    return find


@pytest.fixture(scope="session")
def shown() -> Callable[[tuple[Piece, ...]], str]:
    """Pieces as one line of text: `[word]` for a marked word, `{part}` for a part of a compound."""
    around = {None: "%s", "word": "[%s]", "part": "{%s}", "bridged": "<%s>"}
    return lambda pieces: "".join(around[piece.mark] % piece.text for piece in pieces)
