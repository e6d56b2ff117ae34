"""What goes wrong with a round itself, and how a process of many rounds ends."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import StoreError
from db.models import Snapshot, Source, SourceKind, SourceState
from db.store import Store
from scraper import crawl
from scraper.spiders.pacer_rss import PacerRssSpider
from tests.loopback import Answer, Loopback
from tests.scraper.desk import Opens, feed

ROOT = Path(__file__).resolve().parents[2]
RSS = "/cgi-bin/rss_outside.pl"


class Stumbling(PacerRssSpider):
    """A reader with a mistake that shows on one court's answers."""

    def read(self, body: bytes, source: Source) -> Snapshot:
        if source.court_id == "rid":
            raise KeyError("a shape that nobody has seen")
        return super().read(body, source)


def test_a_reader_that_fails_costs_no_other_source_its_answer(
    court: Loopback, open_desk: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(crawl.SPIDERS, SourceKind.PACER_RSS, Stumbling)
    court.says(RSS, Answer(feed()))
    outcomes = open_desk(mad=court.url(RSS), rid=court.url(RSS)).round()
    assert outcomes["mad"].state is SourceState.OK
    assert outcomes["rid"].problems[0].code == "unreadable"


def test_a_full_disk_ends_the_round_with_an_error_that_says_so(
    court: Loopback, open_desk: Opens
) -> None:
    court.says(RSS, Answer(feed(entries=2000)))
    desk = open_desk(mad=court.url(RSS), rid=court.url(RSS))
    connection = desk.store._connection
    pages = connection.execute("pragma page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {pages + 2}")
    with pytest.raises(StoreError, match="free some disk space"):
        desk.round()
    connection.execute("pragma max_page_count = 1000000")
    assert {each.state for each in desk.round().values()} == {SourceState.OK}


def test_a_failing_listener_is_heard_of(court: Loopback, open_desk: Opens) -> None:
    court.says(RSS, Answer(feed()))
    desk = open_desk(mad=court.url(RSS))
    desk.told = None  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        desk.round()


def test_a_process_can_hold_many_runs() -> None:
    async def three() -> int:
        await asyncio.sleep(0)
        return 3

    assert [crawl.run(three()) for _ in range(3)] == [3, 3, 3]


def test_an_error_comes_out_of_a_run() -> None:
    async def fails() -> None:
        raise StoreError("no")

    with pytest.raises(StoreError):
        crawl.run(fails())


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_run_in_order(told: signal.Signals) -> None:
    ended: list[str] = []

    async def stay() -> None:
        asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), told)
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("in order")

    assert crawl.run(stay()) is None
    assert ended == ["in order"]


STAY = """
import asyncio, sys
from db import config
from db.store import Store
from scraper.crawl import SPIDERS, crawl, run
told = config.load(config.home(sys.argv[1], {}))
with Store.open(told.home.store_path) as store:
    assert run(crawl(store, told)) is None
sys.stdout.write("ended in order")
"""


def home(tmp_path: Path, url: str) -> Path:
    (tmp_path / "config.toml").write_text(
        f'[courts.mad]\nfeed_url = "{url}"\ndelay = 0.0\nkeep = "all"\n'
    )
    return tmp_path


def scrapy(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=ROOT,
        env={**os.environ, "DOCKET_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )


def test_scrapy_lists_the_kinds_of_sources(tmp_path: Path) -> None:
    assert scrapy("list", home=tmp_path).stdout.split() == sorted(
        str(kind) for kind in crawl.SPIDERS
    )


def test_scrapy_crawls_what_the_home_says(court: Loopback, tmp_path: Path) -> None:
    court.says(RSS, Answer(feed(entries=4)))
    run = scrapy("crawl", "pacer_rss", home=home(tmp_path, court.url(RSS)))
    assert (run.stdout, run.stderr) == ("", "")
    with Store.open(tmp_path / "docket.db") as store:
        assert sum(len(docket.entries) for docket in store.dockets.of_court("mad")) == 4
    assert len(court.asked(RSS)) == 1


def test_scrapy_too_dials_only_what_it_may(
    court: Loopback, other: Loopback, tmp_path: Path
) -> None:
    court.says(RSS, Answer(status=302, headers={"Location": other.url("/secret", "localhost")}))
    scrapy("crawl", "pacer_rss", home=home(tmp_path, court.url(RSS)))
    assert other.requests == []
    with Store.open(tmp_path / "docket.db") as store:
        assert "localhost" in (store.sources.get("pacer_rss:mad").error or "")


def test_a_signal_ends_a_round_that_waits_for_a_court(court: Loopback, tmp_path: Path) -> None:
    court.says(RSS, Answer(feed(), delay=60))
    scrapy("crawl", "pacer_rss", "-s", "DOWNLOAD_TIMEOUT=1", home=home(tmp_path, court.url(RSS)))
    with Store.open(tmp_path / "docket.db") as store:
        store.sources.forget_answers("mad", "1:25-cv-10676")
        before = store.sources.get("pacer_rss:mad")
    asked = len(court.asked(RSS))
    process = subprocess.Popen(
        [sys.executable, "-c", STAY, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while len(court.asked(RSS)) == asked:
        court.waits(0.01)
    process.terminate()
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "ended in order", "")
    with Store.open(tmp_path / "docket.db") as store:
        assert store.sources.get("pacer_rss:mad") == before


def test_a_scrapy_project_in_the_readers_folder_changes_nothing(
    court: Loopback, open_desk: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = foreign.settings\n")
    monkeypatch.chdir(tmp_path)
    court.says(RSS, Answer(feed()))
    assert open_desk(mad=court.url(RSS)).round()["mad"].state is SourceState.OK
