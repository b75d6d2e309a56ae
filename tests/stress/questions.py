"""What is asked of the index, and what an answer is known by."""

from hashlib import sha256

from portal.domain.language import Language
from portal.search.engine import SearchEngine
from portal.search.request import Order
from portal.search.request import SearchRequest

FI, SV, EN = Language
QUESTIONS = (
    SearchRequest("työllistämisehto", FI, bridge=False),
    SearchRequest("siivous Järvi", FI, bridge=False),
    SearchRequest("ehto", FI, {"collection": frozenset({"cases"})}, bridge=False),
    SearchRequest("sysselsättningskrav", SV, bridge=False),
    SearchRequest('"dialog före krav" -bygg', SV, bridge=False),
    SearchRequest("employment clause cleaning", EN, bridge=False),
    SearchRequest("kierros", FI, order=Order.TITLE, per_page=50, bridge=False),
    SearchRequest("", FI, order=Order.NEWEST, per_page=100, bridge=False),
    SearchRequest("", SV, {"country": frozenset({"fi"})}, Order.TITLE, per_page=100, bridge=False),
)
"""Without the bridge: its words come from the shelf, and only the index is on trial here."""


def answer_to(engine: SearchEngine, request: SearchRequest) -> str:
    """Return what an answer is known by: everything a reader sees of it, and the scores."""
    result = engine.find(request)
    hits = [
        (hit.ref, hit.language, hit.languages, hit.date, hit.title, hit.excerpt, f"{hit.score:.3f}")
        for hit in result.hits
    ]
    return sha256(repr((result.total, result.complete, hits, dict(result.facets))).encode()).hexdigest()[:16]
