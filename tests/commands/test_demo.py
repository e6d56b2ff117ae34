"""`docket demo` as a newcomer sees it, and what becomes of it where a feed says something else."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import as_file, files
from pathlib import Path

import pytest

import cli
from commands import home
from commands.demo import stage, story
from commands.demo.stage import OffScript

# Notes every address that the process dials or looks up, wherever in a library that may be.
WITNESSED = """
import os, sys

DIALLED = ("socket.connect", "socket.sendto")
LOOKED_UP = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")

def note(event, told):
    if event in DIALLED or event in LOOKED_UP:
        address = told[1] if event in DIALLED else told
        with open(os.environ["WITNESS"], "a") as file:
            print(address[0] if isinstance(address, tuple) else address, file=file)

sys.addaudithook(note)
sys.argv = ["docket", "demo"]
import cli
cli.main()
"""


@dataclass(frozen=True)
class Shown:
    """A demo that was run in a process of its own."""

    exit_code: int
    text: str
    complaints: str
    seconds: float
    addresses: frozenset[str]
    left_behind: tuple[str, ...]

    def between(self, start: str, end: str) -> str:
        return self.text.partition(start)[2].partition(end)[0]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    folder, witness = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("witness") / "seen"
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "WITNESS": str(witness),
        "http_proxy": "http://192.0.2.1:3128",
    }
    began = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-c", WITNESSED],
        env=env,
        cwd=Path(cli.__file__).parent,
        capture_output=True,
        text=True,
    )
    seconds = time.monotonic() - began
    return Shown(
        run.returncode,
        run.stdout,
        run.stderr,
        seconds,
        frozenset(witness.read_text().split()),
        tuple(str(each.relative_to(folder)) for each in folder.rglob("*")),
    )


def test_the_demo_ends_well_in_less_than_thirty_seconds(shown: Shown) -> None:
    unseen, blind_spot = shown.complaints.splitlines()  # what the closing `docket show` notes
    assert unseen == "Nothing of ca1 25-1393 has been seen yet."
    assert blind_spot.startswith("Not seen: 1st Cir. publishes no feed")
    assert shown.exit_code == 0
    assert shown.seconds < 30


def test_nobody_but_loopback_is_asked_even_behind_a_proxy(shown: Shown) -> None:
    assert shown.addresses == {"127.0.0.1"}


def test_nothing_is_left_behind(shown: Shown) -> None:
    assert shown.left_behind == ()


@pytest.mark.parametrize(
    "line",
    [
        "$ docket link dvd 24A1153",
        "- Order: granted. Answers the plaintiffs' motion 104.",
        "  Status report due Wednesday 28 May (within five days; computed by Fed. R. Civ. P. 6(a),"
        " verify).",
        "- Order: denied.",
        "  Memorandum & Order; Order on Motion for Reconsideration",
        "- Status report due tomorrow, Wednesday 28 May (within five days; computed by Fed. R. Civ."
        " P. 6(a), verify).",
        "- Status report due today, Wednesday 28 May (within five days; computed by Fed. R. Civ. P."
        " 6(a), verify).",
        "- Status Report",
        "  Meets the deadline of 28 May that order 132 set.",
        "  Reported by Sample Herald.",
        "- The press reports an order that is not on the docket yet.",
        "  This is a report of the press, not of the court.",
        "  On the docket 41 minutes after Sample Herald reported it.",
        "- In the press.",
        "- Response to application filed.",
        "  Application (24A1153) granted. Justice Sotomayor, with whom Justice Kagan and Justice"
        " Jackson join, dissenting. (Detached Opinion)",
        "# O.C.G. is back in the United States. No entry of that day could be verified in",
        "# The true story goes on: the Supreme Court grants the stay.",
        "Watching example",
        "  before: Order on Motion to Compel",
        "  now: Order Setting Hearing on Motion",
        "- The court sealed entry 18.",
        "- The feed of D. Vt. has not answered since Thursday 5 June, 11:50 AM EDT.",
        "- Order (19)",
        "  Motion hearing set for Thursday 12 June, 10:00 AM, Courtroom 2.",
        "- The feed of D. Vt. answers again.",
        "- Motion hearing moved from Thursday 12 June to Wednesday 18 June, 2:00 PM, Courtroom 2.",
        "- Response to 12 Motion to Compel due Monday 9 June (by Sample Agency).",
        "- Response to 12 Motion to Compel due today, Monday 9 June (by Sample Agency).",
        "- Missed: response to 12 Motion to Compel, due yesterday, Monday 9 June; nothing matching"
        " was filed.",
        'docket watch "mad 1:25-cv-10676"     # follow a case of any federal court',
    ],
)
def test_each_beat_of_the_story_is_told_once(shown: Shown, line: str) -> None:
    assert shown.text.splitlines().count(line) == 1


def test_the_first_look_shows_what_stands_there_and_sends_nothing(shown: Shown) -> None:
    first_look = shown.between("Watching dvd", "Friday 23 May")
    assert re.search(r"  118 .*  Memorandum & Order: Judge", first_look)
    assert re.search(r"  119 .*  Order: Judge", first_look)
    assert "docket message" not in first_look


def test_the_blind_spots_are_said(shown: Shown) -> None:
    card = " ".join(shown.between("Watching dvd", "D.V.D. v.").split())
    assert "1st Cir. publishes no feed: its opinions appear on govinfo, days late" in card
    assert "The feed of D. Mass. carries only some types of entries" in card


def test_the_closing_timeline_has_the_stories_under_their_filings(shown: Shown) -> None:
    rows = shown.between("$ docket show dvd", "# That was all").splitlines()
    told = {
        title: next(place for place, row in enumerate(rows) if f"“{title}”" in row)
        for title in (
            "Judge orders government to bring back man deported to Mexico",
            "Judge refuses to reconsider orders on men held in Djibouti",
            "Man deported to Mexico despite his fears is back in the United States",
        )
    }
    order, denial, back = told.values()
    assert "motion 104 is GRANTED" in rows[order - 1]
    assert "for a stay are DENIED" in rows[denial - 1]
    assert rows[back].startswith("2025-06-04 18:20 EDT  D. Mass.")


def test_sealed_words_are_not_told_again(shown: Shown) -> None:
    since = shown.between("# A declaration is sealed", "$ docket show dvd")
    assert since
    assert "Declaration" not in since


def test_one_failure_is_a_hiccup_and_alerts_nobody(shown: Shown) -> None:
    hiccup = shown.between("12:50 PM EDT", "1:50 PM EDT")
    assert "503 Service Unavailable" in hiccup
    assert "docket message" not in hiccup


def test_people_that_nobody_watches_are_never_told(shown: Shown) -> None:
    with as_file(files("commands.demo") / "feeds" / "mad") as folder:
        feed = "".join(each.read_text() for each in folder.iterdir())
    assert "Specimen v. Placeholder" in feed
    assert "Placeholder" not in shown.text


def test_every_line_of_the_demos_own_fits_80_columns(shown: Shown) -> None:
    own = [line for line in shown.text.splitlines() if line.startswith(("#", "$")) or "──" in line]
    assert own
    assert max(map(len, own)) <= 80


def test_ctrl_c_ends_it_and_leaves_nothing_behind(tmp_path: Path) -> None:
    heard = "import signal, cli; signal.signal(signal.SIGINT, signal.default_int_handler)"
    demo = subprocess.Popen(
        [sys.executable, "-u", "-c", f"{heard}; cli.docket(['demo'])"],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TMPDIR": str(tmp_path)},
        cwd=Path(cli.__file__).parent,
        stdout=subprocess.PIPE,
        text=True,
    )
    with demo:
        assert demo.stdout is not None
        next(line for line in demo.stdout if line == "$ docket poll\n")
        assert any(tmp_path.iterdir())
        demo.send_signal(signal.SIGINT)
        demo.stdout.read()
    assert demo.returncode == 130
    assert not any(tmp_path.iterdir())


# What a changed feed changes.

D_MASS = "mad/2025-05-21T0044Z.xml"
LINK = "(&#x3C;a href=&#x22;https://ecf.mad.uscourts.gov/doc1/095000000132"


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    """The demo's feeds, to be written in."""
    with as_file(files("commands.demo") / "feeds") as folder:
        return Path(shutil.copytree(folder, tmp_path / "feeds"))


