"""`docket link`, `unlink` and a matter's `show`: one watch, several dockets, several courts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from db.models import (
    Docket,
    DocketEntry,
    Document,
    RelatedDocket,
    Relation,
    Snapshot,
    Source,
    SourceKind,
    SourceState,
)
from db.needs import source_id
from tests.commands.conftest import House
from tests.commands.courthouse import CAPTION, CASE, COMPLAINT, MOTION, NEW_ORDER, SLUG, Courthouse

APPEAL = "ca1 25-1393"
OTHER = "mad 1:25-cv-11111"
AT = datetime(2025, 5, 23, 18, 52, tzinfo=UTC)
NAMES_APPEAL = "USCA Case Number 25-1393 for 65 Notice of Appeal filed by Sample Agency. (MAP)"
LONG = "MEMORANDUM AND ORDER. " + "The motion is granted as the memorandum says. " * 150


def handed_in(house: House, key: str, *entries: DocketEntry, **told: object) -> None:
    """What somebody saved of a docket, as if `docket ingest` had read it."""
    court_id, number = key.split()
    id = source_id(SourceKind.DOCKET_REPORT, court_id, number)
    docket = Docket(court_id, number, entries=entries, **told)  # type: ignore[arg-type]
    with house.store() as store:
        store.take_in(
            Source(id, SourceKind.DOCKET_REPORT, court_id, "", number),
            Snapshot(SourceState.OK, dockets=(docket,), source_id=id, fetched_at=AT),
        )


def entry(text: str, **told: object) -> DocketEntry:
    return DocketEntry(text=text, **told)  # type: ignore[arg-type]


def table(shown: str) -> list[list[str]]:
    """The rows of a timeline in a pipe: their cells, without the heads."""
    lines = shown.splitlines()
    begins = next(place for place, line in enumerate(lines) if line.startswith("entered"))
    rows = []
    for line in lines[begins + 1 :]:
        if not line:
            break
        rows.append(re.split(r" {2,}", line))
    return rows


@pytest.fixture
def matter(house: House) -> House:
    """A case with its appeal and its application, from three courts."""
    house.docket("watch", CASE, APPEAL, "24A1153", "--name", "dvd", "--no-look")
    document = Document(132, doc_id="095010000942", url="https://ecf.mad.uscourts.gov/doc1/095")
    handed_in(
        house,
        CASE,
        entry(NAMES_APPEAL.replace("1393", "1311"), number=40, filed_on=date(2025, 4, 1)),
        entry(NAMES_APPEAL, number=66, filed_on=date(2025, 4, 25)),
        entry(LONG, number=132, entered_at=AT, documents=(document,), labels=("Order",)),
        caption=CAPTION,
        judge="Brian E. Murphy",
    )
    handed_in(house, APPEAL, entry("CASE docketed.", filed_on=date(2025, 4, 24)), caption=CAPTION)
    handed_in(
        house,
        "scotus 24A1153",
        entry("Application (24A1153) for a stay.", filed_on=date(2025, 5, 27)),
        caption="Sample Agency, Applicant v. Example",
        related=(RelatedDocket(Relation.LOWER_COURT, "25-1393", "ca1", "First Circuit 25-1393"),),
    )
    return house


def test_a_matter_is_one_timeline_each_line_with_its_court(matter: House) -> None:
    shown = matter.docket("show", "dvd").stdout
    assert [(row[0][:10], row[1]) for row in table(shown)] == [
        ("2025-04-01", "D. Mass."),
        ("2025-04-24", "1st Cir."),
        ("2025-04-25", "D. Mass."),
        ("2025-05-23", "D. Mass."),
        ("2025-05-27", "SCOTUS"),
    ]
    assert re.search(r"^  D\. Mass\. 1:25-cv-10676 .*Judge Brian E\. Murphy", shown, re.MULTILINE)
    assert re.search(
        r"^  SCOTUS 24A1153 +Sample Agency, Applicant v\. Example", shown, re.MULTILINE
    )
    assert LONG.strip() in shown, "a pipe gets the whole text"
    assert "docket_report" in shown, "who told it"


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_matter_fits_a_window_and_long_texts_are_cut(matter: House, columns: int) -> None:
    shown = matter.on_a_terminal("show", "dvd", columns=columns)
    read = re.sub(r"\x1b\]8;.*?\x1b\\|\x1b\[[0-9;]*m", "", shown)
    assert max(map(len, read.splitlines())) <= columns
    assert ("SCOTUS" in read, "MEMORANDUM AND ORDER" in read) == (True, True)
    assert read.count("motion is granted") < 10
    assert "https://ecf.mad.uscourts.gov/doc1/095" in shown


def test_two_dockets_of_one_court_are_told_apart(matter: House) -> None:
    matter.docket("link", "dvd", "ca1 25-1311", "--no-look")
    rows = table(matter.docket("show", "dvd").stdout)
    assert [row[1] for row in rows if "1st" in row[1]] == ["1st Cir. 25-1393"]


def test_what_was_not_seen_of_a_matter_is_said(matter: House) -> None:
    matter.docket("link", "dvd", "ca1 25-1311", "--no-look")
    result = matter.docket("show", "dvd")
    assert re.search(r"1st Cir\. 25-1311 +nothing of it has been seen yet", result.stdout)
    assert "Nothing of ca1 25-1311 has been seen yet." in result.stderr
    assert "1st Cir. publishes no feed" in result.stderr


def test_programs_get_every_docket_and_every_proposal(matter: House) -> None:
    (told,) = matter.lines("show", "dvd")
    assert told.keys() == {"watch", "dockets", "proposals"}
    assert [each["court_id"] for each in told["dockets"]] == ["mad", "ca1", "scotus"]
    assert [each["number"] for each in told["dockets"][0]["entries"]] == [40, 66, 132]
    (proposal,) = told["proposals"]
    assert proposal.pop("entry")["number"] == 40
    assert proposal == {
        "relation": "appeal",
        "court_id": "ca1",
        "number": "25-1311",
        "words": NAMES_APPEAL.replace("1393", "1311"),
        "named_in": CASE,
        "command": 'docket link dvd "ca1 25-1311"',
    }


def test_one_docket_looks_as_it_always_did(house: House) -> None:
    house.docket("watch", CASE, "--no-look")
    handed_in(house, CASE, entry("ORDER.", number=9, filed_on=date(2025, 5, 23)), caption=CAPTION)
    shown = house.docket("show", CASE).stdout
    assert shown.splitlines()[:2] == [CAPTION, "D. Mass. 1:25-cv-10676"]
    assert "court" not in shown


def test_one_filing_of_several_defendants_is_one_line(house: House) -> None:
    house.docket("watch", "mad 1:20-cr-10306", "--no-look")
    order = entry("ORDER as to all.", number=9, filed_on=date(2025, 5, 23))
    own = entry("WAIVER.", number=10, filed_on=date(2025, 5, 24))
    for suffix in range(1, 7):
        entries = [order, own] if suffix == 2 else [order]
        key = f"mad 1:20-cr-10306-{suffix}"
        handed_in(house, key, *entries, caption=CAPTION, pacer_case_id=f"9{suffix}")
    rows = table(house.docket("show", "mad 1:20-cr-10306").stdout)
    assert [row[1] for row in rows] == [
        "D. Mass. 1:20-cr-10306-1, -2, -3 and 3 more",
        "D. Mass. 1:20-cr-10306-2",
    ]
    assert len(house.lines("show", "mad 1:20-cr-10306")[0]["dockets"]) == 6


def test_proposals_stand_on_the_card_and_are_never_taken(house: House) -> None:
    house.docket("watch", CASE, "--no-look")
    handed_in(house, CASE, entry(NAMES_APPEAL, number=66, filed_on=date(2025, 4, 25)))
    command = f'docket link {SLUG} "ca1 25-1393"'
    for words in (("watch", CASE, "--no-look"), ("show", CASE), ("link", SLUG)):
        shown = house.docket(*words).stdout
        assert "1st Cir. 25-1393" in shown
        assert f"named in D. Mass. 1:25-cv-10676, entry 66: “{NAMES_APPEAL}”" in shown
        assert f"`{command}`" in shown
    assert house.lines("list")[0]["cases"] == [CASE]
    assert house.lines("link", SLUG)[0]["command"] == command


def test_the_command_of_a_proposal_accepts_it(house: House) -> None:
    house.docket("watch", CASE, "--no-look")
    handed_in(house, CASE, entry(NAMES_APPEAL, number=66, filed_on=date(2025, 4, 25)))
    handed_in(house, CASE, related=(RelatedDocket(Relation.RELATED, "1:25-cv-11111"),))
    for proposal in house.lines("link", SLUG):
        words = re.findall(r'"[^"]*"|\S+', proposal["command"])[1:]
        house.docket(*(word.strip('"') for word in words), "--no-look")
    assert house.lines("list")[0]["cases"] == [CASE, "mad 1:25-cv-11111", APPEAL]
    assert house.lines("link", SLUG) == []
    assert "name no other" in house.docket("link", SLUG).stderr


def test_a_like_number_of_another_court_is_no_case_of_the_matter(house: House) -> None:
    house.docket("watch", "mdd 8:25-cv-00951", "ca1 25-1345", "--name", "a", "--no-look")
    told = entry("USCA Case Number 25-1345 for 24 Notice of Appeal", filed_on=date(2025, 4, 4))
    handed_in(house, "mdd 8:25-cv-00951", told)
    assert [each["court_id"] for each in house.lines("link", "a")] == ["ca4"]


def test_where_no_court_is_told_the_proposal_says_so(house: House) -> None:
    house.docket("watch", "ca4 25-1345", "--no-look")
    told = entry("Originating case number: 8:25-cv-00951-PX.", filed_on=date(2025, 4, 4))
    handed_in(house, "ca4 25-1345", told)
    shown = house.docket("link", "ca4-25-1345").stdout
    assert "the case below (its court is not told)" in shown
    assert 'docket link ca4-25-1345 "8:25-cv-00951" --court COURT' in shown


def test_of_hundreds_of_member_cases_a_few_are_shown(house: House) -> None:
    house.docket("watch", CASE, "--no-look")
    members = [RelatedDocket(Relation.RELATED, f"1:25-cv-2{n:04}", "mad") for n in range(200)]
    handed_in(house, CASE, related=tuple(members))
    shown = house.docket("show", CASE).stdout
    assert shown.count("a related case") == 10
    assert f"and 190 more; `docket link {SLUG} --json` lists all." in shown
    assert len(house.lines("link", SLUG)) == 200


def test_a_linked_case_has_a_quiet_first_look(court: Courthouse) -> None:
    other = replace(COMPLAINT, docket="1:25-cv-11111", case_id="282999", seq=2)
    court.lists(MOTION, other)
    court.house.docket("watch", CASE)
    shown = court.house.docket("link", SLUG, OTHER)
    assert court.asked == 2
    assert "D. Mass. 1:25-cv-10676, 1:25-cv-11111" in shown.stdout, "the card has both"
    assert "Complaint" in shown.stdout
    assert court.house.docket("outbox").stdout == ""
    assert all(change["quiet"] for change in court.house.lines("log"))


def test_what_is_filed_in_a_linked_case_is_told(court: Courthouse) -> None:
    court.lists(MOTION)
    court.house.docket("watch", CASE)
    court.house.docket("link", SLUG, OTHER)
    elsewhere = replace(NEW_ORDER, docket="1:25-cv-11111", case_id="282999", seq=13)
    court.lists(MOTION, NEW_ORDER, elsewhere)
    told = court.house.docket("poll", "--force").stdout
    places = [line for line in told.splitlines() if line.startswith("D. Mass. 1:25")]
    assert sorted(places) == ["D. Mass. 1:25-cv-10676", "D. Mass. 1:25-cv-11111"]
    assert told.count("You get this because") == 1, "one alert for the matter"


def test_linking_without_a_look_asks_nobody(court: Courthouse) -> None:
    court.house.docket("watch", CASE, "--no-look")
    court.house.docket("link", SLUG, OTHER, "--no-look")
    assert not court.server.requests


def test_linking_asks_only_for_the_new_case(court: Courthouse) -> None:
    court.house.docket("watch", CASE, "--no-look")
    court.configure("[courts.rid]", f'feed_url = "{court.server.url("/rid")}"')
    court.house.docket("link", SLUG, "rid 1:25-cv-00001")
    assert (court.asked, len(court.server.asked("/rid"))) == (0, 1)


@pytest.mark.parametrize(
    "words",
    [("dvd", "ca1", "25-1393"), ("dvd", "1st Cir. 25-1393"), ("dvd", "25-1393", "--court", "ca1"),
     (CASE, "ca1 25-1393"), ("mad", "1:25-cv-10676", "ca1", "25-1393"),
     ("dvd", "https://ecf.ca1.uscourts.gov/n/beam/TransportRoom?caseNum=25-1393")],
)  # fmt: skip
def test_cases_and_watches_are_named_as_anywhere(house: House, words: tuple[str, ...]) -> None:
    house.docket("watch", CASE, "--name", "dvd", "--no-look")
    house.docket("link", *words, "--no-look")
    assert house.lines("list")[0]["cases"] == [CASE, APPEAL]


def test_linking_twice_changes_nothing_and_says_so(house: House) -> None:
    house.docket("watch", CASE, "mad 1:20-cr-10306", "--name", "dvd", "--no-look")
    before = house.lines("list")
    assert "dvd holds mad 1:25-cv-10676 already." in house.docket("link", "dvd", CASE).stderr
    said = house.docket("link", "dvd", "mad 1:20-cr-10306-3").stderr
    assert "dvd holds mad 1:20-cr-10306-3 already, as mad 1:20-cr-10306." in said
    assert house.lines("list") == before


def test_one_defendant_does_not_stand_for_all(house: House) -> None:
    house.docket("watch", "mad 1:20-cr-10306-3", "--name", "roe", "--no-look")
    house.docket("link", "roe", "mad 1:20-cr-10306", "--no-look")
    assert house.lines("list")[0]["cases"] == ["mad 1:20-cr-10306-3", "mad 1:20-cr-10306"]
    house.docket("unlink", "roe", "mad 1:20-cr-10306")
    assert house.lines("list")[0]["cases"] == ["mad 1:20-cr-10306-3"]


def test_unlinking_keeps_what_it_brought_in(matter: House) -> None:
    said = matter.docket("unlink", "dvd", "ca1", "25-1393").stdout
    assert "dvd no longer holds ca1 25-1393. What it brought in is kept." in said
    assert matter.lines("list")[0]["cases"] == [CASE, "scotus 24A1153"]
    assert matter.lines("show", "ca1 25-1393")[0]["dockets"][0]["entries"]
    assert "ca1 25-1393" in [f"ca1 {each['number']}" for each in matter.lines("link", "dvd")]
    said = matter.docket("unlink", "dvd", "ca1", "25-1393").stderr
    assert said == "dvd does not hold ca1 25-1393.\n"


def test_the_last_case_cannot_be_taken(house: House) -> None:
    house.docket("watch", CASE, APPEAL, "--name", "dvd", "--no-look")
    said = house.docket("unlink", "dvd", CASE, APPEAL, exits=1).stderr
    assert "`docket unwatch dvd` ends it" in said
    assert house.lines("list")[0]["cases"] == [CASE, APPEAL]
    house.docket("unlink", "dvd", exits=2)


def test_a_watch_that_is_not_there_is_an_error(house: House) -> None:
    house.docket("watch", CASE, "--no-look")
    assert 'No watch is called "nope"' in house.docket("link", "nope", APPEAL, exits=1).stderr
    house.docket("link", SLUG, APPEAL, "--json", exits=2)
    assert "Of which court" in house.docket("link", SLUG, "25-1393", exits=1).stderr


def test_five_thousand_filings_are_shown_soon(house: House) -> None:
    house.docket("watch", CASE, APPEAL, "--name", "dvd", "--no-look")
    filed = date(2020, 1, 1)
    many = [
        entry(f"{LONG} {n}", number=n, filed_on=filed + timedelta(n // 3)) for n in range(1, 2501)
    ]
    handed_in(house, CASE, *many)
    handed_in(house, APPEAL, *many)
    began = datetime.now(UTC)
    rows = table(house.docket("show", "dvd").stdout)
    assert len(rows) == 5000
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert datetime.now(UTC) - began < timedelta(seconds=20)
