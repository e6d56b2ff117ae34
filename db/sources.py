"""The sources that somebody needs, how each stands, and when to ask it again."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from operator import itemgetter

from db import needs, plain, wishes
from db.config import Config
from db.engine import probe, transaction
from db.errors import NotFound
from db.interest import stem
from db.kinds import KINDS
from db.models import (
    DocketKey,
    Keep,
    Source,
    SourceKind,
    SourceState,
    Telling,
    Validators,
    WatchedCase,
)
from db.news_feeds import NewsFeeds

ROBOTS_KEPT = timedelta(days=1)

_COLUMNS = (
    "id, kind, court_id, url, number, keep, state, carries, scope, built_at, etag, last_modified,"
    " seen, builds, failures, error, checked_at, answered_at, looked_at, next_check_at"
)

# All that makes an answer "unchanged", and when to ask for the next.
_FORGOTTEN = "built_at = null, etag = null, last_modified = null, seen = x'', next_check_at = null"


class Sources:
    """One row for each thing that we ask regularly."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def sync(self, config: Config, now: datetime) -> None:
        """Have each source that a watch or `keep = "all"` needs asked, and no other."""
        with transaction(self._connection):
            told = [*self._needed(config), *self._of_press(config)]
            needed = {each.id: each for each in told}
            known = {each.id: each for each in self.all(wanted_only=False)}
            self._connection.executemany(
                "update source set wanted = 0 where id = ?",
                [(each.id,) for each in known.values() if KINDS[each.kind].is_asked],
            )
            for each in needed.values():
                self._need(each, known.get(each.id))

    def _needed(self, config: Config) -> list[Source]:
        cases = self._connection.execute(
            "select court_id, number, pacer_case_id, courtlistener_id from watched_case order by id"
        )
        feeds = self._connection.execute(
            "select court_id, carries from source where kind = 'pacer_rss' and carries is not null"
        )
        known = self._connection.execute(
            "select court_id, number, courtlistener_id from docket"
            " where courtlistener_id is not null"
        )
        asked = self._connection.execute("select distinct court_id from watched_court")
        return needs.needed(
            (WatchedCase(*row) for row in cases),
            config,
            {row["court_id"]: SourceState(row["carries"]) for row in feeds},
            {DocketKey(row["court_id"], row["number"]): row["courtlistener_id"] for row in known},
            [row["court_id"] for row in asked],
        )

    def _of_press(self, config: Config) -> list[Source]:
        feeds = NewsFeeds(self._connection).all()
        return needs.of_press(feeds, self._askers(), config) if feeds else []

    def _askers(self) -> list[needs.Asker]:
        """The watches with cases that want news, and the captions of the dockets they follow."""
        rows = self._connection.execute(
            "select watch.slug, aliases, judge, wishes, court_id, number from watch"
            " join watched_case on watch_id = watch.id order by watch.slug, watched_case.id"
        )
        wanting = [row for row in rows if _wants_news(row)]
        captions = self._captions({DocketKey(row["court_id"], row["number"]) for row in wanting})
        found: dict[str, needs.Asker] = {}
        for row in wanting:
            asker = found.get(row["slug"]) or _asker(row)
            told = captions[DocketKey(row["court_id"], row["number"])]
            found[asker.slug] = replace(asker, captions=(*asker.captions, *told))
        return list(found.values())

    def _captions(self, keys: Iterable[DocketKey]) -> dict[DocketKey, list[str]]:
        """The captions of these dockets; co-defendants' have one number."""
        sql = """with asked (court_id, stem, number) as (values {values})
            select docket.id, docket.court_id, docket.number, docket.told from asked
            join docket on docket.court_id = asked.court_id and docket.stem = asked.stem
            and docket.number = asked.number"""
        asked = [(key.court_id, stem(key.number), key.number) for key in keys]
        found: dict[DocketKey, list[str]] = defaultdict(list)
        for row in sorted(probe(self._connection, sql, asked), key=itemgetter("id")):
            caption = plain.unpacked_docket(row["told"]).caption
            found[DocketKey(row["court_id"], row["number"])] += [caption] if caption else []
        return found

    def _need(self, needed: Source, known: Source | None) -> None:
        self.have(needed)
        if known is not None and (known.url, known.keep) != (needed.url, needed.keep):
            self._connection.execute(
                f"update source set looked_at = null, {_FORGOTTEN} where id = :id",
                {"id": needed.id},
            )

    def have(self, needed: Source) -> None:
        """Have a row for a source, as one whose answers are handed in needs it too."""
        self._connection.execute(
            "insert into source (id, kind, court_id, url, number, keep)"
            " values (:id, :kind, :court_id, :url, :number, :keep)"
            " on conflict (id) do update set wanted = 1, url = excluded.url, keep = excluded.keep",
            {
                "id": needed.id,
                "kind": needed.kind,
                "court_id": needed.court_id,
                "url": needed.url,
                "number": needed.number,
                "keep": needed.keep,
            },
        )

    def due(self, now: datetime, force: bool = False) -> list[Source]:
        """The wanted sources whose time has come, the longest waiting first."""
        rows = self._connection.execute(
            f"select {_COLUMNS} from source where wanted = 1 and url <> ''"
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
            "select min(coalesce(next_check_at, '')) as at from source"
            " where wanted = 1 and url <> ''"
        ).fetchone()
        if row["at"] is None:
            return None
        return plain.from_instant(row["at"] or "1970-01-01T00:00:00.000000Z")

    def forget_answers(self, court_id: str, number: str | None = None) -> None:
        """Ask anew what tells of a court, or of a case: somebody waits for a look at it.

        A court's sources forget what makes an answer "unchanged", because what nobody
        watched was dropped from their answers; of its own docket nothing ever was.
        """
        with transaction(self._connection):
            self._connection.execute(
                f"update source set {_FORGOTTEN} where court_id = :court_id and number is null",
                {"court_id": court_id},
            )
            self._connection.execute(
                "update source set next_check_at = null"
                " where court_id = :court_id and number = :number",
                {"court_id": court_id, "number": number},
            )

    def forget_stories(self, slug: str) -> None:
        """Ask the press anew, as a watch waits for a look, but not by the searches of others."""
        with transaction(self._connection):
            self._connection.execute(
                f"update source set {_FORGOTTEN} where kind = 'news'"
                " and (id not like 'news:%:%' or id like 'news:%:' || :slug)",
                {"slug": slug},
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


def _wants_news(row: sqlite3.Row) -> bool:
    return wishes.unpacked(row["wishes"], "now")["news"] is not Telling.OFF


def _asker(row: sqlite3.Row) -> needs.Asker:
    return needs.Asker(row["slug"], (), tuple(plain.loads(row["aliases"])), row["judge"])


def _source(row: sqlite3.Row) -> Source:
    return Source(
        id=row["id"],
        kind=SourceKind(row["kind"]),
        court_id=row["court_id"],
        url=row["url"],
        number=row["number"],
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
        "built_at": plain.instant_or_none(source.built_at),
        "etag": source.validators.etag,
        "last_modified": source.validators.last_modified,
        "seen": source.seen,
        "builds": plain.dumps([plain.instant(at) for at in source.builds]),
        "failures": source.failures,
        "error": source.error,
        "checked_at": plain.instant_or_none(source.checked_at),
        "answered_at": plain.instant_or_none(source.answered_at),
        "looked_at": plain.instant_or_none(source.looked_at),
        "next_check_at": plain.instant_or_none(source.next_check_at),
    }
