"""The published list of judged questions."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from random import Random

import yaml

from portal.domain.language import Language

FOLDER = Path(__file__).parent
HELD_BACK_EVERY = 10
SEED = 20261121


class Kind(StrEnum):
    """What a question is like."""

    WORD = "word"
    INFLECTION = "inflection"
    COMPOUND = "compound"
    PART = "part"
    PHRASE = "phrase"
    PLACE = "place"
    SEVERAL_WORDS = "several-words"
    CROSS_LANGUAGE = "cross-language"
    MISSPELLING = "misspelling"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the entries that answer it, graded 1 to 3; a misspelt one has the word that was meant instead.

    `held_back` questions are only reported: nothing is ever tuned to them.
    """

    query: str
    language: Language
    kind: Kind
    relevant: Mapping[str, int]
    suggestion: str
    held_back: bool


@cache
def questions(folder: Path = FOLDER) -> tuple[Question, ...]:
    """Return the questions of all languages, a tenth of them held back by a fixed seed."""
    found = [question for language in Language for question in _read(folder / f"{language}.yaml", language)]
    drawn = set(Random(SEED).sample(range(len(found)), len(found) // HELD_BACK_EVERY))  # a draw, no secret
    return tuple(
        Question(each.query, each.language, each.kind, each.relevant, each.suggestion, place in drawn)
        for place, each in enumerate(found)
    )


def _read(path: Path, language: Language) -> Iterator[Question]:
    for row in yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else ():
        yield Question(
            row["query"],
            language,
            Kind(row["kind"]),
            row.get("relevant", {}),
            row.get("suggestion", ""),
            held_back=False,
        )
