"""What a buyer does with a purchase on the desk, from the first word to the file, and what a colleague is sent."""

import io
from pathlib import Path
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import docx
import pytest
from docx.document import Document
from odfdo import Document as OdfDocument
from playwright.sync_api import Browser
from playwright.sync_api import Page

from portal.domain.language import Language
from portal.domain.reference import Collection
from tests.browser.chromium import window
from tests.browser.keys import press_and_follow
from tests.browser.keys import walk_to
from tests.browser.pages import FOUND
from tests.browser.pointer import click_and_follow
from tests.browser.served_site import Site
from tests.browser.test_assessment import fill
from tests.browser.ways import ways
from tests.browser.ways import with_and_without_script
from tests.shared.rounds import round_of
from tests.web.test_assessment import VERDICTS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

COMPARED = "helsinki-job-above-value-limit.kuopio-part-of-contract-value.goteborg-dialogue-requirement"
FILLED = "puhelin 09 310"
DIFFERS = {Language.FI: "eroaa", Language.SV: "skiljer sig", Language.EN: "differs"}
NOT_STATED = {
    Language.FI: "ei kerrota lähteessä",
    Language.SV: "anges inte i källan",
    Language.EN: "not stated in the source",
}
APPLY = {Language.FI: "Säännöt, jotka pätevät", Language.SV: "Regler som gäller", Language.EN: "Rules that apply"}
NO_NUMBER = {
    Language.FI: "Tätä ei voitu lukea luvuksi.",
    Language.SV: "Detta gick inte att läsa som ett tal.",
    Language.EN: "This could not be read as a number.",
}
LANGUAGE_TAGS = {Language.FI: "fi-FI", Language.SV: "sv-SE", Language.EN: "en-GB"}
PAPER = {"width": 1000, "height": 700}
"""An A4 page across, in the pixels of a style sheet and without its margins."""
LONGEST_ADDRESS = 8_000
CUT = """[...document.querySelectorAll("main *")]
  .filter(each => each.checkVisibility() && !each.closest(".sr"))
  .filter(each => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== "visible")
  .map(each => each.outerHTML.slice(0, 80))"""


@ways(Language.FI)
def test_search_compare_gather_fill_and_take_home(
    language: Language, buyer: Page, browser: Browser, served: Site
) -> None:
    """Two ticked answers are compared, both gathered, a blank is filled, a language chosen, and Word gets the file."""
    buyer.goto(f"{served.address}/{language}/search?q={FOUND[language]}&kind=clauses")
    buyer.locator(".answers input[name=c]").nth(0).check()
    buyer.locator(".answers input[name=c]").nth(1).check()
    click_and_follow(buyer.locator("button[form=compare]"))
    compared = parse_qs(urlsplit(buyer.url).query)["clauses"][0].split(".")
    click_and_follow(buyer.locator("#chosen ~ .take a"))
    click_and_follow(buyer.locator("#chosen ~ .take a"))
    gathered = parse_qs(urlsplit(buyer.url).query)["basket"][0].split(".")
    buyer.locator("input[name^='blank.']").first.fill(FILLED)
    other = Language.SV if language is Language.FI else Language.FI
    buyer.locator(f"select[name='lang.{gathered[0]}']").select_option(other.value)
    click_and_follow(buyer.locator("button[value=save]").first)
    shown = buyer.locator("main").inner_html()
    document = docx.Document(io.BytesIO(downloaded(buyer, "button[formaction$='.docx']")))

    assert 2 == len(compared)
    assert compared == gathered
    assert any(FILLED in each.text for each in document.paragraphs)
    assert set(numbered_headings(document)) == {each.split(". ", 1)[1] for each in headings(buyer)}
    assert 2 == part(document, "footnotes").count("<w:footnote w:id=")
    assert f'<w:lang w:val="{LANGUAGE_TAGS[other]}"' in part(document, "document")
    assert shown == seen_by_a_colleague(browser, buyer.url)


