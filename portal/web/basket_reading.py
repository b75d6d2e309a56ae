"""From an address or a form to a basket: what is sound is kept, and what was left out is told."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from portal.domain.clause import Clause
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.web.addresses import BASKET
from portal.web.basket import BLANK
from portal.web.basket import FIND
from portal.web.basket import HEADING
from portal.web.basket import LANGUAGE
from portal.web.basket import NAME
from portal.web.basket import NOTE
from portal.web.basket import Basket
from portal.web.basket import Chosen
from portal.web.basket import present_language
from portal.web.selection import Selection
from portal.web.selection import present_clause
from portal.web.selection import selection_of

LONGEST_LINE = 200
MOST_TYPED = 40_000
"""Characters in all: a good paragraph for each of sixty clauses, and at twelve bytes each still a form that is read."""
UNTYPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""Characters that no keyboard writes and no document may hold, those that turn the direction of others among them;
tabs and line ends are white space."""
PARTS = (LANGUAGE, HEADING, NOTE, BLANK)


@dataclass(frozen=True, slots=True)
class ReadBasket:
    """A basket, and what of the address or form is not in it.

    `cut` tells that a line was too long and its beginning was kept, `odd` that something makes no sense here.
    """

    basket: Basket
    selection: Selection
    cut: bool
    odd: bool

    @property
    def too_much(self) -> bool:
        """Whether more was typed than a document is made of."""
        return self.basket.typed > MOST_TYPED


def read_basket(values: MultiDict[str, str], shelf: Shelf, reader: Language) -> ReadBasket:
    """Return the basket that these parameters describe, the same for an address and for a form."""
    selection = selection_of(values.getlist(BASKET), shelf)
    words = _Words(values, _presently_named(values, shelf))
    wanted = _language(values.get(LANGUAGE, ""))
    language = wanted or reader
    clauses = [clause for each in selection.ids if isinstance(clause := _entry(each, shelf), Clause)]
    chosen = tuple(_chosen(clause, words, language) for clause in clauses)
    blanks = {code: words.line(f"{BLANK}.{code}") for clause in clauses for code in clause.blanks}
    basket = Basket(
        language=language,
        chosen=chosen,
        name=words.line(NAME),
        note=words.text(NOTE),
        fills={code: filled for code, filled in blanks.items() if filled},
        find=words.line(FIND),
    )
    return ReadBasket(basket, selection, words.cut, _is_odd(words.named, shelf) or _no_language(values, wanted))


class _Words:
    """Reads texts off parameters, and remembers whether one was cut."""

    def __init__(self, values: MultiDict[str, str], named: Mapping[str, str]) -> None:
        self.values = values
        self.named = named
        self.cut = False

    def text(self, name: str) -> str:
        """Return a text of several lines, in NFC and without what no keyboard writes."""
        text = self.values.get(self.named.get(name, name), "").replace("\r\n", "\n").replace("\r", "\n")
        return unicodedata.normalize("NFC", UNTYPED.sub("", text)).strip()

    def line(self, name: str) -> str:
        """Return a text of one line."""
        line = " ".join(self.text(name).split())
        self.cut = self.cut or len(line) > LONGEST_LINE
        return line[:LONGEST_LINE].strip()


def _presently_named(values: MultiDict[str, str], shelf: Shelf) -> dict[str, str]:
    """Return the parameters that speak of one clause or blank, by the name that the clause has today."""
    named: dict[str, str] = {}
    for name in values:
        part, dot, about = name.partition(".")
        if dot and part in PARTS:
            present = about if part == BLANK else present_clause(about, shelf) or about
            named.setdefault(f"{part}.{present}", name)
    return named


def _chosen(clause: Clause, words: _Words, language: Language) -> Chosen:
    asked = _language(words.line(f"{LANGUAGE}.{clause.id}"))
    return Chosen(
        clause,
        asked if asked in clause.texts and asked else present_language(clause, language),
        words.line(f"{HEADING}.{clause.id}"),
        words.text(f"{NOTE}.{clause.id}"),
    )


def _is_odd(named: Mapping[str, str], shelf: Shelf) -> bool:
    """Return whether a parameter speaks of a clause, a blank or a language that there is not.

    Words for a blank that no clause has any more are not odd: the clause was taken out.
    """
    for name in named:
        part, _, about = name.partition(".")
        known = about in shelf.vocabularies["blanks"] if part == BLANK else present_clause(about, shelf) is not None
        if not known:
            return True
    return False


def _no_language(values: MultiDict[str, str], wanted: Language | None) -> bool:
    asked = [value for name, value in values.items(multi=True) if name.startswith(f"{LANGUAGE}.")]
    return (bool(values.get(LANGUAGE)) and wanted is None) or any(_language(each) is None for each in asked)


def _language(code: str) -> Language | None:
    return Language(code) if code in set(Language) else None


def _entry(clause: str, shelf: Shelf) -> object:
    return shelf.get(Ref(Collection.CLAUSES, clause))
