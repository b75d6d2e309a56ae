"""What the portal's analysers make of documents and questions, handed to every peer alike."""

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.language import Language
from portal.domain.token import Token
from portal.search.document import SearchDocument
from portal.search.query import parse_query
from portal.search.request import SearchRequest

Analyse = Callable[[str], Sequence[Token]]
FACETS = ("kind", "country", "sector", "instrument", "target_group")
"""The five that peers count; Silta counts all it has."""


@dataclass(frozen=True, slots=True)
class PeerDocument:
    """An entry as peers index it: the base forms of all its languages in a title and a body, and five facets."""

    ref: str
    heading: str
    summary: str
    title: str
    body: str
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PeerQuestion:
    """A question as peers are asked it: words and phrases that must stand in a document, and such that must not."""

    wanted: tuple[tuple[str, ...], ...]
    unwanted: tuple[tuple[str, ...], ...]
    filters: Mapping[str, frozenset[str]]


class Streams:
    """Documents and questions as base forms; each document is analysed once, whatever the number of peers."""

    def __init__(self, analyse: Mapping[Language, Analyse]) -> None:
        self._analyse = analyse
        self._made: dict[str, PeerDocument] = {}

    def documents(self, documents: Iterable[SearchDocument]) -> Iterator[PeerDocument]:
        """Yield every document as peers index it."""
        for document in documents:
            if document.ref not in self._made:
                self._made[document.ref] = self._document(document)
            yield self._made[document.ref]

    def question(self, request: SearchRequest) -> PeerQuestion:
        """Return a question as peers are asked it; exclusions and phrases are kept, the bridge is not for them."""
        parsed = parse_query(request.query)
        wanted, unwanted = [], []
        for clause in parsed.clauses:
            words = tuple(self._words(request.language, parsed.text[clause.start : clause.end]))
            into = unwanted if clause.excluded else wanted
            into += [words] if clause.phrase and words else [(word,) for word in words]
        return PeerQuestion(tuple(wanted), tuple(unwanted), request.filters)

    def _document(self, document: SearchDocument) -> PeerDocument:
        texts = document.texts
        own = next(iter(texts.values()))
        return PeerDocument(
            document.ref,
            own.title,
            own.summary,
            " ".join(word for language, text in texts.items() for word in self._words(language, text.title)),
            " ".join(
                word
                for language, text in texts.items()
                for word in self._words(language, f"{text.summary}\n{text.wording}\n{text.body}\n{text.labels}")
            ),
            {name: document.facets.get(name, ()) for name in FACETS},
        )

    def _words(self, language: Language, text: str) -> Iterator[str]:
        for token in self._analyse[language](text):
            word = re.sub(r"\W", "", token.lemmas[0]).lower()
            if word:
                yield word
