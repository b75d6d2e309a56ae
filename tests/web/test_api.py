"""The library and its search as data."""

import json
import re
from dataclasses import fields
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.domain.clause import Clause
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.publishing.facets import Facet
from portal.web.api.description import description
from portal.web.headers import SECURITY
from tests.web.addresses import every_address

ANY_ADDRESS = re.compile(r"<(?:[^:>]+:)?(\w+)>")


def asked(client: FlaskClient, path: str, **options: Any) -> Any:
    """Return the data at an address that has to be there."""
    response = client.get(f"/api/v1{path}", **options)
    assert (200, "application/json") == (response.status_code, response.mimetype), response.get_data(as_text=True)
    return json.loads(response.data)


def test_a_hit_says_what_met_the_question(client: FlaskClient) -> None:
    """Title and passage are pieces, and the words that met are marked."""
    (hit, *_) = asked(client, "/search?q=siivous&language=fi&kind=cases")["hits"]
    marked = {piece["mark"] for piece in (*hit["title"], *hit["excerpt"])}

    assert {"ref", "collection", "id", "address", "api_address", "language", "languages", "title", "excerpt", "score",
            "date"} == set(hit)  # fmt: skip
    assert f"https://silta.example/fi/{hit['ref']}" == hit["address"]
    assert f"https://silta.example/api/v1/{hit['ref']}" == hit["api_address"]
    assert marked & {"word", "part"}


@pytest.mark.parametrize(
    ("language", "label", "value"),
    [("fi", "Maa", "Suomi"), ("sv", "Land", "Finland"), ("en", "Country", "Finland")],
)
def test_facets_speak_the_readers_language(client: FlaskClient, language: str, label: str, value: str) -> None:
    """Each facet has its parameter and label, each value its code, label and count."""
    facets = asked(client, f"/search?language={language}&country=fi")["facets"]
    (country,) = (facet for facet in facets if facet["name"] == "country")
    (finland,) = (each for each in country["values"] if each["code"] == "fi")

    assert list(Facet) == [facet["name"] for facet in facets]
    assert (label, value, True) == (country["label"], finland["label"], finland["selected"])
    assert finland["count"] > 0


def test_a_facet_can_be_chosen_by_its_parameter(client: FlaskClient) -> None:
    """Each facet names the parameter that filters by it, the one for the language of the text too."""
    facets = asked(client, "/search?language=en")["facets"]
    counts = {
        (facet["parameter"], value["code"]): value["count"]
        for facet in facets
        for value in facet["values"]
    }  # fmt: skip
    found = {
        (name, code): asked(client, f"/search?language=en&{name}={code}")["total"] for name, code in counts
    }  # fmt: skip

    assert ("text_language", "fi") in counts
    assert counts == found


def test_codes_of_one_facet_widen_and_facets_narrow(client: FlaskClient) -> None:
    """Any of the codes inside a facet, all of the facets together."""
    totals = [
        asked(client, f"/search?{query}")["total"]
        for query in ("kind=cases", "kind=clauses", "kind=cases&kind=clauses", "kind=cases&kind=clauses&country=xx")
    ]

    assert [totals[0], totals[1], totals[0] + totals[1], 0] == totals


def test_the_language_is_negotiated_where_none_is_named(client: FlaskClient) -> None:
    """Then, and only then, caches are told that the answer depends on the header."""
    header = {"Accept-Language": "sv"}
    open_, named = (client.get(f"/api/v1/search{query}", headers=header) for query in ("", "?language=fi"))

    assert ("sv", True) == (json.loads(open_.data)["language"], "Accept-Language" in open_.headers["Vary"])
    assert ("fi", False) == (json.loads(named.data)["language"], "Accept-Language" in named.headers["Vary"])


