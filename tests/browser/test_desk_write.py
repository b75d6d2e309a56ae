"""Writing at the desk in a real browser: from nothing, with a lost connection, and without script."""

import re
from time import perf_counter

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import expect

from portal.domain.draft import Draft
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from tests.browser.served_desk import ServedDesk

pytestmark = pytest.mark.browser

SECTIONS = 4


def draft_of(desk: ServedDesk, page: Page) -> Draft:
    """Return the draft a page writes on, as it is kept."""
    number = re.search(r"/write/(\d+)", page.url)
    assert number is not None
    return desk.portal.workspace.drafts.draft(int(number[1]))


def begin(desk: ServedDesk, page: Page, entry_id: str, collection: str = "cases") -> None:
    """Begin a new entry with the form."""
    page.goto(desk.url("/write"))
    page.get_by_label("What you write").select_option(collection)
    page.get_by_label("Id", exact=True).fill(entry_id)
    page.get_by_label("The language you write in").select_option("fi")
    page.get_by_role("button", name="Begin").click()
    expect(page).to_have_url(re.compile(r"/write/\d+"))


def fill(page: Page, path: str, text: str) -> None:
    """Type into a field by its path."""
    page.locator(f'[name="t.{path}"]').last.fill(text)


def write_case(page: Page) -> None:
    """Fill in everything a case must say."""
    fill(page, "title", "Suo: työpaikka joka urakassa")
    fill(page, "summary", "Suo vaatii työllistämistä urakoissa.")
    for path, code in {"country": "fi", "kind": "model", "status": "in-use"}.items():
        page.locator(f'[name="t.{path}"]').select_option(code)
    fill(page, "organisation", "jarvi")
    fill(page, "as_of", "3.6.2024")
    fill(page, "review_by", "2027-06")
    for path, code in {
        "sectors": "cleaning",
        "instruments": "contract-condition",
        "phases": "tender",
        "roles": "buyer",
    }.items():
        page.locator(f'[name="t.{path}"][value="{code}"]').check()
    for path in ("evidence.status", "evidence.instruments"):
        fill(page, path, "S1")
    page.locator('#f-sources [name="t.sources"]').last.fill("S1")
    for row in range(SECTIONS):
        fill(page, f"sections.{row}.heading", f"Otsikko {row}")
        fill(page, f"sections.{row}.text", f"Kappale {row}, jossa on **asiaa** [^S1].")


def test_a_case_is_written_from_nothing_and_handed_over(desk: ServedDesk, page: Page) -> None:
    """Begin, type, see the text as readers will, and hand over: all of it in less than five minutes of clicks."""
    desk.sign_in(page, Role.CONTRIBUTOR)
    started = perf_counter()
    begin(desk, page, "suo-model")
    write_case(page)
    expect(page.locator(".as-read strong").first).to_have_text("asiaa")
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    page.get_by_role("button", name="Send to review").click()
    expect(page.get_by_text("This draft is in review.")).to_be_visible()
    draft = draft_of(desk, page)

    assert (DraftState.IN_REVIEW, Ref(Collection.CASES, "suo-model"), True) == (
        draft.state,
        draft.ref,
        perf_counter() - started < 300,
    )


def test_a_case_is_written_without_script(desk: ServedDesk, browser: Browser) -> None:
    """Plain form fields do the same: nothing of the writing needs script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    desk.sign_in(page, Role.CONTRIBUTOR)
    begin(desk, page, "suo-without-script")
    write_case(page)
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    page.get_by_role("button", name="Send to review").click()
    state = draft_of(desk, page).state
    context.close()

    assert DraftState.IN_REVIEW is state


def test_what_is_typed_is_saved_by_itself(desk: ServedDesk, page: Page) -> None:
    """The page says when, and the draft holds it."""
    desk.sign_in(page, Role.CONTRIBUTOR)
    begin(desk, page, "saves-by-itself", "news")
    fill(page, "title", "Itsestään")
    expect(page.locator("#saved")).to_have_text("Not saved yet …")
    expect(page.locator("#saved")).to_have_text(re.compile(r"^Saved \d"), timeout=10_000)

    assert "Itsestään" == draft_of(desk, page).typed["title"]


def test_a_lost_connection_loses_nothing(desk: ServedDesk, page: Page) -> None:
    """What is typed without a connection is told not to be saved, survives the page, and is sent afterwards."""
    desk.sign_in(page, Role.CONTRIBUTOR)
    begin(desk, page, "lost-connection", "news")
    page.context.set_offline(True)
    fill(page, "title", "Tunnelissa")
    expect(page.locator("#saved")).to_have_text(re.compile("no connection"), timeout=10_000)
    before = draft_of(desk, page).typed.get("title")
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_have_text(re.compile(r"^Saved \d"), timeout=10_000)
    after = draft_of(desk, page).typed.get("title")

    assert (None, "Tunnelissa") == (before, after)


def test_a_page_that_was_closed_without_a_connection_is_put_back(desk: ServedDesk, page: Page) -> None:
    """The browser kept what the portal never got."""
    desk.sign_in(page, Role.CONTRIBUTOR)
    begin(desk, page, "closed-page", "news")
    address = page.url.partition("?")[0]
    page.context.set_offline(True)
    fill(page, "title", "Kannettava kiinni")
    expect(page.locator("#saved")).to_have_text(re.compile("no connection"), timeout=10_000)
    page.close()
    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(address)
    expect(again.locator('[name="t.title"]')).to_have_value("Kannettava kiinni")
    expect(again.locator("#saved")).to_have_text(re.compile(r"^Saved \d"), timeout=10_000)

    assert "Kannettava kiinni" == draft_of(desk, again).typed["title"]


def test_the_second_writer_is_told_and_both_texts_are_kept(desk: ServedDesk, browser: Browser) -> None:
    """Whoever is slower meets both texts side by side."""
    contexts = [browser.new_context(), browser.new_context()]
    first, second = (context.new_page() for context in contexts)
    desk.sign_in(first, Role.CONTRIBUTOR, 1)
    desk.sign_in(second, Role.CONTRIBUTOR, 2)
    begin(desk, first, "two-writers", "news")
    second.goto(first.url.partition("?")[0])
    expect(second.locator("#others")).to_contain_text("Contributor 1")
    fill(first, "title", "Ensimmäisen")
    expect(first.locator("#saved")).to_have_text(re.compile(r"^Saved \d"), timeout=10_000)
    fill(second, "title", "Toisen")
    expect(second.locator("#saved")).to_contain_text("Contributor 1 has saved this draft meanwhile", timeout=10_000)
    second.get_by_role("button", name="Save", exact=True).first.click()
    expect(second.get_by_label("The text of Contributor 1")).to_have_value("Ensimmäisen")
    second.get_by_label("Both, one after the other").check()
    second.get_by_role("button", name="Save both together").click()
    expect(second.locator('[name="t.title"]')).to_be_visible()
    typed = draft_of(desk, second).typed
    for context in contexts:
        context.close()

    assert "Toisen\n\nEnsimmäisen" == typed["title"]
