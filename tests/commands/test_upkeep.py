"""`docket doctor`, `backup`, `restore` and `forget`, as a person types them."""

from __future__ import annotations

import os
import pty
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import cli
from commands import lock, upkeep
from db.config import home, load
from db.models import Docket, Message, Problem, Snapshot, SourceState, Watch, WatchedCase
from db.store import Store
from notify import outbox
from tests.commands.conftest import House
from tests.db.conftest import NUMBER, SOURCE, docket, entry, need_source
from tests.loopback import unused_port
from tests.notify.receivers import Chat

# apprise imports it for PGP, and warns until Python 3.13.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

CASE = f"mad {NUMBER}"
URL = "json://127.0.0.1:9/hooks/s3cr3t-t0ken"
NOW = datetime.now(UTC)  # the doctor compares with the real clock
FILING = entry(501, entered_at=NOW + timedelta(seconds=1))


@pytest.fixture
def store(house: House) -> Iterator[Store]:
    """A store that follows one case, and has had one answer."""
    with house.store() as opened:
        need_source(opened, SOURCE)
        opened.watches.add(Watch("dvd", cases=(WatchedCase("mad", NUMBER),)), NOW)
        tell(opened, docket(entry(500)))
        yield opened


def tell(store: Store, *dockets: Docket, at: datetime = NOW, **told: Any) -> None:
    values: dict[str, Any] = {
        "state": SourceState.OK,
        "built_at": at,
        "dockets": dockets,
        "source_id": SOURCE,
        "fetched_at": at,
    }
    store.record(Snapshot(**(values | told)))


def checks(house: House, *, exits: int = 0) -> dict[str, list[dict[str, str]]]:
    """What the doctor says, by what it looked at."""
    (told,) = house.lines("doctor", exits=exits)
    assert told["is_well"] is (exits == 0)
    found: dict[str, list[dict[str, str]]] = {}
    for each in told["checks"]:
        assert each["status"] == "ok" or each["advice"] or each["status"] == "fail"
        found.setdefault(each["name"], []).append(each)
    return found


def statuses(found: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {name: max(each["status"] for each in of_name) for name, of_name in found.items()}


def test_a_house_in_order_is_well_from_config_to_source(house: House, store: Store) -> None:
    house.config.write_text('contact = "desk@news.example"\n')
    house.docket("channel", "add", "desk", URL)
    found = checks(house)
    assert set(found) >= {
        *("version", "config", "lock", "channel", "store", "outbox", "clock", "source")
    }
    assert set(statuses(found).values()) == {"ok"}
    assert found["source"][0]["found"].startswith(f"{SOURCE}: sees all types of entries; last")
    assert "s3cr3t" not in str(found)


def test_people_read_the_same_in_lines(house: House, store: Store) -> None:
    told = house.docket("doctor").stdout
    assert "  ok    source   pacer_rss:mad: sees all types of entries" in told
    assert "  warn  channel  none is set up: alerts are printed → " in told


def test_the_doctor_changes_nothing_not_even_in_an_empty_house(house: House) -> None:
    found = checks(house)
    assert statuses(found) == {
        "version": "ok",
        "config": "ok",
        "lock": "ok",
        "channel": "warn",
        "store": "warn",
    }
    assert not house.folder.exists()


def test_a_wrong_key_is_found_and_the_store_is_looked_at_all_the_same(
    house: House, store: Store
) -> None:
    house.config.write_text('contakt = "desk@news.example"\n')
    found = checks(house, exits=1)
    assert found["config"][0]["status"] == "fail"
    assert "contakt" in found["config"][0]["found"]
    assert found["store"][0]["status"] == "ok"


def test_secrets_that_others_can_read_are_found(house: House, store: Store) -> None:
    house.docket("channel", "add", "desk", URL)
    house.config.chmod(0o644)
    house.path.chmod(0o644)
    found = checks(house)
    for name, path in (("config", house.config), ("store", house.path)):
        assert {"warn", f"chmod 600 {path}"} <= {*found[name][1].values()}


def test_a_channel_that_a_watch_names_in_vain_is_found(house: House, store: Store) -> None:
    store.watches.update(replace(store.watches.get("dvd"), channels=("desk",)), NOW)
    found = checks(house, exits=1)
    assert found["channel"][-1]["found"] == "desk: not set up, but dvd sends there"


def test_channels_are_tried_only_when_asked(house: House) -> None:
    house.docket("channel", "add", "dead", f"json://127.0.0.1:{unused_port()}/")
    with Chat() as chat:
        house.docket("channel", "add", "desk", chat.url())
        assert statuses(checks(house))["channel"] == "ok"
        assert chat.messages == []
        (told,) = house.lines("doctor", "--send", exits=1)
        assert len(chat.messages) == 1
    found = {
        each["found"].split(":")[0]: each for each in told["checks"] if "json" in each["found"]
    }
    assert (found["desk"]["status"], found["dead"]["status"]) == ("ok", "fail")
    assert "did not take" in found["dead"]["found"]


def test_a_damaged_store_is_found_and_the_remedy_named(house: House, store: Store) -> None:
    store.close()
    with house.path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * 4096 * 20)
    (told,) = checks(house, exits=1)["store"]
    assert "docket restore FILE" in f"{told['found']} {told['advice']}"


