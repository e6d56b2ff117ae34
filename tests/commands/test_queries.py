"""`docket watch` without a case: what a query finds, keeps and tells."""

from __future__ import annotations

import signal
from dataclasses import replace

import pytest

from tests.commands.courthouse import CASE, Courthouse, Filing
from tests.commands.test_polling import assert_soon
from tests.loopback import Answer

PARTY = "Sample Agency"
SLUG = "mad-party-sample-agency"
OLD = Filing("Complaint", 1, minutes=300, number=1, caption="Example v. SAMPLE AGENCY et al")
OTHERS = Filing(
    "Complaint", 3, minutes=90, number=1, caption="Instance v. Other Board",
    docket="1:25-cv-10777", case_id="282999",
)  # fmt: skip
NEW = replace(OLD, label="Order on Motion to Dismiss", seq=9, minutes=-1, number=5)


def loud(court: Courthouse) -> list[str]:
    return [each["kind"] for each in court.house.lines("log", "--loud")]


def test_a_party_is_found_in_whatever_case_of_the_court(court: Courthouse) -> None:
    court.lists(OLD, OTHERS)
    shown = court.house.docket("watch", "--court", "mad", "--party", PARTY).stdout
    assert f"Watching {SLUG}" in shown
    assert "1:25-cv-10676" in shown
    assert "who is behind" in " ".join(shown.split()), "what a caption hides"
    assert court.house.docket("poll", "--force").stdout == "", "the first look is quiet"
    court.lists(OLD, OTHERS, NEW)
    assert "Order on Motion to Dismiss" in court.house.docket("poll", "--force").stdout


def test_only_what_a_query_finds_is_kept(court: Courthouse) -> None:
    court.lists(OLD, OTHERS, NEW)
    court.house.docket("watch", "--court", "mad", "--party", PARTY)
    with court.house.store() as store:
        assert [each.number for each in store.dockets.of_court("mad")] == ["1:25-cv-10676"]


def test_what_was_entered_after_the_query_is_told_by_its_first_look(court: Courthouse) -> None:
    court.lists(OLD, NEW)
    told = court.house.docket("watch", "--court", "mad", "--party", PARTY).stdout
    assert "Order on Motion to Dismiss (5)" in told
    assert loud(court) == ["entry_added"]


def test_of_a_word_only_the_filings_that_have_it_are_kept(court: Courthouse) -> None:
    court.lists(OLD, NEW)
    court.house.docket("watch", "--court", "mad", "--term", "motion to dismiss")
    with court.house.store() as store:
        (docket,) = store.dockets.of_court("mad")
        assert [entry.number for entry in docket.entries] == [5]


def test_who_erases_a_case_is_told_that_a_query_brings_it_back(court: Courthouse) -> None:
    court.lists(OLD, NEW)
    court.house.docket("watch", "--court", "mad", "--term", "motion to dismiss", "--name", "md")
    court.house.docket("watch", "--court", "mad", "--party", "Other Board", "--name", "board")
    told = court.house.docket("forget", CASE, "--yes").stderr
    assert "Watch md looks for such cases" in told
    assert "board" not in told


def test_a_new_case_is_told_once(court: Courthouse) -> None:
    court.lists(OTHERS)
    court.house.docket("watch", "--court", "mad", "--new-cases")
    fresh = replace(OLD, minutes=-1)
    court.lists(OTHERS, fresh, NEW)
    told = court.house.docket("poll", "--force").stdout
    assert "Complaint (1)" in told
    assert "Motion to Dismiss" not in told
    assert loud(court) == ["entry_added"]


def test_a_filing_that_a_query_brought_in_is_followed_when_its_words_go(
    court: Courthouse,
) -> None:
    """Red when `Interests.part` keeps only what a query still finds: the entry would vanish."""
    court.lists(OLD, NEW)
    court.house.docket("watch", "--court", "mad", "--term", "motion to dismiss")
    court.lists(OLD, replace(NEW, label="Seal", number=None))
    court.house.docket("poll", "--force")
    assert "sealed" in [each["kind"] for each in court.house.lines("log")]
    assert "entry_vanished" not in [each["kind"] for each in court.house.lines("log")]


def test_a_gap_in_the_numbers_of_a_found_case_is_nobodys_worry(court: Courthouse) -> None:
    court.lists(OLD, NEW)
    court.house.docket("watch", "--court", "mad", "--party", PARTY)
    assert "gap_suspected" not in [each["kind"] for each in court.house.lines("log")]


def test_the_same_query_is_the_same_watch(court: Courthouse) -> None:
    asked = ("watch", "--court", "mad", "--party", PARTY, "--no-look")
    court.house.docket(*asked)
    court.house.docket(*asked, "--note", "ours")
    (watch,) = court.house.lines("list")
    assert (watch["watch"], watch["note"], watch["query"]["party"]) == (SLUG, "ours", PARTY)
    court.house.docket("watch", "--court", "mad", "--party", "Other Board", "--no-look")
    assert len(court.house.lines("list")) == 2


def test_a_query_that_asks_for_something_else_has_a_first_look_again(court: Courthouse) -> None:
    court.lists(OLD, OTHERS)
    court.house.docket("watch", "--court", "mad", "--party", PARTY, "--name", "one")
    court.house.docket("watch", "--name", "one", "--party", "Other Board")
    assert loud(court) == []
    (watch,) = court.house.lines("list")
    assert [each["caption"] for each in watch["dockets"]] == ["Instance v. Other Board"]


