"""News sources that we know: where they are, what is odd about them, what their sites allow. Pure.

What a robots.txt says was looked up in what others have written of it, where it says so here;
docket reads the file itself before it asks, so that this table only warns. `docs/news.md` has
the table too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db.press import NewsForm


@dataclass(frozen=True, slots=True)
class Preset:
    slug: str
    title: str
    url: str  # of a search: with `{query}`, and with `{base}` where the site can be configured
    note: str  # what its robots.txt says, and other quirks, in a sentence
    form: NewsForm = NewsForm.FEED
    is_forbidden: bool = False  # its robots.txt forbids it to programs, as far as we know


_UNVERIFIED = "Its robots.txt was not verified."

PRESETS: Mapping[str, Preset] = {
    preset.slug: preset
    for preset in (
        Preset(
            "nbc",
            "NBC News",
            "https://feeds.nbcnews.com/nbcnews/public/news",
            f"Top stories, with summaries. {_UNVERIFIED}",
        ),
        Preset(
            "nbc-politics",
            "NBC News: Politics",
            "https://feeds.nbcnews.com/nbcnews/public/politics",
            f"Politics alone, with summaries. {_UNVERIFIED}",
        ),
        Preset(
            "cnn",
            "CNN",
            "http://rss.cnn.com/rss/cnn_topstories.rss",
            "It answers, but stands still since April 2023: docket says so, and finds nothing"
            f" there. {_UNVERIFIED}",
        ),
        Preset(
            "google-news",
            "Google News",
            "{base}/rss/search?q={query}&hl=en-US&gl=US&ceid=US:en",
            "A search for each watch, at most 100 stories of the last week. Its robots.txt forbids"
            " the search to programs (as others read it in August 2026), and its feed says that it"
            " is for personal, non-commercial readers.",
            NewsForm.SEARCH,
            is_forbidden=True,
        ),
        Preset(
            "doj",
            "U.S. Department of Justice",
            "https://www.justice.gov/news/rss?type=press_release",
            f"Press releases of all its offices. {_UNVERIFIED}",
        ),
        Preset(
            "ice",
            "U.S. Immigration and Customs Enforcement",
            "https://www.ice.gov/rss/news/356",
            "News releases; neither this address nor its robots.txt was verified.",
        ),
        Preset(
            "dhs",
            "U.S. Department of Homeland Security",
            "https://www.dhs.gov/news-releases/press-releases",
            f"A page of headlines, as there is no feed any more. {_UNVERIFIED}",
            NewsForm.LISTING,
        ),
        Preset(
            "cbp",
            "U.S. Customs and Border Protection",
            "https://www.cbp.gov/rss.xml",
            "All news of the site; neither this address nor its robots.txt was verified.",
        ),
        Preset(
            "fox",
            "Fox News: Politics",
            "https://moxie.foxnews.com/google-publisher/politics.xml",
            f"Politics, with the full text of each story. {_UNVERIFIED}",
        ),
    )
}


def find(slug: str) -> Preset | None:
    return PRESETS.get(slug.lower())