def test_a_store_of_a_newer_version_is_found(house: House, store: Store) -> None:
    with closing(sqlite3.connect(house.path)) as connection:
        connection.execute("pragma user_version = 99")
    assert "newer version" in checks(house, exits=1)["store"][0]["found"]


def test_messages_that_were_given_up_are_found(house: House, store: Store) -> None:
    tell(store, docket(FILING), complete=False)
    outbox.plan(store, NOW)
    claimed = store.deliveries.claim("print", NOW, timedelta(minutes=1))
    assert claimed is not None
    store.deliveries.settle(claimed.id, NOW, "HTTP 500", NOW + timedelta(hours=1))
    assert "1 message to be sent again; " in checks(house)["outbox"][0]["found"]
    store.deliveries.settle(claimed.id, NOW, "HTTP 500")
    assert "1 message given up" in checks(house)["outbox"][0]["found"]


@pytest.mark.parametrize(
    ("asked", "built"),
    [
        (timedelta(), timedelta(hours=2)),  # the feed was built in what is here the future
        (timedelta(hours=2), timedelta()),  # we asked in what is now the future
    ],
)
def test_a_clock_that_is_behind_is_found(
    house: House, store: Store, asked: timedelta, built: timedelta
) -> None:
    tell(store, at=NOW + asked, built_at=NOW + built)
    assert checks(house, exits=1)["clock"][0]["status"] == "fail"


def test_a_feed_that_is_down_is_a_failure_with_its_reason(house: House, store: Store) -> None:
    problem = Problem("http_error", "HTTP 503")
    tell(store, state=SourceState.DOWN, problems=(problem,), built_at=None)
    (told,) = checks(house, exits=1)["source"]
    assert (told["status"], "HTTP 503" in told["found"]) == ("fail", True)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"state": SourceState.NOT_CONFIGURED}, "no feed"),
        ({"built_at": NOW - timedelta(days=2)}, "nothing new"),
    ],
)
def test_a_feed_that_shows_nothing_is_a_warning(
    house: House, store: Store, told: dict[str, Any], words: str
) -> None:
    tell(store, **told)
    (found,) = checks(house)["source"]
    assert (found["status"], words in found["found"]) == ("warn", True)


def test_a_house_where_nothing_polls_is_found(house: House, store: Store) -> None:
    source = store.sources.get(SOURCE)
    store.sources.save(replace(source, next_check_at=NOW - timedelta(hours=5)))
    assert "docket schedule" in checks(house)["source"][0]["advice"]


def test_a_court_that_nobody_asks_is_found(house: House) -> None:
    with house.store() as store:
        store.watches.add(Watch("texas", cases=(WatchedCase("txsd", "4:25-cv-1"),)), NOW)
    assert checks(house)["source"][0]["status"] == "warn"


def test_a_poll_that_is_running_is_no_trouble(house: House, store: Store) -> None:
    with lock.held(house.folder / "poll.lock"):
        (told,) = checks(house)["lock"]
    assert (told["status"], "another poll is running" in told["found"]) == ("ok", True)
    assert checks(house)["lock"][0]["found"] == "no poll is running"


def kept(house: House) -> list[str]:
    return [each["number"] for each in house.lines("show", "--court", "mad")]


