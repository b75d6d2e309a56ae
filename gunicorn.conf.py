"""How gunicorn serves the portal; read by itself from the folder it is started in."""

import gc
import socket
import threading
from http import HTTPStatus

import gunicorn.http.message
import gunicorn.util
from gunicorn.workers.base import Worker

from portal.bootstrap import Portal
from portal.web.finished_pages import FinishedPages
from portal.web.finished_pages import remember
from portal.web.headers import SECURITY

finished_pages = FinishedPages()
"""Made before the workers part, so that they share it; a reload makes a new one, as the pages may then change."""

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


def post_worker_init(worker: Worker) -> None:
    """Share the finished pages, and load the dictionaries while the worker serves its first readers."""
    remember(worker.wsgi, finished_pages)
    portal = worker.wsgi.extensions["portal"]
    threading.Thread(target=_warm_up, args=(portal,), daemon=True).start()


def _warm_up(portal: Portal) -> None:
    """Load the dictionaries, and take what is in memory by then out of the search for garbage.

    Dictionaries, shelf and catalogue stay as long as the worker, and looking through them takes a tenth of a second.
    """
    portal.warm_up()
    gc.freeze()
