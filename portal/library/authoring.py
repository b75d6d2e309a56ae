"""New files for writers, and new names for old entries."""

import re
from collections.abc import Iterator
from pathlib import Path

from portal.domain.clause import SlotName
from portal.domain.errors import EntryExists
from portal.domain.errors import EntryMissing
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.fields import Field
from portal.library.library import Library
from portal.library.schemas import SCHEMAS
from portal.library.schemas import SHARED_FIELDS
from portal.library.schemas import TEXT_FIELDS
from portal.library.writing import replace_text

REDIRECTS = "redirects.yaml"


def write_template(content: Path, ref: Ref, language: Language) -> Path:
    """Write a commented original for a new entry and return its path.

    Raises `EntryExists` when the entry has any file already.
    """
    folder = content / str(ref)
    if folder.exists():
        raise EntryExists(f"{ref} is there already")
    if str(ref) in _redirects(content / REDIRECTS):
        raise EntryExists(f"{ref} is an old name that leads to another entry; choose a new one")
    folder.mkdir(parents=True)
    path = folder / f"{language}.md"
    path.write_text("\n".join(_template_rows(ref.collection)) + "\n", encoding="utf-8")
    return path


def _template_rows(collection: Collection) -> Iterator[str]:
    schema = SCHEMAS[collection]
    yield "---"
    yield "# Fill in what the sources state and delete the rest; the lines without # are compulsory."
    yield "# Comments stand on lines of their own. Text goes in double quotes. Codes: content/vocabulary/."
    for field in (*TEXT_FIELDS, *schema.fields, *SHARED_FIELDS):
        yield from _field_rows(field)
    if schema.has_slots:
        yield '# each slot: not-stated, or {text: "…", value: {…}, source: [S1]}'
        yield "slots:"
        yield from (f"  {name}: not-stated" for name in SlotName)
    yield "---"
    for section in schema.required_sections or ("about",):
        yield from ("", f"## … {{#{section}}}", "", "…")
    for section in schema.optional_sections:
        yield from ("", f"### optional section: ## … {{#{section}}}")


def _field_rows(field: Field) -> Iterator[str]:
    if field.help:
        yield f"# {field.name}: {field.help}"
    yield f"{'' if field.required else '# '}{field.name}:  {'' if field.required else field.kind.form}".rstrip()
    if field.required:
        yield f"#   {field.kind.form}"


def rename_entry(content: Path, library: Library, old: Ref, new_id: str) -> Ref:
    """Give an entry a new id, write it into every file that names the old one, and leave a redirect.

    Raises `EntryMissing` when there is no such entry and `EntryExists` when the new id is taken.
    """
    new = Ref(old.collection, new_id)
    if not (content / str(old)).is_dir():
        raise EntryMissing(f"there is no entry {old}")
    if (content / str(new)).exists():
        raise EntryExists(f"{new} is there already")
    for folder in library.folders:
        for language, file in folder.files.items():
            lines = {line for line, _, ref in file.record.references if ref == old}
            if lines:
                _replace_references(content / folder.name(language), lines, old, new)
    (content / str(old)).rename(content / str(new))
    _leave_redirect(content / REDIRECTS, old, new)
    return new


def _replace_references(path: Path, lines: set[int], old: Ref, new: Ref) -> None:
    """Replace the old name on the lines that hold it: in front matter as a value, in the body as a link's target.

    An address, a title or a sentence that holds the same letters stays as it is.
    """
    text = path.read_text(encoding="utf-8-sig")
    rows = text.split("\n")
    fences = [number for number, row in enumerate(rows, start=1) if re.fullmatch(r"-{3,}\s*", row)]
    whole = re.compile(rf"(?<=[\s\[,{{:\"'])(?:({re.escape(old.collection)}/))?{re.escape(old.id)}(?=[\s\],}}\"']|$)")
    for line in lines:
        if line < fences[1]:
            rows[line - 1] = whole.sub(lambda match: f"{match[1] or ''}{new.id}", rows[line - 1])
        else:
            rows[line - 1] = rows[line - 1].replace(f"]({old})", f"]({new})")
    replace_text(path, "\n".join(rows))


def _leave_redirect(path: Path, old: Ref, new: Ref) -> None:
    """Point the old name, and every name that led to it, to the new one, which itself leads nowhere any more."""
    redirects = {name: str(new) if target == str(old) else target for name, target in _redirects(path).items()}
    redirects[str(old)] = str(new)
    redirects.pop(str(new), None)
    replace_text(path, "".join(f"{name}: {target}\n" for name, target in redirects.items()))


def _redirects(path: Path) -> dict[str, str]:
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return dict(re.findall(r"^([a-z]+/[a-z0-9-]+):\s+([a-z]+/[a-z0-9-]+)\s*$", "\n".join(rows), re.MULTILINE))
