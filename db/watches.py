"""Who watches what, and which cases of a court that makes interesting."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import groupby

from db import article_forgetting, plain, renumbering, wishes
from db.asking import Asking
from db.deliveries import Deliveries
from db.engine import transaction
from db.errors import NotFound
from db.interest import Interests, interests, tells_of
from db.kinds import KINDS
from db.models import Documents, EntryKind, Source, Telling, Watch, WatchedCase
from db.queries import Asked
from db.sources import Sources


class Watches:
    """The watches, each under its slug."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.asking = Asking(connection)

    def all(self) -> list[Watch]:
        cases = self._cases("")
        rows = self._connection.execute("select * from watch order by slug")
        return [_watch(row, cases.get(row["id"], [])) for row in rows]

    def asked(self) -> dict[int, Asked]:
        """How long each query has been asked, and who has answered it, by its watch's id."""
        return self.asking.asked()

    def find(self, slug: str) -> Watch | None:
        row = self._connection.execute(
            "select * from watch where slug = :slug", {"slug": slug}
        ).fetchone()
        if row is None:
            return None
        cases = self._cases("where watch_id = :watch_id", watch_id=row["id"])
        return _watch(row, cases.get(row["id"], []))

    def of_case(self, court_id: str, number: str) -> list[Watch]:
        """The watches that follow this very case."""
        rows = self._connection.execute(
            "select watch.slug from watch join watched_case on watch_id = watch.id"
            " where court_id = :court_id and number = :number order by watch.id",
            {"court_id": court_id, "number": number},
        ).fetchall()
        return [self.get(row["slug"]) for row in rows]

    def in_court(self, court_id: str) -> list[Watch]:
        """The watches that follow a case of this court."""
        return self._following("court_id = :court_id", court_id=court_id)

    def unnumbered(self) -> list[Watch]:
        """The watches with a case that is known by PACER's id alone."""
        return self._following("number like '#%'")

    def _following(self, where: str, **asked: object) -> list[Watch]:
        these = f"(select watch_id from watched_case where {where})"
        cases = self._cases(f"where watch_id in {these}", **asked)
        sql = f"select * from watch where id in {these} order by slug"
        return [_watch(row, cases[row["id"]]) for row in self._connection.execute(sql, asked)]

    def get(self, slug: str) -> Watch:
        watch = self.find(slug)
        if watch is None:
            raise NotFound(f"no watch {slug}; `docket list` shows what you watch")
        return watch

    def add(self, watch: Watch, now: datetime) -> Watch:
        """Keep a new watch; its sources owe it a first look."""
        with transaction(self._connection):
            row = self._connection.execute(
                "insert into watch (slug, channels, terms, aliases, judge, kinds, deliver_when,"
                " note, muted, documents, created_at, wishes) values (:slug, :channels, :terms,"
                " :aliases, :judge, :kinds, :deliver_when, :note, :muted, :documents, :created_at,"
                " :wishes)"
                " returning id",
                _values(watch) | {"created_at": plain.instant(now)},
            ).fetchone()
            self._write_cases(row["id"], watch, now)
            self.asking.keep(replace(watch, id=row["id"]), None, now)
        return self.get(watch.slug)

    def update(self, watch: Watch, now: datetime) -> Watch:
        """Keep a changed watch; cases that are new to it get their first look."""
        with transaction(self._connection):
            before = self.asking.question(watch.id)
            self._connection.execute(
                "update watch set slug = :slug, channels = :channels, terms = :terms,"
                " aliases = :aliases, judge = :judge, kinds = :kinds,"
                " deliver_when = :deliver_when, note = :note, muted = :muted,"
                " documents = :documents, wishes = :wishes where id = :id",
                _values(watch) | {"id": watch.id},
            )
            assert watch.id is not None
            self._drop_cases(watch.id, watch.cases)
            self._write_cases(watch.id, watch, now)
            article_forgetting.unwatched(self._connection)
            self.asking.keep(watch, before, now)
            Deliveries(self._connection).reconsider(watch.id, now)
        return self.get(watch.slug)

    def remove(self, slug: str) -> None:
        """End a watch; what it brought in stays, what was on its way to it is withdrawn.

        Of the press only what is watched stays.
        """
        watch = self.get(slug)
        assert watch.id is not None
        with transaction(self._connection):
            Deliveries(self._connection).take_back(watch.id)
            self._connection.execute("delete from watch where id = :id", {"id": watch.id})
            article_forgetting.unwatched(self._connection)
            self.asking.forget()

    def interests(self, source: Source) -> Interests:
        """What all watches together want of a source, and whether its court is kept whole."""
        if not source.court_id:
            return interests((), keep_all=False)  # the press tells of no docket
        row = self._connection.execute(
            "select 1 from source where court_id = :court_id and wanted = 1 and keep = 'all'",
            {"court_id": source.court_id},
        ).fetchone()
        cases = self._cases("where court_id = :court_id", court_id=source.court_id).values()
        found = (case for each in cases for case in each if tells_of(source, case))
        is_searched = source.number is None or not KINDS[source.kind].is_asked
        queries = self.asking.of_court(source.court_id) if is_searched else None
        held = [] if queries is None else self.asking.held(source.id)
        return interests(found, keep_all=row is not None, queries=queries, held=held)

    def name_case(self, case: WatchedCase, number: str) -> None:
        """Give a case that was known by PACER's id alone the number that a court told."""
        with transaction(self._connection):
            renumbering.move(self._connection, case.court_id, case.number, number)
            self._connection.execute(
                "update watched_case set number = :number where id = :id",
                {"number": number, "id": case.id},
            )

    def _cases(self, where: str, **asked: object) -> dict[int, list[WatchedCase]]:
        """Watched cases by their watch, each with the looks that it has had."""
        rows = self._connection.execute(
            "select watched_case.*, look.source_id, look.at from watched_case"
            f" left join look on case_id = watched_case.id {where}"
            " order by watched_case.id, look.source_id",
            asked,
        )
        cases: dict[int, list[WatchedCase]] = defaultdict(list)
        for _, found in groupby(rows, key=lambda row: row["id"]):
            of_case = list(found)
            cases[of_case[0]["watch_id"]].append(_case(of_case))
        return cases

    def _write_cases(self, watch_id: int, watch: Watch, now: datetime) -> None:
        """Add the cases that are new to a watch; what may tell of them forgets."""
        sources = Sources(self._connection)
        has_new = False
        for case in watch.cases:
            added = self._connection.execute(
                "insert into watched_case (watch_id, court_id, number, pacer_case_id,"
                " courtlistener_id, added_at) values (:watch_id, :court_id, :number,"
                " :pacer_case_id, :courtlistener_id, :added_at)"
                " on conflict (watch_id, court_id, number) do nothing",
                {
                    "watch_id": watch_id,
                    "court_id": case.court_id,
                    "number": case.number,
                    "pacer_case_id": case.pacer_case_id,
                    "courtlistener_id": case.courtlistener_id,
                    "added_at": plain.instant(case.added_at or now),
                },
            )
            if added.rowcount:
                has_new = True
                sources.forget_answers(case.court_id, case.number)
        if has_new and watch.news is not Telling.OFF:
            sources.forget_stories(watch.slug)

    def _drop_cases(self, watch_id: int, kept: Iterable[WatchedCase]) -> None:
        keys = {(case.court_id, case.number) for case in kept}
        rows = self._connection.execute(
            "select id, court_id, number from watched_case where watch_id = :id", {"id": watch_id}
        ).fetchall()
        self._connection.executemany(
            "delete from watched_case where id = ?",
            [(row["id"],) for row in rows if (row["court_id"], row["number"]) not in keys],
        )


