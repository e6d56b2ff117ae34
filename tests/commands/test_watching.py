"""`docket watch` and its kin: what a person names, what is shown, what is kept."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.wishes import free_slug
from db.models import WatchedCase
from tests.commands.conftest import House
from tests.commands.courthouse import (
    CAPTION,
    CASE,
    CASE_ID,
    COMPLAINT,
    MOTION,
    NEW_ORDER,
    SLUG,
    Courthouse,
)
from tests.loopback import Answer


def test_a_first_look_shows_what_stands_there_and_tells_nobody(court: Courthouse) -> None:
    court.lists(COMPLAINT, MOTION)
    shown = court.house.docket("watch", CASE).stdout
    assert CAPTION in shown
    assert shown.index("Complaint") < shown.index("Motion for TRO"), "newest last"
    assert court.house.docket("outbox").stdout == ""
    assert court.house.docket("poll", "--force").stdout == ""
    assert all(change["quiet"] for change in court.house.lines("log"))


def test_a_first_look_asks_only_the_court_of_the_watch(court: Courthouse) -> None:
    court.configure("[courts.rid]", f'feed_url = "{court.server.url("/rid")}"', 'keep = "all"')
    court.house.docket("watch", CASE)
    assert court.asked == 1
    assert not court.server.asked("/rid")


def test_what_is_entered_after_a_watch_began_is_told_even_by_its_first_look(
    court: Courthouse,
) -> None:
    court.lists(COMPLAINT, NEW_ORDER)
    told = court.house.docket("watch", CASE, "--note", "our own case").stdout
    assert "Order on Motion for TRO (9)" in told
    assert "Why we follow this: our own case" in told


def test_an_alert_of_a_first_look_keeps_its_links_whole_while_something_moves(
    court: Courthouse,
) -> None:
    court.lists(COMPLAINT, NEW_ORDER)
    shown = court.house.on_a_terminal("watch", CASE, columns=60)
    assert "Asking D. Mass." in shown
    link = "https://ecf.mad.uscourts.gov/doc1/095010000012?caseid=282404&de_seq_num=12"
    assert f"\n  {link}\n" in shown
    assert shown.index(link) < shown.index(f"Watching {SLUG}")


def test_where_nothing_is_listed_the_card_says_so(court: Courthouse) -> None:
    assert (
        "Nothing of it is listed in the last 24 hours" in court.house.docket("watch", CASE).stdout
    )


def test_where_the_court_does_not_answer_nothing_is_said_to_be_empty(court: Courthouse) -> None:
    court.answers(Answer(status=503))
    result = court.house.docket("watch", CASE)
    assert "503" in result.stderr
    assert "nothing: it does not answer" in result.stdout
    assert "Nothing of it is listed" not in result.stdout


def test_the_card_names_every_type_that_a_partial_feed_carries(court: Courthouse) -> None:
    types = "answer,appeal,cmp,discov,minutes,misc,motion,notice,order"
    court.lists(COMPLAINT, scope=types)
    shown = court.house.docket("watch", CASE).stdout
    assert f"  carries   {types.replace(',', ', ')}\n" in shown
    assert "carries only some types of entries, not their text" in shown, (
        "the alert's line has none"
    )


def test_cases_of_one_court_share_its_card(house: House) -> None:
    shown = house.docket("watch", CASE, "mad 1:25-cv-10677", "ca4 25-1345", "--no-look").stdout
    assert "D. Mass. 1:25-cv-10676, 1:25-cv-10677 (United States" in shown
    assert (shown.count("The feed of D. Mass."), shown.count("24 hours")) == (1, 1)


def test_without_a_look_no_network_is_used(court: Courthouse) -> None:
    shown = court.house.docket("watch", CASE, "--no-look").stdout
    assert not court.server.requests
    assert "Nothing of it is listed" not in shown


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("mdd 8:25-cv-00951", "D. Md. publishes no feed"),
        ("ca4 25-1345", "carries only some types of entries"),
        ("24A1153", "Supreme Court's docket page was not asked for yet"),
    ],
)
def test_the_card_says_what_cannot_be_seen_before_any_look(
    house: House, case: str, said: str
) -> None:
    shown = " ".join(house.docket("watch", case, "--no-look").stdout.split())
    assert said in shown
    assert said in house.docket("list").stdout
    assert any(said in spot for spot in house.lines("list")[0]["blind_spots"])


@pytest.mark.parametrize(
    "spelling",
    [
        ("mad 1:25-cv-10676",),
        ("mad:1:25-cv-10676",),
        ("D. Mass. 1:25-cv-10676",),
        ("1:25-cv-10676-BEM", "--court", "mad"),
    ],
)
def test_every_spelling_is_the_same_watch(house: House, spelling: tuple[str, ...]) -> None:
    house.docket("watch", CASE, "--no-look")
    house.docket("watch", *spelling, "--no-look")
    assert [watch["cases"] for watch in house.lines("list")] == [[CASE]]


def test_a_link_of_the_court_gets_its_number_with_the_first_answer(court: Courthouse) -> None:
    court.lists(COMPLAINT)
    link = f"https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?{CASE_ID}"
    shown = court.house.docket("watch", link).stdout
    assert "D. Mass. 1:25-cv-10676" in shown
    assert court.house.lines("list")[0]["cases"] == [CASE]


def test_words_of_a_caption_name_a_docket_that_is_kept(court: Courthouse) -> None:
    court.lists(COMPLAINT)
    court.house.docket("watch", CASE)
    court.house.docket("watch", "sample agency", "--name", "agency", "--no-look")
    assert court.house.lines("show", "agency")[0]["dockets"][0]["caption"] == CAPTION


def test_words_of_several_captions_list_the_candidates(court: Courthouse) -> None:
    other = replace(
        MOTION, docket="1:25-cv-11111", case_id="282999", caption="Roe v. Sample Agency"
    )
    court.configure(court='keep = "all"')
    court.lists(COMPLAINT, other)
    court.house.docket("poll")
    said = court.house.docket("watch", "Sample Agency", exits=1).stderr
    assert "mad 1:25-cv-10676  Example v. Sample Agency" in said
    assert "mad 1:25-cv-11111  Roe v. Sample Agency" in said


COURTLISTENER = "https://www.courtlistener.com/docket/69775896"


@pytest.mark.parametrize(
    ("caption", "slug"),
    [
        ("D.V.D. et al v. U.S. Department of Homeland Security et al",
         "dvd-v-us-department-of-homeland-security"),
        ("D.V.D. v. DHS", "dvd-v-dhs"),
        ("O'Connor-Peña & Sons, Inc. v. Int'l Board", "oconnor-pena-sons-inc-v-intl-board"),
    ],
)  # fmt: skip
def test_a_courtlistener_link_names_a_known_docket_by_its_caption(
    court: Courthouse, caption: str, slug: str
) -> None:
    other = replace(MOTION, docket="1:25-cv-11111", case_id="282999", caption="Roe v. Board")
    court.configure(court='keep = "all"')
    court.lists(replace(COMPLAINT, caption=caption), other)
    court.house.docket("poll")
    link = f"{COURTLISTENER}/{slug}/"
    court.house.docket("watch", link, "--no-look")
    assert court.house.lines("list")[0]["cases"] == [CASE]
    assert court.house.lines("show", link)[0]["dockets"][0]["number"] == "1:25-cv-10676"
    assert len(court.house.lines("log", link)) == len(court.house.lines("log", CASE)) > 0


def test_a_courtlistener_link_that_fits_several_dockets_lists_them(court: Courthouse) -> None:
    appeal = replace(MOTION, docket="1:25-cv-11111", case_id="282999")
    court.configure(court='keep = "all"')
    court.lists(COMPLAINT, appeal)
    court.house.docket("poll")
    link = f"{COURTLISTENER}/example-v-sample-agency/"
    said = court.house.docket("show", link, exits=1).stderr
    assert said.count(CAPTION) == 2
    assert "No watch is called" not in said


def test_a_courtlistener_link_of_an_unknown_case_asks_for_court_and_number(house: House) -> None:
    for link in (COURTLISTENER, f"{COURTLISTENER}/example-v-agency/"):
        said = house.docket("watch", link, exits=1).stderr
        assert "does not say of which court" in said
        assert '"mad 1:25-cv-10676"' in said


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("1:25-cv-10676", "Of which court"),
        ("nobody knows this", 'No docket that is kept has "nobody knows this"'),
        ("https://www.courtlistener.com/docket/69775896/example-v-agency/", "CourtListener"),
        ("https://example.org/", "cannot be read as a case"),
        ("xyzd 1:25-cv-10676", "No federal court is called"),
    ],
)
def test_a_case_that_cannot_be_told_is_an_error_that_says_how(
    house: House, case: str, said: str
) -> None:
    result = house.docket("watch", case, exits=1)
    assert result.stderr.startswith("docket: ")
    assert said in result.stderr
    assert house.docket("list").stdout == ""


def test_what_the_options_leave_out_stays_as_it_was(house: House) -> None:
    house.docket("watch", CASE, "--no-look", "--note", "why", "--alias", "O.C.G.")
    house.docket("watch", CASE, "--no-look", "--channel", "print")
    (watch,) = house.lines("list")
    assert (watch["note"], watch["aliases"], watch["channels"]) == ("why", ["O.C.G."], ["print"])
    house.docket("watch", "--name", SLUG, "--no-look", "--note", "")
    assert house.lines("list")[0]["note"] is None


def test_a_name_gathers_cases_into_one_matter(house: House) -> None:
    house.docket("watch", CASE, "24A1153", "--name", "ours", "--no-look")
    house.docket("watch", "ca1 25-1393", "--name", "ours", "--no-look")
    (watch,) = house.lines("list")
    assert watch["cases"] == [CASE, "scotus 24A1153", "ca1 25-1393"]


def test_two_names_are_two_watches_on_one_case(house: House) -> None:
    house.docket("watch", CASE, "--name", "mine", "--no-look")
    house.docket("watch", CASE, "--name", "yours", "--no-look")
    assert [watch["watch"] for watch in house.lines("list")] == ["mine", "yours"]


def test_a_file_makes_a_watch_of_each_line(house: House, tmp_path: Path) -> None:
    file = tmp_path / "cases.txt"
    file.write_text(f"# our cases\n{CASE}   # the first\n\nca1 25-1393\n{CASE}-BEM\n")
    house.docket("watch", "--from", file, "--no-look", "--note", "all of them")
    watches = house.lines("list")
    assert [watch["cases"] for watch in watches] == [["ca1 25-1393"], [CASE]]
    assert {watch["note"] for watch in watches} == {"all of them"}


def test_hundreds_of_cases_are_added_in_a_moment(house: House) -> None:
    lines = "".join(f"mad 1:25-cv-{number}\n" for number in range(10_000, 10_300))
    began = time.monotonic()
    house.docket("watch", "--from", "-", "--no-look", given=lines)
    assert len(house.lines("list")) == 300
    assert time.monotonic() - began < 5, "on a busy machine; else it takes half a second"


def test_a_file_with_a_bad_line_adds_nothing_and_tells_every_bad_line(house: House) -> None:
    lines = f"{CASE}\nmad\n25-cv-10676\n"
    said = house.docket("watch", "--from", "-", given=lines, exits=1).stderr
    assert "line 2" in said
    assert "line 3" in said
    assert house.docket("list").stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--name", "unknown"),
        (CASE, "--kinds", "nonsense"),
        (CASE, "--when", "at eight"),
        (CASE, "--digest", "daily@25:00"),
        (CASE, "--quiet-hours", "22:00"),
        (CASE, "--wait-for-text", "soon"),
        (CASE, "--court", "mad", "--court", "rid"),
        (CASE, "--name", "Not A Slug"),
        (CASE, "--follow", "--no-look"),
        (CASE, "--from", "-"),
    ],
)
def test_a_wrong_use_exits_with_2_and_changes_nothing(house: House, words: tuple[str, ...]) -> None:
    house.docket("watch", *words, exits=2)
    assert house.docket("list").stdout == ""


def test_an_unknown_channel_is_refused(house: House) -> None:
    said = house.docket("watch", CASE, "--channel", "desk", exits=1).stderr
    assert 'no channel is called "desk"' in said
    assert house.docket("list").stdout == ""


def test_unwatch_keeps_what_came_and_asks_no_more(court: Courthouse) -> None:
    court.lists(COMPLAINT)
    court.house.docket("watch", CASE)
    assert "is kept" in court.house.docket("unwatch", CASE).stdout
    assert court.house.lines("list") == []
    assert court.house.lines("sources") == []
    (kept,) = court.house.lines("show", CASE)
    assert kept["watch"] is None
    assert kept["dockets"] == court.house.lines("show", "--court", "mad")


def test_a_muted_watch_sends_nothing_not_even_later(court: Courthouse) -> None:
    court.lists(COMPLAINT)
    court.house.docket("watch", CASE)
    court.house.docket("mute", SLUG)
    assert "(muted)" in court.house.docket("list").stdout
    court.lists(COMPLAINT, NEW_ORDER)
    assert "Order on Motion" not in court.house.docket("poll", "--force").stdout
    court.house.docket("unmute", SLUG)
    assert court.house.docket("poll", "--force").stdout == ""
    assert [change["kind"] for change in court.house.lines("log", "--loud")] == ["entry_added"]


@pytest.mark.parametrize("command", ["unwatch", "mute", "unmute"])
def test_an_unknown_watch_is_an_error(house: House, command: str) -> None:
    assert "`docket list`" in house.docket(command, CASE, exits=1).stderr


@given(st.text(min_size=1, max_size=30), st.sets(st.sampled_from(["mad-x", "mad-x-2", "mad"])))
def test_a_slug_is_free_and_can_be_typed(number: str, taken: set[str]) -> None:
    slug = free_slug(WatchedCase("mad", number), taken.__contains__)
    assert slug not in taken
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