@ways(Language.SV)
def test_an_assessment_is_sent_and_filed(language: Language, buyer: Page, browser: Browser, served: Site) -> None:
    """The answer's address shows a colleague the same answer, and both memos bear its verdict as a heading or line."""
    buyer.goto(f"{served.address}/{language}/assessment")
    fill(buyer)
    click_and_follow(buyer.locator("form.assess button"))
    shown = buyer.locator("main").inner_html()
    word = docx.Document(io.BytesIO(downloaded(buyer, 'main a[href*="memo.docx"]')))
    odf = OdfDocument(io.BytesIO(downloaded(buyer, 'main a[href*="memo.odt"]')))
    verdict = VERDICTS["suits"][language]

    assert f"{verdict}." in [each.text for each in word.paragraphs]
    assert verdict in odf.get_formatted_text()
    assert any(each.style is not None and each.style.name == "Heading 1" for each in word.paragraphs)
    assert shown == seen_by_a_colleague(browser, buyer.url)


@ways(Language.EN)
def test_a_purchase_is_counted(language: Language, buyer: Page, browser: Browser, served: Site) -> None:
    """A number typed the Finnish way gives results; one that is none gives a sentence at its field, and stays there."""
    buyer.goto(f"{served.address}/{language}/calculator")
    buyer.locator("#value").fill("1 600 000,50 €")
    buyer.locator("#months").fill("48")
    click_and_follow(buyer.locator("form.figures button"))
    results = buyer.locator("section[aria-labelledby=applies] .row").count()
    heading = buyer.locator("#applies").inner_text()
    shown, address = buyer.locator("main").inner_html(), buyer.url
    buyer.locator("#months").fill("noin neljä")
    click_and_follow(buyer.locator("form.figures button"))
    fault = buyer.locator("#months-fault").inner_text()

    assert results >= 3
    assert heading.startswith(APPLY[language])
    assert shown == seen_by_a_colleague(browser, address)
    assert fault.startswith(NO_NUMBER[language])
    assert ("noin neljä", "1 600 000,50 €") == (
        buyer.locator("#months").input_value(),
        buyer.locator("#value").input_value(),
    )
    assert 0 == buyer.locator("main .rows .row").count()


