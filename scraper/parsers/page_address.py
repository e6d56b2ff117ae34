"""Under which address a page wants to be known. Pure.

`<link rel="canonical">` makes one article of its many addresses. It is a stranger's word: a page
may speak for its own site alone, or it could pass for another's story.
"""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from tldextract import TLDExtract

from scraper.parsers import news_links

_SITES = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
_AMP_CACHE = ".cdn.ampproject.org"


def canonical(told: str | None, url: str) -> str:
    """The address that the page at `url` gives itself, where it may; else `url`."""
    found = news_links.clean(url, url) or url
    claimed = news_links.clean(told, url) if told else None
    return claimed if claimed and _may_speak(urlsplit(found), urlsplit(claimed)) else found


def _may_speak(found: SplitResult, claimed: SplitResult) -> bool:
    """For its own site, by the same port, not without encryption, and not for the front page."""
    is_front = claimed.path == "/" and not claimed.query and found.path != "/"
    is_bare = (found.scheme, claimed.scheme) == ("https", "http")
    is_there = claimed.port == found.port and site(_home(found)) == site(claimed.hostname or "")
    return is_there and not is_front and not is_bare


def _home(found: SplitResult) -> str:
    """Whose page it is: the AMP cache has `/c/s/www.herald.example/story` of that host."""
    host = found.hostname or ""
    if not host.endswith(_AMP_CACHE):
        return host
    return next((each for each in found.path.split("/") if "." in each), host)


def site(host: str) -> str:
    """What somebody registered, of a host: `herald.example` of `amp.herald.example`."""
    with suppress(ValueError):
        return str(ip_address(host))
    parts = _SITES(host.rstrip("."))
    if parts.suffix:
        return f"{parts.domain}.{parts.suffix}" if parts.domain else host
    return ".".join(host.split(".")[-2:])
