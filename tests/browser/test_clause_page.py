"""A clause in a real browser: one click copies it with its source; both languages stand paragraph by paragraph."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import expect

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.reference import Collection
from tests.browser.axe import axe_violations
from tests.browser.chromium import NARROW
from tests.browser.chromium import window
from tests.browser.served_site import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

READ = """async () => {
  const [item] = await navigator.clipboard.read();
  const text = async kind => (await (await item.getType(kind)).text());
  return [await text('text/plain'), await text('text/html')];
}"""
LABEL = {
    Language.FI: "Epävirallinen käännös, suomeksi; alkuperäinen on kirjoitettu ruotsiksi.",
    Language.EN: "Unofficial translation, in English; the original is in Swedish.",
}
DONE = {
    Language.FI: "Kopioitu lähdemerkinnän kanssa.",
    Language.SV: "Texten är kopierad, med källa.",
    Language.EN: "Copied, with its source.",
}


def swedish_clause(site: Site) -> Entry:
    """Return a clause whose original is Swedish and whose wording has numbered points."""
    clauses = (entry for entry in site.shelf.entries(Collection.CLAUSES) if entry.original is Language.SV)
    return next(entry for entry in clauses if "2." in entry.texts.best(Language.SV)[0].section("wording").markdown)


def path_of(site: Site, language: Language) -> str:
    """Return where that clause is."""
    return f"{site.address}/{language}/clauses/{swedish_clause(site).id}"


@pytest.fixture
def desk(browser: Browser, served: Site) -> Iterator[Page]:
    """A page that may use the clipboard."""
    with window(browser) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.address)
        yield context.new_page()


@pytest.mark.parametrize("language", list(Language))
def test_text_and_note_arrive(desk: Page, served: Site, language: Language) -> None:
    """Plain and rich text hold the numbered wording and the source; the reader is told."""
    desk.goto(path_of(served, language))
    desk.locator(".copies button").first.click()
    expect(desk.locator(".copy-status")).to_have_text(DONE[language])
    plain, rich = desk.evaluate(READ)

    assert re.search(r"^2\. ", plain, re.MULTILINE)
    assert "<ol" in rich
    for text in (plain, rich):
        assert f"/sv/clauses/{swedish_clause(served).id}" in text
        assert LABEL.get(language, "nothing") not in text


@pytest.mark.parametrize("language", list(LABEL))
def test_the_label_of_a_translation_arrives(desk: Page, served: Site, language: Language) -> None:
    """Whoever pastes the translation pastes that it is unofficial."""
    desk.goto(path_of(served, language))
    desk.locator(".copies button").last.press("Enter")
    expect(desk.locator(".copy-status")).to_have_text(DONE[language])
    plain, rich = desk.evaluate(READ)

    assert LABEL[language] in plain
    assert LABEL[language] in rich
    assert f"/{language}/clauses/" in plain


def test_where_the_clipboard_is_closed_the_text_is_selected(page: Page, served: Site) -> None:
    """A browser that refuses leaves the text selected, and says what to press."""
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    )
    page.goto(path_of(served, Language.EN))
    page.locator(".copies button").first.click()

    expect(page.locator(".copy-status")).to_contain_text("press Ctrl+C")
    expect(page.locator(".copies textarea").first).to_be_focused()
    assert (
        page.evaluate("getSelection().toString().length") > 100
        or page.evaluate(
            "(() => { const box = document.activeElement; return box.selectionEnd - box.selectionStart })()"
        )
        > 100
    )


def test_without_script_the_text_can_be_selected(browser: Browser, served: Site) -> None:
    """No dead button, and a box with the same words."""
    with window(browser, script=False) as context:
        page = context.new_page()
        page.goto(path_of(served, Language.FI))
        page.locator(".copies summary").first.click()

        expect(page.locator(".copies button")).to_have_count(0)
        expect(page.locator(".copies textarea").first).to_be_visible()
        expect(page.locator(".copies textarea").first).to_have_value(re.compile("https?://"))


def test_on_a_phone_each_point_is_followed_by_its_translation(browser: Browser, served: Site) -> None:
    """The order stays readable, the translation says what it is, nothing runs over the edge."""
    with window(browser, NARROW) as context:
        page = context.new_page()
        page.goto(path_of(served, Language.EN))
        places = page.locator(".paired .wording").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().top)"
        )
        languages = page.locator(".paired .wording").evaluate_all("all => all.map(each => each.lang)")
        labels = page.locator(".paired [data-label]").evaluate_all(
            "all => all.map(each => getComputedStyle(each, '::before').content)"
        )

        assert sorted(places) == places
        assert ["sv", ""] * (len(languages) // 2) == languages
        assert {'"Unofficial translation, in English"'} == set(labels)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_at_a_desk_the_points_stand_side_by_side(page: Page, served: Site) -> None:
    """A point and its translation begin on one line."""
    page.goto(path_of(served, Language.EN))
    tops = page.locator(".paired .wording").evaluate_all("all => all.map(each => each.getBoundingClientRect().top)")

    assert tops[::2] == tops[1::2]
    assert len(set(tops)) == len(tops) // 2


@pytest.mark.parametrize("language", list(Language))
def test_an_earlier_text_is_sound(page: Page, served: Site, language: Language) -> None:
    """From the list to a version by its link; the rules of axe hold there too."""
    page.goto(f"{path_of(served, language)}/versions?text=sv")
    page.locator("tbody a").first.click()

    expect(page.locator("article h2")).to_be_visible()
    assert () == axe_violations(page)
