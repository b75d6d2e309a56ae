"""A small mail server on 127.0.0.1 that does what a test tells it."""

import base64
import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field


@dataclass
class Box:
    """What the server was told, and what it answers to a command instead of the usual."""

    answers: Mapping[str, str] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)
    sealed: list[bool] = field(default_factory=list)
    """For each letter whether it came through TLS."""
    logins: list[tuple[str, str]] = field(default_factory=list)
    offers: tuple[str, ...] = ("STARTTLS", "AUTH PLAIN LOGIN")
    silent: bool = False


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a client needs to hand in a letter."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, box: Box, context: ssl.SSLContext | None, at_once: bool) -> None:
        self.box = box
        self.context = context
        self.at_once = at_once
        super().__init__(("127.0.0.1", 0), _Session)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Session(socketserver.BaseRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.request.settimeout(10)
        self.secure = False
        with suppress(OSError):
            if self.server.at_once:
                self._seal()
            self._talk()
        self.request.close()

    def _seal(self) -> None:
        assert self.server.context is not None
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        self.secure = True

    def _talk(self) -> None:
        box = self.server.box
        if box.silent:
            time.sleep(3)
            return
        if not self._say(box.answers.get("CONNECT", "220 test ready")):
            return
        while line := self._line():
            verb = line.split(" ")[0].split(":")[0].upper()
            box.commands.append(line)
            if verb in box.answers:
                if not self._say(box.answers[verb]):
                    return
            else:
                self._obey(verb, line)

    def _obey(self, verb: str, line: str) -> None:
        """Do what a command asks for, as a server does on a good day."""
        box = self.server.box
        if verb == "EHLO":
            offers = ("test", *(each for each in box.offers if each != "STARTTLS" or not self.secure))
            said = [f"250{'-' if number < len(offers) else ' '}{each}" for number, each in enumerate(offers, 1)]
            self._say("\r\n".join(said))
        elif verb == "STARTTLS":
            self._say("220 go ahead")
            self._seal()
        elif verb == "AUTH" and "PLAIN" in line:
            name, password = base64.b64decode(line.split(" ")[2]).decode().split("\0")[1:]
            box.logins.append((name, password))
            self._say("235 welcome" if password == "right" else "535 no")
        elif verb == "DATA":
            self._say("354 go on")
            box.letters.append(self._letter())
            box.sealed.append(self.secure)
            self._say(box.answers.get("END", "250 taken"))
        else:
            self._say({"QUIT": "221 bye", "AUTH": "535 no"}.get(verb, "250 fine"))

    def _say(self, text: str) -> bool:
        """Say it; `CLOSE` closes the connection instead."""
        if text == "CLOSE":
            return False
        self.request.sendall(text.encode() + b"\r\n")
        return True

    def _line(self) -> str:
        return self._until(b"\r\n").decode("latin-1").rstrip("\r\n")

    def _letter(self) -> bytes:
        return self._until(b"\r\n.\r\n")[:-3]

    def _until(self, end: bytes) -> bytes:
        text = b""
        while not text.endswith(end):
            part = self.request.recv(1)
            if not part:
                return b""
            text += part
        return text


@contextmanager
def receiving(box: Box, context: ssl.SSLContext | None = None, *, at_once: bool = False) -> Iterator[MailServer]:
    """Run the mail server while the test does; `at_once` speaks TLS from the first byte."""
    with MailServer(box, context, at_once) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