def _watch(row: sqlite3.Row, cases: Iterable[WatchedCase]) -> Watch:
    return Watch(
        slug=row["slug"],
        cases=tuple(cases),
        channels=_words(row["channels"]),
        terms=_words(row["terms"]),
        aliases=_words(row["aliases"]),
        judge=row["judge"],
        kinds=tuple(map(EntryKind, _words(row["kinds"]))),
        note=row["note"],
        muted=bool(row["muted"]),
        documents=Documents(row["documents"]),
        created_at=plain.from_instant(row["created_at"]),
        id=row["id"],
        **_wishes(row["wishes"], row["deliver_when"]),
    )


@lru_cache(maxsize=4096)  # most watches say the same few things
def _words(text: str) -> tuple[str, ...]:
    return tuple(plain.loads(text))


@lru_cache(maxsize=4096)
def _wishes(text: str, when: str) -> plain.Plain:
    return wishes.unpacked(text, when)


def _case(rows: Sequence[sqlite3.Row]) -> WatchedCase:
    """A case from its rows, one for each look, or one alone."""
    row = rows[0]
    return WatchedCase(
        court_id=row["court_id"],
        number=row["number"],
        pacer_case_id=row["pacer_case_id"],
        courtlistener_id=row["courtlistener_id"],
        added_at=plain.from_instant(row["added_at"]),
        looks=tuple(
            (each["source_id"], plain.from_instant(each["at"])) for each in rows if each["at"]
        ),
        id=row["id"],
    )


def _values(watch: Watch) -> dict[str, object]:
    return {
        "slug": watch.slug,
        "channels": plain.dumps(watch.channels),
        "terms": plain.dumps(watch.terms),
        "aliases": plain.dumps(watch.aliases),
        "judge": watch.judge,
        "kinds": plain.dumps(watch.kinds),
        "deliver_when": watch.timing.when,
        "wishes": wishes.packed(watch),
        "note": watch.note,
        "muted": int(watch.muted),
        "documents": watch.documents,
    }
