"""How often the cases of a message were looked at: its readers see that silence was watched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.interest import tells_of
from db.models import Change, Source, Watch
from db.store import Store
from notify.story import Looks


def looks(
    store: Store, changes: Sequence[Change], watches: Sequence[Watch], sources: Iterable[Source]
) -> Looks | None:
    """Since the news before these changes, else since the first of the watches began."""
    docket_ids = {each.docket_id for each in changes if each.docket_id is not None}
    if not docket_ids:
        return None
    news = store.changes.last_loud(docket_ids, before=changes[0].id)
    since = max(news.values(), default=None) or min(
        (watch.created_at for watch in watches if watch.created_at), default=None
    )
    if since is None:
        return None
    cases = [case for watch in watches for case in watch.cases]
    telling = [each for each in sources if any(tells_of(each, case) for case in cases)]
    ids = [each.id for each in telling]
    has_failed = any(each.failures for each in telling) or store.changes.has_failing(ids, since)
    return Looks(store.answers.since(ids, since), bool(news), not has_failed)
