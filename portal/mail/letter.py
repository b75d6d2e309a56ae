"""One letter to one person."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from email.utils import make_msgid

from portal.domain.language import Language
from portal.mail.errors import LetterRefused
from portal.mail.mail_address import mail_address

MOST_SUBJECT = 200
MOST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody is told, in plain text and in their own language; the words are the caller's."""

    to: str
    subject: str
    text: str
    language: Language


def message_from_letter(letter: Letter, sender: str, sent: datetime) -> EmailMessage:
    """Return the letter as it goes over the wire.

    Raises `LetterRefused` where the address is no address of one person, or a line end or another control character
    stands in the subject: neither can add a line to the head.
    """
    to = mail_address(letter.to)
    if to is None:
        raise LetterRefused("The letter has no address of one person.")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("Silta", addr_spec=sender)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = _subject(letter.subject)
    message["Date"] = format_datetime(sent)
    # The name of the sender's domain, for that of the machine is nobody's business.
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(letter.text), cte="quoted-printable")
    # After the content, for setting that clears what is said about it.
    message["Content-Language"] = letter.language.value
    return message


def _subject(subject: str) -> str:
    kept = subject.strip(" ")
    if (
        not kept
        or len(kept) > MOST_SUBJECT
        or any(unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} for each in kept)
    ):
        raise LetterRefused("The subject has to be one line of at most 200 characters.")
    return kept


def _text(text: str) -> str:
    """Return the text with one kind of line end and without characters that no text has."""
    if len(text) > MOST_TEXT:
        raise LetterRefused("The letter is longer than 100,000 characters.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(each for each in lines if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cs"})
    return kept.rstrip("\n") + "\n"
