"""A desk under trial: served by real processes that are killed, and looked at from here."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from portal.bootstrap import build_portal
from portal.domain.draft import Draft
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from portal.search.request import SearchRequest
from portal.web.desk.server_session import OPEN_COOKIE
from tests.browser.served_site import compile_catalogues
from tests.browser.served_site import gunicorn
from tests.history.repository import git
from tests.shared.small_library import settings_of_copy
from tests.stress.desk_client import DeskClient
from tests.stress.desk_work import words
from tests.stress.trial import content_of
from tests.stress.trial import engine_at
from tests.stress.trial import fresh_content

WORKERS = 2
LANGUAGE = Language.FI
PUBLISHED = [Ref(Collection.CASES, "jarvi-model"), Ref(Collection.GUIDES, "about"), Ref(Collection.GUIDES, "privacy")]
SAVED = [Ref(Collection.GUIDES, "search-help"), Ref(Collection.ORGANISATIONS, "jarvi")]


@dataclass(frozen=True, slots=True)
class Trace:
    """What is there of the publication of a draft."""

    committed: bool
    on_disk: bool
    noted: bool
    found: bool

    @property
    def is_whole(self) -> bool:
        """Whether it is published, for everybody."""
        return self == Trace(True, True, True, True)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing of it is there."""
        return self == Trace(False, False, False, False)

    def __str__(self) -> str:
        done = {"commit": self.committed, "file": self.on_disk, "database": self.noted, "index": self.found}
        return "+".join(name for name, there in done.items() if there) or "nothing"


class DeskTrial:
    """The small library with a desk; its server is started and killed, and the same portal is opened here."""

    def __init__(self, folder: Path, desk: Path) -> None:
        """`desk` is what `make_desk` has made; a copy is used."""
        compile_catalogues()
        self._folder = folder / "desk"
        self.portal = build_portal(settings_of_copy(desk, self._folder))
        self.content = self.portal.settings.content
        self.words: Iterator[str] = words()
        self.address = ""
        self.publishing_seconds = 1.0
        """How long the slowest publication took, of the last ones that were acknowledged."""
        self.log = folder / "log"
        self._running = ExitStack()
        self._people = {role: self._person(role) for role in Role}

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        settings = self.portal.settings
        places = {"PORTAL_WORKSPACE": str(settings.workspace)}
        self.portal.close()
        running = gunicorn(self.content, settings.search_index, WORKERS, self.log, places)
        self.address = self._running.enter_context(running)

    def kill(self) -> None:
        """Kill every process of the server at once, as a power cut would."""
        self._running.close()

    def close(self) -> None:
        """Leave nothing running."""
        self.kill()
        self.portal.close()

    def person(self, role: Role) -> Person:
        """Return somebody with a role."""
        return self._people[role]

    def client(self, role: Role) -> DeskClient:
        """Return the browser of somebody who is signed in."""
        return self._signed_in(self._people[role])

    def client_of(self, number: int) -> DeskClient:
        """Return the browser of one of many who write."""
        book = self.portal.workspace.accounts
        name = f"Writer {number}"
        return self._signed_in(book.add(f"{number}@silta.invalid", name, Role.CONTRIBUTOR, Language.EN).person)

    def reader(self) -> DeskClient:
        """Return the browser of somebody nobody knows."""
        return DeskClient(self.address, "")

    def to_save(self, ref: Ref) -> Draft:
        """Return the open draft of an entry."""
        return self.portal.desk.begin(ref, LANGUAGE, self._people[Role.CONTRIBUTOR])

    def to_publish(self, ref: Ref) -> tuple[Draft, str]:
        """Return a signed draft of an entry, with the word that only it has."""
        desk, writer, word = self.portal.desk, self._people[Role.CONTRIBUTOR], next(self.words)
        draft = desk.begin(ref, LANGUAGE, writer)
        draft = desk.save(draft.id, draft.version, {**draft.typed, "summary": f"Uusi sana on {word}."}, writer)
        if draft.state is DraftState.DRAFT:
            draft = desk.submit(draft.id, draft.version, writer)
        for task in draft.tasks:
            draft = desk.sign(draft.id, draft.version, task, self._people[Role.REVIEWER])
        return draft, word

    def trace(self, draft: Draft, word: str) -> Trace:
        """Return what is there now of the publication of a draft, read here and not asked of the server."""
        path = f"{draft.ref}/{draft.language}.md"
        hits = self.portal.engine.find(SearchRequest(f'"{word}"', LANGUAGE, bridge=False)).hits
        return Trace(
            committed=word in git(self.content, "show", f"HEAD:{path}"),
            on_disk=word in (self.content / path).read_text(encoding="utf-8"),
            noted=self.portal.workspace.drafts.draft(draft.id).state is DraftState.PUBLISHED,
            found=[str(hit.ref) for hit in hits] == [str(draft.ref)],
        )

    def found_by_readers(self, draft: Draft, word: str) -> bool:
        """Whether the server finds an entry by a word and shows it on its page, to somebody nobody knows."""
        reader = self.reader()
        page = f"/{LANGUAGE}/{draft.ref}"
        return page in reader.get(f"/{LANGUAGE}/search?q={word}").text and word in reader.get(page).text

    def damage(self) -> list[str]:
        """Return what is wrong with the repository, the workspace and the index; a fresh index is built to compare."""
        fresh = self._folder.with_name("fresh")
        engine = engine_at(self.portal, self.portal.settings.search_index)
        database = self.portal.workspace.database
        with database.reading() as session:
            checked = str(session.connection().exec_driver_sql("PRAGMA integrity_check").scalar())
        is_fresh = content_of(engine) == fresh_content(self.portal, fresh)
        engine.close()
        shutil.rmtree(fresh)
        left = [path.name for path in self.portal.unfinished.folder.glob("*")]
        return [
            *(f"fsck: {line}" for line in git(self.content, "fsck", "--strict", "--no-dangling").splitlines()),
            *(f"status: {line}" for line in git(self.content, "status", "--porcelain").splitlines()),
            *([] if checked == "ok" else [f"workspace: {checked}"]),
            *([] if is_fresh else ["the index is not what a fresh build gives"]),
            *(f"left beside the index: {name}" for name in left),
        ]

    def _signed_in(self, person: Person) -> DeskClient:
        secret = self.portal.workspace.sessions.begin({}, account_id=person.id, agent="Firefox/1 Linux")
        return DeskClient(self.address, f"{OPEN_COOKIE}={secret}")

    def _person(self, role: Role) -> Person:
        book = self.portal.workspace.accounts
        return book.add(f"{role}@silta.invalid", role.value.title(), role, Language.EN).person