def test_a_backup_brings_back_what_was_forgotten(
    house: House, store: Store, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert "sound" in house.docket("backup", copy).stdout
    assert copy.stat().st_mode & 0o777 == 0o600
    house.docket("forget", CASE, "--yes")
    told = house.docket("restore", copy)
    assert kept(house) == [NUMBER]
    assert "docket.db.before-restore" in told.stdout


def test_a_backup_replaces_no_file_unforced(house: House, store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    house.docket("backup", copy)
    assert "--force" in house.docket("backup", copy, exits=1).stderr
    house.docket("backup", copy, "--force")


def test_a_restore_does_not_wait_for_a_poll_for_ever(
    house: House, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "RESTORE_PATIENCE", 0.1)
    house.docket("backup", tmp_path / "copy.db")
    with lock.held(house.folder / "poll.lock"):
        told = house.docket("restore", tmp_path / "copy.db", exits=4)
    assert "another poll is running" in told.stderr


def test_what_is_no_backup_is_an_error_in_one_line(house: House, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear court,\n" * 100)
    told = house.docket("restore", tmp_path / "letter", exits=1).stderr
    assert told == f"docket: {tmp_path}/letter: this is no store of docket\n"
    assert not house.path.exists()


def test_forgetting_leaves_no_trace_of_the_case(house: House, store: Store) -> None:
    other = docket(entry(9), number="1:25-cv-10700", pacer_case_id="282428", caption="Kept v. Kept")
    store.watches.add(Watch("other", cases=(WatchedCase("mad", other.number),)), NOW)
    tell(store, docket(entry(500), replace(FILING, labels=("Unique Words",))), other)
    outbox.plan(store, NOW)
    store.repairs.relabel(1, ["Unique Name"], NOW)
    told = house.docket("forget", CASE, "--yes").stdout
    assert told.startswith(f"Forgot {CASE} D.V.D. v. ")
    assert kept(house) == ["1:25-cv-10700"]
    with closing(sqlite3.connect(house.path)) as connection:
        rest = "\n".join(connection.iterdump())
    for words in ("D.V.D.", "Unique", "282404"):
        assert words not in rest
    assert "Kept v. Kept" in rest


def test_a_message_about_a_forgotten_case_does_not_stop_the_others(
    house: House, store: Store
) -> None:
    other = docket(FILING, number="1:25-cv-10700", pacer_case_id="282428", caption="Kept v. Kept")
    store.watches.add(Watch("other", cases=(WatchedCase("mad", other.number),)), NOW)
    tell(store, docket(FILING), complete=False)
    outbox.plan(store, NOW)
    tell(store, other, complete=False)
    outbox.plan(store, NOW)
    house.docket("forget", CASE, "--yes")
    printed: list[Message] = []
    config = load(home(str(house.folder), {}), {})
    outbox.deliver(store, config, lambda: NOW, lambda *_: None, printed.append)
    assert [each.title.split(" (")[0] for each in printed] == ["Kept v. Kept"]


def test_a_watch_that_still_follows_a_forgotten_case_is_named(house: House, store: Store) -> None:
    house.config.write_text('[courts.mad]\nkeep = "all"\n')
    told = house.docket("forget", "dvd", "--yes").stderr
    assert "docket unwatch dvd" in told
    assert "keeps all of mad" in told


def test_nothing_is_forgotten_unless_somebody_says_so(house: House, store: Store) -> None:
    assert "--yes" in house.docket("forget", CASE, exits=1).stderr
    assert kept(house) == [NUMBER]


@pytest.mark.parametrize(("answer", "is_kept"), [(b"n\n", True), (b"y\n", False)])
def test_who_sits_at_a_terminal_is_asked(
    house: House, store: Store, answer: bytes, is_kept: bool
) -> None:
    desk, terminal = pty.openpty()
    command = [sys.executable, "-c", "import cli; cli.main()", "forget", CASE]
    os.write(desk, answer)
    told = subprocess.run(
        command,
        stdin=terminal,
        capture_output=True,
        cwd=Path(cli.__file__).parent,
        env=os.environ | {"DOCKET_HOME": str(house.folder)},
        timeout=20,
        check=False,
    )
    os.close(desk)
    os.close(terminal)
    assert b"(1 entry)\nErase this for good?" in told.stderr
    assert (told.returncode, kept(house)) == ((1, [NUMBER]) if is_kept else (0, []))


def test_a_case_that_is_not_kept_is_named(house: House, store: Store) -> None:
    told = house.docket("forget", "mad 1:25-cv-99999", "--yes", exits=1).stderr
    assert told == "docket: nothing of mad 1:25-cv-99999 is kept\n"
