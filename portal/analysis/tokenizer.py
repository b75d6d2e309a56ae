"""Where the words of a text begin and end, the same for all three languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

# Longer "words" are data (keys, base64, a page without spaces): kept, but not analysed.
LONGEST_WORD = 80
HYPHENS = "-\u2010\u2011"
SOFT_HYPHEN = "\u00ad"

_LETTER = r"[^\W_]"
# Finnish and Swedish inflect signs behind a colon: 1397/2016:n, EU:s.
_CASE_ENDING = r":[^\W\d_]{1,5}\b"
_PATTERN = re.compile(
    rf"""
    (?P<address>
        (?:https?://|www\.)[^\s<>"'|)\]]*[\w/]
      | (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,8}}
    )
  | (?P<code>
        # 1397/2016, 2014/24/EU, 90900000-9, 10,5; a number before letters (30-vuotias) is a word.
        \d+(?:[.,:/-]\d+)+(?:/[A-Z]{{2,3}}\b)?(?!\w|-{_LETTER})(?:{_CASE_ENDING})?
    )
  | (?P<word>
        {_LETTER}+(?:{SOFT_HYPHEN}?[{HYPHENS}{SOFT_HYPHEN}'’:]{_LETTER}+)*
        # The hyphen of an elliptic first part: sosiaali- ja terveyspalvelut.
        (?:(?<![\d])[{HYPHENS}](?=[\s,;.)/]|$))?
    )
    """,
    re.VERBOSE,
)


_ENDING = re.compile(rf"{_CASE_ENDING}$")


class Kind(Enum):
    """What a stretch of text is: a word to look up, or a sign kept as it is."""

    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A word or sign of a text, with its characters in that text."""

    text: str
    start: int
    end: int
    kind: Kind

    @property
    def lemma(self) -> str:
        """The stretch casefolded, without a case ending behind a colon: what a sign is found by."""
        return _ENDING.sub("", self.text).casefold()


def stretches(text: str) -> Iterator[Stretch]:
    """The words and signs of the text, in order, without overlap.

    A word keeps its inner hyphens, its soft hyphens and the hyphen of an elliptic first part (*sosiaali-*).
    Signs are addresses, codes such as 1397/2016 or S20319, and overlong strings.
    """
    for match in _PATTERN.finditer(text):
        yield Stretch(match.group(), match.start(), match.end(), _kind(match))


def _kind(match: re.Match[str]) -> Kind:
    if match.lastgroup != "word" or match.end() - match.start() > LONGEST_WORD:
        return Kind.SIGN
    word = match.group()
    is_code = any(character.isdigit() for character in word) and word.isalnum()
    return Kind.SIGN if is_code else Kind.WORD
