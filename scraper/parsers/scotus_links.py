"""The addresses on a Supreme Court docket: only the court's own are kept, and all are free."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import SplitResult, urljoin, urlsplit

from db.models import Document
from scraper.parsers.plain_text import cleaned

COURT = "https://www.supremecourt.gov"
MOST_LINKS = 100  # of one row
LONGEST = 2_000  # characters

_HOST = "supremecourt.gov"


def documents(links: Iterable[tuple[str, str]], page: str) -> tuple[Document, ...]:
    """What a row links to, each once; `page` is where the row stands.

    The first is the filing ("Main Document", "Petition"); what else stands beside it, a proof of
    service for instance, is attached to it and counted from 1.
    """
    found: dict[str, str] = {}
    for title, told in links:
        url = address(told, page)
        if url is not None:
            found.setdefault(url, cleaned(title))
    return tuple(
        Document(attachment=place or None, title=title or None, url=url, free_url=url)
        for place, (url, title) in enumerate(list(found.items())[:MOST_LINKS])
    )


def address(told: str, page: str) -> str | None:
    """Where a link leads; None where that is not the court.

    The JSON names its documents with http: the court answers https as well.
    """
    told = told.strip()
    if not told or len(told) > LONGEST or not told.isascii() or _is_odd(told):
        return None
    try:
        base, target = urlsplit(page or COURT), urlsplit(urljoin(page or COURT, told))
        return _of_court(target, base)
    except ValueError:  # no port, no host, a bracket without its end
        return None


def _is_odd(told: str) -> bool:
    """Blanks, quotes, brackets and control characters stand in no address."""
    return any(char <= " " or char in "\"'<>\\`{}|^\x7f" for char in told)


def _of_court(target: SplitResult, page: SplitResult) -> str | None:
    host = target.hostname or ""
    if target.scheme not in ("http", "https") or "@" in target.netloc:
        return None
    if host == _HOST or host.endswith(f".{_HOST}"):
        return target._replace(scheme="https", netloc=host).geturl() if _is_usual(target) else None
    # A court that the user configured: what it links to on itself.
    is_own = (target.scheme, target.netloc) == (page.scheme, page.netloc)
    return target.geturl() if is_own else None


def _is_usual(target: SplitResult) -> bool:
    return target.port in (None, 80, 443)


def shown_at(number: str, page: str) -> str:
    """The docket's page for people, where the answer itself was not one."""
    if page and not page.endswith(".json"):
        return page
    return urljoin(page or COURT, f"/docket/docketfiles/html/public/{number.lower()}.html")
