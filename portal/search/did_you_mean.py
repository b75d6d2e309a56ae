"""The question a reader may have meant: words that stand nowhere replaced by near ones that do."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.equivalent import Equivalent
from portal.domain.language import Language
from portal.domain.token import Token
from portal.search.function_words import is_function_word
from portal.search.query import ParsedQuery
from portal.search.term import Kind
from portal.search.word_list import SHORT
from portal.search.word_list import WordList
from portal.search.word_list import is_word

MOST_WORDS = 4
"""How many words of one question are mended; more is not misspelt, it is no language of ours."""

LONGEST = 40
"""Longer words are not mended, as comparing them at every possible seam would take too long."""

Readings = Mapping[Language, Sequence[Token]]
"""A question as the analyser of each language reads it."""

Stands = Callable[[Language, Kind, str], bool]
"""Whether a term stands in a text of a language."""


@dataclass(frozen=True)
class Mender:
    """Finds the words of a question that stand nowhere, and what may have been meant.

    `bridged` are equivalents in other languages that do stand somewhere: whoever has one is no misspelling.
    `word_list` is asked for only when there is something to mend, as making it takes a while.
    """

    stands: Stands
    word_list: Callable[[], WordList]
    bridged: Sequence[Equivalent]
    reader: Language

    def suggestion(self, asked: str, query: ParsedQuery, readings: Readings) -> str:
        """The question with its unknown words replaced, all else as it was asked; empty where nothing is.

        `asked` is the text that the spans of the query and of the readings count characters of.
        """
        text = asked
        unknown = list(self._unknown(query, readings))[:MOST_WORDS]
        for token, is_split in reversed(unknown):
            meant = self._meant(token.surface, is_split=is_split)
            if meant:
                as_typed = meant[:1].upper() + meant[1:] if token.text[:1].isupper() else meant
                text = text[: token.start] + as_typed + text[token.end :]
        return text if text != asked else ""

    def _unknown(self, query: ParsedQuery, readings: Readings) -> Iterator[tuple[Token, bool]]:
        """The words that no text of any language has, and whether a dictionary sees a compound in them.

        Excluded words, grammar and abbreviations are left out.
        """
        same: dict[tuple[int, int], dict[Language, Token]] = {}
        for language, read in readings.items():
            for each in read:
                same.setdefault((each.start, each.end), {})[language] = each
        wanted = [clause for clause in query.clauses if not clause.excluded]
        for (start, end), tokens in sorted(same.items()):
            token = tokens.get(self.reader)
            if token is None or not _can_be_mended(token):
                continue
            asked = any(clause.start <= start and end <= clause.end for clause in wanted)
            if asked and not self._is_known(token, tokens):
                yield token, any(each.parts for each in tokens.values())

    def _is_known(self, token: Token, tokens: Mapping[Language, Token]) -> bool:
        """Whether a whole word of a text meets it; the parts of a compound do not count, for they may be accidents."""
        if is_function_word(token.surface):
            return True
        if any(not each.is_part and each.start <= token.start and token.end <= each.end for each in self.bridged):
            return True
        return any(self._is_met(each, language) for language, each in tokens.items())

    def _is_met(self, token: Token, language: Language) -> bool:
        if self.stands(language, Kind.SURFACE, token.surface):
            return True
        plain = token.surface.isascii() and self.stands(language, Kind.FOLDED, token.surface)
        return plain or any(
            self.stands(language, kind, lemma) for lemma in token.lemmas for kind in (Kind.LEMMA, Kind.PART)
        )

    def _meant(self, word: str, *, is_split: bool) -> str:
        """The likeliest word that can be found, else the likeliest compound of words that can; empty for neither.

        What a dictionary takes for a compound is one that no text has, and as such hardly wrong.
        """
        words = self.word_list()
        for near in words.near(word, self.reader):
            if self._can_be_found(near.text, near.frequency):
                return near.text
        compounds = [] if is_split else words.near_compounds(word, self.reader)
        return next((text for text, end in compounds if self._can_be_found(end, words.frequency(end))), "")

    def _can_be_found(self, word: str, frequency: Mapping[Language, int]) -> bool:
        """Whether a text has the word still; one of the glossary that no text has is found by its equivalents."""
        return any(
            not count or self.stands(language, Kind.SURFACE, word) or self.stands(language, Kind.LEMMA, word)
            for language, count in frequency.items()
        )


def _can_be_mended(token: Token) -> bool:
    """Whether it is a word of bearable length and no abbreviation such as *SMEs* or *AMIF*."""
    capitals = sum(letter.isupper() for letter in token.text)
    abbreviated = capitals > 1 and (capitals < len(token.text) or capitals < SHORT)
    return is_word(token.surface) and len(token.surface) <= LONGEST and not abbreviated
