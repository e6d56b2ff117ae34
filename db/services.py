"""Services that count what they are asked: what was asked, what is left, what to ask next."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from db import budget, plain, planner
from db.budget import Left, Window
from db.engine import probe, transaction
from db.interest import stem
from db.kinds import KINDS
from db.models import Source, SourceKind, SourceState
from db.planner import Errand, Standing, Urgency
from db.sources import Sources

COURTLISTENER = "courtlistener"
FRESH = timedelta(hours=6)  # how lately a feed must have answered to spare us the service

_FEEDING = (SourceState.OK, SourceState.PARTIAL)
_METERED = [kind for kind, told in KINDS.items() if told.is_metered]


@dataclass(frozen=True, slots=True)
class Hold:
    """A service's own word that it is not to be asked for a while."""

    until: datetime
    reason: str


class Services:
    """The requests of each metered service; they are counted before they are sent."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sources = Sources(connection)

    def spend(self, service: str, limits: Sequence[Window], now: datetime) -> datetime | None:
        """Count a request that is about to be sent; or else say when it may be, and count none."""
        with transaction(self._connection):
            self._forget_before(now - 2 * budget.DAY)
            at = self.next_at(service, limits, now)
            if at > now:
                return at
            self._connection.execute(
                "insert into request (service, at) values (:service, :at)",
                {"service": service, "at": plain.instant(now)},
            )
        return None

    def next_at(self, service: str, limits: Sequence[Window], now: datetime) -> datetime:
        """When the next request may be sent."""
        held = self.hold(service, now)
        not_before = None if held is None else held.until
        return budget.next_at(limits, self._asked(service), now, not_before)

    def left(self, service: str, limits: Sequence[Window], now: datetime) -> tuple[Left, ...]:
        """What is used of each window, and when its next request may be sent."""
        return budget.left(limits, self._asked(service), now)

    def _asked(self, service: str) -> list[datetime]:
        rows = self._connection.execute(
            "select at from request where service = :service order by at", {"service": service}
        )
        return [plain.from_instant(row["at"]) for row in rows]

    def _forget_before(self, at: datetime) -> None:
        self._connection.execute("delete from request where at < :at", {"at": plain.instant(at)})

    def keep_away(self, service: str, until: datetime, reason: str) -> None:
        """Ask a service nothing before then, whichever process would."""
        with transaction(self._connection):
            self._connection.execute(
                "insert into service (id, not_before, reason) values (:id, :until, :reason)"
                " on conflict (id) do update"
                " set not_before = excluded.not_before, reason = excluded.reason",
                {"id": service, "until": plain.instant(until), "reason": reason},
            )

    def hold(self, service: str, now: datetime) -> Hold | None:
        """Until when the service wants to be left alone; None where it may be asked."""
        row = self._connection.execute(
            "select not_before, reason from service where id = :id and not_before > :now",
            {"id": service, "now": plain.instant(now)},
        ).fetchone()
        return None if row is None else Hold(plain.from_instant(row["not_before"]), row["reason"])

    def postpone(self, source_id: str, at: datetime) -> None:
        """Ask a source no earlier: nothing is wrong with it."""
        with transaction(self._connection):
            self._connection.execute(
                "update source set next_check_at = :at where id = :id",
                {"id": source_id, "at": plain.instant(at)},
            )

    def hasten(self, service: str, limits: Sequence[Window], now: datetime) -> None:
        """Have sources asked sooner where an order awaits its text, or something is missing.

        One that fails, or that does not have the docket, keeps its own back-off.
        """
        sources = {
            each.id: each
            for each in self._sources.all()
            if each.kind in _METERED and not _waits_for_itself(each)
        }
        if not sources:
            return
        free_at = {
            urgency: self.next_at(service, planner.allowed(urgency, limits), now)
            for urgency in Urgency
        }
        soonest: dict[str, datetime] = {}
        for each in self.errands(sources.values(), (), limits, now):
            at = max(each.due_at, free_at[each.urgency])
            soonest[each.source_id] = min(at, soonest.get(each.source_id, at))
        for source_id, at in soonest.items():
            due_at = sources[source_id].next_check_at
            if due_at is not None and at < due_at:
                self.postpone(source_id, at)

    def errands(
        self,
        sources: Iterable[Source],
        behind: Collection[str],
        limits: Sequence[Window],
        now: datetime,
    ) -> list[Errand]:
        """All that sources are to be asked for, and when; `behind` are those with pages to come."""
        asked = list(sources)
        routine = self._routine(limits, now)
        stubs = self._stubs(asked, now - planner.PATIENCE)
        gaps = self._gaps(now - planner.PATIENCE)
        standings = (
            Standing(
                each.id,
                each.checked_at,
                each.answered_at,
                each.id in behind or each.next_check_at is None or _waits_for_itself(each),
                stubs.get(each.id),
                gaps.get((each.court_id, each.number or "")),
            )
            for each in asked
        )
        return [
            errand
            for each, standing in zip(asked, standings, strict=True)
            for errand in planner.errands(standing, routine(each), now)
        ]

    def routine(self, source: Source, limits: Sequence[Window], now: datetime) -> timedelta:
        """How long a source may be left alone where there is nothing special to ask it for."""
        return self._routine(limits, now)(source)

    def _routine(self, limits: Sequence[Window], now: datetime) -> Callable[[Source], timedelta]:
        every = self._sources.all()
        cases = sum(each.kind in _METERED for each in every)
        fed = {each.court_id for each in every if _feeds(each, now)}
        rare, usual = (
            planner.routine(cases, budget.per_day(limits), is_fed=is_fed)
            for is_fed in (True, False)
        )
        return lambda source: rare if source.court_id in fed else usual

    def _stubs(self, sources: Iterable[Source], since: datetime) -> dict[str, datetime]:
        """By source: when the newest order of its docket was seen whose text nobody has told."""
        sql = """with asked (source_id, court_id, stem, pacer_case_id, since) as (values {values})
            select asked.source_id, entry.told, min(observation.first_seen) as seen_at
            from asked join docket on docket.court_id = asked.court_id
                and (docket.stem = asked.stem or docket.pacer_case_id = asked.pacer_case_id)
            join entry on entry.docket_id = docket.id and entry.status = 'listed'
                and entry.entered_at >= asked.since
            join observation on observation.docket_id = docket.id
                and observation.entry_id = entry.id
            group by asked.source_id, entry.id, entry.told"""
        oldest = plain.instant(since)
        asked = [(each.id, each.court_id, *_names(each.number or ""), oldest) for each in sources]
        found: dict[str, list[datetime]] = defaultdict(list)
        for row in probe(self._connection, sql, asked):
            if planner.is_stub(plain.unpacked_entry(row["told"])):
                found[row["source_id"]].append(plain.from_instant(row["seen_at"]))
        return {source_id: max(times) for source_id, times in found.items()}

    def _gaps(self, since: datetime) -> Mapping[tuple[str, str], datetime]:
        """By court and number: when something of a case was last suspected to be missing."""
        rows = self._connection.execute(
            "select court_id, number, max(at) as at from change"
            " where kind = 'gap_suspected' and at >= :since and number is not null"
            " group by court_id, number",
            {"since": plain.instant(since)},
        )
        return {(row["court_id"], row["number"]): plain.from_instant(row["at"]) for row in rows}


def _waits_for_itself(source: Source) -> bool:
    """It failed, or its docket is not there yet: its own back-off says when to ask again."""
    return bool(source.failures) or source.state is SourceState.NOT_CONFIGURED


def _feeds(source: Source, now: datetime) -> bool:
    is_feed = source.kind is SourceKind.PACER_RSS and source.state in _FEEDING
    return is_feed and source.answered_at is not None and source.answered_at > now - FRESH


def _names(number: str) -> tuple[str, str]:
    """A case's stem and PACER's id of it; a source knows one of them."""
    return ("", number[1:]) if number.startswith("#") else (stem(number), "")
