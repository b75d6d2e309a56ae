"""The sources that facts rest on: all of them for whoever writes, and the form to add one for coordinators."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.domain.errors import PortalError
from portal.domain.language import Language
from portal.domain.source import Seen
from portal.domain.source import Source
from portal.history.errors import EditConflict
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Permission
from portal.publishing.rights import may
from portal.publishing.source_book import Proposal
from portal.publishing.source_book import SourceFault
from portal.publishing.source_book import SourceFaulty
from portal.publishing.source_book import SourceKnown
from portal.publishing.source_book import SourcesUnsound
from portal.publishing.source_book import TypedSource
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.places import desk_blueprint
from portal.web.desk.posted import posted_text
from portal.web.desk.workflow_words import verdict
from portal.web.formats import sentence_case
from portal.web.labels import seen_sentence
from portal.web.listing import page_of
from portal.web.words import N_
from portal.web.words import gettext

LONGEST_TYPED = 8_000
LONGEST_QUERY = 200
BLOB_ID = 40

FAULTS: Mapping[tuple[str, SourceFault], str] = {
    ("title", SourceFault.EMPTY): N_("Write the title of the document, in its own language."),
    ("title", SourceFault.TOO_LONG): N_("The title is too long: at most 300 characters."),
    ("publisher", SourceFault.EMPTY): N_("Write who has published the document."),
    ("publisher", SourceFault.TOO_LONG): N_("The name of the publisher is too long: at most 200 characters."),
    ("addresses", SourceFault.NO_ADDRESS): N_(
        "This is not an address of a page. Copy it from the address bar of the browser; it begins with https://."
    ),
    ("addresses", SourceFault.TOO_LONG): N_("The address is too long: at most 1,000 characters."),
    ("addresses", SourceFault.TOO_MANY): N_("That is too many addresses: at most five."),
    ("languages", SourceFault.NOT_CHOSEN): N_("Choose at least one language of the document."),
    ("date", SourceFault.NO_DATE): N_("There is no such date. Write it like 20.8.2019, 8/2019 or 2019."),
    ("seen", SourceFault.NOT_CHOSEN): N_("Choose how much of the document you have read."),
}

blueprint = desk_blueprint("desk_sources", "sources")


@dataclass(frozen=True, slots=True)
class Form:
    """What is typed, what is wrong with it by the name of the field, and why else nothing was added."""

    typed: TypedSource = field(default_factory=TypedSource)
    faults: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@blueprint.get("")
@asks_for(Permission.SEE_DESK)
def index() -> str:
    """Show the sources, the newest first, and the form to those who may add one."""
    return _page(Form())


@blueprint.post("")
@asks_for(Permission.PUBLISH)
def add() -> Response | tuple[str, int]:
    """Add a source; what was typed stays in the form until it is added."""
    typed = _typed()
    try:
        added = current_portal().source_book.add(typed, posted_text("list_seen", BLOB_ID) or None, person_here())
    except NotPermitted:
        raise
    except SourceFaulty as error:
        faults = {name: gettext(FAULTS[name, fault]) for name, fault in error.faults.items()}
        return _page(Form(typed, faults)), 422
    except PortalError as error:
        status, note = _refusal(error)
        return _page(Form(typed, note=note)), status
    return redirect(url_for(".index", added=added.id), code=303)


def _refusal(error: PortalError) -> tuple[int, str]:
    """Return why a source without faults was not added, with the status of the answer."""
    match error:
        case SourceKnown():
            return 422, gettext("This very source is in the list already: %(id)s.", id=error.known.id)
        case EditConflict():
            return 409, gettext(
                "Somebody has changed the list of sources in the meantime, so nothing was added yet. "
                "Look below whether your source is there now; if it is not, press “Add” again."
            )
        case SourcesUnsound():
            return 503, gettext(
                "The list of sources on the server cannot take this one in. "
                "Nothing was changed; tell whoever runs the portal."
            )
    return verdict(error)


def _typed() -> TypedSource:
    return TypedSource(
        title=posted_text("title", LONGEST_TYPED),
        publisher=posted_text("publisher", LONGEST_TYPED),
        addresses=posted_text("addresses", LONGEST_TYPED),
        languages=tuple(request.form.getlist("languages")[: 2 * len(Language)]),
        date=posted_text("date", LONGEST_QUERY),
        seen=posted_text("seen", LONGEST_QUERY),
    )


def _page(form: Form) -> str:
    sources = current_shelf().sources
    words = request.args.get("q", "").strip()[:LONGEST_QUERY]
    found, pager = page_of(_matching(words, list(sources.values())[::-1]))
    proposal, hindered = _proposal()
    return render_template(
        "desk_sources/index.html",
        form=form,
        proposal=proposal,
        hindered=hindered,
        readings=[("", gettext("Choose"), None), *((each, sentence_case(seen_sentence(each)), None) for each in Seen)],
        words=words,
        found=found,
        pager=pager,
        added=sources.get(request.args.get("added", "")),
    )


def _proposal() -> tuple[Proposal | None, str]:
    """Return what a new source would be called, or why this person can add none."""
    if not may(person_here(), Permission.PUBLISH):
        return None, ""
    try:
        return current_portal().source_book.proposal(), ""
    except PortalError as error:
        return None, verdict(error)[1]


def _matching(words: str, sources: Sequence[Source]) -> Sequence[Source]:
    """Return the sources in whose title, publisher, addresses or id every word stands."""
    asked = words.casefold().split()
    return [each for each in sources if all(word in _text(each) for word in asked)]


def _text(source: Source) -> str:
    return " ".join((source.id, source.title, source.publisher, *source.addresses)).casefold()
