"""A small disk of its own under a folder, which can be filled, broken as a failing disk is, and mended."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

SIZE = "256M"
FILLING = "filling"
BLOCK = 1 << 20
PATIENCE = 10


class NoDisk(Exception):
    """Raised where no disk can be had: only root may mount."""


@dataclass(frozen=True, slots=True)
class SmallDisk:
    """A disk image mounted where a folder was; what the folder held lies on it."""

    image: Path
    place: Path

    @classmethod
    def under(cls, place: Path, image: Path) -> "SmallDisk":
        """Return a disk that holds what is in a folder, mounted there; raises `NoDisk`."""
        aside = place.rename(place.with_name(f"{place.name}-aside"))
        place.mkdir()
        disk = cls(image, place)
        try:
            _run("truncate", "-s", SIZE, str(image))
            _run("mkfs.ext4", "-F", "-q", "-m", "0", str(image))
            disk._mount()
        except (OSError, subprocess.CalledProcessError) as error:
            raise NoDisk(str(error)) from error
        shutil.rmtree(place / "lost+found")
        shutil.copytree(aside, place, symlinks=True, dirs_exist_ok=True)
        return disk

    def fill(self) -> None:
        """Leave no room; the portal's files keep what they have."""
        # Beside what the portal keeps there and git looks at.
        with (
            (self.place / ".git" if (self.place / ".git").is_dir() else self.place).joinpath(FILLING).open("wb") as file
        ):
            try:
                for size in (BLOCK, 4096, 1):
                    _fill(file.fileno(), size)
            finally:
                os.fsync(file.fileno())

    def free(self) -> None:
        """Give the room back."""
        for file in self.place.rglob(FILLING):
            file.unlink()

    def fail(self) -> None:
        """Let the disk take nothing more from anybody, not even into files that are open, as one found faulty does."""
        if not self._remounted("ro"):
            self._remounted("abort")

    def mend(self) -> None:
        """Let it take everything again; nobody may have a file open that was to be written to."""
        if not self._remounted("rw"):
            # A process that was killed lets go of its files a moment later.
            end = time.monotonic() + PATIENCE
            while subprocess.run(["umount", str(self.place)], check=False, capture_output=True).returncode:
                if time.monotonic() > end:
                    raise NoDisk(f"{self.place} is in use")
                time.sleep(0.05)
            self._mount()

    def unmount(self) -> None:
        """Take the disk away, even if somebody has not let go of it yet."""
        _run("umount", "--lazy", str(self.place))

    def _remounted(self, how: str) -> bool:
        """Tell whether the disk could be remounted so; as read-only it cannot while somebody writes a file of it."""
        command = ["mount", "-o", f"remount,{how}", str(self.place)]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0

    def _mount(self) -> None:
        _run("mount", "-o", "loop", str(self.image), str(self.place))


def _fill(file: int, size: int) -> None:
    try:
        while os.write(file, b"\0" * size) == size:
            pass
    except OSError:
        return


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
