"""Datasette serving the same documents with the same five facets, as its users would set it up."""

import json
import sqlite3
import sys
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.fts5 import match_expression
from tests.bench.server import Server
from tests.bench.server import running
from tests.bench.streams import FACETS
from tests.bench.streams import PeerDocument
from tests.bench.streams import PeerQuestion

# Its own limits would leave facets out, and its guesses at more facets are work that nobody asked for.
SETTINGS = {"sql_time_limit_ms": 20_000, "facet_time_limit_ms": 20_000, "suggest_facets": 0, "default_facet_size": 100}


def write_database(documents: Iterable[PeerDocument], file: Path) -> None:
    """Write a table of entries, each code of a facet in a list, and a full-text table beside it."""
    columns = ", ".join(f"{name} TEXT" for name in FACETS)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(f"CREATE TABLE docs (id INTEGER PRIMARY KEY, title TEXT, summary TEXT, {columns})")
        database.execute('CREATE VIRTUAL TABLE docs_fts USING fts5(words_title, words, content="docs")')
        for number, each in enumerate(documents, start=1):
            codes = [json.dumps(each.facets[name]) for name in FACETS]
            marks = ", ".join("?" * (3 + len(codes)))
            database.execute(f"INSERT INTO docs VALUES ({marks})", (number, each.heading, each.summary, *codes))
            row = (number, each.title, each.body)
            database.execute("INSERT INTO docs_fts(rowid, words_title, words) VALUES (?, ?, ?)", row)
        database.execute("INSERT INTO docs_fts(docs_fts) VALUES ('optimize')")


@contextmanager
def serve_datasette(file: Path) -> Iterator[Server]:
    """Serve the database; raises `TimeoutError` when it does not start, as when it is not installed."""
    settings = [word for name, value in SETTINGS.items() for word in ("--setting", name, str(value))]
    command = [sys.executable, "-m", "datasette", "serve", str(file), *settings, "--port"]
    with running(lambda port: [*command, str(port)]) as server:
        yield server


def address(question: PeerQuestion, file: Path) -> str:
    """Return the address of the page that answers the question: ten rows and five facets with counts."""
    pairs = [("_size", "10"), ("_searchmode", "raw"), *(("_facet_array", name) for name in FACETS)]
    expression = match_expression(question)
    if expression:
        pairs.append(("_search", expression))
    # A filter of Datasette takes one code; of several, the first stands for all.
    pairs += [(f"{name}__arraycontains", min(codes)) for name, codes in question.filters.items()]
    return f"/{file.stem}/docs?{urlencode(pairs)}"
