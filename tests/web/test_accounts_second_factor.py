"""The second step of signing in, as its holder, a thief of the password and an administrator meet it."""

import html
import re
import time
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest

from portal.bootstrap import Portal
from portal.domain.people import Role
from portal.workspace.allowance import SIGN_IN_ADDRESS
from tests.web.desk_people import PASSWORD
from tests.web.desk_people import Visitor
from tests.web.desk_people import account_of
from tests.web.desk_people import open_desk
from tests.web.desk_people import token_of
from tests.web.desk_people import visitors

Browser = Callable[[], Visitor]
AINO = "aino@silta.invalid"
HERE = "/en/desk/account/second-factor"
CODE = re.compile(r"<code>([a-z0-9]{4}(?:-[a-z0-9]{4}){2})</code>")


@pytest.fixture
def desk(content: Path, tmp_path: Path) -> Iterator[Portal]:
    """A desk with a coordinator who has a password."""
    portal = open_desk(content, tmp_path)
    account_of(portal, "aino", Role.COORDINATOR, PASSWORD)
    yield portal
    portal.close()


@pytest.fixture
def browser(desk: Portal) -> Browser:
    """What makes browsers at that desk."""
    return visitors(desk)


def turned_on(visitor: Visitor) -> tuple[str, list[str]]:
    """Turn the second step on as the page says; return the secret and the recovery codes."""
    visitor.begin_session(account_of(visitor.portal, "aino", Role.COORDINATOR))
    page = visitor.read(HERE)
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
    assert found
    secret = found.group(1).replace(" ", "")
    done = visitor.client.post(HERE, data={"csrf_token": token_of(page), "code": code_of(secret)})
    return secret, CODE.findall(done.get_data(as_text=True))


def code_of(secret: str, later: int = 0) -> str:
    """Return the code that an authenticator shows now, or the one after it."""
    return pyotp.TOTP(secret).at(int(time.time()) + later)


def test_a_password_alone_opens_nothing_any_more(browser: Browser) -> None:
    """Between the two steps no page of the desk is open; the code opens them, under a new secret."""
    secret, codes = turned_on(browser())
    visitor = browser()
    half = visitor.sign_in(AINO, next="/en/desk/account")
    closed = visitor.is_signed_in
    before = visitor.client.get_cookie("silta")
    wrong = visitor.client.post("/en/desk/sign-in/code", data={"csrf_token": token_of(text(half)), "code": "000000"})
    token = token_of(text(wrong))
    right = visitor.client.post("/en/desk/sign-in/code", data={"csrf_token": token, "code": code_of(secret, 30)})
    after = visitor.client.get_cookie("silta")

    assert (10, False, 403, "/en/desk/account", True, True) == (
        len(set(codes)),
        closed,
        wrong.status_code,
        right.headers.get("Location"),
        visitor.is_signed_in,
        before is not None and after is not None and before.value != after.value,
    )


def test_a_recovery_code_stands_in_once(browser: Browser) -> None:
    """The second time it opens nothing."""
    _, codes = turned_on(browser())
    answers = []
    for _ in range(2):
        visitor = browser()
        half = visitor.sign_in(AINO)
        fields = {"csrf_token": token_of(text(half)), "code": codes[0].upper()}
        answers.append(visitor.client.post("/en/desk/sign-in/code", data=fields).status_code)

    assert [302, 403] == answers


def test_codes_cannot_be_guessed_through(browser: Browser, desk: Portal) -> None:
    """Five guesses, also when the first step is done anew and from elsewhere."""
    secret, _ = turned_on(browser())
    statuses = []
    for _ in range(3):
        desk.workspace.attempts.forget(SIGN_IN_ADDRESS, "127.0.0.1")
        visitor = browser()
        answer = visitor.sign_in(AINO)
        for _ in range(2):
            fields = {"csrf_token": token_of(text(answer)), "code": "000000"}
            answer = visitor.client.post("/en/desk/sign-in/code", data=fields)
            statuses.append(answer.status_code)
    fields = {"csrf_token": token_of(text(answer)), "code": code_of(secret, 30)}
    right = visitor.client.post("/en/desk/sign-in/code", data=fields).status_code

    assert ([403] * 5 + [429], 429) == (statuses, right)


