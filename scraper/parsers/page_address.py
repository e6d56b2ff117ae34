"""Under which address a page wants to be known. Pure.

`<link rel="canonical">` makes one article of its many addresses. It is a stranger's word: a page
may speak for its own site alone, or it could pass for another's story.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from tldextract import TLDExtract

_SITES = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
_LONGEST = 2000
_UNSAFE = re.compile(r"[\\\s\x00-\x1f\x7f-\x9f]")
_AMP_CACHE = ".cdn.ampproject.org"


def canonical(told: str | None, url: str) -> str:
    """The address that the page at `url` gives itself, where it may; else `url`."""
    claimed = _split(urljoin(url, (told or "").strip())) if told else None
    found = _split(url)
    if claimed is None or found is None or not _is_same_site(claimed, found):
        return url
    is_front = claimed.path in ("", "/") and found.path not in ("", "/")
    return url if is_front else urlunsplit(claimed._replace(fragment=""))


def _is_same_site(claimed: SplitResult, found: SplitResult) -> bool:
    """Never to another port or from https to http."""
    if claimed.scheme != found.scheme and (found.scheme, claimed.scheme) != ("http", "https"):
        return False
    home = found.hostname or ""
    if home.endswith(_AMP_CACHE):
        home = _behind_cache(found)
        return site(claimed.hostname or "") == site(home)
    return claimed.port == found.port and site(claimed.hostname or "") == site(home)


def _behind_cache(found: SplitResult) -> str:
    """`/c/s/www.herald.example/story` is what the cache has of that host."""
    steps = [each for each in found.path.split("/") if each]
    return next((each for each in steps if "." in each), "")


def site(host: str) -> str:
    """What somebody registered, of a host: `herald.example` of `amp.herald.example`."""
    parts = _SITES(host.lower().rstrip("."))
    if parts.suffix and parts.domain:
        return f"{parts.domain}.{parts.suffix}"
    is_named = not re.fullmatch(r"[\d.]+|\[?[0-9a-f:]+\]?", host)
    return ".".join(host.lower().split(".")[-2:]) if is_named else host


def _split(url: str) -> SplitResult | None:
    """None for what is not one plain web address."""
    if len(url) > _LONGEST or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    is_plain = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return parts if is_plain else None
