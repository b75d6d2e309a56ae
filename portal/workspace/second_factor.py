"""One-time codes from a telephone or a password manager (TOTP, RFC 6238), with codes to fall back on."""

import hmac
import secrets
from collections.abc import Sequence

import pyotp
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.workspace.account import AccountMissing
from portal.workspace.account_tables import AccountRow
from portal.workspace.account_tables import RecoveryCodeRow
from portal.workspace.database import Database
from portal.workspace.moments import Clock
from portal.workspace.moments import now
from portal.workspace.secret_tokens import hash_of

STEP = 30
RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters that are read as others."""


class SecondFactor:
    """Turns the second factor of an account on and off, and proves it."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock

    def new_secret(self) -> str:
        """Return a secret for an authenticator; it counts once `turn_on` has seen a code of it."""
        return pyotp.random_base32()

    def address(self, secret: str, email: str) -> str:
        """Return the `otpauth` address that an authenticator reads as a QR code."""
        return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Silta")

    def turn_on(self, account_id: int, secret: str, code: str) -> Sequence[str] | None:
        """Return ten recovery codes when the code is one of the secret, which is kept from now on; else None."""
        step = self._step_of(secret, code)
        if step is None:
            return None
        codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
        with self._database.writing() as session:
            row = _row(session, account_id)
            row.totp_secret, row.totp_used_step = secret, step
            session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == account_id))
            session.add_all(RecoveryCodeRow(account_id=account_id, code_hash=hash_of(each)) for each in codes)
        return codes

    def turn_off(self, account_id: int) -> None:
        """Forget the secret and the recovery codes."""
        with self._database.writing() as session:
            row = _row(session, account_id)
            row.totp_secret = row.totp_used_step = None
            session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == account_id))

    def codes_left(self, account_id: int) -> int:
        """Return how many recovery codes have not been used."""
        mine = (RecoveryCodeRow.account_id == account_id) & RecoveryCodeRow.used_at.is_(None)
        with self._database.reading() as session:
            return session.scalar(select(func.count()).where(mine)) or 0

    def proves(self, account_id: int, code: str) -> bool:
        """Tell whether the code is right, and use it up: no code is good twice (RFC 6238, 5.2)."""
        with self._database.writing() as session:
            row = _row(session, account_id)
            if row.totp_secret is None:
                return False
            step = self._step_of(row.totp_secret, code)
            if step is not None and step > (row.totp_used_step or 0):
                row.totp_used_step = step
                return True
            return self._uses_recovery_code(session, account_id, code)

    def _step_of(self, secret: str, code: str) -> int | None:
        """Return the time step a code belongs to: this one, the one before or the one after."""
        digits = "".join(code.split())
        step = int(self._clock().timestamp()) // STEP
        totp = pyotp.TOTP(secret)
        near = (step, step - 1, step + 1)
        if not (digits.isascii() and digits.isdigit()):
            return None
        return next((each for each in near if hmac.compare_digest(totp.generate_otp(each), digits)), None)

    def _uses_recovery_code(self, session: Session, account_id: int, code: str) -> bool:
        mine = (RecoveryCodeRow.account_id == account_id) & RecoveryCodeRow.used_at.is_(None)
        letters = "".join(each for each in code.lower() if each.isalnum())
        typed = hash_of("-".join(letters[at : at + 4] for at in range(0, len(letters), 4)))
        for row in session.scalars(select(RecoveryCodeRow).where(mine)):
            if hmac.compare_digest(row.code_hash, typed):
                row.used_at = self._clock()
                return True
        return False


def _recovery_code() -> str:
    """Return a code of almost sixty bits, such as `k3ab-9xyz-mm2p`."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def _row(session: Session, account_id: int) -> AccountRow:
    row = session.get(AccountRow, account_id)
    if row is None:
        raise AccountMissing(f"there is no account {account_id}")
    return row
