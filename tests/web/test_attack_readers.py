"""Whatever stands in what is published, nothing of it comes alive on any route for readers and programs."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal.domain.incoming import Moderation
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.publishing.live_shelf import LiveShelf
from tests.browser.hostile_library import HARMLESS
from tests.browser.hostile_library import shelf_of
from tests.browser.hostile_library import write_hostile_news
from tests.browser.hostile_strings import hostile_strings
from tests.shared.small_library import opened_copy
from tests.web.conftest import serve
from tests.web.desk_site import MODEL
from tests.web.desk_site import DeskSite
from tests.web.live_markup import life
from tests.web.live_markup import unescaped

STRINGS = hostile_strings()
AT_ONCE = 60
PLACES = {
    "language": "fi",
    "concept_id": "0",
    "form": "ris",
    "file_format": "md",
    "ending": "csv",
    "facet": "country",
    "code": "fi",
    "name": "x",
    "filename": "silta.css",
}
ENTRIES = ("clauses/0", "clauses/9", "cases/case", "organisations/organisation")
OUR_OWN = frozenset({"static", "machine.favicon"})
PAGES = ("text/html",)
FEEDS = ("application/atom+xml", "application/xml", "text/xml")
HARMLESS_TYPES = frozenset({"application/json", "application/problem+json", "text/plain", "text/css", "text/csv"})


@dataclass(slots=True)
class HeldShelf:
    """Hands out a shelf that never came from files; all else is as the live one tells it."""

    live: LiveShelf
    shelf: Shelf

    def current(self) -> Shelf:
        """Return the shelf."""
        return self.shelf

    def edition(self, shelf: Shelf) -> bytes:  # noqa: ARG002  # as it is asked
        """Return what no other shelf has, so that no page is kept."""
        return os.urandom(16)

    def __getattr__(self, name: str) -> object:
        """Return what the live shelf has under a name."""
        return getattr(self.live, name)


def test_nothing_lives_on_any_route_of_a_hostile_library(desk_library: Path, tmp_path: Path) -> None:
    """With entries, sources and concepts made of the strings behind the checker's back, in every form there is."""
    alive, seen = [], set()
    with opened_copy(desk_library, tmp_path / "copy") as portal:
        held = HeldShelf(portal.live_shelf, portal.shelf())
        app = serve(replace(portal, live_shelf=held))
        client, vocabularies = app.test_client(), held.shelf.vocabularies
        for strings in (STRINGS[:: len(STRINGS) // AT_ONCE], STRINGS[7 :: len(STRINGS) // AT_ONCE]):
            held.shelf = shelf_of(strings, vocabularies)
            for rule in app.url_map.iter_rules():
                if "GET" not in (rule.methods or set()) or "/desk" in rule.rule or rule.endpoint in OUR_OWN:
                    continue
                for values in _places(rule):
                    with app.test_request_context("/fi"):
                        address = app.url_for(rule.endpoint, **values)
                    answer = client.get(address)
                    seen |= {answer.mimetype} if answer.status_code == 200 else set()
                    alive += [(address, fault) for fault in _faults(answer, strings)]

    assert [] == alive
    assert {"text/html", "application/json", "application/xml", "text/csv"} <= seen


@pytest.fixture(scope="module")
def published(desk_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A reader of a library whose news the checker had to read, with comments that the desk let through."""
    with opened_copy(desk_library, tmp_path_factory.mktemp("published") / "copy") as portal:
        passing = [each for each in STRINGS if "<" not in each and "](" not in each]
        write_hostile_news(portal.settings.content, (*STRINGS[::60], *passing[::4]), "jarvi", "S1")
        portal.live_index.entries_changed(
            [Ref(Collection.NEWS, each.id) for each in portal.shelf().entries(Collection.NEWS)]
        )
        portal.rebuild_index()
        person = DeskSite(portal, serve(portal)).person(Role.COORDINATOR)
        for number in range(1, 6):
            text = "\n\n".join(STRINGS[number::70])[:1900]
            portal.workspace.comments.add(MODEL, Language.FI, text, STRINGS[number * 31][:100])
            portal.inbox.decide(number, Moderation.SHOWN, text[::-1][:1000], person)
        yield serve(portal).test_client()


@pytest.mark.parametrize(
    "path",
    [
        f"/fi/search?q={HARMLESS}",
        f"/en/search?q={HARMLESS}&page=2",
        f"/fi/search.atom?q={HARMLESS}",
        f"/api/v1/search?q={HARMLESS}&language=fi",
        f"/fi/suggest?q={HARMLESS[:3]}",
        "/api/v1/suggest?q=uut&language=fi",
        "/fi/news",
        "/api/v1/news",
        "/fi/status",
        f"/fi/{MODEL}",
        f"/en/{MODEL}",
        f"/fi/{MODEL}/comment",
    ],
)
def test_nothing_lives_in_what_is_found(published: FlaskClient, path: str) -> None:
    """In answers, feeds, suggestions, lists, the faults of files, and comments of readers."""
    answer = published.get(path)

    assert (200, []) == (answer.status_code, list(_faults(answer, STRINGS)))


def test_comments_and_news_are_there(published: FlaskClient) -> None:
    """What is proved dead is shown, and not left out."""
    comments, found = published.get(f"/fi/{MODEL}").text, published.get(f"/fi/search.atom?q={HARMLESS}").text

    assert (True, True) == ("&lt;script" in comments, found.count("<entry>") >= 5)


def _places(rule: Rule) -> Iterator[dict[str, object]]:
    """Yield what to put into the address of a route: entries one after the other where it is about one."""
    plain = {name: PLACES.get(name, 1) for name in rule.arguments}
    plain |= {"name": "accessibility"} if rule.endpoint == "machine.statement" else {}
    if not {"collection", "entry_id", "id"} & rule.arguments:
        yield plain
        return
    for collection, entry_id in (
        ("clauses", "0"),
        ("clauses", "9"),
        ("cases", "case"),
        ("organisations", "organisation"),
    ):
        about = {"collection": collection, "entry_id": entry_id, "id": entry_id}
        if "comments" not in str(rule.endpoint) or collection in {"cases", "clauses"}:
            yield plain | {name: value for name, value in about.items() if name in rule.arguments}


def _faults(answer: TestResponse, strings: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with an answer, by what a browser or a program takes it for."""
    if answer.status_code >= 500 and answer.status_code != 503:
        yield str(answer.status_code)
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        yield "may be guessed anew"
    if answer.mimetype in PAGES:
        yield from life(answer.text)
        yield from unescaped(answer.text, strings)
    elif answer.mimetype in FEEDS:
        read = etree.fromstring(answer.data, etree.XMLParser(resolve_entities=False))
        names = {etree.QName(each).localname for each in read.iter() if isinstance(each.tag, str)}
        yield from names & {"script", "img", "svg", "iframe", "div", "p"}
    elif "json" in answer.mimetype:
        json.loads(answer.data)
    elif answer.mimetype not in HARMLESS_TYPES and "attachment" not in answer.headers.get("Content-Disposition", ""):
        yield f"{answer.mimetype} shown in our own name" if answer.status_code == 200 else ""
