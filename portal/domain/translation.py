"""Whether a translation is in step with its original."""

import hashlib
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
    """The state of a language version and the passages that have changed since it was made.

    `stale` are those it is behind in; `minor` those whose original changed in a minor way, which leaves them current.
    """

    state: TranslationState
    stale: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()


def fingerprint(text: str) -> str:
    """Return twelve hexadecimal digits that change when the text changes in more than white space.

    SHA-256 of the text in Unicode NFC with runs of white space folded.
    """
    folded = " ".join(unicodedata.normalize("NFC", text).split())
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
    return _status(entry, language, _marks(entry))


def translation_statuses(entry: Entry) -> Mapping[Language, TranslationStatus]:
    """Return how the entry stands in every language; the original is looked at once for all of them."""
    marks = _marks(entry)
    return {language: _status(entry, language, marks) for language in Language}


def _marks(entry: Entry) -> Mapping[str, str]:
    original = entry.texts.get(entry.original)
    return {name: fingerprint(words) for name, words in passages(original).items()} if original else {}


def _status(entry: Entry, language: Language, today: Mapping[str, str]) -> TranslationStatus:
    if language == entry.original:
        return TranslationStatus(TranslationState.ORIGINAL)
    text = entry.texts.get(language)
    if text is None or entry.original not in entry.texts:
        return TranslationStatus(TranslationState.MISSING)
    behind = [name for name, mark in today.items() if text.made_from.get(name) != mark]
    minor = tuple(name for name in behind if text.made_from.get(name) in entry.minor_changes.get(name, ()))
    stale = tuple(name for name in behind if name not in minor)
    stale += tuple(name for name in text.made_from if name not in today)
    return TranslationStatus(TranslationState.STALE if stale else TranslationState.CURRENT, stale, minor)
