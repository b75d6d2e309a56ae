"""The words: one concept, its names in three languages."""

import unicodedata
from dataclasses import dataclass

from flask import Blueprint
from flask import abort
from flask import render_template

from portal.domain.glossary import Concept
from portal.domain.language import Language
from portal.search.collation import collate
from portal.web.context import current_shelf
from portal.web.facts.fact import Datum
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language

OWN_LETTERS = {"Å", "Ä", "Ö"}


@dataclass(frozen=True, slots=True)
class Line:
    """A concept in the list: its name as the reader knows it, and in the other languages."""

    id: str
    name: Datum
    others: tuple[Datum, ...]


blueprint = Blueprint("glossary", __name__, url_prefix=f"{PREFIX}/glossary")


@blueprint.get("")
def index() -> str:
    """Show every concept under the letter its name begins with in the reader's language."""
    language = reader_language()
    lines = [_line(concept, language) for concept in current_shelf().concepts.values()]
    letters: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda each: collate(each.name.text, language)):
        letters.setdefault(_letter(line.name.text, language), []).append(line)
    return render_template("glossary/index.html", letters=letters, total=len(lines))


@blueprint.get("/<concept_id>")
def concept(concept_id: str) -> str:
    """Show one concept."""
    shelf = current_shelf()
    found = shelf.concepts.get(concept_id)
    if found is None:
        abort(404)
    sources = [shelf.sources[source] for source in found.sources if source in shelf.sources]
    definition, language = found.definition.best(reader_language())
    return render_template(
        "glossary/concept.html",
        concept=found,
        name=_line(found, reader_language()).name,
        definition=definition,
        definition_language=language,
        sources=sources,
    )


def _line(concept: Concept, reader: Language) -> Line:
    """Return the preferred words of a concept, the reader's own language first, then the order of `Language`."""
    in_order = sorted(concept.wordings, key=lambda language: (language != reader, list(Language).index(language)))
    words = [Datum(concept.wordings[language].preferred, language=language) for language in in_order]
    return Line(concept.id, words[0], tuple(words[1:]))


def _letter(name: str, language: Language) -> str:
    """Return the letter a name is listed under: accents count only where the language has them as letters."""
    first = name[:1].upper()
    if language is not Language.EN and first in OWN_LETTERS:
        return first
    return unicodedata.normalize("NFD", first)[:1]
