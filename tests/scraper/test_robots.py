"""What robots.txt lets us ask."""

from time import perf_counter

import pytest

from scraper import robots

FEED = "https://ecf.example.gov/cgi-bin/rss_outside.pl"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow:",
        "User-agent: *\nDisallow: /\n\nUser-agent: docketwatch\nAllow: /",
        "User-agent: another\nDisallow: /",
        "User-agent: *\nDisallow: /\nAllow: /cgi-bin/rss_outside.pl",
        "<rss><channel><link>https://ecf.example.gov</link></channel></rss>",
        "\x00\xff: not a robots.txt",
    ],
)
def test_what_is_not_forbidden_is_allowed(text: str) -> None:
    assert robots.parse(text).allow(FEED)


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: *\nDisallow: /cgi-bin/",
        "User-agent: *\nDisallow: /*.pl$",
        "USER-AGENT: DocketWatch # us\nDisallow: /",
        "User-agent: another\nUser-agent: docketwatch\nDisallow: /",
        "User-agent: *\nAllow: /\n\nUser-agent: docketwatch\nDisallow: /cgi-bin/",
        "user agent docketwatch\ndisallow /",
    ],
)
def test_what_is_forbidden_to_us_is_known(text: str) -> None:
    assert not robots.parse(text).allow(FEED)


def test_rules_for_others_never_become_ours() -> None:
    rules = robots.parse("User-agent: *\nAllow: /\nUser-agent: another\nDisallow: /")
    assert rules.allow(FEED)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("1", 1.0), ("2.5", 2.5), ("3600", 60.0), ("-5", 0.0), ("nan", 0.0), ("inf", 0.0), ("x", 0.0)],
)
def test_a_crawl_delay_is_a_sane_number_of_seconds(told: str, seconds: float) -> None:
    assert robots.parse(f"User-agent: *\nCrawl-delay: {told}").delay == seconds


def test_a_file_that_is_not_there_allows_all() -> None:
    assert robots.text(404, b"<html>Not found</html>") == ""
    assert robots.text(403, b"User-agent: *\nDisallow: /") == ""


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_file_that_cannot_be_had_settles_nothing(status: int) -> None:
    assert robots.text(status, b"") is None


def test_only_half_a_megabyte_is_kept() -> None:
    assert len(robots.text(200, b"#" * 2_000_000) or "") == 500 * 1024


def test_a_file_of_names_and_rules_by_the_thousand_is_read_in_no_time() -> None:
    names = "".join(f"User-agent: a{n}\n" for n in range(14_000))
    paths = "".join(f"Disallow: /{n}\n" for n in range(14_000))
    began = perf_counter()
    assert robots.parse(names + paths).allow(FEED)
    assert perf_counter() - began < 5
