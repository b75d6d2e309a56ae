"""What was used lately, within a bound of bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic
from typing import TypeVar

Value = TypeVar("Value")


class BoundedCache(Generic[Value]):
    """Values by key, each with what it costs in bytes; shared by threads."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._held = 0
        self._entries: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Value | None:
        """The value kept under a key, if there is one."""
        with self._lock:
            found = self._entries.get(key)
            if found is None:
                return None
            self._entries.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Value, cost: int) -> None:
        """Keep a value; those used longest ago make room for it, and one larger than all the room is not kept."""
        with self._lock:
            if key in self._entries or cost > self._capacity:
                return
            self._entries[key] = value, cost
            self._held += cost
            while self._held > self._capacity:
                self._held -= self._entries.popitem(last=False)[1][1]
