"""What an index says about itself: its make, its size and a checksum of each of its files."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.domain.language import Language
from portal.search.schema import RULES_VERSION
from portal.search.schema import SCHEMA_VERSION
from portal.search.status import IndexFault

META_NAME = "META.json"


@dataclass(frozen=True, slots=True)
class FileSeal:
    """Size and SHA-256 of one file."""

    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class IndexMeta:
    """The label on a finished index; `built_at` is an ISO time in UTC, `signatures` name the analysers by language."""

    schema: int
    rules: int
    signatures: Mapping[Language, str]
    built_at: str
    documents: int
    files: Mapping[str, FileSeal]

    def fault(self, signatures: Mapping[Language, str]) -> IndexFault | None:
        """Why this index does not fit the running portal, or None when it does."""
        if (self.schema, self.rules) != (SCHEMA_VERSION, RULES_VERSION):
            return IndexFault.OTHER_SCHEMA
        if dict(self.signatures) != dict(signatures):
            return IndexFault.OTHER_ANALYSIS
        return None

    @property
    def mark(self) -> bytes:
        """Thirty-two bytes that an index with anything else in it does not have."""
        return bytes.fromhex(_seal(_body(self)))


def write_meta(folder: Path, meta: IndexMeta) -> None:
    """Put the label into the folder of an index, sealed so that a change of any character shows."""
    body = _body(meta)
    (folder / META_NAME).write_text(json.dumps({"meta": body, "seal": _seal(body)}, indent=1), encoding="utf-8")


def read_meta(folder: Path) -> IndexMeta:
    """The label of an index; raises OSError without a file and ValueError when it is not what was written."""
    try:
        label = json.loads((folder / META_NAME).read_text(encoding="utf-8"))
        body = label["meta"]
        if label["seal"] != _seal(body):
            raise ValueError("the seal is broken")
        return _meta(body)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{META_NAME} is not a label: {error!r}") from error


def seal_file(path: Path) -> FileSeal:
    """Size and checksum of a file as it is now."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return FileSeal(file.tell(), digest)


def _body(meta: IndexMeta) -> dict[str, object]:
    """The label as JSON values."""
    return {
        "schema": meta.schema,
        "rules": meta.rules,
        "signatures": dict(sorted(meta.signatures.items())),
        "built_at": meta.built_at,
        "documents": meta.documents,
        "files": {name: [seal.size, seal.digest] for name, seal in sorted(meta.files.items())},
    }


def _meta(body: Mapping[str, object]) -> IndexMeta:
    """The opposite of `_body`; a sealed label of another portal version may still lack or add what this one knows."""
    signatures = body["signatures"]
    files = body["files"]
    if not isinstance(signatures, dict) or not isinstance(files, dict):
        raise ValueError("signatures and files must be tables")  # noqa: TRY004  # one error for every damage
    return IndexMeta(
        schema=int(str(body["schema"])),
        rules=int(str(body["rules"])),
        signatures={Language(code): str(signature) for code, signature in signatures.items()},
        built_at=str(body["built_at"]),
        documents=int(str(body["documents"])),
        files={name: FileSeal(int(size), str(digest)) for name, (size, digest) in files.items()},
    )


def _seal(body: object) -> str:
    """A checksum over the meaning of the label, not over its layout."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