def test_the_bridge_says_what_it_asked_and_can_be_left_out(client: FlaskClient) -> None:
    """Equivalents are told with where they come from; one or all of them can be taken out."""
    whole = asked(client, "/search?q=siivous&language=fi")
    words = {each["text"] for each in whole["bridged"]}
    first = min(words)
    less = asked(client, "/search", query_string={"q": "siivous", "language": "fi", "without": first})
    off = asked(client, "/search?q=siivous&language=fi&bridge=0")

    assert {"glossary", "dictionary"} >= {each["origin"] for each in whole["bridged"]}
    assert (True, [], False, []) == (whole["bridge"], whole["without"], off["bridge"], off["bridged"])
    assert [first] == less["without"]
    assert first not in {each["text"] for each in less["bridged"]}


def test_pages_are_linked_in_body_and_header(client: FlaskClient) -> None:
    """Following `next` from the first page meets every hit once; the header names the same addresses."""
    path, refs, pages = "/search?language=en&limit=4&sort=title", [], 0
    while path:
        response = client.get(f"/api/v1{path}")
        page = json.loads(response.data)
        header = dict(re.findall(r'<([^>]+)>; rel="(\w+)"', response.headers["Link"]))
        links = page["links"]
        assert header == {address: rel for rel, address in links.items() if rel != "self" and address}
        refs += [hit["ref"] for hit in page["hits"]]
        pages += 1
        path = (links["next"] or "").removeprefix("https://silta.example/api/v1")

    assert (page["pages"], page["total"]) == (pages, len(set(refs)))
    assert page["total"] == len(refs)


def test_a_page_beyond_the_last_is_the_last(client: FlaskClient) -> None:
    """As on the search page, and a note tells."""
    last, beyond = (asked(client, f"/search?language=en&page={page}") for page in (2, 999))

    assert [hit["ref"] for hit in last["hits"]] == [hit["ref"] for hit in beyond["hits"]]
    assert ([], ["page-out-of-range"]) == tuple([note["code"] for note in each["notes"]] for each in (last, beyond))


def test_a_very_long_link_header_is_left_out(client: FlaskClient) -> None:
    """Proxies turn such answers away; the links stay in the body."""
    response = client.get(f"/api/v1/search?q={'a' * 5000}")

    assert "Link" not in response.headers
    assert json.loads(response.data)["links"]["first"]


@pytest.mark.parametrize("collection", list(Collection))
def test_a_collection_lists_its_entries(client: FlaskClient, portal: Portal, collection: Collection) -> None:
    """Every entry of the shelf once, each with where it is."""
    listed = asked(client, f"/{collection}?language=sv&limit=100")
    refs = {entry["ref"] for entry in listed["entries"]}

    assert {str(entry.ref) for entry in portal.shelf().entries(collection)} == refs
    assert len(refs) == listed["total"]


def test_a_list_can_be_filtered_and_turned_over(client: FlaskClient) -> None:
    """The filters are those of the search, the pages linked."""
    first = asked(client, "/cases?country=fi&limit=1&language=fi")
    following = asked(client, first["links"]["next"].removeprefix("https://silta.example/api/v1"))

    assert (1, 2) == (first["page"], following["page"])
    assert {"fi"} == {entry["country"] for entry in (*first["entries"], *following["entries"])}
    assert first["entries"] != following["entries"]


def test_an_entry_holds_all_its_facts(client: FlaskClient, portal: Portal) -> None:
    """Every field of every kind of entry is there: shared ones on top, its own among the facts."""
    renamed = {"texts", "related", "untranslated", "minor_changes"}
    for entry in portal.shelf():
        told = asked(client, f"/{entry.ref}")
        facts = {field.name for field in fields(entry)} - set(told)

        assert renamed >= facts - set(told["facts"])
        assert str(entry.ref) == told["ref"]


