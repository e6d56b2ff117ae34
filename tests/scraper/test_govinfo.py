"""govinfo's feed of a court's opinions, from the server into the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from db.config import Govinfo
from db.models import Change, ChangeKind, SourceState, Watch, WatchedCase
from scraper.crawl import Outcome
from tests.loopback import Answer, Loopback
from tests.parsers.test_govinfo import feed, item
from tests.scraper.desk import Desk, Opens

FEED = "/rss/uscourts-mdd.xml"
ID = "govinfo:mdd"


@dataclass
class Reader:
    """Somebody who watches a case of a court without a feed."""

    desk: Desk
    office: Loopback

    def asks(self, answer: Answer) -> Outcome:
        self.office.says(FEED, answer)
        return self.desk.round(only={ID}, force=True)["mdd"]

    def hears(self, *items: bytes) -> Sequence[Change]:
        """What of the case is news after the next answer."""
        changes = self.asks(Answer(feed(*items))).changes
        return [change for change in changes if change.docket is not None and not change.quiet]


@pytest.fixture
def reader(court: Loopback, open_desk: Opens) -> Reader:
    desk = open_desk()
    desk.config = replace(desk.config, govinfo=Govinfo(court.url(""), delay=0.0))
    desk.store.watches.add(Watch("example", (WatchedCase("mdd", "1:25-cv-00001"),)), desk.now)
    desk.store.sources.sync(desk.config, desk.now)
    return Reader(desk, court)


def kinds(changes: Sequence[Change]) -> list[ChangeKind]:
    return [change.kind for change in changes]


def test_a_first_look_is_quiet_and_a_new_opinion_is_one_change(reader: Reader) -> None:
    assert reader.hears(item(1, 0), item(2)) == []
    (change,) = reader.hears(item(1, 1), item(1, 0), item(2))
    assert (change.kind, change.entry and change.entry.labels) == (
        ChangeKind.ENTRY_ADDED,
        ("Opinion",),
    )
    (docket,) = reader.desk.store.dockets.of_court("mdd")
    urls = [document.free_url for entry in docket.entries for document in entry.documents]
    package = reader.office.url("/content/pkg/USCOURTS-mdd-1_25-cv-00001/pdf")
    assert sorted(url or "" for url in urls) == [
        f"{package}/USCOURTS-mdd-1_25-cv-00001-{place}.pdf" for place in (0, 1)
    ]


def test_what_nobody_watches_is_not_kept(reader: Reader) -> None:
    reader.hears(item(1), item(2))
    assert [docket.number for docket in reader.desk.store.dockets.of_court("mdd")] == [
        "1:25-cv-00001"
    ]


def test_a_good_answer_is_partial_and_says_what_it_carries(reader: Reader) -> None:
    reader.hears(item(1))
    source = reader.desk.store.sources.get(ID)
    assert (source.state, source.scope) == (
        SourceState.PARTIAL,
        "opinions only, days to weeks late",
    )


@pytest.mark.parametrize(
    "answer", [Answer(b"<html>Page Not Found</html>"), Answer(b"Not Found", status=404)]
)
def test_a_court_that_it_does_not_carry_is_asked_again_after_a_day(
    reader: Reader, answer: Answer
) -> None:
    outcome = reader.asks(answer)
    assert (outcome.state, outcome.error) == (SourceState.NOT_CONFIGURED, None)
    assert "does not carry" in outcome.problems[0].message
    source = reader.desk.store.sources.get(ID)
    assert source.next_check_at is not None
    assert source.checked_at is not None
    assert (source.next_check_at - source.checked_at).total_seconds() == 24 * 3600


def test_a_late_watch_looks_at_the_whole_list_quietly(reader: Reader) -> None:
    reader.hears(item(1), item(2))
    desk = reader.desk
    desk.store.watches.add(Watch("another", (WatchedCase("mdd", "1:25-cv-00002"),)), desk.now)
    desk.store.sources.forget_answers("mdd", "1:25-cv-00002")
    assert reader.hears(item(1), item(2)) == []
    assert len(list(desk.store.dockets.of_court("mdd"))) == 2
    assert kinds(reader.hears(item(2, 1), item(1), item(2))) == [ChangeKind.ENTRY_ADDED]


def test_opinions_that_leave_the_list_are_not_missed(reader: Reader) -> None:
    reader.hears(item(1), item(2))
    reader.desk.store.sources.forget_answers("mdd", "1:25-cv-00001")
    assert reader.hears(item(2)) == []
    assert reader.hears(item(2), item(1)) == []


def test_robots_txt_is_obeyed(reader: Reader) -> None:
    reader.office.says("/robots.txt", Answer(b"User-agent: *\nDisallow: /rss/"))
    assert "robots.txt forbids" in (reader.asks(Answer(feed())).error or "")
