"""The footnote of a clause in a document: the note that stands on its page, and how far it can be relied on."""

from collections.abc import Iterator
from datetime import date

from portal.domain.clause import Clause
from portal.domain.document import Footnote
from portal.domain.document import Run
from portal.domain.translation import TranslationState
from portal.web.clause_words import language_name
from portal.web.clause_words import legal_check_sentence
from portal.web.clause_words import machine_made_sentence
from portal.web.clause_words import translation_warnings
from portal.web.facts.fact import Teller
from portal.web.law_marks import law_change_sentence
from portal.web.reading import Reading
from portal.web.source_note import source_note
from portal.web.words import gettext


def clause_note(reading: Reading, clause: Clause, tell: Teller, on: date) -> Footnote:
    """Return the footnote of a clause: its source note as of a day, its language status, and who has checked it."""
    standing = " ".join(_standing(reading, clause, tell, on))
    return Footnote((*source_note(reading, tell, on).runs, Run(f" {standing}")), tell.language)


def _standing(reading: Reading, clause: Clause, tell: Teller, on: date) -> Iterator[str]:
    # The source note tells of a translation that it is one, and says nothing of an original.
    if reading.status.state is TranslationState.ORIGINAL:
        yield f"{language_name(reading)}."
    yield from translation_warnings(reading)
    yield legal_check_sentence(clause)
    to_be_checked = law_change_sentence(clause, tell, on)
    if to_be_checked:
        yield to_be_checked
    if reading.text.machine_made:
        yield machine_made_sentence()
    if not reading.text.checked:
        yield gettext("This is an editorial draft that no named expert has checked yet.")
