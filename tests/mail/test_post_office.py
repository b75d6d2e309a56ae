"""Letters reach the mail server whole, secure and with no line that nobody wrote."""

import ssl
from datetime import UTC
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.language import Language
from portal.mail.errors import AddressRefused
from portal.mail.errors import LetterNotSent
from portal.mail.errors import LetterRefused
from portal.mail.errors import MailNotSecure
from portal.mail.errors import MailUnreachable
from portal.mail.errors import SignInRefused
from portal.mail.letter import Letter
from portal.mail.letter import message_from_letter
from portal.mail.mail_address import mail_address
from portal.mail.post_office import PostOffice
from portal.mail.smtp_account import MailSecurity
from portal.mail.smtp_account import SmtpAccount
from tests.links.web_server import certificates
from tests.mail.mail_server import Box
from tests.mail.mail_server import MailServer
from tests.mail.mail_server import receiving

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LETTER = Letter(
    "matti.meikalainen@kuopio.fi",
    "Kutsu Siltaan – tervetuloa työhön",
    "Hei!\n\nTässä on linkki: https://silta.example/fi/desk/in?a=1\n.\n.. kaksi pistettä\n",
    Language.FI,
)
SENDER = "silta@kuopio.fi"
HEAD = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Content-Language",
    "Auto-Submitted",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
}


def office(
    server: MailServer, security: MailSecurity, trust: ssl.SSLContext | None = None, **rest: object
) -> PostOffice:
    """Return a post office that hands in at this server."""
    host = "localhost" if trust else "127.0.0.1"
    return PostOffice(SmtpAccount(host, server.port, security, SENDER, **rest), trust, lambda: NOON)


def plain(server: MailServer, **rest: object) -> PostOffice:
    """Return one without TLS."""
    return office(server, MailSecurity.NONE, **{"seconds": 2, **rest})


def parsed(letter: bytes) -> EmailMessage:
    """Return what a mail program makes of a letter."""
    found = message_from_bytes(letter, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_letter_arrives_as_it_was_written() -> None:
    """Head and text, in letters beyond ASCII, and with lines that begin with a dot."""
    box = Box()
    with receiving(box) as server:
        plain(server).send(LETTER)

    # On the wire a dot at the beginning of a line is doubled (RFC 5321, 4.5.2).
    found = parsed(box.letters[0].replace(b"\r\n..", b"\r\n."))
    head = {name: found[name] for name in ("From", "To", "Subject", "Date", "Content-Language", "Auto-Submitted")}
    assert {
        "From": "Silta <silta@kuopio.fi>",
        "To": LETTER.to,
        "Subject": LETTER.subject,
        "Date": "Sat, 21 Nov 2026 12:00:00 +0000",
        "Content-Language": "fi",
        "Auto-Submitted": "auto-generated",
    } == head
    assert ("text/plain", LETTER.text) == (found.get_content_type(), found.get_content().replace("\r\n", "\n"))
    assert found["Message-ID"].endswith("@kuopio.fi>")
    assert ["ehlo kuopio.fi", f"mail FROM:<{SENDER}>", f"rcpt TO:<{LETTER.to}>", "data"] == [
        command.replace(" size=", "\0").split("\0")[0] for command in box.commands[:4]
    ]


@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.TLS])
def test_a_letter_goes_through_tls_with_the_password(tmp_path: Path, security: MailSecurity) -> None:
    """Neither the letter nor the password is ever said in clear."""
    context, trust = certificates(tmp_path, "localhost")
    box = Box()
    with receiving(box, context, at_once=security is MailSecurity.TLS) as server:
        office(server, security, trust, user="silta", password="right").send(LETTER)

    assert ([("silta", "right")], [True]) == (box.logins, box.sealed)
    plainly = [command.split(" ")[0].lower() for command in box.commands]
    assert plainly.index("auth") > (plainly.index("starttls") if security is MailSecurity.STARTTLS else 0)


@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.TLS])
def test_a_wrong_certificate_ends_it(tmp_path: Path, security: MailSecurity) -> None:
    """A certificate of another name is no secure connection."""
    context, trust = certificates(tmp_path, "mail.silta-tests.org")
    box = Box()
    with receiving(box, context, at_once=security is MailSecurity.TLS) as server, pytest.raises(MailNotSecure):
        office(server, security, trust, user="silta", password="right").send(LETTER)

    assert ([], []) == (box.logins, box.letters)


