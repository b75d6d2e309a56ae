"""Finnish: Voikko, and simplemma for the words it does not know."""

import re
from functools import lru_cache

from portal.analysis.exceptions import Exceptions
from portal.analysis.lemma_table import LemmaTable
from portal.analysis.lexicon import read_word
from portal.analysis.memo import MOST_WORDS
from portal.analysis.reading import Reading
from portal.analysis.reading import Segment
from portal.analysis.reading import unique
from portal.analysis.token_stream import tokens
from portal.analysis.voikko import Analysis
from portal.analysis.voikko import Piece
from portal.analysis.voikko import Voikko
from portal.domain.language import Language
from portal.domain.token import Token

# Raise it whenever a rule here or in the modules beneath changes what a word becomes.
RULES = 1
# Local cases, genitive, partitive, and the illative that doubles a vowel (Botkyrkaan, Botkyrkaa).
_CASE_ENDING = re.compile(r"(?:(?:ss|st|ll|lt)[aä]|lle|(?<=([aeiouyäö]))\1n?|n)$")
_SHORTEST_NAME = 4


class FinnishAnalyzer:
    """Base forms, the verb behind a participle, and compound parts of Finnish words."""

    def __init__(self, voikko: Voikko | None, table: LemmaTable, exceptions: Exceptions) -> None:
        """Without Voikko the table alone answers and compounds have no parts but the listed ones."""
        self._voikko = voikko
        self._table = table
        self._exceptions = exceptions
        self._read = lru_cache(MOST_WORDS)(self._read_word)
        self._read_lexeme = lru_cache(MOST_WORDS)(self._read_plain)

    @property
    def language(self) -> Language:
        """Finnish."""
        return Language.FI

    @property
    def signature(self) -> str:
        """Rules, exceptions, and the versions of Voikko, its dictionary and simplemma."""
        voikko = self._voikko.signature if self._voikko else "without voikko"
        return f"fi rules {RULES}; exceptions {self._exceptions.digest}; {voikko}; {self._table.signature}"

    @property
    def degraded(self) -> str | None:
        """`voikko-missing` when only simplemma answers."""
        return None if self._voikko else "voikko-missing"

    def analyse(self, text: str) -> tuple[Token, ...]:
        """The words of the text; see `Analyzer.analyse`."""
        return tokens(text, self._read)

    def read_plain(self, word: str) -> Reading:
        """The reading of a word without regard to hyphens; see `Lexicon`."""
        return self._read_lexeme(word)

    def read_first_part(self, word: str) -> Reading:
        """The reading of *työllistämis* or *sosiaali*: Voikko knows many only with the hyphen behind."""
        bound = self._analyses(f"{word}-")
        if not bound:
            return self.read_plain(word)
        lemmas = [analysis.base for analysis in bound]
        for analysis in bound:
            last = analysis.pieces[-1]
            lemmas.extend(word[: last.start] + lemma for lemma in self._inner(word, last))
        return Reading(unique(lemmas), self._cut(word, bound))

    def _read_word(self, word: str) -> Reading:
        return read_word(word, self)

    def _read_plain(self, word: str) -> Reading:
        listed = self._exceptions.lemmas(word)
        analyses = self._analyses(word)
        if not analyses:
            return self._without_analyses(word, listed)
        lemmas = unique([*listed, *(lemma for analysis in analyses for lemma in _base_forms(analysis))])
        return Reading(lemmas, self._exceptions.pieces(word, lemmas) or self._cut(word, analyses))

    def _without_analyses(self, word: str, listed: tuple[str, ...]) -> Reading:
        """The listed base form, else that of the table, else the name that the word may be an inflected form of."""
        lemma = self._table.lemma(word) if self._voikko else self._table.guess(word)
        lemmas = unique([*listed, *([lemma] if lemma else [])])
        known = bool(listed) or lemma is not None
        return Reading(lemmas or _name_bases(word), self._exceptions.pieces(word, lemmas), known)

    def _analyses(self, word: str) -> tuple[Analysis, ...]:
        """Voikko's readings of the lower-case word, and those of the name if it is a place or nothing else.

        Queries come in lower case, so a word is read the same however it is written.
        """
        if self._voikko is None:
            return ()
        common = self._voikko.analyses(word)
        names = self._voikko.analyses(word.capitalize())
        return (*common, *(name for name in names if name.is_place or not common))

    def _cut(self, word: str, analyses: tuple[Analysis, ...]) -> tuple[Segment, ...]:
        """The parts of the word by the analysis that tells most, each with its own base forms."""
        best = max(analyses, key=lambda analysis: (len(analysis.pieces), analysis.told))
        # The parts of a place's name mean nothing to a search: Järven|pää is no pää.
        if len(best.pieces) < 2 or any(analysis.is_place for analysis in analyses):
            return ()
        *front, last = best.pieces
        opening = [Segment(piece.start, piece.end, self._inner(word, piece)) for piece in front]
        closing = [lemma for analysis in analyses if analysis.cuts == best.cuts for lemma in _closing_lemmas(analysis)]
        return (*opening, Segment(last.start, len(word), unique(closing)))

    def _inner(self, word: str, piece: Piece) -> tuple[str, ...]:
        """The base forms of a part that does not end the word.

        Voikko's root where the part is a form of it (*työllistämis* of *työllistää*);
        where a suffix made a new word (*hankinta* of *hankkia*), that word.
        """
        if piece.root and not piece.derived:
            return unique([piece.root])
        surface = word[piece.start : piece.end].strip("-")
        candidates = [surface, f"{surface[:-2]}inen"] if surface.endswith("is") else [surface]
        readings = [self.read_plain(candidate) for candidate in candidates]
        lemmas = [lemma for reading in readings if reading.known for lemma in reading.lemmas]
        return unique(lemmas or [surface])


def _name_bases(word: str) -> tuple[str, ...]:
    """The word and what is left of it without a case ending: *Botkyrkassa* is *Botkyrka*, *Sundsvallin* *Sundsvall*.

    For words no dictionary has, mostly foreign names; the *i* that joins an ending to a consonant goes too.
    """
    stem = _CASE_ENDING.sub("", word)
    if stem == word or len(stem) < _SHORTEST_NAME:
        return unique([word])
    return unique([word, stem, stem.removesuffix("i")])


def _base_forms(analysis: Analysis) -> tuple[str, ...]:
    """Voikko's base form, and the verb if the word is a participle."""
    last = analysis.pieces[-1]
    if analysis.is_participle and last.root:
        return analysis.base, analysis.base[: last.start] + last.root
    return (analysis.base,)


def _closing_lemmas(analysis: Analysis) -> tuple[str, ...]:
    """The base forms of the last part: the end of the word's own, and the noun behind *-inen*.

    The noun lets *työkyky* meet *osatyökykyinen*.
    """
    last = analysis.pieces[-1]
    ends = [base[last.start :] for base in _base_forms(analysis)]
    if last.derived and last.nominal and last.root:
        ends.append(last.root)
    return tuple(ends)
