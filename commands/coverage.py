"""What is seen of a docket by all its sources together, and what is not: in words.

One docket may have many sources: its court's feed, a service's copy, a page of its own, mail that
somebody hands in. Each sees a part; `of_case` says who does, and what is left that nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from commands import source_words
from db import budget, courts, plain
from db.config import Config
from db.courts import Court, CourtLevel
from db.coverage import SEEING
from db.gaps import Gap, GapField
from db.interest import covers, tells_of
from db.kinds import KINDS
from db.models import Docket, DocketKey, Source, SourceKind, SourceState, WatchedCase
from db.services import COURTLISTENER, Hold
from db.shelves import Shelves
from notify import blind_spots, gap_words
from notify.reader import Reader

_BRIEF = timedelta(minutes=10)  # a pause that blinds nobody

# What would let us see more, where it is not there already.
_TOKEN = (
    "A CourtListener token, or the court's own notices to you (`docket ingest mail`), would {gain}."
)
_ATOM = (
    "CourtListener's feed needs no token, but its robots.txt forbids it to programs:"
    " `atom = true` under [courtlistener] in config.toml turns it on."
)
_NO_ID = (
    "CourtListener's feed of {key} is not asked, because its number there is not known:"
    " watch the case by its link there."
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the store knows of all sources, read once for many dockets."""

    sources: tuple[Source, ...]
    gaps: tuple[Gap, ...]  # that are still open
    hold: Hold | None  # why CourtListener is not asked now


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who tells of a docket, what nobody tells, and what the user can do about that."""

    key: DocketKey
    sources: tuple[Source, ...]  # those that are asked first
    blind_spots: tuple[str, ...]  # a sentence each
    advice: tuple[str, ...]


def outlook(store: Shelves, config: Config, now: datetime) -> Outlook:
    held = hold(store, config, now)
    if held is not None and held.until - now < _BRIEF:
        held = None
    return Outlook(tuple(store.sources.all()), tuple(store.gaps.open()), held)


def hold(store: Shelves, config: Config, now: datetime) -> Hold | None:
    """CourtListener's own word that it is not to be asked, or a budget that is spent."""
    limits = budget.windows(config.courtlistener)
    free_at = store.services.next_at(COURTLISTENER, limits, now)
    spent = Hold(free_at, "your token's budget is spent") if free_at > now else None
    return store.services.hold(COURTLISTENER, now) or spent


def of_case(case: WatchedCase, known: Outlook, config: Config) -> Coverage:
    """The coverage of one case, as its sources last answered, or else as was last known."""
    court = courts.get(case.court_id)
    telling = [source for source in known.sources if tells_of(source, case)]
    telling.sort(key=lambda each: (not KINDS[each.kind].is_asked, KINDS[each.kind].believed))
    return Coverage(
        case.key,
        tuple(telling),
        (
            *_not_seen(court, telling, config.time_zone),
            *_not_asked(telling, known.hold, config.time_zone),
            *_missing(case, known.gaps, config.time_zone),
        ),
        tuple(_advice(case, court, telling, config)),
    )


def of_court(court_id: str, known: Outlook, config: Config) -> Coverage:
    """What is seen of a whole court, by those of its sources that tell of no single docket."""
    court = courts.get(court_id)
    telling = [each for each in known.sources if each.court_id == court_id and not each.number]
    blind = _not_seen(court, telling, config.time_zone)
    return Coverage(DocketKey(court_id, ""), tuple(telling), tuple(blind), ())


def _not_seen(court: Court, telling: Iterable[Source], time_zone: str) -> list[str]:
    sources = list(telling)
    known = [source_words.as_known(court, each) for each in sources]
    told, *others = blind_spots.of_docket(court.id, known, Reader(time_zone))
    if court.feed is not None and any(
        source_words.is_only_in_table(court, each) for each in sources
    ):
        told = f"As of {court.feed.as_of:%B %Y}: {told}"
    return [told, *others]


def _not_asked(telling: Iterable[Source], hold: Hold | None, time_zone: str) -> Iterator[str]:
    if hold is not None and any(KINDS[each.kind].is_metered for each in telling):
        until = Reader(time_zone).moment(hold.until)
        yield f"CourtListener is not asked before {until}: {hold.reason.rstrip('.')}."


def _missing(case: WatchedCase, gaps: Iterable[Gap], time_zone: str) -> Iterator[str]:
    """The gaps of a case that are more than information; numbers stand with the docket."""
    for gap in gaps:
        is_here = covers(case, Docket(gap.docket.court_id, gap.docket.number))
        if is_here and gap.field is not GapField.NUMBERS:
            teller = blind_spots.called(gap.source_id) if gap.source_id else "docket"
            told = gap_words.sentence(gap.field, gap.told, teller, Reader(time_zone), is_news=False)
            yield f"{gap.docket}: {told}."


def _advice(
    case: WatchedCase, court: Court, telling: Iterable[Source], config: Config
) -> Iterator[str]:
    """What would close a blind spot, and is not in use. The Supreme Court's page has all."""
    known = {each.kind: source_words.as_known(court, each) for each in telling}
    service = config.courtlistener
    if court.level is CourtLevel.SUPREME or service.token is not None:
        return
    feed = known.get(SourceKind.PACER_RSS)
    is_full = feed is not None and feed.state is SourceState.OK
    if SourceKind.MAIL not in known:
        more = f"show more of {court.label.rstrip('.')}"  # which ends the sentence
        yield _TOKEN.format(gain="add the text of filings" if is_full else more)
    if not service.atom:
        yield _ATOM
    elif SourceKind.COURTLISTENER_ATOM not in known:
        yield _NO_ID.format(key=case.key)


def not_seen(cases: Iterable[WatchedCase], known: Outlook, config: Config) -> list[str]:
    """The blind spots of several cases, each sentence once."""
    found = (said for case in cases for said in of_case(case, known, config).blind_spots)
    return list(dict.fromkeys(found))


def as_plain(coverage: Coverage) -> plain.Plain:
    """For programs."""
    court = courts.get(coverage.key.court_id)
    return {
        "docket": str(coverage.key).rstrip(),  # the court alone, where it is all of it
        "sources": [
            {
                "id": each.id,
                "kind": each.kind,
                "name": KINDS[each.kind].name,
                "state": each.state,
                "sees": source_words.carried(court, each),
                "answered_at": plain.moment(source_words.answered_at(each)),
                "error": each.error,
            }
            for each in coverage.sources
        ],
        "blind_spots": coverage.blind_spots,
        "advice": coverage.advice,
    }


def in_short(coverage: Coverage) -> str:
    """What is seen, as a phrase: "all types of entries and CourtListener"."""
    court = courts.get(coverage.key.court_id)
    seeing = [
        each for each in coverage.sources if source_words.as_known(court, each).state in SEEING
    ]
    if seeing:
        others = (source_words.title(each) for each in seeing[1:])
        return " and ".join([source_words.carried(court, seeing[0]), *others])
    told = [source_words.carried(court, each) for each in coverage.sources]
    return told[0] if told else "nothing: nobody is asked"
