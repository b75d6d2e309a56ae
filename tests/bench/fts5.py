"""The named baseline: SQLite's FTS5 on the same base forms, with the same facets and ten snippets."""

import re
import sqlite3
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence

from portal.domain.language import Language
from portal.domain.token import Token
from portal.search.document import SearchDocument
from portal.search.request import SearchRequest

Analyse = Callable[[str], Sequence[Token]]
FACETS = (
    "country",
    "municipality",
    "sector",
    "instrument",
    "target_group",
    "threshold",
    "sanction",
    "phase",
    "kind",
    "language",
    "year",
)


class Fts5:
    """An index in memory; a document is an entry with the base forms of its three languages."""

    def __init__(self, documents: Iterable[SearchDocument], analyse: dict[Language, Analyse]) -> None:
        self._analyse = analyse
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE docs USING fts5(title, body, tokenize='unicode61')")
        self._database.execute("CREATE TABLE facets (doc INTEGER, name TEXT, code TEXT)")
        self._database.execute("CREATE INDEX by_doc ON facets (doc)")
        for number, document in enumerate(documents, start=1):
            title = " ".join(self._words(language, text.title) for language, text in document.texts.items())
            body = " ".join(
                self._words(language, f"{text.summary}\n{text.wording}\n{text.body}\n{text.labels}")
                for language, text in document.texts.items()
            )
            self._database.execute("INSERT INTO docs(rowid, title, body) VALUES (?, ?, ?)", (number, title, body))
            rows = [(number, name, code) for name, codes in document.facets.items() for code in codes]
            self._database.executemany("INSERT INTO facets VALUES (?, ?, ?)", rows)
        self._database.commit()

    def _words(self, language: Language, text: str) -> str:
        return " ".join(re.sub(r"\W", "", token.lemmas[0]) or "x" for token in self._analyse[language](text))

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def find(self, request: SearchRequest) -> int:
        """Answer the question as the search page would: total, counts of every facet, ten snippets."""
        words = [word for word in self._words(request.language, request.query.replace("-", " ")).split() if word != "x"]
        match = " AND ".join(f'"{word}"' for word in words)
        where, values = ("docs MATCH ?", [match]) if match else ("1", [])
        for name, codes in request.filters.items():
            marks = ",".join("?" * len(codes))
            where += f" AND docs.rowid IN (SELECT doc FROM facets WHERE name = ? AND code IN ({marks}))"
            values += [name, *codes]
        self._database.execute("DROP TABLE IF EXISTS temp.found")
        self._database.execute(f"CREATE TEMP TABLE found AS SELECT rowid AS doc FROM docs WHERE {where}", values)
        total: int = self._database.execute("SELECT count(*) FROM temp.found").fetchone()[0]
        self._database.execute(
            "SELECT name, code, count(*) FROM facets JOIN temp.found USING (doc) GROUP BY name, code"
        ).fetchall()
        order = "ORDER BY bm25(docs, 3.0, 1.0)" if match else ""
        self._database.execute(
            f"SELECT rowid, snippet(docs, 1, '[', ']', '…', 30) FROM docs WHERE {where} {order} LIMIT 10",
            values,
        ).fetchall()
        return total
