"""The nine collections: a list of each, and a page for every entry."""

from flask import Blueprint
from flask import abort
from flask import redirect
from flask import render_template
from werkzeug.wrappers import Response

from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.vocabulary import Term
from portal.domain.withdrawal import Withdrawal
from portal.library.shelf import Shelf
from portal.publishing.clause_sets import SETS
from portal.publishing.clause_sets import clauses_of_set
from portal.web.addresses import entry_address
from portal.web.addresses import present_ref
from portal.web.alike import entries_alike
from portal.web.cards import card
from portal.web.cards import cards
from portal.web.citing import citations
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.copies import wording_copies
from portal.web.facts.fact import Teller
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.labels import collection_lead
from portal.web.labels import collection_name
from portal.web.listing import listing
from portal.web.portrait import portrait
from portal.web.reader_comments import comments_on
from portal.web.reading import read_entry
from portal.web.source_note import source_note
from portal.web.source_note import today
from portal.web.tools import tools_for

ANY = f"<any({', '.join(Collection)}):collection>"
COMPARED = {Collection.CASES, Collection.CLAUSES}
TEMPLATES = {Collection.CASES: "entries/case.html", Collection.CLAUSES: "entries/clause.html"}

blueprint = Blueprint("entries", __name__, url_prefix=PREFIX)


@blueprint.get(f"/{ANY}")
def collection_list(collection: str) -> str:
    """Show the list of a collection."""
    shelf, kind = current_shelf(), Collection(collection)
    found = listing(kind, shelf, reader_language())
    return render_template(
        "entries/list.html",
        collection=kind,
        name=collection_name(kind),
        lead=collection_lead(kind),
        listing=found,
        cards=cards(found.entries, Teller(shelf, reader_language())),
        sections=_sections(shelf) if kind is Collection.CLAUSES else [],
    )


def _sections(shelf: Shelf) -> list[Term]:
    """Return the sets of clauses that form a complete section of a contract."""
    return [term for term in shelf.vocabularies[SETS] if clauses_of_set(term.code, shelf)]


@blueprint.get(f"/{ANY}/<entry_id>")
def detail(collection: str, entry_id: str) -> str | Response | tuple[str, int]:
    """Show an entry; an id that has moved leads to where the entry is now, a withdrawn one to why."""
    shelf, asked = current_shelf(), Ref(Collection(collection), entry_id)
    entry = shelf.get(asked)
    if entry is None:
        present = present_ref(asked, shelf)
        withdrawal = shelf.withdrawal(present)
        if withdrawal is not None:
            return _withdrawn(withdrawal, shelf)
        if shelf.get(present) is None:
            abort(404)
        return redirect(entry_address(present), code=301)
    tell, renderer = Teller(shelf, reader_language()), current_portal().renderer
    page, on = portrait(entry, tell, renderer), today()
    note = source_note(page.reading, tell, on)
    return render_template(
        TEMPLATES.get(asked.collection, "entries/entry.html"),
        page=page,
        note=note,
        citations=citations(page.reading, note),
        copies=list(wording_copies(page.wordings, page.reading, renderer, tell, on)) if page.wordings else [],
        card=card(entry, tell),
        collection=asked.collection,
        name=collection_name(asked.collection),
        comments=comments_on(asked),
        alike=entries_alike(entry, tell) if asked.collection in COMPARED else [],
        tools=list(tools_for(entry)),
    )


def _withdrawn(withdrawal: Withdrawal, shelf: Shelf) -> tuple[str, int]:
    language = reader_language()
    instead = shelf.get(withdrawal.instead) if withdrawal.instead else None
    reason = withdrawal.reasons.best(language) if withdrawal.reasons else None
    page = render_template(
        "entries/withdrawn.html",
        withdrawal=withdrawal,
        reason=reason,
        instead=read_entry(instead, language) if instead else None,
    )
    return page, 410
