"""Every form of the desk, and those of readers that the desk reads, sent so that it is answered with what is wrong."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from playwright.sync_api import Page
from playwright.sync_api import Response

from portal.domain.draft import Draft
from portal.domain.incoming import CaseField
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.workspace.link_purpose import LinkPurpose
from tests.browser.full_desk import CLAUSE
from tests.browser.full_desk import HALF_WAY
from tests.browser.full_desk import NOBODY
from tests.browser.full_desk import in_review
from tests.browser.full_desk import published
from tests.browser.full_desk import signed
from tests.browser.served_desk import ServedDesk
from tests.browser.visit import OPEN_EVERYTHING

UNCHECKED = "document.querySelectorAll('form').forEach(each => { each.noValidate = true })"
"""The browser itself lets most faults go no further; they reach the portal from one that does not check."""

PERSONAL = "Soita numeroon 040 123 4567, kysy Mattia."


def nothing() -> None:
    """Nobody does anything meanwhile."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A form sent with faults: where it stands in a page, what is typed into it, who sends it, what comes back."""

    name: str
    path: str
    form: str
    """How the address ends to which the form is sent; the page's own where empty."""
    status: int
    typed: Mapping[str, str] = field(default_factory=dict)
    button: str = "button:not([type])"
    seen_by: str = Role.ADMINISTRATOR
    file: tuple[str, bytes] | None = None
    at_field: bool = True
    """Whether a field is at fault, and not the moment or the whole."""
    only: str = ""
    """The one field at fault, where sound ones stand beside it."""
    meanwhile: Callable[[], object] = nothing


def sent(desk: ServedDesk, page: Page, language: Language, faulty: Faulty) -> Response:
    """Send the form from its page and return the answer."""
    page.goto(f"{desk.address}/{language}{faulty.path}")
    page.evaluate(UNCHECKED)
    page.evaluate(OPEN_EVERYTHING)
    place = f"[action$='{faulty.form}']" if faulty.form else ""
    form = page.locator(f"main form[method=post]{place}").first
    for name, text in faulty.typed.items():
        form.locator(f"[name='{name}']").first.fill(text)
    if faulty.file:
        name, content = faulty.file
        form.locator("[type=file]").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
    faulty.meanwhile()
    with page.expect_navigation() as led:
        form.locator(faulty.button).first.click()
    return led.value


def faulty_forms(desk: ServedDesk) -> Iterator[Faulty]:
    """Yield every form, those of one person after one another."""
    yield from _at_the_door(desk)
    yield from _of_readers()
    yield from _of_accounts(desk)
    yield from _of_writing(desk)
    yield from _of_translating(desk)
    yield from _of_review(desk)
    yield from _of_entries(desk)
    yield from _of_lists(desk)


def _at_the_door(desk: ServedDesk) -> Iterator[Faulty]:
    wrong = {"email": "nobody@silta.invalid", "password": "wrong"}
    yield Faulty("wrong password", "/desk/sign-in", "/sign-in", 403, wrong, seen_by=NOBODY)
    link = desk.portal.workspace.links.make(desk.person(Role.CONTRIBUTOR).id, LinkPurpose.INVITATION)
    yield Faulty("short password", f"/desk/invitation/{link}", "", 422, {"password": "short"}, seen_by=NOBODY)
    yield Faulty("wrong code", "/desk/sign-in/code", "/code", 403, {"code": "000000"}, seen_by=HALF_WAY)


def _of_readers() -> Iterator[Faulty]:
    place = f"/{CLAUSE}/comment"
    yield Faulty("empty comment", place, "/comment", 400, seen_by=NOBODY)
    spoken = {"text": "Toimii.", "role": PERSONAL}
    yield Faulty("comment of a faulty role", place, "/comment", 400, spoken, seen_by=NOBODY, only="role")
    yield Faulty("comment to look at", place, "/comment", 200, {"text": "Toimii."}, seen_by=NOBODY, at_field=False)
    case = {CaseField.WHAT: PERSONAL, CaseField.ADDRESS: "no address"}
    yield Faulty("case with faults", "/send-a-case", "/send-a-case", 400, case, seen_by=NOBODY)
    whole = {CaseField.WHAT: "Siivous.", CaseField.REQUIRED: "Toimittaja palkkaa kaksi."}
    yield Faulty("case sent too fast", "/send-a-case", "/send-a-case", 400, whole, seen_by=NOBODY, at_field=False)


def _of_accounts(desk: ServedDesk) -> Iterator[Faulty]:
    account = desk.person(Role.CONTRIBUTOR)
    nobody = {"email": "no address", "name": "", "organisations": "nowhere"}
    yield Faulty("faulty invitation", "/desk/accounts/new", "/new", 422, nobody)
    changed = {"name": "", "organisations": "nowhere"}
    yield Faulty("faulty account", f"/desk/accounts/{account.id}", f"/{account.id}", 422, changed)
    yield Faulty("own password", "/desk/account", "/password", 422, {"present": "wrong", "password": "short"})
    yield Faulty("second step", "/desk/account/second-factor", "/second-factor", 422, {"code": "000000"})


