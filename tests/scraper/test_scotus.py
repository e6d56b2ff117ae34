"""The Supreme Court's dockets: asked page by page, and what of an answer is news."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from db.config import Scotus
from db.models import Change, ChangeKind, Docket, SourceState, Watch, WatchedCase
from scraper.crawl import Outcome
from scraper.parsers import scotus
from tests.loopback import Answer, Loopback
from tests.scraper.desk import Desk, Opens

DATA = Path(__file__).resolve().parents[1] / "data" / "scotus"
PAGES = "/docket/docketfiles/html/public/"
ABREGO = (DATA / "24A949.html").read_bytes()
NOTICE, LETTER = b"Notice of Supplemental Authorities", b"Supplemental letter"
ROBOTS = b"User-agent: *\nDisallow: /images/\nDisallow: /rss/\nDisallow: /cdn/\n"

Row = tuple[str, str]
Sits = Callable[..., "Bench"]


def page(*rows: Row, number: str = "24-9001", made: str = "05/05/2025") -> bytes:
    """A docket page of today's shape, about invented parties."""
    cards = "".join(
        f'<div class="card"><table class="ProceedingItem"><tr><td class="ProceedingDate">{day}</td>'
        f'<td>{text} <br /><span class="documentlinks"></span></td></tr></table></div>'
        for day, text in rows
    )
    return f"""<html><head><title>Docket for {number} </title>
<meta name="creation_date" content="{made}"></head><body><table id="docketinfo">
<tr><td class="InfoTitle" colspan="2"><span class="DocketInfoTitle">No. {number} <br /></span></td>
</tr><tr><td><span>Title:</span></td><td><span class="title">Example, Petitioner<br /> v. <br />
Sample Agency</span></td></tr></table>
<div id="proceedings">{cards}</div><div id="Contacts"></div></body></html>""".encode()


PETITION = ("Mar 05 2025", "Petition for a writ of certiorari filed. (Response due April 9, 2025)")
REPLY = ("Apr 09 2025", "Reply of petitioner filed.")
CONFERENCE = ("Apr 16 2025", "DISTRIBUTED for Conference of 5/2/2025.")
DENIED = ("May 05 2025", "Petition DENIED.")


class Bench:
    """The court, and a desk that watches some of its dockets."""

    def __init__(self, court: Loopback, desk: Desk, *numbers: str, allow_json: bool) -> None:
        self.court, self.desk = court, desk
        self.numbers = numbers
        told = Scotus(court.url("").rstrip("/"), 0.0, allow_json)
        desk.config = replace(desk.config, scotus=told)
        cases = tuple(WatchedCase("scotus", number) for number in numbers)
        desk.store.watches.add(Watch("matter", cases), desk.now)
        desk.store.sources.sync(desk.config, desk.now)

    def tells(self, *bodies: bytes | Answer, number: str | None = None) -> list[Outcome]:
        """The outcomes of a round for each of the answers, all about one docket."""
        path = f"{PAGES}{(number or self.numbers[0]).lower()}.html"
        answers = [each if isinstance(each, Answer) else Answer(each) for each in bodies]
        outcomes = []
        for answer in answers:
            self.court.says(path, answer)
            outcomes.append(self.round()[number or self.numbers[0]])
        return outcomes

    def round(self) -> dict[str, Outcome]:
        self.desk.now += timedelta(days=1)
        return {
            source_id.removeprefix("scotus:"): outcome
            for source_id, outcome in self.desk.round().items()
        }

    def docket(self) -> Docket:
        (found,) = self.desk.store.dockets.of_court("scotus")
        return found


@pytest.fixture
def sits(court: Loopback, open_desk: Opens) -> Sits:
    def opened(*numbers: str, allow_json: bool = False) -> Bench:
        return Bench(court, open_desk(), *numbers, allow_json=allow_json)

    return opened


def kinds(changes: tuple[Change, ...]) -> list[ChangeKind]:
    return [change.kind for change in changes if not change.quiet]


# What is news.


