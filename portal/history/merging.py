"""Two changed texts and the one they both come from, made one again."""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.history.git import SECONDS
from portal.history.git import HistoryUnknown

MARKER = re.compile(r"[<|=>]+")
NAMES = ("mine", "base", "theirs")
MOST_CONFLICTS = 127
"""With this git ends when there are as many conflicts or more; above it something went wrong."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Lines on which nobody disagrees."""

    text: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """Lines that both have changed, and differently."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The stretches of the merged text, in reading order."""

    stretches: tuple[Agreed | Disputed, ...]

    @property
    def text(self) -> str | None:
        """The merged text, None when somebody has to decide."""
        if self.conflicts:
            return None
        return "".join(stretch.text for stretch in self.stretches if isinstance(stretch, Agreed))

    @property
    def conflicts(self) -> tuple[Disputed, ...]:
        """What has to be decided."""
        return tuple(stretch for stretch in self.stretches if isinstance(stretch, Disputed))


def merge_texts(base: str, mine: str, theirs: str) -> Merge:
    r"""Return what `git merge-file --diff3` makes of two texts that come from the same one, line by line.

    Line ends become `\n`, and a last line gets one.
    Raises HistoryUnknown when git gives no answer, as for texts with null characters.
    """
    texts = {"mine": _lines(mine), "base": _lines(base), "theirs": _lines(theirs)}
    # Longer than anything in the texts that looks like a marker, so that each marker found is one of git's.
    size = max((len(run) for text in texts.values() for run in MARKER.findall(text)), default=0) + 7
    with TemporaryDirectory(prefix="silta-merge-") as folder:
        for name, text in texts.items():
            Path(folder, name).write_bytes(text.encode())
        printed = _merged(folder, size)
    return Merge(tuple(_stretches(printed.decode(), size)))


def _merged(folder: str, size: int) -> bytes:
    named = [argument for name in NAMES for argument in ("-L", name)]
    command = ["git", "merge-file", "-p", "-q", "--diff3", f"--marker-size={size}", *named, *NAMES]
    try:
        done = subprocess.run(  # noqa: S603  # no shell, and every argument is the portal's own
            command,
            cwd=folder,
            env={
                "PATH": os.environ.get("PATH", ""),
                "LC_ALL": "C",
                "GIT_CEILING_DIRECTORIES": str(Path(folder).parent),
            },
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise HistoryUnknown(f"git gave no answer: {type(error).__name__}") from error
    if not 0 <= done.returncode <= MOST_CONFLICTS:
        raise HistoryUnknown(f"git merge-file ended with {done.returncode}")
    return done.stdout


def _stretches(printed: str, size: int) -> Iterator[Agreed | Disputed]:
    begin, old, middle, end = (
        f"{'<' * size} mine\n",
        f"{'|' * size} base\n",
        f"{'=' * size}\n",
        f"{'>' * size} theirs\n",
    )
    rest = printed
    while begin in rest:
        agreed, _, rest = rest.partition(begin)
        if agreed:
            yield Agreed(agreed)
        mine, _, rest = rest.partition(old)
        base, _, rest = rest.partition(middle)
        theirs, _, rest = rest.partition(end)
        yield Disputed(base, mine, theirs)
    if rest:
        yield Agreed(rest)


def _lines(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain if not plain or plain.endswith("\n") else f"{plain}\n"
