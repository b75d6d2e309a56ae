"""Signing in through the employer, against a real OpenID provider in a process of its own."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from werkzeug.test import TestResponse

from portal.bootstrap import Portal
from portal.domain.people import Role
from portal.settings import SecondFactorRule
from portal.workspace.openid_settings import OpenIdSettings
from tests.web import openid_provider
from tests.web.desk_people import Visitor
from tests.web.desk_people import account_of
from tests.web.desk_people import open_desk
from tests.web.desk_people import visitors

BASE = "http://localhost"
BACK = f"{BASE}/en/desk/sign-in/employer/return"
SECONDS_TO_START = 60.0


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The issuer of a provider that runs while the tests of this file do."""
    folder = tmp_path_factory.mktemp("provider")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = str(Path(openid_provider.__file__))
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen([sys.executable, program, str(port), str(folder), BACK], stdout=log, stderr=log) as process,
    ):
        issuer = f"http://127.0.0.1:{port}/o"
        try:
            wait_for(process, f"{issuer}/.well-known/openid-configuration", folder / "log")
            yield issuer
        finally:
            process.kill()


@pytest.fixture
def desk(content: Path, tmp_path: Path, provider: str) -> Iterator[Portal]:
    """A desk that knows the provider, with two accounts."""
    oidc = OpenIdSettings(provider, openid_provider.CLIENT, openid_provider.SECRET, "Kuopion kaupunki")
    portal = open_desk(content, tmp_path, oidc=oidc, base_url=BASE)
    account_of(portal, "aino", Role.COORDINATOR)
    account_of(portal, "bo", Role.CONTRIBUTOR)
    account_of(portal, "cia", Role.CONTRIBUTOR)
    yield portal
    portal.close()


@pytest.fixture
def visitor(desk: Portal) -> Visitor:
    """A browser that knows nothing yet."""
    return visitors(desk)()


def way_back(visitor: Visitor, name: str, way_on: str = "", language: str = "fi") -> str:
    """Go to the employer as a browser does, sign in there, and return the address that leads back."""
    leaving = visitor.get(f"/{language}/desk/sign-in/employer", query_string={"next": way_on})
    assert leaving.status_code == 302, leaving.get_data(as_text=True)
    with requests.Session() as browser:
        answer = browser.get(leaving.headers["Location"], timeout=30, allow_redirects=False)
        login = requests.compat.urljoin(answer.url, answer.headers["Location"])
        fields = {"name": name, "password": openid_provider.PASSWORD}
        answer = browser.post(login, data=fields, timeout=30, allow_redirects=False)
        consent = requests.compat.urljoin(answer.url, answer.headers["Location"])
        answer = browser.get(consent, timeout=30, allow_redirects=False)
    back = answer.headers["Location"]
    assert back.startswith(BACK), back
    return back.removeprefix(BASE)


def arrive(visitor: Visitor, name: str, way_on: str = "", language: str = "fi") -> TestResponse:
    """Sign in through the employer as somebody."""
    return visitor.get(way_back(visitor, name, way_on, language))


