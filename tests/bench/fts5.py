"""SQLite's FTS5 on the same base forms, with five facets and ten snippets."""

import sqlite3
import time
from collections.abc import Iterable

from tests.bench.streams import PeerDocument
from tests.bench.streams import PeerQuestion


class Fts5:
    """An index in memory; `facets` and `highlights` say how many milliseconds the last answer spent on them."""

    name = "SQLite FTS5"

    def __init__(self, documents: Iterable[PeerDocument]) -> None:
        self.facets = self.highlights = 0.0
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE docs USING fts5(title, body, tokenize='unicode61')")
        self._database.execute("CREATE TABLE facets (doc INTEGER, name TEXT, code TEXT)")
        self._database.execute("CREATE INDEX by_doc ON facets (doc)")
        self._database.execute("CREATE INDEX by_code ON facets (name, code)")
        for number, document in enumerate(documents, start=1):
            row = (number, document.title, document.body)
            self._database.execute("INSERT INTO docs(rowid, title, body) VALUES (?, ?, ?)", row)
            rows = [(number, name, code) for name, codes in document.facets.items() for code in codes]
            self._database.executemany("INSERT INTO facets VALUES (?, ?, ?)", rows)
        self._database.execute("INSERT INTO docs(docs) VALUES ('optimize')")
        self._database.execute("ANALYZE")
        self._database.commit()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def find(self, question: PeerQuestion) -> int:
        """Answer the question as the search page would: total, counts of every facet, ten snippets."""
        expression = match_expression(question)
        where, values = ("docs MATCH ?", [expression]) if expression else ("1", [])
        for name, codes in question.filters.items():
            marks = ",".join("?" * len(codes))
            where += f" AND docs.rowid IN (SELECT doc FROM facets WHERE name = ? AND code IN ({marks}))"
            values += [name, *sorted(codes)]
        self._database.execute("DROP TABLE IF EXISTS temp.found")
        self._database.execute(f"CREATE TEMP TABLE found AS SELECT rowid AS doc FROM docs WHERE {where}", values)
        total: int = self._database.execute("SELECT count(*) FROM temp.found").fetchone()[0]
        started = time.perf_counter()
        self._database.execute(
            "SELECT name, code, count(*) FROM facets JOIN temp.found USING (doc) GROUP BY name, code"
        ).fetchall()
        counted = time.perf_counter()
        # Ranked first and cut second: a snippet is written for ten documents and not for all.
        order = "ORDER BY bm25(docs, 3.0, 1.0)" if expression else ""
        first = self._database.execute(f"SELECT rowid FROM docs WHERE {where} {order} LIMIT 10", values).fetchall()
        ranked = time.perf_counter()
        if expression and first:
            rows = ",".join(str(row) for (row,) in first)
            self._database.execute(
                f"SELECT rowid, snippet(docs, 1, '[', ']', '…', 30) FROM docs WHERE docs MATCH ? AND rowid IN ({rows})",
                [expression],
            ).fetchall()
        self.facets = (counted - started) * 1000
        self.highlights = (time.perf_counter() - ranked) * 1000
        return total


def match_expression(question: PeerQuestion) -> str:
    """Return the question in the language of FTS5; empty when nothing must stand in a document."""
    if not question.wanted:
        return ""
    wanted = " AND ".join(f'"{" ".join(words)}"' for words in question.wanted)
    unwanted = "".join(f' NOT "{" ".join(words)}"' for words in question.unwanted)
    return f"({wanted}){unwanted}"
