"""Accounts as administrators give them: an invitation, a role, a part of the library, and an end."""

import re
from collections.abc import Callable
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.people import Scope
from portal.mail.smtp_account import MailSecurity
from portal.mail.smtp_account import SmtpAccount
from tests.mail.mail_server import Box
from tests.mail.mail_server import receiving
from tests.web.desk_people import ANOTHER
from tests.web.desk_people import PASSWORD
from tests.web.desk_people import Visitor
from tests.web.desk_people import account_of
from tests.web.desk_people import open_desk
from tests.web.desk_people import visitors

Browser = Callable[[], Visitor]
NEW = "/en/desk/accounts/new"
INVITED = {"email": "bo@silta.invalid", "name": "Bo Ek", "role": "reviewer", "language": "sv"}
LINK = re.compile(r"https?://[^\s\"<]+/desk/(?:invitation|new-password)/[\w-]+")


@pytest.fixture
def desk(content: Path, tmp_path: Path) -> Iterator[Portal]:
    """A desk with one administrator."""
    portal = open_desk(content, tmp_path)
    account_of(portal, "anna", Role.ADMINISTRATOR, PASSWORD)
    yield portal
    portal.close()


@pytest.fixture
def browser(desk: Portal) -> Browser:
    """What makes browsers at that desk."""
    return visitors(desk)


@pytest.fixture
def anna(desk: Portal, browser: Browser) -> Visitor:
    """The administrator, signed in."""
    visitor = browser()
    visitor.begin_session(account_of(desk, "anna", Role.ADMINISTRATOR))
    return visitor


def path_of(link: str) -> str:
    """Return an address without its host."""
    return "/" + link.split("/", 3)[3]


def test_an_invitation_leads_to_a_password_and_to_the_desk(anna: Visitor, browser: Browser, desk: Portal) -> None:
    """Its link is shown once, in the language of whoever is invited, and works once."""
    page = anna.send(NEW, **INVITED).get_data(as_text=True)
    link = path_of(LINK.findall(page)[0])
    bo = browser()
    bo.get(link)
    set_password = bo.send(link, password=ANOTHER)
    again = bo.get(link)
    bo.sign_in("bo@silta.invalid", ANOTHER)

    assert ("/sv/desk/invitation/", 302, 410, True, Role.REVIEWER) == (
        link[: link.rindex("/") + 1],
        set_password.status_code,
        again.status_code,
        bo.is_signed_in,
        account_of(desk, "bo", Role.REVIEWER).person.role,
    )


def test_the_page_of_a_link_tells_nobody_its_address(anna: Visitor, browser: Browser) -> None:
    """No other site is told where somebody comes from, and nothing keeps the page."""
    link = path_of(LINK.findall(anna.send(NEW, **INVITED).get_data(as_text=True))[0])
    answer = browser().get(link)

    assert ("no-referrer", "private, no-store", "noindex, nofollow") == (
        answer.headers["Referrer-Policy"],
        answer.headers["Cache-Control"],
        answer.headers["X-Robots-Tag"],
    )


def test_an_invitation_goes_by_letter_where_a_mail_server_is_set(content: Path, tmp_path: Path) -> None:
    """In the language of whoever is invited, and the page shows no link."""
    box = Box()
    with receiving(box) as server:
        mail = SmtpAccount("127.0.0.1", server.port, MailSecurity.NONE, "silta@kuopio.fi")
        portal = open_desk(content, tmp_path, mail=mail, base_url="http://localhost")
        anna = visitors(portal)()
        anna.begin_session(account_of(portal, "anna", Role.ADMINISTRATOR))
        page = anna.send(NEW, **INVITED).get_data(as_text=True)
        portal.close()
    letter = message_from_bytes(box.letters[0], policy=default)
    text = letter.get_content()

    assert ([], "bo@silta.invalid", "sv", 1, True) == (
        LINK.findall(page),
        letter["To"],
        letter["Content-Language"],
        len(LINK.findall(text)),
        "Hej Bo Ek" in text,
    )


def test_a_letter_that_cannot_be_sent_becomes_a_link_on_the_page(content: Path, tmp_path: Path) -> None:
    """The account is made all the same, and somebody hands the link over."""
    mail = SmtpAccount("127.0.0.1", 1, MailSecurity.NONE, "silta@kuopio.fi", seconds=2)
    portal = open_desk(content, tmp_path, mail=mail)
    anna = visitors(portal)()
    anna.begin_session(account_of(portal, "anna", Role.ADMINISTRATOR))
    page = anna.send(NEW, **INVITED).get_data(as_text=True)
    portal.close()

    assert 1 == len(LINK.findall(page))


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(anna: Visitor, desk: Portal, language: str) -> None:
    """Every one at once, in the language of the page."""
    address = f"/{language}/desk/accounts/new"
    typed = {"email": "<b>no", "name": "", "role": "king", "country": "zz", "organisations": "no-such-town"}
    answer = anna.send(address, **typed)
    page = answer.get_data(as_text=True)

    marked = re.findall(r'<p class="fault" id="([a-z]+)-fault">', page)

    assert (422, {"email", "name", "role", "countries", "organisations"}, True, 1) == (
        answer.status_code,
        set(marked),
        'value="&lt;b&gt;no"' in page and 'value="no-such-town"' in page,
        len(desk.workspace.accounts.all()),
    )


def test_nobody_gets_two_accounts(anna: Visitor, desk: Portal) -> None:
    """The second invitation is a fault at the address."""
    anna.send(NEW, **INVITED)
    answer = anna.send(NEW, **{**INVITED, "email": "BO@Silta.invalid"})

    assert (422, True, 2) == (
        answer.status_code,
        'id="email-fault"' in answer.get_data(as_text=True),
        len(desk.workspace.accounts.all()),
    )


