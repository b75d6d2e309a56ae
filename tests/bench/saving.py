"""How long it takes until a page that saves by itself hears that its draft is kept."""

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.reference import Collection
from portal.library.typed_file import typed_from_file
from portal.web.app import create_app
from portal.web.desk.server_session import OPEN_COOKIE
from portal.workspace.draft_parts import Beginning
from tests.bench.timing import milliseconds

SAVES = 30
HEADERS = {"Accept": "application/json"}


def saving_times(portal: Portal, person: Person) -> list[float]:
    """Return how long each of thirty saves of a whole case takes through the web, in milliseconds.

    The save before them, after which everything is loaded, is not counted.
    """
    ref = portal.shelf().entries(Collection.CASES)[0].ref
    text = (portal.settings.content / str(ref) / "fi.md").read_text(encoding="utf-8")
    typed = {path: words for path, words in typed_from_file(text, ref.collection).items() if path != "summary"}
    draft = portal.workspace.drafts.begin(Beginning(ref, Language.FI, Language.FI, typed), person)
    client = create_app(portal).test_client()
    client.set_cookie(OPEN_COOKIE, portal.workspace.sessions.begin({}, account_id=person.id, agent="bench"))
    page = client.get(f"/fi/desk/write/{draft.id}").get_data(as_text=True)
    sent = {f"t.{path}": words for path, words in typed.items()}
    sent |= {"csrf_token": page.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0], "whole": "1"}
    times = []
    for number in range(1, SAVES + 2):
        form = {**sent, "version": f"{number}", "t.summary": f"Tiivistelmä {number}."}
        took, answer = milliseconds(
            lambda form=form: client.post(f"/fi/desk/write/{draft.id}", data=form, headers=HEADERS)
        )
        assert answer.status_code == 200, answer.get_data(as_text=True)
        times.append(took)
    return times[1:]
