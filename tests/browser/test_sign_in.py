"""Signing in to the desk in a real browser."""

import re

import pytest
from playwright.sync_api import Page
from playwright.sync_api import expect

from portal.domain.people import Role
from tests.browser.served_desk import PASSWORD
from tests.browser.served_desk import ServedDesk
from tests.browser.served_desk import email_of

pytestmark = pytest.mark.browser


def test_somebody_signs_in_with_the_form_and_out_again(desk: ServedDesk, page: Page) -> None:
    """The way in leads to the page that was asked for; after signing out it is closed."""
    desk.person(Role.REVIEWER)
    page.goto(desk.url())
    page.get_by_label("E-mail address").fill(email_of(Role.REVIEWER))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/en/desk\?*$"))
    page.get_by_role("button", name="Sign out").click()
    page.goto(desk.url())

    expect(page).to_have_url(re.compile("/en/desk/sign-in"))


@pytest.mark.parametrize("role", list(Role))
def test_a_test_can_be_anybody(desk: ServedDesk, page: Page, role: Role) -> None:
    """The session that is made for a test is a real one, in both processes."""
    person = desk.sign_in(page, role)
    for _ in range(4):
        page.goto(desk.url())

        expect(page.get_by_role("link", name=person.name)).to_be_visible()
