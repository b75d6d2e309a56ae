"""A query made ready for one language: groups of terms that must, may and must not be there."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from itertools import compress
from itertools import groupby

from portal.domain.equivalent import Equivalent
from portal.domain.language import Language
from portal.domain.token import Part
from portal.domain.token import Token
from portal.search.function_words import FUNCTION_WORDS
from portal.search.function_words import is_function_word
from portal.search.query import MAX_WORDS
from portal.search.query import Clause
from portal.search.query import ParsedQuery
from portal.search.query import Scope
from portal.search.schema import Region
from portal.search.term import Alternative
from portal.search.term import Kind
from portal.search.term import TermGroup
from portal.search.term import Word
from portal.search.term import term_of

Analysis = Callable[[str], Sequence[Token]]

PART_WEIGHT = 0.6
SURFACE_WEIGHT = 0.1
FOLDED_WEIGHT = 0.7
"""What a word with accents is worth to a reader who typed it without."""

SHORTEST_FOLDED = 3


class Need(StrEnum):
    """What a group is to the query."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class LanguagePlan:
    """What one language's texts are asked: all `required` groups, none of the `excluded`, `optional` for the score.

    `quoted` says of each required group whether its words were asked for together, in quotes.
    """

    language: Language
    required: tuple[TermGroup, ...]
    optional: tuple[TermGroup, ...]
    excluded: tuple[TermGroup, ...]
    quoted: tuple[bool, ...]

    @property
    def loosened(self) -> "LanguagePlan":
        """The same question with the parts of phrases and compounds allowed to stand apart."""
        return replace(self, required=tuple(group.loosened() for group in self.required))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the query with what it asks for."""

    start: int
    end: int
    need: Need
    group: TermGroup
    phrase: bool = False


def plan_query(
    query: ParsedQuery,
    language: Language,
    analyse: Analysis,
    equivalents: Iterable[Equivalent] = (),
    reader: Language | None = None,
) -> LanguagePlan:
    """The groups of terms that the query means in this language.

    Function words of this language and of the reader's are optional: the Swedish *i* says as little to a Finnish text.
    They are required in a query that has no other word to its reader; *IT* has one to a Swede, though *it* is grammar
    in English.
    `reader` is the language of whoever asks, this one if it is not told.
    `equivalents` are what its stretches are called in other languages; those of this language join the groups.
    """
    reader = reader or language
    tokens = analyse(query.text)[: 4 * MAX_WORDS]
    grammar = FUNCTION_WORDS[language] | FUNCTION_WORDS[reader]
    stretches = [stretch for clause in query.clauses for stretch in _stretches(clause, tokens, grammar)]
    optional = {query.text[each.start : each.end].casefold() for each in stretches if each.need is Need.OPTIONAL}
    required = any(stretch.need is Need.REQUIRED for stretch in stretches)
    if not required and optional <= FUNCTION_WORDS[reader]:
        stretches = [
            replace(stretch, need=Need.REQUIRED) if stretch.need is Need.OPTIONAL else stretch for stretch in stretches
        ]
    own = sorted((each for each in equivalents if each.language is language), key=lambda each: (each.start, each.end))
    for _span, same in groupby((each for each in own if not each.is_part), key=lambda each: (each.start, each.end)):
        stretches = _bridged(stretches, list(same), analyse)
    stretches = _bridged_by_parts(stretches, [each for each in own if each.is_part], analyse)
    groups = {need: tuple(each.group for each in stretches if each.need is need) for need in Need}
    quoted = tuple(each.phrase for each in stretches if each.need is Need.REQUIRED)
    return LanguagePlan(
        language,
        groups[Need.REQUIRED][:MAX_WORDS],
        groups[Need.OPTIONAL],
        groups[Need.EXCLUDED][:MAX_WORDS],
        quoted[:MAX_WORDS],
    )


def _stretches(clause: Clause, tokens: Sequence[Token], grammar: AbstractSet[str]) -> Iterator[_Stretch]:
    """One group for a phrase or for an exclusion of several words, else one for each word."""
    inside = [token for token in tokens if clause.start <= token.start < clause.end]
    plain = not clause.phrase and clause.scope is None
    if clause.excluded:
        need = Need.EXCLUDED
    elif len(inside) == 1 and plain and inside[0].surface in grammar:
        need = Need.OPTIONAL
    else:
        need = Need.REQUIRED
    region = Region.TITLE if clause.scope is Scope.TITLE else None
    if len(inside) > 1 and (clause.phrase or clause.excluded):
        group = phrase_group(inside).within(region)
        yield _Stretch(inside[0].start, inside[-1].end, need, group, phrase=True)
    else:
        for token in inside:
            group = word_group(token).within(region)
            yield _Stretch(token.start, token.end, need, group, clause.phrase)


def _bridged(stretches: list[_Stretch], same: Sequence[Equivalent], analyse: Analysis) -> list[_Stretch]:
    """The stretches with the equivalents of one span among the alternatives; several words become one group.

    A phrase in quotes is met by equivalents of the whole phrase only, exclusions are never bridged, and words of the
    title and words of anywhere are no term together.
    """
    start, end = same[0].start, same[0].end
    inside = [each for each in stretches if start <= each.start and each.end <= end and each.need is not Need.EXCLUDED]
    if not inside or any(each.phrase and (each.start, each.end) != (start, end) for each in inside):
        return stretches
    if len({each.group.region for each in inside}) > 1:
        return stretches
    found = tuple(each for equivalent in same if (each := equivalent_alternative(equivalent, analyse)))
    first = inside[0].group
    if len(inside) > 1:
        words = tuple(each.group.alternatives[0].words[0] for each in inside)
        first = TermGroup((Alternative(words),), (), tuple(each.group for each in inside), first.region)
    joined = _Stretch(inside[0].start, inside[-1].end, Need.REQUIRED, first.widened(found), inside[0].phrase)
    place = stretches.index(inside[0])
    rest = [each for each in stretches if each not in inside]
    return [*rest[:place], joined, *rest[place:]]


def _bridged_by_parts(stretches: list[_Stretch], parts: Sequence[Equivalent], analyse: Analysis) -> list[_Stretch]:
    """The stretches with a compound replaced by its parts: each must be met, by its equivalents or by the compound."""
    made: list[_Stretch] = []
    for stretch in stretches:
        inside = [each for each in parts if stretch.start <= each.start and each.end <= stretch.end]
        if not inside or stretch.phrase or stretch.need is not Need.REQUIRED:
            made.append(stretch)
            continue
        for (start, end), same in groupby(inside, key=lambda each: (each.start, each.end)):
            found = tuple(each for equivalent in same if (each := equivalent_alternative(equivalent, analyse)))
            made.append(_Stretch(start, end, Need.REQUIRED, replace(stretch.group.widened(found), parts=())))
    return made


def equivalent_alternative(equivalent: Equivalent, analyse: Analysis) -> Alternative | None:
    """An equivalent as a way to meet a group: a word or part of a compound, or several words in order."""
    tokens = analyse(equivalent.text)
    if not tokens:
        return None
    if len(tokens) > 1:
        words = tuple(_phrase_word(token) for token in tokens)
        telling = [not is_function_word(token.surface) for token in tokens]
        return Alternative(words, equivalent.weight, equivalent, tuple(compress(words, telling)))
    lemmas = dict.fromkeys(tokens[0].lemmas)
    whole = tuple(term_of(Kind.LEMMA, lemma, 1.0) for lemma in lemmas)
    return Alternative(
        ((*whole, *(term_of(Kind.PART, lemma, PART_WEIGHT) for lemma in lemmas)),), equivalent.weight, equivalent
    )


def word_group(token: Token) -> TermGroup:
    """The ways to meet one word: any of its base forms, as a word or (for less) as part of a compound.

    A word typed without any accent also meets the words that differ from it in accents only.
    The parts of a compound are groups of their own, for texts that have them apart.
    """
    folded = _folded_terms(token, 1.0)
    return TermGroup(
        _lemma_alternatives(token.lemmas) + ((Alternative((folded,), FOLDED_WEIGHT),) if folded else ()),
        (term_of(Kind.SURFACE, token.surface, SURFACE_WEIGHT),),
        tuple(TermGroup(_lemma_alternatives(part.lemmas)) for part in _single_parts(token)),
    )


def _single_parts(token: Token) -> Iterator[Part]:
    """The parts of a compound that are no runs of smaller parts."""
    spans = {(part.start, part.end) for part in token.parts}
    for part in token.parts:
        inner = {(start, end) for start, end in spans if part.start <= start and end <= part.end}
        if inner == {(part.start, part.end)}:
            yield part


def phrase_group(tokens: Sequence[Token]) -> TermGroup:
    """The ways to meet a phrase: its words in order, each in any of its forms; the words are its parts."""
    words = tuple(_phrase_word(token) for token in tokens)
    return TermGroup((Alternative(words),), (), tuple(word_group(token) for token in tokens))


def _phrase_word(token: Token) -> Word:
    """A word inside a phrase: only whole words, for a part of a compound is no neighbour of the next word."""
    lemmas = tuple(term_of(Kind.LEMMA, lemma, 1.0) for lemma in dict.fromkeys(token.lemmas))
    return lemmas + _folded_terms(token, FOLDED_WEIGHT)


def _folded_terms(token: Token, weight: float) -> Word:
    """A word without accents as what words with accents become without them; nothing where it has one itself."""
    if not token.surface.isascii() or len(token.surface) < SHORTEST_FOLDED or not token.surface.isalpha():
        return ()
    forms = dict.fromkeys((token.surface, *token.lemmas))
    return tuple(term_of(Kind.FOLDED, form, weight) for form in forms if form.isascii())


def _lemma_alternatives(lemmas: Iterable[str]) -> tuple[Alternative, ...]:
    """Each base form as a word or as part of a compound."""
    return tuple(
        Alternative(((term_of(Kind.LEMMA, lemma, 1.0), term_of(Kind.PART, lemma, PART_WEIGHT)),))
        for lemma in dict.fromkeys(lemmas)
    )
