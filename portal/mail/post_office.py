"""Hands letters to the mail server, one at a time."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC
from datetime import datetime
from email.message import EmailMessage

from portal.mail.errors import AddressRefused
from portal.mail.errors import LetterRefused
from portal.mail.errors import MailNotSecure
from portal.mail.errors import MailUnreachable
from portal.mail.errors import SignInRefused
from portal.mail.letter import Letter
from portal.mail.letter import message_from_letter
from portal.mail.smtp_account import MailSecurity
from portal.mail.smtp_account import SmtpAccount


class PostOffice:
    """Sends letters through one mail server; it keeps nothing, so that one serves all threads.

    `trust` and `now` are for tests: whose certificates are believed, and the date on the letter.
    """

    def __init__(
        self,
        account: SmtpAccount,
        trust: ssl.SSLContext | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._account = account
        self._trust = trust
        self._now = now

    def send(self, letter: Letter) -> None:
        """Hand the letter to the mail server, which answers for it from then on.

        Each step waits for as long as the settings say, at most.
        Raises a kind of `LetterNotSent`; then nothing was handed over, or the server did not say that it was.
        """
        message = message_from_letter(letter, self._account.sender, self._now())
        try:
            self._hand_over(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _refused([code for code, _ in error.recipients.values()]) from error
        except (smtplib.SMTPNotSupportedError, ssl.SSLError) as error:
            raise MailNotSecure(f"No secure connection to the mail server: {type(error).__name__}.") from error
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise _answered(error.smtp_code) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailUnreachable(f"The mail server gave no answer of use: {type(error).__name__}.") from error

    def _hand_over(self, message: EmailMessage) -> None:
        account, server = self._account, self._connected()
        try:
            if account.security is MailSecurity.STARTTLS:
                server.starttls(context=self._context())
            if account.user is not None and account.password is not None:
                _sign_in(server, account.user, account.password)
            server.send_message(message, account.sender, [str(message["To"])])
            # The letter is accepted; how the server says good-bye changes nothing.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
        finally:
            server.close()

    def _connected(self) -> smtplib.SMTP:
        account = self._account
        # The sender's domain is said in greeting, so that the name of the machine is neither looked up nor told.
        name = account.sender.rpartition("@")[2]
        if account.security is MailSecurity.TLS:
            return smtplib.SMTP_SSL(account.host, account.port, name, timeout=account.seconds, context=self._context())
        return smtplib.SMTP(account.host, account.port, name, timeout=account.seconds)

    def _context(self) -> ssl.SSLContext:
        return self._trust or ssl.create_default_context()


def _sign_in(server: smtplib.SMTP, user: str, password: str) -> None:
    try:
        server.login(user, password)
    except smtplib.SMTPAuthenticationError as error:
        if 400 <= error.smtp_code < 500:
            raise MailUnreachable(f"The mail server has no time to look at the password: {error.smtp_code}.") from error
        raise SignInRefused("The mail server does not accept the user and the password.") from error
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as error:
        raise SignInRefused("The mail server knows no way of signing in that the portal knows.") from error


def _refused(codes: list[int]) -> AddressRefused | MailUnreachable:
    """Return what a refused recipient means: for good, or for now (a code that begins with 4)."""
    if all(400 <= code < 500 for code in codes):
        return MailUnreachable("The mail server does not take letters to this address for now.")
    return AddressRefused("The mail server delivers nothing to this address.")


def _answered(code: int) -> LetterRefused | MailUnreachable:
    if 400 <= code < 500:
        return MailUnreachable(f"The mail server has no time now: {code}.")
    return LetterRefused(f"The mail server rejects the letter: {code}.")
