"""From an invitation to a restored revision in a real browser: the whole way of one case, in each language."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from dataclasses import field
from time import perf_counter
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import expect

from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from tests.browser.chromium import window
from tests.browser.counted_hand import CountedHand
from tests.browser.served_desk import PASSWORD
from tests.browser.served_desk import ServedDesk
from tests.browser.served_site import gunicorn
from tests.shared.rounds import round_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(200)]

SECONDS_TO_BE_FOUND = 2
SECONDS_OF_CLICKS = 300

CODES = {"country": "fi", "kind": "model", "status": "in-use"}
TICKED = {"sectors": "cleaning", "instruments": "contract-condition", "phases": "tender", "roles": "buyer"}
WORD = {Language.FI: "suopursuinen", Language.SV: "skvattramig", Language.EN: "ledumish"}
"""A word that nobody has written before, for the search."""

SECTIONS = 4
CHANGED = 1
"""The section that is corrected."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One journey: the language of everybody's pages and of the original, and who has script."""

    language: Language
    writer_has_script: bool
    reader_has_script: bool

    @property
    def ref(self) -> Ref:
        """The case that is written."""
        return Ref(Collection.CASES, f"journey-{self.language}")

    @property
    def others(self) -> list[Language]:
        """The languages it is translated into."""
        return [each for each in Language if each is not self.language]


JOURNEYS = (
    Journey(Language.FI, writer_has_script=True, reader_has_script=False),
    Journey(Language.SV, writer_has_script=False, reader_has_script=True),
    Journey(Language.EN, writer_has_script=True, reader_has_script=True),
)
"""The small round goes the first way."""


@dataclass(slots=True)
class People:
    """Everybody who takes part, each in a window of their own."""

    desk: ServedDesk
    reader_address: str
    journey: Journey
    writer: Page
    reader: Page
    coordinator: Page
    reviewers: list[Page] = field(default_factory=list)

    def url(self, path: str) -> str:
        """Return the address of a page of the desk in the language of the journey."""
        return self.desk.url(path, self.journey.language)

    def read(self, language: Language) -> None:
        """Let the reader open the case."""
        self.reader.goto(f"{self.reader_address}/{language}/{self.journey.ref}")


