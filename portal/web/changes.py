"""What changed between two versions of a text, passage by passage, for a reader."""

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass

from portal.domain.entry import EntryText
from portal.domain.language import Language
from portal.domain.translation import passages
from portal.history.difference import Change
from portal.history.difference import Stretch
from portal.history.difference import difference
from portal.web.labels import passage_name

LONGEST_KEPT = 500
"""Characters of an unchanged stretch; of a longer one the beginning and the end are shown."""

Plain = Callable[[str], str]
"""From the Markdown of a section to its words."""


@dataclass(frozen=True, slots=True)
class PassageChange:
    """One passage that differs: its name, the language of the name where it is the text's own, and what changed."""

    name: str
    language: Language | None
    stretches: tuple[Stretch, ...]


def changes(old: EntryText, new: EntryText, language: Language, plain: Plain) -> list[PassageChange]:
    """Return the passages that differ in words, in the order of the new text; what was taken out comes last."""
    before, after = passages(old), passages(new)
    found = []
    for name in dict.fromkeys([*after, *before]):
        words = (_words(old, new, name, plain), _words(new, old, name, plain))
        if words[0] != words[1]:
            section = new.section(name) or old.section(name)
            own = section.heading if section else None
            stretches = tuple(_shortened(difference(*words)))
            found.append(PassageChange(passage_name(name, own), language if own else None, stretches))
    return found


def _words(text: EntryText, other: EntryText, name: str, plain: Plain) -> str:
    """Return the words of a passage; a heading is among them only where it is not the heading of the other text."""
    section, same = text.section(name), other.section(name)
    if section is None:
        return passages(text).get(name, "")
    words = plain(section.markdown)
    return words if same and same.heading == section.heading else f"{section.heading}\n{words}"


def _shortened(stretches: tuple[Stretch, ...]) -> Iterator[Stretch]:
    half = LONGEST_KEPT // 2
    for stretch in stretches:
        long = stretch.change is Change.KEPT and len(stretch.text) > LONGEST_KEPT
        yield Stretch(Change.KEPT, f"{stretch.text[:half]} … {stretch.text[-half:]}") if long else stretch
