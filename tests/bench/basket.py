"""How long a basket takes: `python -m tests.bench.basket` prints it for 3, 40 and 60 clauses of the real content."""

import sys
import tempfile
import time
from pathlib import Path

from flask.testing import FlaskClient

from portal.bootstrap import build_portal
from portal.domain.reference import Collection
from portal.settings import Settings
from portal.web.app import create_app
from tests.bench.table import table

TIMES = 5
SIZES = (3, 40, 60)
ADDRESSES = ("basket", "basket.docx", "basket.odt", "basket.md", "clauses")


def main() -> None:
    """Ask each address of each basket a few times and print the best time, the size, and the size as it travels."""
    with tempfile.TemporaryDirectory() as index:
        portal = build_portal(Settings(search_index=Path(index)))
        client = create_app(portal).test_client()
        ids = [entry.id for entry in portal.shelf().entries(Collection.CLAUSES)]
        rows = [_row(client, address, ids[:size]) for size in SIZES for address in ADDRESSES]
    sys.stdout.write(table(("what", "clauses", "address", "ms", "kB", "kB folded"), rows) + "\n")


def _row(client: FlaskClient, address: str, ids: list[str]) -> tuple[str, ...]:
    path = f"/fi/{address}?basket={'.'.join(ids)}"
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        whole = client.get(path).data
        taken.append(time.perf_counter() - started)
    folded = client.get(path, headers={"Accept-Encoding": "gzip"}).data
    sizes = (f"{len(each) / 1000:.1f}" for each in (whole, folded))
    return address, f"{len(ids)}", f"{len(path)}", f"{min(taken) * 1000:.0f}", *sizes


if __name__ == "__main__":
    main()
