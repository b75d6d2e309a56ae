"""A long history of one file, made at once."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.history.repository import git

FIRST_SECOND = 1_900_000_000


def revise(content: Path, path: str, texts: Iterable[str]) -> None:
    """Commit each text as a revision of a file, on top of what is there; the working file follows."""
    branch, before = git(content, "symbolic-ref", "HEAD"), git(content, "rev-parse", "HEAD")
    script = []
    for number, text in enumerate(texts):
        second = FIRST_SECOND + number
        script += [f"commit {branch}", f"committer Aino <a@b.example> {second} +0000", "data 4", "Line"]
        script += [f"from {before}"] if number == 0 else []
        script += [f"M 100644 inline {path}", f"data {len(text.encode())}", text]
    command = ["git", "-C", str(content), "fast-import", "--quiet"]
    subprocess.run(command, input="\n".join([*script, ""]).encode(), check=True)
    git(content, "checkout", "--quiet", "HEAD", "--", path)
