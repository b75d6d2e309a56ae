"""Many files at once as git remembers them: one question for all their revisions, one for many of their texts."""

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from pathlib import Path

from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.history.git import ask_git
from portal.history.history import MOST_BYTES
from portal.history.history import PLAIN
from portal.history.revision import Revision
from portal.history.signatures import first_line

File = tuple[Ref, Language]
AT_ONCE = 200
"""Files asked for in one question, so that neither the question nor the answer grows without bound."""
COMMIT = re.compile(r"([0-9a-f]{40,64})\t(\d+)\t(.*)")
BLOB = re.compile(rb"[0-9a-f]{40,64} blob (\d+)")


class PastFiles:
    """Asks the repository that the content lies in; raises `HistoryUnknown` where it cannot answer."""

    def __init__(self, content: Path) -> None:
        self._content = content

    def revisions(self, files: Sequence[File]) -> Mapping[File, tuple[Revision, ...]]:
        """Return the revisions that changed each file, the newest first; empty for one that git has never seen."""
        found: dict[File, list[Revision]] = {file: [] for file in files}
        for start in range(0, len(files), AT_ONCE):
            named = {_path(file): file for file in files[start : start + AT_ONCE]}
            for path, revision in self._log(list(named)):
                if path in named:
                    found[named[path]].append(revision)
        return {file: tuple(revisions) for file, revisions in found.items()}

    def texts(self, asked: Sequence[tuple[File, Revision]]) -> Iterator[str | None]:
        """Yield the text of each file in a revision, or None where it was not there, too big or no text."""
        for start in range(0, len(asked), AT_ONCE):
            part = asked[start : start + AT_ONCE]
            # A path is made of a collection, an id of the shelf and a language: no line end can be in it.
            names = "".join(f"{revision.id}:./{_path(file)}\n" for file, revision in part)
            yield from _texts(ask_git(self._content, "cat-file", "--batch", given=names.encode()), len(part))

    def _log(self, paths: list[str]) -> Iterator[tuple[str, Revision]]:
        """Yield each path with each commit that changed it, as the paths are named below the content folder."""
        arguments = (*PLAIN, "--no-renames", "--name-only", "--relative", "--format=%H%x09%ct%x09%s", "HEAD", "--")
        revision = None
        for line in ask_git(self._content, "log", *arguments, *paths).decode("utf-8", "replace").split("\n"):
            commit = COMMIT.fullmatch(line)
            if commit:
                when = datetime.fromtimestamp(int(commit[2]), UTC)
                revision = Revision(commit[1], when, first_line(commit[3]))
            elif line and revision:
                yield line, revision


def _texts(printed: bytes, count: int) -> Iterator[str | None]:
    place = 0
    for _ in range(count):
        end = printed.find(b"\n", place)
        blob = BLOB.fullmatch(printed[place:end])
        place = end + 1
        if blob is None:
            yield None
            continue
        size = int(blob[1])
        yield _text(printed[place : place + size])
        place += size + 1


def _text(content: bytes) -> str | None:
    if len(content) > MOST_BYTES:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _path(file: File) -> str:
    return f"{file[0]}/{file[1]}.md"
