"""The sign of life: after which rounds it comes, and that it fails in no round."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.courthouse import CASE, COMPLAINT, NEW_ORDER, Courthouse
from tests.commands.test_polling import assert_soon
from tests.loopback import Answer

ROOT = Path(__file__).resolve().parents[2]
SECRET = "/ping/5f8c0c1e"


@pytest.fixture
def watched(court: Courthouse) -> Courthouse:
    court.configure("[heartbeat]", f'url = "{court.server.url(SECRET)}"', court='every = "1s"')
    court.server.says(SECRET, Answer(b"OK"))
    court.lists(COMPLAINT)
    court.house.docket("watch", CASE)
    return court


def beats(court: Courthouse) -> int:
    return len(court.server.asked(SECRET))


def test_a_first_look_is_no_round(watched: Courthouse) -> None:
    assert beats(watched) == 0


def test_a_poll_beats_once_all_answered(watched: Courthouse) -> None:
    assert watched.house.docket("poll", "--force").output == ""
    assert beats(watched) == 1


def test_a_poll_does_not_beat_while_a_source_fails(watched: Courthouse) -> None:
    watched.answers(Answer(status=500))
    watched.house.docket("poll", "--force", exits=3)
    assert beats(watched) == 0


def test_a_poll_does_not_beat_while_something_is_undelivered(watched: Courthouse) -> None:
    watched.configure(
        "[heartbeat]",
        f'url = "{watched.server.url(SECRET)}"',
        "[channels]",
        f'desk = "json://{watched.server.url("/nobody")[7:]}"',
    )
    watched.house.docket("watch", CASE, "--channel", "desk")
    watched.lists(COMPLAINT, NEW_ORDER)
    watched.house.docket("poll", "--force", exits=3)
    watched.house.docket("poll", exits=3)
    assert beats(watched) == 0


def test_where_nothing_is_due_it_beats_without_a_crawler(watched: Courthouse) -> None:
    watched.configure("[heartbeat]", f'url = "{watched.server.url(SECRET)}"', court='every = "1d"')
    watched.house.docket("poll", "--force")
    asked = watched.asked
    code = (
        "import sys, cli\n"
        "sys.argv = ['docket', 'poll']\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "sys.exit(str({'scrapy', 'twisted', 'apprise'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"DOCKET_HOME": str(watched.house.folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == "set()\n"
    assert (beats(watched), watched.asked) == (2, asked)


def test_a_beat_that_fails_is_a_note_that_keeps_the_secret(watched: Courthouse) -> None:
    watched.server.says(SECRET, Answer(status=404))
    result = watched.house.docket("poll", "--force", "--verbose")
    assert "heartbeat: it answered 404; the round itself was good" in result.stderr
    assert "5f8c0c1e" not in result.output


def test_a_process_that_stays_beats_at_most_once_a_minute(watched: Courthouse) -> None:
    before = watched.asked
    with watched.start("run") as running:
        assert_soon(lambda: watched.asked >= before + 3)
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=20)
    assert beats(watched) == 1
