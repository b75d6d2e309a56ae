"""How a clause's wording came to be, in which language it stands, and who has checked it, in sentences."""

from portal.domain.clause import Clause
from portal.domain.translation import TranslationState
from portal.library.shelf import Shelf
from portal.web.formats import day
from portal.web.i18n import reader_language
from portal.web.labels import in_language
from portal.web.reading import Reading
from portal.web.words import gettext


def provenance_sentence(provenance: str) -> str:
    """Return where the words of a clause come from."""
    sentences = {
        "quoted": gettext("The words are those of the document named in the sources."),
        "paraphrased": gettext("The editors have retold what the sources say; the words are not those of a tender."),
        "model": gettext("The editors have written the words from published facts; they are not from a real tender."),
    }
    return sentences.get(provenance, provenance)


def provenance_name(clause: Clause, shelf: Shelf) -> str:
    """Return the kind of wording as the beginning of a sentence."""
    name = shelf.vocabularies.label("provenances", clause.provenance, reader_language())
    return name[:1].upper() + name[1:]


def language_name(reading: Reading) -> str:
    """Return whether a text is the original or an unofficial translation, and in which language."""
    if reading.status.state is TranslationState.ORIGINAL:
        return gettext("Original, %(in_language)s", in_language=in_language(reading.language))
    return gettext("Unofficial translation, %(in_language)s", in_language=in_language(reading.language))


def translation_warnings(reading: Reading) -> list[str]:
    """Return what whoever uses a translation has to know; nothing of an original."""
    if reading.status.state is TranslationState.ORIGINAL:
        return []
    warnings = [gettext("Only the original is meant for a tender.")]
    if reading.stale:
        warnings.append(gettext("The original has changed since this translation was made."))
    return warnings


def machine_made_sentence() -> str:
    """Return the label of a text that a machine wrote, in whole or in part."""
    return gettext("A machine wrote some of this text.")


def legal_check_sentence(clause: Clause) -> str:
    """Return which role has checked the law behind a clause and when, or that none has."""
    check = clause.legal_check
    if check is None:
        return gettext("No lawyer has checked this clause.")
    return gettext("Checked by: %(role)s, %(day)s.", role=check.role, day=day(check.on, reader_language()))