def test_a_first_look_tells_nothing_and_keeps_every_row(sits: Sits) -> None:
    bench = sits("24A949")
    (outcome,) = bench.tells(ABREGO)
    assert (outcome.state, kinds(outcome.changes)) == (SourceState.OK, [])
    docket = bench.docket()
    assert (docket.number, docket.caption) == ("24A949", "Noem, Applicant v. Abrego Garcia")
    assert len(docket.entries) == 11


def test_a_new_row_is_one_new_entry(sits: Sits) -> None:
    bench = sits("24-9001")
    _, outcome = bench.tells(page(PETITION, CONFERENCE), page(PETITION, CONFERENCE, DENIED))
    assert kinds(outcome.changes) == [ChangeKind.ENTRY_ADDED]
    assert len(bench.docket().entries) == 3


def test_a_row_that_comes_amid_the_others_is_one_new_entry(sits: Sits) -> None:
    bench = sits("24-9001")
    _, outcome = bench.tells(page(PETITION, CONFERENCE), page(PETITION, REPLY, CONFERENCE))
    assert kinds(outcome.changes) == [ChangeKind.ENTRY_ADDED]
    assert {entry.text for entry in bench.docket().entries} == {
        PETITION[1],
        REPLY[1],
        CONFERENCE[1],
    }


def test_a_reworded_row_is_an_edit_and_no_new_filing(sits: Sits) -> None:
    bench = sits("24A949")
    _, outcome = bench.tells(ABREGO.replace(NOTICE, LETTER), ABREGO)
    (change,) = (each for each in outcome.changes if not each.quiet)
    assert (change.kind, change.field) == (ChangeKind.ENTRY_EDITED, "text")
    assert change.old == "Supplemental letter submitted."
    assert change.new == "Notice of Supplemental Authorities submitted."
    assert len(bench.docket().entries) == 11


def test_a_later_day_for_a_response_is_an_edit(sits: Sits) -> None:
    bench = sits("24-9001")
    later = (PETITION[0], PETITION[1].replace("April 9", "May 9"))
    _, outcome = bench.tells(page(PETITION, CONFERENCE), page(later, CONFERENCE))
    assert kinds(outcome.changes) == [ChangeKind.ENTRY_EDITED]
    assert len(bench.docket().entries) == 2


def test_two_like_rows_of_one_day_are_two_entries(sits: Sits) -> None:
    bench = sits("24-9001")
    first, second, third = bench.tells(
        page(PETITION, REPLY, REPLY), page(PETITION, REPLY, REPLY), page(PETITION, *[REPLY] * 3)
    )
    assert (kinds(first.changes), kinds(second.changes)) == ([], [])
    assert kinds(third.changes) == [ChangeKind.ENTRY_ADDED]
    assert len(bench.docket().entries) == 4


def test_a_document_that_comes_later_is_free_at_once(sits: Sits, court: Loopback) -> None:
    bench = sits("24-9001")
    link = b'<a href= /DocketPDF/24/24-9001/1/x.pdf class="documentanchor">Main Document</a>'
    before, empty = page(PETITION), b'<span class="documentlinks">'
    _, outcome = bench.tells(before, before.replace(empty, empty + link))
    assert kinds(outcome.changes) == [ChangeKind.DOCUMENT_FREE]
    (document,) = bench.docket().entries[0].documents
    assert (document.title, document.free_url) == (
        "Main Document",
        court.url("/DocketPDF/24/24-9001/1/x.pdf"),
    )


def test_a_page_made_anew_with_the_same_rows_is_unchanged(sits: Sits) -> None:
    made = [page(PETITION, made=f"05/0{day}/2025") for day in (5, 6, 7)]
    assert [each.unchanged for each in sits("24-9001").tells(*made)] == [False, True, True]


def test_a_page_cut_short_changes_nothing_but_its_source(sits: Sits) -> None:
    bench = sits("24-9001")
    whole = page(PETITION, REPLY, CONFERENCE)
    cut = whole[: whole.index(b"for Conference")]
    _, outcome, back = bench.tells(whole, cut, whole)
    assert outcome.state is SourceState.DOWN
    assert kinds(outcome.changes) == [ChangeKind.SOURCE_FAILING]
    assert kinds(back.changes) == [ChangeKind.SOURCE_BACK]
    assert len(bench.docket().entries) == 3


