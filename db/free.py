"""Where free copies of documents are, and which of several is the newest. Pure.

PACER is none of these places, whatever a source or a configuration says: reading there costs a
fee, and its terms keep robots out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from db.config import Config

STORAGE = "storage.courtlistener.com"
_HOSTS = frozenset(
    {STORAGE, "archive.org", "www.archive.org", "www.govinfo.gov", "www.supremecourt.gov"}
)
_ARCHIVE_NODE = re.compile(r"[a-z0-9-]+\.(?:us|ca)\.archive\.org")  # where its downloads redirect
_AT_PACER = re.compile(r"(?:^|\.)uscourts\.gov\.?$|^(?:ecf|pacer|pcl)\.")
_FEE_PAGE = re.compile(r"/(?:docs?1|cgi-bin|n/beam)/", re.IGNORECASE)
_UPLOAD = re.compile(r"\.\d+\.\d+(?:_(\d+))?\.pdf$")  # gov.uscourts.mad.282404.34.0_2.pdf
_PORTS = {"http": 80, "https": 443}

Place = tuple[str, str, int]  # scheme, host and port


def is_free(url: str, config: Config) -> bool:
    """May a copy be fetched from there: a known free place, or a service that the user named."""
    place = _place(url)
    if place is None or _asks_a_fee(url):
        return False
    services = (config.courtlistener, config.scotus, config.govinfo)
    return _is_known(place) or place in (_place(each.base_url) for each in services)


def _is_known(place: Place) -> bool:
    scheme, host, port = place
    is_host = host in _HOSTS or _ARCHIVE_NODE.fullmatch(host) is not None
    return is_host and (scheme, port) == ("https", 443)


def _asks_a_fee(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_AT_PACER.search(parts.hostname or "") or _FEE_PAGE.search(parts.path))


def _place(url: str) -> Place | None:
    """None for what is not one plain web address."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
            return None
        return parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme]
    except ValueError:
        return None


def newest(urls: Iterable[str]) -> list[str]:
    """The places of one document, each once, the newest upload first.

    RECAP's storage ends the name of a later upload of the same document in `_1`, then `_2`.
    """
    return sorted(dict.fromkeys(urls), key=_age, reverse=True)


def _age(url: str) -> tuple[int, bool]:
    parts = urlsplit(url)
    upload = _UPLOAD.search(parts.path)
    return int(upload[1] or 0) if upload else 0, parts.hostname == STORAGE
