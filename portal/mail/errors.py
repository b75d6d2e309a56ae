"""What can go wrong with a letter, each named for what happened."""

from portal.domain.errors import PortalError


class LetterNotSent(PortalError):
    """The parent of every reason why a letter was not handed over; whoever has to send it anew catches this."""


class LetterRefused(LetterNotSent):
    """Raised when the letter itself cannot be sent: its address or its subject is none, or the server rejects it."""


class AddressRefused(LetterNotSent):
    """Raised when the mail server says that it delivers nothing to this address."""


class SignInRefused(LetterNotSent):
    """Raised when the mail server does not accept the user and the password of the settings."""


class MailNotSecure(LetterNotSent):
    """Raised when no secure connection to the mail server can be made, so that nothing was said to it."""


class MailUnreachable(LetterNotSent):
    """Raised when the mail server does not answer, in time or at all, or has no time now; later may be better."""
