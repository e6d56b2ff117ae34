"""`docket poll` and `docket run`: what is asked, what is said, how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from commands import lock
from db import config
from db.errors import Busy
from scraper import crawl
from tests.commands.conftest import House
from tests.commands.courthouse import (
    CAPTION,
    CASE,
    COMPLAINT,
    MOTION,
    NEW_ORDER,
    SLUG,
    Courthouse,
    feed,
)
from tests.loopback import Answer, unused_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def watched(court: Courthouse) -> Courthouse:
    court.lists(COMPLAINT)
    court.house.docket("watch", CASE)
    return court


def test_news_is_printed_once_and_then_there_is_silence(watched: Courthouse) -> None:
    watched.lists(COMPLAINT, NEW_ORDER)
    told = watched.house.docket("poll", "--force").stdout
    assert told.count("Order on Motion for TRO (9)") == 2, "in the title and in the text"
    assert f"docket mute {SLUG}" in told
    assert watched.house.docket("poll", "--force").output == ""


def test_without_a_watch_nothing_is_asked_and_nothing_said(court: Courthouse) -> None:
    assert court.house.docket("poll").output == ""
    assert court.house.lines("poll") == []
    assert court.asked == 0


def test_what_is_not_due_is_not_asked_unless_forced(watched: Courthouse) -> None:
    (told,) = watched.house.lines("poll")
    assert (told["outcome"], told["source"], told["court"]) == ("not_due", "pacer_rss:mad", "mad")
    assert watched.asked == 1
    (told,) = watched.house.lines("poll", "--force")
    assert (told["outcome"], told["state"], watched.asked) == ("unchanged", "ok", 2)


def test_force_reads_an_answer_that_seems_unchanged(watched: Courthouse) -> None:
    before = watched.server.next_answer("/rss").body
    watched.answers(Answer(before.replace(b"Complaint", b"Amended Complaint")))
    (told,) = watched.house.lines("poll", "--force")
    assert (told["outcome"], told["changes"]) == ("answered", 1)


def test_with_json_alerts_go_to_stderr(watched: Courthouse) -> None:
    watched.lists(COMPLAINT, NEW_ORDER)
    result = watched.house.docket("poll", "--force", "--json")
    told = json.loads(result.stdout)
    assert (told["outcome"], told["state"], told["error"], told["changes"]) == (
        "answered", "ok", None, 1,
    )  # fmt: skip
    assert told["next_check_at"].endswith("Z")
    assert "Order on Motion for TRO" in result.stderr
    assert watched.house.lines("outbox", "--status", "sent")[0]["status"] == "sent"


def test_a_source_that_fails_makes_3(watched: Courthouse) -> None:
    watched.answers(Answer(status=500))
    result = watched.house.docket("poll", "--force", exits=3)
    assert result.stdout.startswith("mad: ")
    assert "500" in result.stdout
    (told,) = watched.house.lines("poll", "--force", exits=3)
    assert (told["outcome"], told["state"]) == ("failed", "down")
    assert "500" in told["error"]


@pytest.mark.parametrize("scope", ["orders,opinions", "all"])
def test_a_partial_feed_is_no_failure(watched: Courthouse, scope: str) -> None:
    watched.lists(COMPLAINT, scope=scope)
    watched.house.docket("poll", "--force")


def test_a_court_without_a_feed_has_answered(watched: Courthouse) -> None:
    watched.answers(Answer(b""))
    told = watched.house.docket("poll", "--force").stdout
    assert "nothing: the court has no feed" in told
    source = watched.house.lines("sources")[0]
    assert (source["state"], source["every_from"]) == ("not_configured", "no_feed")
    assert "(no feed)" in watched.house.docket("sources").stdout


@pytest.mark.parametrize(
    ("scope", "built_ago", "said"),
    [
        ("all", 0, "mad: nothing new; next check "),
        ("orders,opinions", 0, "mad: nothing new of the types it carries; next check "),
        (None, 0, "mad: nothing can be seen: the court has no feed; next check "),
        ("all", 6, "mad: nothing new, but the feed stands still since "),
    ],
)
def test_nothing_new_is_never_said_of_what_cannot_be_seen(
    watched: Courthouse, scope: str | None, built_ago: float, said: str
) -> None:
    built = datetime.now(UTC) - timedelta(hours=built_ago)
    watched.answers(Answer(b"" if scope is None else feed(built, COMPLAINT, scope=scope)))
    watched.house.docket("poll", "--force")
    assert watched.house.on_a_terminal("poll", "--force", columns=80).startswith(said)


def test_an_item_that_cannot_be_read_is_not_passed_over_in_silence(watched: Courthouse) -> None:
    body = watched.server.next_answer("/rss").body
    broken = b"<item><title>no case</title><pubDate>x</pubDate></item></channel>"
    watched.answers(Answer(body.replace(b"</channel>", broken)))
    shown = watched.house.on_a_terminal("poll", "--force")
    assert "its list has 1 problem (`docket inspect` shows)" in shown
    (told,) = watched.house.lines("poll", "--force")
    assert [(each["code"], each["item"]) for each in told["problems"]] == [("bad_item", 1)]


def test_an_alert_stands_apart_on_a_terminal(watched: Courthouse) -> None:
    watched.lists(COMPLAINT, NEW_ORDER)
    shown = watched.house.on_a_terminal("poll", "--force", columns=60, NO_COLOR="1")
    title = f"{CAPTION} (D. Mass. 25-cv-10676): Order on\nMotion for TRO (9)"
    assert f"\n\n{title}\n\n{CAPTION}\n" in shown
    lines = shown.splitlines()
    assert all(len(line) <= 60 for line in lines if "https://" not in line)
    assert "  https://ecf.mad.uscourts.gov/doc1/095010000012?caseid=282404&de_seq_num=12" in lines


def test_a_channel_that_refuses_makes_3_and_keeps_the_alert(court: Courthouse) -> None:
    court.configure("[channels]", f'desk = "json://127.0.0.1:{unused_port()}/"')
    court.lists(COMPLAINT)
    court.house.docket("watch", CASE, "--channel", "desk")
    court.lists(COMPLAINT, NEW_ORDER)
    result = court.house.docket("poll", "--force", exits=3)
    assert "docket: channel desk:" in result.stderr
    assert court.house.lines("outbox")[0]["status"] == "pending"
    again = court.house.docket("poll", exits=3)
    assert (again.stdout, again.stderr) == ("", "")


def test_a_court_kept_whole_needs_no_watch(court: Courthouse) -> None:
    other = replace(MOTION, docket="1:25-cv-11111", case_id="282999")
    court.configure(court='keep = "all"')
    court.lists(COMPLAINT, other)
    court.house.docket("poll")
    kept = court.house.lines("show", "--court", "mad")
    assert {docket["number"] for docket in kept} == {"1:25-cv-10676", "1:25-cv-11111"}


def test_a_second_poll_exits_with_4_and_says_who_runs(watched: Courthouse) -> None:
    with lock.held(watched.house.folder / "poll.lock"):
        said = watched.house.docket("poll", exits=4).stderr
        assert "another poll is running (process " in said
    watched.house.docket("poll")


def test_a_first_look_waits_for_nobody_for_ever(
    court: Courthouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commands.first_look.PATIENCE", 0.0)
    with lock.held(court.house.folder / "poll.lock"):
        said = court.house.docket("watch", CASE).stderr
    assert "the first look is left to the next one" in said
    court.lists(COMPLAINT)
    assert court.house.docket("poll").stdout == "", "it is a first look all the same"
    assert len(court.house.lines("show", CASE)[0]["dockets"][0]["entries"]) == 1


def test_a_lock_goes_with_its_process(house: House) -> None:
    path = house.folder / "poll.lock"
    code = (
        "import sys; from pathlib import Path; from commands import lock\n"
        f"with lock.held(Path({str(path)!r})): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Busy, match=f"process {holder.pid}"), lock.held(path):
            pass
        holder.kill()
        holder.wait()
        with lock.held(path):
            pass


def test_where_nothing_is_due_no_crawler_is_loaded(watched: Courthouse) -> None:
    code = (
        "import sys, cli\n"
        "sys.argv = ['docket', 'poll']\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "sys.exit(str({'scrapy', 'apprise', 'sqlite_utils'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"DOCKET_HOME": str(watched.house.folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == "set()\n"


def test_what_a_killed_poll_left_unsent_goes_out_with_the_next(watched: Courthouse) -> None:
    """Its answer was kept and nothing is due, but a change was not planned yet."""
    watched.lists(COMPLAINT, NEW_ORDER)
    with watched.house.store() as store:
        told = config.load(config.home(str(watched.house.folder), {}))
        crawl.run(crawl.crawl(store, told, force=True))
    assert "Order on Motion for TRO" in watched.house.docket("poll").stdout


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_run_polls_and_ends_in_order_in_the_middle_of_a_request(
    court: Courthouse, number: signal.Signals
) -> None:
    court.configure(court='every = "1s"')
    court.house.docket("watch", CASE, "--no-look")
    court.lists(COMPLAINT, NEW_ORDER)
    first = court.server.next_answer("/rss")
    court.answers(first, Answer(delay=60))
    with court.start("run") as running:
        assert_soon(lambda: court.asked == 2)
        running.send_signal(number)
        told, complaints = running.communicate(timeout=20)
        assert (running.returncode, complaints) == (0, "")
    assert "Order on Motion for TRO (9)" in told
    court.house.docket("doctor")


def test_a_poll_that_is_told_to_stop_says_so_by_its_code(watched: Courthouse) -> None:
    watched.answers(Answer(delay=60))
    with watched.start("poll", "--force") as running:
        assert_soon(lambda: watched.asked == 2)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=20) == 130
    assert watched.house.lines("sources")[0]["state"] == "ok", "nothing was learned, nothing lost"


def test_follow_stays_and_prints_what_comes(court: Courthouse) -> None:
    court.configure("[channels]", f'desk = "json://{court.server.url("/desk")[7:]}"',
                    court='every = "1s"')  # fmt: skip
    court.lists(COMPLAINT)
    first = court.server.next_answer("/rss")
    court.lists(COMPLAINT, NEW_ORDER)
    second = court.server.next_answer("/rss")
    court.answers(first, second, Answer(delay=60))
    with court.start("watch", CASE, "--follow", "--channel", "desk") as running:
        assert_soon(lambda: court.asked == 3)
        running.send_signal(signal.SIGTERM)
        told, _ = running.communicate(timeout=20)
        assert running.returncode == 0
    assert "entry added  Order on Motion for TRO (9)" in told


def assert_soon(is_so: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for another process, a moment at a time."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.05)):
        if is_so():
            return
        pause.wait(0.05)
    raise AssertionError("it did not come to that")
