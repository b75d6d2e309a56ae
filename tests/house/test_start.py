"""A server has to answer soon after its start: what few requests need is loaded with the first of them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOADED_LATE = ("openpyxl", "docx", "odfdo", "alembic", "authlib", "requests", "urllib3", "segno", "sqlalchemy")
SHOW = f"""
import sys
import portal.bootstrap
import portal.web.app
print([name for name in {LOADED_LATE} if name in sys.modules])
"""


def test_a_start_loads_no_library_that_few_requests_need() -> None:
    """Each of them takes up to a tenth of a second, in every process that answers."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )

    assert "[]" == done.stdout.strip()
