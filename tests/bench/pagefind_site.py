"""Pagefind, the search for static sites: pages of the same entries, asked in a browser as its readers do."""

import importlib.util
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler
from http.server import ThreadingHTTPServer
from pathlib import Path
from queue import Queue

from portal.domain.language import Language
from portal.search.document import DocumentText
from portal.search.document import SearchDocument

NAME = "Pagefind, its own stemmers"
DEPTH = 10
PATIENCE = 300
MISSING = (
    "**Pagefind was left out**: it needs the package `pagefind` (run `make install-bench`) and the browser\n"
    "`chromium-headless-shell`."
)
ASKING = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>asking</title><script type="module">
const told = {{}};
try {{
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  for (const question of await (await fetch("/questions.json")).json()) {{
    const found = (await pagefind.search(question)).results.slice(0, {depth});
    told[question] = await Promise.all(found.map(async (each) => [(await each.data()).url, each.score]));
  }}
}} catch (error) {{ told["error"] = String(error); }}
await fetch("/told", {{method: "POST", body: JSON.stringify(told)}});
</script></html>
"""
Found = Mapping[str, Sequence[tuple[str, float]]]
"""Refs with their scores by question, the best first."""


class Pagefind:
    """All answers to a list of questions in the index of each language, which Pagefind keeps apart by itself."""

    def __init__(self, documents: Sequence[SearchDocument], questions: Iterable[str], folder: Path) -> None:
        _write_site(documents, sorted(set(questions)), folder)
        command = [sys.executable, "-m", "pagefind", "--site", str(folder)]
        subprocess.run(command, check=True, capture_output=True)
        with _serving(folder) as (port, told):
            self._found = {language: _asked(port, language, told) for language in Language}

    def ranked(self, question: str, languages: Iterable[Language]) -> list[str]:
        """Return the ten best entries in the texts of these languages, an entry once, by Pagefind's own scores."""
        found = [each for language in languages for each in self._found[language].get(question, ())]
        return list(dict.fromkeys(ref for ref, _ in sorted(found, key=lambda each: -each[1])))[:DEPTH]


def is_installed() -> bool:
    """Whether both Pagefind and a browser are there."""
    return importlib.util.find_spec("pagefind") is not None and _browser() is not None


def _browser() -> str | None:
    return shutil.which("chromium-headless-shell") or shutil.which("chromium") or shutil.which("google-chrome")


def _write_site(documents: Sequence[SearchDocument], questions: Sequence[str], folder: Path) -> None:
    for document in documents:
        for language, text in document.texts.items():
            page = folder / language / f"{document.ref}.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(_page(language, text), encoding="utf-8")
    for language in Language:
        page = folder / f"ask-{language}.html"
        page.write_text(ASKING.format(language=language, depth=DEPTH), encoding="utf-8")
    (folder / "questions.json").write_text(json.dumps(questions), encoding="utf-8")


def _page(language: Language, text: DocumentText) -> str:
    rows = "".join(f"<p>{escape(part)}</p>" for part in (text.summary, text.wording, text.body, text.labels) if part)
    title = escape(text.title)
    head = f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
    return f"{head}<body><main data-pagefind-body><h1>{title}</h1>{rows}</main></body></html>"


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[int, "Queue[Found]"]]:
    """Serve the site on this machine; what a page tells comes into the queue."""
    told: Queue[Found] = Queue()

    class Handler(SimpleHTTPRequestHandler):
        def do_POST(self) -> None:  # the name the library asks for
            told.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], told
    finally:
        server.shutdown()
        server.server_close()


def _asked(port: int, language: Language, told: "Queue[Found]") -> Found:
    """What the page that asks in one language tells; raises RuntimeError when it fails, `queue.Empty` when it hangs."""
    command = [_browser() or "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    address = f"http://127.0.0.1:{port}/ask-{language}.html"
    with subprocess.Popen([*command, address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as browser:
        try:
            found = told.get(timeout=PATIENCE)
        finally:
            browser.terminate()
    if "error" in found:
        raise RuntimeError(f"Pagefind did not answer: {found['error']}")
    return {
        question: [(url.removeprefix(f"/{language}/").removesuffix(".html"), score) for url, score in rows]
        for question, rows in found.items()
    }
