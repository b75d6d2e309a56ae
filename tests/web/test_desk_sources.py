"""Adding a source at the desk: what is written, who may, what goes wrong, and that it can be cited at once."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from werkzeug.test import TestResponse

from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.domain.people import Role
from portal.domain.source import Source
from portal.domain.workflow import DraftState
from portal.library.content_file import FORBIDDEN
from portal.library.shelf_reading import read_all
from portal.library.source_file import NAME
from portal.library.source_file import source_file
from portal.publishing.source_book import LONGEST_TITLE
from tests.history.repository import commit
from tests.history.repository import git
from tests.shared.small_library import opened_copy
from tests.web.conftest import serve
from tests.web.desk_site import MODEL
from tests.web.desk_site import Desk
from tests.web.desk_site import DeskSite

PAGE = "/sources"
TYPED = {
    "title": "Työllistämisehdon opas",
    "publisher": "Kuntaliitto",
    "addresses": "https://www.kuntaliitto.fi/opas https://kuntaliitto.fi/opas.pdf",
    "languages": "fi",
    "date": "20.8.2019",
    "seen": "whole-text",
}
ADDED = Source(
    "S3",
    "Työllistämisehdon opas",
    "Kuntaliitto",
    ("https://www.kuntaliitto.fi/opas", "https://kuntaliitto.fi/opas.pdf"),
    ("fi",),
    "whole-text",
    PartialDate(2019, 8, 20),
)
TRICKS = (
    "Opas: mitä #1 tarkoittaa",
    "\"lainattu\" ja 'toinen'",
    "rivi\n- id: S9\n  title: muu",
    "!!python/object/apply:os.system ['true']",
    "&ankkuri *ankkuri {a: b} [c, d]",
    "--- ...",
    "%YAML 1.1",
    "no",
    "2019",
    "\\n \\x41 \\",
    "tab\tja\u2028erotin\u0085rivi\xa0väli",
    "<script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}",
    "\ufeff\u202ekäännetty\0",
    "a\u0308a\u0308ni \U0001f600",
    "| lohko",
    "? avain : arvo",
)


@pytest.fixture(scope="module")
def quiet_site(desk_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskSite]:
    """A desk to whose list nothing is added."""
    with opened_copy(desk_library, tmp_path_factory.mktemp("quiet") / "copy") as portal:
        yield DeskSite(portal, serve(portal))


def coordinator(site: DeskSite, name: str = "") -> Desk:
    """Return the desk of somebody who may add sources."""
    return site.visit(site.person(Role.COORDINATOR, name))


def seen_in(desk: Desk) -> str:
    """Return which list the form of the page was made for."""
    return str(html.fromstring(desk.read(PAGE).text).xpath("//input[@name='list_seen']/@value")[0])


def added(desk: Desk, language: str = "en", **changed: str) -> TestResponse:
    """Send the form as somebody who has just opened it."""
    return desk.send(PAGE, language=language, **{"list_seen": seen_in(desk), **TYPED, **changed})


def fault(answer: TestResponse, field: str) -> str:
    """Return what stands as the fault of a field."""
    return str(html.fromstring(answer.text).get_element_by_id(f"{field}-fault").text_content())


def head(site: DeskSite, form: str = "%s") -> str:
    """Return something of the newest commit."""
    return git(site.portal.settings.content, "log", "-1", f"--format={form}").strip()


def test_a_source_is_added_below_the_others_and_nothing_else_is_touched(desk_site: DeskSite) -> None:
    """The file keeps every byte; one commit by the person, made by the portal; a line of the log; shown at once."""
    content = desk_site.portal.settings.content
    before = "# Our sources\n\n" + (content / NAME).read_text()
    commit(content, NAME, before, "A comment")
    desk = coordinator(desk_site, "Kaisa")

    answer = added(desk)
    line = desk_site.portal.workspace.audit.lines(subject="source/S3")[0]

    assert (303, "/en/desk/sources?added=S3") == (answer.status_code, answer.location)
    assert (
        before + '- id: S3\n  title: "Työllistämisehdon opas"\n  publisher: "Kuntaliitto"\n'
        '  addresses: ["https://www.kuntaliitto.fi/opas", "https://kuntaliitto.fi/opas.pdf"]\n'
        '  languages: [fi]\n  date: "2019-08-20"\n  seen: whole-text\n'
    ) == (content / NAME).read_text()
    assert "add source S3|Kaisa|Silta" == head(desk_site, "%s|%an|%cn")
    assert ("Kaisa", "source-add") == (line.name, line.action)
    assert "[^S3]" in desk.read(f"{PAGE}?added=S3").text
    assert ADDED == desk_site.portal.shelf().sources["S3"]


def test_it_can_be_chosen_cited_and_published_at_once(desk_site: DeskSite) -> None:
    """In the lists of the forms, and in a draft that is sound, is published and shows the source to readers."""
    desk = coordinator(desk_site)
    added(desk)

    offered = desk.read("/write/choices?of=sources&q=työllistämisehdon").text
    text = "Aloita ajoissa.[^S3]"
    draft = desk_site.draft(DraftState.PUBLISHED, **{"sources": "S1, S2, S3", "sections.2.text": text})
    page = desk_site.app.test_client().get(f"/fi/{MODEL}").text

    assert "S3" in offered
    assert DraftState.PUBLISHED is draft.state
    assert "Työllistämisehdon opas" in page


def test_an_entry_that_waited_for_its_source_comes_onto_the_shelf(desk_site: DeskSite) -> None:
    """A file that named the source before it was there is read, and found, as soon as it is."""
    content = desk_site.portal.settings.content
    path = f"{MODEL}/fi.md"
    text = (content / path).read_text().replace("sources: [S1, S2]", "sources: [S1, S2, S3]")
    commit(content, path, text.replace("Aloita ajoissa.", "Aloita ajoissa.[^S3]"), "Cites what is not there yet")
    desk_site.portal.live_index.entries_changed([MODEL])
    before = desk_site.portal.shelf().get(MODEL)

    added(coordinator(desk_site))

    assert before is None
    assert desk_site.portal.shelf().get(MODEL) is not None


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("title", " \n ", "Write the title"),
        ("title", "x" * (LONGEST_TITLE + 1), "too long"),
        ("publisher", "", "Write who has published"),
        ("publisher", "x" * 201, "too long"),
        ("addresses", "kuntaliitto.fi/opas", "not an address"),
        ("addresses", "javascript:alert(1)", "not an address"),
        ("addresses", 'https://tem.fi/"><script>', "not an address"),
        ("addresses", "https://tem.fi@evil.example/", "not an address"),
        ("addresses", "http://[", "not an address"),
        ("addresses", "https://localhost/", "not an address"),
        ("addresses", " ".join(f"https://tem.fi/{number}" for number in range(6)), "at most five"),
        ("addresses", f"https://tem.fi/{'x' * 1000}", "too long"),
        ("languages", "klingon", "at least one language"),
        ("date", "31.2.2019", "no such date"),
        ("date", "viime vuonna", "no such date"),
        ("seen", "", "how much"),
        ("seen", "all-of-it", "how much"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_lost(
    quiet_site: DeskSite, field: str, typed: str, expected: str
) -> None:
    """What was typed is in the form again, and nothing was committed."""
    before = head(quiet_site, "%H")
    answer = added(coordinator(quiet_site), **{field: typed})
    form = html.fromstring(answer.text).xpath("//form[.//input[@name='list_seen']]")[0]
    kept = {name: form.fields[name] for name in ("title", "publisher", "addresses", "date")}

    assert 422 == answer.status_code
    assert expected in fault(answer, field)
    assert {name: (typed if name == field else TYPED[name]).replace("\n", "") for name in kept} == {
        name: text.replace("\n", "") for name, text in kept.items()
    }
    assert before == head(quiet_site, "%H")


@pytest.mark.parametrize(
    ("language", "title", "sentence"),
    [
        (Language.FI, "Lähteet", "Kirjoita asiakirjan otsikko"),
        (Language.SV, "Källor", "Skriv dokumentets titel"),
        (Language.EN, "Sources", "Write the title of the document"),
    ],
)
def test_the_page_speaks_the_language_of_its_reader(
    quiet_site: DeskSite, language: Language, title: str, sentence: str
) -> None:
    """Its heading, and every fault of an empty form at once."""
    desk = coordinator(quiet_site)
    empty = desk.send(PAGE, language=language, list_seen=seen_in(desk))
    page = html.fromstring(desk.read(PAGE, language).text)
    links = html.fromstring(empty.text).xpath("//*[@id='faults']//a/@href")

    assert title == page.xpath("//h1")[0].text_content()
    assert sentence in fault(empty, "title")
    assert ["#title", "#publisher", "#languages", "#seen"] == links


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("3.6.2019", "2019-06-03"), ("6/2019", "2019-06"), ("2019", "2019"), ("2019-06-03", "2019-06-03"), ("", "None")],
)
def test_a_date_is_read_as_it_is_typed_in_the_north(desk_site: DeskSite, typed: str, expected: str) -> None:
    """As exact as it is known; a source need have neither date nor address."""
    added(coordinator(desk_site), date=typed, addresses="")
    source = desk_site.portal.shelf().sources["S3"]

    assert (expected, ()) == (str(source.date), source.addresses)


def test_two_at_once_each_get_an_id_of_their_own(desk_site: DeskSite) -> None:
    """The second is told that the list has changed, keeps what was typed, and adds it by pressing again."""
    one, other = coordinator(desk_site, "Kaisa"), coordinator(desk_site, "Sten")
    opened = seen_in(other)
    added(one)

    late = other.send(PAGE, **{**TYPED, "title": "Handbok", "list_seen": opened})
    form = html.fromstring(late.text).xpath("//form[.//input[@name='list_seen']]")[0]
    again = other.send(PAGE, **{**TYPED, "title": form.fields["title"], "list_seen": form.fields["list_seen"]})

    assert (409, True, 303) == (late.status_code, "in the meantime" in late.text, again.status_code)
    assert ["S1", "S2", "S3", "S4"] == list(desk_site.portal.shelf().sources)
    assert "Handbok" == desk_site.portal.shelf().sources["S4"].title


def test_what_is_sent_twice_is_added_once(desk_site: DeskSite) -> None:
    """The same form again leads to what it has added; typed anew, the same source is refused with its id."""
    desk = coordinator(desk_site)
    opened = seen_in(desk)
    first, second = (desk.send(PAGE, **{**TYPED, "list_seen": opened}) for _ in range(2))
    anew = added(desk)

    assert (303, 303, first.location) == (first.status_code, second.status_code, second.location)
    assert (422, True) == (anew.status_code, "in the list already: S3" in anew.text)
    assert 3 == len(desk_site.portal.shelf().sources)


def test_whatever_is_typed_stays_text(desk_site: DeskSite) -> None:
    """It is one line of the title and the publisher, nothing of YAML and nothing of HTML; the library has no fault."""
    desk = coordinator(desk_site)
    before, faults = list(desk_site.portal.shelf().sources), desk_site.portal.shelf().problems
    answers = [added(desk, title=f"{trick} x", publisher=trick).status_code for trick in TRICKS]
    shelf = read_all(desk_site.portal.settings.content).shelf
    new = list(shelf.sources.values())[len(before) :]
    page = desk.read(PAGE).text

    assert [303] * len(TRICKS) == answers
    assert [*before, *(f"S{number}" for number in range(3, 3 + len(TRICKS)))] == list(shelf.sources)
    assert [f"{source.publisher} x" for source in new] == [source.title for source in new]
    assert [" ".join(unicodedata.normalize("NFC", FORBIDDEN.sub("", each)).split()) for each in TRICKS] == [
        source.publisher for source in new
    ]
    assert (faults, False, False) == (shelf.problems, "<script>alert" in page, "<img src=x" in page)


def test_a_file_that_cannot_be_read_back_is_left_alone(desk_site: DeskSite) -> None:
    """A list that somebody has broken by hand is not made worse: a sentence says so, and what was typed stays."""
    content = desk_site.portal.settings.content
    broken = (content / NAME).read_text() + "seen: [unclosed\n"
    commit(content, NAME, broken, "A slip")
    answer = added(coordinator(desk_site))

    assert (503, True) == (answer.status_code, 'value="Työllistämisehdon opas"' in answer.text)
    assert broken == (content / NAME).read_text()


def test_a_list_that_was_changed_by_hand_is_not_written_over(desk_site: DeskSite) -> None:
    """What lies in the file and in no commit stays, and the person is told."""
    file = desk_site.portal.settings.content / NAME
    desk = coordinator(desk_site)
    opened = seen_in(desk)
    file.write_text(file.read_text() + "# a note\n")
    answer = desk.send(PAGE, **{**TYPED, "list_seen": opened})

    assert (409, True) == (answer.status_code, "by hand" in answer.text)
    assert file.read_text().endswith("# a note\n")


@pytest.mark.parametrize("role", Role)
def test_everybody_finds_sources_and_only_some_add_them(quiet_site: DeskSite, role: Role) -> None:
    """Others read who does; a form they make up themselves is refused."""
    desk = quiet_site.visit(quiet_site.person(role))
    page = desk.read(f"{PAGE}?q=hamn+RAPPORT").text
    listed = html.fromstring(page).xpath("//tbody/tr/@id")
    answer = desk.send(PAGE, list_seen="", **TYPED)
    may = role.includes(Role.COORDINATOR)

    assert ["S2"] == listed
    assert (may, not may) == ('name="list_seen"' in page, "Coordinators and administrators add sources." in page)
    assert (409 if may else 403) == answer.status_code
    assert 2 == len(quiet_site.portal.shelf().sources)


def test_a_search_that_finds_nothing_says_so(quiet_site: DeskSite) -> None:
    """Whatever was typed."""
    page = coordinator(quiet_site).read(f"{PAGE}?q=%3Cscript%3E&page=9&added=S999").text

    assert ("No source has all these words." in page, "<script>" in page) == (True, False)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "S1"),
        (b"# nothing yet\n", "S1"),
        (b"- id: S7\n  title: faulty\n", "S8"),
        (b'- {id: "S9"}\n- id: X100\n', "S10"),
        ("- id: S1\n  title: 'id: S900'\n".encode("utf-8-sig"), "S2"),
    ],
)
def test_the_next_id_follows_every_row(content: bytes, expected: str) -> None:
    """Also one with faults; what only a title says counts for nothing."""
    file = source_file(content)

    assert expected == file.next_id


def test_a_file_keeps_its_line_ends() -> None:
    """One from Windows, and one whose last line is not ended."""
    before = source_file(b'- id: S1\r\n  title: "a"\r\n  publisher: "b"\r\n  languages: [fi]\r\n  seen: title-only')
    after = before.with_source(Source("S2", "c", "d", (), ("sv", "en"), "title-only"))

    assert after.holds_besides(before, after.sources["S2"])
    assert (
        before.content + b'\r\n- id: S2\r\n  title: "c"\r\n  publisher: "d"\r\n'
        b"  languages: [sv, en]\r\n  seen: title-only\r\n"
    ) == after.content
