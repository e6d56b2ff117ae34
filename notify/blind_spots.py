"""What we cannot see: what the sources of a docket leave out, in sentences. Pure.

A court's feed is one source of several. Where it is silent, others may tell: what is said here
is what is not seen by all of them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from db import courts
from db.courts import CourtLevel
from db.coverage import SEEING
from db.kinds import KINDS
from db.models import Source, SourceKind, SourceState
from notify.reader import ENGLISH, Reader, capital

_NAMED = 4  # types of entries; a list of 40 says nothing: `docket watch` and `sources` show it
_LONGEST = 40  # characters of one: a feed may say anything

# What a court's feed carries, and what any other source does while it does not tell.
STATES: Mapping[str, str] = {
    SourceState.NEW: "nothing yet",
    SourceState.OK: "all types of entries",
    SourceState.PARTIAL: "some types of entries",
    SourceState.STALE: "nothing new, though it answers",
    SourceState.NOT_CONFIGURED: "nothing: the court has no feed",
    SourceState.DOWN: "nothing: it does not answer",
}
_ABSENT = "nothing: it does not have this"

# What each other kind of source sees while it answers.
_SEES: Mapping[SourceKind, str] = {
    SourceKind.COURTLISTENER: "what people share of it, with its text",
    SourceKind.COURTLISTENER_ATOM: "the last 30 entries that people shared, by their day",
    SourceKind.COURTLISTENER_WEBHOOK: "what CourtListener sends you of it, with its text",
    SourceKind.SCOTUS: "all filings, with their text",
    SourceKind.GOVINFO: "opinions alone, days late",
    SourceKind.DOCKET_REPORT: "all that stood there on its day, with its text",
    SourceKind.MAIL: "what the court notifies you of, with its text",
    SourceKind.NEWS: "stories of the press, never filings",
}

_BLIND_SPOTS = {
    SourceState.NEW: "{court} was not asked yet.",
    SourceState.OK: "The feed of {court} names each filing, but not its text, and nothing sealed.",
    SourceState.PARTIAL: "The feed of {court} carries only some types of entries{scope}, not"
    " their text, and nothing sealed.",
    SourceState.STALE: "The feed of {court} has not been rebuilt {built}: nothing newer is seen"
    " there.",
    SourceState.NOT_CONFIGURED: "{court} publishes no feed: new filings there are not seen.",
    SourceState.DOWN: "The feed of {court} has not answered {answered}: nothing newer is seen"
    " there. The last try: {error}",
}
# Without a feed: is a filing seen another way, and does govinfo carry the court's opinions?
_WITHOUT_FEED: Mapping[tuple[bool, bool], str] = {
    (True, True): "{court} publishes no feed: a filing is seen once {ways}; its opinions appear on"
    " govinfo, days late.",
    (True, False): "{court} publishes no feed: a filing is seen once {ways}.",
    (False, True): "{court} publishes no feed: its opinions appear on govinfo, days late, and no"
    " other filing is seen.",
    (False, False): _BLIND_SPOTS[SourceState.NOT_CONFIGURED],
}
_PAGE = (
    "The Supreme Court's docket page gives the day of a filing, not the time, and nothing sealed."
)
_SUPREME = {
    SourceState.NEW: "The Supreme Court's docket page was not asked for yet.",
    SourceState.OK: _PAGE,
    SourceState.PARTIAL: _PAGE,
    SourceState.NOT_CONFIGURED: "The Supreme Court shows no docket {number}.",
    SourceState.DOWN: "The Supreme Court's docket page has not answered {answered}: nothing newer"
    " is seen. The last try: {error}",
}
_OTHERS = {
    SourceState.NEW: "{name} was not asked yet.",
    SourceState.NOT_CONFIGURED: "{name} does not have {court} {number}.",
    SourceState.DOWN: "{name} does not answer. The last try: {error}",
}

# What the others add to a court's feed, and how a filing comes to be seen by them.
_ALSO: Mapping[SourceState, str] = {
    SourceState.OK: "The text of a filing is seen once {ways}.",
    SourceState.PARTIAL: "A filing of another type, and the text of any, is seen once {ways}.",
    SourceState.STALE: "Until it is, a filing is seen once {ways}.",
    SourceState.DOWN: "Until it does, a filing is seen once {ways}.",
}
_SHARED = "somebody has shared it with CourtListener"
_WAYS: Mapping[SourceKind, str] = {
    SourceKind.COURTLISTENER: _SHARED,
    SourceKind.COURTLISTENER_ATOM: _SHARED,
    SourceKind.COURTLISTENER_WEBHOOK: "CourtListener has sent it to you",
    SourceKind.MAIL: "you have handed in the court's notice of it",
}


def sees(kind: SourceKind, state: SourceState, reader: Reader = ENGLISH) -> str:
    """What a source carries, as a phrase: "all types of entries", "opinions alone, days late"."""
    if kind is not SourceKind.PACER_RSS and state in SEEING:
        return reader.say(_SEES[kind])
    is_absent = kind is not SourceKind.PACER_RSS and state is SourceState.NOT_CONFIGURED
    return reader.say(_ABSENT if is_absent else STATES[state])


def called(source_id: str, reader: Reader = ENGLISH) -> str:
    """Who tells us, inside a sentence: "the feed of D. Mass.", "CourtListener"."""
    kind, court_id = SourceKind(source_id.split(":")[0]), source_id.split(":")[1]
    if kind is SourceKind.NEWS:
        return reader.say("the news source {name}", name=court_id)
    if kind is SourceKind.PACER_RSS:
        return reader.say("the feed of {court}", court=citation(court_id))
    name = reader.say(KINDS[kind].name)
    if KINDS[kind].of_docket:
        return name
    return reader.say("{name}'s feed of {court}", name=name, court=citation(court_id))


def citation(court_id: str | None) -> str:
    """A court as lawyers cite it: "D. Mass."."""
    court = courts.find(court_id) if court_id else None
    return court.label if court is not None else court_id or "an unknown court"


def of_docket(court_id: str, sources: Iterable[Source], reader: Reader) -> list[str]:
    """What is not seen of a docket, a sentence each; `sources` are those that tell of it."""
    known = {each.kind: each for each in sources}
    court = courts.find(court_id)
    if court is not None and court.level is CourtLevel.SUPREME:
        found = [_told(_SUPREME, known.pop(SourceKind.SCOTUS, None), reader)]
    else:
        feed = known.pop(SourceKind.PACER_RSS, None)
        found = [_of_feed(court_id, feed, known, reader)]
    return [*found, *_of_others(known.values(), reader)]


def blind_spot(court_id: str, feed: Source | None, reader: Reader) -> str:
    """What is not seen of a court's dockets through its feed; None: nobody asks the court."""
    return _told(_BLIND_SPOTS, feed, reader, court_id)


