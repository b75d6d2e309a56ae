"""Why a text cannot be a password, in words."""

from portal.web.words import gettext
from portal.workspace.account import Account
from portal.workspace.passwords import LEAST
from portal.workspace.passwords import MOST
from portal.workspace.passwords import PasswordFault
from portal.workspace.passwords import password_fault


def password_sentence(password: str, account: Account) -> str:
    """Return what is wrong with a new password of an account, or an empty text."""
    fault = password_fault(password, account.email, account.person.name, account.email.partition("@")[0])
    if fault is None:
        return ""
    sentences = {
        PasswordFault.TOO_SHORT: gettext(
            "The password has %(found)s characters; it needs at least %(least)s.", found=len(password), least=LEAST
        ),
        PasswordFault.TOO_LONG: gettext("The password has more than %(most)s characters.", most=MOST),
        PasswordFault.COMMON: gettext(
            "Many people use this password, or it repeats one short piece, so it would be guessed first. "
            "Choose another one."
        ),
        PasswordFault.OWN_NAME: gettext("The password is your name or your address. Choose another one."),
    }
    return sentences[fault]
