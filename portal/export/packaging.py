"""Zip packages that are the same bytes whenever the same document is made."""

from io import BytesIO
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import ZipFile
from zipfile import ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip can tell."""
MIMETYPE = "mimetype"


def reproducible(package: bytes) -> bytes:
    """Return the package with the same members in the same order, all dated alike.

    A `mimetype` comes first and uncompressed, as OpenDocument 1.3 part 2 section 3.3 wants it.
    """
    made = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: name != MIMETYPE):
            member = ZipInfo(name, EPOCH)
            member.compress_type = ZIP_STORED if name == MIMETYPE else ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return made.getvalue()