def test_a_clause_is_data(client: FlaskClient) -> None:
    """Quantities are numbers, dates ISO text, sources resolved, and a model wording says so."""
    told = asked(client, "/clauses/jarvi-clause")
    trigger = told["facts"]["slots"]["trigger"]

    assert (200000, "EUR", "contract", ["S1"]) == (
        trigger["value"]["amount"],
        trigger["value"]["currency"],
        trigger["value"]["per"],
        trigger["sources"],
    )
    assert ("2027-05-31", "CC BY 4.0") == (told["review_by"], told["licence"]["name"])
    assert ("model", {"fi", "sv", "en"}) == (told["provenance"]["code"], set(told["provenance"]["labels"]))
    assert ["S1", "S2"] == [source["id"] for source in told["sources"]]
    assert "cases/jarvi-model" in {each["ref"] for each in told["links"]}


def test_an_entry_has_its_text_in_each_language(client: FlaskClient) -> None:
    """Sections line up by id, and each language says how it stands to the original."""
    told = asked(client, "/clauses/jarvi-clause")
    sections = {language: [section["id"] for section in text["sections"]] for language, text in told["texts"].items()}

    assert ["fi", "sv", "en"] == list(told["texts"])
    assert ["wording", "rationale", "verification", "caution", "legal-basis"] == sections["fi"]
    assert sections["fi"] == sections["sv"]
    assert ("original", "https://silta.example/sv/clauses/jarvi-clause") == (
        told["translations"]["fi"]["state"],
        told["translations"]["sv"]["page"],
    )


def test_a_missing_language_says_so(client: FlaskClient) -> None:
    """The text is not made up, and the state tells."""
    told = asked(client, "/news/only-in-finnish")

    assert (["fi"], "missing") == (list(told["texts"]), told["translations"]["sv"]["state"])


def test_a_moved_entry_leads_on(client: FlaskClient) -> None:
    """An old id answers with the new address, for scripts of other origins too."""
    response = client.get("/api/v1/cases/jarvi-old-name")

    assert (301, "https://silta.example/api/v1/cases/jarvi-model", "*") == (
        response.status_code,
        response.headers["Location"],
        response.headers["Access-Control-Allow-Origin"],
    )


def test_every_vocabulary_can_be_read(client: FlaskClient, portal: Portal) -> None:
    """The list names them all with the number of their terms, the glossary and the sources too."""
    shelf = portal.shelf()
    held = {}
    for line in asked(client, "/vocabulary")["vocabularies"]:
        body = asked(client, f"/vocabulary/{line['name']}")
        held[line["name"]] = len(body.get("terms") or body.get("concepts") or body.get("sources"))
        assert line["terms"] == held[line["name"]]

    assert {*shelf.vocabularies.by_name, "glossary", "sources"} == set(held)
    assert (len(shelf.concepts), len(shelf.sources)) == (held["glossary"], held["sources"])


def test_a_term_has_three_labels(client: FlaskClient) -> None:
    """A code is the same in all languages, its label is not."""
    countries = asked(client, "/vocabulary/countries")
    labels = {term["code"]: term["labels"] for term in countries["terms"]}

    assert ("country", {"fi": "Ruotsi", "sv": "Sverige", "en": "Sweden"}) == (countries["parameter"], labels["se"])


def test_the_description_names_every_address_and_no_other(app: Flask) -> None:
    """A route that nobody described, or a description without a route, is found here."""
    routes = {ANY_ADDRESS.sub(r"{\1}", rule.rule) for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}

    assert routes == set(description()["paths"])


def test_the_description_is_served(client: FlaskClient) -> None:
    """What the portal gives is what the code writes, in OpenAPI 3.1."""
    served = asked(client, "/openapi.json")

    assert description() == served
    assert served["openapi"].startswith("3.1.")


def test_the_description_tells_of_every_fact(app: Flask) -> None:
    """Each field of a clause is described, with the vocabulary its codes belong to."""
    facts = description()["components"]["schemas"]["Clause"]["allOf"][1]["properties"]["facts"]["properties"]
    own = {field.name for field in fields(Clause)} - {field.name for field in fields(Clause.__mro__[1])}

    assert own == set(facts)
    assert "a code of provenances" == facts["provenance"]["description"]


