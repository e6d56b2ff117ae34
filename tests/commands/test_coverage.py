"""What a person and a program are told of who sees what: the card, the list, `docket sources`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from db.models import Docket, Snapshot, SourceState
from db.services import COURTLISTENER
from tests.commands.courthouse import CASE, CASE_ID, COMPLAINT, MOTION, SLUG, Courthouse
from tests.courtlistener import TOKEN, Listener
from tests.loopback import Answer

NUMBER = "1:25-cv-10676"
API = f"courtlistener:mad:{NUMBER}"
NO_FEED = "mdd 8:25-cv-00951"

CASE_THERE = "https://www.govinfo.gov/app/details/USCOURTS-mdd-8_25-cv-00951"
OPINION = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>United States Courts Opinions</title><item>
<title>8:25-cv-00951 - Example v. Sample Agency</title>
<link>{CASE_THERE}/USCOURTS-mdd-8_25-cv-00951-0</link>
<guid isPermaLink="true">{CASE_THERE}/USCOURTS-mdd-8_25-cv-00951-0</guid>
<pubDate>Mon, 07 Apr 2025 05:00:00 GMT</pubDate>
</item></channel></rss>""".encode()


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as opened:
        opened.docket(
            docket_number=NUMBER,
            pacer_case_id=CASE_ID,
            case_name="Example v. Sample Agency",
            date_last_filing=f"{datetime.now(UTC):%Y-%m-%d}",
        )
        yield opened


@pytest.fixture
def served(court: Courthouse, listener: Listener) -> Courthouse:
    """A case that the court's feed and CourtListener tell of."""
    court.lists(COMPLAINT)
    court.configure()
    serve(court, listener.url(""))
    return court


def serve(court: Courthouse, url: str, token: str = TOKEN) -> None:
    said = f'\n[courtlistener]\ntoken = "{token}"\nbase_url = "{url.rstrip("/")}"\ndelay = 0\n'
    court.house.config.write_text(court.house.config.read_text() + said)


def without_feed(court: Courthouse) -> None:
    """D. Md., which answers that it has no feed, and a govinfo that does not answer."""
    court.server.says("/mdd", Answer(b"", headers={"Content-Type": "text/plain"}))
    court.server.says("/rss/uscourts-mdd.xml", Answer(status=500))
    told = f"""
[courts.mdd]
feed_url = "{court.server.url("/mdd")}"
delay = 0
[govinfo]
base_url = "{court.server.url("")}"
delay = 0
"""
    court.house.config.write_text(court.house.config.read_text() + told)


def said(text: str) -> str:
    return " ".join(text.split())


def test_a_card_names_each_source_what_it_sees_and_how_fresh_it_is(
    served: Courthouse, listener: Listener
) -> None:
    card = served.house.docket("watch", CASE).stdout
    assert re.search(
        r"feed +all types of entries; asked every 30m \(default\); last answer 2", card
    )
    assert re.search(r"CourtListener +what people share of it, with its text; asked as its", card)
    assert "The text of a filing is seen once somebody has shared it with CourtListener." in card
    assert "advice" not in card


def test_without_a_token_the_card_says_what_one_would_bring(court: Courthouse) -> None:
    court.lists(COMPLAINT)
    card = said(court.house.docket("watch", CASE).stdout)
    assert (
        "A CourtListener token, or the court's own notices to you (`docket ingest mail`)," in card
    )
    assert "would add the text of filings." in card
    assert "robots.txt forbids it to programs: `atom = true` under [courtlistener]" in card


def test_a_card_parts_the_courts_and_names_each_in_its_advice(court: Courthouse) -> None:
    court.lists(COMPLAINT)
    command = ("watch", CASE, "ca1 25-1393", "24A1153", "--name", "dvd", "--no-look")
    card = court.house.docket(*command, env={"COLUMNS": "200"}).stdout
    blocks = [block.splitlines() for block in card.split("\n\n")]
    firsts = [block[block[0].startswith("Watching")].split()[:2] for block in blocks[:3]]
    assert firsts == [["case", "D."], ["case", "1st"], ["case", "SCOTUS"]]
    assert "would show more of 1st Cir." in said(card)