def test_from_ticks_to_a_document_by_keyboard(page: Page, served: Site) -> None:
    """Space ticks, Enter presses and follows, Tab leads on, and every stop on the way shows where it is."""
    page.goto(f"{served.address}/fi/search?q={FOUND[Language.FI]}&kind=clauses")
    walk_to(page, ".answers .row:nth-child(1) input[name=c]")
    page.keyboard.press("Space")
    walk_to(page, ".answers .row:nth-child(2) input[name=c]")
    page.keyboard.press("Space")
    walk_to(page, "button[form=compare]")
    press_and_follow(page, "Enter")
    for _ in range(2):
        walk_to(page, "#chosen ~ .take a")
        press_and_follow(page, "Enter")
    walk_to(page, "input[name^='blank.']")
    page.keyboard.type(FILLED)
    press_and_follow(page, "Enter")
    walk_to(page, "select[name^='lang.']")
    before = page.locator("select[name^='lang.']").first.input_value()
    page.keyboard.press("ArrowDown" if before == Language.FI else "ArrowUp")
    after = page.locator("select[name^='lang.']").first.input_value()
    walk_to(page, "button[formaction$='.docx']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    document = docx.Document(str(download.value.path()))

    assert before != after
    assert any(FILLED in each.text for each in document.paragraphs)


def test_an_assessment_by_keyboard(page: Page, served: Site) -> None:
    """From the link on the front page to the memo in hand."""
    page.goto(f"{served.address}/sv/")
    walk_to(page, 'main a[href="/sv/assessment"]')
    press_and_follow(page, "Enter")
    walk_to(page, "#months")
    page.keyboard.type("48")
    walk_to(page, "input[name=labour]:checked")
    page.keyboard.press("ArrowUp")
    walk_to(page, "form.assess button")
    press_and_follow(page, "Space")
    address = page.url
    walk_to(page, 'main a[href*="memo.docx"]')
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert {"months": ["48"], "labour": ["little"]}.items() <= parse_qs(urlsplit(address).query).items()
    assert docx.Document(str(download.value.path())).paragraphs


def test_a_count_by_keyboard(page: Page, served: Site) -> None:
    """Figures, a currency and the result; then the link of a fault leads to its field."""
    page.goto(f"{served.address}/en/calculator")
    walk_to(page, "#value")
    page.keyboard.type("20 million")
    page.keyboard.press("Tab")
    page.keyboard.type("Sw")
    walk_to(page, "#months")
    page.keyboard.type("4x8")
    press_and_follow(page, "Enter")
    walk_to(page, "main a[href='#months']")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("48")
    press_and_follow(page, "Enter")
    told = parse_qs(urlsplit(page.url).query)

    assert (["20 million"], ["SEK"], ["48"]) == (told["value"], told["currency"], told["months"])
    assert page.locator("#applies").is_visible()


@with_and_without_script
def test_a_basket_of_sixty_clauses(buyer: Page, served: Site) -> None:
    """It is shown, named and taken home; with more words than an address holds, a sentence says so and all is kept."""
    ids = [each.id for each in served.shelf.entries(Collection.CLAUSES)][:60]
    buyer.goto(f"{served.address}/fi/basket?basket={'.'.join(ids)}")
    buyer.locator("#name").fill("Kuusikymmentä")
    click_and_follow(buyer.locator("button[value=save]").first)
    short, gathered = buyer.url, len(headings(buyer))
    for each in ids:
        buyer.locator(f"[id='heading-{each}']").fill("Oma otsikko tälle ehdolle, joka on pitkä kuin nälkävuosi")
    click_and_follow(buyer.locator("button[value=save]").first)
    document = docx.Document(io.BytesIO(downloaded(buyer, "button[formaction$='.docx']")))

    assert (60, 60) == (len(ids), gathered)
    assert "name=Kuusikymment" in short
    assert len(short) < LONGEST_ADDRESS
    assert "ei enää mahdu" in buyer.locator("[role=alert]").inner_text()
    assert {"Oma otsikko tälle ehdolle, joka on pitkä kuin nälkävuosi"} == set(numbered_headings(document))
    assert 60 == len(numbered_headings(document))


@pytest.mark.parametrize("language", round_of(tuple(Language), 3, first=1))
def test_a_comparison_on_paper(language: Language, page: Page, served: Site) -> None:
    """Helsinki, Kuopio and Göteborg: what differs and what no source states is told, and nothing is cut off."""
    page.set_viewport_size({"width": PAPER["width"], "height": PAPER["height"]})
    page.emulate_media(media="print")
    page.goto(f"{served.address}/{language}/compare?clauses={COMPARED}")
    marks = page.locator(".compared tbody th .tag.other:visible").all_inner_texts()
    silent = page.locator(".compared td .silent:visible").all_inner_texts()
    columns = page.locator(".compared").first.locator("thead th:visible").count()

    assert {DIFFERS[language]} == set(marks)
    assert {NOT_STATED[language]} == set(silent)
    assert 4 == columns
    assert [] == page.evaluate(CUT)
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]


def headings(page: Page) -> list[str]:
    """Return the headings of the clauses of a basket."""
    return page.locator("section.row h3").all_inner_texts()


def numbered_headings(document: Document) -> list[str]:
    """Return the headings that Word numbers."""
    styled = [each for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"]
    return [each.text for each in styled if each._p.pPr is not None and each._p.pPr.numPr is not None]


def part(document: Document, name: str) -> str:
    """Return the XML of a part of a document."""
    parts = {str(each.partname): each.blob for each in document.part.package.iter_parts()}
    return parts[f"/word/{name}.xml"].decode("utf-8")


def downloaded(page: Page, selector: str) -> bytes:
    """Press what gives a file and return the file."""
    with page.expect_download() as download:
        page.locator(selector).first.click()
    return Path(download.value.path()).read_bytes()


def seen_by_a_colleague(browser: Browser, address: str) -> str:
    """Return the main part of the page as a browser sees it that has never been here."""
    with window(browser, script=False) as context:
        page = context.new_page()
        page.goto(address)
        return page.locator("main").inner_html()
