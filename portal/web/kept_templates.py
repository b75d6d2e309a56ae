"""Templates as the code they are made into, kept from start to start."""

from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from portal.publishing.kept_file import KeptFile


class KeptTemplates(BytecodeCache):
    """A file for each template; Jinja's own cache on disk fails where it cannot be written or is damaged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket what was kept of this very source, if anything was."""
        found = self._file(bucket).read(_head(bucket))
        if isinstance(found, bytes):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code in the bucket for the next start."""
        self._file(bucket).write(_head(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> KeptFile:
        return KeptFile(self._folder / bucket.key)


def _head(bucket: Bucket) -> bytes:
    return f"{jinja2.__version__} {bucket.checksum}\n".encode()
