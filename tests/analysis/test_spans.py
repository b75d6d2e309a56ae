"""Tokens and parts point at the characters they speak of, in any text."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from portal.domain.language import Language
from portal.domain.token import Token

_SAMPLES = (
    "Hankinnoilla työllistämisehdoissa TE-toimistoissa, sosiaali- ja terveyspalvelut.",
    "Sysselsättningskraven i stadsstyrelsens upphandlingsstrategi; syssel-\nsättningskrav och NTM-centralen.",
    "Long-term unemployed people’s employment clauses (2014/24/EU).",
    "Ty\u00f6llis\u00adt\u00e4mis\u00adehtoja İstanbulissa ﬁ-ligatuuri 18-25-vuotiaille KEINO-osaamiskeskuksen",
    "Tyo\u0308llista\u0308misehto hajotettuna",
)
_PIECES = st.sampled_from(
    ["työ", "laki", "hankinta", "krav", "stads", "-", "\u00ad", "-\n", ":", "'", " ", "É", "İ", "9"]
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=20).map("".join))


def _faults(text: str, tokens: tuple[Token, ...]) -> list[str]:
    """What is wrong with the spans; empty when all is well."""
    text = unicodedata.normalize("NFC", text)
    faults = [f"text of {token}" for token in tokens if text[token.start : token.end] != token.text]
    faults += [f"no lemma in {token}" for token in tokens if not token.lemmas or not all(token.lemmas)]
    faults += [f"overlap at {b}" for a, b in pairwise(tokens) if a.end > b.start]
    for token in tokens:
        faults += [f"part {part}" for part in token.parts if text[part.start : part.end] != part.text]
        faults += [f"outside {part}" for part in token.parts if not token.start <= part.start < part.end <= token.end]
        faults += [f"case of {token}" for lemma in token.lemmas if lemma != lemma.casefold()]
        if token.parts and not _tiles(token):
            faults.append(f"gap in {token}")
    return faults


def _tiles(token: Token) -> bool:
    """Whether the shortest parts cover the token without gap or overlap."""
    at = token.start
    ends: dict[int, int] = {}
    for part in token.parts:
        ends[part.start] = min(part.end, ends.get(part.start, part.end))
    while at in ends:
        at = ends[at]
    return at == token.end and len(ends) >= 2


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("text", _SAMPLES)
def test_spans_of_real_text(analyzers, language: Language, text: str) -> None:
    """Each token and part is the text at its offsets, and the parts tile their token."""
    assert [] == _faults(text, analyzers[language].analyse(text))


@pytest.mark.parametrize("language", Language)
@settings(deadline=None, max_examples=150)
@given(text=_TEXTS)
def test_any_text_is_analysed(analyzers, language: Language, text: str) -> None:
    """Any text at all gives ordered tokens within the text, and never an error."""
    assert [] == _faults(text, analyzers[language].analyse(text))


@pytest.mark.parametrize("language", Language)
@settings(deadline=None, max_examples=100)
@given(text=_TEXTS)
def test_case_does_not_matter(analyzers, language: Language, text: str) -> None:
    """A word is read the same in lower case, as queries write it.

    Line ends are taken out: whether a word goes on behind one is told by the case of what follows.
    """
    letters = "".join(letter for letter in unicodedata.normalize("NFC", text) if len(letter.lower()) == 1)
    text = " ".join(letters.split())
    analyse = analyzers[language].analyse

    assert [token.lemmas for token in analyse(text)] == [token.lemmas for token in analyse(text.lower())]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "text",
    ["a" * 10_000, "lakityö" * 11, "arbets" * 13, "a-" * 5_000, "sätt" * 20, "1.2." * 3_000, "a@" * 3_000],
    ids=lambda text: text[:8],
)
def test_monster_words_do_not_hang(analyzers, language: Language, text: str) -> None:
    """A text made to be slow is analysed within seconds."""
    began = time.monotonic()
    analyzers[language].analyse(text)

    assert time.monotonic() - began < 5


def test_surface_is_the_casefolded_word(finnish) -> None:
    """The surface form leaves out what only typesetting put in."""
    surfaces = [finnish.token(text).surface for text in ("Ehto", "työllis\u00adtää", "työllistämis-\nehto")]

    assert ["ehto", "työllistää", "työllistämisehto"] == surfaces
