"""What the desk is told about who changed an entry, and what readers are not told."""

from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.history.author import Author
from portal.history.history import History
from portal.history.publication import ContentRepository
from tests.history.conftest import FILE
from tests.history.repository import commit

REF = Ref(Collection.CASES, "kunta")


def test_the_desk_learns_who_and_why(content: Path, repository: ContentRepository, maija: Author) -> None:
    """Name, account, reason and trailers, newest first; a commit from elsewhere has no account."""
    base = repository.blob_id(FILE)
    repository.publish({FILE: b"x\n"}, {FILE: base}, maija, "Mend\n\nThe year was wrong.", [("Reviewed-by", "Olli")])

    newest, oldest = History(content).signed_revisions(REF, Language.FI) or ()

    assert ("Maija Meikäläinen", "maija", "Mend\n\nThe year was wrong.", (("Reviewed-by", "Olli"),)) == (
        newest.author,
        newest.author_id,
        newest.reason,
        newest.trailers,
    )
    assert ("Anna Nimi", None, "Begin") == (oldest.author, oldest.author_id, oldest.reason)


def test_no_address_is_shown_to_anybody(content: Path, repository: ContentRepository) -> None:
    """Neither the one that git demands nor those that somebody typed, in names, messages and trailers."""
    eve = Author("eve", "eve@city.example")
    trailer = [("Reviewed-by", "Olli <olli@city.example>")]
    repository.publish(
        {FILE: b"x\n"}, {FILE: repository.blob_id(FILE)}, eve, "Ask a@b.example\n\nOr c@d.example", trailer
    )
    history = History(content)

    told = [history.signed_revisions(REF, Language.FI), history.revisions(REF, Language.FI)]

    assert "@" not in repr(told)
    assert "Maija" not in repr(told[1])


def test_an_account_is_not_believed_from_a_foreign_commit(content: Path) -> None:
    """A trailer alone, which anybody with a clone can write, makes nobody the author."""
    root = content if not (content.parent / ".git").exists() else content.parent
    commit(root, str((content / FILE).relative_to(root)), "forged\n", "Forge\n\nAuthor-Id: maija")

    newest = (History(content).signed_revisions(REF, Language.FI) or ())[0]

    assert (None, "Anna Nimi") == (newest.author_id, newest.author)


def test_there_is_nobody_to_name_without_a_repository(tmp_path: Path) -> None:
    """Where no history is known, None is the answer."""
    assert None is History(tmp_path).signed_revisions(REF, Language.FI)


@pytest.mark.parametrize("name", ["", "Maija", "a b", "x" * 65, "../x", "a@b", "-a"])
def test_what_is_no_account_cannot_sign(name: str) -> None:
    """The id stands in place of an address, so that it has to be plain."""
    with pytest.raises(ValueError, match="id of an account"):
        Author(name, "Name")
