"""The basket: clauses gathered for one purchase, filled in and taken home as a document; nothing is kept here."""

from flask import Blueprint
from flask import Response
from flask import make_response
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.clause import Clause
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.web.basket import Basket
from portal.web.basket_document import BasketWriter
from portal.web.basket_page import blank_fields
from portal.web.basket_page import clause_lines
from portal.web.basket_page import found_clauses
from portal.web.basket_page import left_out_sentences
from portal.web.basket_reading import LONGEST_LINE
from portal.web.basket_reading import ReadBasket
from portal.web.basket_reading import read_basket
from portal.web.comparison.choice import FEWEST
from portal.web.comparison.choice import MOST
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.downloads import FileFormat
from portal.web.downloads import download
from portal.web.facts.fact import Teller
from portal.web.i18n import LONGEST_STATE
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.queries import with_query
from portal.web.selection import MOST_CLAUSES
from portal.web.selection import carry_on
from portal.web.source_note import today
from portal.web.words import gettext

DO = "do"
UP, DOWN, OUT, ADD, FIND = "up", "down", "out", "add", "find"

blueprint = Blueprint("basket", __name__, url_prefix=PREFIX)


@blueprint.get("/basket")
def index() -> Response:
    """Show the basket that the address holds."""
    return _page(_read(request.args), 200)


# No token against forged requests, here and below: nothing is stored or changed, nobody is signed in, no cookie is set.
# Whoever forged a request would only make a browser show a basket that its address could show as well.
@blueprint.post("/basket")
def change() -> AnyResponse:
    """Do what the pressed button says, and lead to the address of the basket as it is then.

    What does not fit into an address is shown at once, so that nothing typed is ever lost.
    """
    read = _read(request.form)
    done, place = _done(read.basket, request.form.get(DO, ""))
    read = ReadBasket(done, read.selection, read.cut, read.odd)
    address = with_query(url_for("basket.index"), done.pairs())
    if len(address) > LONGEST_STATE or left_out_sentences(read, reader_language()):
        return _page(read, 413 if read.too_much else 200, too_long=len(address) > LONGEST_STATE)
    return redirect(f"{address}{place}", code=303)


@blueprint.route(f"/basket.<any({', '.join(FileFormat)}):file_format>", methods=["GET", "POST"])
def take_home(file_format: str) -> AnyResponse:
    """Give the basket as a document; of an empty one, or one with too much in it, the page says so."""
    read = _read(request.form if request.method == "POST" else request.args)
    if not read.basket.chosen or read.too_much:
        return _page(read, 413 if read.too_much else 200)
    portal, language = current_portal(), reader_language()
    writer = BasketWriter(read.basket, Teller(current_shelf(), language), portal.renderer, today())
    return download(writer.document(), FileFormat(file_format), read.basket.name or gettext("Employment clauses"))


def _read(values: MultiDict[str, str]) -> ReadBasket:
    read = read_basket(values, current_shelf(), reader_language())
    carry_on(read.basket.ids)
    return read


def _done(basket: Basket, button: str) -> tuple[Basket, str]:
    """Return the basket after a button was pressed, and the place on the page where the reader goes on."""
    verb, _, clause = button.partition(".")
    here = f"#clause-{clause}"
    if verb in {UP, DOWN} and clause in basket.ids:
        return basket.moved(clause, -1 if verb == UP else 1), here
    if verb == OUT and clause in basket.ids:
        place = basket.ids.index(clause)
        rest = basket.without(clause)
        return rest, f"#clause-{rest.ids[max(place - 1, 0)]}" if rest.ids else ""
    entry = current_shelf().get(Ref(Collection.CLAUSES, clause)) if verb == ADD else None
    if isinstance(entry, Clause):
        return basket.with_clause(entry, MOST_CLAUSES), "#add"
    return basket, "#add" if verb == FIND else ""


def _page(read: ReadBasket, status: int, *, too_long: bool = False) -> Response:
    portal, shelf, language = current_portal(), current_shelf(), reader_language()
    basket, tell = read.basket, Teller(current_shelf(), reader_language())
    carry_on(basket.ids)
    page = render_template(
        "basket/index.html",
        own=basket,
        lines=clause_lines(basket, tell, portal.renderer),
        blanks=blank_fields(basket, shelf, language),
        found=found_clauses(basket, tell, portal.engine),
        left_out=left_out_sentences(read, language),
        comparable=FEWEST <= len(basket.chosen) <= MOST,
        too_long=too_long,
        longest=LONGEST_STATE,
        longest_line=LONGEST_LINE,
    )
    response = make_response(page, status)
    # A reader's own page: shared caches stay out, and the reader's own one asks again. It is kept for the way back,
    # so that a browser can restore what was typed and not yet sent.
    response.headers["Cache-Control"] = "no-store" if request.method == "POST" else "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
