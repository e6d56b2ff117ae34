"""Promise 8: what the sources of a docket leave out is said, for each way of being blind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from db.kinds import KINDS
from db.models import Change, ChangeKind, DocketKey, Source, SourceKind, SourceState, Watch
from notify import blind_spots, matters, render, sentences
from notify.reader import Reader
from notify.story import Happening, Story, happenings, service_of
from tests.notify.test_matters import delivery

ZONE = "America/New_York"
NOON = datetime(2025, 5, 23, 16, 0, tzinfo=UTC)


def source(kind: SourceKind, state: SourceState = SourceState.OK, **told: object) -> Source:
    of_docket = KINDS[kind].of_docket
    values: dict[str, object] = {
        "court_id": "mad",
        "number": "1:25-cv-10676" if of_docket else None,
    }
    values |= {"answered_at": NOON, "error": "Court (host): it said 503; docket asks again"} | told
    place = ":".join(filter(None, [str(values["court_id"]), values["number"]]))  # type: ignore[list-item]
    return Source(f"{kind}:{place}", kind, url="https://x.example", state=state, **values)  # type: ignore[arg-type]


def said(court_id: str, *sources: Source) -> str:
    return " ".join(blind_spots.of_docket(court_id, sources, Reader(ZONE)))


FEED = source(SourceKind.PACER_RSS)
NO_FEED = source(SourceKind.PACER_RSS, SourceState.NOT_CONFIGURED, answered_at=None)
API = source(SourceKind.COURTLISTENER)
MAIL = source(SourceKind.MAIL)
GOVINFO = source(SourceKind.GOVINFO)
PAGE = source(SourceKind.SCOTUS, court_id="scotus", number="24A1153")


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ([NO_FEED], "publishes no feed: new filings there are not seen."),
        ([NO_FEED, GOVINFO], "its opinions appear on govinfo, days late, and no other filing"),
        ([NO_FEED, API], "publishes no feed: a filing is seen once somebody has shared it with"),
        ([NO_FEED, API, GOVINFO], "CourtListener; its opinions appear on govinfo, days late."),
        ([NO_FEED, API, MAIL], "CourtListener or you have handed in the court's notice of it."),
        ([FEED], "names each filing, but not its text, and nothing sealed."),
        ([FEED, API], "The text of a filing is seen once somebody has shared it"),
        (
            [source(SourceKind.PACER_RSS, SourceState.PARTIAL, scope="order,opinion")],
            "only some types of entries (order, opinion), not their text",
        ),
        (
            [source(SourceKind.PACER_RSS, SourceState.PARTIAL, scope="a,b,c,d,order-cr")],
            "only some types of entries, not their text",
        ),
        ([source(SourceKind.PACER_RSS, SourceState.DOWN), API], "Until it does, a filing is seen"),
        (
            [source(SourceKind.PACER_RSS, SourceState.STALE, built_at=NOON)],
            "not been rebuilt since Friday 23 May 2025, 12:00 PM EDT: nothing newer is seen there.",
        ),
        (
            [FEED, source(SourceKind.COURTLISTENER, SourceState.DOWN)],
            "CourtListener does not answer. The last try: it said 503.",
        ),
        (
            [FEED, source(SourceKind.COURTLISTENER, SourceState.NOT_CONFIGURED)],
            "CourtListener does not have D. Mass. 1:25-cv-10676.",
        ),
        ([FEED, replace(API, state=SourceState.NEW)], "CourtListener was not asked yet."),
    ],
)  # fmt: skip
def test_every_way_of_being_blind_has_its_words(sources: list[Source], told: str) -> None:
    """Red when: the sentence of that state is left out of its table."""
    assert told in said("mad", *sources)


@pytest.mark.parametrize("words", ["the token was refused (401).", "is the name right?"])
def test_a_failure_ends_as_its_words_end(words: str) -> None:
    down = replace(API, state=SourceState.DOWN, error=f"CourtListener (www.example): {words}")
    assert said("mad", down).endswith(f"The last try: {words}")


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (SourceState.NEW, "was not asked for yet"),
        (SourceState.OK, "gives the day of a filing, not the time"),
        (SourceState.NOT_CONFIGURED, "shows no docket 24A1153."),
        (SourceState.DOWN, "has not answered since Friday 23 May 2025, 12:00 PM EDT: nothing"),
    ],
)
def test_the_supreme_court_has_a_page_and_no_feed(state: SourceState, told: str) -> None:
    assert told in said("scotus", replace(PAGE, state=state))
    assert "feed" not in said("scotus", replace(PAGE, state=state))


def test_a_fallback_that_never_answered_is_no_blind_spot_of_its_own() -> None:
    silent = source(SourceKind.GOVINFO, SourceState.DOWN, answered_at=None)
    assert said("mad", NO_FEED, silent) == said("mad", NO_FEED)
    lost = source(SourceKind.GOVINFO, SourceState.DOWN)
    assert "Govinfo does not answer." in said("mad", NO_FEED, lost)


@pytest.mark.parametrize("kind", SourceKind)
@pytest.mark.parametrize("state", sorted(set(SourceState) - {SourceState.UNCHANGED}))
def test_never_is_nothing_new_said_where_nothing_is_seen(
    kind: SourceKind, state: SourceState
) -> None:
    phrase = blind_spots.sees(kind, state)
    assert phrase
    is_blind = state in (SourceState.DOWN, SourceState.NOT_CONFIGURED, SourceState.NEW)
    assert phrase.startswith("nothing") is (is_blind or phrase.startswith("nothing new, though"))


KEYS = [DocketKey("mad", "1:25-cv-10676"), DocketKey("mad", "1:25-cv-11111")]


def change(kind: ChangeKind, key: DocketKey | None, source_id: str, **told: object) -> Change:
    return Change(kind, NOON, docket=key, source_id=source_id, **told)  # type: ignore[arg-type]


def failing(key: DocketKey, id: int) -> Change:
    source_id = f"courtlistener:{key.court_id}:{key.number}"
    return change(ChangeKind.SOURCE_FAILING, key, source_id, field="state", new="down", id=id)


def test_a_service_that_fails_for_many_dockets_is_one_line() -> None:
    """Red when: `service_of` gives the id of each docket's source."""
    told = (failing(KEYS[0], 1), failing(KEYS[1], 2))
    (happening,) = happenings(Story("1", told, ()))
    assert happening.docket_keys == tuple(KEYS)
    message = render.message(Story("1", told, (Watch("w"),)))
    assert message.title.startswith("CourtListener has not answered")
    assert "D. Mass. 1:25-cv-10676, 1:25-cv-11111" in message.text