def test_a_server_that_hides_its_tls_is_told_nothing() -> None:
    """Whoever takes STARTTLS out of the answer on the way gets neither password nor letter."""
    box = Box(offers=("AUTH PLAIN",))
    with receiving(box) as server, pytest.raises(MailNotSecure):
        office(server, MailSecurity.STARTTLS, user="silta", password="right").send(LETTER)

    assert ([], []) == (box.logins, box.letters)


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"RCPT": "550 no such person"}, AddressRefused),
        ({"RCPT": "450 greylisted"}, MailUnreachable),
        ({"MAIL": "550 not you"}, LetterRefused),
        ({"MAIL": "451 later"}, MailUnreachable),
        ({"DATA": "554 no"}, LetterRefused),
        ({"END": "554 spam"}, LetterRefused),
        ({"END": "452 full"}, MailUnreachable),
        ({"CONNECT": "554 closed"}, MailUnreachable),
        ({"CONNECT": "421 busy"}, MailUnreachable),
        ({"CONNECT": "nonsense"}, MailUnreachable),
        ({"CONNECT": "CLOSE"}, MailUnreachable),
        ({"MAIL": "CLOSE"}, MailUnreachable),
        ({"EHLO": "500 what", "HELO": "500 what"}, MailUnreachable),
    ],
)
def test_what_went_wrong_has_a_name(answers: dict[str, str], error: type[LetterNotSent]) -> None:
    """For good or for now, by the letter, the address or the server."""
    with receiving(Box(answers)) as server, pytest.raises(LetterNotSent) as caught:
        plain(server).send(LETTER)

    assert error is caught.type


@pytest.mark.parametrize(
    ("box", "password", "error"),
    [
        (Box(), "wrong", SignInRefused),
        (Box(offers=()), "right", SignInRefused),
        (Box(offers=("AUTH KERBEROS_V4",)), "right", SignInRefused),
        (Box({"AUTH": "454 later"}), "right", MailUnreachable),
        (Box({"AUTH": "CLOSE"}), "right", MailUnreachable),
    ],
)
def test_a_failed_sign_in_has_a_name(box: Box, password: str, error: type[LetterNotSent]) -> None:
    """And the message tells neither user nor password."""
    with receiving(box) as server, pytest.raises(LetterNotSent) as caught:
        plain(server, user="silta", password=password).send(LETTER)

    assert (error, []) == (caught.type, box.letters)
    assert password not in str(caught.value)


def test_a_rude_good_bye_is_no_failure() -> None:
    """A letter that was taken is not sent twice."""
    box = Box({"QUIT": "500 stay"})
    with receiving(box) as server:
        plain(server).send(LETTER)

    assert 1 == len(box.letters)


def test_a_silent_server_is_waited_for_no_longer_than_set() -> None:
    """A mail server that hangs does not hang the portal."""
    with receiving(Box(silent=True)) as server, pytest.raises(MailUnreachable):
        plain(server, seconds=1).send(LETTER)


def test_no_server_at_all_is_unreachable() -> None:
    """A closed port."""
    with receiving(Box()) as server:
        closed = plain(server)

    with pytest.raises(MailUnreachable):
        closed.send(LETTER)


HOSTILE_ADDRESSES = [
    "",
    "matti",
    "@kuopio.fi",
    "matti@",
    "matti@kuopio.fi\nBcc: all@kuopio.fi",
    "matti@kuopio.fi\r\nBcc: all@kuopio.fi",
    "matti\n@kuopio.fi",
    "matti@kuopio.fi\n",
    " matti@kuopio.fi",
    "matti@kuopio.fi, liisa@kuopio.fi",
    "matti@kuopio.fi;liisa@kuopio.fi",
    "Matti <matti@kuopio.fi>",
    "matti@kuopio.fi>",
    "<matti@kuopio.fi",
    '"matti meikalainen"@kuopio.fi',
    "matti(comment)@kuopio.fi",
    "matti@@kuopio.fi",
    "matti@liisa@kuopio.fi",
    "matti..m@kuopio.fi",
    ".matti@kuopio.fi",
    "matti@[127.0.0.1]",
    "matti@kuopio..fi",
    "matti@-kuopio.fi",
    "matti@kuopio.fi NOTIFY=NEVER",
    "mätti@kuopio.fi",
    "matti@kuopio\u2028.fi",
    "matti\x00@kuopio.fi",
    "a" * 65 + "@kuopio.fi",
    "matti@" + "a." * 130 + "fi",
]


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_an_address_that_is_not_one_person_is_refused(address: str) -> None:
    """No second receiver, no command and no line of the head comes in by an address."""
    assert mail_address(address) is None
    with pytest.raises(LetterRefused):
        message_from_letter(Letter(address, "Subject", "Text", Language.EN), SENDER, NOON)


def test_a_domain_in_other_letters_is_written_as_servers_know_it() -> None:
    """Järvenpää has mail too."""
    assert "matti+silta@xn--jrvenp-buafa.fi" == mail_address("matti+silta@Järvenpää.fi")


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x00", "\x0b", "\x85", "\u2028", "\u2029", "\ud800"])
def test_a_subject_of_two_lines_is_refused(end: str) -> None:
    """However the line is ended."""
    with pytest.raises(LetterRefused):
        message_from_letter(Letter("m@kuopio.fi", f"Hello{end}Bcc: x@kuopio.fi", "Text", Language.EN), SENDER, NOON)


@given(subject=st.text(max_size=200), text=st.text(max_size=400))
def test_whatever_is_written_the_head_stays_the_same(subject: str, text: str) -> None:
    """Either the letter is refused, or it has the lines of the head that belong there, each once."""
    try:
        message = message_from_letter(Letter("m@kuopio.fi", subject, text, Language.SV), SENDER, NOON)
    except LetterRefused:
        return

    found = parsed(message.as_bytes())
    assert sorted(HEAD) == sorted(found.keys())
    assert not found.is_multipart()
