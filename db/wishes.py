"""What watches wish, as plain JSON values and back: for `--json`, and as the store keeps it."""

from __future__ import annotations

from datetime import timedelta

from db import plain
from db.models import Availability, Disposition, EntryKind, Query, Telling, Timing, Watch


def watch(told: Watch) -> plain.Plain:
    return {
        "watch": told.slug,
        "cases": [str(case.key) for case in told.cases],
        "channels": list(told.channels),
        "query": None if told.query is None else _query(told.query),
        "terms": list(told.terms),
        "aliases": list(told.aliases),
        "judge": told.judge,
        "kinds": list(told.kinds),
        "dispositions": list(told.dispositions),
        "filers": list(told.filers),
        "available": told.available,
        **_timing(told.timing),
        "language": told.language,
        "note": told.note,
        "muted": told.muted,
        "snoozed_until": plain.moment(told.snoozed_until),
        "documents": told.documents,
        "news": told.news,
        "created_at": plain.moment(told.created_at),
    }


def _query(told: Query) -> plain.Plain:
    return {
        "courts": list(told.courts),
        "party": told.party,
        "nature_of_suit": told.nature_of_suit,
        "new_cases": told.new_cases,
    }


def _timing(told: Timing) -> plain.Plain:
    """Durations in seconds."""
    return {
        "when": told.when,
        "digest": told.digest,
        "quiet_hours": told.quiet_hours,
        "breaks_quiet": None if told.breaks_quiet is None else list(told.breaks_quiet),
        "wait_for_text": _seconds(told.wait_for_text),
        "updates": told.updates,
        "repeat_to": told.repeat_to,
        "repeat_after": _seconds(told.repeat_after),
    }


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()


def unpacked(text: str, when: str) -> plain.Plain:
    """What a watch wishes beyond its own columns, as keywords of a Watch."""
    said = plain.loads(text)
    asked = said.get("query")
    return {
        "query": None if asked is None else Query(**asked | {"courts": tuple(asked["courts"])}),
        "dispositions": tuple(map(Disposition, said.get("dispositions", ()))),
        "filers": tuple(said.get("filers", ())),
        "available": Availability(said.get("available", Availability.ANY)),
        "timing": _unpacked_timing(said, when),
        "language": said.get("language"),
        "news": Telling(said.get("news", Telling.DIGEST)),
        "snoozed_until": plain.from_moment(said.get("snoozed_until")),
    }


def packed(told: Watch) -> str:
    """What differs from a watch that wishes nothing: "no kinds" is not the kinds of the house."""
    said = {name: value for name, value in watch(told).items() if name in _WISHES}
    return plain.dumps({name: value for name, value in said.items() if value != _BARE[name]})


_WISHES = frozenset(
    (
        *("query", "dispositions", "filers", "available", "language", "news"),
        "snoozed_until",
        *("digest", "quiet_hours", "breaks_quiet", "wait_for_text", "updates"),
        *("repeat_to", "repeat_after"),
    )
)
_BARE = watch(Watch(""))


def _unpacked_timing(said: plain.Plain, when: str) -> Timing:
    breaks = said.get("breaks_quiet")
    return Timing(
        when=when,
        digest=said.get("digest"),
        quiet_hours=said.get("quiet_hours"),
        breaks_quiet=None if breaks is None else tuple(map(EntryKind, breaks)),
        wait_for_text=_span(said.get("wait_for_text")),
        updates=said.get("updates", False),
        repeat_to=said.get("repeat_to"),
        repeat_after=_span(said.get("repeat_after")),
    )


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
