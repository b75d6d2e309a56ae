"""How gunicorn serves the portal; read by itself from the folder it is started in.

The server makes the portal once and its workers are forked from it: they share its memory and start ready to answer.
"""

import gc
import socket
from http import HTTPStatus

import gunicorn.http.message
import gunicorn.util
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from portal.domain.language import Language
from portal.web.finished_pages import FinishedPages
from portal.web.finished_pages import remember
from portal.web.headers import SECURITY

gc.disable()
"""Until the workers part: all that is made up to then stays, and looking through it costs a third of the start."""

FIRST_PAGES = {Language.FI: "hankinta", Language.SV: "upphandling", Language.EN: "procurement"}
"""What is asked in each language before the workers part, so that they share the tables, pages and templates of it."""

finished_pages = FinishedPages()
"""Made before the workers part, so that they share it; a reload makes a new one, as the pages may then change."""

preload_app = True
"""A new version of the portal needs a restart; a reload forks new workers from what is in memory."""

control_socket_disable = True
timeout = 30
graceful_timeout = 20

limit_request_line = 65_536
gunicorn.http.message.MAX_REQUEST_LINE = limit_request_line
"""gunicorn stops at 8,190 bytes; a question of ten thousand letters is for the portal to answer, with a page."""

REFUSAL = """<!doctype html>
<html lang="fi"><head><meta charset="utf-8"><title>Silta</title></head><body><main><h1>Silta</h1>
<p>Pyyntöä ei voi ymmärtää. Tarkista osoite.</p>
<p lang="sv">Begäran går inte att förstå. Kontrollera adressen.</p>
<p lang="en">The request cannot be understood. Check the address.</p></main></body></html>
"""


def write_error(sock: socket.socket, status_int: int, _reason: str, _message: str) -> None:
    """Answer what is no HTTP, and so never reaches the portal, with its headers and a sentence in its languages."""
    body = REFUSAL.encode()
    fixed = {"Connection": "close", "Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    rows = "".join(f"{name}: {value}\r\n" for name, value in {**fixed, **SECURITY, "Cache-Control": "no-store"}.items())
    sock.sendall(f"HTTP/1.1 {status_int} {HTTPStatus(status_int).phrase}\r\n{rows}\r\n".encode("latin-1") + body)


gunicorn.util.write_error = write_error


def when_ready(server: Arbiter) -> None:
    """Make ready what the workers share."""
    _make_ready(server)


def on_reload(server: Arbiter) -> None:
    """Make it ready anew, for the content may have changed."""
    _make_ready(server)


def post_worker_init(worker: Worker) -> None:
    """Share the finished pages, and end what a worker may have begun whose place this one takes."""
    remember(worker.wsgi, finished_pages)
    if worker.age > worker.cfg.workers:  # the first ones came after `wsgi.py`, which has seen to it
        worker.wsgi.extensions["portal"].recover()


def _make_ready(server: Arbiter) -> None:
    """Load dictionaries and index, and take all that is in memory out of the search for garbage.

    What is looked through for garbage is written to, and is then shared no more.
    """
    try:
        application = server.app.wsgi()
        portal = application.extensions["portal"]
        portal.warm_up()
        client = application.test_client()
        for language, word in FIRST_PAGES.items():
            client.get(f"/{language}/search?q={word}")
        portal.rest()
    except Exception:
        server.log.exception("The portal could not be made ready; the workers start all the same.")
    gc.freeze()
    gc.enable()
