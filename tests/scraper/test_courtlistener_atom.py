"""CourtListener's Atom feed of a docket, from the server into the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from db.config import CourtListener
from db.models import Change, ChangeKind, SourceState, Watch, WatchedCase
from tests.loopback import Answer, Loopback
from tests.parsers.test_courtlistener_atom import TITLE, entry, feed
from tests.scraper.desk import Desk, Opens

FEED = "/docket/7/feed/"
ID = "courtlistener_atom:mad:1:25-cv-00001"


@dataclass
class Reader:
    """Somebody who watches one case by its feed at the service, and by nothing else."""

    desk: Desk
    service: Loopback

    def hears(self, body: bytes) -> Sequence[Change]:
        """What is news after the next answer."""
        self.service.says(FEED, Answer(body, headers={"Last-Modified": "Fri, 23 May 2025"}))
        outcome = self.desk.round(only={ID}, force=True)[ID.partition(":")[2]]
        return [change for change in outcome.changes if not change.quiet]


@pytest.fixture
def reader(court: Loopback, open_desk: Opens) -> Reader:
    desk = open_desk()
    service = CourtListener(base_url=court.url(""), delay=0.0, atom=True)
    desk.config = replace(desk.config, courtlistener=service)
    case = WatchedCase("mad", "1:25-cv-00001", courtlistener_id="7")
    desk.store.watches.add(Watch("example", (case,)), desk.now)
    desk.store.sources.sync(desk.config, desk.now)
    return Reader(desk, court)


def kinds(changes: Sequence[Change]) -> list[ChangeKind]:
    return [change.kind for change in changes]


def test_a_first_look_is_quiet_and_a_new_entry_is_one_change(reader: Reader) -> None:
    assert reader.hears(feed(entry(2), entry(1))) == []
    (change,) = reader.hears(feed(entry(3), entry(2), entry(1)))
    assert (change.kind, change.entry and change.entry.number) == (ChangeKind.ENTRY_ADDED, 3)
    (docket,) = reader.desk.store.dockets.of_court("mad")
    assert [each.number for each in docket.entries] == [1, 2, 3]
    assert (docket.courtlistener_id, docket.caption) == ("7", "Example v. Sample Agency")


def test_the_user_allowed_what_robots_txt_forbids(reader: Reader) -> None:
    reader.service.says("/robots.txt", Answer(b"User-agent: *\nDisallow: /"))
    reader.hears(feed(entry(1)))
    assert reader.desk.store.sources.get(ID).state is SourceState.OK
    assert reader.service.asked("/robots.txt") == []


def test_a_reworded_text_is_found_though_nothing_else_changed(reader: Reader) -> None:
    reader.hears(feed(entry(1, "ORDER granting 5 Motion to Seal.")))
    (change,) = reader.hears(feed(entry(1, "ORDER denying 5 Motion to Seal.")))
    assert (change.kind, change.field) == (ChangeKind.ENTRY_EDITED, "text")
    assert all(asked.headers["If-Modified-Since"] is None for asked in reader.service.asked(FEED))


def test_a_text_in_the_place_of_a_name_is_no_news(reader: Reader) -> None:
    reader.hears(feed(entry(1, "Order on Motion to Seal")))
    assert reader.hears(feed(entry(1, "ORDER granting 5 Motion to Seal."))) == []
    (docket,) = reader.desk.store.dockets.of_court("mad")
    (kept,) = docket.entries
    assert kept.text == "ORDER granting 5 Motion to Seal."


def test_a_free_copy_is_news(reader: Reader) -> None:
    reader.hears(feed(entry(1)))
    copy = "https://storage.courtlistener.com/recap/gov.uscourts.mad.5/gov.uscourts.mad.5.1.0.pdf"
    assert kinds(reader.hears(feed(entry(1, link=copy)))) == [ChangeKind.DOCUMENT_FREE]


def test_a_new_slug_is_no_news(reader: Reader) -> None:
    reader.hears(feed(entry(1)))
    assert reader.hears(feed(entry(1, slug="another"))) == []


def test_entries_that_leave_the_list_are_not_missed(reader: Reader) -> None:
    reader.hears(feed(entry(2), entry(1)))
    assert reader.hears(feed(entry(2))) == []
    assert reader.hears(feed(entry(2), entry(1))) == []


def test_a_burst_may_have_lost_some(reader: Reader) -> None:
    reader.hears(feed(*map(entry, range(1, 31))))
    found = kinds(reader.hears(feed(*map(entry, range(41, 71)))))
    assert found.count(ChangeKind.ENTRY_ADDED) == 30
    assert found.count(ChangeKind.GAP_SUSPECTED) == 1


def test_the_feed_of_another_case_is_never_kept(reader: Reader) -> None:
    title = TITLE.replace("00001", "00002")
    reader.hears(feed(entry(1, title=title), title=title))
    assert list(reader.desk.store.dockets.of_court("mad")) == []
    assert "another docket" in (reader.desk.store.sources.get(ID).error or "")


def test_an_unknown_docket_is_told_as_such(reader: Reader) -> None:
    reader.service.says(FEED, Answer(status=404))
    outcome = reader.desk.round(only={ID}, force=True)[ID.partition(":")[2]]
    assert "knows no docket" in (outcome.error or "")


def test_a_second_watch_of_the_case_brings_nothing_old_back(reader: Reader) -> None:
    reader.hears(feed(entry(2), entry(1)))
    case = WatchedCase("mad", "1:25-cv-00001", courtlistener_id="7")
    reader.desk.store.watches.add(Watch("another", (case,)), reader.desk.now)
    reader.desk.store.sources.forget_answers("mad", "1:25-cv-00001")
    assert reader.hears(feed(entry(2), entry(1))) == []
    assert kinds(reader.hears(feed(entry(3), entry(2), entry(1)))) == [ChangeKind.ENTRY_ADDED]
