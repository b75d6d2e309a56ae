"""tantivy, the engine written in Rust, on the same base forms, with five facets and ten snippets."""

from collections.abc import Iterable
from typing import Any

from tests.bench.streams import FACETS
from tests.bench.streams import PeerDocument
from tests.bench.streams import PeerQuestion

BOOST = 3.0


class Tantivy:
    """An index in memory; raises ImportError where tantivy is not installed."""

    name = "tantivy"

    def __init__(self, documents: Iterable[PeerDocument]) -> None:
        import tantivy

        self._library = tantivy
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("title", tokenizer_name="whitespace")
        schema.add_text_field("body", stored=True, tokenizer_name="whitespace")
        for name in FACETS:
            schema.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(100_000_000, 1)
        for document in documents:
            codes = {name: list(document.facets[name]) for name in FACETS}
            writer.add_document(tantivy.Document(title=[document.title], body=[document.body], **codes))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def close(self) -> None:
        """Nothing is held open."""

    def find(self, question: PeerQuestion) -> int:
        """Answer the question as the search page would: total, counts of every facet, ten snippets."""
        searcher = self._index.searcher()
        query = self._query(question)
        counts = {name: {"terms": {"field": name, "size": 1000}} for name in FACETS}
        searcher.aggregate(query, counts)
        found = searcher.search(query, 10, count=True)
        snippets = self._library.SnippetGenerator.create(searcher, query, self._schema, "body")
        for _, address in found.hits:
            snippets.snippet_from_doc(searcher.doc(address)).to_html()
        total: int = found.count
        return total

    def _query(self, question: PeerQuestion) -> Any:
        query, occur = self._library.Query, self._library.Occur
        clauses = [(occur.Must, self._clause(words)) for words in question.wanted]
        clauses += [(occur.MustNot, self._clause(words)) for words in question.unwanted]
        if not question.wanted:
            clauses.append((occur.Must, query.all_query()))
        for name, codes in question.filters.items():
            clauses.append((occur.Must, query.term_set_query(self._schema, name, sorted(codes))))
        return query.boolean_query(clauses)

    def _clause(self, words: tuple[str, ...]) -> Any:
        query = self._library.Query
        fields = ("title", "body")
        if len(words) > 1:
            found = [query.phrase_query(self._schema, field, list(words)) for field in fields]
        else:
            found = [query.term_query(self._schema, field, words[0]) for field in fields]
        return query.boolean_query(
            [(self._library.Occur.Should, query.boost_query(found[0], BOOST)), (self._library.Occur.Should, found[1])]
        )
