"""Every workshop, built once and connected."""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.analysis.analyzer import Analyzer
from portal.analysis.analyzers import build_analyzers
from portal.analysis.freedict import FreeDict
from portal.analysis.term_bank import TermBank
from portal.domain.language import Language
from portal.history.history import History
from portal.history.past_files import PastFiles
from portal.history.publication import ContentRepository
from portal.history.remote import Remote
from portal.library.shelf import Shelf
from portal.mail.post_office import PostOffice
from portal.publishing.account_office import AccountOffice
from portal.publishing.chores import Chore
from portal.publishing.content_pull import ContentPull
from portal.publishing.draft_review import DraftReview
from portal.publishing.drafts import DraftReader
from portal.publishing.editorial_desk import EditorialDesk
from portal.publishing.entry_history import EntryHistory
from portal.publishing.health import Health
from portal.publishing.health import health_of
from portal.publishing.import_work import ImportWork
from portal.publishing.inbox import Inbox
from portal.publishing.kept_file import KeptFile
from portal.publishing.live_desk import LiveDesk
from portal.publishing.live_index import LiveIndex
from portal.publishing.live_names import LiveNames
from portal.publishing.live_shelf import LiveShelf
from portal.publishing.live_terms import LiveTerms
from portal.publishing.live_translations import LiveTranslations
from portal.publishing.operation import Operation
from portal.publishing.outgoing_links import OutgoingLinks
from portal.publishing.portal_chores import PortalChores
from portal.publishing.recovery import recover
from portal.publishing.source_book import SourceBook
from portal.publishing.spreadsheet_import import SpreadsheetImports
from portal.publishing.stale_since import StaleSince
from portal.publishing.suggestions import LiveSuggestions
from portal.publishing.unfinished import UnfinishedPublications
from portal.rendering.markdown import MarkdownRenderer
from portal.search.engine import SearchEngine
from portal.search.failed_queries import FILE as FAILED_QUERIES
from portal.search.failed_queries import FailedQueries
from portal.search.keeper import CATALOGUE_ROOMS
from portal.search.status import BuildProgress
from portal.search.status import BuildReport
from portal.search.whoosh_engine import WhooshEngine
from portal.settings import Settings
from portal.workspace.door import WorkspaceDoor
from portal.workspace.moments import now

if TYPE_CHECKING:  # loaded late, see `WorkspaceDoor`
    from portal.workspace.workspace import Workspace

MARKER = "CONTENT_CHANGED"
CACHE = "analysis"
UNFINISHED = "publishing"


