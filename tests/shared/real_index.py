"""The index of the portal's own content, built from nothing once per run."""

from pathlib import Path

from portal.bootstrap import build_portal
from portal.settings import Settings
from tests.shared.word_tables import furnish

ROOT = Path(__file__).parents[2]


def build_real_index(index: Path, tables: Path) -> None:
    """Build the index of `content/` in a folder, word tables and all."""
    portal = build_portal(Settings(content=ROOT / "content", search_index=furnish(index, tables)))
    portal.rebuild_index()
    portal.close()
