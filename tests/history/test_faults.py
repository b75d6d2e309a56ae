"""Disks that are full or read-only, and system calls that fail: the change is refused, and the repository is whole."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.history.author import Author
from portal.history.errors import DiskFull
from portal.history.errors import RepositoryUnwritable
from portal.history.publication import ContentRepository
from tests.history.conftest import FILE
from tests.history.repository import begin
from tests.history.repository import commit
from tests.history.repository import git

ROOT = Path(__file__).parents[2]
FAULTS = int(os.environ.get("STRESS_PUBLISH_FAULTS", "2"))
MEGABYTE = 1024 * 1024
ANSWERS = {"published", "PublishFailed", "DiskFull"}
PUBLISH_ONCE = f"""
import sys
from pathlib import Path
from portal.domain.errors import PortalError
from portal.history.author import Author
from portal.history.publication import ContentRepository
repository = ContentRepository(Path(sys.argv[1]), min_free_bytes=0)
try:
    repository.publish({{"{FILE}": sys.argv[2].encode()}}, {{"{FILE}": sys.argv[3]}}, Author("maija", "Maija"), "Mend")
except PortalError as error:
    print(type(error).__name__)
else:
    print("published")
"""


def mounted(folder: Path) -> bool:
    """Whether a small disk could be put at the folder; only root may."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    return (
        shutil.which("mount") is not None and subprocess.run(command, check=False, capture_output=True).returncode == 0
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes with a repository on it."""
    folder = tmp_path / "disk"
    if not mounted(folder):
        pytest.skip("NOT TESTED: full and read-only disks, for this account may not mount a tmpfs")
    commit(begin(folder / "content"), FILE, "yksi\n", "Begin")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_refuses_and_later_takes_the_change(small_disk: Path, maija: Author) -> None:
    """No half of a change is there, readers keep the last good text, and with room again the next one goes through."""
    content = small_disk / "content"
    repository = ContentRepository(content, min_free_bytes=0)
    refused = 0
    for _ in range(60):
        live = repository.live(FILE)
        try:
            repository.publish({FILE: os.urandom(100_000)}, {FILE: live.blob_id}, maija, "Fill")
        except DiskFull:
            refused += 1
            assert repository.live(FILE) == live
        if refused == 3:
            break
    last = repository.live(FILE)
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    done = repository.publish({FILE: b"room\n"}, {FILE: last.blob_id}, maija, "Room again")

    assert (3, b"room\n", ()) == (refused, (content / FILE).read_bytes(), done.behind)
    assert ("", "") == (git(content, "status", "--porcelain"), git(content, "fsck", "--strict", "--no-dangling"))


def test_a_disk_that_is_nearly_full_refuses_early(small_disk: Path, maija: Author) -> None:
    """Below the space that must stay free nothing is tried."""
    repository = ContentRepository(small_disk / "content", min_free_bytes=50 * MEGABYTE)
    head = repository.head()

    with pytest.raises(DiskFull):
        repository.publish({FILE: b"x\n"}, {FILE: repository.blob_id(FILE)}, maija, "Fill")

    assert head == repository.head()


def test_a_read_only_disk_serves_and_refuses(small_disk: Path, maija: Author) -> None:
    """What is published can be read; a change is refused by what is wrong."""
    repository = ContentRepository(small_disk / "content", min_free_bytes=0)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with pytest.raises(RepositoryUnwritable):
        repository.publish({FILE: b"x\n"}, {FILE: repository.blob_id(FILE)}, maija, "Change")

    assert b"yksi\n" == repository.live(FILE).content


@pytest.fixture
def disk_image(tmp_path: Path) -> Iterator[Path]:
    """A disk in a file, and a repository on it; what the file holds is what a power cut leaves."""
    image, folder = tmp_path / "image", tmp_path / "disk"
    folder.mkdir()
    try:
        subprocess.run(["truncate", "-s", "48M", str(image)], check=True, capture_output=True)
        subprocess.run(["mkfs.ext4", "-F", "-q", str(image)], check=True, capture_output=True)
        subprocess.run(["mount", "-o", "loop", str(image), str(folder)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("NOT TESTED: power cuts, for this account may not mount a disk image")
    commit(begin(folder / "content"), FILE, "yksi\n", "Begin")
    os.sync()
    yield image
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_power_cut_loses_nothing_that_was_acknowledged(disk_image: Path, tmp_path: Path, maija: Author) -> None:
    """The disk as it is right after each publication holds it, whole, and the files are in step after a start."""
    repository = ContentRepository(tmp_path / "disk" / "content", min_free_bytes=0)
    after, cut = tmp_path / "after", tmp_path / "cut"
    after.mkdir()
    troubles = []
    for number in range(FAULTS):
        new, base = f"cases/new-{number}/fi.md", repository.blob_id(FILE)
        done = repository.publish({FILE: b"%d\n" % number, new: b"n\n"}, {FILE: base, new: None}, maija, "Change")
        subprocess.run(["cp", "--sparse=always", str(disk_image), str(cut)], check=True)
        subprocess.run(["mount", "-o", "loop", str(cut), str(after)], check=True)
        content = after / "content"
        recovery = ContentRepository(content, min_free_bytes=0).recover()
        state = (git(content, "status", "--porcelain"), git(content, "fsck", "--strict", "--no-dangling"))
        head = git(content, "rev-parse", "HEAD")
        subprocess.run(["umount", str(after)], check=True)
        if (head, state, recovery.foreign) != (done.commit, ("", ""), ()):
            troubles.append((number, head, state, recovery))

    assert [] == troubles


@pytest.mark.skipif(os.getuid() != 0, reason="NOT TESTED: missing rights, for only root can become somebody else")
def test_missing_rights_refuse(content: Path) -> None:
    """An account that may read and not write is told so."""
    base = ContentRepository(content).blob_id(FILE)
    for folder in (content, *content.parents):
        if folder == Path("/tmp"):
            break
        folder.chmod(folder.stat().st_mode | 0o055)
    become = "import os\nos.setgid(65534)\nos.setuid(65534)\nsettings.owner_validation = False\nrepository ="
    code = "from pygit2 import settings\n" + PUBLISH_ONCE.replace("repository =", become, 1)

    answer = run([sys.executable, "-c", code, str(content), "x", str(base)])

    assert "RepositoryUnwritable" == answer


def run(command: list[str]) -> str:
    """Return what a process prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": "/nonexistent"}
    return subprocess.run(
        command, check=False, capture_output=True, text=True, env=environment, cwd=ROOT
    ).stdout.strip()


