"""Commands typed in a folder of its own, on a small sound library."""

import json
from pathlib import Path

from click.testing import CliRunner
from click.testing import Result

from portal.cli.main import main
from tests.library.shelves import write_library


class Shell:
    """Types commands in a folder of its own, on a library of its own where none is given."""

    def __init__(self, folder: Path, content: Path | None = None) -> None:
        self.content = content or write_library(folder / "content", "kunta")
        self.workspace = folder / "workspace"
        self._environment = {
            "PORTAL_CONTENT": str(self.content),
            "PORTAL_SEARCH_INDEX": str(folder / "index"),
            "PORTAL_WORKSPACE": str(self.workspace),
            "PORTAL_BASE_URL": "https://silta.example",
        }

    def types(self, *words: str) -> Result:
        """Run `portal` with the words."""
        return CliRunner().invoke(main, list(words), env=self._environment)

    def reads(self, *words: str) -> object:
        """Run `portal` with the words and return the JSON it prints."""
        return json.loads(self.types(*words).stdout)
