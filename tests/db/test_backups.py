"""Backups: whole or not at all, made while others write, and put back without harm."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from db import backups
from db.errors import FormatError, StoreError, StoreTooNew
from db.migrations import migrate
from db.models import Snapshot, SourceState
from db.store import Store
from tests.db.conftest import NOON, SOURCE, docket, entry, need_source

BATCH = 10  # entries of one answer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    migrate(folder / "docket.db")
    with Store.open(folder / "docket.db") as store:
        need_source(store, SOURCE, keep="all")
        tell(store, 1)
    return folder / "docket.db"


def tell(store: Store, batch: int) -> None:
    """One answer more, ten entries in one transaction."""
    at = NOON + timedelta(minutes=batch)
    told = docket(*(entry(batch * 1000 + place) for place in range(BATCH)))
    store.record(
        Snapshot(
            SourceState.OK,
            built_at=at,
            dockets=(told,),
            complete=False,
            seen=b"digests",
            source_id=SOURCE,
            fetched_at=at,
        )
    )


def entries(path: Path) -> int:
    with Store.open(path, readonly=True) as store:
        return sum(len(each.entries) for each in store.dockets.of_court("mad"))


def files(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()} - {"docket.db-wal", "docket.db-shm"}


def damage(path: Path) -> None:
    """Overwrite the middle of the file, as a dying disk would."""
    with path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * 4096 * 20)


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"pragma user_version = {version}")


def test_a_backup_is_one_file_for_its_owner_with_all_that_was_kept(
    path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new folder" / "copy.db"
    assert backups.back_up(path, target).damages == ()
    assert entries(target) == BATCH
    assert target.stat().st_mode & 0o777 == 0o600
    target.with_name("copy.db-wal").unlink(missing_ok=True)
    assert [each.name for each in target.parent.glob("[!.]*.db")] == ["copy.db"]
    assert not list(target.parent.glob(".*"))


def test_backups_made_while_answers_arrive_hold_each_answer_whole_or_not_at_all(
    path: Path, tmp_path: Path
) -> None:
    started, stop = threading.Event(), threading.Event()

    def write() -> None:
        with Store.open(path) as store:
            batch = 2
            while not stop.is_set():
                tell(store, batch)
                batch += 1
                started.set()

    writer = threading.Thread(target=write)
    writer.start()
    started.wait(10)
    for number in range(5):
        assert backups.back_up(path, tmp_path / f"{number}.db").damages == ()
    stop.set()
    writer.join(10)
    counts = [entries(tmp_path / f"{number}.db") for number in range(5)]
    assert all(count % BATCH == 0 for count in counts)
    assert counts == sorted(counts)
    assert entries(path) > counts[0]


def test_a_backup_neither_waits_for_nor_sees_what_is_not_committed(
    path: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("begin immediate")
        writer.execute("delete from observation")
        backups.back_up(path, tmp_path / "copy.db")
        writer.execute("rollback")
    assert entries(tmp_path / "copy.db") == BATCH


def test_an_existing_file_is_replaced_only_when_forced(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with pytest.raises(StoreError, match="--force"):
        backups.back_up(path, target)
    assert target.read_text() == "precious"
    backups.back_up(path, target, force=True)
    assert entries(target) == BATCH


def test_the_store_is_never_its_own_backup(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(path)
    for target in (path, link):
        with pytest.raises(StoreError, match="the store itself"):
            backups.back_up(path, target, force=True)
        with pytest.raises(StoreError, match="the store itself"):
            backups.restore(target, path)
    assert entries(path) == BATCH


def test_a_damaged_store_makes_no_backup(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copy.db"
    backups.back_up(path, target)
    before = target.read_bytes()
    damage(path)
    with pytest.raises(StoreError):
        backups.back_up(path, target, force=True)
    assert target.read_bytes() == before
    assert [each.name for each in target.parent.iterdir()] == ["copy.db"]


def test_a_backup_of_no_store_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store yet"):
        backups.back_up(tmp_path / "docket.db", tmp_path / "copy.db")


@pytest.fixture
def backup(path: Path, tmp_path: Path) -> Path:
    """A backup, after which the store went on."""
    backups.back_up(path, tmp_path / "copy.db")
    with Store.open(path) as store:
        tell(store, 2)
    return tmp_path / "copy.db"


def test_a_restore_puts_the_backup_in_place_and_keeps_what_was_there(
    path: Path, backup: Path
) -> None:
    previous = backups.restore(backup, path)
    assert entries(path) == BATCH
    assert previous == path.with_name("docket.db.before-restore")
    assert entries(previous) == 2 * BATCH
    assert path.stat().st_mode & 0o777 == previous.stat().st_mode & 0o777 == 0o600


def test_a_second_restore_does_not_overwrite_what_the_first_kept(path: Path, backup: Path) -> None:
    backups.restore(backup, path)
    backups.restore(backup, path)
    assert {"docket.db.before-restore", "docket.db.before-restore-2"} < files(path)
    assert entries(path.with_name("docket.db.before-restore")) == 2 * BATCH


def test_whoever_has_the_store_open_goes_on_with_the_restored_content(
    path: Path, backup: Path
) -> None:
    with Store.open(path) as store:
        backups.restore(backup, path)
        assert sum(len(each.entries) for each in store.dockets.of_court("mad")) == BATCH
        tell(store, 3)
    assert entries(path) == 2 * BATCH


def test_after_a_restore_nothing_passes_for_unchanged(path: Path, backup: Path) -> None:
    backups.restore(backup, path)
    with Store.open(path) as store:
        source = store.sources.get(SOURCE)
    assert (source.built_at, source.seen, source.next_check_at) == (None, b"", None)
    assert source.answered_at is not None, "a gap since the backup can still be told"


def test_a_restored_store_still_lets_readers_and_a_writer_in_at_once(
    path: Path, backup: Path
) -> None:
    for place in (path, path.with_name("another.db")):
        backups.restore(backup, place)
        with closing(sqlite3.connect(place)) as connection:
            assert connection.execute("pragma journal_mode").fetchone() == ("wal",)


def test_a_store_that_cannot_be_read_gives_way_to_a_backup(path: Path, backup: Path) -> None:
    path.write_bytes(b"no database at all" * 1000)
    previous = backups.restore(backup, path)
    assert entries(path) == BATCH
    assert previous is not None
    assert previous.read_bytes().startswith(b"no database")


def test_a_store_of_a_newer_version_gives_way_to_an_older_backup(path: Path, backup: Path) -> None:
    set_version(path, 99)
    previous = backups.restore(backup, path)
    assert entries(path) == BATCH
    assert previous is not None
    assert backups.examine(previous).version == 99


def test_a_restore_does_not_wait_for_ever_on_another_writer(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("begin immediate")
        with pytest.raises(StoreError, match="another docket command is writing"):
            backups.restore(backup, path)
    assert entries(path) == 2 * BATCH


def a_text(backup: Path) -> None:
    backup.write_text("Dear court,\n" * 1000)


def a_foreign_database(backup: Path) -> None:
    backup.unlink()
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("create table recipe (name text)")


def a_newer_store(backup: Path) -> None:
    set_version(backup, 99)


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (a_text, FormatError, "no store of docket"),
        (a_foreign_database, FormatError, "no store of docket"),
        (a_newer_store, StoreTooNew, "upgrade docket"),
        (damage, StoreError, "damaged"),
        (Path.unlink, StoreError, "no such file"),
    ],
)
def test_what_is_no_sound_backup_is_refused_and_the_store_stays(
    path: Path,
    backup: Path,
    spoil: Callable[[Path], object],
    error: type[Exception],
    words: str,
) -> None:
    spoil(backup)
    with pytest.raises(error, match=words):
        backups.restore(backup, path)
    assert entries(path) == 2 * BATCH
    assert files(path) == {"docket.db"}
