"""What one click puts on the clipboard: a wording, and the line that says where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from portal.domain.language import Language
from portal.rendering.markdown import MarkdownRenderer
from portal.web.facts.fact import Teller
from portal.web.labels import in_language
from portal.web.reading import Reading
from portal.web.reading import wording_text
from portal.web.source_note import SourceNote
from portal.web.source_note import source_note
from portal.web.wordings import Wordings
from portal.web.words import gettext


@dataclass(frozen=True, slots=True)
class WordingCopy:
    """One text to copy: the words on its button, the language, the text plain and rich, and the note that follows."""

    name: str
    language: Language
    text: str
    html: Markup
    note: SourceNote

    @property
    def plain(self) -> str:
        """The wording and the note as plain text."""
        return f"{self.text}\n\n{self.note}"


def wording_copies(
    wordings: Wordings, reading: Reading, renderer: MarkdownRenderer, tell: Teller, on: date
) -> Iterator[WordingCopy]:
    """Yield the original, then the reader's translation where there is one."""
    texts = [(wordings.original_reading, wordings.original)]
    if wordings.translation is not None:
        texts.append((reading, wordings.translation))
    for each, html in texts:
        yield WordingCopy(
            _name(each),
            each.language,
            wording_text(each, renderer, tell.shelf),
            html,
            source_note(each, tell, on),
        )


def _name(reading: Reading) -> str:
    language = in_language(reading.language)
    if reading.language == reading.entry.original:
        return gettext("Copy the original, %(in_language)s", in_language=language)
    return gettext("Copy the unofficial translation, %(in_language)s", in_language=language)
