"""People at work at the desk of a large library: what is signed to be published, and a long history to look at."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from portal.bootstrap import Portal
from portal.domain.draft import Draft
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.web.app import create_app
from portal.web.desk.server_session import OPEN_COOKIE
from tests.bench.timing import milliseconds
from tests.history.repository import begin
from tests.history.repository import git
from tests.history.revisions import revise

REVISIONS = 200
LOOKS = 10


def make_repository(content: Path) -> None:
    """Let a content folder be a repository."""
    begin(content)
    git(content, "add", "--all")
    git(content, "commit", "--quiet", "--message", "The library")


@dataclass(frozen=True, slots=True)
class People:
    """Somebody who writes, somebody who signs and somebody who publishes."""

    writer: Person
    reviewer: Person
    publisher: Person

    @classmethod
    def of(cls, portal: Portal) -> Self:
        """Return them with accounts in the workspace, which is made ready."""
        portal.workspace.database.prepare()
        add = portal.workspace.accounts.add
        roles = (Role.CONTRIBUTOR, Role.REVIEWER, Role.COORDINATOR)
        return cls(*(add(f"{role}@silta.invalid", role.title(), role, Language.FI).person for role in roles))


def signed_draft(portal: Portal, people: People, ref: Ref, title: str) -> Draft:
    """Return a draft of an entry with another title that only waits to be published."""
    desk = portal.desk
    draft = desk.begin(ref, Language.FI, people.writer)
    draft = desk.save(draft.id, draft.version, {**draft.typed, "title": title}, people.writer)
    draft = desk.describe(draft.id, draft.version, people.writer, reason="A new title", minor=True, machine_made=False)
    draft = desk.submit(draft.id, draft.version, people.writer)
    for task in draft.tasks:
        draft = desk.sign(draft.id, draft.version, task, people.reviewer)
    return draft


def history_times(portal: Portal, people: People) -> list[float]:
    """Return how long each of ten looks at the history of a text of 200 revisions takes, in milliseconds."""
    ref = portal.shelf().entries(Collection.CASES)[0].ref
    path = f"{ref}/fi.md"
    text = (portal.settings.content / path).read_text(encoding="utf-8")
    revise(portal.settings.content, path, (f"{text}\nRivi {number}.\n" for number in range(REVISIONS)))
    client = create_app(portal).test_client()
    secret = portal.workspace.sessions.begin({}, account_id=people.writer.id, agent="bench")
    client.set_cookie(OPEN_COOKIE, secret)
    times = []
    for _ in range(LOOKS):
        took, answer = milliseconds(lambda: client.get(f"/fi/desk/entries/{ref}?text=fi"))
        assert answer.status_code == 200, answer.status
        times.append(took)
    return times
