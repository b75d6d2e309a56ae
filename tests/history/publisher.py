"""A process that publishes: once when told to, or line after line into one file that others write into too."""

import sys
from itertools import count
from pathlib import Path

from portal.history.author import Author
from portal.history.errors import EditConflict
from portal.history.publication import ContentRepository

SHARED = "cases/shared/fi.md"


def add_line(repository: ContentRepository, line: str, author: Author, own: str) -> None:
    """Add a line to the shared file and put it into a file of one's own, as often as another writer comes first."""
    while True:
        live, mine = repository.live(SHARED), repository.live(own)
        text = (live.content or b"") + f"{line}\n".encode()
        try:
            repository.publish(
                {SHARED: text, own: f"{line}\n".encode()},
                {SHARED: live.blob_id, own: mine.blob_id},
                author,
                f"Add {line}",
            )
        except EditConflict:
            continue
        return


def main() -> None:
    """Publish what the arguments say and print what came of it."""
    content, name, base = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    repository = ContentRepository(content, wait=30)
    author = Author(name, name.title())
    print("ready", flush=True)  # noqa: T201
    if base != "endless":
        sys.stdin.readline()
        try:
            repository.publish({SHARED: f"{name}\n".encode()}, {SHARED: base}, author, f"By {name}")
        except EditConflict as conflict:
            print("conflict", conflict.live[0].blob_id, flush=True)  # noqa: T201
        else:
            print("published", flush=True)  # noqa: T201
        return
    for number in count():
        add_line(repository, f"{name}-{number}", author, f"cases/{name.partition('-')[0]}/sv.md")
        print(f"{name}-{number}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