@dataclass(frozen=True, slots=True)
class Portal:
    """The whole house behind its two doors."""

    settings: Settings
    analyzers: Mapping[Language, Analyzer]
    renderer: MarkdownRenderer
    engine: SearchEngine
    live_shelf: LiveShelf
    live_terms: LiveTerms
    dictionaries: FreeDict
    live_suggestions: LiveSuggestions
    failed_queries: FailedQueries
    drafts: DraftReader
    history: EntryHistory
    translations: LiveTranslations
    door: WorkspaceDoor
    repository: ContentRepository

    def shelf(self) -> Shelf:
        """Return what the public may see now; ask once per request."""
        return self.live_shelf.current()

    def term_bank(self) -> TermBank:
        """Return the glossary of the current shelf, ready to look words up in."""
        return self.live_terms.bank()

    def health(self) -> Health:
        """Return what is missing or degraded."""
        return health_of(self.shelf(), self.analyzers.values(), self.engine.status())

    def health_at_desk(self) -> Health:
        """Return the same with how the portal is run, which is nobody's business but the desk's."""
        work = Operation(
            folders=(self.settings.content, self.settings.search_index, self.settings.workspace),
            least_bytes=self.repository.min_free_bytes,
            records=tuple(self.workspace.chores.records()),
            exchanges=self.remote is not None,
        )
        return Health((*self.health().findings, *work.findings(now())))

    @property
    def workspace(self) -> "Workspace":
        """What the people at the desk work with; opened with the first question."""
        return self.door.open()

    @property
    def live_index(self) -> LiveIndex:
        """What brings shelf and index in step with the files."""
        return LiveIndex(self.engine, self.live_shelf, self.renderer.plain)

    def rebuild_index(
        self, *, full: bool = False, progress: Callable[[BuildProgress], None] | None = None
    ) -> BuildReport:
        """Bring the index in step with the content on disk and tell every process; returns what was done."""
        report = self.live_index.rebuild(full=full, progress=progress)
        # The first question after a build would else wait for the caches that this writes beside the index.
        self.warm_up()
        return report

    @property
    def office(self) -> AccountOffice:
        """The verbs of accounts."""
        return AccountOffice(self.workspace)

    @property
    def post_office(self) -> PostOffice | None:
        """Where letters are handed in; None where no mail server is set."""
        return PostOffice(self.settings.mail) if self.settings.mail else None

    @property
    def desk(self) -> EditorialDesk:
        """The verbs of the workflow."""
        return EditorialDesk(
            content=self.settings.content,
            shelf=self.shelf,
            repository=self.repository,
            workspace=self.workspace,
            announce=self.live_index.entries_changed,
            noted=self.unfinished.noted,
            clock=now,
        )

    @property
    def inbox(self) -> Inbox:
        """The verbs for what readers and others send in."""
        return Inbox(workspace=self.workspace, desk=self.desk, reader=self.drafts, shelf=self.shelf)

    @property
    def remote(self) -> Remote | None:
        """The repository with which commits are exchanged, None where none is set."""
        return Remote(self.repository, self.settings.content_remote) if self.settings.content_remote else None

    @property
    def content_pull(self) -> ContentPull | None:
        """What takes over commits from elsewhere, None where no other repository is set."""
        remote = self.remote
        if remote is None:
            return None
        return ContentPull(
            remote=remote,
            shelf=self.shelf,
            desk=self.desk,
            workspace=self.workspace,
            announce=self.live_index.entries_changed,
            rebuild=self.rebuild_index,
            noted=self.unfinished.noted,
        )

    @property
    def unfinished(self) -> UnfinishedPublications:
        """The publications under way, and those that a kill has cut off."""
        return UnfinishedPublications(self.settings.search_index / UNFINISHED, self.door.demand_writable)

    def recover(self) -> None:
        """Mend what a killed process has left; to be called at start."""
        recover(self.repository, self.unfinished, self.live_index.entries_changed, lambda: self.desk)

    @property
    def outgoing_links(self) -> OutgoingLinks:
        """The links of the library to other sites."""
        asked = (self.shelf, self.renderer.addresses, self.workspace.link_checks)
        return OutgoingLinks(*asked, self.settings.base_url, self.settings.check_links)

    def chores(self) -> tuple[Chore, ...]:
        """Return what is to be done on time."""
        return PortalChores(
            desk=self.desk,
            workspace=self.workspace,
            repository=self.repository,
            remote=self.remote,
            pull=self.content_pull.run if self.content_pull else None,
            check_links=self.outgoing_links.check_due if self.settings.check_links else None,
            go_on_with_imports=self.imports.work_on_waiting,
            index=self.live_index,
        ).chores()

    @property
    def draft_review(self) -> DraftReview:
        """The verbs for remarks on passages of drafts."""
        return DraftReview(self.shelf, self.workspace.drafts, self.workspace.passage_comments)

    @property
    def live_desk(self) -> LiveDesk:
        """The verbs for what is published already."""
        return LiveDesk(
            content=self.settings.content,
            shelf=self.shelf,
            repository=self.repository,
            history=self.history,
            audit=self.workspace.audit,
            announce=self.live_index.entries_changed,
            noted=self.unfinished.noted,
            clock=now,
        )

    @property
    def source_book(self) -> SourceBook:
        """The verb for adding sources."""
        return SourceBook(self.repository, self.workspace.audit, self.live_index.sources_changed, self.unfinished.noted)

    @property
    def imports(self) -> SpreadsheetImports:
        """The verbs of importing many entries from a table."""
        work = ImportWork(
            content=self.settings.content,
            shelf=self.shelf,
            repository=self.repository,
            book=self.workspace.imports,
            drafts=self.workspace.drafts,
            accounts=self.workspace.accounts,
            announce=self.live_index.entries_changed,
            naming=lambda refs: self.live_shelf.look().naming(refs),
        )
        return SpreadsheetImports(work, self.workspace.audit)

    def warm_up(self) -> None:
        """Load what the first question would wait for: word tables and dictionaries, a few seconds' work."""
        for analyzer in self.analyzers.values():
            analyzer.analyse("zyxwvut")
        self.live_terms.equivalents("zyxwvut", Language.FI)
        self.drafts.read("zyxwvut", Language.FI)

    def rest(self) -> None:
        """Let go of files and connections before this process is forked; the new ones begin with what it has learnt."""
        self.engine.rest()
        self.dictionaries.close()
        self.door.close()

    def close(self) -> None:
        """Let go of open files; asking again opens them again."""
        self.engine.close()
        self.dictionaries.close()
        self.door.close()


def build_portal(settings: Settings) -> Portal:
    """Return a portal for the settings; dictionaries are loaded with the first text that needs them."""
    kept = settings.search_index / CACHE
    analyzers = build_analyzers(kept)
    analyse = {language: analyzer.analyse for language, analyzer in analyzers.items()}
    signatures = {language: analyzer.signature for language, analyzer in analyzers.items()}
    live_shelf = LiveShelf(settings.content, settings.search_index / MARKER, kept / "shelf")
    dictionaries = FreeDict(kept)
    live_terms = LiveTerms(live_shelf, analyzers, dictionaries, kept / "terms")
    engine = WhooshEngine(
        settings.search_index,
        analyse,
        signatures,
        bridge=live_terms.equivalents,
        terms=live_terms.words,
        naming=LiveNames(live_shelf, analyzers).codes,
        keeper=KeptFile(kept / "catalogue", *CATALOGUE_ROOMS),
    )
    return Portal(
        settings=settings,
        analyzers=analyzers,
        renderer=MarkdownRenderer(),
        engine=engine,
        live_shelf=live_shelf,
        live_terms=live_terms,
        dictionaries=dictionaries,
        live_suggestions=LiveSuggestions(live_shelf, live_terms),
        failed_queries=FailedQueries(settings.search_index / FAILED_QUERIES),
        drafts=DraftReader(live_shelf, analyzers, live_terms.bank, kept / "codes"),
        history=EntryHistory(History(settings.content)),
        translations=LiveTranslations(live_shelf.current, StaleSince(PastFiles(settings.content))),
        door=WorkspaceDoor(settings.database_address, at_once=settings.database is not None),
        repository=ContentRepository(settings.content),
    )
