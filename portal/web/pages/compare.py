"""Compare: two to five clauses side by side, as page, document and table."""

from datetime import UTC
from datetime import datetime

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.web.addresses import BASKET
from portal.web.addresses import absolute
from portal.web.comparison.as_document import ComparisonDocument
from portal.web.comparison.as_table import table_header
from portal.web.comparison.as_table import table_rows
from portal.web.comparison.choice import ADDED
from portal.web.comparison.choice import CHOSEN
from portal.web.comparison.choice import Choice
from portal.web.comparison.choice import asked_ids
from portal.web.comparison.choice import chosen_clauses
from portal.web.comparison.choice import joined
from portal.web.comparison.choice import remarks
from portal.web.comparison.comparison import compare
from portal.web.comparison.phrases import absence_phrase
from portal.web.comparison.phrases import agreement_phrase
from portal.web.comparison.phrases import relation_phrase
from portal.web.comparison.pick import QUERY
from portal.web.comparison.pick import asked_words
from portal.web.comparison.pick import offered_clauses
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.downloads import FileFormat
from portal.web.downloads import download
from portal.web.downloads import download_csv
from portal.web.facts.fact import Teller
from portal.web.i18n import LONGEST_QUERY
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.queries import with_query
from portal.web.words import gettext

CSV = "csv"
ENDINGS = f"<any({', '.join([*FileFormat, CSV])}):ending>"

blueprint = Blueprint("compare", __name__, url_prefix=PREFIX)


@blueprint.get("/compare")
def index() -> str | Response:
    """Show the clauses side by side; ticked boxes lead to the address that can be sent to a colleague."""
    ids = asked_ids()
    if request.args.getlist(ADDED):
        return redirect(_address(joined(dict.fromkeys(ids))))
    shelf = current_shelf()
    tell = Teller(shelf, reader_language())
    choice = chosen_clauses(ids, shelf)
    words = asked_words()
    return render_template(
        "compare/index.html",
        choice=choice,
        comparison=compare(choice.clauses, tell, current_portal().renderer),
        remarks=remarks(choice),
        words=words,
        offered=[] if choice.full else offered_clauses(choice, words, tell),
        kept=_kept(),
        compare_address=_address,
        file_address=lambda ending: _address(joined(choice.ids), url_for("compare.file", ending=ending)),
        endings=[*FileFormat, CSV],
        absence_phrase=absence_phrase,
        agreement_phrase=agreement_phrase,
        relation_phrase=relation_phrase,
    )


@blueprint.get(f"/compare.{ENDINGS}")
def file(ending: str) -> Response:
    """Give the comparison as a file; where there is nothing to compare, lead to the page that says so."""
    choice = chosen_clauses(asked_ids(), current_shelf())
    if not choice.complete:
        return redirect(_address(joined(choice.ids)))
    return _file(choice, ending)


def _file(choice: Choice, ending: str) -> Response:
    portal, tell = current_portal(), Teller(current_shelf(), reader_language())
    comparison = compare(choice.clauses, tell, portal.renderer)
    name = f"{gettext('Comparison of clauses')} {' '.join(choice.ids)}"
    if ending == CSV:
        return download_csv(table_header(), table_rows(comparison), name)
    document = ComparisonDocument(comparison, tell, portal.renderer, absolute("", portal.settings))
    return download(document.made(datetime.now(UTC).date()), FileFormat(ending), name)


def _kept() -> list[tuple[str, str]]:
    """Return what else the address carries, for links and forms to hand on; of an endless address nothing.

    The basket is handed on by every address and form of its own accord.
    """
    if len(request.query_string) > LONGEST_QUERY:
        return []
    return [
        (name, value) for name, value in request.args.items(multi=True) if name not in {CHOSEN, ADDED, QUERY, BASKET}
    ]


def _address(ids: str, path: str = "") -> str:
    return with_query(path or url_for("compare.index"), [(CHOSEN, ids), *_kept()])
