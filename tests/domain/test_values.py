"""Dates, references and localized values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.partial_date import PartialDate
from portal.domain.partial_date import partial_date_from_text
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-06-03", date(2019, 6, 3), date(2019, 6, 3)),
    ],
)
def test_a_date_means_as_many_days_as_its_source_leaves_open(text: str, first: date, last: date) -> None:
    """A year means all its days, a month all of its own."""
    found = partial_date_from_text(text)
    assert found is not None

    assert (first, last, text) == (found.first_day, found.last_day, str(found))


@pytest.mark.parametrize(
    "text", ["", "19", "2019-13", "2019-02-30", "2019-6-3", "20190603", "2019-06-03T10:00", "0000", "２０１９"]
)
def test_what_is_not_a_date_of_the_calendar_is_none(text: str) -> None:
    """Anything but an ISO date is refused."""
    assert partial_date_from_text(text) is None


@given(st.dates())
def test_a_date_survives_the_way_to_text_and_back(day: date) -> None:
    """Text and date say the same."""
    found = partial_date_from_text(day.isoformat())

    assert PartialDate(day.year, day.month, day.day) == found


@pytest.mark.parametrize(
    "text", ["cases", "cases/", "/x", "cases/../x", "cases/A", "cases/x/y", "cases/-x", "words/x", "cases/" + "x" * 81]
)
def test_what_does_not_name_an_entry_is_none(text: str) -> None:
    """A reference is a known collection and a sound id."""
    assert ref_from_text(text) is None


def test_a_reference_is_written_as_it_is_read() -> None:
    """Text and reference say the same."""
    ref = ref_from_text("cases/kuopio-1")

    assert Ref(Collection.CASES, "kuopio-1") == ref
    assert "cases/kuopio-1" == str(ref)


@pytest.mark.parametrize(
    ("languages", "original", "reader", "expected"),
    [
        ("fi sv en", "fi", "sv", "sv"),
        ("fi sv", "sv", "en", "sv"),
        ("fi en", "sv", "sv", "fi"),
    ],
)
def test_the_best_text_is_the_readers_own_then_the_original(
    languages: str, original: str, reader: str, expected: str
) -> None:
    """What comes back says which language it really is in."""
    values = {Language(code): f"text in {code}" for code in languages.split()}

    found = Localized(values, Language(original)).best(Language(reader))

    assert (f"text in {expected}", Language(expected)) == found


def test_a_value_in_no_language_is_an_error() -> None:
    """A localized value needs a language."""
    with pytest.raises(LookupError):
        Localized({}, Language.FI).best(Language.FI)
