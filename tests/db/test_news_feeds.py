"""News sources: which there are, what a search asks for, and when one stands still."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from db import coverage, needs, news_presets, news_searches, plain
from db.config import Config, Home
from db.errors import DocketError, NotFound
from db.models import (
    Docket,
    Snapshot,
    Source,
    SourceKind,
    SourceState,
    Telling,
    Watch,
    WatchedCase,
)
from db.needs import Asker
from db.press import NewsFeed, NewsForm
from db.store import Store
from tests.db.conftest import NOON, watch

HERALD = NewsFeed(
    "herald",
    "https://herald.example/rss",
    title="Sample Herald",
    form=NewsForm.LISTING,
    despite_robots=True,
    every=timedelta(minutes=15),
)
PRESS = Source("news:herald", SourceKind.NEWS, "", HERALD.url)


def test_what_is_added_is_kept_as_it_was_told(store: Store) -> None:
    assert store.feeds.add(HERALD, NOON) == replace(HERALD, added_at=NOON)
    assert store.feeds.all() == [store.feeds.get("herald")]
    assert store.feeds.of_source("news:herald:matter") == store.feeds.get("herald")


@pytest.mark.parametrize("other", [replace(HERALD, slug="x"), replace(HERALD, url="https://x")])
def test_a_name_or_an_address_that_is_taken_is_refused(store: Store, other: NewsFeed) -> None:
    store.feeds.add(HERALD, NOON)
    with pytest.raises(DocketError, match="docket news remove herald"):
        store.feeds.add(other, NOON)


def test_what_is_removed_is_gone(store: Store) -> None:
    store.feeds.add(HERALD, NOON)
    store.feeds.remove("herald")
    assert store.feeds.find("herald") is None
    with pytest.raises(NotFound, match="docket news list"):
        store.feeds.remove("herald")


def test_presets_are_told_apart_and_their_addresses_are_whole() -> None:
    presets = news_presets.PRESETS.values()
    assert {each.url for each in presets if each.form is not NewsForm.SEARCH} == {
        each.url for each in presets if each.url.startswith("http")
    }
    assert all("robots.txt" in each.note for each in presets)
    assert news_presets.find("GOOGLE-NEWS") is news_presets.PRESETS["google-news"]


# Searches.


@pytest.mark.parametrize(
    ("caption", "short"),
    [
        ("Example v. Sample Agency, et al", "Example v. Sample Agency"),
        ("Example et al v. Sample Agency et al", "Example v. Sample Agency"),
        ("Doe, Jr. v. Sample, in her official capacity", "Doe v. Sample"),
        ("In re Sample (Chapter 11)", "In re Sample"),
        ("Example v. $4,530 in Currency, et al", "Example v. $4,530 in Currency"),
    ],
)
def test_a_caption_is_asked_for_in_its_short_form(caption: str, short: str) -> None:
    assert news_searches.short_form(caption) == short


def test_a_query_has_the_surest_words_first() -> None:
    words = news_searches.query(["Example v. Sample Agency"], ["E.X.A."], "Jane B. Sample")
    expected = '"E.X.A." OR "Example v. Sample Agency" OR "Judge Jane Sample" when:7d'
    assert words == expected


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Hon. Jane B. Sample", "Judge Jane Sample"),
        ("Chief Judge Jane Sample, U.S.D.J.", "Judge Jane Sample"),
        ("Magistrate Judge Sample", "Judge Sample"),
        ("Chief Justice Sample", "Justice Sample"),
    ],
)
def test_a_judge_is_asked_for_with_one_title(name: str, asked: str) -> None:
    assert news_searches.query([], [], name) == f'"{asked}" when:7d'


def test_a_query_fits_and_is_never_cut_inside_a_word() -> None:
    words = news_searches.query(["x" * 300, *(f"Example {n} v. Sample" for n in range(50))], [], "")
    assert len(words) <= news_searches.LONGEST
    assert words.endswith('Sample" when:7d')


def test_words_cannot_break_out_of_their_quotes() -> None:
    words = news_searches.query([], ['a" OR site:evil.example OR "b', '"', "J."], None)
    assert words == '"a OR site:evil.example OR b" when:7d'
    assert news_searches.query([], ["", "..."], None) == ""


def test_captions_of_kept_dockets_are_asked_for(store: Store) -> None:
    watch(store)
    docket = Docket("mad", "1:25-cv-10676", caption="Example v. Sample Agency")
    store._connection.execute(
        "insert into docket (court_id, number, stem, told) values (?, ?, ?, ?)",
        (*("mad", "1:25-cv-10676", "25-10676"), plain.packed_docket(docket)),
    )
    search = NewsFeed("s", "https://s.example/?q={query}", form=NewsForm.SEARCH, preset="s")
    store.feeds.add(search, NOON)
    store.sources.sync(_config(), NOON)
    assert "Example%20v.%20Sample%20Agency" in store.sources.get("news:s:matter").url


def test_a_new_watch_has_the_press_asked_anew_but_for_the_searches_of_others(
    store: Store,
) -> None:
    """Red when: with a thousand watches each new one costs a service a thousand searches."""
    search = NewsFeed("s", "https://s.example/?q={query}", form=NewsForm.SEARCH)
    store.feeds.add(search, NOON)
    store.feeds.add(HERALD, NOON)
    case = WatchedCase("mad", "1:25-cv-10676")
    store.watches.add(Watch("mine", (case,), aliases=("E.X.A.",)), NOON)
    store.sources.sync(_config(), NOON)
    _ask_all(store)
    case = WatchedCase("mad", "1:25-cv-20000")
    store.watches.add(Watch("quiet", (case,), news=Telling.OFF), NOON)
    assert _due_press(store) == []
    store.watches.add(Watch("yours", (case,), aliases=("U.V.W.",)), NOON)
    store.sources.sync(_config(), NOON)
    assert _due_press(store) == ["news:herald", "news:s:yours"]
    _ask_all(store)
    mine = store.watches.get("mine")
    store.watches.update(replace(mine, cases=(*mine.cases, case)), NOON)
    assert _due_press(store) == ["news:herald", "news:s:mine"]


def _ask_all(store: Store) -> None:
    later = plain.instant(NOON + timedelta(hours=1))
    store._connection.execute("update source set next_check_at = ?, seen = x'01'", (later,))


def _due_press(store: Store) -> list[str]:
    return [each.id for each in store.sources.due(NOON) if each.kind is SourceKind.NEWS]


def _config() -> Config:
    return Config(Home(Path("config.toml"), Path("docket.db"), Path("poll.lock")))


def test_no_search_is_told_a_name_that_is_withheld() -> None:
    """Red when: `never_send` holds for messages, and not for what a search service is asked."""
    search = NewsFeed("s", "https://s.example/?q={query}", form=NewsForm.SEARCH, preset="s")
    asker = Asker("matter", ("Samplename v. Agency",), ("E.X.A.", "Jo Samplename"), "Jane Bench")
    config = replace(_config(), never_send=("Samplename", "Bench"))
    (source,) = needs.of_press([search], [asker], config)
    assert source.url == "https://s.example/?q=%22E.X.A.%22%20when%3A7d"


def test_nobody_who_wants_stories_needs_no_source() -> None:
    assert needs.of_press([HERALD], [], _config()) == []
    (source,) = needs.of_press([HERALD], [Asker("matter"), Asker("other")], _config())
    assert (source.id, source.court_id, source.url) == ("news:herald", "", HERALD.url)


# Silence.


def answer(
    after: timedelta, lull: timedelta | None = timedelta(days=3), **told: object
) -> Snapshot:
    values: dict[str, object] = {"state": SourceState.OK, "built_at": NOON} | told
    return Snapshot(lull=lull, fetched_at=NOON + after, **values)  # type: ignore[arg-type]


def test_a_silence_of_its_own_kind_is_fine_and_a_longer_one_is_stale() -> None:
    fine = coverage.after(PRESS, answer(timedelta(days=3)))
    assert fine.state is SourceState.OK
    stale = coverage.after(fine, answer(timedelta(days=3, seconds=1)))
    assert (stale.state, stale.carries) == (SourceState.STALE, SourceState.OK)


def test_a_stale_source_is_fine_again_once_it_moves() -> None:
    stale = coverage.after(PRESS, answer(timedelta(days=9)))
    moved = answer(timedelta(days=9), built_at=NOON + timedelta(days=9))
    assert coverage.after(stale, moved).state is SourceState.OK


def test_an_unchanged_answer_ages_too() -> None:
    known = replace(PRESS, built_at=NOON, carries=SourceState.OK)
    unchanged = answer(timedelta(days=4), state=SourceState.UNCHANGED, carries=SourceState.OK)
    assert coverage.after(known, unchanged).state is SourceState.STALE


def test_a_source_without_dates_is_never_stale() -> None:
    undated = answer(timedelta(days=900), lull=None, built_at=None)
    assert coverage.after(PRESS, undated).state is SourceState.OK


def test_a_source_that_was_away_leaves_no_gap_in_a_case() -> None:
    before = replace(PRESS, answered_at=NOON, state=SourceState.OK, carries=SourceState.OK)
    late = answer(timedelta(days=2), built_at=NOON + timedelta(days=2))
    now = coverage.after(before, late)
    key = Docket("mad", "1:25-cv-10676").key
    assert coverage.changes(before, now, late, (key,), is_said=False) == []