def test_a_part_of_the_library_is_kept_and_never_limits_an_administrator(anna: Visitor, desk: Portal) -> None:
    """Who gives rights could give them to themselves."""
    bo = account_of(desk, "bo", Role.CONTRIBUTOR).person
    address = f"/en/desk/accounts/{bo.id}"
    fields = {"name": "Bo", "language": "sv", "country": ["fi", "se"], "organisations": "jarvi"}
    anna.send(address, role="coordinator", **fields)
    narrow = desk.workspace.accounts.account(bo.id).person
    anna.send(address, role="administrator", **fields)
    wide = desk.workspace.accounts.account(bo.id).person

    assert (Role.COORDINATOR, Scope(frozenset({"fi", "se"}), frozenset({"jarvi"})), Role.ADMINISTRATOR, Scope()) == (
        narrow.role,
        narrow.scope,
        wide.role,
        wide.scope,
    )


def test_more_than_the_form_asks_for_changes_nothing_else(anna: Visitor, desk: Portal) -> None:
    """Neither the address nor a password, nor what somebody sends about their own account."""
    bo = account_of(desk, "bo", Role.CONTRIBUTOR)
    more = {"email": "evil@silta.invalid", "active": "", "password": ANOTHER, "id": "1", "totp_secret": "x"}
    anna.send(f"/en/desk/accounts/{bo.person.id}", name="Bo", role="contributor", language="sv", **more)
    own = visitors(desk)()
    own.begin_session(bo)
    own.send("/en/desk/account/language", "/en/desk/account", language="fi", role="administrator", name="King")
    after = desk.workspace.accounts.account(bo.person.id)

    assert (bo.email, True, False, Role.CONTRIBUTOR, "Bo", Language.FI) == (
        after.email,
        after.active,
        after.has_password,
        after.person.role,
        after.person.name,
        after.person.language,
    )


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(anna: Visitor, browser: Browser, desk: Portal) -> None:
    """What was open in a browser is closed with the next click."""
    bo = account_of(desk, "bo", Role.CONTRIBUTOR)
    visitor, address = browser(), f"/en/desk/accounts/{bo.person.id}"
    visitor.begin_session(bo)
    before = visitor.is_signed_in
    anna.send(f"{address}/active", address, active="no")
    closed = visitor.is_signed_in
    anna.send(f"{address}/active", address, active="yes")

    assert (True, False, False, True) == (
        before,
        closed,
        visitor.is_signed_in,
        desk.workspace.accounts.account(bo.person.id).active,
    )


def test_a_role_that_is_taken_away_is_gone_with_the_next_click(anna: Visitor, browser: Browser, desk: Portal) -> None:
    """No sign-in is needed for it."""
    bo = account_of(desk, "bo", Role.ADMINISTRATOR)
    visitor = browser()
    visitor.begin_session(bo)
    before = visitor.get("/en/desk/accounts").status_code
    anna.send(f"/en/desk/accounts/{bo.person.id}", name="Bo", role="contributor", language="sv")

    assert (200, 403) == (before, visitor.get("/en/desk/accounts").status_code)


def test_the_last_administrator_cannot_be_lost(anna: Visitor, desk: Portal) -> None:
    """The page says what to do first, and keeps the account as it was."""
    person = account_of(desk, "anna", Role.ADMINISTRATOR).person
    address = f"/en/desk/accounts/{person.id}"
    answers = [
        anna.send(address, name="Anna", role="contributor", language="en"),
        anna.send(f"{address}/active", address, active="no"),
    ]

    assert ([409, 409], Role.ADMINISTRATOR, True) == (
        [each.status_code for each in answers],
        desk.workspace.accounts.account(person.id).person.role,
        anna.is_signed_in,
    )


@pytest.mark.parametrize("number", ["0", "99", "99999999999999999999"])
def test_an_account_that_is_not_there_is_not_found(anna: Visitor, number: str) -> None:
    """Also by a number no database knows."""
    assert 404 == anna.get(f"/en/desk/accounts/{number}").status_code


def test_a_name_that_is_markup_stays_a_name(anna: Visitor, desk: Portal) -> None:
    """In the list, on its page and in the log."""
    name = "<script>alert(1)</script>"
    page = anna.send(NEW, **{**INVITED, "name": name}).get_data(as_text=True)
    number = account_of(desk, "bo", Role.REVIEWER).person.id
    pages = [page, *(anna.read(f"/en/desk/{each}") for each in ("accounts", f"accounts/{number}", "audit"))]

    assert [False] * 4 == [name in each for each in pages]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "created an account"), ("fi", "loi tilin"), ("sv", "skapade ett konto")]
)
def test_the_log_tells_who_did_what_and_can_be_narrowed(anna: Visitor, desk: Portal, language: str, words: str) -> None:
    """To one account, in words of the reader's language."""
    anna.send(NEW, **INVITED)
    other = account_of(desk, "cia", Role.CONTRIBUTOR).person
    anna.send(f"/en/desk/accounts/{other.id}/link", f"/en/desk/accounts/{other.id}")
    bo = account_of(desk, "bo", Role.REVIEWER).person

    whole = anna.read(f"/{language}/desk/audit")
    narrow = anna.read(f"/{language}/desk/audit?subject=account/{bo.id}")
    nothing = anna.read(f"/{language}/desk/audit?subject=nothing&before=99999999999999999")

    assert (True, True, True, False, False) == (
        words in whole,
        "Cia" in whole,
        words in narrow,
        "Cia" in narrow,
        "<tbody>" in nothing,
    )
