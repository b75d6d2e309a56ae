"""The questions that are timed: what buyers, coordinators and partners would ask, in three languages."""

from enum import StrEnum

from portal.domain.language import Language
from portal.search.request import SearchRequest

FI, SV, EN = Language

QUESTIONS: tuple[tuple[Language, str], ...] = (
    (FI, "työllistämisehto"),
    (FI, "työllistämisehdot siivouksessa"),
    (FI, "ehto"),
    (FI, "pitkäaikaistyöttömien palkkaaminen"),
    (FI, "sopimussakko"),
    (FI, "oppisopimus rakentamisessa"),
    (FI, '"yli 200 000 €"'),
    (FI, "kynnysarvo -rakentaminen"),
    (FI, "Kuopio"),
    (FI, "osatyökykyisten työllistäminen hankinnoilla"),
    (FI, "markkinavuoropuhelu ennen kilpailutusta"),
    (FI, "työllisyyspalvelut auttavat löytämään tekijän"),
    (FI, "raportointi"),
    (FI, "palkkatuki"),
    (FI, "seuranta ja tulokset"),
    (SV, "sysselsättningskrav"),
    (SV, "krav"),
    (SV, "långtidsarbetslösa i städning"),
    (SV, "dialogkrav"),
    (SV, "vite och bonus"),
    (SV, "särskilda kontraktsvillkor"),
    (SV, '"social hänsyn"'),
    (SV, "Göteborg praktikplatser"),
    (SV, "lärlingar -bygg"),
    (SV, "matchning av arbetssökande"),
    (SV, "ramavtal"),
    (SV, "nyanlända"),
    (SV, "uppföljning av villkoret"),
    (SV, "upphandlingsavdelningen"),
    (SV, "unga i Järva"),
    (EN, "employment condition"),
    (EN, "contract penalty"),
    (EN, "long-term unemployed"),
    (EN, '"social consideration"'),
    (EN, "apprenticeships in construction"),
    (EN, "cleaning services"),
    (EN, "market dialogue before tendering"),
    (EN, "reserved contracts"),
    (EN, "share of contract value"),
    (EN, "Trafikverket"),
    (EN, "wage subsidy -cleaning"),
    (EN, "reporting"),
    (EN, "results 2022"),
    (EN, "small firms"),
    (EN, "young people placement"),
)
"""At least fifteen of each language: single words, inflections, compounds, parts, phrases, exclusions, places."""


class Kind(StrEnum):
    """What a question is like to an engine."""

    ONE_WORD = "one word"
    SEVERAL_WORDS = "several words"
    PHRASE = "phrase"
    EXCLUSION = "exclusion"
    NARROWED = "narrowed by filters"
    EVERYTHING = "everything"


def kind_of(request: SearchRequest) -> Kind:
    """Return what a question is like."""
    if not request.query:
        return Kind.EVERYTHING
    if request.filters:
        return Kind.NARROWED
    if '"' in request.query:
        return Kind.PHRASE
    if " -" in request.query:
        return Kind.EXCLUSION
    return Kind.SEVERAL_WORDS if " " in request.query else Kind.ONE_WORD


def requests() -> list[SearchRequest]:
    """Return every question plain, and every third one narrowed by a filter as well."""
    plain = [SearchRequest(query, language) for language, query in QUESTIONS]
    narrowed = [
        SearchRequest(query, language, {"country": frozenset({"fi"}), "kind": frozenset({"cases", "clauses"})})
        for language, query in QUESTIONS[::3]
    ]
    return [*plain, *narrowed, *(SearchRequest("", language) for language in Language)]
