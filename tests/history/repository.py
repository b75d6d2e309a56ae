"""A real git repository made by a test, with nobody's configuration in it."""

import os
import subprocess
from pathlib import Path

WHO = ("-c", "user.name=Anna Nimi", "-c", "user.email=anna@nimi.example", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    """Return what git prints in a folder; fails where git does."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-C", str(folder), *WHO, "-c", "init.defaultBranch=main", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=clean).stdout.strip()


def begin(folder: Path) -> Path:
    """Make an empty repository in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet")
    return folder


def commit(folder: Path, path: str, text: str | bytes, message: str) -> str:
    """Write a file below the folder, commit it and return the id of the commit."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text if isinstance(text, bytes) else text.encode())
    git(folder, "add", "--", path)
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")