def wait_for(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    """Wait until the provider answers."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(address, timeout=10).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise RuntimeError(f"The provider did not start.\n{log.read_text(encoding='utf-8')[-2000:]}")


def test_the_employer_lets_somebody_in_who_has_an_account(visitor: Visitor, desk: Portal) -> None:
    """Under a new secret, to where they were going, in their language, and it stands in the log."""
    visitor.get("/fi/desk/sign-in")
    before = visitor.client.get_cookie("silta")
    answer = arrive(visitor, "aino", "/fi/desk/account")
    after = visitor.client.get_cookie("silta")
    actions = [line.action for line in desk.workspace.audit.lines()]

    assert (302, "/fi/desk/account", True, ["sign-in", "account-tie"], True) == (
        answer.status_code,
        answer.headers.get("Location"),
        visitor.is_signed_in,
        actions,
        before is not None and after is not None and before.value != after.value,
    )


def test_the_button_names_the_employer(visitor: Visitor) -> None:
    """So that people know which password is meant."""
    assert "Kuopion kaupunki" in visitor.read("/sv/desk/sign-in")


def test_an_identity_is_known_again_whatever_its_address(visitor: Visitor, desk: Portal) -> None:
    """And whoever gets the address at the employer later does not get the account."""
    arrive(visitor, "aino")
    other = visitors(desk)()
    heir = arrive(other, "heir")
    again = visitors(desk)()
    arrive(again, "aino")

    assert (403, False, True) == (heir.status_code, other.is_signed_in, again.is_signed_in)


@pytest.mark.parametrize("name", ["stranger", "unverified"])
def test_nobody_gets_an_account_by_signing_in(visitor: Visitor, desk: Portal, name: str) -> None:
    """Neither a stranger nor somebody whose address the employer does not vouch for."""
    accounts = len(desk.workspace.accounts.all())
    answer = arrive(visitor, name)

    assert (403, False, accounts) == (answer.status_code, visitor.is_signed_in, len(desk.workspace.accounts.all()))


def test_a_closed_account_stays_closed(visitor: Visitor, desk: Portal) -> None:
    """Also one that the employer has let in before."""
    arrive(visitor, "bo")
    before = visitor.is_signed_in
    desk.workspace.accounts.set_active(account_of(desk, "bo", Role.CONTRIBUTOR).person.id, active=False)
    answer = arrive(visitor, "bo")

    assert (True, 403, False) == (before, answer.status_code, visitor.is_signed_in)


def test_an_answer_is_good_once_and_for_the_browser_that_asked(visitor: Visitor, desk: Portal) -> None:
    """A link that somebody else prepared signs nobody in."""
    victim = visitors(desk)()
    victim.get("/en/desk/sign-in/employer")
    back = way_back(visitor, "aino")
    planted = victim.get(back)
    first = visitor.get(back)
    visitor.client.delete_cookie("silta")
    again = visitor.get(back)

    assert (403, False, 302, 403) == (planted.status_code, victim.is_signed_in, first.status_code, again.status_code)


def test_a_token_that_does_not_prove_who_is_coming_lets_nobody_in(visitor: Visitor, desk: Portal) -> None:
    """Of another issuer, client or sign-in, run out, unsigned, or signed with what others know; nothing is tied."""
    met = {}
    for forger in openid_provider.FORGERS:
        browser = visitors(desk)()
        met[forger] = (arrive(browser, forger).status_code, browser.is_signed_in)

    assert dict.fromkeys(openid_provider.FORGERS, (403, False)) == met
    assert 302 == arrive(visitor, "aino").status_code


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?code=x&state=y", "?error=access_denied", "?code=%00"])
def test_an_answer_to_nothing_is_refused(visitor: Visitor, query: str) -> None:
    """With a page, whatever it says."""
    status = visitor.get(f"/en/desk/sign-in/employer/return{query}").status_code

    assert (True, False) == (status in {400, 403}, visitor.is_signed_in)


def test_nobody_is_led_out_of_the_desk_through_the_employer(visitor: Visitor) -> None:
    """What was to come next is kept on the server, and heeded only within the desk."""
    assert "/en/desk" == arrive(visitor, "aino", "https://evil.example/", "en").headers["Location"]


def test_a_second_step_is_the_employers_business(content: Path, tmp_path: Path, provider: str) -> None:
    """Whoever comes through the employer is not asked for another one here."""
    oidc = OpenIdSettings(provider, openid_provider.CLIENT, openid_provider.SECRET)
    portal = open_desk(content, tmp_path, oidc=oidc, base_url=BASE, second_factor=SecondFactorRule.EVERYBODY)
    account_of(portal, "aino", Role.COORDINATOR)
    visitor = visitors(portal)()
    arrive(visitor, "aino")
    signed_in = visitor.is_signed_in
    portal.close()

    assert signed_in


@pytest.mark.parametrize(("address", "status"), [("http://127.0.0.1:1/o", 503), ("{}/", 403)])
@pytest.mark.parametrize(("language", "words"), [("fi", "Työnantajasi"), ("sv", "Din arbetsgivare|din arbetsgivare")])
def test_a_provider_that_is_away_or_another_one_is_told(
    content: Path, tmp_path: Path, provider: str, address: str, status: int, language: str, words: str
) -> None:
    """In the reader's language; the password is a way in all the same."""
    oidc = OpenIdSettings(address.format(provider), openid_provider.CLIENT, openid_provider.SECRET)
    portal = open_desk(content, tmp_path, oidc=oidc, base_url=BASE)
    answer = visitors(portal)().get(f"/{language}/desk/sign-in/employer")
    form = visitors(portal)().get(f"/{language}/desk/sign-in").status_code
    portal.close()
    page = answer.get_data(as_text=True)

    assert (status, True, 200) == (answer.status_code, any(each in page for each in words.split("|")), form)
