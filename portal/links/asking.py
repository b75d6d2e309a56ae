"""One request to one checked numeric address, bounded in time and size."""

import os
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from urllib3 import HTTPConnectionPool
from urllib3 import HTTPSConnectionPool
from urllib3 import Timeout
from urllib3.connection import HTTPConnection
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError
from urllib3.exceptions import HTTPError
from urllib3.exceptions import NewConnectionError
from urllib3.exceptions import ProtocolError
from urllib3.exceptions import ReadTimeoutError
from urllib3.exceptions import SSLError
from urllib3.response import BaseHTTPResponse

from portal.domain.link_check import LinkReason
from portal.links.web_address import WebAddress

CONNECT_SECONDS = 5.0
CHUNK = 16 * 1024


class NoAnswer(Exception):
    """Raised when a server gave no answer that makes sense; `reason` tells why."""

    def __init__(self, reason: LinkReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; the body is what came first, as it was sent, never unpacked."""

    status: int
    location: str | None
    body: bytes


class Budget:
    """The seconds that may be spent on the network, over several requests."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    def spend(self, since: float) -> None:
        """Take off the time that has passed since a moment of the monotonic clock."""
        self.left -= time.monotonic() - since


class Asker:
    """Sends requests that say who asks, follow nothing, carry nothing and keep nothing."""

    def __init__(self, user_agent: str, trust: ssl.SSLContext) -> None:
        self._user_agent = user_agent
        self._trust = trust

    def ask(self, address: WebAddress, numerics: Sequence[str], method: str, most: int, budget: Budget) -> Answer:
        """Return the answer of the first of the numeric addresses that lets itself be connected to.

        At most `most` bytes of the body are read.
        Raises `NoAnswer`, when the budget is spent too.
        """
        refused = NoAnswer(LinkReason.NO_CONNECTION)
        for numeric in numerics:
            if budget.left <= 0:
                raise NoAnswer(LinkReason.TIMED_OUT)
            since = time.monotonic()
            try:
                return self._ask_one(address, numeric, method, most, budget.left)
            except (ConnectTimeoutError, NewConnectionError) as error:
                # urllib3 calls a refused connection a kind of time-out.
                late = not isinstance(error, NewConnectionError)
                refused = NoAnswer(LinkReason.TIMED_OUT if late else LinkReason.NO_CONNECTION)
            finally:
                budget.spend(since)
        raise refused

    def _ask_one(self, address: WebAddress, numeric: str, method: str, most: int, seconds: float) -> Answer:
        deadline = _Deadline(seconds)
        pool = self._pool(address, numeric, deadline)
        try:
            # The pool's host is the numeric address: there is no name in it that could be resolved once more.
            response = pool.urlopen(
                method,
                address.target,
                headers={
                    "Host": address.authority,
                    "User-Agent": self._user_agent,
                    "Accept": "*/*",
                    "Accept-Encoding": "identity",
                    "Connection": "close",
                },
                retries=False,
                redirect=False,
                assert_same_host=False,
                preload_content=False,
                decode_content=False,
            )
            try:
                body = b"" if method == "HEAD" else _beginning(response, most)
                if deadline.passed:
                    # To the parser, a connection that the deadline has shut is a header or a body at its end.
                    raise NoAnswer(LinkReason.TIMED_OUT)
                return Answer(response.status, response.headers.get("Location"), body)
            finally:
                response.close()
        except (ConnectTimeoutError, NewConnectionError):
            raise
        except (HTTPError, OSError, ValueError) as error:
            raise NoAnswer(_reason(error, deadline)) from error
        finally:
            deadline.lift()
            pool.close()

    def _pool(self, address: WebAddress, numeric: str, deadline: "_Deadline") -> HTTPConnectionPool:
        timeout = Timeout(connect=min(CONNECT_SECONDS, deadline.seconds), read=deadline.seconds)
        if address.scheme == "http":
            plain = HTTPConnectionPool(numeric, address.port, timeout=timeout, maxsize=1)
            plain.ConnectionCls = deadline.watched_plain()
            return plain
        secure = HTTPSConnectionPool(
            numeric,
            address.port,
            timeout=timeout,
            maxsize=1,
            ssl_context=self._trust,
            # The name is sent and the certificate is held against it, whatever number the connection goes to.
            server_hostname=address.host,
        )
        secure.ConnectionCls = deadline.watched_secure()
        return secure


class _Deadline:
    """Shuts a connection at the end of its time, however busily a server sends a byte now and then.

    A time-out of a socket begins anew with every byte; this one does not.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.passed = False
        self._handle: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._timer.start()

    def watch(self, connection: HTTPConnection) -> None:
        """Hold a second handle of the connection's socket: TLS takes the first one apart."""
        if connection.sock is not None:
            with self._lock:
                self._drop()
                self._handle = socket.socket(fileno=os.dup(connection.sock.fileno()))
            if self.passed:
                self._shut()

    def lift(self) -> None:
        """Let go of the connection."""
        self._timer.cancel()
        with self._lock:
            self._drop()

    def _shut(self) -> None:
        self.passed = True
        with self._lock, suppress(OSError):
            if self._handle is not None:
                self._handle.shutdown(socket.SHUT_RDWR)

    def _drop(self) -> None:
        if self._handle is not None:
            self._handle.close()
            self._handle = None

    def watched_plain(self) -> type[HTTPConnection]:
        """Return a kind of connection that tells this deadline once it stands."""
        watch = self.watch

        class Watched(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                watch(self)

        return Watched

    def watched_secure(self) -> type[HTTPSConnection]:
        """Return the same for TLS; the time-out of connecting bounds the handshake as a whole."""
        watch = self.watch

        class Watched(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                watch(self)

        return Watched


def _beginning(response: BaseHTTPResponse, most: int) -> bytes:
    """Return the first bytes of a body as they were sent."""
    parts: list[bytes] = []
    length = 0
    while length < most:
        part = response.read(min(CHUNK, most - length), decode_content=False)
        if not part:
            break
        parts.append(part)
        length += len(part)
    return b"".join(parts)


def _reason(error: Exception, deadline: _Deadline) -> LinkReason:
    if deadline.passed or isinstance(error, ReadTimeoutError | TimeoutError):
        return LinkReason.TIMED_OUT
    if isinstance(error, SSLError | ssl.SSLError):
        return LinkReason.NOT_SECURE
    if isinstance(error, ProtocolError) and isinstance(error.args[-1], ConnectionError):
        return LinkReason.NO_CONNECTION
    return LinkReason.ANSWER_BROKEN
