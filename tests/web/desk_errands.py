"""Errands at the desk, one after the other: the page of each, its form, and what somebody types there."""

import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

import pyotp
from lxml import html

from portal.domain.incoming import ASKED
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from tests.history.repository import git
from tests.imports.table import good_rows
from tests.imports.table import plain
from tests.uploads.packed import png_file
from tests.web.desk_site import MODEL
from tests.web.desk_site import DeskSite
from tests.web.twin_desks import Pressed
from tests.web.twin_desks import Twin
from tests.web.twin_desks import address_of

REPORT = "Järven kaupunki edellyttää siivouksen palveluntuottajalta, että se työllistää kaksi pitkäaikaistyötöntä."
LONGEST_WAIT = 120
Reads = Callable[[str], Mapping[str, str]]


def _nothing(_page: str) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Errand:
    """A form that is filled in and sent: its route, its page below the desk, and how the address it goes to ends."""

    endpoint: str
    page: str
    action: str
    typed: Mapping[str, str] = field(default_factory=dict)
    file: tuple[str, bytes] | None = None
    reads: Reads = _nothing
    """What has to be read from the page before it can be typed."""

    def run(self, twin: Twin, more: Mapping[str, str]) -> int:
        """Do it at a desk, with more than the form asks for, and return the status of the answer.

        What goes on beside the requests has ended then.
        """
        client, address = twin.client(), f"/en/desk{self.page}"
        answer = twin.send(self.pressed(address, client.get(address).text), more, client)
        until = time.monotonic() + LONGEST_WAIT
        while answer.location and "data-at-work" in client.get(answer.location).text:
            if time.monotonic() > until:
                raise AssertionError(f"{self.endpoint} does not end")
            time.sleep(0.1)
        return answer.status_code

    def pressed(self, address: str, page: str) -> Pressed:
        """Return its form of a page, the first of those that go there, as it is filled in."""
        form = next(each for each in html.fromstring(page).forms if address_of(each, address).endswith(self.action))
        typed = {**self.typed, **self.reads(page)}
        as_it_is = (each for each in form.form_values() if each[0] not in {"csrf_token", *typed})
        offered = frozenset(form.xpath(".//*[@name]/@name"))
        return Pressed(address_of(form, address), (*as_it_is, *typed.items()), offered, file=self.file)


def errands(site: DeskSite) -> list[Errand]:
    """Bring the desk into a state in which each can be done after the ones before it, and return them."""
    return [
        *_of_a_review(site), *_of_a_history(site), *_of_files(site), *_of_a_translation(), *_of_letters(site),
        *_of_sources(), *_of_an_import(), *_of_the_second_step(),
    ]  # fmt: skip


def _of_a_review(site: DeskSite) -> Iterator[Errand]:
    """A draft that is remarked on, signed, scheduled, called back and published; and one that is returned."""
    draft = site.draft(DraftState.IN_REVIEW)
    page = f"/drafts/{draft.id}"
    remark = {"field": "summary", "quote": "hirvipellolla", "text": "Mikä pelto?"}
    yield Errand("desk_draft.remark", page, "/remarks", remark)
    yield Errand("desk_draft.reply:answer", page, "/remarks/1/answer", {"text": "Järven pelto."})
    yield Errand("desk_draft.reply:settle", page, "/remarks/1/settle")
    for task in draft.tasks:
        yield Errand("desk_draft.act:sign", page, "/sign", {"task": task.value})
    yield Errand("desk_draft.act:schedule", page, "/schedule", {"day": "3.6.2099", "time": "8.30"})
    yield Errand("desk_draft.act:take-back", page, "/take-back")
    yield Errand("desk_draft.act:publish", page, "/publish")
    another = site.draft(DraftState.IN_REVIEW, ref=Ref(Collection.CASES, "hamn-pilot"))
    yield Errand("desk_draft.act:return", f"/drafts/{another.id}", "/return", {"reason": "Lähde puuttuu."})
    yield Errand("desk_draft.act:submit", f"/drafts/{another.id}", "/submit")
    yield Errand("desk_draft.act:discard", f"/drafts/{another.id}", "/discard")


