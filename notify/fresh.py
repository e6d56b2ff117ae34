"""Whether a change is news to whoever watches, or stood there before he began. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from db import courts
from db.gaps import GapField
from db.kinds import of_source
from db.looks import is_since
from db.models import Change, ChangeKind, Docket, DocketEntry, SourceKind, WatchedCase
from db.queries import Search
from notify import press
from notify.story import ABOUT_SOURCES, COMPLETING, filing, is_text


def completes(change: Change) -> bool:
    """It adds to an entry what nobody had said of it: its text, its number, its document."""
    return change.old is None and (is_text(change) or change.kind in COMPLETING)


def is_before(change: Change, began: datetime | None) -> bool:
    return began is not None and (change.at < began or _was_unseen_before(change, began))


def _was_unseen_before(change: Change, began: datetime) -> bool:
    """What a source did not show was over when the watch began, though we learn of it later."""
    lost = change.new if change.kind is ChangeKind.GAP_SUSPECTED else None
    if change.field != GapField.WINDOW or not isinstance(lost, dict):
        return False
    return datetime.fromisoformat(lost["to"]) <= began


def is_news_to_case(case: WatchedCase, change: Change) -> bool:
    if change.kind is ChangeKind.ARTICLE_LINKED:
        return not is_before(change, case.added_at) and not _is_old_story(change, case.added_at)
    return _is_news(change, case.added_at, dict(case.looks))


def _is_old_story(change: Change, began: datetime | None) -> bool:
    """Published before the case was watched, whenever it was found."""
    at = press.published_at(change)
    return at is not None and began is not None and at < began


def is_news_to_query(
    search: Search, change: Change, docket: Docket, entry: DocketEntry | None
) -> bool:
    """A source of one docket is asked for those who follow it, whose first look was quiet."""
    began = search.asked.began(docket.court_id)
    if change.quiet:
        return entry is not None and _is_found_late(search, change, docket, entry)
    if change.source_id is not None and of_source(change.source_id).of_docket:
        return not is_before(change, began)
    return _is_news(change, began, search.asked.looks)


def _is_news(change: Change, began: datetime | None, looks: Mapping[str, datetime]) -> bool:
    is_old = is_before(change, began) or _was_over(change, began)
    return not is_old and not _stood_there_before(change, began, looks)


def _was_over(change: Change, began: datetime | None) -> bool:
    """A deadline was missed before anybody here asked for it."""
    if change.kind is not ChangeKind.DEADLINE_MISSED or change.docket is None or began is None:
        return False
    due = change.new.get("due") if isinstance(change.new, dict) else None
    began_on = courts.day(change.docket.court_id, began)
    return due is not None and date.fromisoformat(due) < began_on


def _stood_there_before(
    change: Change, began: datetime | None, looks: Mapping[str, datetime]
) -> bool:
    """It came with a first look, or as an old notice, and was not entered since the watch began."""
    if change.source_id is None or change.docket is None or change.kind in ABOUT_SOURCES:
        return False
    look, kind = looks.get(change.source_id), of_source(change.source_id)
    is_backlog = kind.is_notice and change.kind is ChangeKind.ENTRY_ADDED
    if look is not None and change.at > look and not is_backlog:
        return False
    told = filing(change)
    if told is None:
        return True
    entered_at, filed_on = told.get("entered_at"), told.get("filed_on")
    return not is_since(
        began,
        change.docket.court_id,
        None if entered_at is None else datetime.fromisoformat(entered_at),
        None if filed_on is None else date.fromisoformat(filed_on),
        _kind(change),
    )


def _is_found_late(search: Search, change: Change, docket: Docket, entry: DocketEntry) -> bool:
    """Filed since the query was asked, and not found by it before its text came."""
    began = search.asked.began(docket.court_id)
    is_new = is_since(began, docket.court_id, entry.entered_at, entry.filed_on, _kind(change))
    return is_new and not search.wants(docket, replace(entry, text=None))


def _kind(change: Change) -> SourceKind:
    return SourceKind((change.source_id or "").partition(":")[0])