def test_govinfo_is_told_to_be_late_once(court: Courthouse) -> None:
    without_feed(court)
    channel = "<channel><title>United States Courts Opinions</title></channel>"
    opinions = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">{channel}</rss>'.encode()
    court.server.says("/rss/uscourts-mdd.xml", Answer(opinions))
    court.house.docket("watch", NO_FEED)
    card = court.house.docket("watch", NO_FEED).stdout
    assert card.count("days late; asked") == 1
    assert "carries" not in card


def test_each_docket_has_its_coverage_in_json(served: Courthouse) -> None:
    served.house.docket("watch", CASE)
    (watch,) = served.house.lines("list")
    (told,) = watch["coverage"]
    assert told.keys() == {"docket", "sources", "blind_spots", "advice"}
    assert (told["docket"], told["blind_spots"]) == (CASE, watch["blind_spots"])
    assert [each["id"] for each in told["sources"]] == ["pacer_rss:mad", API]
    assert told["sources"][1].keys() == {
        "id", "kind", "name", "state", "sees", "answered_at", "error",
    }  # fmt: skip
    assert told["sources"][1]["sees"] == "what people share of it, with its text"


def test_a_list_says_what_would_help_once_for_all(court: Courthouse) -> None:
    court.house.docket("watch", CASE, "--no-look")
    court.house.docket("watch", "mad 1:25-cv-11111", "--no-look")
    shown = court.house.docket("list").stdout
    assert (shown.count("Not seen: "), shown.count("To see more: ")) == (1, 2)


def test_a_docket_that_courtlistener_does_not_have_is_coverage_and_no_failure(
    served: Courthouse, listener: Listener
) -> None:
    """Promise 8. Red when: a source that is not configured counts as failing."""
    listener.dockets.clear()
    card = served.house.docket("watch", CASE)
    assert f"CourtListener does not have D. Mass. {NUMBER}." in card.stdout
    assert card.stderr == ""
    assert served.house.docket("poll", "--force").stdout == ""


def test_a_refused_token_is_said_and_fails_the_poll(court: Courthouse, listener: Listener) -> None:
    """Promise 8. Red when: `_of_others` leaves out those that are down."""
    serve(court, listener.url(""), token="wrong")
    card = court.house.docket("watch", CASE)
    assert "CourtListener does not answer. The last try: " in card.stdout
    assert "token" in card.stderr
    court.house.docket("poll", "--force", exits=3)


def test_a_spent_budget_says_until_when(served: Courthouse) -> None:
    """Promise 8. Red when: `of_case` leaves out what is not asked."""
    served.house.docket("watch", CASE)
    with served.house.store() as store:
        until = datetime.now(UTC) + timedelta(hours=2)
        store.services.keep_away(COURTLISTENER, until, "it asks us to wait")
    (watch,) = served.house.lines("list")
    (told,) = [each for each in watch["blind_spots"] if "is not asked before" in each]
    assert told.endswith(": it asks us to wait.")


def test_govinfo_that_never_answered_fails_no_poll(court: Courthouse) -> None:
    """Red when: `Result.has_failed` counts every source without an answer."""
    without_feed(court)
    assert court.house.docket("watch", NO_FEED).stderr == ""
    assert court.house.docket("poll", "--force").output == ""
    assert court.server.asked("/rss/uscourts-mdd.xml")
    (watch,) = court.house.lines("list")
    (told,) = watch["blind_spots"]
    assert told == "D. Md. publishes no feed: new filings there are not seen."
    assert [each["kind"] for each in court.house.lines("log", "--loud")] in (
        [],
        ["coverage_changed"],
    )


def test_a_court_without_a_feed_gets_the_next_best_source_at_once(court: Courthouse) -> None:
    """Red when: `driving.once` does not sync once the court has said that it has no feed."""
    without_feed(court)
    court.server.says("/rss/uscourts-mdd.xml", Answer(OPINION))
    court.house.docket("watch", NO_FEED)
    (watch,) = court.house.lines("list")
    assert watch["blind_spots"] == [
        "D. Md. publishes no feed: its opinions appear on govinfo, days late, and no other filing"
        " is seen."
    ]