def test_an_unchanged_answer_is_not_sent_again(app: Flask, client: FlaskClient) -> None:
    """The tag of every address is answered with 304 and nothing, and scripts may still read that."""
    sent = {}
    for path in (path for path in every_address(app) if path.startswith("/api/")):
        tag = client.get(path).headers["ETag"]
        again = client.get(path, headers={"If-None-Match": tag})
        sent[path] = (again.status_code, again.data, again.headers["Access-Control-Allow-Origin"])

    assert {(304, b"", "*")} == set(sent.values())


def test_answers_say_when_the_content_changed(client: FlaskClient, portal: Portal, monkeypatch) -> None:
    """Once it has settled: a date has whole seconds, so that of a moment ago could hide a second change."""
    monkeypatch.setattr("portal.web.api.replies.SETTLING_SECONDS", -1)
    changed = client.get("/api/v1/cases/jarvi-model")
    again = client.get("/api/v1/cases/jarvi-model", headers={"If-Modified-Since": changed.headers["Last-Modified"]})
    monkeypatch.setattr("portal.web.api.replies.SETTLING_SECONDS", 10**9)
    fresh = client.get("/api/v1/cases/jarvi-model")

    assert portal.live_shelf.changed == changed.last_modified
    assert (304, False) == (again.status_code, "Last-Modified" in fresh.headers)
    assert "public, no-cache" == changed.headers["Cache-Control"]


def test_scripts_of_any_origin_may_read(app: Flask, client: FlaskClient) -> None:
    """Answers, errors and the question before the question are open to all, without credentials; pages are not."""
    paths = [path for path in every_address(app) if path.startswith("/api/")]
    asking = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET",
              "Access-Control-Request-Headers": "if-none-match"}  # fmt: skip
    answers = [client.open(path, method=method, headers=asking) for path in (*paths, "/api/v1/nowhere")
               for method in ("GET", "HEAD", "OPTIONS")]  # fmt: skip
    preflight = client.options("/api/v1/search", headers=asking)

    assert {"*"} == {answer.headers.get("Access-Control-Allow-Origin") for answer in answers}
    assert {None} == {answer.headers.get("Access-Control-Allow-Credentials") for answer in answers}
    assert (200, True, True) == (
        preflight.status_code,
        "GET" in preflight.headers["Access-Control-Allow-Methods"],
        "If-None-Match" in preflight.headers["Access-Control-Allow-Headers"],
    )
    assert "Access-Control-Allow-Origin" not in client.get("/fi/").headers
    assert SECURITY.items() <= dict(preflight.headers).items()


def test_head_is_get_without_the_body(app: Flask, client: FlaskClient) -> None:
    """The headers are the same, so that a program can ask first."""
    differing = [
        path
        for path in every_address(app)
        if path.startswith("/api/")
        and (head := client.head(path))
        and (head.data or head.headers["ETag"] != client.get(path).headers["ETag"])
    ]

    assert [] == differing


@pytest.mark.parametrize("language", list(Language))
def test_the_foot_of_the_site_leads_to_the_description(client: FlaskClient, language: Language) -> None:
    """Every page links it."""
    assert 'href="/api/v1/openapi.json"' in client.get(f"/{language}/").get_data(as_text=True)


def test_an_entry_that_is_not_on_the_shelf_is_no_hit(app: Flask, client: FlaskClient, portal: Portal) -> None:
    """An index that is ahead of the shelf can cost a line, never show what the public may not see."""
    shelf = portal.shelf()
    hidden = shelf._entries.pop(Ref(Collection.CASES, "jarvi-model"))
    try:
        found = {hit["ref"] for hit in asked(client, "/search?kind=cases&limit=100")["hits"]}
    finally:
        shelf._entries[hidden.ref] = hidden

    assert "cases/jarvi-model" not in found