def _of_writing(desk: ServedDesk) -> Iterator[Faulty]:
    verbs, writer, other = desk.portal.desk, desk.person(Role.CONTRIBUTOR), desk.person(Role.CONTRIBUTOR, 2)
    typed = {"title": "Suo", "summary": "x", "country": "mars", "as_of": "soon", "period.start": "13/2019"}
    rows = {"results.0.number": "many", "sections.0.heading": "Otsikko", "sections.0.text": "Teksti.[^S404]"}

    def begun(name: str) -> Draft:
        return verbs.begin_with(Ref(Collection.CASES, f"answer-{name}"), Language.FI, {**typed, **rows}, writer)

    yield Faulty("faulty id", "/desk/write", "/write", 422, {"id": "Ääkkös id"})
    draft = begun("faulty")
    submit = "button[name=do][value=submit]"
    yield Faulty("faulty draft", f"/desk/write/{draft.id}", f"/{draft.id}", 200, button=submit)
    moved = begun("moved")
    theirs = {**moved.typed, "title": "Räme", "sections.0.text": "Toinen.", "sources": "S2"}
    mine = {"t.title": "Neva", "t.sections.0.text": "Minun.", "t.sources": "S1"}
    yield Faulty(
        "two writers", f"/desk/write/{moved.id}", f"/{moved.id}", 409, mine, at_field=False,
        meanwhile=lambda: verbs.save(moved.id, moved.version, theirs, other),
    )  # fmt: skip
    closed = begun("closed")
    yield Faulty(
        "closed draft", f"/desk/write/{closed.id}", f"/{closed.id}", 409, {"t.title": "Neva"}, at_field=False,
        meanwhile=lambda: verbs.discard(closed.id, closed.version, writer),
    )  # fmt: skip
    files = f"/desk/write/{draft.id}/files"
    yield Faulty("no file", files, "/files", 422)
    yield Faulty("refused file", files, "/files", 422, {"label": "Liite"}, file=("attached.pdf", b"MZ no such thing"))


def _of_translating(desk: ServedDesk) -> Iterator[Faulty]:
    verbs, writer, other = desk.portal.desk, desk.person(Role.CONTRIBUTOR), desk.person(Role.CONTRIBUTOR, 2)
    entry = Ref(Collection.CASES, "answer-translated")
    published(desk, entry, title="Järvi: käännettävä")
    place, submit = f"/desk/translate/{entry}/sv", "button[name=do][value=submit]"
    draft = verbs.begin(entry, Language.SV, writer)
    yield Faulty("faulty translation", place, "", 422, {"title": ""}, submit)

    def save_too() -> None:
        now = desk.portal.workspace.drafts.draft(draft.id)
        verbs.save(now.id, now.version, {**now.typed, "title": "Träsk"}, other)

    yield Faulty("two translators", place, "", 409, {"title": "Kärr"}, submit, at_field=False, meanwhile=save_too)

    def close() -> None:
        verbs.discard(draft.id, desk.portal.workspace.drafts.draft(draft.id).version, writer)

    yield Faulty("closed translation", place, "", 409, {"title": "Kärr"}, submit, at_field=False, meanwhile=close)


def _of_review(desk: ServedDesk) -> Iterator[Faulty]:
    waiting = in_review(desk, Ref(Collection.CASES, "answer-waits"), title="Järvi: odottaa")
    desk.portal.draft_review.remark(waiting.id, "summary", "Järvi", "Kuka?", desk.person(Role.REVIEWER))
    place = f"/desk/drafts/{waiting.id}"
    yield Faulty("returned without a reason", place, "/return", 422)
    yield Faulty("empty remark", place, "/remarks", 422)
    yield Faulty("empty answer to a remark", place, "/answer", 422)
    ready = signed(desk, Ref(Collection.CASES, "answer-ready"), title="Järvi: valmis")
    soon = {"day": "soon", "time": "later"}
    yield Faulty("no moment to publish", f"/desk/drafts/{ready.id}", "/schedule", 422, soon)


def _of_entries(desk: ServedDesk) -> Iterator[Faulty]:
    entry = Ref(Collection.CASES, "answer-withdrawn")
    published(desk, entry, title="Järvi: poissa")
    reasons = {Language.FI: "Se oli väärin."}
    desk.portal.live_desk.withdraw((entry, None), reasons, None, desk.person(Role.COORDINATOR))
    place, revision = f"/desk/entries/{CLAUSE}", _first_revision(desk, CLAUSE)
    yield Faulty("withdrawn without a reason", place, "/withdraw", 422)
    nowhere = {"reason-fi": "Vanhentunut.", "instead": "cases/nowhere"}
    yield Faulty("withdrawn for nothing", place, "/withdraw", 422, nowhere, only="instead")
    yield Faulty("restored without a reason", f"{place}?text=fi&restore={revision}", "/restore", 422)
    yield Faulty("brought back without a reason", f"/desk/entries/{entry}", "/bring-back", 422)


def _of_lists(desk: ServedDesk) -> Iterator[Faulty]:
    workspace = desk.portal.workspace
    workspace.comments.add(CLAUSE, Language.FI, "Vastattava kommentti", "")
    workspace.sent_cases.add(Language.FI, {CaseField.WHAT: "Siivous", CaseField.REQUIRED: "x" * 99})
    refused = "button[name=verdict][value=refused]"
    yield Faulty("comment refused without a reason", "/desk/inbox/comments", "", 422, button=refused)
    yield Faulty("case with a faulty id", "/desk/inbox/cases", "/draft", 422, {"id": "Ääkkös id"}, only="id")
    yield Faulty("case refused without a reason", "/desk/inbox/cases", "/refuse", 422, only="reason")
    source = {"title": "", "addresses": "no address", "date": "31.2.2019"}
    yield Faulty("faulty source", "/desk/sources", "/sources", 422, source)
    yield Faulty("empty report", "/desk/report", "/report", 422)
    yield Faulty("no table", "/desk/imports", "/imports", 422)
    yield Faulty("refused table", "/desk/imports", "/imports", 422, file=("rows.xlsx", b"MZ no such thing"))


def _first_revision(desk: ServedDesk, ref: Ref) -> str:
    revisions = desk.portal.history.signed_revisions(ref, Language.FI)
    assert revisions
    return revisions[-1].revision.short