@pytest.mark.parametrize(
    "fault",
    [
        "fsync:error=EIO",
        "rename:error=EIO",
        "renameat:error=EIO",
        "/^rename.*:error=ENOSPC",
        "unlink:error=EIO",
        "flock:error=EIO",
    ],
)
def test_a_system_call_that_fails_leaves_the_repository_whole(content: Path, fault: str) -> None:
    """The n-th call fails: the change is in or out, never half; sent again it goes through, once."""
    if shutil.which("strace") is None:
        pytest.skip("NOT TESTED: failing system calls, for strace is not installed")
    repository = ContentRepository(content, min_free_bytes=0)
    troubles = []
    for number in range(1, FAULTS + 1):
        # Not each number in turn, so that few rounds meet early and late calls alike.
        when, text = number * number if FAULTS < 6 else number, f"text {number}\n"
        base = str(repository.blob_id(FILE))
        before = int(git(content, "rev-list", "--count", "HEAD"))
        strace = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"inject={fault}:when={when}"]
        answer = run([*strace, sys.executable, "-c", PUBLISH_ONCE, str(content), text, base])
        again = run([sys.executable, "-c", PUBLISH_ONCE, str(content), text, base])
        state = (git(content, "status", "--porcelain"), git(content, "fsck", "--strict", "--no-dangling"))
        more = int(git(content, "rev-list", "--count", "HEAD")) - before
        if (again, state, more) != ("published", ("", ""), 1) or answer not in ANSWERS:
            troubles.append((when, answer, again, state, more))

    assert [] == troubles


def test_running_out_of_open_files_leaves_the_repository_whole(content: Path, maija: Author) -> None:
    """At whatever moment no further file can be opened, nothing half-done stays."""
    repository = ContentRepository(content, min_free_bytes=0)
    limited = "import resource\nlimit = int(__import__('sys').argv[4])\n" + PUBLISH_ONCE.replace(
        "try:", "resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))\ntry:", 1
    )
    troubles = []
    for limit in range(3, 3 + 2 * FAULTS):
        base, text = str(repository.blob_id(FILE)), f"limit {limit}\n"
        answer = run([sys.executable, "-c", limited, str(content), text, base, str(limit)])
        run([sys.executable, "-c", PUBLISH_ONCE, str(content), text, base])
        state = (git(content, "status", "--porcelain"), git(content, "fsck", "--strict", "--no-dangling"))
        if state != ("", "") or repository.live(FILE).content != text.encode() or not answer:
            troubles.append((limit, answer, state))

    assert [] == troubles
