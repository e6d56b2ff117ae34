"""A webhook of CourtListener, taken in. It names dockets by CourtListener's own ids."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from commands import cases, home, taking_in
from commands.taking_in import Taken
from db import courts
from db.errors import CaseError
from db.models import (
    Docket,
    DocketEntry,
    DocketKey,
    Snapshot,
    SourceKind,
    SourceState,
    WatchedCase,
)
from db.store import Store
from scraper.parsers import courtlistener_webhook, recap_links
from scraper.parsers.courtlistener_webhook import Webhook

_KIND = SourceKind.COURTLISTENER_WEBHOOK


def take_in(
    store: Store, place: str, body: bytes, *, key: str | None, case: str | None, keep_all: bool
) -> Iterator[Taken]:
    """What the payload tells, once: a second one of the same key tells nothing."""
    webhook = courtlistener_webhook.parse(body)
    known_as = f"webhook:{key or webhook.key or hashlib.sha256(body).hexdigest()}"
    if store.handed_in.has(known_as):
        return
    dockets = _dockets(store, webhook, case)
    time_zones = {id: courts.get(docket.court_id).time_zone for id, docket in dockets.items()}
    webhook = courtlistener_webhook.parse(body, time_zones)
    entries: dict[str, list[DocketEntry]] = defaultdict(list)
    for docket_id, entry in webhook.filings:
        entries[docket_id].append(entry)
    told = tuple(
        Docket(key.court_id, key.number, courtlistener_id=id, entries=tuple(entries[id]))
        for id, key in dockets.items()
    )
    snapshot = Snapshot(SourceState.OK, dockets=told, problems=webhook.problems, complete=False)
    taken = [*taking_in.take_in(store, _KIND, place, snapshot, keep_all=keep_all)]
    yield from taken
    if all(each.is_kept for each in taken):
        store.handed_in.keep(known_as, home.now())


def _dockets(store: Store, webhook: Webhook, case: str | None) -> dict[str, DocketKey]:
    """Our docket for each id; CaseError for those that only the user can name."""
    found: dict[str, DocketKey | None] = {}
    for id, entry in sorted(webhook.filings, key=lambda filing: filing.docket_id):
        found[id] = found.get(id) or store.handed_in.docket_of(id) or _of_copies(store, entry)
    unknown = [id for id, key in found.items() if key is None]
    if case is not None and len(unknown) == 1:
        found[unknown[0]] = cases.named(store, case).key
    elif unknown:
        raise CaseError(_unknown(unknown))
    return {id: key for id, key in found.items() if key is not None}


def _of_copies(store: Store, entry: DocketEntry) -> DocketKey | None:
    """The docket that we hold by PACER's id of the case, which the name of a free copy tells."""
    for document in entry.documents:
        place = recap_links.place(document.free_url or "")
        court = None if place is None else courts.find(place.court)
        if place is None or court is None or place.pacer_case_id is None:
            continue
        case = WatchedCase(court.id, f"#{place.pacer_case_id}", place.pacer_case_id)
        for known in store.dockets.headings_of_case(case):
            return known.key
    return None


def _unknown(ids: list[str]) -> str:
    address = f"https://www.courtlistener.com/docket/{ids[0]}/"
    return (
        f"none of our dockets is known as CourtListener's {', '.join(ids)}; see {address} for its"
        ' court and number, and name it once: --case "mad 1:25-cv-10676"'
    )
