"""What else can befall a store: two polls at once, a full disk, no right to write, a newer store.

Each ends in words that say what to do, and costs nothing that was kept.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from db.migrations import migrate
from db.models import EntryKind, Snapshot, SourceState
from db.store import Store
from tests.commands.conftest import House
from tests.commands.courthouse import CASE, COMPLAINT, NEW_ORDER, Courthouse, Filing
from tests.db.conftest import SOURCE, need_source, watch
from tests.db.test_due import FRIDAY, REPORT, Clerk
from tests.loopback import Answer, Loopback

ROOT = Path(__file__).resolve().parents[1]
DOCKET = "import cli; cli.main()"
ALERT = "Order on Motion for TRO (9)"
MANY = [Filing("Notice", seq, minutes=-1, number=seq) for seq in range(100, 400)]


@pytest.fixture
def watched(tmp_path: Path, court: Loopback) -> Courthouse:
    """A case that has had its first look; since then there is news."""
    courthouse = Courthouse(House(tmp_path / "home"), court)
    courthouse.configure()
    courthouse.lists(COMPLAINT)
    courthouse.house.docket("watch", CASE)
    courthouse.lists(COMPLAINT, NEW_ORDER)
    return courthouse


def is_sound(house: House) -> bool:
    with closing(sqlite3.connect(house.path)) as base:
        return base.execute("pragma integrity_check").fetchall() == [("ok",)]


def run(house: House, before: str, *words: str) -> subprocess.CompletedProcess[str]:
    """The real program, after a line of Python that makes its life harder."""
    return subprocess.run(
        [sys.executable, "-c", f"{before}\n{DOCKET}", *words],
        cwd=ROOT,
        env=os.environ | {"DOCKET_HOME": str(house.folder)},
        capture_output=True,
        text=True,
    )


def test_of_two_polls_at_once_one_works_and_the_other_says_so(watched: Courthouse) -> None:
    asked, may_answer = threading.Event(), threading.Event()

    def held() -> Iterator[bytes]:
        asked.set()
        may_answer.wait(30)
        yield body

    body = watched.server.next_answer("/rss").body
    watched.answers(Answer(stream=held))
    with watched.start("poll", "--force") as first:
        assert asked.wait(30)
        said = watched.house.docket("poll", "--force", exits=4)
        may_answer.set()
        told, _ = first.communicate()
    assert f"another poll is running (process {first.pid}, for " in said.stderr
    assert said.stdout == ""
    assert (first.returncode, told.count(ALERT)) == (0, 2), "in its title and in its text"
    assert is_sound(watched.house)


def test_however_many_polls_begin_at_once_news_is_told_once(watched: Courthouse) -> None:
    polls = [watched.start("poll", "--force") for _ in range(3)]
    told = [poll.communicate()[0] for poll in polls]
    assert {poll.returncode for poll in polls} <= {0, 4}
    assert "".join(told).count(ALERT) == 2
    assert is_sound(watched.house)


# Room for so many bytes in any file: the store cannot grow, as where a quota is used up.
@pytest.mark.parametrize("room", [64 * 1024, 256 * 1024])
def test_a_write_that_fails_half_way_leaves_the_store_as_it_was(
    watched: Courthouse, room: int
) -> None:
    watched.lists(COMPLAINT, NEW_ORDER, *MANY)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))"
    ended = run(watched.house, limit, "poll", "--force")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"docket: {watched.house.path}: disk I/O error; the disk may be")
    assert ended.stderr.count("\n") == 1
    assert is_sound(watched.house)
    assert ALERT in watched.house.docket("poll", "--force").stdout


# On a disk of its own, filled but for some bytes; then there is room again, and we take the store.
ON_A_FULL_DISK = """
disk=$1 home=$2 room=$3; shift 3
mount -t tmpfs -o size=1m docket "$disk" || exit 77
cp "$home"/* "$disk"
cat /dev/zero 2> /dev/null > "$disk/filler"
truncate -s "-$room" "$disk/filler"
"$@"
status=$?
rm "$disk/filler"
cp "$disk"/docket.db* "$home"
exit $status
"""
CANNOT_MOUNT = 77


@pytest.mark.parametrize(
    ("room", "complaint"),
    [
        ("0", "poll.lock: No space left on device"),
        ("128K", "docket.db: database or disk is full"),
    ],
)
def test_a_full_disk_is_named_and_costs_nothing(
    watched: Courthouse, tmp_path: Path, room: str, complaint: str
) -> None:
    watched.lists(COMPLAINT, NEW_ORDER, *MANY)
    disk = tmp_path / "disk"
    disk.mkdir()
    alone = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"])]
    script = ["sh", "-c", ON_A_FULL_DISK, "sh", str(disk), str(watched.house.folder), room]
    poll = [sys.executable, "-c", DOCKET, "poll", "--force", "--home", str(disk)]
    try:
        ended = subprocess.run([*alone, *script, *poll], cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("only Linux has `unshare`")
    if ended.returncode == CANNOT_MOUNT or "unshare" in ended.stderr:
        pytest.skip("no right to mount a disk")
    advice = "free some disk space; nothing that was kept is lost"
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"docket: {disk}/{complaint}; {advice}\n"
    assert is_sound(watched.house)
    assert ALERT in watched.house.docket("poll", "--force").stdout


# Root may write everywhere: give up just that (CAP_DAC_OVERRIDE) before the real program starts.
AS_ANYBODY = """
import ctypes, os, sys
if os.geteuid() == 0:
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-c", "import cli; cli.main()", *sys.argv[1:]])
"""


@pytest.mark.parametrize("path", ["", "docket.db", "poll.lock"])
def test_where_nothing_may_be_written_poll_says_so(watched: Courthouse, path: str) -> None:
    before, place = watched.house.path.read_bytes(), watched.house.folder / path
    asked, mode = watched.asked, place.stat().st_mode
    place.chmod(0o500)
    try:
        ended = run(watched.house, AS_ANYBODY, "poll", "--force")
    finally:
        place.chmod(mode)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"docket: {watched.house.folder}/")
    assert ended.stderr.endswith("; make the file and its folder writable for this user\n")
    assert (watched.house.path.read_bytes(), watched.asked) == (before, asked)
    assert ALERT in watched.house.docket("poll", "--force").stdout


def test_what_may_only_be_read_can_be_read(watched: Courthouse) -> None:
    watched.house.path.chmod(0o400)
    told = run(watched.house, AS_ANYBODY, "log", "--json")
    assert (told.returncode, told.stderr) == (0, "")
    assert "entry_added" in told.stdout


@pytest.mark.parametrize(
    "words",
    [["poll"], ["watch", "mad 1:25-cv-1", "--no-look"], ["list"], ["log"], ["backup", "copy.db"]],
    ids=" ".join,
)
def test_a_store_of_a_newer_version_is_left_alone(watched: Courthouse, words: list[str]) -> None:
    with closing(sqlite3.connect(watched.house.path)) as base:
        base.execute("pragma user_version = 999")
    before = watched.house.path.read_bytes()
    said = watched.house.docket(*words, exits=1)
    assert f"{watched.house.path}: written by a newer version of docket" in said.stderr
    assert "upgrade docket" in said.stderr
    assert (said.stdout, watched.house.path.read_bytes()) == ("", before)


def test_of_two_looks_at_the_clock_one_tells(tmp_path: Path) -> None:
    """The second begins after the first has found what is due, and before it says so."""
    path = tmp_path / "docket.db"
    migrate(path)
    with Store.open(path) as store, Store.open(path) as other:
        need_source(store, SOURCE)
        watch(store, at=FRIDAY - timedelta(days=1))
        store.record(
            Snapshot(SourceState.OK, source_id=SOURCE, fetched_at=FRIDAY - timedelta(hours=1))
        )
        Clerk(store).enters(EntryKind.ORDER, deadlines=(REPORT,))
        now = FRIDAY + timedelta(days=4)
        told = []

        def look(sql: str) -> None:
            if sql.startswith("begin") and not told:
                told.extend(other.clock.review(now, now, lambda day: False))

        store._connection.set_trace_callback(look)
        told += store.clock.review(now, now, lambda day: False)
        assert len(told) == 1
