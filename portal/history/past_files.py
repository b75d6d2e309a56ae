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
from portal.history.history import revisions_along
from portal.history.renames import legs
from portal.history.renames import renames
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
        """Return the revisions that changed each file, the newest first; empty for one that git has never seen.

        Those under an earlier id of its entry belong to it.
        """
        found: dict[File, tuple[Revision, ...]] = {}
        for start in range(0, len(files), AT_ONCE):
            part = files[start : start + AT_ONCE]
            by_path = self._by_path([_path(file) for file in part])
            found.update((file, by_path[_path(file)]) for file in part)
        return found

    def texts(self, asked: Sequence[Revision]) -> Iterator[str | None]:
        """Yield the text of each revision, or None where the file was not there, too big or no text."""
        for start in range(0, len(asked), AT_ONCE):
            part = asked[start : start + AT_ONCE]
            # A path is made of a collection, an id of an entry and a language: no line end can be in it.
            names = "".join(f"{revision.id}:./{revision.path}\n" for revision in part)
            yield from _texts(ask_git(self._content, "cat-file", "--batch", given=names.encode()), len(part))

    def _by_path(self, paths: list[str]) -> Mapping[str, tuple[Revision, ...]]:
        found: dict[str, list[Revision]] = {path: [] for path in paths}
        added = []
        for status, revision in self._log(paths):
            if revision.path in found:
                found[revision.path].append(revision)
                added += [revision.id] if status == "A" else []
        renamed = {new for _, new in renames(self._content, added)}
        return {
            path: revisions_along(self._content, legs(self._content, "HEAD", path)) if path in renamed else tuple(some)
            for path, some in found.items()
        }

    def _log(self, paths: list[str]) -> Iterator[tuple[str, Revision]]:
        """Yield each revision of the paths, named below the content folder, with what it did to the file."""
        arguments = (*PLAIN, "--no-renames", "--name-status", "--relative", "--format=%H%x09%ct%x09%s", "HEAD", "--")
        commit = None
        for line in ask_git(self._content, "log", *arguments, *paths).decode("utf-8", "replace").split("\n"):
            opened = COMMIT.fullmatch(line)
            status, _, path = line.partition("\t")
            if opened:
                commit = opened
            elif path and commit:
                when = datetime.fromtimestamp(int(commit[2]), UTC)
                yield status, Revision(commit[1], when, first_line(commit[3]), path)


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
