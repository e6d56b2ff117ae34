"""`docket list`, `show`, `log` and `sources`: what they say to people and to programs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.commands.conftest import House
from tests.commands.courthouse import (
    CAPTION,
    CASE,
    COMPLAINT,
    MOTION,
    NEW_ORDER,
    SLUG,
    Courthouse,
)
from tests.loopback import Answer


@pytest.fixture
def told(court: Courthouse) -> House:
    """A case of which two entries stood there before, and one came since."""
    court.lists(COMPLAINT, MOTION)
    court.house.docket("watch", CASE, "--note", "our own case")
    court.lists(COMPLAINT, MOTION, NEW_ORDER)
    court.house.docket("poll", "--force")
    return court.house


def test_a_list_says_what_is_kept_and_what_is_not_seen(told: House) -> None:
    (watch,) = told.lines("list")
    assert (watch["watch"], watch["cases"], watch["note"]) == (SLUG, [CASE], "our own case")
    assert [(each["caption"], each["entries"]) for each in watch["dockets"]] == [(CAPTION, 3)]
    assert watch["last_news_at"].endswith("Z")
    assert "names each filing, but not its text" in watch["blind_spots"][0]
    shown = told.docket("list").stdout
    assert CAPTION in shown
    assert "Not seen: The feed of D. Mass." in shown


def test_a_list_says_how_often_a_case_was_looked_at_since_its_news(told: House) -> None:
    assert [each["looks_since_news"] for each in told.lines("list")] == [0]
    assert "not yet" in told.docket("list").stdout
    for _ in range(2):
        told.docket("poll", "--force")
    assert [each["looks_since_news"] for each in told.lines("list")] == [2]
    heads, row = told.docket("list").stdout.splitlines()[:2]
    assert row[heads.index("looked at since") :].startswith("2 times")


@pytest.mark.parametrize("subject", [(SLUG,), (CASE,), ("1:25-cv-10676", "--court", "mad"),
                                     ("sample agency",)])  # fmt: skip
def test_a_case_is_shown_by_its_watch_its_number_or_its_caption(
    told: House, subject: tuple[str, ...]
) -> None:
    (shown,) = told.lines("show", *subject)
    assert shown.keys() == {"watch", "dockets", "proposals"}
    assert shown["watch"] == SLUG
    entries = shown["dockets"][0]["entries"]
    assert [entry["number"] for entry in entries] == [1, 6, 9]
    assert [entry["sources"] for entry in entries] == [["pacer_rss:mad"]] * 3
    assert {"id", "seq", "labels", "text", "entered_at", "filed_on", "kind"} <= entries[0].keys()


def test_a_timeline_reads_from_old_to_new_with_links(told: House) -> None:
    lines = told.docket("show", CASE).stdout.splitlines()
    assert lines[0] == CAPTION
    found = [line for line in lines if "doc1" in line]
    assert ["Complaint" in found[0], "Order" in found[-1]] == [True, True]
    assert "https://ecf.mad.uscourts.gov/doc1/095010000012" in found[-1]


def test_on_a_narrow_terminal_a_filing_is_itself_the_link(told: House) -> None:
    shown = told.on_a_terminal("show", SLUG, columns=60)
    link = "https://ecf.mad.uscourts.gov/doc1/095010000012?caseid=282404&de_seq_num=12"
    assert f";{link}\x1b\\Order on Motion for TRO\x1b]8;;" in shown
    read = re.sub(r"\x1b\]8;.*?\x1b\\|\x1b\[[0-9;]*m", "", shown)
    assert "told by" not in read
    assert max(map(len, read.splitlines())) <= 60
    last = read.strip().splitlines()[-1]
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d E[DS]T  9    Order on Motion for TRO +\d+ *", last
    )


def test_what_vanished_and_what_was_sealed_is_marked(court: Courthouse) -> None:
    letter = replace(MOTION, label="Letter", seq=9, number=7)
    court.lists(COMPLAINT, MOTION, letter)
    court.house.docket("watch", CASE)
    court.lists(COMPLAINT, replace(letter, label="Seal", number=None))
    court.house.docket("poll", "--force")
    shown = court.house.docket("show", CASE).stdout
    assert "Motion for TRO [vanished]" in shown
    assert "Seal [sealed]" in shown


def test_of_a_silent_case_it_is_said_what_cannot_be_seen(house: House) -> None:
    house.docket("watch", "mdd 8:25-cv-00951", "--no-look")
    result = house.docket("show", "mdd 8:25-cv-00951")
    assert "D. Md. publishes no feed" in result.stderr
    assert house.lines("show", "mdd-25-cv-00951") == [
        {"watch": "mdd-25-cv-00951", "dockets": [], "proposals": []}
    ]


def test_a_case_that_nobody_follows_is_an_error_that_says_how_to(told: House) -> None:
    said = told.docket("show", "mad 1:25-cv-99999", exits=1).stderr
    assert said.startswith("docket: Nothing is kept of mad 1:25-cv-99999; `docket watch ")
    assert 'No watch is called "nope"' in told.docket("show", "nope", exits=1).stderr


def test_a_log_has_everything_and_loud_only_what_is_sent(told: House) -> None:
    changes = told.lines("log")
    quiet = [change["kind"] for change in changes if change["quiet"]]
    assert quiet == ["entry_added", "entry_added", "gap_suspected", "gap_suspected"]
    (loud,) = told.lines("log", "--loud")
    assert (loud["docket"], loud["source"]) == (CASE, "pacer_rss:mad")
    assert loud["entry"]["number"] == 9
    assert loud.keys() == {
        "id", "kind", "docket", "entry", "field", "old", "new", "at", "source", "quiet",
    }  # fmt: skip
    assert re.search(r"entry added +Order on Motion for TRO \(9\)", told.docket("log").stdout)


def test_a_person_who_looks_twice_is_told_that_nothing_is_new(told: House) -> None:
    told.docket("log", "--new")
    assert told.on_a_terminal("log", "--new") == "Nothing new since you last looked.\n"
    assert told.docket("log", "--new").output == ""


def test_new_in_the_log_means_since_i_last_looked(court: Courthouse) -> None:
    court.lists(COMPLAINT)
    court.house.docket("watch", CASE)
    assert len(court.house.lines("log", "--new")) == 1
    assert court.house.lines("log", "--new") == []
    court.lists(COMPLAINT, NEW_ORDER)
    court.house.docket("poll", "--force")
    news = [change for change in court.house.lines("log", "--new") if not change["quiet"]]
    assert [change["entry"]["number"] for change in news] == [9]


def test_since_means_when_we_saw_it(told: House) -> None:
    now = datetime.now(UTC)
    count = len(told.lines("log"))
    assert len(told.lines("log", "--since", "1h")) == count
    from_a_time = f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"
    assert len(told.lines("log", "--since", from_a_time)) == count
    assert told.lines("log", "--since", f"{now + timedelta(days=2):%Y-%m-%d}") == []
    told.docket("log", "--since", "yesterday", exits=2)
    told.docket("log", "--since", "1h", "--new", exits=2)


def test_a_log_of_a_case_has_its_own_news_and_that_of_its_court(court: Courthouse) -> None:
    other = replace(MOTION, docket="1:25-cv-11111", case_id="282999")
    court.lists(COMPLAINT, other)
    court.house.docket("watch", CASE)
    court.house.docket("watch", "mad 1:25-cv-11111")
    court.answers(Answer(status=500))
    court.house.docket("poll", "--force", exits=3)
    kinds = [(change["kind"], change["docket"]) for change in court.house.lines("log", SLUG)]
    assert kinds == [("entry_added", CASE), ("source_failing", None)]
    assert len(court.house.lines("log")) == 3


def test_the_log_of_a_court_without_a_case_is_refused_and_not_that_of_all(told: House) -> None:
    assert "--court is the court of a CASE" in told.docket("log", "--court", "cand", exits=2).stderr


def test_sources_tell_state_rhythm_and_next_check(told: House) -> None:
    (source,) = told.lines("sources")
    assert (source["id"], source["state"], source["failures"]) == ("pacer_rss:mad", "ok", 0)
    assert (source["every_seconds"], source["every_from"]) == (1800, "default")
    assert source["next_check_at"] > source["answered_at"]
    assert "all types of entries" in told.docket("sources").stdout
    assert "every 30m (default)" in told.docket("sources").stdout


@pytest.mark.parametrize("command", [("list",), ("log",), ("sources",), ("show", "--court", "mad")])
def test_before_the_first_watch_every_list_is_empty(house: House, command: tuple[str, ...]) -> None:
    assert house.docket(*command, "--json").stdout == ""
    assert house.docket(*command).stdout == ""
    assert not house.path.exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("list",), "You watch nothing yet"),
        (("sources",), "No court is asked"),
        (("show", "--court", "mad"), "Nothing is kept of mad."),
        (("poll",), "There is no court to ask"),
    ],
)
def test_a_person_is_never_left_with_nothing(
    house: House, command: tuple[str, ...], said: str
) -> None:
    assert said in house.on_a_terminal(*command)


def test_reading_changes_no_byte(told: House) -> None:
    before = told.path.read_bytes()
    for command in ("list", "log", "sources", "show"):
        told.docket(command, *([SLUG] if command == "show" else []))
    assert told.path.read_bytes() == before


HOSTILE = "Roe \x1b[31mv.\x9b2J \u202eEvil\u2066 & [bold]Co[/bold] \x07\x00 v.\nInc.\tx"


def test_nothing_that_a_court_writes_acts_on_a_terminal(court: Courthouse) -> None:
    raw = replace(COMPLAINT, caption="CAPTION", label="LABEL")
    court.lists(raw)
    body = court.server.next_answer("/rss").body.decode()
    hostile = HOSTILE.replace("\x00", "").replace("\x1b", "&#x9b;").replace("\x07", "\x85")
    hostile = hostile.replace("& ", "&amp; ")
    court.answers(Answer(body.replace("CAPTION", hostile).replace("LABEL", hostile).encode()))
    shown = court.house.docket("watch", CASE).output
    commands = [("show", SLUG), ("list",), ("log",), ("sources",), ("show", SLUG, "--json"),
                ("list", "--json"), ("log", "--json")]  # fmt: skip
    for command in commands:
        shown += court.house.docket(*command).output
    assert "Evil" in shown
    assert all(each.isprintable() or each == "\n" for each in shown)


def test_a_config_with_an_error_is_told_in_one_line(house: House) -> None:
    house.folder.mkdir()
    house.config.write_text('contcat = "me@example.org"\n')
    house.store().close()
    said = house.docket("sources", exits=1).stderr
    assert said.startswith(f"docket: {house.config}: contcat")
    assert said.count("\n") == 1
