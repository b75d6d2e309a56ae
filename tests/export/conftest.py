"""A real LibreOffice, started with a profile of its own."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Convert = Callable[..., str]
OF_THE_MACHINE = "failed to launch javaldx"
"""What LibreOffice says where Java is half installed; it is about the machine, not about the file."""


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert files to PDF beside themselves in one go and return what LibreOffice complained about."""
    profile = tmp_path_factory.mktemp("profile")
    office = shutil.which("soffice")
    assert office, "LibreOffice is not installed: apt-get install libreoffice-writer-nogui"

    def run(*files: Path) -> str:
        done = subprocess.run(
            [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf", "--outdir",
             str(files[0].parent), *map(str, files)],
            capture_output=True, text=True, timeout=150, check=True,
        )  # fmt: skip
        return "\n".join(line for line in done.stderr.splitlines() if line and OF_THE_MACHINE not in line)

    return run
