"""Words without their accents, as they are typed on a keyboard that lacks them."""

import re
import unicodedata

PLAIN_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe"})
ACCENTS = re.compile("[\u0300-\u036f]")


def folded(text: str) -> str:
    """The text in lower case with every accent off: *Göteborg* is *goteborg*, *Järvenpää* is *jarvenpaa*."""
    letters = text.casefold()
    if letters.isascii():
        return letters
    return ACCENTS.sub("", unicodedata.normalize("NFD", letters.translate(PLAIN_LETTERS)))
