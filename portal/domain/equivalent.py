"""What a stretch of a question is called in another language: the common tongue of the bridge and of search."""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.language import Language


class Origin(StrEnum):
    """Where an equivalent comes from: the terms of the library (glossary, places, codes) or a dictionary."""

    GLOSSARY = "glossary"
    DICTIONARY = "dictionary"


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A word or phrase in `language` that means what the characters `start` to `end` of a question mean.

    `source` is that stretch as written, or the part of a compound in it that was translated.
    `weight` says how good an equivalent it is, 1 at best; `is_part` that it stands for a part of a compound only.
    """

    start: int
    end: int
    source: str
    text: str
    language: Language
    origin: Origin
    weight: float = 1.0
    is_part: bool = False