def _of_feed(
    court_id: str, feed: Source | None, others: Mapping[SourceKind, Source], reader: Reader
) -> str:
    """What a court's feed leaves out, and by whom it is seen none the less."""
    ways = _ways(others.values(), reader)
    if _is_missing(court_id, feed):
        return _without_feed(court_id, ways, reader, has_opinions=_has_opinions(others))
    told = blind_spot(court_id, feed, reader)
    also = _ALSO.get(feed.state) if feed is not None else None
    return f"{told} {reader.say(also, ways=ways)}" if also and ways else told


def _is_missing(court_id: str, feed: Source | None) -> bool:
    """The court says that it has no feed, or none is known of it."""
    if feed is not None:
        return feed.state is SourceState.NOT_CONFIGURED
    court = courts.find(court_id)
    return court is not None and court.feed is None


def _without_feed(court_id: str, ways: str, reader: Reader, *, has_opinions: bool) -> str:
    told = _WITHOUT_FEED[bool(ways), has_opinions]
    return reader.say(told, court=citation(court_id), ways=ways)


def _ways(others: Iterable[Source], reader: Reader) -> str:
    """How a filing comes to be seen without the court's feed; empty where it does not."""
    found = (_WAYS[each.kind] for each in others if each.kind in _WAYS and each.state in SEEING)
    return reader.say(" or ").join(reader.say(way) for way in dict.fromkeys(found))


def _has_opinions(others: Mapping[SourceKind, Source]) -> bool:
    """govinfo carries the court, as far as we know."""
    govinfo = others.get(SourceKind.GOVINFO)
    return govinfo is not None and govinfo.state in (SourceState.NEW, *SEEING)


def _of_others(others: Iterable[Source], reader: Reader) -> Iterator[str]:
    """Those that tell nothing. Of a fallback nobody expects that it does."""
    for each in others:
        kind = KINDS[each.kind]
        if each.state in _OTHERS and (each.answered_at is not None or not kind.is_fallback):
            told = _told(_OTHERS, each, reader, each.court_id)
            yield capital(told)


def _told(
    sentences: Mapping[SourceState, str], source: Source | None, reader: Reader, court_id: str = ""
) -> str:
    state = source.state if source is not None else SourceState.NEW
    return reader.say(
        sentences.get(state, sentences[SourceState.NEW]),
        name=reader.say(KINDS[source.kind].name) if source is not None else "",
        court=citation(court_id),
        number=source.number if source is not None else "",
        scope=_scope(source),
        built=reader.since(source.rebuilt_at if source else None),
        answered=reader.since(source.answered_at if source else None),
        error=_error(source, reader),
    )


def _error(source: Source | None, reader: Reader) -> str:
    """What came instead of an answer, without who was asked and what docket does next."""
    told = (source.error if source is not None else None) or reader.say("nothing came")
    words = (told.partition("): ")[2].partition(";")[0] or told).rstrip(".")
    return words if words.endswith("?") else f"{words}."


def _scope(source: Source | None) -> str:
    """A feed's own words on what it carries, in brackets, where they are few."""
    said = (source.scope if source is not None else None) or ""
    types = [each.strip() for each in said.removeprefix("Docket entries of type:").split(",")]
    if not said or len(types) > _NAMED:
        return ""
    return f" ({', '.join(each[:_LONGEST] for each in types)})"
