"""Which headings count, and at which depth."""

from collections.abc import Iterable
from collections.abc import Mapping

from portal.domain.document import Block
from portal.domain.document import Heading


def heading_ranks(blocks: Iterable[Block]) -> Mapping[int, int]:
    """Return the depth at which each numbered level counts, from 0.

    A document that numbers only its headings of level 2 counts them 1, 2, 3 and not 0.1, 0.2, 0.3.
    """
    levels = sorted({block.level for block in blocks if isinstance(block, Heading) and block.numbered})
    return {level: depth for depth, level in enumerate(levels)}
