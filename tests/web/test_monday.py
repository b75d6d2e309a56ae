"""A coordinator's Monday: everything that is due on one page, and the desk's room for what readers sent in."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.incoming import CaseField
from portal.domain.incoming import CaseState
from portal.domain.incoming import Moderation
from portal.domain.language import Language
from portal.domain.link_check import LinkCheck
from portal.domain.link_check import LinkReason
from portal.domain.link_check import LinkStanding
from portal.domain.people import Role
from portal.domain.people import Scope
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.settings import Settings
from portal.web.desk.server_session import OPEN_COOKIE
from tests.conftest import IndexFolder
from tests.history.repository import begin
from tests.history.repository import git
from tests.web.conftest import folded
from tests.web.conftest import serve
from tests.web.test_comments import HOSTILE

CLAUSE = Ref(Collection.CLAUSES, "jarvi-clause")
CASE = "cases/jarvi-model/fi.md"
REPORT = (
    "Järven kaupunki edellyttää siivouksessa, että toimittaja palkkaa 2 pitkäaikaistyötöntä kuudeksi kuukaudeksi. "
    "Ehto koskee yli 1 000 000 euron hankintoja."
)
ADDRESS = "http://127.0.0.1:9/jarvi"


@pytest.fixture
def library(content: Path, index_folder: IndexFolder, tmp_path: Path) -> Iterator[Portal]:
    """A portal on a repository of its own, with an entry that is due, a private address, and a file with a fault."""
    folder = begin(tmp_path / "content")
    shutil.copytree(content, folder, dirs_exist_ok=True)
    case = folder / CASE
    text = case.read_text(encoding="utf-8").replace('review_by: "2027-05-31"', 'review_by: "2020-01-01"')
    case.write_text(text.replace("Aloita ajoissa.", f"Lue [lisää]({ADDRESS})."), encoding="utf-8")
    (folder / "news" / "only-in-finnish" / "sv.md").write_text("no front matter", encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The library")
    portal = build_portal(Settings(content=folder, search_index=index_folder(), workspace=tmp_path / "workspace"))
    portal.workspace.database.prepare()
    yield portal
    portal.close()


@pytest.fixture
def site(library: Portal) -> Flask:
    """The application that serves it."""
    return serve(library)


def at_desk(portal: Portal, site: Flask, role: Role = Role.COORDINATOR, scope: Scope | None = None) -> FlaskClient:
    """Return somebody who is signed in."""
    email = f"{role}@silta.invalid"
    book = portal.workspace.accounts
    account = book.by_email(email) or book.add(email, role.value.title(), role, Language.EN, scope or Scope())
    visitor = site.test_client()
    visitor.set_cookie(OPEN_COOKIE, portal.workspace.sessions.begin({}, account_id=account.person.id, agent="test"))
    return visitor


def send(visitor: FlaskClient, page: str, path: str, **fields: str):
    """Send a form of a page of the desk."""
    html = visitor.get(f"/en/desk/{page}").get_data(as_text=True)
    token = html.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]
    return visitor.post(f"/en/desk/{path}", data={"csrf_token": token, **fields})


def counts(page: str) -> dict[str, int]:
    """Return the number that stands beside each part."""
    found = re.findall(r'<h2 id="([a-z]+)-title">[^<]* <span class="n">(\d+)</span>', page)
    return {part: int(number) for part, number in found}


def dead(portal: Portal) -> None:
    """Note that a link has failed on three days."""
    for days in (3, 2, 1):
        at = datetime.now(UTC) - timedelta(days=days)
        portal.workspace.link_checks.note(LinkCheck(ADDRESS, at, LinkStanding.DEAD, LinkReason.STATUS, 404))


@pytest.mark.parametrize("language", Language)
def test_everything_that_waits_stands_on_one_page(library: Portal, site: Flask, language: Language) -> None:
    """Each part with its count, in every language; each line leads to where it can be mended."""
    library.workspace.comments.add(CLAUSE, Language.FI, "Toimi hyvin", "")
    library.workspace.sent_cases.add(Language.SV, {CaseField.WHAT: "Städning", CaseField.REQUIRED: "En person"})
    library.failed_queries.count("hirvipelto")
    dead(library)
    visitor = at_desk(library, site)
    person = library.workspace.accounts.by_email("coordinator@silta.invalid").person
    library.desk.begin(CLAUSE, Language.FI, person)
    page = folded(visitor.get(f"/{language}/desk/monday"))
    found = counts(page)
    wanted = {"comments": 1, "cases": 1, "drafts": 1, "reviews": 1, "links": 1, "searches": 1}
    wanted["files"] = len({problem.file for problem in library.shelf().problems})
    ways = (
        f'href="/{language}/desk/inbox/comments#comment-1"',
        f'href="/{language}/desk/inbox/cases#case-1"',
        f'href="/{language}/search?q=hirvipelto"',
        f'href="/{language}/status#faults"',
        'name="draft" value="cases/jarvi-model/fi"',
        f'name="check" value="{ADDRESS}"',
    )

    assert (wanted, [], True) == (
        {part: found[part] for part in wanted},
        [way for way in ways if way not in page],
        {"contacts", "laws"} <= set(found),
    )


def test_a_part_can_be_asked_for_alone(library: Portal, site: Flask) -> None:
    """An unknown part is the whole page."""
    visitor = at_desk(library, site)
    alone, every = (folded(visitor.get(f"/en/desk/monday?part={part}")) for part in ("files", "<script>"))

    assert (["files"], 9) == (list(counts(alone)), len(counts(every)))


def test_who_works_with_one_country_sees_what_is_theirs(library: Portal, site: Flask) -> None:
    """Entries and comments of another country are for others."""
    library.workspace.comments.add(CLAUSE, Language.FI, "Toimi hyvin", "")
    page = folded(at_desk(library, site, scope=Scope(countries=frozenset({"se"}))).get("/en/desk/monday"))
    found = counts(page)

    assert (0, 0) == (found["comments"], found["reviews"])


def test_only_coordinators_come_in(library: Portal, site: Flask) -> None:
    """Others are refused, and see no way in either."""
    reviewer = at_desk(library, site, Role.REVIEWER)
    codes = [reviewer.get(f"/en/desk/{page}").status_code for page in ("monday", "inbox/comments", "inbox/cases")]

    assert ([403] * 3, False) == (codes, "/desk/monday" in reviewer.get("/en/desk").get_data(as_text=True))


def test_a_line_begins_a_draft(library: Portal, site: Flask) -> None:
    """What is due is corrected from here; what is no entry is not there."""
    visitor = at_desk(library, site)
    codes = [
        send(visitor, "monday", "monday/draft", draft=name).status_code
        for name in ("cases/jarvi-model/fi", "cases/nowhere/fi", "cases/jarvi-model/xx", "../../etc/passwd", "")
    ]

    assert ([303, 404, 404, 404, 404], ["cases/jarvi-model"]) == (
        codes,
        [str(draft.ref) for draft in library.workspace.drafts.open_drafts()],
    )


def test_checking_now_asks_nobody_on_this_machine(library: Portal, site: Flask) -> None:
    """An address that content names but that is not public is noted as forbidden; one it does not name is not tried."""
    visitor = at_desk(library, site)
    codes = [
        send(visitor, "monday", "monday/link", check=address).status_code
        for address in (ADDRESS, "http://127.0.0.1:8000/", "http://169.254.169.254/latest", "")
    ]
    newest = library.workspace.link_checks.newest()

    assert ([303, 404, 404, 404], {ADDRESS: LinkStanding.FORBIDDEN}) == (
        codes,
        {address: standing for address, (_, standing) in newest.items()},
    )


def test_comments_are_let_and_refused(library: Portal, site: Flask) -> None:
    """A refusal needs its reason, what was typed stays, and each is noted in the audit log."""
    for text in ("Ensimmäinen", "Toinen"):
        library.workspace.comments.add(CLAUSE, Language.FI, text, "")
    visitor = at_desk(library, site)
    answers = [
        send(visitor, "inbox/comments", "inbox/comments/1", verdict="shown", answer="Kiitos!"),
        send(visitor, "inbox/comments", "inbox/comments/2", verdict="refused", answer=" "),
        send(visitor, "inbox/comments", "inbox/comments/2", verdict="shown", answer="x" * 2001),
        send(visitor, "inbox/comments", "inbox/comments/2", verdict="refused", answer="Asiaton"),
        send(visitor, "inbox/comments", "inbox/comments/99", verdict="shown"),
        send(visitor, "inbox/comments", "inbox/comments/99999999999999999999", verdict="shown"),
        send(visitor, "inbox/comments", "inbox/comments/1", verdict="waiting"),
    ]
    page = folded(site.test_client().get("/en/clauses/jarvi-clause"))

    assert ([303, 422, 422, 303, 404, 404, 400], True, True, False, 1) == (
        [each.status_code for each in answers],
        "x" * 2001 in answers[2].get_data(as_text=True),
        "Ensimmäinen" in page and "Kiitos!" in page,
        "Toinen" in page or "Coordinator" in page,
        library.workspace.comments.counts()[Moderation.REFUSED],
    )


def test_a_sent_case_becomes_a_draft_with_questions(library: Portal, site: Flask) -> None:
    """What it states is in the fields, what it leaves open is asked; a second decision comes too late."""
    fields = {CaseField.WHAT: "Järvi osti siivousta.", CaseField.REQUIRED: REPORT}
    library.workspace.sent_cases.add(Language.FI, fields)
    visitor = at_desk(library, site)
    taken = send(visitor, "inbox/cases", "inbox/cases/1/draft", id="jarvi-model", language="fi")
    bad = send(visitor, "inbox/cases", "inbox/cases/1/draft", id="../x", language="fi")
    made = send(visitor, "inbox/cases", "inbox/cases/1/draft", id="jarvi-siivous", language="fi")
    again = send(visitor, "monday", "inbox/cases/1/refuse", reason="myöhässä")
    page = folded(visitor.get(made.location))
    draft = library.workspace.drafts.open_drafts()[0]

    assert ([422, 422, 303, 409], "cases/jarvi-siivous", "1000000", True, True) == (
        [each.status_code for each in (taken, bad, made, again)],
        str(draft.ref),
        draft.typed.get("threshold.amount"),
        "What follows if the supplier does not meet the requirement?" in page,
        REPORT in draft.typed.values(),
    )


def test_a_case_is_refused_with_a_reason(library: Portal, site: Flask) -> None:
    """Without one it waits on."""
    library.workspace.sent_cases.add(Language.FI, {CaseField.WHAT: "Mainos", CaseField.REQUIRED: "Osta"})
    visitor = at_desk(library, site)
    codes = [
        send(visitor, "inbox/cases", "inbox/cases/1/refuse", reason=reason).status_code for reason in (" ", "mainos")
    ]

    assert ([422, 303], 1) == (codes, len(library.workspace.sent_cases.of_state(CaseState.REFUSED)))


@pytest.mark.parametrize("collection", ["cases", "clauses"])
def test_a_pasted_report_becomes_a_draft(library: Portal, site: Flask, collection: str) -> None:
    """Every writer may paste; the sentences stand beside the parts they speak of, the rest is asked."""
    visitor = at_desk(library, site, Role.CONTRIBUTOR)
    fields = {"text": REPORT, "language": "fi", "collection": collection, "id": "jarvi-raportti"}
    made = send(visitor, "report", "report", **fields)
    page = folded(visitor.get(made.location))
    draft = library.workspace.drafts.open_drafts()[0]

    assert (303, f"{collection}/jarvi-raportti", True, True) == (
        made.status_code,
        str(draft.ref),
        '<dd lang="fi">Järven kaupunki edellyttää' in page,
        "Who helps the supplier to find the people?" in page,
    )


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("text", "", 422),
        ("text", "x" * 20_001, 422),
        ("text", "aino@jarvi.example", 422),
        ("id", "Ei näin", 422),
        ("id", "jarvi-model", 422),
        ("collection", "laws", 400),
        ("language", "de", 400),
    ],
)
def test_a_faulty_report_stays_in_the_form(library: Portal, site: Flask, field: str, value: str, status: int) -> None:
    """Nothing is lost and no draft is begun."""
    visitor = at_desk(library, site, Role.CONTRIBUTOR)
    fields = {"text": REPORT, "language": "fi", "collection": "cases", "id": "uusi", field: value}
    answer = send(visitor, "report", "report", **fields)
    page = answer.get_data(as_text=True)

    assert (status, True, 0) == (
        answer.status_code,
        status == 400 or (fields["text"] in page and f'value="{fields["id"]}"' in page),
        len(library.workspace.drafts.open_drafts()),
    )


def test_hostile_text_stays_text_at_the_desk(library: Portal, site: Flask) -> None:
    """Comments, cases, questions and reports stay words on every page of the desk that shows them."""
    text = "\n".join(HOSTILE)
    library.workspace.comments.add(CLAUSE, Language.FI, text, text[:100])
    library.workspace.sent_cases.add(Language.FI, dict.fromkeys(CaseField, text))
    visitor = at_desk(library, site)
    pages = [visitor.get(f"/en/desk/{page}") for page in ("monday", "inbox/comments", "inbox/cases")]
    pages.append(send(visitor, "report", "report", text=text, id=text, language="fi", collection="cases"))
    pages.append(send(visitor, "inbox/comments", "inbox/comments/1", verdict="refused", answer=""))
    pages.append(send(visitor, "inbox/cases", "inbox/cases/1/draft", id=text, language="fi"))
    alive = ("<script>alert", "<img src=x", "<svg onload", 'href="javascript:')
    texts = [page.get_data(as_text=True) for page in pages]

    assert ([200, 200, 200, 422, 422, 422], []) == (
        [page.status_code for page in pages],
        [sign for sign in alive for page in texts if sign in page],
    )


def test_what_is_wrong_with_the_portal_comes_first(library: Portal, site: Flask) -> None:
    """Chores that nobody does, and those that failed when they were last done."""
    visitor = at_desk(library, site)
    idle = folded(visitor.get("/en/desk/monday"))
    mark = library.workspace.chores.take("tidy", timedelta(), timedelta(hours=1))
    library.workspace.chores.end("tidy", mark, {"fault": "no room"})
    failed = folded(visitor.get("/en/desk/monday"))
    mark = library.workspace.chores.take("tidy", timedelta(), timedelta(hours=1))
    library.workspace.chores.end("tidy", mark, {"tidied": 1})
    well = folded(visitor.get("/en/desk/monday"))

    assert (True, True, False) == (
        "Nobody does the chores." in idle,
        "when they were last done: tidy." in failed,
        "What is done on time" in well,
    )
