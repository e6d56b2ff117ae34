"""What the press lists: each file in `tests/data/news_feeds` as its `.json`, and more."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import Snapshot, Source, SourceKind, SourceState
from db.press import NewsForm
from scraper.parsers import news, news_dates, news_links, news_memory, news_pages

DATA = Path(__file__).parents[1] / "data" / "news_feeds"
NOW = datetime(2025, 5, 24, 12, 0, tzinfo=UTC)
FEED = Source("news:herald", SourceKind.NEWS, "", "https://herald.example/rss/")
LISTING = NewsForm.LISTING
_SAID = ("url", "title", "publisher", "authors", "published_at", "modified_at", "language")


def read(body: bytes, before: Snapshot | None = None, form: NewsForm = NewsForm.FEED) -> Snapshot:
    known = FEED if before is None else replace(FEED, seen=before.seen, built_at=before.built_at)
    return news.parse(body, known, form, NOW)


def item(number: int, *more: str, title: str = "", minutes: int | None = None) -> str:
    """A story of an invented newspaper, `minutes` before noon."""
    told = title or f"Judge rules on motion {number}"
    at = NOW - timedelta(minutes=number if minutes is None else minutes)
    return (
        f"<item><title>{told}</title><link>https://herald.example/s/{number}</link>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} GMT</pubDate>{''.join(more)}</item>"
    )


def feed(items: Iterable[str], built: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>Sample Herald</title>{built}{''.join(items)}</channel></rss>"
    ).encode()


def titles(snapshot: Snapshot) -> list[str]:
    return [each.title for each in snapshot.articles]


def codes(snapshot: Snapshot) -> list[str]:
    return [each.code for each in snapshot.problems]


def told(snapshot: Snapshot) -> dict[str, Any]:
    """A snapshot as the JSON that stands beside a sample: only what it says."""
    said = {
        "state": snapshot.state,
        "built_at": _plain(snapshot.built_at),
        "problems": [[each.code, each.item] for each in snapshot.problems],
        "articles": [
            {
                name: _plain(value)
                for name, value in asdict(each).items()
                if name in (*_SAID, "summary") and value not in (None, ())
            }
            for each in snapshot.articles
        ],
    }
    return {name: value for name, value in said.items() if value not in (None, [])}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize(
    "path",
    sorted(each for each in DATA.iterdir() if each.suffix != ".json"),
    ids=lambda path: path.name,
)
def test_a_source_becomes_what_stands_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    form = LISTING if path.suffix == ".listing" else NewsForm.FEED
    assert told(read(path.read_bytes(), form=form)) == expected


# What was read before.


def test_the_same_bytes_are_unchanged_and_not_read() -> None:
    first = read(feed(map(item, range(3))))
    again = read(feed(map(item, range(3))), first)
    assert (again.state, again.articles) == (SourceState.UNCHANGED, ())
    assert (again.built_at, again.seen, again.lull) == (first.built_at, first.seen, first.lull)


def test_a_new_build_date_alone_is_no_news() -> None:
    first = read(feed(map(item, range(3))))
    again = read(feed(map(item, range(3)), "<lastBuildDate>now</lastBuildDate>"), first)
    assert (again.state, again.articles) == (SourceState.UNCHANGED, ())


def test_only_unread_stories_come_out_the_newest_first() -> None:
    first = read(feed(map(item, range(2, 5))))
    assert titles(read(feed(map(item, range(5))), first)) == [
        "Judge rules on motion 0",
        "Judge rules on motion 1",
    ]


def test_a_modified_story_comes_out_again_and_a_moved_one_does_not() -> None:
    first = read(feed(map(item, range(3))))
    second = read(feed([item(2), item(1, title="Updated: judge rules"), item(0)]), first)
    assert titles(second) == ["Updated: judge rules"]


def test_words_that_readers_never_see_modify_no_story() -> None:
    """Red when: a story is known by its bytes alone."""
    first = read(feed(map(item, range(3))))
    second = read(feed(item(each, "<ad>47</ad>") for each in range(3)), first)
    assert second.articles == ()


def test_a_story_that_left_the_list_and_came_back_is_known() -> None:
    first = read(feed(map(item, range(3))))
    second = read(feed([item(0)]), first)
    assert read(feed(map(item, range(3))), second).articles == ()


def test_the_memory_stays_bounded() -> None:
    snapshot = read(feed(map(item, range(100))))
    for start in range(100, 4000, 100):
        snapshot = read(feed(map(item, range(start, start + 100))), snapshot)
    assert len(snapshot.seen) <= 12 * news_memory.LEAST_KEPT


# Floods.


def test_a_first_answer_is_cut_to_the_newest_and_is_no_flood() -> None:
    snapshot = read(feed(map(item, range(400))))
    assert (snapshot.state, codes(snapshot)) == (SourceState.OK, [])
    assert titles(snapshot)[0] == "Judge rules on motion 0"
    assert len(snapshot.articles) == 300


def test_a_flood_is_partial_and_its_rest_is_remembered() -> None:
    first = read(feed([item(5000)]))
    flood = read(feed(map(item, range(500))), first)
    assert (flood.state, codes(flood)) == (SourceState.PARTIAL, ["flood"])
    assert "newest 300" in (flood.scope or "")
    assert len(flood.articles) == 300
    after = read(feed(map(item, [*range(500), 501])), flood)
    assert (after.state, titles(after)) == (SourceState.OK, ["Judge rules on motion 501"])


def test_after_a_flood_an_unchanged_answer_is_whole_again() -> None:
    flood = read(feed(map(item, range(500))), read(feed([item(5000)])))
    assert read(feed(map(item, range(500))), flood).carries is SourceState.OK


# Silence.


@pytest.mark.parametrize(
    ("gap", "lull"),
    [
        (timedelta(minutes=5), timedelta(days=3)),
        (timedelta(days=1), timedelta(days=10)),
        (timedelta(days=9), timedelta(days=60)),
    ],
)
def test_a_lull_is_what_its_own_rhythm_explains(gap: timedelta, lull: timedelta) -> None:
    minutes = int(gap.total_seconds() // 60)
    snapshot = read(feed(item(each, minutes=minutes * each) for each in range(5)))
    assert (snapshot.lull, snapshot.built_at) == (lull, NOW)


def test_a_source_without_dates_has_no_lull() -> None:
    undated = "<item><title>An undated story</title><link>/s/1</link></item>"
    snapshot = read(feed([undated]))
    assert (snapshot.lull, snapshot.built_at) == (None, None)
    assert snapshot.articles[0].url == "https://herald.example/s/1"


# What is no list, or half a one.


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        (b"", "empty_body", "empty"),
        (b"<!DOCTYPE html><title>Sample Herald</title><p>News", "html_page", "--listing"),
        (b"<html><p>Before you continue to Sample", "consent_page", "another source"),
        (b"<html><form><input type='password'>", "login_page", "logs in nowhere"),
        (b"<html><title>Just a moment...</title>", "challenge_page", "programs"),
        (b'{"error": "quota used up"}', "json_error", "quota used up"),
        (b'{"items": [', "not_json", "cut short"),
        (b"Service unavailable", "not_a_feed", "address"),
        (b"<opml version='2.0'/>", "not_a_feed", "address"),
    ],
)
def test_what_stands_in_place_of_a_feed_is_told(body: bytes, code: str, words: str) -> None:
    snapshot = read(body)
    assert (snapshot.state, codes(snapshot)) == (SourceState.DOWN, [code])
    assert words in snapshot.problems[0].message


def test_a_page_never_becomes_stories_unless_it_is_asked_for() -> None:
    page = (DATA / "releases.listing").read_bytes()
    assert (read(page).state, read(page, form=LISTING).state) == (SourceState.DOWN, SourceState.OK)


def test_a_page_of_headlines_that_asks_for_cookies_is_offered_as_what_it_is() -> None:
    """Red when: its banner, or a field to log in at, is taken for all that stands there."""
    banner = b"<div>We value your privacy. <form><input type='password'></form></div></main>"
    page = (DATA / "releases.listing").read_bytes().replace(b"</main>", banner)
    (problem,) = read(page).problems
    assert (problem.code, "--listing" in problem.message) == ("html_page", True)


def test_a_page_without_headlines_says_what_it_may_be() -> None:
    snapshot = read(b"<html><nav><a href='/x'>Four words of menu here</a></nav>", form=LISTING)
    assert codes(snapshot) == ["no_headlines"]


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ("<a href='/s/{0}'>{1}</a> (May 2{0}, 2025)<br>", ["2025-05-21", "2025-05-22"]),
        ("<h3><a href='/s/{0}'>{1}</a></h3><p>May 2{0}, 2025</p>", [None, None]),
        (
            "<div class=col><h3><a href='/s/{0}'>{1}</a></h3><p>May 2{0}, 2025</p></div>",
            ["2025-05-21", "2025-05-22"],
        ),
        (
            "<table><tr><td>05/2{0}/2025</td><td><a href='/s/{0}'>{1}</a></td></tr></table>",
            ["2025-05-21", "2025-05-22"],
        ),
    ],
    ids=["links alone", "without rows", "a row of columns", "a table"],
)
def test_no_story_of_a_page_has_anothers_day(row: str, days: list[str | None]) -> None:
    """A row of columns is a `row` by its class, too."""
    listed = "".join(row.format(at, f"Judge rules on motion {at}") for at in (1, 2, 3))
    page = f"<html><body><div class='row'>{listed}</div></body></html>"
    found = sorted(read(page.encode(), form=LISTING).articles, key=lambda each: each.title)
    told = [each.published_at and f"{each.published_at:%Y-%m-%d}" for each in found]
    assert told[:2] == days


def test_a_feed_in_utf16_is_read() -> None:
    told = feed([item(1, title="Caf\u00e9 owner sues")]).decode().replace("UTF-8", "UTF-16")
    assert titles(read(told.encode("utf-16"))) == ["Caf\u00e9 owner sues"]


def test_an_empty_feed_is_fine() -> None:
    assert read(feed([])).state in (SourceState.OK, SourceState.UNCHANGED)
    assert codes(read(feed([]))) == []


def test_a_feed_cut_short_gives_what_it_has() -> None:
    body = feed(map(item, range(3)))
    snapshot = read(body[: body.rindex(b"<pubDate>")])
    assert (snapshot.state, codes(snapshot)) == (SourceState.OK, ["truncated"])
    assert titles(snapshot) == ["Judge rules on motion 0", "Judge rules on motion 1"]
    assert titles(read(body, snapshot)) == ["Judge rules on motion 2"]


def test_a_bad_story_costs_no_good_one() -> None:
    bad = ["<item><title>No address</title></item>", "<item><link>/s/9</link></item>"]
    snapshot = read(feed([item(0), *bad, item(1)]))
    assert len(snapshot.articles) == 2
    assert [(each.code, each.item) for each in snapshot.problems] == [
        ("bad_item", 1),
        ("bad_item", 2),
    ]


# Hostile ones.


def test_entities_are_never_read() -> None:
    bomb = b"<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'><!ENTITY b '&a;&a;'>]>"
    snapshot = read(feed([item(0, title="Words &a; and &b;")]).replace(b"<rss", bomb + b"<rss"))
    assert [each for each in titles(snapshot) if "root" in each] == []


@pytest.mark.parametrize(
    "inner",
    ["<item>" * 200_000, "<item><title>" + "<a>" * 400_000, "<item><title>" + "&" * 1_000_000],
    ids=["items", "tags", "ampersands"],
)
def test_a_hostile_feed_is_read_in_seconds(inner: str) -> None:
    began = process_time()
    read(feed([inner]))
    assert process_time() - began < 10


def test_a_hostile_page_is_read_in_seconds() -> None:
    began = process_time()
    read(b"<html>" + b'<a href="/x">' * 300_000, form=LISTING)
    read(b"<html>" + b"<div>" * 300_000, form=LISTING)
    assert process_time() - began < 10


def test_a_hundred_thousand_stories_are_looked_at_in_part() -> None:
    snapshot = read(feed(map(item, range(100_000))))
    assert (len(snapshot.articles), codes(snapshot)) == (300, ["too_many"])
    assert len(snapshot.seen) < 200_000


@given(st.binary(max_size=300), st.sampled_from([*NewsForm]))
def test_no_bytes_make_it_fail(body: bytes, form: NewsForm) -> None:
    read(body, form=form)
    read(b"<rss><channel><item><title>x</title>" + body, form=form)
    read(b'{"items": [{"url": "' + body, form=form)


# Addresses and dates.


@pytest.mark.parametrize(
    ("told", "url"),
    [
        ("/s/1", "https://herald.example/s/1"),
        (
            "https://Herald.example:443/s/1?utm_source=rss&id=7#top",
            "https://herald.example/s/1?id=7",
        ),
        ("https://wire.example/a?fbclid=x&CMP=y&p=2&ocid=z", "https://wire.example/a?p=2"),
        ("https://herald.example/ni\u00f1o?q=\u00f1", "https://herald.example/ni%C3%B1o?q=%C3%B1"),
        ("https://herald.example/ni%c3%b1o", "https://herald.example/ni%C3%B1o"),
        ("https://Z\u00fcrich.example./s 1", "https://xn--zrich-kva.example/s%201"),
        ("https://" + "\u00fc" * 70 + ".example/", None),
        ("javascript:alert(1)", None),
        ("https://user:word@herald.example/", None),
        ("https://herald.example\\@other.example/", None),
        ("data:text/html,x", None),
        ("", None),
        ("http://[::1", None),
    ],
)
def test_an_address_is_absolute_and_counts_nobody(told: str, url: str | None) -> None:
    assert news_links.clean(told, "https://herald.example/rss/") == url


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("Fri, 23 May 2025 14:00:00 EDT", "2025-05-23T18:00:00+00:00"),
        ("2025-05-23T14:00:00-0400", "2025-05-23T18:00:00+00:00"),
        ("2025-05-23 18:00:00", "2025-05-23T18:00:00+00:00"),
        ("May 23, 2025", "2025-05-23T12:00:00+00:00"),
        ("2025-05-23", "2025-05-23T12:00:00+00:00"),
        ("Release Date: May 23, 2025", "2025-05-23T12:00:00+00:00"),
        ("05/23/2025 - 2:00pm EDT", "2025-05-23T18:00:00+00:00"),
        ("3 hours ago", "2025-05-24T09:00:00+00:00"),
        ("Sat, 24 May 2025 18:00:00 GMT", None),
        ("May 32, 2025", None),
        ("yesterday", None),
        ("0001-01-01T00:00:00Z", None),
    ],
)
def test_a_date_is_read_as_people_write_it_and_none_is_believed_too_early(
    told: str, at: str | None
) -> None:
    found = news_dates.moment(told, NOW)
    assert (found and found.isoformat()) == at


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (b"<rss><channel><title>Sample [Official] Herald</title>", "Sample [Official] Herald"),
        (b"<rss><channel><title><![CDATA[<b>Sample</b> Herald]]></title>", "Sample Herald"),
        (b"<rss><channel><title></title><item><title>A story</title>", None),
        (b'{"version": "1", "title": "Sample Herald", "items": []}', "Sample Herald"),
        (b'{"items": [{"title": "A story"}]}', None),
    ],
)
def test_a_list_is_called_by_its_own_title(body: bytes, title: str | None) -> None:
    assert news_pages.title(body) == title


def test_a_page_names_its_feeds() -> None:
    page = (
        b"<html><head><link rel='alternate' type='application/rss+xml' href='/rss'>"
        b"<link rel='alternate' type='application/rss+xml' href='javascript:x'>"
        b"<link rel='stylesheet' href='/x.css'></head></html>"
    )
    assert news_pages.feeds(page, "https://herald.example/") == ["https://herald.example/rss"]


def test_a_story_nested_too_deep_costs_no_other() -> None:
    """Red when: what can be read but not written again ends the reading of the whole feed."""
    stories = [{"url": f"https://herald.example/s/{at}", "title": f"Ruling {at}"} for at in (1, 2)]
    deep = json.dumps(stories).replace('"Ruling 2"', '"Ruling 2", "x": ' + "[" * 300 + "]" * 300)
    snapshot = read(f'{{"items": {deep}}}'.encode())
    assert (titles(snapshot), codes(snapshot)) == (["Ruling 1"], ["bad_item"])


def test_a_json_feed_says_what_it_lists_beyond_what_is_looked_at() -> None:
    many = [{"url": f"https://herald.example/s/{at}", "title": "Ruling"} for at in range(5_001)]
    assert "too_many" in codes(read(json.dumps({"items": many}).encode()))
