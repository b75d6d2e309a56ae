"""One request answered from one opened generation of the index."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from functools import partial

import numpy as np
from whoosh.reading import IndexReader

from portal.domain.equivalent import Equivalent
from portal.domain.language import Language
from portal.search.arrays import Mask
from portal.search.arrays import Numbers
from portal.search.card import Card
from portal.search.card import best_language
from portal.search.catalogue import Catalogue
from portal.search.excerpt import Passage
from portal.search.excerpt import best_passage
from portal.search.excerpt import marked_pieces
from portal.search.facets import Filtering
from portal.search.facets import filtering
from portal.search.limits import Limit
from portal.search.limits import limited
from portal.search.marks import Pen
from portal.search.marks import Whereabouts
from portal.search.matching import Matches
from portal.search.matching import match
from portal.search.open_index import OpenIndex
from portal.search.plan import LanguagePlan
from portal.search.record import StoredText
from portal.search.request import Order
from portal.search.request import SearchRequest
from portal.search.result import Hit
from portal.search.result import Note
from portal.search.result import Piece
from portal.search.result import SearchResult
from portal.search.schema import Region
from portal.search.scoring import Scorer
from portal.search.strengths import Lookup

MOST_PER_PAGE = 100
LANGUAGES = tuple(Language)
QUOTED = (Region.SUMMARY, Region.BODY, Region.WORDING)
"""The regions that passages are taken from, in the order in which they are looked at."""


@dataclass(frozen=True)
class PageOfHits:
    """The documents of one page and where that page stands."""

    documents: Numbers
    number: int
    pages: int
    out_of_range: bool


def answer(
    request: SearchRequest,
    plans: Sequence[LanguagePlan],
    limits: Sequence[Limit],
    notes: Sequence[Note],
    opened: OpenIndex,
    reader: IndexReader,
) -> SearchResult:
    """The result of a request whose query has been planned; `notes` are those of the parser, which come first."""
    catalogue = opened.catalogue

    lookup = partial(opened.lookup, reader)
    within = limited(limits, catalogue.facets.tables, catalogue.size)
    scorer = Scorer(catalogue, lookup, opened.strengths)
    matches = match(plans, request.language, catalogue, scorer, within)
    filters = filtering(catalogue.facets, request.filters, catalogue.size)
    narrowed = filters.narrowed(matches.mask)
    page = _page(_ordered(narrowed, matches, catalogue, request), request)
    scribe = Scribe(catalogue, matches, request.language, page.documents, lookup, partial(opened.texts, reader))
    return SearchResult(
        total=int(np.count_nonzero(narrowed)),
        hits=tuple(scribe.hit(int(document)) for document in page.documents),
        facets=filters.values(matches.mask),
        page=page.number,
        pages=page.pages,
        notes=tuple(notes) + _notes(filters, page, opened),
        complete=int(np.count_nonzero(narrowed & matches.complete)),
        bridged=tuple(_bridged(matches, scorer)),
        generation=opened.number,
    )


def _notes(filters: Filtering, page: PageOfHits, opened: OpenIndex) -> tuple[Note, ...]:
    """What has to be said about this answer."""
    said = {
        Note.UNKNOWN_FILTER: filters.unknown,
        Note.PAGE_OUT_OF_RANGE: page.out_of_range,
        Note.INDEX_STALE: opened.fault is not None,
    }
    return tuple(note for note, true in said.items() if true)


def _ordered(mask: Mask, matches: Matches, catalogue: Catalogue, request: SearchRequest) -> Numbers:
    """The documents of the mask in the order asked for; without words the best is the newest.

    Where that leaves a tie: score, then date, then title, then ref.
    """
    documents = np.flatnonzero(mask).astype(np.int32)
    score = -matches.score[documents]
    date = -catalogue.by_date[documents]
    title = catalogue.by_title(request.language)[documents]
    keys = {
        Order.RELEVANCE: (title, date, score),
        Order.NEWEST: (title, score, date),
        Order.TITLE: (title,),
    }
    ordered: Numbers = documents[np.lexsort(keys[request.order])]
    return ordered


def _page(documents: Numbers, request: SearchRequest) -> PageOfHits:
    """The asked page, or the nearest that exists."""
    size = min(max(request.per_page, 1), MOST_PER_PAGE)
    pages = max(1, -(-len(documents) // size))
    number = min(max(request.page, 1), pages)
    return PageOfHits(documents[(number - 1) * size : number * size], number, pages, number != request.page)


def _bridged(matches: Matches, scorer: Scorer) -> Iterator[Equivalent]:
    """The equivalents that were asked and stand in a text, each once."""
    said = set()
    for language, plan in matches.plans.items():
        for group in plan.required:
            for alternative in group.alternatives:
                equivalent = alternative.equivalent
                if not equivalent or (language, equivalent.text) in said:
                    continue
                if (language, group.region, equivalent.text) in scorer.standing:
                    said.add((language, equivalent.text))
                    yield equivalent


@dataclass(frozen=True)
class Scribe:
    """Writes the lines of a result; what is to be marked is worked out once for all of them."""

    catalogue: Catalogue
    matches: Matches
    reader_language: Language
    documents: Numbers
    lookup: Lookup
    texts: Callable[[int, Language], StoredText]
    pens: dict[tuple[Language, bool], Pen] = field(default_factory=dict)

    @cached_property
    def shown(self) -> dict[int, Language]:
        """The language of each document: the reader's own where that version met the query, else the best."""
        reader = self.reader_language
        return {
            each: self.matches.language(each, reader) or best_language(self._card(each).titles, reader)
            for each in self.documents.tolist()
        }

    @cached_property
    def whereabouts(self) -> dict[Language, Whereabouts]:
        """Where terms stand in the documents that are shown in a language; in the others nothing is marked."""
        found: dict[Language, list[int]] = {}
        for document, language in self.shown.items():
            found.setdefault(language, []).append(document)
        return {
            language: Whereabouts(np.array(sorted(documents), dtype=np.int32), language, self.lookup)
            for language, documents in found.items()
        }

    def hit(self, document: int) -> Hit:
        """The line for one of the documents."""
        card = self._card(document)
        shown = self.shown[document]
        texts = self.texts(document, shown)
        pen = self._pen(document, shown)
        title = texts[Region.TITLE]
        return Hit(
            ref=card.ref,
            collection=card.collection,
            language=shown,
            languages=tuple([language for language in LANGUAGES if language in card.titles]),
            score=float(self.matches.score[document]),
            date=card.date,
            title=marked_pieces(title, pen.spans(document, Region.TITLE) if pen else ()),
            excerpt=_excerpt(texts, pen, document),
        )

    def _card(self, document: int) -> Card:
        card = self.catalogue.cards[document]
        if card is None:
            raise LookupError(f"document {document} is deleted")
        return card

    def _pen(self, document: int, shown: Language) -> Pen | None:
        """What marks where the query was met; None for a query without words, which marks nothing."""
        completes = self.matches.completes.get(shown)
        if completes is None:
            return None
        complete = bool(completes[document])
        pen = self.pens.get((shown, complete))
        if pen is None:
            plan = self.matches.plan(shown, complete=complete)
            pen = self.pens[shown, complete] = Pen(plan, self.whereabouts[shown])
        return pen


def _excerpt(texts: StoredText, pen: Pen | None, document: int) -> tuple[Piece, ...]:
    """The best passage: the first that shows every word that any could, else the one that shows most; or an opening."""
    most = pen.groups(document, QUOTED) if pen else 0
    best: Passage | None = None
    for region in QUOTED:
        text = texts.get(region, "")
        if text:
            passage = best_passage(text, pen.spans(document, region) if pen else ())
            if best is None or passage.worth > best.worth:
                best = passage
            if passage.groups >= most:
                break  # no other shows more words, and this says most of the entry; the long texts come last
    return best.pieces() if best else ()
