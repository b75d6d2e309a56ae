"""Prints how well the search answers the published list."""

import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from functools import cache
from pathlib import Path

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.publishing.search_documents import search_documents
from portal.search.request import SearchRequest
from portal.search.whoosh_engine import WhooshEngine
from portal.settings import Settings
from tests.relevance.measures import ndcg
from tests.relevance.measures import success
from tests.relevance.questions import Kind
from tests.relevance.questions import Question
from tests.relevance.questions import questions

CONTENT = Path(__file__).parents[2] / "content"
WHOLE = "whole"
"""Where in the bench's folder the index lies in which no language is hidden; one that lies there is taken over."""


@dataclass(frozen=True, slots=True)
class Score:
    """What one question was answered with."""

    question: Question
    first: bool
    five: bool
    gain: float
    ranked: tuple[str, ...]


class Bench:
    """The real content in an index of its own, and for each language one in which that language is hidden."""

    def __init__(self, folder: Path) -> None:
        self.portal: Portal = build_portal(Settings(content=CONTENT, search_index=folder / WHOLE))
        self.portal.rebuild_index()
        self._documents = tuple(search_documents(self.portal.shelf(), self.portal.renderer.plain))
        # Each text lies in two of the indexes with a hidden language.
        self._analyses = {each: cache(analyzer.analyse) for each, analyzer in self.portal.analyzers.items()}
        self.hidden = {language: self._without(language, folder / language) for language in Language}

    def close(self) -> None:
        """Let go of open files."""
        self.portal.close()
        for engine in self.hidden.values():
            engine.close()

    def _without(self, language: Language, folder: Path) -> WhooshEngine:
        analyzers = self.portal.analyzers
        engine = WhooshEngine(
            folder,
            self._analyses,
            {each: analyzer.signature for each, analyzer in analyzers.items()},
            bridge=self.portal.live_terms.equivalents,
        )
        engine.build(
            [
                replace(document, texts={own: text for own, text in document.texts.items() if own is not language})
                for document in self._documents
                if set(document.texts) != {language}
            ]
        )
        return engine

    def ask(self, question: Question, *, hidden: bool = False) -> Score:
        """Return how a question is answered, with the asker's own language hidden if asked so."""
        engine = self.hidden[question.language] if hidden else self.portal.engine
        hits = engine.find(SearchRequest(question.query, question.language)).hits
        ranked = tuple(hit.ref for hit in hits)
        return Score(
            question,
            success(ranked, question.relevant, 1),
            success(ranked, question.relevant, 5),
            ndcg(ranked, question.relevant),
            ranked,
        )


def summary(scores: Iterable[Score]) -> str:
    """Return the means of some scores as the cells of a table."""
    rows = list(scores)
    if not rows:
        return "| – | – | – | 0 |"
    first, five, gain = (
        sum(values) / len(rows) for values in zip(*((s.first, s.five, s.gain) for s in rows), strict=True)
    )
    return f"| {first:.1%} | {five:.1%} | {gain:.3f} | {len(rows)} |"


def _say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")


def main() -> None:
    """Measure and print; `--keep FOLDER` leaves the indexes there for the next time."""
    with tempfile.TemporaryDirectory() as folder:
        kept = sys.argv[sys.argv.index("--keep") + 1] if "--keep" in sys.argv else folder
        bench = Bench(Path(kept))
        asked = [question for question in questions() if question.kind is not Kind.MISSPELLING]
        own = [bench.ask(question) for question in asked if not question.held_back]
        held = [bench.ask(question) for question in asked if question.held_back]
        across = [bench.ask(each, hidden=True) for each in asked if each.kind is Kind.CROSS_LANGUAGE]
        every = [bench.ask(each, hidden=True) for each in asked]
        _say("| | success@1 | success@5 | nDCG@10 | questions |")
        for language in Language:
            _say(f"| {language} {summary(score for score in own if score.question.language is language)}")
        for kind in Kind:
            _say(f"| {kind} {summary(score for score in own if score.question.kind is kind)}")
        _say(f"| all {summary(own)}")
        _say(f"| held back {summary(held)}")
        _say(f"| across languages {summary(across)}")
        _say(f"| everything with the own language hidden {summary(every)}")
        if "--worst" in sys.argv:
            for score in sorted(own, key=lambda score: score.gain)[:40]:
                _say(f"{score.gain:.2f} {score.question.language} {score.question.query!r}", *score.ranked[:5])
            for score in sorted(across, key=lambda score: score.gain)[:15]:
                _say(f"hidden {score.gain:.2f} {score.question.language} {score.question.query!r}", *score.ranked[:5])


if __name__ == "__main__":
    main()
