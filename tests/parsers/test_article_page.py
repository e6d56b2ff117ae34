"""Of an article's page its text is read and nothing else of it; what stands before it is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.parsers import languages, page_address, page_schema, page_walls
from scraper.parsers.article_page import read
from scraper.parsers.page import from_plain, plain

PAGES = sorted((Path(__file__).parents[1] / "data" / "article_page").glob("*.html"))


def told(body: bytes, url: str) -> dict[str, object]:
    page = read(body, url)
    paragraphs = page.text.split("\n\n") if page.text else ""
    return json.loads(json.dumps(plain(page) | {"text": paragraphs}))  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_read_as_it_should_be(path: Path) -> None:
    case = json.loads(path.with_suffix(".json").read_text())
    assert told(path.read_bytes(), case["asked"]) == case["expected"]


URL = "https://www.herald.example/2025/05/21/harbor-tests"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_of_another_case_on_a_page_nothing_enters_the_text(path: Path) -> None:
    assert "Placeholder v. Muster County" not in read(path.read_bytes(), URL).text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_passes_between_processes_as_it_is(path: Path) -> None:
    page = read(path.read_bytes(), URL)
    assert from_plain(json.loads(json.dumps(plain(page)))) == page


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("part", [0.0, 0.3, 0.7])
def test_a_page_that_broke_off_is_no_error(path: Path, part: float) -> None:
    body = path.read_bytes()
    assert read(body[: int(len(body) * part)], URL).url.startswith("http")


@given(st.binary(max_size=2000))
def test_whatever_bytes_come_they_are_a_page(body: bytes) -> None:
    assert read(body, URL).text.isprintable() or "\n\n" in read(body, URL).text


@pytest.mark.parametrize(
    ("claim", "url", "expected"),
    [
        ("/a", "https://h.example/b", "https://h.example/a"),
        ("https://www.h.example/a", "https://m.h.example/a", "https://www.h.example/a"),
        ("https://h.example/a", "http://h.example/a", "https://h.example/a"),
        ("https://h.example/a?id=4&utm_source=x#top", "https://h.example/a", "https://h.example/a?id=4"),
        ("https://h.example/a", "https://amp-h-example.cdn.ampproject.org/c/s/amp.h.example/a",
         "https://h.example/a"),
        ("http://h.example/a", "https://h.example/b", None),
        ("https://other.example/a", "https://h.example/b", None),
        ("https://b.co.uk/a", "https://a.co.uk/a", None),
        ("https://two.github.io/a", "https://one.github.io/a", None),
        ("https://h.example:8443/a", "https://h.example/b", None),
        ("https://h.example/", "https://h.example/b", None),
        ("https://h.example@evil.example/a", "https://h.example/b", None),
        ("https://127.0.0.2/a", "http://127.0.0.1/b", None),
        ("javascript:alert(1)", "https://h.example/b", None),
        ("https://h.example/\x00a", "https://h.example/b", None),
        ("https://[h/a", "https://h.example/b", None),
        ("", "https://h.example/b", None),
        (None, "https://h.example/b", None),
    ],
)  # fmt: skip
def test_a_page_speaks_for_its_own_site_alone(
    claim: str | None, url: str, expected: str | None
) -> None:
    assert page_address.canonical(claim, url) == (expected or url)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2025-05-21T16:15:00-04:00", "2025-05-21T16:15:00-04:00"),
        ("2025-05-21T20:15:00.123Z", "2025-05-21T20:15:00.123000+00:00"),
        ("2025-05-21T16:15:00-0400", "2025-05-21T16:15:00-04:00"),
        ("2025-05-21", "2025-05-21T12:00:00+00:00"),
        ("2025-05-21 23:59:00", "2025-05-21T12:00:00+00:00"),
        ("2025-13-40", None),
        ("9999-12-31T23:59:59-23:59", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        ({"@value": "2025-05-21"}, None),
    ],
)
def test_times_are_read_with_their_zone(told: object, expected: str | None) -> None:
    at = page_schema.moment(told)
    assert (at and at.isoformat()) == expected


@pytest.mark.parametrize(
    "node",
    [
        '{"@type": "NewsArticle", "headline": ["a"], "author": 7, "publisher": []}',
        '{"@type": ["Article", 3], "headline": {}, "author": [null, {"name": 4}, [1]]}',
        '{"@type": {"a": 1}, "@graph": {"a": []}}',
        '[[[{"@type": "NewsArticle"}]]]',
        '{"@type": "LiveBlogPosting", "liveBlogUpdate": {"a": 1}}',
        '{"@type": "LiveBlogPosting", "liveBlogUpdate": [3, {"datePublished": 4}]}',
        '{"@type": "NewsArticle", "wordCount": "\u0669\u0669", "isAccessibleForFree": "False"}',
        '{"@type": "NewsArticle", "mainEntity": "x", "articleBody": 4}',
        "{'not': json}",
        "null",
        "",
    ],
)
def test_strange_words_for_machines_are_no_error(node: str) -> None:
    body = f'<script type="application/ld+json">{node}</script><h1>T</h1><p>Some text.</p>'
    assert read(body.encode(), URL).title == "T"


def test_of_several_scripts_the_one_that_is_the_article_counts() -> None:
    scripts = (
        {"@type": "WebSite", "name": "Site"},
        {"@graph": [{"@type": "BreadcrumbList"}, {"@type": ["NewsArticle"], "headline": "Right"}]},
        {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Wrong"}]},
    )
    head = "".join(
        f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in scripts
    )
    assert read(f"<head>{head}</head><p>Text.</p>".encode(), URL).title == "Right"


def test_what_a_page_says_of_itself_is_plain_text() -> None:
    head = (
        '<meta property="og:title" content="Judge &amp;amp; jury &lt;b&gt;rule&lt;/b&gt; \u202eon">'
    )
    assert read(f"{head}<p>Text.</p>".encode(), URL).title == "Judge & jury rule on"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("iso-8859-1", "utf-8"),
        ("utf-8", "cp1252"),
        ("shift_jis", "shift_jis"),
        ("no-such", "cp1252"),
    ],
)
def test_a_page_in_another_charset_than_it_says_is_read(charset: str, encoding: str) -> None:
    words = "日本の裁判所" if encoding == "shift_jis" else "Décision de la cour"
    body = f'<meta charset="{charset}"><h1>{words}</h1><p>Some text.</p>'
    assert read(body.encode(encoding), URL).title == words


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("The court said on Monday that it is not for the agency to say who has to wait, and " * 2,
         "es", "en"),
        ("El tribunal dijo el lunes que no es la agencia la que decide quién tiene que esperar "
         "en los casos de este tipo", "en-US", "es"),
        ("Das Gericht hat am Montag entschieden, dass die Behörde nicht sagen darf, wer warten "
         "muss und wer mit der Sache nicht warten soll", None, "de"),
        ("Short words", "pt-BR", "pt"),
        ("Short words", "x" * 99, None),
        ("12 34 56 " * 20, None, None),
    ],
)  # fmt: skip
def test_a_language_is_known_by_its_little_words(
    text: str, told: str | None, expected: str | None
) -> None:
    assert languages.of(text, told) == expected


@pytest.mark.parametrize(
    ("url", "is_asking"),
    [
        ("https://consent.herald.example/collect", True),
        ("https://consent-pref.herald.example/", True),
        ("https://guce.portal.example/consent", True),
        ("https://www.herald.example/consent-decree-signed", False),
        ("https://consentful.example/", False),
    ],
)
def test_consent_pages_are_known_by_their_host(url: str, is_asking: bool) -> None:
    assert page_walls.asks_consent(url) is is_asking
