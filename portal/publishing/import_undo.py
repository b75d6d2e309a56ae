"""What an undo of an import takes away, and what it leaves because somebody has built on it since."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.domain.spreadsheet_import import Staying

Naming = Callable[[AbstractSet[Ref]], frozenset[Ref]]
"""From entries to those that name one of them."""


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """Files, or drafts by `collection/id/language`: those that go and those that stay, with the reason."""

    going: tuple[str, ...]
    staying: Mapping[str, Staying]

    @property
    def hindrances(self) -> Mapping[str, Staying]:
        """What keeps the import from being taken back: all that stays, but for what somebody has taken out already."""
        return {name: why for name, why in self.staying.items() if why is not Staying.GONE}


@dataclass(frozen=True, slots=True)
class Since:
    """What has become of the files of an import: their blobs now, drafts in the making, and who names whom."""

    content: Path
    live: Mapping[str, str | None]
    open_drafts: AbstractSet[str]
    naming: Naming


def undo_plan(imported: Mapping[str, str], whole: AbstractSet[Ref], since: Since) -> UndoPlan:
    """Return which files go; `imported` has the blob that the import gave to each path.

    `whole` are the entries whose original it brought; of the others it brought translations only.
    The files of an entry go together or stay together, and none goes that something else rests on.
    """
    entries: dict[Ref, list[str]] = {}
    for path in imported:
        ref = ref_from_text(path.rpartition("/")[0])
        if ref is not None:
            entries.setdefault(ref, []).append(path)
    changed = {ref: _changed(ref, paths, imported, since) for ref, paths in entries.items()}
    staying = {ref: why for ref, why in changed.items() if why is not None}
    for ref in whole & (entries.keys() - staying.keys()):
        if _has_more(ref, entries[ref], since.content):
            staying[ref] = Staying.HAS_MORE
    _keep_named(whole & entries.keys(), staying, since.naming)
    going = [path for ref, paths in entries.items() if ref not in staying for path in paths]
    return UndoPlan(tuple(going), {path: why for ref, why in staying.items() for path in entries[ref]})


def _changed(ref: Ref, paths: list[str], imported: Mapping[str, str], since: Since) -> Staying | None:
    live = {path: since.live[path] for path in paths}
    if not any(live.values()):
        return Staying.GONE
    if any(blob != imported[path] for path, blob in live.items()):
        return Staying.CHANGED
    being_written = any(key.rpartition("/")[0] == str(ref) for key in since.open_drafts)
    return Staying.BEING_WRITTEN if being_written else None


def _has_more(ref: Ref, paths: list[str], content: Path) -> bool:
    folder = content / str(ref)
    brought = {Path(path).name for path in paths}
    return folder.is_dir() and any(each.name not in brought for each in folder.iterdir())


def _keep_named(whole: AbstractSet[Ref], staying: dict[Ref, Staying], naming: Naming) -> None:
    """Keep what entries that stay name, and what those name in turn; an entry that is gone already names nothing."""
    while going := whole - staying.keys():
        if not naming(frozenset(going)) - going:
            return
        named = [ref for ref in going if naming(frozenset({ref})) - going]
        staying.update(dict.fromkeys(named, Staying.NAMED))
