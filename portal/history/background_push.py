"""Pushing after publications without anybody waiting for it."""

import logging
from threading import Event
from threading import Lock
from threading import Thread

from portal.domain.errors import PortalError
from portal.history.remote import Remote

LOG = logging.getLogger(__name__)


class BackgroundPush:
    """Pushes in a thread of its own when asked; what is asked while it pushes makes one more push."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote
        self._wanted = Event()
        self._starting = Lock()
        self._thread: Thread | None = None

    def ask(self) -> None:
        """Let what is published be pushed soon; returns at once, and failures are in the log and in `unpushed`."""
        self._wanted.set()
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._push_while_wanted, name="push", daemon=True)
                self._thread.start()

    def settle(self, seconds: float) -> None:
        """Wait until nothing is being pushed, for so many seconds at most."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _push_while_wanted(self) -> None:
        while True:
            with self._starting:
                if not self._wanted.is_set():
                    # Whoever asks from now on starts another thread.
                    self._thread = None
                    return
                self._wanted.clear()
            try:
                LOG.info("push: %s", self._remote.push())
            except PortalError as error:
                LOG.warning("not pushed: %s", error)