def test_turning_it_on_signs_out_everywhere_else(browser: Browser, desk: Portal) -> None:
    """Whoever is there with the password alone is out."""
    thief, holder = browser(), browser()
    thief.begin_session(account_of(desk, "aino", Role.COORDINATOR))
    turned_on(holder)

    assert (False, True) == (thief.is_signed_in, holder.is_signed_in)


def test_the_picture_holds_the_secret_that_the_page_shows(browser: Browser) -> None:
    """It is drawn here, may be shown under the policy of the page, and is gone once the step is turned on."""
    visitor = browser()
    visitor.begin_session(account_of(visitor.portal, "aino", Role.COORDINATOR))
    none_yet = visitor.get(f"{HERE}/qr.svg").status_code
    visitor.read(HERE)
    picture = visitor.get(f"{HERE}/qr.svg")
    again = visitor.get(f"{HERE}/qr.svg")
    turned_on(visitor)

    assert (404, "image/svg+xml", True, "private, no-store", True, 404) == (
        none_yet,
        picture.mimetype,
        text(picture).startswith("<svg") and "style=" not in text(picture) and "<script" not in text(picture),
        picture.headers["Cache-Control"],
        picture.data == again.data,
        visitor.get(f"{HERE}/qr.svg").status_code,
    )


def test_it_is_turned_off_with_a_code_alone(browser: Browser, desk: Portal) -> None:
    """Not by whoever finds a browser signed in."""
    visitor = browser()
    _, codes = turned_on(visitor)
    wrong = visitor.send(f"{HERE}/off", HERE, code="000000")
    kept = account_of(desk, "aino", Role.COORDINATOR).has_second_factor
    visitor.send(f"{HERE}/off", HERE, code=codes[3])

    assert (422, True, False) == (wrong.status_code, kept, account_of(desk, "aino", Role.COORDINATOR).has_second_factor)


def test_an_administrator_turns_it_off_for_whoever_lost_everything(browser: Browser, desk: Portal) -> None:
    """It stands in the log, and whoever was signed in is out."""
    holder, anna = browser(), browser()
    turned_on(holder)
    anna.begin_session(account_of(desk, "anna", Role.ADMINISTRATOR))
    number = account_of(desk, "aino", Role.COORDINATOR).person.id
    anna.send(f"/en/desk/accounts/{number}/second-factor/off", f"/en/desk/accounts/{number}")
    line = desk.workspace.audit.lines(subject=f"account/{number}")[0]

    assert (False, False, ("Anna", "second-factor-off")) == (
        account_of(desk, "aino", Role.COORDINATOR).has_second_factor,
        holder.is_signed_in,
        (line.name, line.action),
    )


def test_what_was_typed_outlives_both_steps(browser: Browser, desk: Portal) -> None:
    """A form whose sign-in had run out goes along to the code and out again."""
    secret, _ = turned_on(browser())
    visitor = browser()
    ended = visitor.begin_session(account_of(desk, "aino", Role.COORDINATOR))
    token = token_of(visitor.read("/en/desk/account"))
    desk.workspace.sessions.end(ended)
    expired = visitor.client.post(
        "/en/desk/account/language", data={"csrf_token": token, "language": "sv", "x": "ö\ny"}
    )
    fields = hidden(text(expired)) | {"email": AINO, "password": PASSWORD}
    half = visitor.client.post("/en/desk/sign-in", data=fields)
    fields = hidden(text(half)) | {"code": code_of(secret, 30)}
    kept = hidden(text(visitor.client.post("/en/desk/sign-in/code", data=fields)))

    assert ("sv", "ö\ny") == (kept["language"], kept["x"])


def text(answer: object) -> str:
    """Return the text of an answer."""
    return str(answer.get_data(as_text=True))  # type: ignore[attr-defined]  # answers of the test client


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of the form in the main part of a page."""
    main = page[page.index('id="main"') :]
    form = main[main.index("<form") : main.index("</form>")]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in fields}
