"""How well questions are answered, beside what others make of the same list."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from portal.domain.language import Language
from portal.publishing.search_documents import search_documents
from portal.search.document import SearchDocument
from tests.bench.pagefind_site import MISSING
from tests.bench.pagefind_site import NAME as PAGEFIND
from tests.bench.pagefind_site import Pagefind
from tests.bench.pagefind_site import is_installed
from tests.bench.plan import Plan
from tests.bench.quality_peers import SqlitePeer
from tests.bench.quality_peers import WhooshPeer
from tests.bench.table import table
from tests.relevance.measures import ndcg
from tests.relevance.measures import success
from tests.relevance.questions import Kind
from tests.relevance.questions import Question
from tests.relevance.questions import questions
from tests.relevance.run import Bench

Ask = Callable[[Question, bool], Sequence[str]]
HEAD = ("", "success@1", "success@5", "nDCG@10", "questions")


def quality_section(_plan: Plan, folder: Path) -> str:
    """Return the tables of quality: Silta and peers on the published list and on the questions held back."""
    bench = Bench(folder / "silta")
    documents = list(search_documents(bench.portal.shelf(), bench.portal.renderer.plain))
    asked = [question for question in questions() if question.kind is not Kind.MISSPELLING]
    across = [question for question in asked if question.kind is Kind.CROSS_LANGUAGE]
    engines: dict[str, Ask] = {"Silta": lambda question, hidden: bench.ask(question, hidden=hidden).ranked}
    engines |= dict(_peers(documents, folder))
    if is_installed():
        pagefind = Pagefind(documents, (question.query for question in asked), folder / "pagefind")
        engines[PAGEFIND] = partial(_ask_pagefind, pagefind)
    groups = {
        "the published list": [question for question in asked if not question.held_back],
        **{
            f"of it, {language}": [q for q in asked if not q.held_back and q.language is language]
            for language in Language
        },
        "held back, never tuned to": [question for question in asked if question.held_back],
    }
    tables = [
        f"Own language, {name}:\n\n{table(HEAD, [_row(engine, ask, group, False) for engine, ask in engines.items()])}"
        for name, group in groups.items()
    ]
    hidden = table(HEAD, [_row(engine, ask, across, True) for engine, ask in engines.items()])
    intro = (
        "The list is `tests/relevance/*.yaml`; a tenth of it is drawn by a fixed seed and only ever reported.\n"
        "Peers are asked for any of the words, in the texts of the asker's language, the title counting threefold; "
        "across languages they look into all texts, since the asker's own are hidden there.\n"
        "Pagefind is asked as it comes, for all of the words, in a browser and in an index for each language. "
        f"{'' if is_installed() else MISSING}"
    )
    return "\n\n".join(
        ["## Quality", intro, *tables, f"Across languages, the asker's own language hidden:\n\n{hidden}"]
    )


def _peers(documents: Sequence[SearchDocument], folder: Path) -> Iterable[tuple[str, Ask]]:
    for number, tokenizer in enumerate(("unicode61", "porter unicode61", "whoosh")):
        make = SqlitePeer if tokenizer != "whoosh" else WhooshPeer
        option = tokenizer if make is SqlitePeer else folder / f"peer-{number}"
        whole = make(documents, option)
        without = {
            language: make(_hiding(documents, language), option if make is SqlitePeer else folder / f"peer-{language}")
            for language in Language
        }

        def ask(question: Question, hidden: bool, whole=whole, without=without) -> Sequence[str]:
            if hidden:
                return without[question.language].ranked(question.query, Language)
            return whole.ranked(question.query, [question.language])

        yield whole.name, ask


def _ask_pagefind(pagefind: Pagefind, question: Question, hidden: bool) -> Sequence[str]:
    own = question.language
    return pagefind.ranked(question.query, [each for each in Language if each is not own] if hidden else [own])


def _hiding(documents: Sequence[SearchDocument], language: Language) -> list[SearchDocument]:
    return [
        replace(document, texts={own: text for own, text in document.texts.items() if own is not language})
        for document in documents
        if set(document.texts) != {language}
    ]


def _row(name: str, ask: Ask, asked: Sequence[Question], hidden: bool) -> tuple[str, ...]:
    if not asked:
        return (name, "–", "–", "–", "0")
    ranked = [(ask(question, hidden), question.relevant) for question in asked]
    first, five = (sum(success(refs, relevant, at) for refs, relevant in ranked) / len(ranked) for at in (1, 5))
    gain = sum(ndcg(refs, relevant) for refs, relevant in ranked) / len(ranked)
    return name, f"{first:.1%}", f"{five:.1%}", f"{gain:.3f}", str(len(ranked))
