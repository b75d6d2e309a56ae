"""A query made ready for one language: groups of terms that must, may and must not be there."""

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.language import Language
from portal.domain.token import Token
from portal.search.function_words import FUNCTION_WORDS
from portal.search.query import MAX_WORDS
from portal.search.query import Clause
from portal.search.query import ParsedQuery
from portal.search.term import Alternative
from portal.search.term import Kind
from portal.search.term import Term
from portal.search.term import TermGroup
from portal.search.term import Word

Analysis = Callable[[str], Sequence[Token]]

PART_WEIGHT = 0.6
SURFACE_WEIGHT = 0.1
WEAKER_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class LanguagePlan:
    """What one language's texts are asked: all `required` groups, none of the `excluded`, `optional` for the score."""

    language: Language
    required: tuple[TermGroup, ...]
    optional: tuple[TermGroup, ...]
    excluded: tuple[TermGroup, ...]

    @property
    def relaxed(self) -> "LanguagePlan":
        """The same question with the groups' weaker alternatives allowed."""
        return LanguagePlan(
            self.language, tuple(group.relaxed() for group in self.required), self.optional, self.excluded
        )


def plan_query(query: ParsedQuery, language: Language, analyse: Analysis) -> LanguagePlan:
    """The groups of terms that the query means in this language.

    Function words are optional unless the query has no other word.
    """
    tokens = analyse(query.text)[: 4 * MAX_WORDS]
    required: list[TermGroup] = []
    optional: list[TermGroup] = []
    excluded: list[TermGroup] = []
    for clause in query.clauses:
        inside = [token for token in tokens if clause.start <= token.start < clause.end]
        if clause.excluded:
            excluded += _groups(clause, inside)
        elif len(inside) == 1 and not clause.phrase and inside[0].surface in FUNCTION_WORDS[language]:
            optional += _groups(clause, inside)
        else:
            required += _groups(clause, inside)
    if not required:
        required, optional = optional, []
    return LanguagePlan(language, tuple(required[:MAX_WORDS]), tuple(optional), tuple(excluded[:MAX_WORDS]))


def _groups(clause: Clause, tokens: Sequence[Token]) -> list[TermGroup]:
    """One group for a phrase or for an exclusion of several words, else one for each word."""
    if len(tokens) > 1 and (clause.phrase or clause.excluded):
        return [phrase_group(tokens)]
    return [word_group(token) for token in tokens]


def word_group(token: Token) -> TermGroup:
    """The ways to meet one word: any of its base forms, as a word or (for less) as part of a compound.

    The base forms of a compound's own parts are its weaker alternatives.
    """
    alternatives = tuple(_lemma_alternative(lemma, 1.0) for lemma in dict.fromkeys(token.lemmas))
    own = frozenset(token.lemmas)
    parts = dict.fromkeys(lemma for part in token.parts for lemma in part.lemmas if lemma not in own)
    weaker = tuple(_lemma_alternative(lemma, WEAKER_WEIGHT) for lemma in parts)
    return TermGroup(alternatives, (Term(Kind.SURFACE, token.surface, SURFACE_WEIGHT),), weaker)


def phrase_group(tokens: Sequence[Token]) -> TermGroup:
    """The ways to meet a phrase: its words in order, each in any of its forms; its single words are weaker ones."""
    words = tuple(_phrase_word(token) for token in tokens)
    lemmas = dict.fromkeys(lemma for token in tokens for lemma in token.lemmas)
    weaker = tuple(_lemma_alternative(lemma, WEAKER_WEIGHT) for lemma in lemmas)
    return TermGroup((Alternative(words),), (), weaker)


def _phrase_word(token: Token) -> Word:
    """A word inside a phrase: only whole words, for a part of a compound is no neighbour of the next word."""
    return tuple(Term(Kind.LEMMA, lemma, 1.0) for lemma in dict.fromkeys(token.lemmas))


def _lemma_alternative(lemma: str, weight: float) -> Alternative:
    """A base form as a word or as part of a compound."""
    return Alternative(((Term(Kind.LEMMA, lemma, 1.0), Term(Kind.PART, lemma, PART_WEIGHT)),), weight)
