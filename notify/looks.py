"""How often the cases of a message were looked at: its readers see that silence was watched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.interest import serves
from db.models import Change, Source, Watch
from db.store import Store
from notify.story import Looks


def looks(
    store: Store, changes: Sequence[Change], watches: Sequence[Watch], sources: Iterable[Source]
) -> Looks | None:
    """From the news before these changes, or from when the watches began, until these.

    Never until now: a message that is sent again says what it said the first time.
    """
    docket_ids = {each.docket_id for each in changes if each.docket_id is not None}
    if not docket_ids:
        return None
    news = store.changes.last_loud(docket_ids, before=changes[0].id)
    since = max(news.values(), default=None) or min(
        (watch.created_at for watch in watches if watch.created_at), default=None
    )
    if since is None:
        return None
    until = changes[0].at
    ids = [each.id for each in sources if any(serves(each, watch) for watch in watches)]
    has_failed = store.changes.has_failing(ids, since, until)
    return Looks(store.answers.since(ids, since, until), bool(news), not has_failed)