def change_byte(file: Path, before: str, after: str) -> None:
    text = file.read_text()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    assert text.count(before) == 1
    file.write_text(text.replace(before, after))


def test_an_unchanged_feed_alerts_as_the_story_says(
    feeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.play(cli.docket, feeds, story.BEATS[:3])
    assert "  Memorandum & Order (132)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("before", "after", "alert"),
    [
        pytest.param(
            f"[Memorandum &#x26; Order] {LINK}",
            f"[Memorandum &#x26; Older] {LINK}",
            "  Memorandum & Older (132)",
            id="label",
        ),
        pytest.param("18:52:00", "18:53:00", "entered Friday 23 May, 2:53 PM EDT", id="time"),
    ],
)
def test_one_byte_of_a_feed_changes_the_alert(
    feeds: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, alert: str
) -> None:
    change_byte(feeds / D_MASS, before, after)
    stage.play(cli.docket, feeds, story.BEATS[:3])
    told = capsys.readouterr().out
    assert alert in told
    assert "- Order: granted. Answers the plaintiffs' motion 104." in told


def test_another_number_in_the_feed_is_another_filing(feeds: Path) -> None:
    change_byte(feeds / D_MASS, ";132&#x3C;", ";133&#x3C;")
    with pytest.raises(OffScript, match="told entry_added, entry_added, not entry_added"):
        stage.play(cli.docket, feeds, story.BEATS[:3])


def test_another_period_in_a_text_is_another_day_due(
    feeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = feeds / "dvd" / "2025-05-23T1944Z.xml"
    order.write_text(order.read_text().replace("within five days", "within 21 days"))
    stage.play(cli.docket, feeds, story.BEATS[:3])
    assert "Status report due Friday 13 June (within 21 days" in capsys.readouterr().out


def test_the_demo_fails_where_an_alert_does_not_come(feeds: Path) -> None:
    change_byte(feeds / D_MASS, "Fri, 23 May 2025 18:52", "Fri, 23 May 2035 18:52")
    (feeds / "dvd" / "2025-05-23T1944Z.xml").unlink()
    with pytest.raises(OffScript, match="23 May: docket told article_linked, not entry_added"):
        stage.play(cli.docket, feeds, story.BEATS[:3])


def test_the_demo_fails_where_an_alert_comes_unasked(feeds: Path) -> None:
    change_byte(feeds / D_MASS, "Fri, 23 May 2025 18:52", "Fri, 23 May 2025 08:52")
    with pytest.raises(OffScript, match="nothing to say, but said"):
        stage.play(cli.docket, feeds, story.BEATS[:3])


def test_afterwards_the_clock_is_the_worlds_again(feeds: Path) -> None:
    before, proxies = home.now(), os.environ.get("no_proxy")
    stage.play(cli.docket, feeds, story.BEATS[:1])
    assert before < home.now() < before + timedelta(minutes=1)
    assert os.environ.get("no_proxy") == proxies
