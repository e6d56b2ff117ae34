"""What we cannot see: what a court's feed leaves out, in a sentence. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from db import courts
from db.models import Source, SourceState
from notify.clock import since

_NAMED = 4  # types of entries; courts list up to 40, which `docket watch` and `sources` show
_LONGEST = 40  # characters of one: a feed may say anything

STATES: Mapping[str, str] = {
    SourceState.NEW: "nothing yet",
    SourceState.OK: "all types of entries",
    SourceState.PARTIAL: "some types of entries",
    SourceState.STALE: "nothing new, though it answers",
    SourceState.NOT_CONFIGURED: "nothing: the court has no feed",
    SourceState.DOWN: "nothing: it does not answer",
}

_BLIND_SPOTS = {
    SourceState.NEW: "{court} was not asked yet.",
    SourceState.OK: "The feed of {court} names each filing, but not its text, and nothing sealed.",
    SourceState.PARTIAL: "The feed of {court} carries only some types of entries ({scope}), not"
    " their text, and nothing sealed.",
    SourceState.STALE: "The feed of {court} has not been rebuilt {built}: nothing newer is seen.",
    SourceState.NOT_CONFIGURED: "{court} has no feed: new filings there are not seen.",
    SourceState.DOWN: "The feed of {court} has not answered {answered}: nothing newer is seen."
    " The last try: {error}.",
}


def blind_spot(court_id: str, source: Source | None, time_zone: str) -> str:
    """What is not seen of a court's dockets through this source; None: nobody asks the court."""
    court = courts.find(court_id)
    state = source.state if source is not None else SourceState.NEW
    return _BLIND_SPOTS[state].format(
        court=court.citation if court is not None else court_id,
        scope=_scope(source),
        built=since(source.rebuilt_at if source else None, time_zone),
        answered=since(source.answered_at if source else None, time_zone),
        error=_error(source),
    )


def _error(source: Source | None) -> str:
    """What came instead of an answer, without the court's name and what docket does next."""
    told = (source.error if source is not None else None) or "nothing came"
    return told.partition("): ")[2].partition(";")[0] or told.rstrip(".")


def _scope(source: Source | None) -> str:
    """A feed's own words on what it carries, the first few of them."""
    said = source.scope if source is not None and source.scope else "it does not say which"
    types = [each.strip() for each in said.removeprefix("Docket entries of type:").split(",")]
    named = ", ".join(each[:_LONGEST] for each in types[:_NAMED])
    return named if len(types) <= _NAMED else f"{named} and {len(types) - _NAMED} more"
