"""What is suggested while a reader types, ready for a script or another program."""

from dataclasses import dataclass

from flask import url_for

from portal.domain.language import Language
from portal.domain.reference import ref_from_text
from portal.publishing.suggestions import Suggestion
from portal.publishing.suggestions import SuggestionKind
from portal.web.addresses import entry_address
from portal.web.context import current_portal
from portal.web.i18n import reader_language
from portal.web.labels import entry_name
from portal.web.labels import in_language
from portal.web.words import gettext
from portal.web.words import ngettext
from portal.web.words import pgettext


@dataclass(frozen=True, slots=True)
class SuggestedLine:
    """One suggestion: what it is called, what it is, and the page it leads to."""

    text: str
    language: Language
    kind: SuggestionKind
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class SuggestionAnswer:
    """What may be meant by the beginning of a question; `status` says in the reader's words how many there are."""

    query: str
    status: str
    suggestions: tuple[SuggestedLine, ...]


def suggestions_for(asked: str) -> SuggestionAnswer:
    """Return what may be meant by these first letters."""
    reader = reader_language()
    found = current_portal().live_suggestions.current().beginning(asked, reader)
    status = ngettext("%(num)s suggestion", "%(num)s suggestions", len(found)) if found else gettext("No suggestions")
    lines = (SuggestedLine(each.text, each.language, each.kind, _label(each, reader), _address(each)) for each in found)
    return SuggestionAnswer(asked, status, tuple(lines))


def _label(suggestion: Suggestion, reader: Language) -> str:
    """Return what it is, and in which language where that is not the reader's own."""
    ref = ref_from_text(suggestion.target)
    if suggestion.kind is SuggestionKind.TITLE and ref is not None:
        name = entry_name(ref.collection)
    elif suggestion.kind is SuggestionKind.PLACE:
        name = pgettext("suggestion", "Place")
    else:
        name = pgettext("suggestion", "Term")
    return name if suggestion.language == reader else f"{name}, {in_language(suggestion.language)}"


def _address(suggestion: Suggestion) -> str:
    """Return the page of an entry, and the search for a word or place."""
    ref = ref_from_text(suggestion.target)
    if suggestion.kind is SuggestionKind.TITLE and ref is not None:
        return entry_address(ref, reader_language())
    return url_for("search.index", language=reader_language().value, q=suggestion.text)
