"""Letters to people of the desk, each in the language of who gets it."""

import logging
import threading
from collections.abc import Callable

from flask import url_for

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.mail.errors import LetterNotSent
from portal.mail.letter import Letter
from portal.publishing.account_office import Invitation
from portal.web.addresses import absolute
from portal.web.context import current_portal
from portal.web.words import N_
from portal.web.words import gettext_in
from portal.workspace.link_purpose import LinkPurpose
from portal.workspace.unavailable import WorkspaceUnavailable

LOG = logging.getLogger(__name__)


def link_address(secret: str, purpose: LinkPurpose, language: Language) -> str:
    """Return the whole address of a one-time link, with which its holder sets a password."""
    path = url_for("password.from_link", purpose=purpose.value, secret=secret, language=language.value)
    return absolute(path, current_portal().settings)


def send_invitation(made: Invitation) -> bool:
    """Send the link of an invitation to its holder; False where no letter could be sent, so that it must be shown."""
    post = current_portal().post_office
    if post is None:
        return False
    person = made.account.person
    address = link_address(made.secret, made.purpose, person.language)
    try:
        post.send(_invitation(made.account.email, person.name, address, person.language))
    except LetterNotSent as error:
        LOG.warning("An invitation could not be sent: %s", error)
        return False
    return True


def send_lost_password_letter(email: str) -> threading.Thread:
    """Send a link to whoever has an open account with the address, beside the request.

    Beside it, so that the answer takes as long for an address that nobody has.
    """
    portal, marker = current_portal(), "0" * 8
    pattern = {language: link_address(marker, LinkPurpose.NEW_PASSWORD, language) for language in Language}

    def address(secret: str, language: Language) -> str:
        return pattern[language].replace(marker, secret)

    thread = threading.Thread(target=_send_link, args=(portal, email, address), name="letter")
    thread.start()
    return thread


def _send_link(portal: Portal, email: str, address: Callable[[str, Language], str]) -> None:
    try:
        account = portal.workspace.accounts.by_email(email)
        if account is None or not account.active or portal.post_office is None:
            return
        secret = portal.workspace.links.make(account.person.id, LinkPurpose.NEW_PASSWORD)
        language = account.person.language
        portal.post_office.send(_new_password(account.email, address(secret, language), language))
        portal.workspace.audit.note(None, "password-letter", f"account/{account.person.id}")
    except (LetterNotSent, WorkspaceUnavailable) as error:
        LOG.warning("A letter with a link for a new password could not be sent: %s", error)


def _invitation(to: str, name: str, address: str, language: Language) -> Letter:
    text = gettext_in(
        language,
        N_(
            "Hello %(name)s,\n\nyou can now work at the desk of Silta. Open this address and choose a password:\n\n"
            "%(address)s\n\nIt works once, for seven days. If you did not expect this message, do nothing."
        ),
        name=name,
        address=address,
    )
    return Letter(to, gettext_in(language, N_("Your account at the desk of Silta")), text, language)


def _new_password(to: str, address: str, language: Language) -> Letter:
    text = gettext_in(
        language,
        N_(
            "Hello,\n\nsomebody asked for a new password for your account at the desk of Silta. "
            "Open this address and choose one:\n\n%(address)s\n\n"
            "It works once, for an hour. If it was not you, do nothing: your password stays as it is."
        ),
        address=address,
    )
    return Letter(to, gettext_in(language, N_("A new password for the desk of Silta")), text, language)
