"""What is missing or degraded, and how much it matters."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum

from portal.analysis.analyzer import Analyzer
from portal.analysis.freedict import missing_dictionaries
from portal.domain.language import Language
from portal.library.shelf import Shelf
from portal.search.status import IndexState
from portal.search.status import IndexStatus


class Level(StrEnum):
    """How much a finding matters: `broken` means that readers miss something the portal is for."""

    OK = "ok"
    DEGRADED = "degraded"
    BROKEN = "broken"


class Subject(StrEnum):
    """What was looked at and found wanting, or fine."""

    FINNISH_ANALYSIS = "finnish-analysis"
    SWEDISH_ANALYSIS = "swedish-analysis"
    ENGLISH_ANALYSIS = "english-analysis"
    DICTIONARIES = "dictionaries"
    INDEX = "index"
    INDEX_BEHIND = "index-behind"
    FAULTY_FILES = "faulty-files"
    CONTENT = "content"
    SPACE = "space"
    REMOTE = "remote"
    CHORES = "chores"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `details` holds the numbers and names a sentence about it needs."""

    subject: Subject
    level: Level
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Health:
    """Every finding; ready means that pages and search can be served, if perhaps not at their best."""

    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Whether a load balancer should send readers here."""
        return all(finding.level is not Level.BROKEN for finding in self.findings)

    @property
    def troubles(self) -> tuple[Finding, ...]:
        """The findings that are not fine."""
        return tuple(finding for finding in self.findings if finding.level is not Level.OK)


ANALYSIS_SUBJECTS = {
    Language.FI: Subject.FINNISH_ANALYSIS,
    Language.SV: Subject.SWEDISH_ANALYSIS,
    Language.EN: Subject.ENGLISH_ANALYSIS,
}


def health_of(shelf: Shelf, analyzers: Iterable[Analyzer], index: IndexStatus) -> Health:
    """Return the health of the whole, from what is in memory and a look at the disk."""
    return Health((*_analysis(analyzers), _dictionaries(), _index(index, shelf), *_content(shelf)))


def _analysis(analyzers: Iterable[Analyzer]) -> Iterator[Finding]:
    for analyzer in analyzers:
        level = Level.DEGRADED if analyzer.degraded else Level.OK
        details = {"signature": analyzer.signature, "reason": analyzer.degraded or ""}
        yield Finding(ANALYSIS_SUBJECTS[analyzer.language], level, details)


def _dictionaries() -> Finding:
    missing = missing_dictionaries()
    packages = " ".join(f"dict-freedict-{pair}" for pair in missing)
    return Finding(Subject.DICTIONARIES, Level.DEGRADED if missing else Level.OK, {"packages": packages})


def _index(index: IndexStatus, shelf: Shelf) -> Finding:
    details = {
        "state": index.state.value,
        "fault": index.fault.value if index.fault else "",
        "documents": str(index.documents or 0),
        "entries": str(len(shelf)),
        "built_at": index.built_at or "",
    }
    if index.state is not IndexState.READY:
        # An index made by other analysers is still served, if not at its best.
        level = Level.DEGRADED if index.state is IndexState.STALE and index.documents else Level.BROKEN
        return Finding(Subject.INDEX, level, details)
    if index.documents != len(shelf):
        return Finding(Subject.INDEX_BEHIND, Level.DEGRADED, details)
    return Finding(Subject.INDEX, Level.OK, details)


def _content(shelf: Shelf) -> Iterator[Finding]:
    faulty = len({problem.file for problem in shelf.problems})
    yield Finding(Subject.FAULTY_FILES, Level.DEGRADED if faulty else Level.OK, {"files": str(faulty)})
    yield Finding(Subject.CONTENT, Level.OK if len(shelf) else Level.BROKEN, {"entries": str(len(shelf))})
