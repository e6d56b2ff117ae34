"""The sign of life: one request to the reader's own address, so that a dead machine is missed.

Without Scrapy: cron polls each minute, and where nothing is due must not load it. What Scrapy's
guard is for cannot happen here, as the reader names the address himself and no redirect is
followed. Whoever knows the address can fake our pulse: it stands in no word that we say.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from scraper.introduction import introduction

PATIENCE = 10.0  # seconds, for all of it
_LATE = f"no answer in {PATIENCE:.0f} seconds"


def beat(url: str, contact: str | None) -> str | None:
    """Ask for the address: None where it answered, else why it did not."""
    coming: Future[str | None] = Future()
    # Its own timeout is for each wait on the network; an answer in drops would never end.
    threading.Thread(target=_beat, args=(coming, url, contact), daemon=True).start()
    try:
        return coming.result(PATIENCE)
    except TimeoutError:
        return _LATE


def _beat(coming: Future[str | None], url: str, contact: str | None) -> None:
    try:
        coming.set_result(_ask(url, contact))
    except BaseException as error:  # raised again where it is waited for
        coming.set_exception(error)


def _ask(url: str, contact: str | None) -> str | None:
    question = Request(url, headers={"User-Agent": introduction(contact)})
    try:
        with build_opener(_NoRedirects).open(question, timeout=PATIENCE):
            return None
    except HTTPError as answer:
        answer.close()
        return f"it answered {answer.code}"
    except TimeoutError:
        return _LATE
    except (OSError, HTTPException, ValueError) as error:  # of an address that cannot be asked, too
        reason = getattr(error, "reason", error)
        return _LATE if isinstance(reason, TimeoutError) else f"no answer ({type(reason).__name__})"


class _NoRedirects(HTTPRedirectHandler):
    """A redirect is an answer that is not the one we want."""

    def redirect_request(self, *_: Any) -> None:
        return None
