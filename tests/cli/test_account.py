"""`portal account`: who may sign in, given and taken from the command line."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.people import Scope
from portal.workspace.link_purpose import LinkSpent
from portal.workspace.workspace import Workspace
from portal.workspace.workspace import open_workspace
from tests.cli.shell import Shell

AINO, BOSS = "aino@silta.invalid", "boss@silta.invalid"
INVITED = re.compile(r"https://silta\.example/sv/desk/invitation/(\S+)\n\Z")
PASSWORD = "three herrings in a harbour"


@pytest.fixture
def shell(content: Path, tmp_path: Path) -> Shell:
    """A shell where no workspace has been made yet."""
    return Shell(tmp_path, content)


@pytest.fixture
def workspace(shell: Shell) -> Iterator[Workspace]:
    """The workspace as another process sees it, with an administrator who has a password."""
    opened = open_workspace(f"sqlite:///{shell.workspace / 'workspace.db'}")
    opened.database.prepare()
    boss = opened.accounts.add(BOSS, "Boss", Role.ADMINISTRATOR, Language.EN)
    opened.accounts.set_password(boss.person.id, PASSWORD)
    yield opened
    opened.database.close()


def add(shell: Shell, email: str = AINO, *more: str) -> Result:
    """Type the command that gives somebody an account."""
    words = ("--name", " Aino  Järvi ", "--role", "contributor", "--language", "sv")
    return shell.types("account", "add", email, *words, *more)


def secret_of(result: Result) -> str:
    """Return the secret of the link that a command has shown."""
    found = INVITED.search(result.stdout)
    assert found, result.output
    return found[1]


def test_the_first_account_needs_no_workspace_before_it(shell: Shell) -> None:
    """The command makes the database, keeps the account and says what the link is good for."""
    made = add(shell)
    opened = open_workspace(f"sqlite:///{shell.workspace / 'workspace.db'}")
    kept = opened.accounts.by_email(AINO)
    holder = opened.links.holder(secret_of(made)).email
    opened.database.close()

    assert kept is not None
    assert ["The account is made.", "This link works once, for seven days:"] == made.stdout.splitlines()[:2]
    assert (0, AINO, Person(1, "Aino Järvi", Role.CONTRIBUTOR, Language.SV, Scope()), True, False) == (
        made.exit_code, holder, kept.person, kept.active, kept.has_password,
    )  # fmt: skip


def test_the_secret_of_a_link_is_shown_once(shell: Shell, workspace: Workspace) -> None:
    """No other command prints it, and the database does not hold it."""
    secret = secret_of(add(shell))
    later = [shell.types("account", "list"), shell.types("audit"), shell.types("audit", "--json")]
    again = secret_of(shell.types("account", "link", AINO))
    with sqlite3.connect(shell.workspace / "workspace.db") as database:
        dump = "\n".join(database.iterdump())
    database.close()

    assert [0, 0, 0] == [each.exit_code for each in later]
    assert (False, False, False) == (any(secret in each.output for each in later), secret in dump, again in dump)


def test_a_new_link_spends_the_older_one(shell: Shell, workspace: Workspace) -> None:
    """However the address is written; the new one leads to the same account."""
    old, new = (secret_of(each) for each in (add(shell), shell.types("account", "link", "AINO@silta.invalid")))

    with pytest.raises(LinkSpent):
        workspace.links.holder(old)
    assert AINO == workspace.links.holder(new).email


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((" AINO@Silta.invalid", "--name", "Aino", "--role", "reviewer"), f"there is an account for {AINO} already"),
        (("aino", "--name", "Aino", "--role", "reviewer"), "“aino” is no e-mail address"),
        (("eero@silta.invalid", "--name", "Eero", "--role", "king"), "'king' is not one of"),
        (("eero@silta.invalid", "--name", "Eero"), "Missing option '--role'"),
        (("eero@silta.invalid", "--role", "reviewer"), "Missing option '--name'"),
        (("eero@silta.invalid", "--name", "E", "--role", "reviewer", "--language", "de"), "'de' is not one of"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    shell: Shell, workspace: Workspace, words: tuple[str, ...], sentence: str
) -> None:
    """One sentence says why, nothing is printed as a link, and nobody is added or changed."""
    add(shell)
    before = workspace.accounts.all()
    refused = shell.types("account", "add", *words)

    assert (True, "", True) == (refused.exit_code in {1, 2}, refused.stdout, sentence in refused.stderr)
    assert before == workspace.accounts.all()


@pytest.mark.parametrize("words", [("link",), ("close",), ("open",), ("role", "reviewer")])
def test_nobody_has_the_address(shell: Shell, workspace: Workspace, words: tuple[str, ...]) -> None:
    """The sentence names the address and the command that lists all; nothing is noted."""
    verb, *more = words
    refused = shell.types("account", verb, "nobody@silta.invalid", *more)

    assert (1, "", []) == (refused.exit_code, refused.stdout, list(workspace.audit.lines()))
    assert (
        "Error: Nobody has an account with “nobody@silta.invalid”; `portal account list` names all.\n" == refused.stderr
    )


def test_the_list_says_what_is_special(shell: Shell, workspace: Workspace) -> None:
    """By name: who has not come yet, who is closed, who has a second factor, and whose rights have a limit."""
    add(shell, AINO, "--country", "fi", "--organisation", "jarvi")
    boss = workspace.accounts.by_email(BOSS)
    assert boss is not None
    shell.types(
        "account", "add", "cecilia@silta.invalid", "--name", "Cecilia", "--role", "administrator", "--country", "se"
    )
    shell.types("account", "close", "cecilia@silta.invalid")

    assert [
        f"{AINO}\tcontributor\tAino Järvi\tinvited; only fi, jarvi",
        f"{BOSS}\tadministrator\tBoss",
        "cecilia@silta.invalid\tadministrator\tCecilia\tclosed; invited",
    ] == shell.types("account", "list").stdout.splitlines()


def test_a_closed_account_opens_nothing_until_it_is_opened(shell: Shell, workspace: Workspace) -> None:
    """Closing ends the sessions; the password is kept and counts again."""
    add(shell)
    aino = workspace.accounts.by_email(AINO)
    assert aino is not None
    workspace.accounts.set_password(aino.person.id, PASSWORD)
    workspace.sessions.begin({}, account_id=aino.person.id, agent="a browser")
    closed = shell.types("account", "close", AINO)
    shut = (workspace.accounts.proves_password(AINO, PASSWORD), len(workspace.sessions.of(aino.person.id)))
    opened = shell.types("account", "open", AINO)
    proved = workspace.accounts.proves_password(AINO, PASSWORD)

    assert ("The account is closed.\n", (None, 0), "The account is open.\n", AINO) == (
        closed.stdout, shut, opened.stdout, proved and proved.email,
    )  # fmt: skip


def test_a_role_is_changed_and_nothing_else(shell: Shell, workspace: Workspace) -> None:
    """Name, language and limits stay; an administrator has no limits, so they go."""
    add(shell, AINO, "--country", "fi")
    told = shell.types("account", "role", AINO, "reviewer").stdout
    reviewer = workspace.accounts.by_email(AINO)
    shell.types("account", "role", AINO, "administrator")
    administrator = workspace.accounts.by_email(AINO)

    assert reviewer is not None
    assert administrator is not None
    assert ("Aino Järvi is reviewer now.\n", Role.REVIEWER, "sv", Scope(frozenset({"fi"})), Scope()) == (
        told, reviewer.person.role, reviewer.person.language, reviewer.person.scope, administrator.person.scope,
    )  # fmt: skip


@pytest.mark.parametrize("words", [("close", BOSS), ("role", BOSS, "coordinator")])
def test_the_last_administrator_stays(shell: Shell, workspace: Workspace, words: tuple[str, ...]) -> None:
    """Another who has chosen no password yet does not count: nobody could give accounts then."""
    shell.types("account", "add", AINO, "--name", "Aino", "--role", "administrator")
    refused = shell.types("account", *words)
    boss = workspace.accounts.by_email(BOSS)

    assert boss is not None
    assert (1, "Error: somebody must stay who can give accounts\n", True, Role.ADMINISTRATOR) == (
        refused.exit_code, refused.stderr, boss.active, boss.person.role,
    )  # fmt: skip


@pytest.mark.parametrize("words", [("account", "list"), ("audit",)])
def test_without_a_workspace_there_is_one_sentence(shell: Shell, words: tuple[str, ...]) -> None:
    """Nothing is made by looking, nobody sees a traceback, and the sentence says what to do."""
    answer = shell.types(*words)
    told = answer.stderr.startswith("Error: the workspace cannot be used: ") and answer.stderr.count("\n") == 1
    cure = answer.stderr.rstrip().endswith("run `portal workspace prepare`.")

    assert (1, "", True, True, False) == (
        answer.exit_code, answer.stdout, told, cure, (shell.workspace / "workspace.db").exists(),
    )  # fmt: skip
