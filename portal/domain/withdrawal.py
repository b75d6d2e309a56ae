"""What has been taken away from readers: the files stay, and the address says when, why and where to go on."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Ref

Place = tuple[Ref, Language | None]
"""An entry, or one language version of it."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an entry, or one language version of it, was taken away from readers."""

    ref: Ref
    language: Language | None
    """The language version; None where the whole entry is withdrawn."""
    on: PartialDate | None
    """None where the file does not say it soundly: what is named there is withdrawn all the same."""
    reasons: Localized[str] | None
    """Why, for readers, in one language at least."""
    instead: Ref | None = None
    """Where readers may go on."""

    @property
    def place(self) -> Place:
        """What is withdrawn."""
        return self.ref, self.language


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """Everything that is withdrawn, by place."""

    by_place: Mapping[Place, Withdrawal]

    def of(self, ref: Ref, language: Language | None = None) -> Withdrawal | None:
        """Return the withdrawal of an entry, or of one of its language versions, or None."""
        return self.by_place.get((ref, language))

    def __iter__(self) -> Iterator[Withdrawal]:
        return iter(self.by_place.values())

    def differing(self, other: "Withdrawals") -> frozenset[Ref]:
        """Return the entries of which the two tell something else."""
        places = self.by_place.keys() | other.by_place.keys()
        return frozenset(place[0] for place in places if self.by_place.get(place) != other.by_place.get(place))

    def shown(self, entry: Entry | None) -> Entry | None:
        """Return what readers may see of an entry.

        Where the original is withdrawn nothing is left, since the facts of the entry lie in it.
        """
        if entry is None or self.of(entry.ref) or self.of(entry.ref, entry.original):
            return None
        kept = {language: entry.texts.values[language] for language in entry.texts if not self.of(entry.ref, language)}
        if len(kept) == len(entry.texts.values):
            return entry
        return replace(entry, texts=Localized(kept, entry.original))


def withdrawals(items: Iterable[Withdrawal]) -> Withdrawals:
    """Return the withdrawals as a whole; of two of one place the later one counts."""
    return Withdrawals({each.place: each for each in items})


NOTHING_WITHDRAWN = Withdrawals({})