# What is not there.


def test_a_case_that_the_court_does_not_have_is_told_as_such(sits: Sits) -> None:
    bench = sits("24A999")
    (outcome,) = bench.tells(Answer(status=404))
    assert outcome.state is SourceState.NOT_CONFIGURED
    assert "no docket 24A999" in outcome.problems[0].message
    assert outcome.next_check_at == bench.desk.now + scotus.NOT_YET


def test_a_case_that_comes_after_the_watch_is_seen(sits: Sits) -> None:
    bench = sits("24-9001")
    _, outcome = bench.tells(Answer(status=404), page(PETITION))
    assert outcome.state is SourceState.OK
    assert len(bench.docket().entries) == 1


@pytest.mark.parametrize("gone", [Answer(status=404), Answer(b""), Answer(b"<html></html>")])
def test_a_case_that_was_there_and_is_gone_is_a_failure(sits: Sits, gone: Answer) -> None:
    bench = sits("24-9001")
    _, outcome = bench.tells(page(PETITION), gone)
    assert outcome.state is SourceState.DOWN
    assert outcome.error is not None
    assert "no longer shows docket 24-9001" in outcome.error
    assert len(bench.docket().entries) == 1


def test_a_refusal_is_a_failure_with_its_reason(sits: Sits) -> None:
    (outcome,) = sits("24-9001").tells(Answer(status=403))
    assert outcome.state is SourceState.DOWN
    assert outcome.error is not None
    assert "403 Forbidden" in outcome.error


# How the court is asked.


def test_each_docket_is_asked_for_on_its_own_page(sits: Sits, court: Loopback) -> None:
    bench = sits("24A949", "24-9001", "22O9007")
    court.says("/robots.txt", Answer(ROBOTS))
    bench.tells(page(PETITION), number="24-9001")
    paths = [asked.path for asked in court.requests]
    assert paths.count("/robots.txt") == 1
    assert sorted(paths[1:]) == [f"{PAGES}{each}.html" for each in ("22o9007", "24-9001", "24a949")]
    assert "text/html" in court.requests[1].headers["Accept"]


def test_the_json_is_never_asked_for_by_itself(sits: Sits, court: Loopback) -> None:
    court.says("/robots.txt", Answer(ROBOTS))
    sits("24-9001").tells(page(PETITION), page(PETITION, REPLY))
    assert not [asked for asked in court.requests if "json" in asked.path.lower()]


def test_the_json_is_asked_for_where_the_user_turned_it_on(sits: Sits, court: Loopback) -> None:
    court.says("/robots.txt", Answer(b"User-agent: *\nDisallow: /\n"))
    court.says("/RSS/Cases/JSON/24-9001.json", Answer((DATA / "paid.raw").read_bytes()))
    bench = sits("24-9001", allow_json=True)
    assert bench.round()["24-9001"].state is SourceState.OK
    assert [asked.path for asked in court.requests] == ["/RSS/Cases/JSON/24-9001.json"]
    assert bench.docket().url == court.url(f"{PAGES}24-9001.html")


def test_a_robots_txt_that_forbids_the_page_is_obeyed(sits: Sits, court: Loopback) -> None:
    court.says("/robots.txt", Answer(b"User-agent: *\nDisallow: /docket/\n"))
    (outcome,) = sits("24-9001").tells(page(PETITION))
    assert [problem.code for problem in outcome.problems] == ["robots_disallowed"]
    assert [asked.path for asked in court.requests] == ["/robots.txt"]


def test_an_answer_is_asked_for_with_its_validators(sits: Sits, court: Loopback) -> None:
    headers = {"ETag": '"a1"', "Last-Modified": "Mon, 05 May 2025 18:44:00 GMT"}
    first, second = sits("24-9001").tells(
        Answer(page(PETITION), headers=headers), Answer(status=304)
    )
    assert (first.unchanged, second.unchanged) == (False, True)
    asked = court.asked(f"{PAGES}24-9001.html")[-1].headers
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == tuple(headers.values())