def test_the_first_look_shows_what_the_next_best_source_has(court: Courthouse) -> None:
    without_feed(court)
    court.server.says("/rss/uscourts-mdd.xml", Answer(OPINION))
    shown = court.house.docket("watch", NO_FEED).stdout
    assert "Example v. Sample Agency" in shown
    assert "show more of D. Md.\n" in shown
    assert len(court.server.asked("/mdd")) == 1


def test_what_is_missing_stands_in_the_list(served: Courthouse) -> None:
    """Promise 8. Red when: `of_case` leaves out the gaps."""
    served.house.docket("watch", CASE)
    now = datetime.now(UTC)
    told = Docket("mad", NUMBER, last_filing_on=now.date() + timedelta(days=9))
    with served.house.store() as store:
        store.record(
            Snapshot(SourceState.OK, dockets=(told,), complete=False, source_id=API, fetched_at=now)
        )
    (watch,) = served.house.lines("list")
    missing = watch["blind_spots"][-1]
    assert missing.startswith(f"{CASE}: there is at least one filing that we cannot see: Court")
    assert "newest" not in missing, "which may have changed since"
    assert f"Not seen: {missing}" in served.house.docket("list").stdout
    (loud,) = [each for each in served.house.lines("log", "--loud") if each["field"] != "state"]
    assert (loud["kind"], loud["docket"]) == ("gap_suspected", CASE)
    alert = served.house.docket("poll").stdout
    assert "There is at least one filing that we cannot see" in alert
    assert "at least one filing" not in served.house.docket("poll", "--force").stdout


def test_sources_are_told_in_plain_words_with_their_dockets(served: Courthouse) -> None:
    served.house.docket("watch", CASE)
    shown = said(served.house.docket("sources").stdout)
    assert f"CourtListener mad {NUMBER} as its budget allows" in shown
    assert "feed mad every 30m (default)" in shown


def test_what_is_left_of_the_budget_is_told(served: Courthouse) -> None:
    served.house.docket("watch", CASE)
    lines = {each["id"]: each for each in served.house.lines("sources")}
    windows = lines[API]["budget"]
    assert [(each["window"], each["limit"]) for each in windows] == [
        ("minute", 5), ("hour", 50), ("day", 125),
    ]  # fmt: skip
    used = windows[2]["used"]
    assert 0 < used <= 5
    assert windows[2]["next_at"].endswith("Z")
    assert lines[API].keys() >= {"not_before", "not_before_reason", "name", "number"}
    assert "budget" not in lines["pacer_rss:mad"]
    shown = served.house.docket("sources").stdout
    assert f"{used} of 125 in the last day" in shown


def test_what_is_handed_in_is_never_asked(court: Courthouse) -> None:
    court.lists(COMPLAINT)
    court.house.docket("watch", CASE)
    with court.house.store() as store:
        store._connection.execute(
            "insert into source (id, kind, court_id, url, number, keep, state)"
            " values (?, 'mail', 'mad', '', ?, 'watched', 'ok')",
            (f"mail:mad:{NUMBER}", NUMBER),
        )
    (mail,) = [each for each in court.house.lines("sources") if each["kind"] == "mail"]
    assert (mail["every_seconds"], mail["every_from"]) == (None, "handed_in")
    assert "never: you hand it in" in court.house.docket("sources").stdout


@pytest.mark.parametrize("columns", [80, 120])
def test_card_list_and_sources_fit_a_window(served: Courthouse, columns: int) -> None:
    served.lists(COMPLAINT, MOTION)
    served.house.docket("watch", CASE, "24A1153", "ca1 25-1393", "--name", "dvd", "--no-look")
    for command in (("watch", "--name", "dvd", "--no-look"), ("list",), ("sources",)):
        shown = served.house.on_a_terminal(*command, columns=columns, NO_COLOR="1")
        assert max(map(len, shown.splitlines())) <= columns, shown


def test_a_cards_numbers_that_were_not_seen_are_ranges(served: Courthouse) -> None:
    served.lists(COMPLAINT, MOTION)
    card = served.house.docket("watch", CASE).stdout
    assert "numbers 2-5 not seen" in card
    assert "numbers 2-5 not seen" in served.house.docket("show", SLUG).stdout
