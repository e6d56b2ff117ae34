"""The sources that somebody needs, how each stands, and when to ask it again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

from db import courts, plain
from db.config import Config
from db.courts import Court
from db.engine import transaction
from db.errors import NotFound
from db.models import Keep, Source, SourceKind, SourceState, Validators

ROBOTS_KEPT = timedelta(days=1)

_COLUMNS = (
    "id, kind, court_id, url, keep, state, carries, scope, built_at, etag, last_modified,"
    " seen, builds, failures, error, checked_at, answered_at, looked_at, next_check_at"
)


def source_id(kind: SourceKind, court_id: str) -> str:
    return f"{kind}:{court_id}"


class Sources:
    """One row for each thing that we ask regularly."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def sync(self, config: Config, now: datetime) -> None:
        """Have a source for each court that a watch or `keep = "all"` needs, and no other."""
        with transaction(self._connection):
            needed = {each.id: each for each in self._needed(config)}
            known = {each.id: each for each in self.all(wanted_only=False)}
            self._connection.execute("update source set wanted = 0")
            for each in needed.values():
                self._need(each, known.get(each.id))

    def _needed(self, config: Config) -> Iterable[Source]:
        watched = self._connection.execute("select distinct court_id from watched_case")
        kept_whole = {court_id for court_id, told in config.courts.items() if told.keep is Keep.ALL}
        for court_id in sorted({row["court_id"] for row in watched} | kept_whole):
            url = feed_url(courts.get(court_id), config)
            if url is not None:
                yield Source(
                    source_id(SourceKind.PACER_RSS, court_id),
                    SourceKind.PACER_RSS,
                    court_id,
                    url,
                    keep=Keep.ALL if court_id in kept_whole else Keep.WATCHED,
                )

    def _need(self, needed: Source, known: Source | None) -> None:
        self._connection.execute(
            "insert into source (id, kind, court_id, url, keep)"
            " values (:id, :kind, :court_id, :url, :keep)"
            " on conflict (id) do update set wanted = 1, url = excluded.url, keep = excluded.keep",
            {
                "id": needed.id,
                "kind": needed.kind,
                "court_id": needed.court_id,
                "url": needed.url,
                "keep": needed.keep,
            },
        )
        if known is not None and (known.url, known.keep) != (needed.url, needed.keep):
            self._connection.execute(
                "update source set looked_at = null where id = :id", {"id": needed.id}
            )
            self.forget_answers(needed.court_id)

    def due(self, now: datetime, force: bool = False) -> list[Source]:
        """The wanted sources whose time has come, the longest waiting first."""
        rows = self._connection.execute(
            f"select {_COLUMNS} from source where wanted = 1"
            " and (:force or next_check_at is null or next_check_at <= :now)"
            " order by next_check_at, id",
            {"now": plain.instant(now), "force": int(force)},
        )
        return [_source(row) for row in rows]

    def all(self, *, wanted_only: bool = True) -> list[Source]:
        rows = self._connection.execute(
            f"select {_COLUMNS} from source where wanted or not :wanted_only order by id",
            {"wanted_only": int(wanted_only)},
        )
        return [_source(row) for row in rows]

    def get(self, source_id: str) -> Source:
        row = self._connection.execute(
            f"select {_COLUMNS} from source where id = :id", {"id": source_id}
        ).fetchone()
        if row is None:
            raise NotFound(f"no source {source_id}; `docket sources` lists them")
        return _source(row)

    def save(self, source: Source) -> None:
        """Write how a source stands, inside the transaction of the answer that tells it."""
        self._connection.execute(
            "update source set state = :state, carries = :carries, scope = :scope,"
            " built_at = :built_at, etag = :etag, last_modified = :last_modified, seen = :seen,"
            " builds = :builds, failures = :failures, error = :error, checked_at = :checked_at,"
            " answered_at = :answered_at, looked_at = :looked_at,"
            " next_check_at = :next_check_at where id = :id",
            _values(source),
        )

    def next_check_at(self) -> datetime | None:
        """When the next source is due; None where there is none."""
        row = self._connection.execute(
            "select min(coalesce(next_check_at, '')) as at from source where wanted = 1"
        ).fetchone()
        if row["at"] is None:
            return None
        return plain.from_instant(row["at"] or "1970-01-01T00:00:00.000000Z")

    def forget_answers(self, court_id: str) -> None:
        """Forget what makes an answer "unchanged", and ask anew: somebody waits for a look."""
        with transaction(self._connection):
            self._connection.execute(
                "update source set built_at = null, etag = null, last_modified = null,"
                " seen = x'', next_check_at = null where court_id = :court_id",
                {"court_id": court_id},
            )

    def robots(self, origin: str, now: datetime) -> str | None:
        """A host's robots.txt as we had it within the last day, or None to ask again."""
        row = self._connection.execute(
            "select rules from robots where origin = :origin and fetched_at > :oldest",
            {"origin": origin, "oldest": plain.instant(now - ROBOTS_KEPT)},
        ).fetchone()
        return None if row is None else str(row["rules"])

    def keep_robots(self, origin: str, rules: str, now: datetime) -> None:
        with transaction(self._connection):
            self._connection.execute(
                "insert into robots (origin, rules, fetched_at) values (:origin, :rules, :at)"
                " on conflict (origin) do update"
                " set rules = excluded.rules, fetched_at = excluded.fetched_at",
                {"origin": origin, "rules": rules, "at": plain.instant(now)},
            )


def feed_url(court: Court, config: Config) -> str | None:
    """Where a court's feed is: as the user says, else as we know it."""
    told = config.courts.get(court.id)
    if told is not None and told.feed_url is not None:
        return told.feed_url
    return None if court.feed is None else court.feed.url


def _source(row: sqlite3.Row) -> Source:
    return Source(
        id=row["id"],
        kind=SourceKind(row["kind"]),
        court_id=row["court_id"],
        url=row["url"],
        keep=Keep(row["keep"]),
        state=SourceState(row["state"]),
        carries=None if row["carries"] is None else SourceState(row["carries"]),
        scope=row["scope"],
        built_at=plain.from_moment(row["built_at"]),
        validators=Validators(row["etag"], row["last_modified"]),
        seen=bytes(row["seen"]),
        builds=tuple(map(plain.from_instant, plain.loads(row["builds"]))),
        failures=row["failures"],
        error=row["error"],
        checked_at=plain.from_moment(row["checked_at"]),
        answered_at=plain.from_moment(row["answered_at"]),
        looked_at=plain.from_moment(row["looked_at"]),
        next_check_at=plain.from_moment(row["next_check_at"]),
    )


def _values(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "state": source.state,
        "carries": source.carries,
        "scope": source.scope,
        "built_at": _text(source.built_at),
        "etag": source.validators.etag,
        "last_modified": source.validators.last_modified,
        "seen": source.seen,
        "builds": plain.dumps([plain.instant(at) for at in source.builds]),
        "failures": source.failures,
        "error": source.error,
        "checked_at": _text(source.checked_at),
        "answered_at": _text(source.answered_at),
        "looked_at": _text(source.looked_at),
        "next_check_at": _text(source.next_check_at),
    }


def _text(at: datetime | None) -> str | None:
    return None if at is None else plain.instant(at)
