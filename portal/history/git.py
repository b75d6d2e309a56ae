"""The `git` command: asked to read, told to write its index, sent over the network."""

import logging
import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from portal.domain.errors import PortalError

LOG = logging.getLogger(__name__)
SECONDS = 5
ALWAYS = (
    "--no-pager",
    "--literal-pathspecs",
    "--no-replace-objects",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "gc.auto=0",
    "-c", "maintenance.auto=false",
)  # fmt: skip
"""What a repository has configured must start no program."""
READING = (
    *ALWAYS,
    "-c", "log.showSignature=false",
    "-c", "log.follow=false",
    "-c", "protocol.allow=never",
)  # fmt: skip
"""While git reads, it reaches no network either."""
TRAVELLING = (
    *ALWAYS,
    "-c", "core.fsync=all",
    "-c", "fetch.unpackLimit=1",
    "-c", "transfer.fsckObjects=true",
    "-c", "submodule.recurse=false",
    "-c", "http.lowSpeedLimit=1000",
    "-c", "http.lowSpeedTime=10",
)  # fmt: skip
"""What comes from elsewhere is looked through and kept durably, in one pack."""
SSH = "ssh -o BatchMode=yes -o ConnectTimeout=10"
KEPT: tuple[str, ...] = ("PATH", "HOME", "XDG_CONFIG_HOME")
"""HOME stays, for `safe.directory` is read only from the configuration of the user or the machine."""
KEPT_FOR_TRAVEL = ("SSH_AUTH_SOCK", "SSL_CERT_FILE", "SSL_CERT_DIR", "https_proxy", "HTTPS_PROXY", "NO_PROXY")


class HistoryUnknown(PortalError):
    """Raised when git cannot answer: it is missing, slow, or the content lies in no repository that it trusts."""


def ask_git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints when it is asked in the folder; raises HistoryUnknown when it cannot answer.

    `given` is what it reads.
    The arguments are handed over as a list, never through a shell; paths among them stand after `--`.
    """
    command = ["git", *READING, *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # no shell, and every argument is the portal's own or a checked id
            command,
            cwd=folder,
            env=_environment(os.environ),
            input=given,
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


def tell_git(folder: Path, *arguments: str, given: bytes, holding: int, seconds: float = SECONDS) -> None:
    """Let git write to its own folder with what is given to it; raises HistoryUnknown when it does not.

    Git gets the descriptor of the portal's lock, so that the lock is held until git has ended,
    even when the process that told it is killed.
    """
    command = ["git", *ALWAYS, *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # no shell, and every argument is the portal's own
            command,
            cwd=folder,
            env=_environment(os.environ),
            input=given,
            capture_output=True,
            timeout=seconds,
            check=False,
            pass_fds=(holding,),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise HistoryUnknown(f"git gave no answer: {type(error).__name__}") from error
    if done.returncode:
        raise HistoryUnknown(f"git {arguments[0]}: {done.stderr.decode(errors='replace')[:500]}")


def send_git(folder: Path, *arguments: str, seconds: float) -> tuple[int, str]:
    """Return with what git ended that was sent to another repository, and what it said; never asks for a password.

    Raises HistoryUnknown when it has not come back in time: then it is ended with all that it started.
    """
    command = ["git", *TRAVELLING, *arguments]
    outer = os.environ
    environment = _environment(outer) | {name: outer[name] for name in KEPT_FOR_TRAVEL if name in outer}
    environment |= {"GIT_ALLOW_PROTOCOL": "file:https:ssh", "GIT_SSH_COMMAND": SSH}
    try:
        with subprocess.Popen(  # noqa: S603  # no shell, and every argument is the operator's or the portal's own
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process:
            try:
                said, _ = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired as error:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                raise HistoryUnknown(f"git {arguments[0]} did not come back in {seconds:g} s") from error
    except OSError as error:
        raise HistoryUnknown(f"git could not be started: {type(error).__name__}") from error
    return process.returncode, said.decode(errors="replace")


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
