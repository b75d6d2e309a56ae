"""Whether a translation is in step with its original."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.entry import Entry
from portal.domain.entry import EntryText
from portal.domain.language import Language


class TranslationState(StrEnum):
    """How a language version stands to the original."""

    ORIGINAL = "original"
    CURRENT = "current"
    STALE = "stale"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class TranslationStatus:
    """The state of a language version and the passages that have changed since it was made."""

    state: TranslationState
    stale: tuple[str, ...] = ()


def fingerprint(text: str) -> str:
    """Return twelve hexadecimal digits that change when the text changes in more than white space.

    SHA-256 of the text in Unicode NFC with runs of white space folded.
    """
    folded = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    return hashlib.sha256(folded.encode()).hexdigest()[:12]


def passages(text: EntryText) -> Mapping[str, str]:
    """Return every passage that is translated on its own: `title`, `summary`, section ids, `slot.<name>`."""
    found = {"title": text.title, "summary": text.summary}
    found.update((section.id, f"{section.heading}\n{section.markdown}") for section in text.sections)
    found.update((f"slot.{name}", words) for name, words in text.slots.items())
    return found


def translation_status(entry: Entry, language: Language) -> TranslationStatus:
    """Return how the entry's text in `language` stands to the original, passage by passage.

    A passage that the original has gained or lost since is stale too.
    """
    if language == entry.original:
        return TranslationStatus(TranslationState.ORIGINAL)
    text = entry.texts.get(language)
    original = entry.texts.get(entry.original)
    if text is None or original is None:
        return TranslationStatus(TranslationState.MISSING)
    today = passages(original)
    changed = [
        name
        for name, words in today.items()
        if text.made_from.get(name) not in {fingerprint(words), *entry.minor_changes.get(name, ())}
    ]
    stale = (*changed, *(name for name in text.made_from if name not in today))
    return TranslationStatus(TranslationState.STALE if stale else TranslationState.CURRENT, stale)
