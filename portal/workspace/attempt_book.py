"""How often somebody has tried: counted in the database, so that neither a second process nor a restart adds tries."""

from datetime import timedelta
from hashlib import blake2b

from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select

from portal.workspace.account_tables import AttemptRow
from portal.workspace.allowance import Allowance
from portal.workspace.allowance import TooManyAttempts
from portal.workspace.database import Database
from portal.workspace.moments import Clock
from portal.workspace.moments import now


class AttemptBook:
    """Counts attempts by account and by address; what it keeps of either is a hash."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock

    def count(self, *asked: tuple[Allowance, str]) -> None:
        """Count one attempt under each key, before anything costly is done.

        Raises `TooManyAttempts` when one of the allowances is used up; such an attempt is not counted.
        """
        moment = self._clock()
        with self._database.writing() as session:
            for allowance, key in asked:
                since = moment - allowance.within
                mine = AttemptRow.key == _key(allowance, key)
                session.execute(delete(AttemptRow).where(mine, AttemptRow.at <= since))
                found = session.execute(select(func.count(), func.min(AttemptRow.at)).where(mine)).one()
                if found[0] >= allowance.attempts:
                    raise TooManyAttempts(found[1] + allowance.within - moment)
            session.add_all(AttemptRow(key=_key(allowance, key), at=moment) for allowance, key in asked)

    def take_back(self, allowance: Allowance, key: str) -> None:
        """Forget the newest attempt under a key: one that went well shall not count against others there."""
        newest = select(AttemptRow.id).where(AttemptRow.key == _key(allowance, key)).order_by(AttemptRow.id.desc())
        with self._database.writing() as session:
            session.execute(delete(AttemptRow).where(AttemptRow.id == newest.limit(1).scalar_subquery()))

    def forget(self, allowance: Allowance, key: str) -> None:
        """Forget the attempts under a key, as after a sign-in that went well."""
        with self._database.writing() as session:
            session.execute(delete(AttemptRow).where(AttemptRow.key == _key(allowance, key)))

    def forget_old(self) -> int:
        """Delete attempts of more than a day ago, which no allowance looks at; returns how many."""
        with self._database.writing() as session:
            old = AttemptRow.at < self._clock() - timedelta(days=1)
            return session.connection().execute(delete(AttemptRow).where(old)).rowcount


def _key(allowance: Allowance, key: str) -> str:
    return f"{allowance.name}:{blake2b(key.encode('utf-8', 'replace'), digest_size=16).hexdigest()}"
