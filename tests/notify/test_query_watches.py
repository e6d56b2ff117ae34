"""Which news the query of a watch is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bench.readers import Readers
from db.models import (
    Change,
    ChangeKind,
    Docket,
    DocketEntry,
    DocketKey,
    EntryKind,
    EntryRef,
    Meaning,
    Party,
    Query,
    Route,
    Watch,
)
from db.queries import Asked, search
from notify.match import Matcher, judged

BEGAN = datetime(2025, 5, 23, 12, 0, tzinfo=UTC)
LATER = BEGAN + timedelta(hours=1)
FEED = "pacer_rss:mad"
ENTRY = DocketEntry(
    number=5, labels=("Order on Motion to Stay",), entered_at=LATER, id="7",
    meaning=Meaning(EntryKind.ORDER),
)  # fmt: skip
DOCKET = Docket("mad", "1:25-cv-10676", "Example v. Sample Agency et al", id=1)


def watch(query: Query | None = None, **told: object) -> Watch:
    return Watch("asks", query=query or Query(("mad",)), id=1, created_at=BEGAN, **told)  # type: ignore[arg-type]


def change(kind: ChangeKind = ChangeKind.ENTRY_ADDED, **told: object) -> Change:
    values: dict[str, object] = {
        "docket": DocketKey("mad", "1:25-cv-10676"), "docket_id": 1, "source_id": FEED,
        "entry": EntryRef("7", 500, 5, ENTRY.labels),
    }  # fmt: skip
    return Change(kind, LATER, **(values | told))  # type: ignore[arg-type]


def finds(told: Watch, docket: Docket = DOCKET, entry: DocketEntry = ENTRY) -> bool:
    return judged(told, change(), docket, entry) is not None


@pytest.mark.parametrize(
    "caption",
    [
        "Example v. Sample Agency et al",
        "EXAMPLE v. SAMPLE AGENCY, INC.",
        "In re Sample-Agency",
        "U.S. Sample Agency v. Example",
    ],
)
def test_a_party_is_found_in_any_caption_that_names_it(caption: str) -> None:
    asked = watch(Query(("mad",), party="Sample Agency, et al."))
    assert finds(asked, replace(DOCKET, caption=caption))


@pytest.mark.parametrize(
    "caption", ["Example v. Resample Agency", "Sample v. Agency", "Example v. Sample", None]
)
def test_part_of_a_party_s_name_is_no_party(caption: str | None) -> None:
    assert not finds(
        watch(Query(("mad",), party="Sample Agency")), replace(DOCKET, caption=caption)
    )


def test_initials_are_one_word_however_they_are_written() -> None:
    for caption in ("D.V.D. v. U.S. Department", "DVD v. US Department", "D. V. D. v. Board"):
        assert finds(watch(Query(("mad",), party="D.V.D.")), replace(DOCKET, caption=caption))


def test_a_party_that_only_a_docket_page_tells_is_found() -> None:
    told = replace(DOCKET, parties=(Party("Other Board"),))
    assert finds(watch(Query(("mad",), party="other board")), told)


def test_all_that_a_query_says_must_hold() -> None:
    asked = watch(Query(("mad",), party="Sample Agency", nature_of_suit="440"), judge="Ada Sample")
    told = replace(DOCKET, nature_of_suit="440 Civil Rights: Other", judge="Ada B. Sample")
    assert finds(asked, told)
    assert not finds(asked, replace(told, nature_of_suit="4401 Other"))
    assert not finds(asked, replace(told, judge="Ada Instance"))
    assert not finds(asked, replace(told, court_id="rid"))


def test_a_nature_of_suit_is_found_by_its_words_too() -> None:
    told = replace(DOCKET, nature_of_suit="440 Civil Rights: Other")
    assert finds(watch(Query(("mad",), nature_of_suit="civil rights")), told)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Judge Ada B. Sample: ORDER entered.", True),
        ("Signed by Magistrate Judge Ada Sample on 5/23/25.", True),
        ("ORDER by the Hon. Judge Sample granting it.", True),
        ("MOTION to recuse Judge Ada Sample", False),
        ("Judge Ada Instance: ORDER entered.", False),
    ],
)
def test_a_judge_is_known_by_what_he_ruled(text: str, is_found: bool) -> None:
    assert finds(watch(judge="Sample"), entry=replace(ENTRY, text=text)) is is_found


def test_a_word_is_looked_for_in_the_caption_and_in_the_filing() -> None:
    assert finds(watch(terms=("motion to stay",)))
    assert finds(watch(terms=("sample agency",)))
    assert finds(watch(terms=("O.C.G.",)), entry=replace(ENTRY, text="the return of OCG"))
    assert not finds(watch(terms=("O.C.G.",)))


def test_only_the_first_filing_of_a_docket_opens_it() -> None:
    new_cases = watch(Query(("mad",), new_cases=True))
    complaint = replace(ENTRY, number=1, labels=("Complaint",))
    assert finds(new_cases, entry=complaint)
    assert not finds(new_cases)
    assert not finds(new_cases, entry=replace(ENTRY, number=4, labels=("Amended Complaint",)))
    assert finds(new_cases, entry=replace(complaint, number=None))
    edited = change(ChangeKind.ENTRY_EDITED, field="labels", old=["Case"])
    assert judged(new_cases, edited, DOCKET, complaint) is None


def test_filters_hold_back_what_a_query_finds() -> None:
    told = judged(watch(terms=("stay",), kinds=(EntryKind.MOTION,)), change(), DOCKET, ENTRY)
    assert told is not None
    assert (told.route, told.reason) == (Route.HELD, "kind order")


def test_a_case_that_lost_the_name_is_told_under_both() -> None:
    asked = watch(Query(("mad",), party="Sample Agency"))
    news = change(ChangeKind.RECAPTIONED, entry=None, field="caption", old=DOCKET.caption)
    assert judged(asked, news, replace(DOCKET, caption="Example v. Other Board")) is not None


def wanted(news: Change, asked: Asked | None = None, **told: object) -> bool:
    known = None if asked is None else {1: asked}
    matcher = Matcher([watch(Query(("mad",), party="Sample Agency"), **told)], known)
    return bool(matcher.wanting(news, DOCKET, ENTRY))


def test_what_a_first_answer_lists_is_news_only_if_it_was_entered_since() -> None:
    waiting, answered = Asked({"mad": BEGAN}), Asked({"mad": BEGAN}, {FEED: BEGAN})
    old, new = {"entered_at": "2025-05-23T11:00:00Z"}, {"entered_at": "2025-05-23T12:30:00Z"}
    assert not wanted(change(new=old), waiting)
    assert wanted(change(new=new), waiting)
    assert wanted(change(new=old), answered), "late is not lost"
    assert not wanted(change(new=new), Asked({"mad": LATER + timedelta(hours=1)}))


def test_what_a_docket_s_own_source_tells_is_news_since_the_query_began() -> None:
    news = change(source_id="courtlistener:mad:1:25-cv-10676", new={"entered_at": None})
    assert wanted(news, Asked({"mad": BEGAN}))
    assert not wanted(news, Asked({"mad": LATER + timedelta(hours=1)}))


def test_a_text_that_comes_later_is_told_to_a_query_that_waited_for_it() -> None:
    matcher = Matcher([watch(terms=("Ghana",))], {1: Asked({"mad": BEGAN}, {FEED: BEGAN})})
    stub, whole = ENTRY, replace(ENTRY, text="Flights to Ghana are stayed.")
    assert not matcher.wanting(change(), DOCKET, stub)
    text = change(ChangeKind.ENTRY_EDITED, field="text", new=whole.text, quiet=True)
    assert matcher.wanting(text, DOCKET, whole)
    assert not matcher.wanting(text, DOCKET, replace(whole, entered_at=BEGAN - timedelta(days=9)))
    by_label = Matcher([watch(terms=("motion to stay",))], {1: Asked({"mad": BEGAN})})
    assert not by_label.wanting(text, DOCKET, whole), "it was told before"


def test_news_of_a_feed_reaches_a_query_and_waits_where_all_courts_are_asked() -> None:
    failing = Change(ChangeKind.SOURCE_FAILING, LATER, source_id=FEED)
    named, everywhere = watch(Query(("mad",))), replace(watch(Query()), slug="all")
    other = replace(watch(Query(("rid",))), slug="rid")
    found = Matcher([named, everywhere, other]).wanting(failing, None)
    assert [(each.slug, verdict.route) for each, verdict in found] == [
        ("asks", Route.NOW),
        ("all", Route.HELD),
    ]


def test_a_muted_query_wants_nothing() -> None:
    assert not wanted(change(new={"entered_at": "2025-05-23T12:30:00Z"}), muted=True)


def test_the_index_finds_what_a_loop_over_all_queries_finds() -> None:
    readers = Readers(seed=7)
    watches = list(readers.queries(0))[::10] + list(readers.queries(0))[7::10]
    matcher = Matcher(watches, readers.asked(watches))
    for news in readers.news()[::100]:
        found = {each.id for each, _ in matcher.wanting(news.change, news.docket, news.entry)}
        plainly = {each.id for each in watches if search(each).wants(news.docket, news.entry)}
        assert found == plainly
