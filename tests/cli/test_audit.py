"""`portal audit`: who did what at the desk, for people and for programs."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.domain.people import Role
from portal.workspace.workspace import Workspace
from portal.workspace.workspace import open_workspace
from tests.cli.shell import Shell

MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ")
AINO = "aino@silta.invalid"
FORGED = "Wrong number\r\n2026-01-01 00:00:00Z\tBoss\taccount-close\taccount/1"


@pytest.fixture
def shell(content: Path, tmp_path: Path) -> Shell:
    """A shell in which somebody got an account, another role and a new link."""
    shell = Shell(tmp_path, content)
    shell.types("account", "add", AINO, "--name", "Aino", "--role", "contributor")
    shell.types("account", "role", AINO, "reviewer")
    shell.types("account", "link", AINO)
    return shell


@pytest.fixture
def workspace(shell: Shell) -> Iterator[Workspace]:
    """The workspace behind it."""
    opened = open_workspace(f"sqlite:///{shell.workspace / 'workspace.db'}")
    yield opened
    opened.database.close()


def lines(shell: Shell, *words: str) -> list[list[str]]:
    """Return what the command prints, line by line, without the moment at the head of each."""
    printed = [line.split("\t") for line in shell.types("audit", *words).stdout.splitlines()]
    assert all(MOMENT.fullmatch(line[0]) for line in printed)
    return [line[1:] for line in printed]


def test_every_command_left_a_line(shell: Shell) -> None:
    """The newest first; what was done on the machine itself is in nobody's name."""
    assert [
        ["-", "account-link", "account/1"],
        ["-", "account-change", "account/1", "role=reviewer"],
        ["-", "account-add", "account/1", "role=contributor"],
    ] == lines(shell)


def test_one_subject_and_so_many(shell: Shell, workspace: Workspace) -> None:
    """Lines about one subject, the newest of them where fewer are asked for; about a stranger there are none."""
    aino = workspace.accounts.add("eero@silta.invalid", "Eero", Role.COORDINATOR, Language.FI).person
    workspace.audit.note(aino, "publish", "cases/jarvi/fi", draft=1)

    assert (["Eero", "publish", "cases/jarvi/fi", "draft=1"], ["account-link", "account-change"], []) == (
        lines(shell)[0],
        [each[1] for each in lines(shell, "--subject", "account/1", "--limit", "2")],
        lines(shell, "--subject", "account/2"),
    )


@pytest.mark.parametrize("limit", ["0", "-1", "10001", "all"])
def test_a_limit_that_is_none_is_refused(shell: Shell, limit: str) -> None:
    """With the words of the command's own help."""
    refused = shell.types("audit", "--limit", limit)

    assert (2, "", True) == (refused.exit_code, refused.stdout, "'--limit'" in refused.stderr)


def test_programs_get_one_object_a_line(shell: Shell, workspace: Workspace) -> None:
    """With everything that is kept of it, letters as they are and the moment with its zone."""
    aino = workspace.accounts.by_email(AINO)
    assert aino is not None
    workspace.audit.note(aino.person, "restore", "cases/jarvi/fi", reason="Väärä\nluku")
    newest, *_ = printed = shell.types("audit", "--json").stdout.splitlines()
    read = json.loads(newest)

    assert (4, True, True) == (len(printed), "Väärä" in newest, read.pop("at").endswith("+00:00"))
    assert {
        "name": "Aino",
        "action": "restore",
        "subject": "cases/jarvi/fi",
        "detail": {"reason": "Väärä\nluku"},
        "number": 4,
    } == read


def test_nobody_writes_a_line_of_the_log_into_a_reason(shell: Shell, workspace: Workspace) -> None:
    """A reason of several lines stands on the one line of what was done."""
    aino = workspace.accounts.by_email(AINO)
    assert aino is not None
    workspace.audit.note(aino.person, "restore", "cases/jarvi/fi", reason=FORGED)

    assert ["Aino", "restore", "cases/jarvi/fi", f"reason={' '.join(FORGED.split())}"] == lines(shell)[0]
    assert 4 == len(lines(shell))