@pytest.fixture(scope="module")
def reader_address(desk: ServedDesk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the same content, index and workspace once more, as a second machine's processes would."""
    settings = desk.portal.settings
    log = tmp_path_factory.mktemp("readers") / "log"
    places = {"PORTAL_WORKSPACE": str(settings.workspace)}
    with gunicorn(settings.content, settings.search_index, 1, log, places) as address:
        yield address


@pytest.mark.parametrize(
    "journey",
    round_of(JOURNEYS, 3),
    ids=lambda journey: journey.language,
)
def test_a_case_goes_the_whole_way(desk: ServedDesk, reader_address: str, browser: Browser, journey: Journey) -> None:
    """Invited, written, reviewed by two, found, translated, corrected and restored, and every reader sees each step."""
    with ExitStack() as windows:

        def opened(*, script: bool = True, role: Role | None = None, number: int = 1) -> Page:
            page = windows.enter_context(window(browser, script=script)).new_page()
            if role:
                desk.sign_in(page, role, number)
            return page

        script = journey.writer_has_script
        people = People(
            desk,
            reader_address,
            journey,
            writer=opened(script=script),
            reader=opened(script=journey.reader_has_script),
            coordinator=opened(script=script, role=Role.COORDINATOR),
            reviewers=[opened(script=script, role=Role.REVIEWER, number=number) for number in (1, 2)],
        )
        administrator = opened(script=script, role=Role.ADMINISTRATOR)
        link = invited(people, administrator)
        accepted(people, link)
        seconds_of_clicks = written(people)
        seconds_to_be_found = published_and_found(people, draft_address(people))
        for language in journey.others:
            translated(people, language)
        corrected(people)
        stale = [stale_sections(people, language) for language in journey.others]
        restored(people)
        people.read(journey.language)
        expect(people.reader.locator("main")).to_contain_text(passage(journey, CHANGED))
        still_stale = [stale_sections(people, language) for language in journey.others]

    assert seconds_of_clicks < SECONDS_OF_CLICKS
    assert seconds_to_be_found < SECONDS_TO_BE_FOUND
    assert [[heading(language, CHANGED)] for language in journey.others] == stale
    assert [[], []] == still_stale


def invited(people: People, administrator: Page) -> str:
    """Invite the writer, and return the link, which no page shows a second time."""
    hand = CountedHand(administrator)
    administrator.goto(people.url("/accounts"))
    hand.click("main a[href$='/accounts/new']")
    hand.type("#email", email(people.journey))
    hand.type("#name", f"Aino {people.journey.language}")
    hand.choose("#role", Role.CONTRIBUTOR)
    hand.choose("#language", people.journey.language)
    hand.click("main form button:not([type])")
    link = administrator.locator("#address").input_value()
    hand.click("main a[href$='/accounts']")
    hand.click(f"tr:has-text('{email(people.journey)}') a")
    expect(administrator.locator("h1")).to_contain_text("Aino")

    assert link.rpartition("/")[2] not in administrator.content()
    return link


def accepted(people: People, link: str) -> None:
    """Choose a password with the link, which then is spent, and sign in with it."""
    page = people.writer
    page.goto(link)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form button:not([type])").click()
    page.locator("#email").fill(email(people.journey))
    page.locator("#password").fill(PASSWORD)
    page.locator("main form button:not([type])").click()
    expect(page).to_have_url(re.compile(r"/desk\??$"))
    answer = people.reader.goto(link)

    assert answer
    assert answer.status == 410


def written(people: People) -> float:
    """Write the case from nothing, look at it, cure what is wrong and hand it over; return the seconds of clicks."""
    page, journey = people.writer, people.journey
    hand = CountedHand(page)
    hand.click(".desk-ways a[href$='/desk/write']")
    hand.choose("#collection", Collection.CASES)
    hand.type("#id", journey.ref.id)
    hand.choose("form[method=post] #language", journey.language)
    hand.click("main section:first-of-type button")
    expect(page).to_have_url(re.compile(r"/write/\d+"))
    form = urlsplit(page.url).path
    facts(hand, journey)
    pick(hand, "sources", "Järven kaupungin ohje", "S1", script=journey.writer_has_script)
    for row in range(SECTIONS):
        hand.type(field_of(f"sections.{row}.heading"), heading(journey.language, row))
        hand.type(field_of(f"sections.{row}.text"), f"{passage(journey, row)}[^S1]")
    hand.click("button[value=check] >> nth=0")
    cured(hand)
    hand.click("a[href$='/preview']")
    for row in range(SECTIONS):
        expect(page.locator("main")).to_contain_text(passage(journey, row))
    hand.click(f"main nav a[href='{form}']")
    hand.click("button[value=submit]")
    expect(page.locator("button[value=submit]")).to_have_count(0)
    expect(page.locator("#faults")).to_have_count(0)
    return hand.seconds


def facts(hand: CountedHand, journey: Journey) -> None:
    """Fill in every fact a case must state but one, and one with a fault."""
    hand.type(field_of("title"), f"Järvi {WORD[journey.language]}")
    hand.type(field_of("summary"), f"Järvi {WORD[journey.language]} 2024.")
    for path, code in CODES.items():
        hand.choose(field_of(path), code)
    pick(hand, "organisation", "Järv", "jarvi", script=journey.writer_has_script)
    hand.type(field_of("as_of"), "31.2.2024")
    hand.type(field_of("review_by"), "2027-06")
    for path, code in TICKED.items():
        if path != "roles":
            hand.tick(f"{field_of(path)}[value={code}]")
    for path in ("evidence.status", "evidence.instruments"):
        pick(hand, path, "Järven kaupungin ohje", "S1", script=journey.writer_has_script)


def pick(hand: CountedHand, path: str, words: str, value: str, *, script: bool) -> None:
    """Type the beginning of a name and take what is offered; without script a whole name or an id is typed."""
    fields = hand.page.locator(field_of(path))
    box = fields.nth(fields.count() - 1)
    if script:
        hand.type(box, words)
        offered = hand.page.locator(f"datalist#{box.get_attribute('list')} option[value='{value}']")
        expect(offered).to_have_count(1)
    hand.type(box, value)


def cured(hand: CountedHand) -> None:
    """Go from each fault in the summary to its field, and cure it."""
    page = hand.page
    expect(page.locator("#faults")).to_be_visible()
    expect(page.locator("#faults li")).to_have_count(2)
    for name, cure in (("as_of", "3.6.2024"), ("roles", "buyer")):
        hand.click(f"#faults a[href='#f-{name}']")
        expect(page.locator(f"#f-{name}-fault")).to_be_visible()
        if name == "as_of":
            assert page.locator(field_of(name)).input_value() == "31.2.2024"
            hand.type(field_of(name), cure)
        else:
            hand.tick(f"{field_of(name)}[value={cure}]")
    hand.click("button[value=check] >> nth=0")
    expect(page.locator("#faults")).to_have_count(0)


def published_and_found(people: People, address: str) -> float:
    """Let two sign and a third publish; return the seconds until another process's search finds the case."""
    signed(people, address)
    reader, word = people.reader, WORD[people.journey.language]
    found = reader.locator(f".answers a[href*='{people.journey.ref}']")
    question = f"{people.reader_address}/{people.journey.language}/search?q={word}"
    reader.goto(question)
    expect(found).to_have_count(0)
    people.coordinator.goto(address)
    started = perf_counter()
    people.coordinator.locator("form[action$='/publish'] button").click(no_wait_after=True)
    while not found.count() and perf_counter() - started < 10 * SECONDS_TO_BE_FOUND:
        reader.goto(question)
    seconds = perf_counter() - started
    found.first.click()
    expect(reader.locator("h1")).to_contain_text(word)
    return seconds


def signed(people: People, address: str) -> None:
    """Let one reviewer sign the first task and the other the rest; the coordinator cannot publish before."""
    people.coordinator.goto(address)
    expect(people.coordinator.locator("form[action$='/publish']")).to_have_count(0)
    first, second = people.reviewers
    first.goto(address)
    first.locator("form[action$='/sign'] button").first.click()
    second.goto(address)
    while second.locator("form[action$='/sign'] button").count():
        second.locator("form[action$='/sign'] button").first.click()


def published(people: People, address: str) -> None:
    """Let others sign and publish."""
    signed(people, address)
    people.coordinator.goto(address)
    people.coordinator.locator("form[action$='/publish'] button").click()
    expect(people.coordinator.locator("form[action$='/publish']")).to_have_count(0)


def translated(people: People, language: Language) -> None:
    """Translate the case from the matrix on, and let a reader read it."""
    page, journey = people.writer, people.journey
    page.goto(people.url("/translations?collection=cases"))
    page.locator(f"a[href*='/translate/{journey.ref}/{language}']").first.click()
    page.locator("button[value=begin]").click()
    page.locator("#unit-title input:not([type])").fill(f"{WORD[journey.language]} {language}")
    page.locator("#unit-summary textarea").fill(f"{WORD[journey.language]} {language} 2024.")
    units = page.locator("section.unit:has(input:not([type]))")
    for row in range(SECTIONS):
        unit = units.nth(row + 1)
        unit.locator("input:not([type])").fill(heading(language, row))
        unit.locator("textarea").fill(f"{passage(journey, row)} {language}[^S1]")
    for box in page.locator("input[name=step]").all():
        box.check()
    page.locator("button[value=submit]").click()
    published(people, page.locator("a[href*='/drafts/']:not(.desk-ways a)").first.evaluate("link => link.href"))
    people.read(language)
    expect(people.reader.locator("h1")).to_have_text(f"{WORD[journey.language]} {language}")
    expect(people.reader.locator(".stale")).to_have_count(0)


def corrected(people: People) -> None:
    """Correct one section of the original, and publish it."""
    page, journey = people.writer, people.journey
    page.goto(people.url("/write"))
    page.locator("#q").fill(WORD[journey.language])
    page.locator("form[method=get] button:near(#q)").first.click()
    page.locator(f"form:has(input[value='{journey.ref}']):has(input[value={journey.language}]) button").click()
    page.locator(field_of(f"sections.{CHANGED}.text")).fill(f"{passage(journey, CHANGED)} 2025.[^S1]")
    page.locator("#reason").fill("2025")
    page.locator("button[value=submit]").click()
    published(people, draft_address(people))
    people.read(journey.language)
    expect(people.reader.locator("main")).to_contain_text(f"{passage(journey, CHANGED)} 2025.")


def stale_sections(people: People, language: Language) -> list[str]:
    """Return the headings of the passages that are told to be behind."""
    people.read(language)
    return people.reader.locator("section.passage:has(.stale) h2").all_inner_texts()


def restored(people: People) -> None:
    """Restore the first revision of the original."""
    page, journey = people.coordinator, people.journey
    page.goto(people.url(f"/entries/{journey.ref}"))
    page.locator("a[href*='restore=']").last.click()
    page.locator("#restore-reason").fill("2024")
    page.locator("form:has(#restore-reason) button").click()
    expect(page.locator("#restore-reason")).to_have_count(0)


def draft_address(people: People) -> str:
    """Return the page of the draft that the writer has in front of them."""
    number = re.search(r"/write/(\d+)", people.writer.url)
    assert number
    return people.url(f"/drafts/{number[1]}")


def field_of(path: str) -> str:
    """Return the selector of a field of the form."""
    return f"[name='t.{path}']"


def heading(language: Language, row: int) -> str:
    """Return the heading of a section in a language."""
    return f"{language} {row + 1}"


def passage(journey: Journey, row: int) -> str:
    """Return the words of a section of the original."""
    return f"{WORD[journey.language]} {row + 1}."


def email(journey: Journey) -> str:
    """Return the address of the writer of a journey."""
    return f"aino-{journey.language}@silta.invalid"
