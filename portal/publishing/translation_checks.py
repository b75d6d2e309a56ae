"""What must survive a translation: figures, sources, links to other entries and the blanks of a wording."""

import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.language import Language
from portal.publishing.proofreading import differing_figures
from portal.rendering.markdown import BLANK
from portal.rendering.markdown import CITATION

LINK = re.compile(r"\]\(([^)\s]+)\)")


class Kind(StrEnum):
    """What is compared."""

    FIGURE = "figure"
    CITATION = "citation"
    LINK = "link"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that stands in one of the two texts only: what it is, how it is written, and whether it is lost."""

    kind: Kind
    text: str
    lost: bool


def differences(
    made: str, language: Language, original: str, source: Language, own_words: Callable[[str], str]
) -> list[Difference]:
    """Return what a translated passage has lost of its original, and what it has that the original lacks.

    A passage that is still empty has lost nothing.
    """
    return list(_differences(made, language, original, source, own_words)) if made.strip() else []


def _differences(
    made: str, language: Language, original: str, source: Language, own_words: Callable[[str], str]
) -> Iterator[Difference]:
    for kind, pattern, form in (
        (Kind.BLANK, BLANK, "{{%s}}"),
        (Kind.CITATION, CITATION, "[^%s]"),
        (Kind.LINK, LINK, "%s"),
    ):
        ours, theirs = Counter(pattern.findall(made)), Counter(pattern.findall(original))
        yield from (Difference(kind, form % each, lost=True) for each in (theirs - ours))
        yield from (Difference(kind, form % each, lost=False) for each in (ours - theirs))
    more, less = differing_figures((made, language), (original, source), own_words)
    yield from (Difference(Kind.FIGURE, each, lost=True) for each in less)
    yield from (Difference(Kind.FIGURE, each, lost=False) for each in more)
