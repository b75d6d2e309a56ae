"""What the page of a basket shows: each clause as its reader will get it, and sentences about the whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from portal.domain.clause import Clause
from portal.domain.language import Language
from portal.domain.reference import ref_from_text
from portal.library.shelf import Shelf
from portal.publishing.facets import Facet
from portal.rendering.markdown import MarkdownRenderer
from portal.search.engine import SearchEngine
from portal.search.errors import SearchUnavailable
from portal.search.request import SearchRequest
from portal.web.basket import Basket
from portal.web.basket import Chosen
from portal.web.basket_reading import LONGEST_LINE
from portal.web.basket_reading import MOST_TYPED
from portal.web.basket_reading import ReadBasket
from portal.web.cards import Card
from portal.web.cards import card
from portal.web.clause_words import language_name
from portal.web.clause_words import legal_check_sentence
from portal.web.clause_words import provenance_sentence
from portal.web.clause_words import translation_warnings
from portal.web.facts.fact import Teller
from portal.web.formats import number
from portal.web.i18n import NAMES
from portal.web.law_marks import law_change_sentence
from portal.web.reading import Reading
from portal.web.reading import read_entry
from portal.web.reading import wording
from portal.web.selection import MOST_CLAUSES
from portal.web.source_note import today
from portal.web.words import gettext
from portal.web.words import ngettext

MOST_FOUND = 10
UNKNOWN_NAMED = 5


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause of the basket: its line, its text in the language chosen, and what has to be said about that."""

    chosen: Chosen
    card: Card
    reading: Reading
    wording: Markup | None
    language_name: str
    warnings: tuple[str, ...]
    provenance: str
    legal_check: str
    languages: tuple[tuple[Language, str], ...]


@dataclass(frozen=True, slots=True)
class BlankField:
    """One blank to fill: its code, its name, what was filled in, and the numbers of the clauses that have it."""

    code: str
    name: str
    words: str
    clauses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The clauses that answer what the reader looks for; `available` is false while there is no index to ask."""

    cards: tuple[Card, ...] = ()
    total: int = 0
    available: bool = True


def clause_lines(basket: Basket, tell: Teller, renderer: MarkdownRenderer) -> list[ClauseLine]:
    """Return the clauses of a basket as the page shows them."""
    return [_line(each, basket, tell, renderer) for each in basket.chosen]


def _line(chosen: Chosen, basket: Basket, tell: Teller, renderer: MarkdownRenderer) -> ClauseLine:
    clause, reading = chosen.clause, read_entry(chosen.clause, chosen.language)
    return ClauseLine(
        chosen=chosen,
        card=card(clause, tell),
        reading=reading,
        wording=wording(reading, renderer, tell.shelf, basket.fills),
        language_name=language_name(reading),
        warnings=tuple(translation_warnings(reading)),
        provenance=provenance_sentence(clause.provenance),
        legal_check=f"{legal_check_sentence(clause)} {law_change_sentence(clause, tell, today())}".strip(),
        languages=tuple((language, _language_choice(clause, language)) for language in clause.texts),
    )


def _language_choice(clause: Clause, language: Language) -> str:
    name = NAMES[language]
    return gettext("%(language)s (original)", language=name) if language == clause.original else name


def blank_fields(basket: Basket, shelf: Shelf, language: Language) -> list[BlankField]:
    """Return a field for every blank of the basket, in the order in which a reader meets them."""
    return [
        BlankField(code, shelf.vocabularies.label("blanks", code, language), basket.fills.get(code, ""), numbers)
        for code, numbers in basket.blanks.items()
    ]


def found_clauses(basket: Basket, tell: Teller, engine: SearchEngine) -> Found | None:
    """Return the clauses that answer what the reader looks for and are not in the basket; None for no question."""
    if not basket.find:
        return None
    filters = {Facet.KIND.value: frozenset({"clauses"})}
    # So many more are asked for as may be in the basket already.
    asked = SearchRequest(basket.find, tell.language, filters, per_page=MOST_FOUND + len(basket.chosen))
    try:
        result = engine.find(asked)
    except SearchUnavailable:
        return Found(available=False)
    cards = [card(clause, tell) for clause in _clauses((hit.ref for hit in result.hits), tell.shelf)]
    new = [each for each in cards if each.entry.id not in basket.ids]
    return Found(tuple(new[:MOST_FOUND]), result.total)


def _clauses(refs: Iterable[str], shelf: Shelf) -> Iterable[Clause]:
    for text in refs:
        ref = ref_from_text(text)
        entry = shelf.get(ref) if ref else None
        if isinstance(entry, Clause):
            yield entry


def left_out_sentences(read: ReadBasket, language: Language) -> list[str]:
    """Return what the reader should know of the address or form that is not in the basket."""
    selection, sentences = read.selection, []
    if selection.unknown:
        names = ", ".join(each[:60] for each in selection.unknown[:UNKNOWN_NAMED])
        sentences.append(
            ngettext(
                "%(num)s clause is not in the library and was left out: %(names)s.",
                "%(num)s clauses are not in the library and were left out: %(names)s.",
                len(selection.unknown),
                names=names if len(selection.unknown) <= UNKNOWN_NAMED else f"{names} …",
            )
        )
    if selection.doubles:
        sentences.append(gettext("A clause that was named twice is in the basket once."))
    if selection.too_many:
        sentences.append(
            ngettext(
                "At most %(most)s clauses fit: %(num)s was left out.",
                "At most %(most)s clauses fit: %(num)s were left out.",
                selection.too_many,
                most=MOST_CLAUSES,
            )
        )
    if read.cut:
        sentences.append(
            gettext("A line was longer than %(most)s characters, and its beginning was kept.", most=LONGEST_LINE)
        )
    if read.odd:
        sentences.append(gettext("The address holds something that no basket has, so it was left out."))
    if read.too_much:
        sentences.append(
            gettext(
                "You have typed %(count)s characters, and at most %(most)s fit into a document. Shorten the notes.",
                count=number(read.basket.typed, language),
                most=number(MOST_TYPED, language),
            )
        )
    return sentences