def test_a_query_is_listed_with_what_it_looks_for(court: Courthouse) -> None:
    court.lists(OLD)
    court.house.docket("watch", "--court", "mad", "--judge", "Sample", "--nature", "440")
    shown = court.house.docket("list").stdout
    assert "judge Sample" in " ".join(shown.split())
    assert "tells no judge" in " ".join(shown.split())
    assert "tells no nature of suit" in " ".join(shown.split())


def test_two_queries_begin_each_in_its_own_time(court: Courthouse) -> None:
    court.lists(OLD, OTHERS)
    court.house.docket("watch", "--court", "mad", "--party", PARTY)
    court.house.docket("watch", "--court", "mad", "--term", "Complaint")
    assert loud(court) == [], "what stood there is old for the second, too"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--party", PARTY], "--court COURT"),
        (["--judge", "Sample"], "--court COURT"),
        (["--court", "mad"], "Say what to look for"),
        (["--court", "mad", "--kinds", "order"], "Say what to look for"),
        (["--court", "mad", "--court", "all", "--party", PARTY], "name no other"),
        ([CASE, "--party", PARTY], "leave out CASE"),
        ([CASE, "--nature", "440"], "leave out CASE"),
        ([CASE, "--new-cases"], "leave out CASE"),
        (["--court", "mad", "--new-cases", "--documents", "free"], "name one"),
        ([], "Name a case to follow"),
    ],
)
def test_what_makes_no_sense_is_refused(court: Courthouse, words: list[str], said: str) -> None:
    refused = court.house.docket("watch", "--no-look", *words, exits=2)
    assert said in " ".join(refused.stderr.split())


def test_cases_and_queries_are_watches_of_their_own(court: Courthouse) -> None:
    court.house.docket("watch", CASE, "--name", "case", "--no-look")
    court.house.docket("watch", "--court", "mad", "--party", PARTY, "--name", "asks", "--no-look")
    refused = court.house.docket("watch", "--name", "case", "--party", "x", exits=2)
    assert "needs a watch with another --name" in " ".join(refused.stderr.split())
    refused = court.house.docket("watch", CASE, "--name", "asks", exits=2)
    assert "needs a watch with another --name" in " ".join(refused.stderr.split())


def test_a_judge_beside_a_case_is_kept_for_news(court: Courthouse) -> None:
    told = court.house.docket("watch", CASE, "--judge", "Sample", "--no-look")
    assert "kept for news" in told.stderr


def test_everywhere_is_every_court_with_a_feed(court: Courthouse) -> None:
    told = court.house.docket("watch", "--court", "all", "--party", PARTY, "--no-look")
    assert "courts are asked for this" in told.stderr
    assert len(court.house.lines("sources")) > 150
    (watch,) = court.house.lines("list")
    assert watch["query"]["courts"] == []
    court.house.docket("unwatch", watch["watch"])
    assert court.house.lines("sources") == []


def test_what_was_said_can_be_taken_back(court: Courthouse) -> None:
    court.house.docket("watch", CASE, "--kinds", "order", "--term", "x", "--no-look")
    court.house.docket("watch", CASE, "--kinds", "all", "--term", "", "--no-look")
    (watch,) = court.house.lines("list")
    assert (watch["kinds"], watch["terms"]) == ([], [])


def test_show_prints_what_a_query_has_found(court: Courthouse) -> None:
    court.lists(OLD, OTHERS)
    court.house.docket("watch", "--court", "mad", "--party", PARTY)
    assert "Complaint" in court.house.docket("show", SLUG).stdout


def test_no_case_is_linked_to_a_query(court: Courthouse) -> None:
    court.house.docket("watch", "--court", "mad", "--party", PARTY, "--no-look")
    refused = court.house.docket("link", SLUG, CASE, "--no-look", exits=2)
    assert "looks for cases" in refused.stderr


def test_follow_prints_what_a_query_finds(court: Courthouse) -> None:
    court.configure("[channels]", f'desk = "json://{court.server.url("/desk")[7:]}"',
                    court='every = "1s"')  # fmt: skip
    court.lists(OLD)
    first = court.server.next_answer("/rss")
    court.lists(OLD, NEW)
    second = court.server.next_answer("/rss")
    court.answers(first, second, Answer(delay=60))
    asked = ("watch", "--court", "mad", "--party", PARTY)
    with court.start(*asked, "--follow", "--channel", "desk") as running:
        assert_soon(lambda: court.asked == 3)
        running.send_signal(signal.SIGTERM)
        told, _ = running.communicate(timeout=20)
    assert "entry added  Order on Motion to Dismiss" in told


def test_one_filing_that_a_case_and_a_query_want_is_one_message(court: Courthouse) -> None:
    court.house.docket("watch", CASE, "--name", "case")
    court.house.docket("watch", "--court", "mad", "--party", PARTY)
    court.lists(OLD, NEW)
    told = court.house.docket("poll", "--force").stdout
    assert told.count("docket message") == 1
    assert "case" in told
    assert SLUG in told


def test_the_card_says_what_the_filters_let_through(court: Courthouse) -> None:
    wished = ("--kinds", "order,notice_of_appeal", "--term", "O.C.G.", "--available", "free")
    shown = " ".join(court.house.docket("watch", CASE, *wished, "--no-look").stdout.split())
    assert "only order, notice of appeal; with the words O.C.G.; with a free copy" in shown
