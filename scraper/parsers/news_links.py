"""Addresses of stories: absolute, http or https, and without what only counts readers. Pure.

Each story is known by one spelling of its address, in ASCII, as it is asked for: `/niño` and
`/ni%c3%b1o` are the same page.
"""

from __future__ import annotations

import re
import string
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

LONGEST = 2000  # characters

_UNSAFE = re.compile(r"[\\\s\x00-\x1f\x7f-\x9f]")
_TRACKING = re.compile(r"(?:utm_|at_(?:medium|campaign|link)|_hs(?:enc|mi)|mc_[ce]id|wt\.mc_id)")
_COUNTED = frozenset(
    (
        *("fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "cmpid", "cmp", "ncid"),
        *("ocid", "smid", "smtyp", "emc", "partner", "taid", "ftag", "srnd", "mkt_tok"),
        *("s_cid", "xtor", "oc"),
    )
)
_PORTS = {"http": 80, "https": 443}
_ESCAPED = re.compile(r"%[0-9a-fA-F]{2}")
_KEPT = string.punctuation  # blanks and what is not ASCII are escaped


def clean(told: str, base: str) -> str | None:
    """The address of a story as it is to be known by; None for what is no web address."""
    told = told.strip().replace(" ", "%20")
    if not told or len(told) > LONGEST or _UNSAFE.search(told) or not told.isprintable():
        return None
    try:
        parts = urlsplit(urljoin(base, told))
        host, port = _ascii(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host or "@" in parts.netloc:
        return None
    host = f"[{host}]" if ":" in host else host
    origin = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    path, query = _escaped(parts.path or "/"), _escaped(_kept(parts.query))
    return urlunsplit((parts.scheme, origin, path, query, ""))


def _ascii(host: str) -> str:
    """As name servers know it; ValueError for what is no name."""
    bare = host.lower().removesuffix(".")
    return bare if bare.isascii() else bare.encode("idna").decode()


def _escaped(part: str) -> str:
    return _ESCAPED.sub(lambda escape: escape[0].upper(), quote(part, safe=_KEPT))


def _kept(query: str) -> str:
    """What of a query says which page is meant, as it stands."""
    return "&".join(part for part in query.split("&") if part and not _is_counted(part))


def _is_counted(part: str) -> bool:
    name = part.partition("=")[0].lower()
    return name in _COUNTED or _TRACKING.match(name) is not None
