"""Signing in: what a thief, a guesser and a forger meet, and what somebody meets whose time ran out."""

import html
import re
import threading
import time
from collections.abc import Callable
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from portal.bootstrap import Portal
from portal.domain.people import Role
from portal.mail.smtp_account import MailSecurity
from portal.mail.smtp_account import SmtpAccount
from portal.workspace.allowance import SIGN_IN_ACCOUNT
from portal.workspace.allowance import SIGN_IN_ADDRESS
from portal.workspace.web_session import session_name
from tests.mail.mail_server import Box
from tests.mail.mail_server import receiving
from tests.web.desk_people import ANOTHER
from tests.web.desk_people import PASSWORD
from tests.web.desk_people import Visitor
from tests.web.desk_people import account_of
from tests.web.desk_people import open_desk
from tests.web.desk_people import token_of
from tests.web.desk_people import visitors
from tests.web.test_accounts import LINK
from tests.web.test_accounts import path_of

Browser = Callable[[], Visitor]
AINO = "aino@silta.invalid"


@pytest.fixture(scope="module")
def desk(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A desk with a coordinator who has a password."""
    portal = open_desk(content, tmp_path_factory.mktemp("sign-in"))
    account_of(portal, "aino", Role.COORDINATOR, PASSWORD)
    yield portal
    portal.close()


@pytest.fixture
def browser(desk: Portal) -> Browser:
    """What makes browsers at that desk; nobody has tried anything yet."""
    desk.workspace.attempts.forget(SIGN_IN_ADDRESS, "127.0.0.1")
    desk.workspace.attempts.forget(SIGN_IN_ACCOUNT, AINO)
    return visitors(desk)


def test_a_session_that_somebody_else_chose_is_worth_nothing(browser: Browser) -> None:
    """Neither one that was planted before the sign-in, nor one that nobody ever made."""
    thief, victim = browser(), browser()
    thief.get("/en/desk/sign-in")
    planted = thief.client.get_cookie("silta")
    assert planted is not None
    victim.client.set_cookie("silta", planted.value)
    victim.sign_in(AINO)
    made_up = browser()
    made_up.client.set_cookie("silta", "a" * 43)
    made_up.get("/en/desk/sign-in")
    kept = made_up.client.get_cookie("silta")

    assert (True, False, True) == (victim.is_signed_in, thief.is_signed_in, kept is not None and kept.value != "a" * 43)


@pytest.mark.parametrize(
    "way_on",
    [
        "https://evil.example/en/desk",
        "//evil.example/en/desk",
        "/\\evil.example/en/desk",
        "/en/desk/../../evil",
        "/en/desk//evil.example",
        "javascript:alert(1)",
        "/en/desk\r\nSet-Cookie: x=y",
        "/en/desk\x00",
        "/en/desk#/../x",
        "/en/deskevil",
        "/en/desk" + "a" * 3000,
    ],
)
def test_nobody_is_led_out_of_the_desk(browser: Browser, way_on: str) -> None:
    """By `next`, nor by a form that a page has kept."""
    visitor = browser()
    plain = visitor.sign_in(AINO, next=way_on)
    kept = browser().sign_in(AINO, kept=f'["{way_on}", [["a", "b"]], false]')

    assert [(302, "/en/desk")] * 2 == [(each.status_code, each.headers.get("Location")) for each in (plain, kept)]


def test_an_account_closes_to_guessers_and_opens_by_itself(browser: Browser, desk: Portal) -> None:
    """After five wrong passwords not even the right one is heard, from wherever it comes; the wait is told."""
    visitor = browser()
    wrong = [visitor.sign_in(AINO, f"guess number {number}").status_code for number in range(5)]
    refused = visitor.sign_in(AINO)
    spelled = visitor.sign_in(" AINO@silta.invalid")
    desk.workspace.attempts.forget(SIGN_IN_ACCOUNT, AINO)

    assert ([403] * 5, 429, 429, True, 302) == (
        wrong,
        refused.status_code,
        spelled.status_code,
        "15 minutes" in refused.get_data(as_text=True) or "16 minutes" in refused.get_data(as_text=True),
        visitor.sign_in(AINO).status_code,
    )


def test_one_address_cannot_try_account_after_account(browser: Browser) -> None:
    """What a forged header says of the address does not count."""
    visitor = browser()
    token = token_of(visitor.read("/en/desk/sign-in"))
    answers = [
        visitor.client.post(
            "/en/desk/sign-in",
            data={"csrf_token": token, "email": f"{number}@silta.invalid", "password": "x"},
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        ).status_code
        for number in range(22)
    ]

    assert [403] * 20 + [429] * 2 == answers


def test_the_answer_does_not_tell_who_has_an_account(browser: Browser, desk: Portal) -> None:
    """Open, closed, invited and unknown look the same; also to whoever has used up the attempts."""
    closed = account_of(desk, "closed", Role.CONTRIBUTOR, PASSWORD)
    desk.workspace.accounts.set_active(closed.person.id, active=False)
    account_of(desk, "invited", Role.CONTRIBUTOR)
    pages = set()
    for email in (AINO, "closed@silta.invalid", "invited@silta.invalid", "nobody@silta.invalid"):
        desk.workspace.attempts.forget(SIGN_IN_ADDRESS, "127.0.0.1")
        visitor = browser()
        answers = [visitor.sign_in(email, "not the right one") for _ in range(6)]
        for answer in answers:
            plain = re.sub(r'name="csrf_token" value="[^"]+"', "", answer.get_data(as_text=True))
            pages.add((answer.status_code, plain.replace(email, "")))
        desk.workspace.attempts.forget(SIGN_IN_ACCOUNT, email)

    assert [403, 429] == sorted(status for status, _ in pages)


def test_the_time_does_not_tell_who_has_an_account(desk: Portal) -> None:
    """A password is hashed whether somebody has it or not; the bound is wide, for the machine has other work."""

    def quickest(email: str) -> float:
        times = []
        for _ in range(4):
            begin = time.perf_counter()
            desk.workspace.accounts.proves_password(email, "not the right one")
            times.append(time.perf_counter() - begin)
        return min(times)

    assert quickest("nobody@silta.invalid") > quickest(AINO) / 3


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_what_was_typed_outlives_the_sign_in(browser: Browser, desk: Portal, language: str) -> None:
    """The form is kept in the page itself, through a wrong password, until whoever typed it sends it again."""
    account = account_of(desk, "typist", Role.ADMINISTRATOR, PASSWORD)
    visitor, address = browser(), f"/{language}/desk/accounts/new"
    secret = visitor.begin_session(account)
    token = token_of(visitor.read(address))
    desk.workspace.sessions.end(secret)
    name = 'Kirsi "Å" <b>Mäki</b> & ' + "long " * 15
    typed = {"email": f"kirsi-{language}@silta.invalid", "name": name, "role": "reviewer", "language": "fi"}
    expired = visitor.client.post(address, data={"csrf_token": token, **typed})
    answers = [expired]
    for password in ("not the right one", PASSWORD):
        fields = hidden(answers[-1].get_data(as_text=True)) | {"email": account.email, "password": password}
        answers.append(visitor.client.post(f"/{language}/desk/sign-in", data=fields))
    again = hidden(answers[-1].get_data(as_text=True))
    made = visitor.client.post(address, data=again)
    desk.workspace.attempts.forget(SIGN_IN_ACCOUNT, account.email)

    found = desk.workspace.accounts.by_email(typed["email"])

    assert ([401, 403, 200], {**typed}, 200, " ".join(name.split())) == (
        [each.status_code for each in answers],
        {key: again[key] for key in typed},
        made.status_code,
        found and found.person.name,
    )


def test_a_form_from_before_another_sign_in_is_sent_again_by_hand(browser: Browser, desk: Portal) -> None:
    """Only where the browser says that it came from here; nothing is done before somebody agrees."""
    account = account_of(desk, "typist", Role.ADMINISTRATOR, PASSWORD)
    visitor = browser()
    visitor.begin_session(account)
    old = token_of(visitor.read("/en/desk/accounts/new"))
    visitor.begin_session(account)
    typed = {"csrf_token": old, "email": "twice@silta.invalid", "name": "Twice", "role": "reviewer"}
    here = visitor.client.post("/en/desk/accounts/new", data=typed, headers={"Sec-Fetch-Site": "same-origin"})
    elsewhere = visitor.client.post("/en/desk/accounts/new", data=typed)

    assert (200, "twice@silta.invalid", 403, None) == (
        here.status_code,
        hidden(here.get_data(as_text=True))["email"],
        elsewhere.status_code,
        desk.workspace.accounts.by_email("twice@silta.invalid"),
    )


def test_a_script_whose_sign_in_ended_is_told_so(browser: Browser) -> None:
    """With a number, not with a page; the page it belongs to keeps what was typed."""
    answer = browser().client.post("/en/desk/account/language", data={"x": "y"}, headers={"X-CSRF-Token": "old"})
    asked = browser().get("/en/desk/session", headers={"Accept": "application/json"})

    assert [401, 401] == [answer.status_code, asked.status_code]


def test_somebody_ends_a_sign_in_elsewhere(browser: Browser, desk: Portal) -> None:
    """One of them, and not one of somebody else."""
    aino, bo = account_of(desk, "aino", Role.COORDINATOR), account_of(desk, "bo", Role.CONTRIBUTOR)
    here, there, other = browser(), browser(), browser()
    here.begin_session(aino)
    elsewhere, theirs = there.begin_session(aino), other.begin_session(bo)
    for secret in (elsewhere, theirs):
        here.send("/en/desk/account/sessions/end", "/en/desk/account", session=session_name(secret))

    assert (True, False, True) == (here.is_signed_in, there.is_signed_in, other.is_signed_in)


def test_changing_the_password_asks_for_the_present_one(browser: Browser, desk: Portal) -> None:
    """Guesses at it are counted; a change signs out everywhere else."""
    account = account_of(desk, "changer", Role.CONTRIBUTOR, PASSWORD)
    here, there = browser(), browser()
    here.begin_session(account)
    there.begin_session(account)
    wrong = here.send("/en/desk/account/password", "/en/desk/account", present="no", password=ANOTHER)
    short = here.send("/en/desk/account/password", "/en/desk/account", present=PASSWORD, password="short")
    right = here.send("/en/desk/account/password", "/en/desk/account", present=PASSWORD, password=ANOTHER)
    proved = desk.workspace.accounts.proves_password(account.email, ANOTHER)
    guesses = [
        here.send("/en/desk/account/password", "/en/desk/account", present="no", password=PASSWORD).status_code
        for _ in range(6)
    ]

    assert ([422, 422, 302], True, True, False, [422] * 5 + [429]) == (
        [each.status_code for each in (wrong, short, right)],
        proved is not None,
        here.is_signed_in,
        there.is_signed_in,
        guesses,
    )


def test_a_lost_password_is_asked_for_by_letter_and_tells_nobody_who_has_an_account(
    content: Path, tmp_path: Path
) -> None:
    """The answer is the same for an address that nobody has; three letters an hour are enough."""
    box = Box()
    with receiving(box) as server:
        mail = SmtpAccount("127.0.0.1", server.port, MailSecurity.NONE, "silta@kuopio.fi")
        portal = open_desk(content, tmp_path, mail=mail, base_url="http://localhost")
        account_of(portal, "aino", Role.COORDINATOR, PASSWORD)
        visitor = visitors(portal)()
        visitor.begin_session(account_of(portal, "aino", Role.COORDINATOR))
        pages = [
            visitors(portal)().send("/en/desk/lost-password", email=email).get_data(as_text=True)
            for email in ("nobody@silta.invalid", AINO)
        ]
        wait_for(lambda: bool(box.letters))
        letter = message_from_bytes(box.letters[0], policy=default)
        link = path_of(LINK.findall(letter.get_content())[0])
        visitors(portal)().send(link, password=ANOTHER)
        answers = [visitors(portal)().send("/en/desk/lost-password", email=AINO).status_code for _ in range(3)]
        wait_for(lambda: len(box.letters) == 3)
        proved = portal.workspace.accounts.proves_password(AINO, ANOTHER)
        signed_out = not visitor.is_signed_in
        portal.close()

    same = {re.sub(r'(csrf_token" value="[^"]+)|nobody@silta.invalid|aino@silta.invalid', "", each) for each in pages}

    assert (1, AINO, True, True, [200, 200, 429], 3) == (
        len(same),
        letter["To"],
        proved is not None,
        signed_out,
        answers,
        len(box.letters),
    )


def test_the_answer_does_not_wait_for_the_letter(content: Path, tmp_path: Path) -> None:
    """So that its time does not tell who has an account: not even where the mail server is silent for seconds."""
    with receiving(Box(silent=True)) as server:
        mail = SmtpAccount("127.0.0.1", server.port, MailSecurity.NONE, "silta@kuopio.fi")
        portal = open_desk(content, tmp_path, mail=mail, base_url="http://localhost")
        account_of(portal, "aino", Role.COORDINATOR, PASSWORD)
        answer = visitors(portal)().send("/en/desk/lost-password", email=AINO)
        letters = [thread for thread in threading.enumerate() if thread.name == "letter"]
        for letter in letters:
            letter.join()
        portal.close()

    assert (200, 1) == (answer.status_code, len(letters))


def test_behind_tls_the_cookie_belongs_to_the_host_and_to_tls_alone(content: Path, tmp_path: Path) -> None:
    """No script reads it, and no other site's form carries it along."""
    portal = open_desk(content, tmp_path, behind_tls=True)
    answer = visitors(portal)().get("/en/desk/sign-in", base_url="https://localhost")
    portal.close()
    name, _, rest = answer.headers["Set-Cookie"].partition("=")

    assert ("__Host-silta", {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}) == (name, set(rest.split("; ")[1:]))


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of the first form on a page that is not the one for signing out."""
    main = page[page.index('id="main"') :] if 'id="main"' in page else page
    form = main[main.index("<form") : main.index("</form>")]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in fields}


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until something has happened beside the request, ten seconds at most."""
    end = time.monotonic() + 10
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)
