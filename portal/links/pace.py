"""How fast one host is asked."""

import time
from collections.abc import Callable

SECONDS_BETWEEN = 1.0


class Pace:
    """Lets requests to one host through one second apart at least; clock and sleep are handed in by tests."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._last: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Return as soon as the host may be asked."""
        last = self._last.get(host)
        if last is not None:
            left = last + SECONDS_BETWEEN - self._clock()
            if left > 0:
                self._sleep(left)
        self._last[host] = self._clock()
