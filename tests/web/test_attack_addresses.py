"""Whatever stands in a parameter of any route, nothing of it comes alive, and nobody is led to another site."""

import os
from collections.abc import Iterator
from itertools import cycle
from itertools import islice
from pathlib import Path
from urllib.parse import urljoin
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal.domain.people import Role
from portal.domain.workflow import DraftState
from portal.web.desk.server_session import OPEN_COOKIE
from tests.browser.hostile_strings import hostile_strings
from tests.shared.public_lists import Harm
from tests.shared.public_lists import listed
from tests.shared.small_library import opened_copy
from tests.web.answers_anything import Anything
from tests.web.answers_anything import let_everything_be_sent
from tests.web.conftest import serve
from tests.web.desk_rules import PUBLIC_FORMS
from tests.web.desk_rules import READS
from tests.web.desk_rules import desk_ways
from tests.web.desk_site import MODEL
from tests.web.desk_site import DeskSite
from tests.web.live_markup import life
from tests.web.live_markup import unescaped

STRINGS = hostile_strings()
ON_A_ROUTE = int(os.environ.get("STRESS_STRINGS", "6"))
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example",
    "///evil.example/en/desk",
    "/\\evil.example",
    "\\\\evil.example\\en\\desk",
    "/\t/evil.example",
    "https:evil.example",
    "http://localhost@evil.example/en/desk",
    "https://evil.example/en/desk",
    "/en/desk/../../..//evil.example",
    "/%2f%2fevil.example",
    "/en/desk%0d%0aLocation:https://evil.example",
    "/en/desk\r\nLocation: https://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    ".evil.example",
    "@evil.example",
    "cases/../../../evil.example",
    *listed(Harm.REDIRECTS),
)
PROBES = (ELSEWHERE[0], ELSEWHERE[1], "/en/desk/monday", "fi", "2", "title")
"""Where a route redirects for none of these, it does so for no word."""
VALUES = {
    "language": "en",
    "purpose": "invitation",
    "secret": "nobody-made-this",
    "account_id": 1,
    "import_id": 1,
    "case_id": 1,
    "comment_id": 1,
    "collection": "cases",
    "entry_id": MODEL.id,
    "id": MODEL.id,
    "target": "sv",
    "form": "bib",
    "file_format": "docx",
    "ending": "csv",
    "facet": "country",
    "code": "fi",
    "concept_id": "x",
    "filename": "silta.css",
}


@pytest.fixture(scope="module")
def site(desk_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskSite]:
    """A desk with a draft, whose pages find every parameter sent that they ask for."""
    with opened_copy(desk_library, tmp_path_factory.mktemp("anything") / "copy") as portal:
        made = DeskSite(portal, let_everything_be_sent(serve(portal)))
        made.draft(DraftState.DRAFT)
        yield made


@pytest.fixture
def anybody(site: DeskSite) -> FlaskClient:
    """An administrator, who is let in everywhere."""
    client = site.app.test_client()
    person = site.person(Role.ADMINISTRATOR)
    client.set_cookie(OPEN_COOKIE, site.portal.workspace.sessions.begin({}, account_id=person.id, agent="test"))
    return client


def test_no_parameter_comes_alive(site: DeskSite, anybody: FlaskClient) -> None:
    """Shown again by a page, a sentence, a field or a link, in any language, a string stays dead; nothing breaks."""
    strings, alive = cycle(STRINGS), []
    Anything.asked.clear()
    for rule, address in addresses(site):
        # What is asked of each route is another stretch of the strings, and over all of them every family comes up.
        for word in islice(strings, 0, ON_A_ROUTE * 23, 23):
            Anything.word = word
            answer = anybody.get(address)
            alive += [(rule.rule, word, each) for each in faults_of(answer, word)]

    assert [] == alive
    assert {"q", "next", "part", "more", "from", "to", "at", "sort", "email"} <= Anything.asked


def test_no_parameter_leads_to_another_site(site: DeskSite, anybody: FlaskClient) -> None:
    """Whoever follows a redirect of ours stays here, whatever the address said; the same with a foreign host."""
    led = []
    for rule, address in addresses(site):
        redirects = False
        for number, word in enumerate((*PROBES, *ELSEWHERE)):
            if number >= len(PROBES) and not redirects:
                break
            Anything.word = word
            location = anybody.get(address).headers.get("Location", "")
            redirects = redirects or bool(location)
            led += [(rule.rule, word, location)] if leads_away(location) else []

    assert [] == led


def test_no_form_leads_to_another_site(site: DeskSite, anybody: FlaskClient) -> None:
    """Nor comes anything alive in the answer to a form in which every field says something hostile."""
    found, strings = [], cycle(STRINGS[::29])
    for name, address in forms(site):
        Anything.word = "x"
        token = token_for(site, anybody)
        for word in (*PROBES[:3], *islice(strings, 3)):
            Anything.word = word
            answer = anybody.post(address, data={"csrf_token": token})
            if leads_away(answer.headers.get("Location", "")):
                found.append((name, word, answer.headers["Location"]))
            found += [(name, word, each) for each in faults_of(answer, word)]

    assert [] == found


def addresses(site: DeskSite) -> list[tuple[Rule, str]]:
    """Return every route that is read, with an address for it."""
    left_out = {"static", "sign_in.leave"}
    rules = [each for each in site.app.url_map.iter_rules() if "GET" in (each.methods or set())]
    return [(rule, address_of(site, rule)) for rule in rules if rule.endpoint not in left_out]


def forms(site: DeskSite) -> list[tuple[str, str]]:
    """Return every form of the desk and of the pages for readers, with where it is sent."""
    desk = [way for way in desk_ways(site.app) if way.method != READS]
    found = [(way.key, address_of(site, way.rule, **({"verb": way.verb} if way.verb else {}))) for way in desk]
    public = [each for each in site.app.url_map.iter_rules() if each.endpoint in PUBLIC_FORMS]
    return found + [(rule.endpoint, address_of(site, rule)) for rule in public]


def address_of(site: DeskSite, rule: Rule, **more: str) -> str:
    """Return an address of a route where something is."""
    values = {name: VALUES.get(name, 1) for name in rule.arguments} | more
    if "name" in values:
        values["name"] = "accessibility" if rule.endpoint == "machine.statement" else "x"
    with site.app.test_request_context("/en/desk"):
        return site.app.url_for(rule.endpoint, **values)


def token_for(site: DeskSite, client: FlaskClient) -> str:
    """Return the token of the session."""
    page = client.get("/en/desk/account")
    if page.status_code != 200:
        person = site.person(Role.ADMINISTRATOR)
        client.set_cookie(OPEN_COOKIE, site.portal.workspace.sessions.begin({}, account_id=person.id, agent="test"))
        page = client.get("/en/desk/account")
    return page.text.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]


def faults_of(answer: TestResponse, word: str) -> Iterator[str]:
    """Yield what is wrong with an answer to a hostile request."""
    if answer.status_code >= 500 and answer.status_code != 503:
        yield str(answer.status_code)
    if answer.mimetype == "text/html":
        yield from life(answer.text)
        yield from unescaped(answer.text, [word])


def leads_away(location: str) -> bool:
    """Tell whether a browser that follows this leaves the site: it reads a backslash as a slash, and drops tabs."""
    read = urljoin("http://localhost/en/desk", location.replace("\\", "/").translate({9: None, 10: None, 13: None}))
    there = urlsplit(read)
    return (there.scheme, there.hostname) != ("http", "localhost") or any(each in location for each in "\r\n")