def _of_a_history(site: DeskSite) -> Iterator[Errand]:
    """An entry whose first text comes back, as a draft and to readers, and that is withdrawn and brought back."""
    page, first = f"/entries/{MODEL}", git(site.portal.settings.content, "rev-parse", "HEAD").strip()[:12]
    yield Errand("desk_entry.restore", f"{page}?text=fi&restore={first}", "/restore", {"reason": "Väärä luku."})
    yield Errand("desk_entry.draft", f"{page}?text=fi&restore={first}", "/draft")
    yield Errand("desk_entry.withdraw", page, "/withdraw", {"reason-fi": "Väärä tieto.", "part": "sv"})
    yield Errand("desk_entry.bring_back", page, "/bring-back", {"reason": "Tieto on oikein."})


def _of_files(site: DeskSite) -> Iterator[Errand]:
    """A picture that is added to a draft and taken away."""
    writer = site.person(Role.CONTRIBUTOR, "Aino")
    draft = site.portal.desk.begin(Ref(Collection.MATERIALS, "guide-one"), Language.FI, writer)
    page, words = f"/write/{draft.id}/files", {"label": "Kuva pellosta", "description": "Pelto ja hirvi."}
    yield Errand("desk_files.add", page, "/files", words, file=("pelto.png", png_file()))
    yield Errand("desk_files.remove", page, "/files/remove", {"name": "pelto.png"})


def _of_a_translation() -> Iterator[Errand]:
    """A translation that is begun and saved."""
    page = "/translate/news/only-in-finnish/en"
    yield Errand("desk_translate.change", page, page, {"do": "begin"})
    yield Errand("desk_translate.change", page, page, {"do": "save", "title": "A field", "summary": "An elk."})


def _of_letters(site: DeskSite) -> Iterator[Errand]:
    """Cases that readers have sent, one refused and one made a draft, and a report that is pasted."""
    for number in (1, 2):
        site.portal.workspace.sent_cases.add(Language.FI, dict.fromkeys(ASKED, f"Kaupunki palkkasi {number} nuorta."))
    yield Errand("desk_inbox.refuse", "/inbox/cases", "/1/refuse", {"reason": "Mainos."})
    yield Errand("desk_inbox.draft", "/inbox/cases", "/2/draft", {"id": "sent-case", "language": "fi"})
    pasted = {"text": REPORT, "language": "fi", "collection": "cases", "id": "pasted-report"}
    yield Errand("desk_report.paste", "/report", "/report", pasted)


def _of_sources() -> Iterator[Errand]:
    """A document that is added to the sources."""
    typed = {"title": "Opas", "publisher": "Kuntaliitto", "languages": "fi", "date": "8/2019", "seen": "whole-text"}
    yield Errand("desk_sources.add", "/sources", "/sources", {**typed, "addresses": "https://www.kuntaliitto.fi/opas"})


def _of_an_import() -> Iterator[Errand]:
    """A table that is checked, imported and taken back."""
    table = ("tapaukset.csv", plain(good_rows(2)))
    yield Errand("desk_import.keep", "/imports", "/imports", {"collection": "cases"}, file=table)
    yield Errand("desk_import.order", "/imports/1", "/import", {"mode": "publish"})
    yield Errand("desk_import.undo", "/imports/1", "/undo")


def _of_the_second_step() -> Iterator[Errand]:
    """An authenticator that is made known."""
    page = "/account/second-factor"
    yield Errand("second_factor.turn_on", page, page, reads=_code_shown)


def _code_shown(page: str) -> Mapping[str, str]:
    """Return the code that an authenticator shows once it has read the secret of the page."""
    secret = html.fromstring(page).xpath("string(//code[@class='secret'])").replace(" ", "")
    return {"code": pyotp.TOTP(secret).at(int(time.time()))}
