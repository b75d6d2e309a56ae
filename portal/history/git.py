"""The `git` command, asked to read and nothing else."""

import logging
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from portal.domain.errors import PortalError

LOG = logging.getLogger(__name__)
SECONDS = 5
READING = (
    "--no-pager",
    "--literal-pathspecs",
    "--no-replace-objects",
    "-c", "core.fsmonitor=false",
    "-c", "log.showSignature=false",
    "-c", "log.follow=false",
    "-c", "protocol.allow=never",
)  # fmt: skip
"""What a repository or an operator has configured must start no program and reach no network while git reads."""
KEPT = ("PATH", "HOME", "XDG_CONFIG_HOME")
"""HOME stays, for `safe.directory` is read only from the configuration of the user or the machine."""


class HistoryUnknown(PortalError):
    """Raised when git cannot answer: it is missing, slow, or the content lies in no repository that it trusts."""


def ask_git(folder: Path, *arguments: str) -> bytes:
    """Return what git prints when it is asked in the folder; raises HistoryUnknown when it cannot answer.

    The arguments are handed over as a list, never through a shell; paths among them stand after `--`.
    """
    command = ["git", *READING, *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # no shell, and every argument is the portal's own or a checked id
            command,
            cwd=folder,
            env=_environment(os.environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise HistoryUnknown(f"git gave no answer: {type(error).__name__}") from error
    if done.returncode:
        LOG.debug("git %s: %s", arguments[0], done.stderr.decode(errors="replace")[:500])
        raise HistoryUnknown(f"git {arguments[0]} ended with {done.returncode}")
    return done.stdout


def _environment(outer: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which no variable of the outer one points git to another repository or program."""
    return {
        **{name: outer[name] for name in KEPT if name in outer},
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_NO_LAZY_FETCH": "1",
    }