def test_a_service_that_fails_for_dockets_of_several_courts_is_one_line() -> None:
    """Red when: `_sameness` of a source's news asks for the court."""
    told = (failing(KEYS[0], 1), failing(DocketKey("ca1", "25-1393"), 2))
    message = render.message(Story("1", told, (Watch("w"),)))
    assert message.title == "CourtListener has not answered since we began to ask"
    lines = message.text.splitlines()
    assert lines[1] == "1st Cir. 25-1393; D. Mass. 1:25-cv-10676"
    assert message.text.count("has not answered") == 1


def test_a_service_that_fails_for_two_matters_is_one_message() -> None:
    watches = [Watch("a", id=1), Watch("b", id=2)]
    both = [delivery(failing(KEYS[0], 1), "a"), delivery(failing(KEYS[1], 2), "b")]
    (parcel,) = matters.parcels(both, watches)
    assert len(parcel.deliveries) == 2


@pytest.mark.parametrize(
    ("source_id", "field", "told", "sentence"),
    [
        ("pacer_rss:mad", "numbers", [[66, 90], [92, 92]],
         "Entries with the numbers 66-90, 92 were not seen"),
        ("pacer_rss:mad", "numbers", [[117, 117]], "The entry with the number 117 was not seen"),
        ("pacer_rss:mad", "window", {"from": "2025-05-21T04:00:00Z", "to": "2025-05-22T16:30:00Z"},
         "The feed of D. Mass. was not read from Wednesday 21 May 2025, 12:00 AM EDT to Thursday"
         " 22 May 2025, 12:30 PM EDT: filings of that time may be missing here"),
        ("courtlistener:mad:1:25-cv-10676", "last_filing_on",
         {"last_filing_on": "2025-05-28", "newest_on": "2025-05-23"},
         "There is at least one filing that we cannot see: CourtListener knows of one of"
         " Wednesday 28 May 2025; the newest here is of Friday 23 May 2025"),
        ("courtlistener:mad:1:25-cv-10676", "last_filing_on",
         {"last_filing_on": "2025-05-28", "newest_on": None},
         "There is at least one filing that we cannot see: CourtListener knows of one of"
         " Wednesday 28 May 2025; none is here"),
        ("courtlistener_atom:mad:1:25-cv-10676", "burst",
         {"from": "2025-05-23T12:01:00Z", "to": "2025-05-23T13:01:00Z"},
         "Between Friday 23 May 2025, 8:01 AM EDT and Friday 23 May 2025, 9:01 AM EDT more was"
         " filed than CourtListener's feed lists: some of it may be missing here"),
    ],
)  # fmt: skip
def test_every_gap_has_its_words(source_id: str, field: str, told: object, sentence: str) -> None:
    gap = change(ChangeKind.GAP_SUSPECTED, KEYS[0], source_id, field=field, new=told)
    assert sentences.sentence(Happening((gap,)), Story("1", (gap,), (), time_zone=ZONE)) == sentence


def test_an_outage_that_a_case_and_a_query_are_told_is_one_line() -> None:
    lost = {"from": "2025-05-23T12:01:00Z", "to": "2025-05-24T13:01:00Z"}
    told = [
        replace(
            change(ChangeKind.GAP_SUSPECTED, KEYS[0], "pacer_rss:mad", field="window", new=lost),
            docket=key,
            id=place,
        )
        for place, key in enumerate((KEYS[0], None))
    ]
    (happening,) = happenings(Story("1", tuple(told), ()))
    assert happening.docket_keys == (KEYS[0],)


def test_a_gap_of_a_docket_is_news_of_its_matter_alone() -> None:
    api = f"courtlistener:mad:{KEYS[0].number}"
    assert service_of(change(ChangeKind.GAP_SUSPECTED, KEYS[0], api, field="last_filing_on")) == ""
    assert service_of(failing(KEYS[0], 1)) == "CourtListener"
    outage = change(ChangeKind.GAP_SUSPECTED, KEYS[0], "pacer_rss:mad", field="window")
    assert service_of(outage) == "pacer_rss:mad"
