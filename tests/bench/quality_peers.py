"""Other search engines on the same entries, each with its own reading of words."""

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from whoosh.analysis import Analyzer
from whoosh.analysis import LanguageAnalyzer
from whoosh.fields import ID
from whoosh.fields import TEXT
from whoosh.fields import Schema
from whoosh.index import create_in
from whoosh.query import Or
from whoosh.query import Term
from whoosh.scoring import BM25F

from portal.domain.language import Language
from portal.search.document import SearchDocument

TITLE_WEIGHT = 3.0
DEPTH = 10
WORD = re.compile(r"[^\W_]+")


class SqlitePeer:
    """FTS5 with one of its own tokenizers; any of the words may be met, the best first."""

    def __init__(self, documents: Iterable[SearchDocument], tokenizer: str) -> None:
        self.name = f"SQLite FTS5, {tokenizer}"
        self._refs: list[str] = []
        self._database = sqlite3.connect(":memory:")
        columns = ", ".join(f"title_{language}, body_{language}" for language in Language)
        self._database.execute(f"CREATE VIRTUAL TABLE docs USING fts5({columns}, tokenize='{tokenizer}')")
        for document in documents:
            self._refs.append(document.ref)
            cells = [cell for language in Language for cell in _cells(document, language)]
            marks = ", ".join("?" * (1 + len(cells)))
            row = (len(self._refs), *cells)
            self._database.execute(f"INSERT INTO docs(rowid, {columns}) VALUES ({marks})", row)

    def ranked(self, query: str, languages: Iterable[Language]) -> list[str]:
        """Return the ten best entries for the words of a question, looked for in the texts of these languages."""
        words = " OR ".join(f'"{word}"' for word in WORD.findall(query))
        columns = " ".join(f"title_{language} body_{language}" for language in languages)
        weights = ", ".join(f"{TITLE_WEIGHT}, 1.0" for _ in Language)
        statement = f"SELECT rowid FROM docs WHERE docs MATCH ? ORDER BY bm25(docs, {weights}) LIMIT {DEPTH}"
        found = self._database.execute(statement, (f"{{{columns}}}: ({words})",)) if words else ()
        return [self._refs[number - 1] for (number,) in found]


class WhooshPeer:
    """The library beneath Silta with its own stemming analysers; any of the words may be met, the best first."""

    name = "Whoosh, its own stemmers"

    def __init__(self, documents: Iterable[SearchDocument], folder: Path) -> None:
        folder.mkdir(parents=True)
        self._analyzers: dict[Language, Analyzer] = {
            language: LanguageAnalyzer(language.value) for language in Language
        }
        fields = {
            f"{part}_{language}": TEXT(analyzer=analyzer)
            for language, analyzer in self._analyzers.items()
            for part in ("title", "body")
        }
        self._index = create_in(str(folder), Schema(ref=ID(stored=True), **fields))
        writer = self._index.writer()
        for document in documents:
            cells = {
                f"{part}_{language}": cell
                for language in Language
                for part, cell in zip(("title", "body"), _cells(document, language), strict=True)
            }
            writer.add_document(ref=document.ref, **cells)
        writer.commit()

    def ranked(self, query: str, languages: Iterable[Language]) -> list[str]:
        """Return the ten best entries for the words of a question, looked for in the texts of these languages."""
        terms = [
            Term(f"{part}_{language}", token.text, boost=TITLE_WEIGHT if part == "title" else 1.0)
            for language in languages
            for token in self._analyzers[language](query)
            for part in ("title", "body")
        ]
        with self._index.searcher(weighting=BM25F()) as searcher:
            return [hit["ref"] for hit in searcher.search(Or(terms), limit=DEPTH)]


def _cells(document: SearchDocument, language: Language) -> tuple[str, str]:
    text = document.texts.get(language)
    return (text.title, f"{text.summary}\n{text.wording}\n{text.body}\n{text.labels}") if text else ("", "")
