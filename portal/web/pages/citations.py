"""The citation of an entry as a file, in the format its address ends with."""

from flask import Blueprint
from flask import Response
from flask import abort

from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.export.citation import MEDIA_TYPES
from portal.export.citation import CitationFormat
from portal.export.citation import written
from portal.web.addresses import present_ref
from portal.web.citing import citation
from portal.web.context import current_shelf
from portal.web.facts.fact import Teller
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.reading import read_entry
from portal.web.source_note import source_note
from portal.web.source_note import today

ENTRY = f"<any({', '.join(Collection)}):collection>/<entry_id>"
FORM = f"<any({', '.join(CitationFormat)}):form>"

blueprint = Blueprint("citations", __name__, url_prefix=PREFIX)


@blueprint.get(f"/{ENTRY}/citation.{FORM}")
def file(collection: str, entry_id: str, form: str) -> Response:
    """Give the citation of the text a reader of this language gets; an id that has moved is followed."""
    shelf = current_shelf()
    entry = shelf.get(present_ref(Ref(Collection(collection), entry_id), shelf))
    if entry is None:
        abort(404)
    kind, reading = CitationFormat(form), read_entry(entry, reader_language())
    made = citation(reading, source_note(reading, Teller(shelf, reader_language()), today()))
    response = Response(written(made, kind), content_type=f"{MEDIA_TYPES[kind]}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{entry.id}.{kind}"'
    return response
