"""The words: one concept, its names in three languages."""

from flask import Blueprint
from flask import abort
from flask import render_template

from portal.domain.glossary import Concept
from portal.domain.language import Language
from portal.search.collation import collate
from portal.web.context import current_shelf
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language

blueprint = Blueprint("glossary", __name__, url_prefix=f"{PREFIX}/glossary")


@blueprint.get("")
def index() -> str:
    """Show every concept under the letter its name begins with in the reader's language."""
    language = reader_language()
    letters: dict[str, list[Concept]] = {}
    for concept in sorted(current_shelf().concepts.values(), key=lambda each: collate(_name(each, language), language)):
        letters.setdefault(_name(concept, language)[:1].upper(), []).append(concept)
    return render_template("glossary/index.html", letters=letters, total=len(current_shelf().concepts))


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
        name=_name(found, reader_language()),
        definition=definition,
        definition_language=language,
        sources=sources,
    )


def _name(concept: Concept, language: Language) -> str:
    """Return the preferred word in the language, else in any language the concept has."""
    wordings = concept.wordings.get(language) or next(iter(concept.wordings.values()))
    return wordings.preferred
