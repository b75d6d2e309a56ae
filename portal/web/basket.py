"""A basket: the clauses of one purchase in their order, and what its buyer has made of them."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from portal.domain.clause import Clause
from portal.domain.language import Language
from portal.web.addresses import BASKET
from portal.web.selection import joined

NAME = "name"
NOTE = "note"
LANGUAGE = "lang"
HEADING = "heading"
BLANK = "blank"
FIND = "find"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One clause of a basket: the language its wording is wanted in, and the buyer's own heading and note."""

    clause: Clause
    language: Language
    heading: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Basket:
    """Everything the page of a basket holds; the address is made of it and it is made of the address.

    `language` is that of a wording for which no other was chosen; `fills` are the words for blanks by code, the same
    for all clauses; `find` is what the reader looks for to add.
    """

    language: Language
    chosen: tuple[Chosen, ...] = ()
    name: str = ""
    note: str = ""
    fills: Mapping[str, str] = field(default_factory=dict)
    find: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The clauses in their order."""
        return tuple(each.clause.id for each in self.chosen)

    @property
    def blanks(self) -> Mapping[str, tuple[int, ...]]:
        """The codes of the blanks in the order in which a reader meets them, each with the numbers of its clauses."""
        found: dict[str, tuple[int, ...]] = {}
        for number, each in enumerate(self.chosen, start=1):
            for code in each.clause.blanks:
                found[code] = (*found.get(code, ()), number)
        return found

    @property
    def open_blanks(self) -> Mapping[str, tuple[int, ...]]:
        """The blanks that nothing was filled into."""
        return {code: numbers for code, numbers in self.blanks.items() if code not in self.fills}

    @property
    def typed(self) -> int:
        """How many characters its reader has typed."""
        own = (self.name, self.note, self.find, *self.fills.values())
        return sum(map(len, own)) + sum(len(each.heading) + len(each.note) for each in self.chosen)

    def moved(self, clause: str, step: int) -> "Basket":
        """Return the basket with one clause moved up or down; one that is not there, or at the end, stays."""
        if clause not in self.ids:
            return self
        place = self.ids.index(clause)
        other = min(max(place + step, 0), len(self.chosen) - 1)
        order = list(self.chosen)
        order.insert(other, order.pop(place))
        return replace(self, chosen=tuple(order))

    def without(self, clause: str) -> "Basket":
        """Return the basket without one clause, and without what was filled in for it alone."""
        rest = replace(self, chosen=tuple(each for each in self.chosen if each.clause.id != clause))
        blanks = rest.blanks
        return replace(rest, fills={code: words for code, words in self.fills.items() if code in blanks})

    def with_clause(self, clause: Clause, most: int) -> "Basket":
        """Return the basket with a clause at its end; one that is there already is not added twice."""
        if clause.id in self.ids or len(self.chosen) >= most:
            return self
        return replace(self, chosen=(*self.chosen, Chosen(clause, present_language(clause, self.language))))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters of its address; what says nothing new is left out."""
        yield BASKET, joined(self.ids)
        yield NAME, self.name
        yield NOTE, self.note
        yield LANGUAGE, self.language.value
        yield from ((f"{BLANK}.{code}", words) for code, words in self.fills.items())
        for each in self.chosen:
            if each.language != present_language(each.clause, self.language):
                yield f"{LANGUAGE}.{each.clause.id}", each.language.value
            yield f"{HEADING}.{each.clause.id}", each.heading
            yield f"{NOTE}.{each.clause.id}", each.note
        yield FIND, self.find


def present_language(clause: Clause, wanted: Language) -> Language:
    """Return the language a clause is shown in to whoever wants `wanted`: that one, else its original."""
    return clause.texts.best(wanted)[1]
