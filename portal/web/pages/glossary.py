"""The words: one concept, its names in three languages, and a way to look any of them up."""

import unicodedata
from dataclasses import dataclass

from flask import Blueprint
from flask import abort
from flask import render_template
from flask import request

from portal.analysis.term_bank import TermMatch
from portal.domain.glossary import Concept
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.search.collation import collate
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.occurrences import occurrences

QUERY = "q"
LONGEST_QUESTION = 200
MOST_ANSWERS = 30
OWN_LETTERS = {"Å", "Ä", "Ö"}


@dataclass(frozen=True, slots=True)
class Line:
    """A concept in the list: its name as the reader knows it, and in the other languages."""

    id: str
    name: Datum
    others: tuple[Datum, ...]


blueprint = Blueprint("glossary", __name__, url_prefix=f"{PREFIX}/glossary")


@dataclass(frozen=True, slots=True)
class Answer:
    """A concept that answers what was asked: its line, the word that answers and what the concept means."""

    line: Line
    term: Datum
    definition: Datum


@blueprint.get("")
def index() -> str:
    """Show the concepts that answer what is asked, else every concept under the first letter of its name."""
    language = reader_language()
    asked = request.args.get(QUERY, "").strip()[:LONGEST_QUESTION]
    if asked:
        found = current_portal().term_bank().find(asked, language)[:MOST_ANSWERS]
        answers = [_answer(match, language) for match in found]
        return render_template("glossary/answers.html", asked=asked, answers=answers)
    lines = [_line(concept, language) for concept in current_shelf().concepts.values()]
    letters: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda each: collate(each.name.text, language)):
        letters.setdefault(_letter(line.name.text, language), []).append(line)
    return render_template("glossary/index.html", letters=letters, total=len(lines))


@blueprint.get("/<concept_id>")
def concept(concept_id: str) -> str:
    """Show one concept."""
    shelf, language = current_shelf(), reader_language()
    found = shelf.concepts.get(concept_id)
    if found is None:
        abort(404)
    sources = [shelf.sources[source] for source in found.sources if source in shelf.sources]
    name = _line(found, language).name
    return render_template(
        "glossary/concept.html",
        concept=found,
        name=name,
        definition=_localized(found.definition, language),
        trap=_localized(found.trap, language) if found.trap else None,
        occurs=occurrences(name, Teller(shelf, language)),
        sources=sources,
    )


def _answer(match: TermMatch, reader: Language) -> Answer:
    term = Datum(match.term, language=match.language)
    return Answer(_line(match.concept, reader), term, _localized(match.concept.definition, reader))


def _localized(text: Localized[str], reader: Language) -> Datum:
    words, language = text.best(reader)
    return Datum(words, language=language if language != reader else None)


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
