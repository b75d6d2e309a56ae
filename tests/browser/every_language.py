"""The sweeps over all pages, parted by language: each page is opened once, by the one process that has its language."""

import pytest
from _pytest.mark import ParameterSet

from portal.domain.language import Language


def swept(*values: object, id: str | None = None) -> ParameterSet:  # noqa: A002 - as in pytest.param
    """Return parameters that go to the one process that sweeps the pages in their language."""
    (language,) = [value for value in values if isinstance(value, Language)]
    return pytest.param(*values, id=id, marks=pytest.mark.xdist_group(f"pages-{language}"))


every_language = pytest.mark.parametrize("language", [swept(language) for language in Language])
"""Runs a test of a sweep in each language, together with the other sweeps in that language."""
