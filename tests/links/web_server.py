"""A real web server on 127.0.0.1 for the link checker to ask, and certificates for it."""

import ipaddress
import socketserver
import ssl
import threading
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextlib import suppress
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from portal.links.bounds import Bounds
from portal.links.checker import LinkChecker
from portal.links.pace import Pace

Send = Callable[[bytes], None]
Page = bytes | Callable[[Send], None]
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
FINE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def answer(status: int, headers: str = "", body: bytes = b"") -> bytes:
    """Return an answer as it goes over the wire."""
    lines = f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n{headers}"
    return lines.encode() + b"\r\n" + body


def redirect(status: int, location: str) -> bytes:
    """Return an answer that leads elsewhere."""
    return answer(status, f"Location: {location}\r\n")


class Web(socketserver.ThreadingTCPServer):
    """Serves pages by `METHOD /path` or `/path`, and keeps every request it was sent."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, pages: Mapping[str, Page], context: ssl.SSLContext | None = None) -> None:
        self.pages = dict(pages)
        self.requests: list[str] = []
        self.moments: list[float] = []
        self.sent = 0
        self._context = context
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def asked(self) -> list[str]:
        """The methods and paths it was asked for, robots.txt aside."""
        lines = [" ".join(request.split(" ", 2)[:2]) for request in self.requests]
        return [line for line in lines if not line.endswith("/robots.txt")]

    def secured(self, connection: object) -> object:
        """Return the connection with TLS around it where the server speaks it."""
        return self._context.wrap_socket(connection, server_side=True) if self._context else connection


class _Handler(socketserver.BaseRequestHandler):
    server: Web

    def handle(self) -> None:
        self.request.settimeout(20)
        with suppress(OSError):
            self.request = self.server.secured(self.request)
            self._answer()
        self.request.close()

    def _answer(self) -> None:
        text = b""
        while b"\r\n\r\n" not in text:
            part = self.request.recv(4096)
            if not part:
                return
            text += part
        request = text.decode("latin-1")
        self.server.moments.append(time.monotonic())
        self.server.requests.append(request)
        method, path, _ = request.split(" ", 2)
        pages = self.server.pages
        self._serve(pages.get(f"{method} {path}", pages.get(path, NOT_FOUND)), method)

    def _serve(self, page: Page, method: str) -> None:
        if callable(page):
            page(self._send)
        else:
            head, _, body = page.partition(b"\r\n\r\n")
            self._send(head + b"\r\n\r\n" + (b"" if method == "HEAD" else body))

    def _send(self, data: bytes) -> None:
        self.request.sendall(data)
        self.server.sent += len(data)


@contextmanager
def serving(pages: Mapping[str, Page], context: ssl.SSLContext | None = None) -> Iterator[Web]:
    """Run the server while the test does."""
    with Web(pages, context) as web:
        thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield web
        finally:
            web.shutdown()
            thread.join()


class Names:
    """A resolver that knows what a test tells it, and counts what it was asked."""

    def __init__(self, known: Mapping[str, list[str]] | None = None) -> None:
        self.known = known or {}
        self.asked: list[str] = []

    def __call__(self, host: str) -> list[str]:
        """Return what the host is resolved to; 127.0.0.1 for what the test does not name."""
        self.asked.append(host)
        return self.known.get(host, ["127.0.0.1"] if not host[0].isdigit() and ":" not in host else [host])


def at_once() -> Pace:
    """Return a pace that does not wait."""
    return Pace(sleep=lambda _seconds: None)


def checker(web: Web, names: Callable[[str], list[str]] | None = None, **options: object) -> LinkChecker:
    """Return a checker that may ask this server and nobody else on this machine."""
    chosen = {"pace": at_once, "bounds": Bounds(seconds_per_address=3.0), **options}
    return LinkChecker(
        "https://portal.silta-tests.org", resolver=names or Names(), loopback_ports=frozenset({web.port}), **chosen
    )


def certificates(folder: Path, name: str, days: int = 30) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return what a server of this name needs to speak TLS, and what a client needs to trust it."""
    key, root_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _signed("root of the tests", root_key, "root of the tests", root_key, ca=True, days=30)
    leaf = _signed(name, key, "root of the tests", root_key, ca=False, days=days)
    (folder / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    (folder / "leaf.pem").write_bytes(leaf.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "leaf.pem", folder / "key.pem")
    return server, ssl.create_default_context(cafile=str(folder / "root.pem"))


def _signed(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    ca: bool,
    days: int,
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if not ca:
        names: list[x509.GeneralName] = [x509.DNSName(name)]
        if name[0].isdigit():
            names = [x509.IPAddress(ipaddress.ip_address(name))]
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
